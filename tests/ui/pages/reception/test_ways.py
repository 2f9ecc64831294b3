"""How a case is filed: three channels, each asked; why on paper; which office."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_desk.domain.dossier import DossierState
from agent_desk.domain.papers import PaperStatus
from agent_desk.ui.pages.reception.portal import CODE
from agent_desk.ui.pages.reception.sitting import Ending, Step
from agent_desk.ui.pages.reception.ways import PLACE, REASON, WAY
from agent_desk.ui.slips import SlipKind
from tests.support.desks import BIRTH
from tests.ui.pages.reception.bench import (
    Bench,
    a_bench,
    a_scan_file,
    answer_plainly,
    greet_with_card,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from agent_desk.queries.dossier import DossierView

RESIDENCE = "1.004194"
PORTAL_CODE = "H26.17-261123-4711"
ONLY_ADVISED = "3.000228"


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = a_bench(tmp_path / "desk")
    greet_with_card(made)
    yield made
    made.t.close()


def view(bench: Bench) -> DossierView:
    found = bench.presenter._counter.sitting.view
    assert found is not None
    return bench.t.view(found.dossier_id)


def asked(bench: Bench) -> str:
    step = bench.presenter.state.case
    assert step is not None
    return step.question_id


def answer_until(bench: Bench, wanted: str, channel: str = "online", eid: str = "co") -> None:
    bench.presenter.procedure.choose(BIRTH)
    for _ in range(30):
        if asked(bench) == wanted:
            return
        step = bench.presenter.state.case
        assert step is not None
        keys = {choice.key for choice in step.choices}
        key = {"channel": channel, "eid": eid, "q_gop": "khong"}.get(step.question_id)
        first = step.choices[0].key
        bench.presenter.ways.answer(step.question_id, key if key in keys else first)
    raise AssertionError(wanted)


def at_portal(bench: Bench) -> None:
    bench.presenter.procedure.choose(BIRTH)
    answer_plainly(bench, way="portal")
    bench.presenter.go_on()
    for paper in view(bench).papers:
        bench.presenter.papers.mark(paper.component_id, PaperStatus.ORIGINAL)
    bench.presenter.open_step(Step.PORTAL)


def test_no_online_way_is_taken_before_it_is_asked(bench: Bench) -> None:
    answer_until(bench, WAY)
    assert bench.presenter._counter.sitting.way is None
    assert not bench.presenter.state.footer.is_primary_on
    assert bench.presenter._counter.sitting.view is None


def test_the_guide_proposes_the_center_for_what_it_forwards(bench: Bench) -> None:
    answer_until(bench, WAY)
    step = bench.presenter.state.case
    assert step is not None
    assert [choice.key for choice in step.choices] == ["center", "portal"]
    assert step.choices[0].detail.startswith("Proposed")


def test_the_guide_proposes_the_portal_for_what_the_police_take(bench: Bench) -> None:
    bench.presenter.procedure.choose("1.004194")
    answer_plainly(bench, way="")
    rows = {row.key: row.title for row in bench.presenter.state.case.answered}  # type: ignore[union-attr]
    assert rows[WAY] == "By the citizen, on the portal"


def test_the_reason_for_paper_is_asked_and_kept(bench: Bench) -> None:
    answer_until(bench, REASON, channel="post")
    bench.presenter.ways.answer(REASON, "no_smartphone")
    assert view(bench).paper_reason == "no_smartphone"


def test_a_procedure_without_online_filing_asks_no_reason(bench: Bench) -> None:
    bench.presenter.procedure.choose(BIRTH)
    sitting = bench.presenter._counter.sitting
    assert sitting.paper_reason is None
    code = next(
        p.code
        for p in bench.t.desk.catalog.valid_procedures()
        if "online" not in p.channels and p.code != ONLY_ADVISED
    )
    bench.presenter.procedure.choose(code)
    answer_plainly(bench, channel="direct")
    assert bench.presenter._counter.sitting.paper_reason == "online_not_offered"


def test_the_ward_of_the_card_is_offered_and_names_the_office(bench: Bench) -> None:
    answer_until(bench, f"{PLACE}father_residence")
    step = bench.presenter.state.case
    assert step is not None
    offer = next(c for c in step.choices if c.label.startswith("Phường Cửa Nam"))
    assert "address" in offer.detail
    bench.presenter.ways.answer(step.question_id, offer.key)
    assert view(bench).office == "UBND phường Cửa Nam"
    assert bench.presenter.state.side.office == "UBND phường Cửa Nam"


def test_an_unknown_ward_stops_nothing(bench: Bench) -> None:
    answer_until(bench, f"{PLACE}father_residence")
    bench.presenter.ways.answer(f"{PLACE}father_residence", "later")
    bench.presenter.ways.answer(f"{PLACE}mother_residence", "later")
    assert asked(bench) == ""
    assert bench.presenter.state.footer.is_primary_on


def test_an_old_name_finds_the_ward_of_today(bench: Bench) -> None:
    answer_until(bench, f"{PLACE}father_residence")
    bench.presenter.ways.search_ward("hang bai")
    step = bench.presenter.state.case
    assert step is not None
    assert any("once" in choice.detail for choice in step.choices)


def test_the_office_comes_back_with_the_case(bench: Bench) -> None:
    bench.presenter.procedure.choose(BIRTH)
    answer_plainly(bench)
    bench.presenter.save()
    again = bench.sit_down_again()
    again.presenter.resume()
    sitting = again.presenter._counter.sitting
    assert sitting.places["father_residence"] is not None
    assert sitting.way == "center"


def test_the_portal_step_says_who_does_what(bench: Bench) -> None:
    at_portal(bench)
    step = bench.presenter.state.portal
    assert step is not None
    assert any(BIRTH in line.title for line in step.lines)
    assert any(line.look_away for line in step.lines)
    titles = [line.title for line in step.lines]
    bench.presenter.portal.choose_device("counter")
    assert [line.title for line in bench.presenter.state.portal.lines] != titles  # type: ignore[union-attr]


def test_a_code_pasted_by_mistake_is_cut(bench: Bench) -> None:
    at_portal(bench)
    bench.presenter.portal.leave_code("x" * 100_000)
    step = bench.presenter.state.portal
    assert step is not None
    assert len(step.code) == 200


def test_a_code_of_another_shape_is_told_at_the_field(bench: Bench) -> None:
    at_portal(bench)
    bench.presenter.portal.leave_code("12345")
    step = bench.presenter.state.portal
    assert step is not None
    assert step.code_error
    bench.presenter.go_on()
    assert view(bench).state is DossierState.DRAFT
    assert CODE in bench.presenter.state.errors


def test_the_code_lodges_the_case_and_prints(bench: Bench, tmp_path: Path) -> None:
    at_portal(bench)
    bench.presenter.portal.attach((a_scan_file(tmp_path, tone=90),))
    bench.presenter.portal.leave_code(PORTAL_CODE.lower())
    dossier_id = view(bench).dossier_id
    bench.presenter.go_on()
    now = bench.t.view(dossier_id)
    assert (now.state, now.official_code) == (DossierState.LODGED, PORTAL_CODE)
    assert [p.kind for p in bench.asked.printed] == [SlipKind.SENDING]
    assert now.papers[-1].component_id == "portal_receipt"


def test_the_citizen_may_file_later_and_the_case_waits_under_today(bench: Bench) -> None:
    at_portal(bench)
    bench.presenter.go_aside()
    dossier_id = view(bench).dossier_id
    assert view(bench).state is DossierState.WAITING_CITIZEN
    assert bench.presenter._counter.sitting.ending is Ending.WAITING
    bench.presenter.finish()
    bench.presenter.open_case(dossier_id)
    assert bench.presenter.state.step is Step.PORTAL
    bench.presenter.portal.leave_code(PORTAL_CODE)
    bench.presenter.go_on()
    assert bench.t.view(dossier_id).state is DossierState.LODGED


def test_what_is_typed_of_the_code_survives_a_power_cut(bench: Bench) -> None:
    at_portal(bench)
    bench.presenter.portal.edit_code("H26.17-26")
    bench.presenter.save()
    again = bench.sit_down_again()
    again.presenter.resume()
    assert again.presenter.state.portal is not None
    assert again.presenter.state.portal.code == "H26.17-26"


def test_what_is_only_advised_here_prints_where_to_go(bench: Bench) -> None:
    bench.presenter.procedure.choose(ONLY_ADVISED)
    answer_plainly(bench, channel="direct")
    assert bench.presenter.state.footer.primary == "Print where to go"
    bench.presenter.go_on()
    assert [p.kind for p in bench.asked.printed] == [f"where_slip:{ONLY_ADVISED}"]
    assert bench.presenter._counter.sitting.ending is Ending.ELSEWHERE
    assert bench.presenter._counter.sitting.view is None


def test_data_of_the_state_may_stand_for_a_paper(bench: Bench) -> None:
    bench.presenter.procedure.choose(BIRTH)
    answer_plainly(bench)
    bench.presenter.go_on()
    step = bench.presenter.state.papers
    assert step is not None
    line = next(line for line in step.lines if line.database)
    bench.presenter.papers.mark(line.key, PaperStatus.DATA)
    now = next(p for p in view(bench).papers if p.component_id == line.key)
    assert now.status is PaperStatus.DATA


def test_what_is_not_certain_is_to_be_confirmed_before_the_citizen_goes(bench: Bench) -> None:
    words = "Not certain: call the one-stop desk before the citizen goes there."
    bench.presenter.procedure.choose("1.001699")
    answer_plainly(bench)
    assert words in bench.presenter.state.side.fee
    bench.presenter.procedure.choose(BIRTH)
    answer_plainly(bench)
    assert words not in bench.presenter.state.side.fee
