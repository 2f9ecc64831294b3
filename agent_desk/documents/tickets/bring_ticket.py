"""What to bring next time, on the roll: what is missing, where to get it, what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.documents.bring_slip import BringAs
from agent_desk.documents.runs import Run, bold, plain
from agent_desk.documents.show import show_date, show_phone_text
from agent_desk.documents.tickets import shared
from agent_desk.documents.wording import wording
from agent_desk.domain.fees import print_vnd
from agent_desk.domain.reference import group

if TYPE_CHECKING:
    from agent_desk.documents.bring_slip import BringPaper, BringSlip
    from agent_desk.documents.tickets.raster import Raster
    from agent_desk.documents.tickets.roll import Roll
    from agent_desk.documents.wording import Wording

DOCUMENT = "bring_ticket"


def render_bring_ticket(slip: BringSlip) -> Raster:
    """Draw the ticket of what the slip says, for nobody by name. Raises: NotFound."""
    words = wording(DOCUMENT, slip.head.template_version)
    roll = shared.begin(words, slip.head)
    roll.field(words.text("procedure"), f"{slip.procedure_name} ({slip.procedure_code})")
    roll.space()
    _papers(roll, words, slip)
    roll.field(words.text("state_fee"), print_vnd(slip.state_fee_vnd))
    if slip.postage_vnd is not None:
        roll.field(words.text("postage"), print_vnd(slip.postage_vnd))
    come_back = words.text("come_back", site=slip.head.site)
    roll.field(words.text("next_step"), " ".join(filter(None, (slip.next_step, come_back))))
    roll.field(words.text("address"), slip.site_address)
    roll.field(words.text("open_hours"), slip.open_hours)
    roll.stroke()
    roll.text(_checked(words, slip))
    roll.text(words.runs("guidance_only"))
    roll.space()
    roll.bars(slip.head.reference)
    shared.end(roll, words, slip.head, group(slip.head.reference))
    return roll.raster()


def _papers(roll: Roll, words: Wording, slip: BringSlip) -> None:
    required = [paper for paper in slip.missing if paper.is_required]
    optional = [paper for paper in slip.missing if not paper.is_required]
    if not slip.missing:
        roll.text(words.runs("nothing_missing"))
    if required:
        roll.text([bold(words.text("missing", n=len(required)))])
    for number, paper in enumerate(required, start=1):
        _paper(roll, words, number, paper)
    if optional:
        roll.text([bold(words.text("optional"))])
    for number, paper in enumerate(optional, start=len(required) + 1):
        _paper(roll, words, number, paper)
    roll.space()


def _paper(roll: Roll, words: Wording, number: int, paper: BringPaper) -> None:
    how = [words.text(f"copies_{paper.bring_as.value}")]
    if paper.bring_as is not BringAs.DATA:
        how.append(words.text("kind_present" if paper.is_shown_only else "kind_submit"))
    runs: list[Run] = [bold(paper.name), plain(f" ({', '.join(how)})")]
    for key, value in (("where", paper.where), ("note", paper.note)):
        if value:
            runs.append(plain(f". {words.text(key)}: {value}"))
    roll.item(f"{number}.", runs)


def _checked(words: Wording, slip: BringSlip) -> list[Run]:
    checked = list(words.runs("checked_on", day=show_date(slip.checked_on)))
    if not slip.is_certain:
        key = "low_confidence_phone" if slip.confirm_phone else "low_confidence"
        phone = show_phone_text(slip.confirm_phone)
        checked += [Run(" "), *words.runs(key, phone=phone)]
    return checked
