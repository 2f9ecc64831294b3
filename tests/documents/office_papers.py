"""Every paper of the desk's own by name: an ordinary one, one at the edges, what a scan reads."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent_desk.documents.bag_items import BagItem
from agent_desk.documents.bag_label import render_bag_label
from agent_desk.documents.bag_list import render_bag_list
from agent_desk.documents.damage_minutes import AffectedItem, Damage, render_damage_minutes
from agent_desk.documents.day_sheet import Counted, DisputedLine, LyingHere, render_day_sheet
from agent_desk.documents.delivery_label import render_delivery_label
from agent_desk.documents.emergency_slips import render_emergency_slips
from agent_desk.documents.free_help_poster import render_free_help_poster
from agent_desk.documents.handover_minutes import render_handover_minutes
from agent_desk.documents.head import PaperSize, Party
from agent_desk.documents.label_sheet import LabelPaper
from agent_desk.documents.office_lists import BagLine
from agent_desk.documents.roster_sheet import RosterLine, RosterSheet, render_roster_sheet
from agent_desk.documents.score_sheet import CheckLine, ServedCitizen, render_score_sheet
from agent_desk.documents.session_poster import render_session_poster
from agent_desk.documents.shift_list import OpenMatter, render_shift_list
from agent_desk.documents.sign_up_sheet import render_sign_up_sheet
from tests.documents import office_samples as own
from tests.documents.samples import LONG_NAME, LONG_PAPER, a_reference, local_time

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.documents.session_paper import SessionPaper


@dataclass(frozen=True, slots=True)
class OfficePaper:
    """How to make a paper from one text that stands wherever a text may stand."""

    ordinary: Callable[[], bytes]
    told: Callable[[str], bytes]
    reads: frozenset[str] = frozenset()


BAG = frozenset({own.BAG_NUMBER.digits})
SESSION = frozenset({own.SESSION_NUMBER.digits})


def _head(text: str) -> object:
    return own.an_office_head(operator=text, site=text, place=text, hotline=text, practice=True)


def _side(text: str) -> object:
    return own.ours(unit=text, person=text, duty=text, address=text)


def _bag(text: str) -> object:
    item = BagItem(reference=text, procedure_code=text, procedure_name=text, note=text)
    return own.a_bag(destination=text, destination_address=text, seal_number=text, items=(item,))


def _session(text: str) -> SessionPaper:
    return own.a_session_paper(head=_head(text), topics=(text,), place=text, trainer=text)


def _handover(text: str) -> bytes:
    side = _side(text)
    return render_handover_minutes(
        own.a_handover(
            head=_head(text), bag=_bag(text), giver=side, taker=side, where=text, remarks=text
        )
    )


def _damage(text: str) -> bytes:
    side = _side(text)
    keys = ("where", "seal_number", "found_seal_number", "description", "done", "witness")
    words = dict.fromkeys(keys, text)
    affected = (AffectedItem(reference=text, damage=Damage.OTHER, seen=text),)
    minutes = own.a_damage(head=_head(text), giver=side, taker=side, affected=affected, **words)
    return render_damage_minutes(replace(minutes, giver_words=text, taker_words=text))


def _day(text: str) -> bytes:
    sheet = own.a_day_sheet(
        head=_head(text),
        clerk=text,
        counts=(Counted(what=text, number=1),),
        bags=(BagLine(number=text, destination=text, dossiers=1, state=text),),
        lying=(LyingHere(reference=text, why=text, since=local_time(9, 0)),),
        disputes=(DisputedLine(subject=text, matter=text, state=text),),
    )
    return render_day_sheet(sheet)


def _shift(text: str) -> bytes:
    matters = (OpenMatter(reference=text, state=text, next_step=text),)
    shift = own.a_shift_list(head=_head(text), giver=text, taker=text, open=matters, notes=text)
    return render_shift_list(shift)


def _score(text: str) -> bytes:
    line = CheckLine(check=text, found=text, what_to_do=text)
    citizen = ServedCitizen(title=text, result=text, time=text, trap=text, lines=(line,))
    sheet = own.a_score_sheet(
        head=_head(text), clerk=text, exercise=text, result=text, citizens=(citizen,), learn=(text,)
    )
    return render_score_sheet(sheet)


def _delivery(text: str) -> bytes:
    label = own.a_delivery_label(
        head=_head(text), sender_address=text, receiver=Party(name=text, address=text)
    )
    return render_delivery_label(label)


PAPERS = {
    "handover_minutes": OfficePaper(
        lambda: render_handover_minutes(own.a_handover()), _handover, BAG
    ),
    "damage_minutes": OfficePaper(lambda: render_damage_minutes(own.a_damage()), _damage, BAG),
    "bag_list": OfficePaper(
        lambda: render_bag_list(own.a_bag_list(), PaperSize.A5),
        lambda text: render_bag_list(
            own.a_bag_list(head=_head(text), bag=_bag(text), clerk=text, courier=text),
            PaperSize.A4,
        ),
        BAG,
    ),
    "bag_label": OfficePaper(
        lambda: render_bag_label(own.a_bag_label()),
        lambda text: render_bag_label(
            own.a_bag_label(
                head=_head(text), destination=text, destination_address=text, seal_number=text
            )
        ),
        BAG,
    ),
    "bag_label_a5": OfficePaper(
        lambda: render_bag_label(own.a_bag_label(), LabelPaper.A5),
        lambda text: render_bag_label(
            own.a_bag_label(head=_head(text), destination=text), LabelPaper.A5
        ),
        BAG,
    ),
    "delivery_label": OfficePaper(
        lambda: render_delivery_label(own.a_delivery_label()),
        _delivery,
        frozenset({"EA123456785VN"}),
    ),
    "day_sheet": OfficePaper(lambda: render_day_sheet(own.a_day_sheet()), _day),
    "score_sheet": OfficePaper(lambda: render_score_sheet(own.a_score_sheet()), _score),
    "shift_list": OfficePaper(lambda: render_shift_list(own.a_shift_list()), _shift),
    "emergency_slips": OfficePaper(
        lambda: render_emergency_slips(own.emergency()),
        lambda text: render_emergency_slips(own.emergency(head=_head(text), receiver=text)),
        frozenset({a_reference(901)}),
    ),
    "session_poster": OfficePaper(
        lambda: render_session_poster(own.a_session_paper()),
        lambda text: render_session_poster(_session(text)),
        SESSION,
    ),
    "sign_up_sheet": OfficePaper(
        lambda: render_sign_up_sheet(own.a_session_paper()),
        lambda text: render_sign_up_sheet(_session(text)),
        SESSION,
    ),
    "roster_sheet": OfficePaper(
        lambda: render_roster_sheet(RosterSheet(session=own.a_session_paper())),
        lambda text: render_roster_sheet(
            RosterSheet(session=_session(text), lines=(RosterLine(name=text, birth=text),))
        ),
        SESSION,
    ),
    "free_help_poster": OfficePaper(
        lambda: render_free_help_poster(own.a_poster()),
        lambda text: render_free_help_poster(
            own.a_poster(head=_head(text), address=text, open_hours=text, complain_phone="")
        ),
    ),
}

TEXTS = {
    "short": "Ỷ",
    "long": LONG_NAME,
    "very_long": LONG_PAPER,
    "hostile": "A\x00\x07\u202eB\u200f\ufeff\U0001f600\n\tỆ\u0302",
    "one_word": "Ẵ" * 200,
}
