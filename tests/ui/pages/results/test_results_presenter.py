"""The work list of results: most urgent first, one act a row, nothing typed lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from agent_desk.commands import result, result_return, telling
from agent_desk.domain import reference
from agent_desk.domain.calls import About, Outcome, Told
from agent_desk.domain.card import parse_card_qr
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.ledger import parse
from agent_desk.domain.people import CardReading
from agent_desk.domain.scan import classify
from agent_desk.errors import StoreUnusable
from agent_desk.store import ledger
from agent_desk.store.clock_tables import trips
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.pages.results.presenter import ResultsPresenter
from agent_desk.ui.pages.results.state import (
    ArrivePane,
    AsidePane,
    ReturnPane,
    ReturnTyped,
    TellPane,
    TellTyped,
)
from agent_desk.ui.pages.results.visiting import Visiting
from agent_desk.ui.slips import SlipKind
from agent_desk.ui.tokens import Tone
from agent_desk.wire import NoticeKind
from tests.support.desks import (
    TestDesk,
    a_hand_over,
    a_lodged_dossier,
    a_ready_dossier,
    a_supplement_request,
    a_taken_in_dossier,
    told,
)
from tests.ui.pages.desk_window import HeldJobs, WrittenDown, an_office

NUMBER = "001190000123"
CARD = "001190000123|012345678|Nguyễn Thị Mẫu|01021990|Nữ|Số 1 Phố Mẫu, Hà Nội|01012022"


@pytest.fixture
def shown(t: TestDesk, nav: WrittenDown) -> ResultsPresenter:
    return ResultsPresenter(an_office(t), InlineJobs(), nav)


def lying(t: TestDesk) -> str:
    dossier_id = a_ready_dossier(t)
    result.receive_result(t.desk, t.act(), dossier_id)
    return str(dossier_id)


def key_of(shown: ResultsPresenter, dossier_id: str) -> str:
    shown.refresh()
    return next(k for k, i in shown.items.items() if i.record.dossier_id == dossier_id)  # type: ignore[attr-defined]


def return_pane(shown: ResultsPresenter) -> ReturnPane:
    pane = shown.state.pane
    assert isinstance(pane, ReturnPane)
    return pane


def typed(shown: ResultsPresenter, **changes: object) -> ReturnTyped:
    return replace(return_pane(shown).typed, **changes)  # type: ignore[arg-type]


def unsigned(_words: str) -> None:
    return None


def test_an_empty_desk_says_so_and_has_no_badge(shown: ResultsPresenter) -> None:
    badge: list[int] = []
    shown.watch_badge(badge.append)
    shown.refresh()
    assert (shown.state.rows, badge) == ((), [0])
    assert "everything has been returned" in shown.state.nothing


def test_the_list_begins_with_what_is_most_urgent(t: TestDesk, shown: ResultsPresenter) -> None:
    badge: list[int] = []
    shown.watch_badge(badge.append)
    waiting = lying(t)
    matter = telling.Matter(dossier_id=waiting)
    telling.record_telling(
        t.desk, t.act(), matter, Told(about=About.RESULT, outcome=Outcome.REACHED)
    )
    untold = lying(t)
    result.receive_number(t.desk, t.act(), result.Arrival(number="H26.17-261120-0415"))
    asked = a_lodged_dossier(t)
    told(t, NoticeKind.SUPPLEMENT_REQUESTED, asked, due_on="2026-11-24")
    expected = a_ready_dossier(t)
    shown.refresh()
    order = [getattr(shown.items[row.key].record, "dossier_id", "") for row in shown.state.rows]
    assert order == [asked, untold, "", waiting, expected]
    assert badge == [3]
    assert [row.action for row in shown.state.rows][-2:] == ["Return", "Has arrived"]


def test_an_uncollected_result_asks_for_a_step_at_3_10_and_30_days(
    t: TestDesk, shown: ResultsPresenter
) -> None:
    dossier_id = lying(t)
    matter = telling.Matter(dossier_id=dossier_id)
    reached = Told(about=About.RESULT, outcome=Outcome.REACHED)
    telling.record_telling(t.desk, t.act(), matter, reached)
    seen = []
    for days in (1, 3, 7, 21):
        t.clock.advance(days=days)
        shown.refresh()
        seen.append(shown.state.rows[0].pill)
    assert seen == [
        "Waits for the citizen",
        "Call again",
        "Write to the citizen",
        "May go back soon",
    ]
    shown.act(shown.state.rows[0].key)
    assert isinstance(shown.state.pane, AsidePane)
    shown.aside.settle("")
    assert shown.state.pane.error  # type: ignore[union-attr]
    shown.aside.settle("Chị Lan, Trung tâm, đồng ý")
    assert t.view(dossier_id).state is DossierState.SENT_BACK


def test_filtering_finds_names_without_marks_and_places(
    t: TestDesk, shown: ResultsPresenter
) -> None:
    lying(t)
    a_supplement_request(t)
    shown.refresh()
    for words, count in (("nguyen mau", 2), ("m1", 1), ("zzz", 0), ("", 2)):
        shown.filter(words)
        assert len(shown.state.rows) == count, words


# Arrivals


def test_one_scan_takes_one_result_in_and_shows_its_place(
    t: TestDesk, shown: ResultsPresenter
) -> None:
    dossier_id = a_ready_dossier(t)
    shown.refresh()
    shown.arriving.open()
    scan = classify(t.view(dossier_id).reference, t.desk.today())
    assert shown.take_scan(scan)
    assert shown.take_scan(scan)
    pane = shown.state.pane
    assert isinstance(pane, ArrivePane)
    assert (pane.place, pane.whose, pane.count) == ("M1", "Nguyễn Thị Mẫu", 1)
    assert "already" in pane.said.text
    assert t.view(dossier_id).state is DossierState.RESULT_AT_DESK


def test_an_unknown_number_is_taken_in_and_said_kindly(
    t: TestDesk, shown: ResultsPresenter
) -> None:
    shown.refresh()
    shown.arriving.open()
    shown.arriving.take("H26.17-261120-0415")
    pane = shown.state.pane
    assert isinstance(pane, ArrivePane)
    assert pane.said.tone is Tone.WAITING
    assert "ask the center" in pane.said.text
    row = shown.state.rows[0]
    assert row.pill == "Unknown dossier"
    shown.act(row.key)
    shown.aside.settle("Chuyển Chi nhánh số 3 theo lời chị Lan")
    assert shown.state.rows == ()


def test_a_mistyped_reference_is_refused_and_nothing_is_taken_in(
    t: TestDesk, shown: ResultsPresenter
) -> None:
    number = t.view(a_ready_dossier(t)).reference
    shown.refresh()
    shown.arriving.open()
    shown.arriving.take(number[:-1] + str((int(number[-1]) + 1) % 10))
    pane = shown.state.pane
    assert isinstance(pane, ArrivePane)
    assert "wrong" in pane.error
    assert pane.count == 0


def test_outside_scan_mode_a_slip_opens_the_return_and_a_foreign_one_goes_its_way(
    t: TestDesk, shown: ResultsPresenter
) -> None:
    dossier_id = lying(t)
    shown.refresh()
    assert shown.take_scan(classify(t.view(dossier_id).reference, t.desk.today()))
    assert return_pane(shown).dossier_id == dossier_id
    shown.close_pane()
    other = reference.make("00201", t.desk.today(), 3)
    assert not shown.take_scan(classify(other, t.desk.today()))


# Telling


def test_the_call_shows_the_authoritys_words_and_both_dates(
    t: TestDesk, shown: ResultsPresenter
) -> None:
    dossier_id = a_lodged_dossier(t)
    words = "Ảnh quét quá nhỏ, không đọc được."
    item = {"component_id": "x", "name": "Giấy chứng sinh", "text": words}
    told(
        t,
        NoticeKind.SUPPLEMENT_REQUESTED,
        dossier_id,
        due_on="2026-12-01",
        reason="Thiếu.",
        items=[item],
    )
    shown.act(key_of(shown, dossier_id))
    pane = shown.state.pane
    assert isinstance(pane, TellPane)
    assert pane.lines == ("Thiếu.", f"Giấy chứng sinh: {words}")
    assert any("01/12/2026" in line for line in pane.clocks)
    assert any("15/12/2026" in line for line in pane.clocks)
    assert pane.phone == "0912 345 678"
    assert pane.warning == ""


def test_a_second_request_is_flagged_on_the_row_and_in_the_call(
    t: TestDesk, shown: ResultsPresenter
) -> None:
    dossier_id = a_supplement_request(t)
    told(t, NoticeKind.SUPPLEMENT_REQUESTED, dossier_id, due_on="2026-12-05")
    key = key_of(shown, dossier_id)
    assert shown.state.rows[0].pill == "Request no. 2"
    shown.act(key)
    assert isinstance(shown.state.pane, TellPane)
    assert "late in the national index" in shown.state.pane.warning


def test_a_call_needs_its_outcome_and_a_call_back_its_time(
    t: TestDesk, shown: ResultsPresenter
) -> None:
    shown.act(key_of(shown, a_supplement_request(t)))
    for wrong, field in (
        (TellTyped(), "outcome"),
        (TellTyped(outcome="call_back"), "call_at"),
        (TellTyped(outcome="call_back", call_at="mai"), "call_at"),
        (TellTyped(outcome="reached", come_on="32/13"), "come_on"),
    ):
        shown.calling.save(wrong)
        assert isinstance(shown.state.pane, TellPane)
        assert set(shown.state.pane.errors) == {field}
        assert shown.state.pane.typed == wrong
    shown.calling.save(TellTyped(outcome="call_back", call_at="25/11 9:00"))
    assert shown.state.pane is None
    assert "25/11, 09:00" in shown.state.message.text
    assert shown.state.rows[0].pill == "Call at 25/11, 09:00"


def test_after_the_call_the_supplement_is_taken_in_reception(
    t: TestDesk, shown: ResultsPresenter, nav: WrittenDown
) -> None:
    dossier_id = a_supplement_request(t)
    shown.act(key_of(shown, dossier_id))
    shown.calling.save(TellTyped(outcome="reached", come_on="26/11"))
    shown.act(key_of(shown, dossier_id))
    assert nav.cases == [dossier_id]


def test_a_refusal_is_told_in_its_own_words_with_what_next(
    t: TestDesk, shown: ResultsPresenter
) -> None:
    dossier_id = a_lodged_dossier(t)
    told(
        t,
        NoticeKind.REFUSED,
        dossier_id,
        number="PTC.12",
        reason="Không thuộc thẩm quyền.",
        next_steps="Nộp tại UBND nơi cư trú.",
    )
    shown.act(key_of(shown, dossier_id))
    pane = shown.state.pane
    assert isinstance(pane, TellPane)
    assert pane.lines[1:] == ("Không thuộc thẩm quyền.", "Nộp tại UBND nơi cư trú.")
    shown.calling.save(TellTyped(outcome="at_counter"))
    shown.act(key_of(shown, dossier_id))
    assert "Phiếu từ chối" in return_pane(shown).typed.items


# Returning


def test_a_card_is_read_compared_and_the_slip_is_printed(
    t: TestDesk, shown: ResultsPresenter, nav: WrittenDown
) -> None:
    dossier_id = lying(t)
    shown.give(key_of(shown, dossier_id))
    assert return_pane(shown).head.endswith("M1")
    card = parse_card_qr(CARD, t.desk.today())
    assert isinstance(card, CardReading)
    assert shown.giving.take_card(card)
    assert return_pane(shown).match.text == "The card matches"
    shown.giving.give(return_pane(shown).typed, unsigned)
    assert t.view(dossier_id).state is DossierState.RETURNED
    assert [p.kind for p in nav.printed] == [SlipKind.RESULT]
    assert shown.state.pane is None


def test_a_card_at_the_counter_finds_the_result_of_its_holder(
    t: TestDesk, shown: ResultsPresenter, nav: WrittenDown
) -> None:
    dossier_id = lying(t)
    shown.refresh()
    assert shown.take_scan(classify(CARD, t.desk.today()))
    assert return_pane(shown).dossier_id == dossier_id
    assert return_pane(shown).match.tone is Tone.GOOD
    shown.close_pane()
    stranger = CARD.replace("001190000123", "001190000456")
    assert shown.take_scan(classify(stranger, t.desk.today()))
    assert [card.number for card in nav.cards if card] == ["001190000456"]


def test_a_typed_number_off_by_one_digit_says_so_before_anything_is_given(
    t: TestDesk, shown: ResultsPresenter, nav: WrittenDown
) -> None:
    dossier_id = lying(t)
    shown.give(key_of(shown, dossier_id))
    shown.giving.check_number(typed(shown, number="001 190 000 423"))
    assert "One digit differs" in return_pane(shown).match.text
    shown.giving.give(return_pane(shown).typed, unsigned)
    assert "collector_number" in return_pane(shown).errors
    assert nav.printed == []


def test_a_proxy_without_proof_is_told_what_to_bring_and_loses_nothing(
    t: TestDesk, shown: ResultsPresenter
) -> None:
    dossier_id = lying(t)
    shown.give(key_of(shown, dossier_id))
    shown.giving.choose("certified", return_pane(shown).typed)
    half = typed(shown, name="Trần Văn Em", number="001200000111", paper="15/2026")
    shown.giving.give(half, unsigned)
    pane = return_pane(shown)
    assert set(pane.errors) == {"issued_on", "certified_by"}
    assert "To be brought" in pane.message
    assert pane.typed.paper == "15/2026"
    whole = typed(shown, issued_on="20/11/2026", certified_by="UBND phường Cửa Nam")
    shown.giving.give(whole, unsigned)
    assert t.view(dossier_id).state is DossierState.RETURNED


def test_when_the_owner_has_died_other_rights_are_offered(
    t: TestDesk, shown: ResultsPresenter
) -> None:
    shown.give(key_of(shown, lying(t)))
    shown.giving.owner_died(typed(shown, owner_is_dead=True))
    assert [choice.key for choice in return_pane(shown).rights] == ["heir"]
    assert "paper" in return_pane(shown).shown


def test_a_return_pressed_twice_is_one_act(t: TestDesk, nav: WrittenDown) -> None:
    jobs = HeldJobs()
    shown = ResultsPresenter(an_office(t), jobs, nav)
    dossier_id = lying(t)
    shown.refresh()
    jobs.release()
    shown.give(key_of(shown, dossier_id))
    jobs.release()
    given = typed(shown, number=NUMBER)
    shown.giving.give(given, unsigned)
    shown.giving.give(given, unsigned)
    jobs.release()
    assert len(nav.printed) == 1


def test_what_was_returned_meanwhile_is_said_and_the_list_is_read_again(
    t: TestDesk, shown: ResultsPresenter
) -> None:
    dossier_id = lying(t)
    shown.give(key_of(shown, dossier_id))
    result_return.return_result(t.desk, t.act(), t.view(dossier_id).dossier_id, a_hand_over())
    shown.giving.give(typed(shown, number=NUMBER), unsigned)
    assert "already returned on 23/11/2026" in return_pane(shown).message
    assert shown.state.rows == ()


def test_a_slip_that_cannot_be_printed_does_not_undo_the_return(
    t: TestDesk, shown: ResultsPresenter, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier_id = lying(t)
    shown.give(key_of(shown, dossier_id))

    def broken(*_args: object) -> None:
        raise StoreUnusable("The disk is full.")

    monkeypatch.setattr("agent_desk.ui.pages.results.giving.print_slip", broken)
    shown.giving.give(typed(shown, number=NUMBER), unsigned)
    assert t.view(dossier_id).state is DossierState.RETURNED
    assert "Recorded" in shown.state.message.text
    assert "The disk is full." in shown.state.message.text


def test_a_half_filled_return_waits_until_it_is_opened_again(
    t: TestDesk, shown: ResultsPresenter
) -> None:
    first, second = lying(t), lying(t)
    shown.give(key_of(shown, first))
    shown.giving.keep(typed(shown, items="Giấy khai sinh, 2 bản"))
    shown.give(key_of(shown, second))
    assert "2 bản" not in return_pane(shown).typed.items
    shown.give(key_of(shown, first))
    assert return_pane(shown).typed.items == "Giấy khai sinh, 2 bản"


def test_originals_are_offered_and_given_back_only_when_ticked(
    t: TestDesk, shown: ResultsPresenter
) -> None:
    dossier_id = a_taken_in_dossier(t)
    told(t, NoticeKind.RESULT_READY, dossier_id, form="paper", result_name="Giấy khai sinh")
    result.receive_result(t.desk, t.act(), dossier_id)
    shown.give(key_of(shown, dossier_id))
    pane = return_pane(shown)
    assert pane.originals
    assert pane.typed.originals == ()
    assert pane.typed.items == "Giấy khai sinh"


def test_an_electronic_result_can_stay_in_the_account(t: TestDesk, shown: ResultsPresenter) -> None:
    dossier_id = a_ready_dossier(t, "electronic")
    shown.give(key_of(shown, dossier_id))
    assert return_pane(shown).can_be_in_account
    assert "Bản in kết quả điện tử" in return_pane(shown).typed.items
    shown.giving.in_account()
    assert t.view(dossier_id).state is DossierState.RETURNED


def test_a_dossier_opened_from_elsewhere_leads_to_its_return_or_its_call(
    t: TestDesk, shown: ResultsPresenter
) -> None:
    dossier_id, asked = lying(t), a_supplement_request(t)
    shown.open_dossier(dossier_id)
    assert return_pane(shown).dossier_id == dossier_id
    shown.open_dossier(asked)
    assert isinstance(shown.state.pane, TellPane)


def test_who_comes_for_a_result_that_is_not_there_is_counted_once_a_visit(
    t: TestDesk, shown: ResultsPresenter
) -> None:
    dossier_id = a_ready_dossier(t)
    shown.refresh()
    visits = Visiting(shown)
    visits.came(key_of(shown, dossier_id))
    assert "Today asks why" in shown.state.message.text
    visits.came(key_of(shown, dossier_id))
    assert "counted already" in shown.state.message.text
    with t.desk.store.read() as connection:
        (trip,) = connection.execute(select(trips.c.came_for, trips.c.cause)).all()
    assert tuple(trip) == ("result", "unknown")


def test_a_correction_is_written_beside_the_return(t: TestDesk, shown: ResultsPresenter) -> None:
    dossier_id = a_ready_dossier(t)
    result_return.return_result(t.desk, t.act(), dossier_id, a_hand_over())
    shown.correct(dossier_id, "Nguyễn Thị Mẫu")
    shown.aside.settle("Giao hai bản, không phải một")
    assert isinstance(shown.state.pane, AsidePane)
    assert shown.state.pane.choice_error == "Choose what was wrong."
    shown.aside.choose("wrong_things", shown.state.pane.note)
    shown.aside.settle(shown.state.pane.note)
    assert shown.state.message.text == "Written down."
    assert shown.state.pane is None
    with t.desk.store.read() as connection:
        (line,) = [fact.line for fact in ledger.after(connection, 0, limit=500)][-1:]
    assert parse(line).body["reason"] == "wrong_things"


def test_a_year_end_day_is_next_years(t: TestDesk, shown: ResultsPresenter) -> None:
    from agent_desk.ui.pages.results.telling import read_day

    assert read_day("2/1", date(2026, 12, 30)) == date(2027, 1, 2)
    assert read_day("30/12", date(2026, 12, 30)) == date(2026, 12, 30)


def test_a_result_of_another_desk_is_returned_here_once_its_owner_is_known(
    t: TestDesk, shown: ResultsPresenter
) -> None:
    number = reference.make("00201", t.desk.today(), 3)
    result.receive_number(t.desk, t.act(), result.Arrival(number=number))
    shown.refresh()
    shown.act(shown.state.rows[0].key)
    shown.aside.return_here("Nguyễn Thị Mẫu", "0011900")
    assert isinstance(shown.state.pane, AsidePane)
    assert "12 digits" in shown.state.pane.owner_errors["number"]
    shown.aside.return_here("Nguyễn Thị Mẫu", NUMBER)
    assert return_pane(shown).owner == "Nguyễn Thị Mẫu"
    shown.giving.give(typed(shown, number=NUMBER), unsigned)
    assert shown.state.rows == ()
    (slip,) = t.desk.store.data.documents.glob("*.pdf")
    assert slip.read_bytes().startswith(b"%PDF")
