from __future__ import annotations

from dataclasses import replace

import pytest

from agent_desk.commands import result
from agent_desk.domain.dossier import DossierState
from agent_desk.errors import StoreUnusable
from agent_desk.ids import DossierId
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.pages.dossiers.dossier_presenter import DossierPresenter
from agent_desk.ui.pages.dossiers.state import MainAct, ReturnTyped
from agent_desk.ui.slips import SlipKind
from agent_desk.ui.tokens import Tone
from agent_desk.wire import NoticeKind
from tests.support.desks import (
    TestDesk,
    a_case,
    a_hand_over,
    a_lodged_dossier,
    a_ready_dossier,
    a_supplement_request,
    a_taken_in_dossier,
    told,
)
from tests.ui.pages.desk_window import HeldJobs, WrittenDown, an_office


@pytest.fixture
def shown(t: TestDesk, nav: WrittenDown) -> DossierPresenter:
    return DossierPresenter(an_office(t), InlineJobs(), nav)


def a_form(t: TestDesk, shown: DossierPresenter) -> ReturnTyped:
    shown.open(a_ready_dossier(t, "electronic"))
    shown.do_main_act()
    assert shown.state.form is not None
    return shown.state.form.typed


def test_a_paper_result_arrives_and_is_returned_with_its_slip(
    t: TestDesk, shown: DossierPresenter, nav: WrittenDown
) -> None:
    dossier_id = a_ready_dossier(t, "paper")
    shown.open(dossier_id)
    shown.do_main_act()
    assert t.view(dossier_id).state is DossierState.RESULT_AT_DESK
    shown.do_main_act()
    form = shown.state.form
    assert form is not None
    shown.give_result(form.typed)
    assert t.view(dossier_id).state is DossierState.RETURNED
    assert shown.state.form is None
    assert [p.kind for p in nav.printed] == [SlipKind.RESULT]
    assert shown.state.message.tone is Tone.GOOD


def test_the_form_is_filled_for_the_owner(t: TestDesk, shown: DossierPresenter) -> None:
    typed = a_form(t, shown)
    assert (typed.name, typed.number) == ("Nguyễn Thị Mẫu", "001190000123")
    assert typed.items.endswith("số KQ.1")


def test_a_proxy_without_authorization_is_stopped_and_loses_nothing(
    t: TestDesk, shown: DossierPresenter, nav: WrittenDown
) -> None:
    typed = a_form(t, shown)
    shown.choose_collector("proxy", typed)
    form = shown.state.form
    assert form is not None
    assert form.typed.name == ""
    proxy = replace(form.typed, name="Trần Văn Em", number="001200000111")
    shown.give_result(proxy)
    assert shown.state.form is not None
    assert set(shown.state.form.errors) == {"authorization"}
    assert shown.state.form.typed == proxy
    assert not shown.state.is_busy
    shown.give_result(replace(proxy, authorization="viết tay, em ruột"))
    assert shown.state.form is None
    assert len(nav.printed) == 1


def test_a_return_pressed_twice_is_one_act(t: TestDesk, nav: WrittenDown) -> None:
    jobs = HeldJobs()
    shown = DossierPresenter(an_office(t), jobs, nav)
    dossier_id = a_ready_dossier(t, "electronic")
    shown.open(dossier_id)
    jobs.release()
    shown.do_main_act()
    form = shown.state.form
    assert form is not None
    shown.give_result(form.typed)
    shown.give_result(form.typed)
    jobs.held.pop(0)()
    assert shown.state.message.text.startswith("Recorded")  # before the slip is printed
    jobs.release()
    assert len(nav.printed) == 1
    returned = [m for m in shown.state.moments if m.title == "Result returned"]
    assert len(returned) == 1


def test_a_result_already_returned_is_said_kindly(t: TestDesk, shown: DossierPresenter) -> None:
    typed = a_form(t, shown)
    dossier_id = shown.state.dossier_id
    assert dossier_id is not None
    result.return_result(t.desk, t.act(), dossier_id, a_hand_over())
    shown.give_result(typed)
    assert "already returned on 23/11/2026 at 08:30" in shown.state.message.text
    assert shown.state.form is None
    assert shown.state.main_act is None


def test_a_slip_that_cannot_be_printed_does_not_undo_the_return(
    t: TestDesk, shown: DossierPresenter, nav: WrittenDown, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = a_form(t, shown)

    def broken(*_args: object) -> None:
        raise StoreUnusable("The disk is full.")

    module = "agent_desk.ui.pages.dossiers.dossier_presenter.print_slip"
    monkeypatch.setattr(module, broken)
    shown.give_result(typed)
    assert "Recorded: the result was given to Nguyễn Thị Mẫu." in shown.state.message.text
    assert "The disk is full." in shown.state.message.text
    monkeypatch.undo()
    shown.print_first()
    assert [p.kind for p in nav.printed] == [SlipKind.RESULT]


def test_a_double_click_prints_once_and_a_later_press_again(
    t: TestDesk, shown: DossierPresenter, nav: WrittenDown
) -> None:
    shown.open(a_lodged_dossier(t))
    shown.print(SlipKind.SENDING)
    shown.print(SlipKind.SENDING)
    assert [p.print_number for p in nav.printed] == [1]
    t.clock.advance(seconds=5)
    shown.print(SlipKind.SENDING)
    assert [p.print_number for p in nav.printed] == [1, 2]
    assert shown.state.prints[0].note == "printed 2 times"


def test_the_slip_of_a_return_of_another_day_can_be_printed_again(
    t: TestDesk, shown: DossierPresenter, nav: WrittenDown
) -> None:
    dossier_id = a_ready_dossier(t, "electronic")
    result.return_result(t.desk, t.act(), dossier_id, a_hand_over())
    t.clock.advance(days=2)
    shown.open(dossier_id)
    assert shown.state.prints[0].kind == SlipKind.RESULT
    shown.print_first()
    assert nav.printed[0].path.read_bytes().startswith(b"%PDF")


def test_what_was_typed_waits_while_another_dossier_is_shown(
    t: TestDesk, shown: DossierPresenter
) -> None:
    typed = a_form(t, shown)
    first = shown.state.dossier_id
    assert first is not None
    shown.keep_typed(replace(typed, items="Giấy khai sinh\nBản chính: Giấy chứng sinh"))
    shown.open(a_case(t))
    assert shown.state.form is None
    shown.open(first)
    shown.do_main_act()
    assert shown.state.form is not None
    assert shown.state.form.typed.items.endswith("Giấy chứng sinh")


def test_reading_again_leaves_the_open_form_alone(t: TestDesk, shown: DossierPresenter) -> None:
    typed = a_form(t, shown)
    shown.keep_typed(replace(typed, items="x"))
    before = shown.state.form
    shown.refresh()
    assert shown.state.form == before


def test_a_case_and_a_supplement_go_on_in_reception(
    t: TestDesk, shown: DossierPresenter, nav: WrittenDown
) -> None:
    draft, asked = a_case(t), a_supplement_request(t)
    for dossier_id in (draft, asked):
        shown.open(dossier_id)
        shown.do_main_act()
    assert nav.cases == [draft, asked]


def test_another_dossier_opens_only_after_the_act_is_written(t: TestDesk, nav: WrittenDown) -> None:
    jobs = HeldJobs()
    shown = DossierPresenter(an_office(t), jobs, nav)
    first, second = a_ready_dossier(t, "paper"), a_case(t)
    shown.open(first)
    jobs.release()
    shown.do_main_act()
    shown.open(second)
    assert shown.state.dossier_id == first
    jobs.release()
    assert shown.state.dossier_id == second
    assert t.view(first).state is DossierState.RESULT_AT_DESK


def test_a_late_answer_about_another_dossier_is_dropped(t: TestDesk, nav: WrittenDown) -> None:
    jobs = HeldJobs()
    shown = DossierPresenter(an_office(t), jobs, nav)
    first, second = a_case(t), a_lodged_dossier(t)
    shown.open(first)
    shown.open(second)
    jobs.release()
    assert shown.state.dossier_id == second
    assert shown.state.main_act is None


def test_a_dossier_that_is_not_here_is_said(shown: DossierPresenter) -> None:
    shown.open(DossierId("nowhere"))
    assert "not on this PC" in shown.state.message.text


def test_the_chain_is_called_whole_only_after_it_was_checked(
    t: TestDesk, shown: DossierPresenter
) -> None:
    shown.open(a_case(t))
    assert shown.state.chain.text == ""
    shown.verify()
    assert shown.state.chain.text.startswith("The chain holds")
    assert shown.state.chain.tone is Tone.GOOD


def test_a_refused_dossier_can_be_given_back(t: TestDesk, shown: DossierPresenter) -> None:
    dossier_id = a_lodged_dossier(t)
    told(t, NoticeKind.STATUS_CHANGED, dossier_id, status=3)
    shown.open(dossier_id)
    assert shown.state.main_act is MainAct.RETURN_RESULT
    shown.do_main_act()
    assert shown.state.form is not None
    assert shown.state.form.typed.items == ""


def test_originals_are_offered_and_a_card_that_was_only_shown_is_not(
    t: TestDesk, shown: DossierPresenter
) -> None:
    dossier_id = a_taken_in_dossier(t)
    told(t, NoticeKind.RESULT_READY, dossier_id, form="electronic", result_name="Giấy khai sinh")
    kinds = {paper.name: paper.kind for paper in t.view(dossier_id).papers}
    shown.open(dossier_id)
    shown.do_main_act()
    assert shown.state.form is not None
    offered = [text.removeprefix("Bản chính: ") for text in shown.state.form.originals]
    assert offered
    assert {kinds[name] for name in offered} == {"submit"}
    assert shown.state.form.typed.items == "Giấy khai sinh"
