"""Reception without a window: what is kept, what stops, what is done once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from agent_desk.domain.dossier import DossierState
from agent_desk.domain.papers import PaperStatus
from agent_desk.ids import DossierId
from agent_desk.queries import today
from agent_desk.store.custody_tables import state_money
from agent_desk.ui.pages.reception.sitting import Step, Who
from agent_desk.ui.rows import StepState
from agent_desk.ui.slips import SlipKind
from tests.support.desks import BIRTH, a_case
from tests.ui.pages.reception.bench import (
    CARD,
    Bench,
    a_bench,
    a_scan_file,
    answer_plainly,
    fill_in_forms,
    greet_with_card,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = a_bench(tmp_path / "desk")
    yield made
    made.t.close()


def at_papers(bench: Bench, channel: str = "online") -> None:
    greet_with_card(bench)
    bench.presenter.procedure.choose(BIRTH)
    answer_plainly(bench, channel)
    bench.presenter.go_on()


def bring_all(bench: Bench, folder: Path) -> None:
    step = bench.presenter.state.papers
    assert step is not None
    for number, line in enumerate(step.lines):
        if line.state in (StepState.NOT_SEEN, StepState.MISSING) and not line.can_skip:
            file = a_scan_file(folder, f"{number}.png", tone=20 + number)
            bench.presenter.papers.attach(line.key, (file,))
    fill_in_forms(bench)
    bench.presenter.forms.print_paper()
    bench.asked.printed.clear()


def states(bench: Bench) -> dict[str, StepState]:
    return {task.key: task.state for task in bench.presenter.state.tasks}


def dossier_id(bench: Bench) -> DossierId:
    view = bench.presenter._counter.sitting.view
    assert view is not None
    return view.dossier_id


def count(bench: Bench, table: str) -> int:
    with bench.t.desk.store.read() as connection:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())  # noqa: S608


def test_a_card_fills_every_field_and_marks_what_a_scanner_may_have_garbled(bench: Bench) -> None:
    bench.presenter.greet(None)
    bench.presenter.citizen.take_scan(CARD)
    step = bench.presenter.state.citizen
    assert step is not None
    assert step.submitter.form.name == "Nguyễn Thị Mẫu"
    assert step.submitter.form.birth == "01/02/1990"
    assert step.submitter.form.unconfirmed == ("name", "address")


def test_a_number_typed_finds_a_citizen_known_here(bench: Bench) -> None:
    a_case(bench.t)
    bench.presenter.greet(None)
    bench.presenter.citizen.take_scan("001 190 000 123")
    step = bench.presenter.state.citizen
    assert step is not None
    assert step.submitter.form.name == "Nguyễn Thị Mẫu"
    assert states(bench)["consent"] is StepState.COMPLETE


def test_a_known_citizen_who_agreed_goes_straight_to_the_procedure(bench: Bench) -> None:
    a_case(bench.t)
    bench.presenter.greet(None)
    bench.presenter.citizen.take_scan(CARD)
    bench.presenter.go_on()
    assert bench.presenter.state.step is Step.PROCEDURE


def test_a_wrong_field_is_told_at_the_field_and_nothing_typed_is_lost(bench: Bench) -> None:
    bench.presenter.greet(None)
    bench.presenter.citizen.leave(Who.SUBMITTER, "name", "Lê Văn An")
    bench.presenter.citizen.leave(Who.SUBMITTER, "birth", "31/02/1990")
    bench.presenter.go_on()
    step = bench.presenter.state.citizen
    assert step is not None
    assert step.submitter.form.birth == "31/02/1990"
    assert "birth" in step.submitter.errors
    assert count(bench, "visits") == 0


def test_a_number_of_the_other_sex_warns_but_does_not_stop(bench: Bench) -> None:
    bench.presenter.greet(None)
    bench.presenter.citizen.leave(Who.SUBMITTER, "name", "Lê Văn An")
    bench.presenter.citizen.leave(Who.SUBMITTER, "number", "001190000123")
    bench.presenter.citizen.choose_sex(Who.SUBMITTER, "male")
    assert bench.presenter.state.citizen is not None
    assert bench.presenter.state.citizen.submitter.warnings
    bench.presenter.go_on()
    assert bench.presenter.state.step is Step.CONSENT


def test_pressing_next_twice_greets_one_citizen_once(bench: Bench) -> None:
    greet_with_card(bench)
    bench.presenter.open_step(Step.CITIZEN)
    bench.presenter.go_on()
    assert count(bench, "visits") == count(bench, "citizens") == 1


def test_no_purpose_is_agreed_before_the_citizen_says_so(bench: Bench) -> None:
    bench.presenter.greet(None)
    bench.presenter.citizen.take_scan(CARD)
    bench.presenter.go_on()
    step = bench.presenter.state.consent
    assert step is not None
    assert [line.given for line in step.lines] == [None] * 4
    bench.presenter.go_on()
    assert bench.presenter.state.step is Step.CONSENT


def test_a_refused_filing_makes_no_dossier(bench: Bench) -> None:
    bench.presenter.greet(None)
    bench.presenter.citizen.take_scan(CARD)
    bench.presenter.go_on()
    bench.presenter.consent.answer("filing", is_given=False)
    bench.presenter.consent.choose_method("signed_paper")
    bench.presenter.go_on()
    assert bench.presenter.state.step is Step.CONSENT
    assert bench.presenter.state.footer.secondary
    bench.presenter.go_aside()
    assert bench.presenter.state.head_line == ""
    assert count(bench, "dossiers") == 0


def test_everyday_words_find_the_procedure_and_ask_which_one(bench: Bench) -> None:
    greet_with_card(bench)
    bench.presenter.procedure.search("lam giay khai sinh cho be")
    step = bench.presenter.state.procedure
    assert step is not None
    assert step.rows[0].key == BIRTH
    bench.presenter.procedure.pick(BIRTH)
    step = bench.presenter.state.procedure
    assert step is not None
    assert {choice.key for choice in step.siblings} >= {BIRTH, "1.000689", "3.000722"}


def test_an_answer_that_leads_elsewhere_switches_and_leaves_no_dossier_behind(
    bench: Bench,
) -> None:
    greet_with_card(bench)
    bench.presenter.procedure.choose(BIRTH)
    bench.presenter.case.answer("q_gop", "co")
    assert bench.presenter.state.footer.primary.endswith("3.000722")
    bench.presenter.go_on()
    assert bench.presenter.state.head_line.startswith("3.000722")
    assert count(bench, "dossiers") == 0


def test_a_decided_case_lays_out_exactly_its_papers(bench: Bench) -> None:
    at_papers(bench)
    step = bench.presenter.state.papers
    assert step is not None
    keys = {line.key for line in step.lines}
    assert {"giay_chung_sinh", "anh_giay_to_cha_me"} <= keys
    assert "to_khai" not in keys
    assert step.line("bieu_mau_dien_tu").state is StepState.COMPLETE  # type: ignore[union-attr]


def test_changing_an_answer_changes_the_papers_and_keeps_what_was_scanned(
    bench: Bench, tmp_path: Path
) -> None:
    at_papers(bench)
    bench.presenter.papers.attach("giay_chung_sinh", (a_scan_file(tmp_path),))
    bench.presenter.case.answer("q_chung_sinh", "dien_tu")
    assert "giay_chung_sinh" not in {p.component_id for p in bench.t.view(dossier_id(bench)).papers}
    bench.presenter.case.answer("q_chung_sinh", "ban_giay")
    paper = bench.t.view(dossier_id(bench)).papers[1]
    assert (paper.component_id, len(paper.scans)) == ("giay_chung_sinh", 1)


def test_online_without_an_account_is_stopped_and_the_other_way_offered(bench: Bench) -> None:
    greet_with_card(bench)
    bench.presenter.procedure.choose(BIRTH)
    answer_plainly(bench, "online", eid="chua")
    step = bench.presenter.state.case
    assert step is not None
    assert step.proposal
    assert states(bench)["case"] is StepState.MISSING
    bench.presenter.case.take_proposal()
    answer_plainly(bench)
    view = bench.t.view(dossier_id(bench))
    assert (view.channel, view.paper_reason) == ("post", "no_eid")
    assert states(bench)["case"] is StepState.COMPLETE


def test_a_small_scan_is_doubted(bench: Bench, tmp_path: Path) -> None:
    at_papers(bench)
    file = a_scan_file(tmp_path, width=700)
    bench.presenter.papers.attach("giay_chung_sinh", (file,))
    capturing = bench.presenter.papers.capturing
    assert capturing.state.faults  # said before it is attached
    capturing.accept()
    assert capturing.state.is_open
    capturing.accept()
    step = bench.presenter.state.papers
    assert step is not None
    assert step.line("giay_chung_sinh").doubt  # type: ignore[union-attr]


def test_a_file_that_is_no_scan_is_refused_in_the_page(bench: Bench, tmp_path: Path) -> None:
    at_papers(bench)
    (tmp_path / "letter.txt").write_text("no scan", encoding="utf-8")
    bench.presenter.papers.attach("giay_chung_sinh", (tmp_path / "letter.txt",))
    assert bench.presenter.state.notice is not None
    assert bench.presenter.state.step is Step.PAPERS


def test_a_scan_taken_off_can_be_put_back(bench: Bench, tmp_path: Path) -> None:
    at_papers(bench)
    bench.presenter.papers.attach("giay_chung_sinh", (a_scan_file(tmp_path),))
    line = bench.presenter.state.papers.line("giay_chung_sinh")  # type: ignore[union-attr]
    assert line is not None
    bench.presenter.papers.remove(line.scans[0].attachment_id)
    assert states(bench)["check"] is StepState.MISSING
    bench.presenter.take_notice()
    line = bench.presenter.state.papers.line("giay_chung_sinh")  # type: ignore[union-attr]
    assert line is not None
    assert len(line.scans) == 1


def test_a_complete_case_is_lodged_once_and_its_slip_printed(bench: Bench, tmp_path: Path) -> None:
    at_papers(bench)
    bring_all(bench, tmp_path)
    bench.presenter.go_on()
    assert bench.presenter.state.form is not None
    bench.presenter.go_on()
    assert bench.presenter.state.check is not None
    assert bench.presenter.state.check.stops == ()
    bench.presenter.go_on()
    bench.presenter.lodging.commit()
    assert bench.t.view(dossier_id(bench)).state is DossierState.LODGED
    assert [p.kind for p in bench.asked.printed] == [SlipKind.SENDING]
    lodge = bench.presenter.state.lodge
    assert lodge is not None
    assert "not yet held" in lodge.custody


def count_together(bench: Bench, off_by: int = 0) -> None:
    counting, lodge = bench.presenter.lodging.counting, bench.presenter.state.lodge
    assert lodge is not None
    assert lodge.count is not None
    for line in lodge.count.lines:
        counting.type(f"citizen {line.key}", str(int(line.clerk) + off_by))
    counting.seal(is_sealed=True)


def test_papers_are_not_taken_in_while_both_count_differently(bench: Bench) -> None:
    at_papers(bench, "post")
    for line in bench.presenter.state.papers.lines:  # type: ignore[union-attr]
        if not line.is_data and not line.can_skip:
            bench.presenter.papers.mark(line.key, PaperStatus.ORIGINAL)
    bench.presenter.forms.print_paper()
    bench.presenter.open_step(Step.LODGE)
    bench.presenter.go_on()
    assert bench.t.view(dossier_id(bench)).state is DossierState.DRAFT
    count_together(bench, off_by=1)
    bench.presenter.go_on()
    notice = bench.presenter.state.notice
    assert notice is not None
    assert "Count it together again" in notice.text
    assert bench.t.view(dossier_id(bench)).state is DossierState.DRAFT


def test_paper_is_taken_in_and_the_time_it_leaves_is_said(bench: Bench) -> None:
    at_papers(bench, "post")
    for line in bench.presenter.state.papers.lines:  # type: ignore[union-attr]
        if not line.is_data and not line.can_skip:
            bench.presenter.papers.mark(line.key, PaperStatus.ORIGINAL)
    bench.presenter.forms.print_paper()
    bench.presenter.open_step(Step.LODGE)
    count_together(bench)
    bench.presenter.go_on()
    lodge = bench.presenter.state.lodge
    assert lodge is not None
    assert bench.t.view(dossier_id(bench)).state is DossierState.TAKEN_IN
    assert any("15:00" in line or "23/11/2026" in line for line in lodge.say)


def test_several_state_fees_are_taken_each_under_its_name(bench: Bench) -> None:
    at_papers(bench, "post")
    for line in bench.presenter.state.papers.lines:  # type: ignore[union-attr]
        if not line.is_data and not line.can_skip:
            bench.presenter.papers.mark(line.key, PaperStatus.ORIGINAL)
    bench.presenter.forms.print_paper()
    bench.presenter.open_step(Step.LODGE)
    count_together(bench)
    counting = bench.presenter.lodging.counting
    counting.type("fee 1", "8.000")
    counting.add_fee()
    counting.type("fee 2", "5000")
    bench.presenter.go_on()
    notice = bench.presenter.state.notice
    assert notice is not None
    assert "which fee each one is" in notice.text
    for number, name in (("1", "Lệ phí hộ tịch"), ("2", "Phí bản sao")):
        counting.type(f"what {number}", name)
    bench.presenter.go_on()
    with bench.t.desk.store.read() as connection:
        found = connection.execute(select(state_money.c.what, state_money.c.amount_vnd)).all()
    assert sorted(map(tuple, found)) == [("Lệ phí hộ tịch", 8000), ("Phí bản sao", 5000)]


def test_a_second_print_asks_why_among_the_papers(bench: Bench, tmp_path: Path) -> None:
    at_papers(bench)
    bring_all(bench, tmp_path)
    bench.presenter.open_step(Step.LODGE)
    bench.presenter.go_on()
    bench.presenter.lodging.print_slip()
    assert [p.print_number for p in bench.asked.printed] == [1]
    assert f"papers {the_dossier(bench)} {SlipKind.SENDING}" in bench.asked.opened


def test_missing_papers_send_the_citizen_home_with_a_list_and_end_the_visit(bench: Bench) -> None:
    at_papers(bench)
    bench.presenter.go_aside()
    assert [p.kind for p in bench.asked.printed] == [SlipKind.BRING]
    bench.presenter.go_on()
    assert bench.t.view(the_dossier(bench)).state is DossierState.ADVISED
    with bench.t.desk.store.read() as connection:
        figures = today.figures(connection, "2026-11-22T17:00:00Z", "2026-11-23T05:00:00Z")
    assert figures.sent_home == 1


def the_dossier(bench: Bench) -> str:
    with bench.t.desk.store.read() as connection:
        return str(connection.exec_driver_sql("SELECT dossier_id FROM dossiers").scalar_one())


def test_a_case_that_comes_back_goes_on_in_a_new_visit(bench: Bench, tmp_path: Path) -> None:
    at_papers(bench)
    bench.presenter.go_aside()
    bench.presenter.go_on()
    bench.presenter.open_case(DossierId(the_dossier(bench)))
    assert bench.presenter.state.step is Step.PAPERS
    bring_all(bench, tmp_path)
    assert bench.t.view(the_dossier(bench)).state is DossierState.DRAFT
    assert count(bench, "visits") == 2


def test_a_power_cut_loses_nothing_typed(bench: Bench) -> None:
    bench.presenter.greet(None)
    bench.presenter.citizen.edit(Who.SUBMITTER, "name", "Lê Văn A")
    bench.presenter.save()
    again = bench.sit_down_again()
    again.presenter.resume()
    step = again.presenter.state.citizen
    assert step is not None
    assert step.submitter.form.name == "Lê Văn A"
    assert again.presenter.state.notice is not None


def test_a_power_cut_in_the_questions_keeps_the_answers(bench: Bench) -> None:
    greet_with_card(bench)
    bench.presenter.procedure.choose(BIRTH)
    bench.presenter.case.answer("q_gop", "khong")
    bench.presenter.save()
    again = bench.sit_down_again()
    again.presenter.resume()
    assert again.presenter.state.step is Step.CASE
    assert [row.key for row in again.presenter.state.case.answered] == ["q_gop"]  # type: ignore[union-attr]


def test_a_citizen_still_being_served_is_not_pushed_aside(bench: Bench) -> None:
    at_papers(bench)
    bench.presenter.greet(None)
    assert bench.presenter.state.step is Step.CITIZEN
    assert bench.presenter.state.side.name == ""
    bench.presenter.next_case()
    assert bench.presenter.state.step is Step.PAPERS
    assert bench.presenter.state.side.name == "Nguyễn Thị Mẫu"


def test_a_greeting_after_a_power_cut_does_not_drop_the_draft(bench: Bench) -> None:
    greet_with_card(bench)
    bench.presenter.save()
    again = bench.sit_down_again()
    again.presenter.greet(None)
    assert again.presenter.state.side.name == ""
    assert [tab.title for tab in again.presenter.state.cases if not tab.is_open] == [
        "Nguyễn Thị Mẫu"
    ]


def test_the_same_citizen_may_start_another_procedure(bench: Bench, tmp_path: Path) -> None:
    at_papers(bench)
    bring_all(bench, tmp_path)
    bench.presenter.open_step(Step.LODGE)
    bench.presenter.go_on()
    bench.presenter.go_aside()
    assert bench.presenter.state.step is Step.PROCEDURE
    bench.presenter.procedure.choose("1.004873")
    assert count(bench, "visits") == 1


def test_somebody_elses_matter_names_its_owner(bench: Bench) -> None:
    bench.presenter.greet(None)
    bench.presenter.citizen.take_scan(CARD)
    bench.presenter.citizen.set_for_other(is_for_other=True)
    bench.presenter.citizen.leave(Who.OWNER, "name", "Nguyễn Bé Con")
    bench.presenter.citizen.leave(Who.OWNER, "birth", "5/11/2026")
    bench.presenter.go_on()
    for purpose in ("filing", "contact"):
        bench.presenter.consent.answer(purpose, is_given=True)
    bench.presenter.consent.choose_method("signed_paper")
    bench.presenter.go_on()
    bench.presenter.procedure.choose(BIRTH)
    answer_plainly(bench)
    view = bench.t.view(dossier_id(bench))
    assert (view.owner.name, view.submitter.name) == ("Nguyễn Bé Con", "Nguyễn Thị Mẫu")


def test_a_changed_name_stops_lodging_until_it_is_recorded(bench: Bench, tmp_path: Path) -> None:
    at_papers(bench)
    bring_all(bench, tmp_path)
    bench.presenter.open_step(Step.CITIZEN)
    bench.presenter.citizen.leave(Who.SUBMITTER, "phone", "0987654321")
    bench.presenter.open_step(Step.LODGE)
    assert not bench.presenter.state.footer.is_primary_on
    bench.presenter.open_step(Step.CITIZEN)
    bench.presenter.go_on()
    bench.presenter.open_step(Step.LODGE)
    assert bench.presenter.state.footer.is_primary_on


def test_a_case_answered_before_the_citizen_is_named_is_kept_and_goes_on(bench: Bench) -> None:
    bench.presenter.greet(None)
    bench.presenter.procedure.choose(BIRTH)
    answer_plainly(bench)
    bench.presenter.open_step(Step.CITIZEN)
    bench.presenter.citizen.take_scan(CARD)
    bench.presenter.go_on()
    bench.presenter.consent.answer("filing", is_given=True)
    bench.presenter.consent.choose_method("signed_paper")
    bench.presenter.go_on()
    assert bench.presenter.state.step is Step.CASE
    bench.presenter.go_on()
    assert bench.presenter.state.step is Step.PAPERS


def test_a_visit_with_one_dossier_lodged_counts_as_lodged_whatever_follows(
    bench: Bench, tmp_path: Path
) -> None:
    at_papers(bench)
    bring_all(bench, tmp_path)
    bench.presenter.open_step(Step.LODGE)
    bench.presenter.go_on()
    bench.presenter.another_procedure()
    bench.presenter.go_aside()
    with bench.t.desk.store.read() as connection:
        outcome = connection.exec_driver_sql("SELECT outcome FROM visits").scalar_one()
    assert outcome == "lodged"
    assert bench.presenter.state.step is Step.CITIZEN
