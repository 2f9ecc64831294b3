"""Several cases at once: laid aside, taken up, nothing mixed, nothing lost; and undone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from agent_desk.domain.card import parse_card_qr
from agent_desk.domain.papers import PaperStatus
from agent_desk.ui.pages.reception.cases import MOST_OPEN
from agent_desk.ui.pages.reception.presenter import ReceptionPresenter
from agent_desk.ui.pages.reception.sitting import NoticeAct, Step, Who
from tests.support.desks import BIRTH, a_case, a_lodged_dossier
from tests.ui.pages.desk_window import HeldJobs
from tests.ui.pages.reception.bench import (
    CARD,
    Bench,
    a_bench,
    a_scan_file,
    answer_plainly,
    greet_with_card,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OTHER_CARD = (
    "001085000456||Lê Văn Khác|05031985|Nam|Số 2 Phố Mẫu, Yên Hòa, Cầu Giấy, Hà Nội|15042021"
)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = a_bench(tmp_path / "desk")
    yield made
    made.t.close()


def at_papers(bench: Bench) -> None:
    greet_with_card(bench)
    bench.presenter.procedure.choose(BIRTH)
    answer_plainly(bench)
    bench.presenter.go_on()


def tabs(bench: Bench) -> list[tuple[str, bool]]:
    return [(tab.title, tab.is_open) for tab in bench.presenter.state.cases]


def status(bench: Bench, key: str) -> PaperStatus:
    view = bench.presenter._counter.sitting.view
    assert view is not None
    return next(p.status for p in view.papers if p.component_id == key)


def test_the_next_citizen_lays_the_present_case_aside(bench: Bench) -> None:
    at_papers(bench)
    bench.presenter.greet(None)
    bench.presenter.citizen.take_scan(OTHER_CARD)
    assert tabs(bench) == [("Nguyễn Thị Mẫu", False), ("Lê Văn Khác", True)]
    colors = {tab.color for tab in bench.presenter.state.cases}
    assert len(colors) == 2


def test_a_case_taken_up_is_as_it_was(bench: Bench) -> None:
    at_papers(bench)
    bench.presenter.papers.mark("giay_chung_sinh", PaperStatus.MISSING)
    before = bench.presenter._counter.sitting
    bench.presenter.park()
    assert bench.presenter.state.side.name == ""
    bench.presenter.next_case()
    now = bench.presenter._counter.sitting
    assert (now.answers, now.key, now.color) == (before.answers, before.key, before.color)
    assert status(bench, "giay_chung_sinh") is PaperStatus.MISSING
    assert bench.presenter.state.cases == ()


def test_time_aside_is_not_time_at_the_counter(bench: Bench) -> None:
    at_papers(bench)
    bench.t.clock.advance(minutes=2)
    bench.presenter.park()
    bench.t.clock.advance(minutes=30)
    bench.presenter.next_case()
    assert bench.presenter.elapsed() == "02:00"


def test_the_card_of_a_parked_citizen_takes_their_case_up(bench: Bench) -> None:
    at_papers(bench)
    bench.presenter.park()
    bench.presenter.greet(None)
    bench.presenter.greet(parse_card_qr(CARD, bench.t.desk.today()))
    assert bench.presenter.state.step is Step.PAPERS


def test_an_answer_that_comes_late_changes_the_case_that_asked(bench: Bench) -> None:
    jobs = HeldJobs()
    presenter = ReceptionPresenter(bench.office, jobs, bench.asked)
    held = replace(bench, presenter=presenter)
    jobs_now = presenter._counter._jobs
    presenter._counter._jobs = bench.presenter._counter._jobs
    at_papers(held)
    presenter._counter._jobs = jobs_now
    presenter.papers.mark("giay_chung_sinh", PaperStatus.MISSING)
    presenter.park()
    presenter.citizen.edit(Who.SUBMITTER, "name", "Lê Văn Khác")
    jobs.release()
    assert presenter._counter.sitting.submitter.name == "Lê Văn Khác"
    (aside,) = presenter._counter.parked
    assert aside.view is not None
    papers = {p.component_id: p.status for p in aside.view.papers}
    assert papers["giay_chung_sinh"] is PaperStatus.MISSING


def test_every_open_case_survives_a_power_cut(bench: Bench) -> None:
    at_papers(bench)
    bench.presenter.greet(None)
    bench.presenter.citizen.take_scan(OTHER_CARD)
    bench.presenter.save()
    again = bench.sit_down_again()
    again.presenter.resume()
    assert again.presenter.state.side.name == "Lê Văn Khác"
    again.presenter.next_case()
    assert again.presenter.state.step is Step.PAPERS
    assert again.presenter._counter.sitting.answers["channel"] == "online"


def test_a_finished_case_leaves_the_others_open(bench: Bench) -> None:
    at_papers(bench)
    bench.presenter.greet(None)
    bench.presenter.citizen.take_scan(OTHER_CARD)
    bench.presenter.go_on()
    bench.presenter.finish()
    assert [title for title, is_open in tabs(bench) if not is_open] == ["Nguyễn Thị Mẫu"]
    again = bench.sit_down_again()
    again.presenter.resume()
    again.presenter.next_case()
    assert again.presenter.state.side.name == "Nguyễn Thị Mẫu"


def test_no_more_cases_than_a_counter_can_hold(bench: Bench) -> None:
    for number in range(MOST_OPEN + 1):
        bench.presenter.greet(None)
        bench.presenter.citizen.leave(Who.SUBMITTER, "name", f"Lê Văn {number}")
    assert len(bench.presenter._counter.parked) == MOST_OPEN - 1
    assert bench.presenter.state.notice is not None


def test_the_same_citizen_in_two_cases_is_told_with_the_way_there(bench: Bench) -> None:
    at_papers(bench)
    bench.presenter.greet(None)
    bench.presenter.citizen.leave(Who.SUBMITTER, "name", "Nguyễn Thị Mẫu")
    bench.presenter.citizen.leave(Who.SUBMITTER, "number", "001190000123")
    bench.presenter.go_on()
    notice = bench.presenter.state.notice
    assert notice is not None
    assert notice.act is NoticeAct.GO_TO_CASE
    bench.presenter.take_notice()
    assert bench.presenter.state.step is Step.PAPERS


def test_an_unfinished_case_of_the_same_kind_is_told(bench: Bench) -> None:
    other = a_case(bench.t)
    greet_with_card(bench)
    bench.presenter.procedure.choose(BIRTH)
    notice = bench.presenter.state.notice
    assert notice is not None
    assert (notice.act, notice.target) == (NoticeAct.OPEN_DOSSIER, other)


def test_a_dead_owner_is_warned_of_and_stops_nothing(bench: Bench) -> None:
    from agent_desk.commands import citizen, dossier, lodging, visit
    from agent_desk.ids import CitizenId, DossierId, VisitId
    from tests.support.desks import particulars, plain_answers, with_all_papers

    t = bench.t
    visit_id = VisitId(visit.open_visit(t.desk, t.act())["visit_id"])
    son = citizen.identify_citizen(t.desk, t.act(), visit_id, particulars())["citizen_id"]
    gone = particulars(number="001040000123", name="Nguyễn Văn Cụ", birth="1940", sex="male")
    dead = citizen.identify_citizen(t.desk, t.act(), None, gone)["citizen_id"]
    agreed = citizen.ConsentGiven(
        purpose=citizen.Purpose.FILING, given=True, method=citizen.ConsentMethod.SIGNED_PAPER
    )
    citizen.record_consents(t.desk, t.act(), CitizenId(son), visit_id, (agreed,))
    new = dossier.NewDossier(
        visit_id=visit_id, procedure_code="1.000656", owner_id=CitizenId(dead),
        submitter_id=CitizenId(son),
    )  # fmt: skip
    dossier_id = DossierId(dossier.open_dossier(t.desk, t.act(), new)["dossier_id"])
    dossier.answer_case(t.desk, t.act(), dossier_id, plain_answers(t, "1.000656", "post"))
    with_all_papers(t, dossier_id, PaperStatus.ORIGINAL)
    lodging.take_in(t.desk, t.act(), dossier_id)
    bench.presenter.greet(None)
    bench.presenter.citizen.leave(Who.SUBMITTER, "number", "001040000123")
    step = bench.presenter.state.citizen
    assert step is not None
    assert any("death" in warning for warning in step.submitter.warnings)
    assert step.is_ready


@pytest.mark.parametrize(("born", "is_ready"), [("20/11/2013", False), ("20/11/2011", True)])
def test_a_child_under_14_may_not_file(bench: Bench, born: str, is_ready: bool) -> None:
    bench.presenter.greet(None)
    bench.presenter.citizen.leave(Who.SUBMITTER, "name", "Nguyễn Bé Con")
    bench.presenter.citizen.leave(Who.SUBMITTER, "birth", born)
    step = bench.presenter.state.citizen
    assert step is not None
    assert step.is_ready is is_ready
    bench.presenter.go_on()
    assert (bench.presenter.state.step is Step.CITIZEN) is not is_ready


def test_a_mark_is_undone(bench: Bench) -> None:
    at_papers(bench)
    bench.presenter.papers.mark("giay_chung_sinh", PaperStatus.ORIGINAL)
    bench.presenter.undo.back()
    assert status(bench, "giay_chung_sinh") is PaperStatus.UNSEEN


def test_an_answer_is_undone_with_its_papers(bench: Bench) -> None:
    at_papers(bench)
    bench.presenter.open_step(Step.CASE)
    bench.presenter.case.answer("q_chung_sinh", "dien_tu")
    bench.presenter.undo.back()
    assert bench.presenter._counter.sitting.answers["q_chung_sinh"] == "ban_giay"
    assert status(bench, "giay_chung_sinh") is PaperStatus.UNSEEN


def test_things_are_undone_in_their_order_and_case_by_case(bench: Bench, tmp_path: Path) -> None:
    at_papers(bench)
    bench.presenter.papers.attach("giay_chung_sinh", (a_scan_file(tmp_path),))
    line = bench.presenter.state.papers.line("giay_chung_sinh")  # type: ignore[union-attr]
    assert line is not None
    bench.presenter.papers.remove(line.scans[0].attachment_id)
    bench.presenter.papers.mark("giay_chung_sinh", PaperStatus.MISSING)
    bench.presenter.park()
    assert bench.presenter.state.undo == ""
    bench.presenter.next_case()
    bench.presenter.undo.back()
    bench.presenter.undo.back()
    line = bench.presenter.state.papers.line("giay_chung_sinh")  # type: ignore[union-attr]
    assert line is not None
    assert len(line.scans) == 1


def test_what_was_undone_is_done_again_and_undone_again(bench: Bench, tmp_path: Path) -> None:
    at_papers(bench)
    paper, undo = "giay_chung_sinh", bench.presenter.undo
    bench.presenter.papers.attach(paper, (a_scan_file(tmp_path),))
    line = bench.presenter.state.papers.line(paper)  # type: ignore[union-attr]
    assert line is not None
    bench.presenter.papers.remove(line.scans[0].attachment_id)
    bench.presenter.papers.mark(paper, PaperStatus.MISSING)
    for _ in range(2):
        undo.back()
        assert status(bench, paper) is PaperStatus.UNSEEN
        undo.again()
        assert status(bench, paper) is PaperStatus.MISSING
    assert bench.presenter.state.redo == ""


def test_a_scan_that_was_put_back_is_taken_off_again(bench: Bench, tmp_path: Path) -> None:
    at_papers(bench)
    paper, presenter = "giay_chung_sinh", bench.presenter
    presenter.papers.attach(paper, (a_scan_file(tmp_path),))
    line = presenter.state.papers.line(paper)  # type: ignore[union-attr]
    assert line is not None
    presenter.papers.remove(line.scans[0].attachment_id)
    presenter.undo.back()
    presenter.undo.again()
    line = presenter.state.papers.line(paper)  # type: ignore[union-attr]
    assert line is not None
    assert line.scans == ()


def test_an_answer_is_done_again_and_a_new_act_ends_doing_again(bench: Bench) -> None:
    at_papers(bench)
    bench.presenter.open_step(Step.CASE)
    bench.presenter.case.answer("q_chung_sinh", "dien_tu")
    bench.presenter.undo.back()
    bench.presenter.undo.again()
    assert bench.presenter._counter.sitting.answers["q_chung_sinh"] == "dien_tu"
    bench.presenter.undo.back()
    bench.presenter.case.answer("q_chung_sinh", "ban_giay")
    assert bench.presenter.state.redo == ""


def test_nothing_is_undone_once_it_has_left_the_desk(bench: Bench) -> None:
    dossier_id = a_lodged_dossier(bench.t)
    bench.presenter.open_case(dossier_id)
    bench.presenter.undo.back()
    assert bench.t.view(dossier_id).state.value == "lodged"
