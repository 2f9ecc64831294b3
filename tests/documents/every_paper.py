"""Every document of the program by name, in the shape that ``office_papers`` gave its own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from agent_desk.documents.account_slip import render_account_slip
from agent_desk.documents.apology_04 import render_apology_04
from agent_desk.documents.bring_slip import BringPaper, render_bring_slip
from agent_desk.documents.control_06 import Hop, render_control_06
from agent_desk.documents.form_paper import FormPaper, render_form_paper
from agent_desk.documents.head import PaperSize, Party
from agent_desk.documents.key_sheet import KeyLine, KeySheet, render_key_sheet
from agent_desk.documents.printer_test import PrinterTest, render_printer_test
from agent_desk.documents.receipt_01 import render_receipt_01
from agent_desk.documents.refusal_03 import render_refusal_03
from agent_desk.documents.register_07 import render_register_07
from agent_desk.documents.residence import render_ct04, render_ct05, render_ct06
from agent_desk.documents.result_slip import HandedItem, render_result_slip
from agent_desk.documents.scanner_sheet import render_scanner_sheet
from agent_desk.documents.sending_slip import SlipPaper, render_sending_slip
from agent_desk.documents.state_form import Issuer, Relay
from agent_desk.documents.stop_05 import render_stop_05
from agent_desk.documents.supplement_02 import render_supplement_02
from agent_desk.documents.where_slip import WhereTo, render_where_slip
from agent_desk.domain.printing import PrinterRole
from tests.documents import state_samples as state
from tests.documents.office_papers import PAPERS as OFFICE
from tests.documents.office_papers import OfficePaper
from tests.documents.office_samples import an_office_head
from tests.documents.outcome_samples import OUTCOMES
from tests.documents.samples import (
    a_bring_slip,
    a_head,
    a_receipt_01,
    a_reference,
    a_result_slip,
    a_sending_slip,
    local_time,
)
from tests.documents.teaching_samples import TEACHING
from tests.documents.test_account_slip import the_usual
from tests.documents.test_where_slip import a_where_slip
from tests.support.forms import complete_answers, the_form

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.documents.head import SlipHead

A4, A5 = PaperSize.A4, PaperSize.A5
OUR_REFERENCE = frozenset({a_reference()})


def _head(text: str) -> SlipHead:
    return a_head(operator=text, site=text, place=text, hotline=text, practice=True)


def _party(text: str) -> Party:
    return Party(
        name=text, citizen_number=text, full_number=True, address=text, phone=text, email=text
    )


def _state(text: str) -> dict[str, object]:
    """Give what all state forms have in common."""
    return {
        "head": _head(text),
        "issuer": Issuer(authority=text, unit=text, number=text),
        "relay": Relay(agency=text, sent_at=local_time(9, 15), signed_by=text),
        "applicant": _party(text),
    }


def _receipt(text: str) -> dict[str, object]:
    return {
        "head": _head(text),
        "official_code": text,
        "authority": text,
        "unit": text,
        "applicant": _party(text),
        "authorised_by": _party(text),
        "authority_paper": text,
        "request": text,
        "papers": (text,) * 3,
        "collect_at": text,
        "receiver": text,
        "register_book": text,
        "register_entry": text,
        "number": text,
        "return_at": None,
    }


def _supplement(text: str) -> dict[str, object]:
    said = {"request": text, "items": (text,) * 3, "reason": text}
    return {**_state(text), **said, "contact_name": text, "contact_phone": text, "due_on": None}


def _refusal(text: str) -> dict[str, object]:
    return {**_state(text), "request": text, "reasons": (text,) * 2, "official_code": text}


def _apology(text: str) -> bytes:
    said = {"procedure": text, "official_code": text, "reason": text}
    return render_apology_04(state.an_apology_04(**_state(text), **said), A4)


def _stop(text: str) -> bytes:
    said = {"request": text, "official_code": text, "asked": text, "note": text}
    return render_stop_05(state.a_stop_05(**_state(text), **said), A4)


def _control(text: str) -> bytes:
    hop = Hop(giver_unit=text, taker_unit=text, giver=text, taker=text, note=text)
    common = {key: value for key, value in _state(text).items() if key in {"head", "issuer"}}
    said = {"official_code": text, "agency": text, "partners": text, "hops": (hop,) * 3}
    return render_control_06(state.a_control_06(**common, **said), A4)


def _register(text: str) -> bytes:
    words = ("official_code", "procedure", "person", "address", "phone", "agency", "way")
    entry = state.an_entry(**dict.fromkeys(words, text))
    book = state.a_register_07(
        issuer=Issuer(authority=text, unit=text, number=text),
        site=text,
        place=text,
        keeper=text,
        field=text,
        entries=(entry,) * 3,
        practice=True,
    )
    return render_register_07(book)


def _sending(text: str) -> bytes:
    words = ("receiver", "procedure_name", "procedure_code", "result_way", "clerk")
    slip = a_sending_slip(
        head=_head(text),
        sender=_party(text),
        owner=_party(text),
        receiver_address=text,
        papers=(SlipPaper(name=text, originals=1),),
        **dict.fromkeys(words, text),
    )
    return render_sending_slip(slip, A4)


def _bring(text: str) -> bytes:
    words = ("procedure_name", "procedure_code", "for_whom", "site_address", "open_hours")
    slip = a_bring_slip(
        head=_head(text),
        already=(text,),
        missing=(BringPaper(name=text, where=text, note=text),),
        **dict.fromkeys(words, text),
    )
    return render_bring_slip(slip, A4)


def _result(text: str) -> bytes:
    words = ("procedure_name", "procedure_code", "clerk", "authority_paper", "identity_paper")
    slip = a_result_slip(
        head=_head(text),
        owner=_party(text),
        proxy=_party(text),
        handed=(HandedItem(name=text),),
        taken_back=(text,),
        **dict.fromkeys(words, text),
    )
    return render_result_slip(slip, A4)


def _where(text: str) -> bytes:
    where = WhereTo(name=text, address=text, phone=text, open_hours=text)
    words = ("operator", "site", "place", "hotline", "matter", "code", "why")
    bring = (BringPaper(name=text, where=text, note=text),)
    return render_where_slip(
        a_where_slip(where=where, bring=bring, practice=True, **dict.fromkeys(words, text)), A4
    )


def _account(text: str) -> bytes:
    words = ("operator", "site", "hotline", "place", "unfinished")
    lists = dict.fromkeys(("today", "next", "bring"), (text,))
    slip = the_usual(practice=True, **lists, **dict.fromkeys(words, text))
    return render_account_slip(slip, A4)


def _form(text: str) -> bytes:
    form = the_form("khai_tu")
    answers = {**complete_answers(form), "nyc_ho_ten": text}
    return render_form_paper(FormPaper(head=_head(text), form=form, answers=answers))


def _key_sheet(text: str) -> bytes:
    lines = (KeyLine(key="F1", does=text), KeyLine(key="Ctrl+K", does="Tìm mọi thứ"))
    return render_key_sheet(KeySheet(head=an_office_head(practice=True), lines=lines))


def _printer_test(text: str) -> bytes:
    role, at = PrinterRole.SLIP, local_time(9, 0)
    return render_printer_test(
        PrinterTest(role=role, printer=text, site=text, at=at, practice=True)
    )


def _two(make: Callable[..., object], render: Callable[..., bytes], told: object) -> OfficePaper:
    return OfficePaper(
        lambda: render(make(), A4),
        lambda text: render(make(**told(text)), A4),  # type: ignore[operator]
        OUR_REFERENCE,
    )


STATE = {
    "receipt_01": _two(a_receipt_01, render_receipt_01, _receipt),
    "supplement_02": _two(state.a_supplement_02, render_supplement_02, _supplement),
    "refusal_03": _two(state.a_refusal_03, render_refusal_03, _refusal),
    "apology_04": OfficePaper(
        lambda: render_apology_04(state.an_apology_04(), A4), _apology, OUR_REFERENCE
    ),
    "stop_05": OfficePaper(lambda: render_stop_05(state.a_stop_05(), A4), _stop, OUR_REFERENCE),
    "control_06": OfficePaper(
        lambda: render_control_06(state.a_control_06(), A4), _control, OUR_REFERENCE
    ),
    "register_07": OfficePaper(lambda: render_register_07(state.a_register_07(30)), _register),
    "ct04": _two(state.a_residence_receipt, render_ct04, _receipt),
    "ct05": _two(partial(state.a_supplement_02, issuer=state.POLICE), render_ct05, _supplement),
    "ct06": _two(partial(state.a_refusal_03, issuer=state.POLICE), render_ct06, _refusal),
}
COUNTER = {
    "sending_slip": OfficePaper(
        lambda: render_sending_slip(a_sending_slip(), A5), _sending, OUR_REFERENCE
    ),
    "bring_slip": OfficePaper(lambda: render_bring_slip(a_bring_slip(), A5), _bring, OUR_REFERENCE),
    "result_slip": OfficePaper(
        lambda: render_result_slip(a_result_slip(), A5), _result, OUR_REFERENCE
    ),
    "where_slip": OfficePaper(lambda: render_where_slip(a_where_slip(), A5), _where),
    "account_slip": OfficePaper(lambda: render_account_slip(the_usual(), A5), _account),
    "form_paper": OfficePaper(
        lambda: render_form_paper(
            FormPaper(
                head=a_head(),
                form=the_form("khai_tu"),
                answers=complete_answers(the_form("khai_tu")),
            )
        ),
        _form,
        OUR_REFERENCE,
    ),
    "printer_test": OfficePaper(
        lambda: _printer_test("HP LaserJet M15"), _printer_test, frozenset({"0123456789"})
    ),
    "key_sheet": OfficePaper(
        lambda: _key_sheet("Giải thích ô đang đứng"),
        _key_sheet,
    ),
    "scanner_sheet": OfficePaper(
        lambda: render_scanner_sheet(an_office_head()),
        lambda text: render_scanner_sheet(
            an_office_head(operator=text, site=text, place=text, practice=True)
        ),
    ),
}
EVERY: dict[str, OfficePaper] = {**STATE, **COUNTER, **TEACHING, **OUTCOMES, **OFFICE}
