from __future__ import annotations

import pytest

from agent_desk.commands import result_return
from agent_desk.domain.dossier import DossierState
from agent_desk.ids import DossierId
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.pages.dossiers.dossier_presenter import DossierPresenter
from agent_desk.ui.pages.dossiers.state import MainAct
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
    told,
)
from tests.ui.pages.desk_window import HeldJobs, WrittenDown, an_office


@pytest.fixture
def shown(t: TestDesk, nav: WrittenDown) -> DossierPresenter:
    return DossierPresenter(an_office(t), InlineJobs(), nav)


def test_a_double_click_prints_once_and_a_later_press_asks_why(
    t: TestDesk, shown: DossierPresenter, nav: WrittenDown
) -> None:
    dossier_id = a_lodged_dossier(t)
    shown.open(dossier_id)
    shown.print(SlipKind.SENDING)
    shown.print(SlipKind.SENDING)
    assert [p.print_number for p in nav.printed] == [1]
    t.clock.advance(seconds=5)
    shown.print(SlipKind.SENDING)
    assert nav.papers == [(dossier_id, SlipKind.SENDING)]


def test_the_slip_of_a_return_of_another_day_can_be_printed_again(
    t: TestDesk, shown: DossierPresenter, nav: WrittenDown
) -> None:
    dossier_id = a_ready_dossier(t, "electronic")
    result_return.return_result(t.desk, t.act(), dossier_id, a_hand_over())
    t.clock.advance(days=2)
    shown.open(dossier_id)
    assert shown.state.prints[0].kind == SlipKind.RESULT
    shown.print_first()
    assert nav.printed[0].path.read_bytes().startswith(b"%PDF")


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


def test_a_paper_result_arrives_here_and_is_returned_on_its_own_page(
    t: TestDesk, shown: DossierPresenter, nav: WrittenDown
) -> None:
    dossier_id = a_ready_dossier(t, "paper")
    shown.open(dossier_id)
    shown.do_main_act()
    assert t.view(dossier_id).state is DossierState.RESULT_AT_DESK
    shown.do_main_act()
    assert nav.returns == [dossier_id]


def test_a_refused_dossier_can_be_given_back(
    t: TestDesk, shown: DossierPresenter, nav: WrittenDown
) -> None:
    dossier_id = a_lodged_dossier(t)
    told(t, NoticeKind.STATUS_CHANGED, dossier_id, status=3)
    shown.open(dossier_id)
    assert shown.state.main_act is MainAct.RETURN_RESULT
    shown.do_main_act()
    assert nav.returns == [dossier_id]


def test_only_a_return_can_be_corrected(
    t: TestDesk, shown: DossierPresenter, nav: WrittenDown
) -> None:
    dossier_id = a_ready_dossier(t, "electronic")
    shown.open(dossier_id)
    shown.correct_return()
    assert nav.corrections == []
    result_return.return_result(t.desk, t.act(), dossier_id, a_hand_over())
    shown.open(dossier_id)
    shown.correct_return()
    assert nav.corrections == [(dossier_id, "Nguyễn Thị Mẫu")]
