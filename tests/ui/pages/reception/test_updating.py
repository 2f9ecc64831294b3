"""A newer catalog while a case is open: shown, not taken; taken when the clerk says so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.pages.reception.presenter import ReceptionPresenter
from agent_desk.ui.pages.reception.sitting import Step
from tests.support.desks import BIRTH
from tests.support.newer_pack import GONE_QUESTION, NEW_PAPER, NEW_VERSION, a_newer_catalog
from tests.ui.pages.reception.bench import Bench, a_bench, answer_plainly, greet_with_card

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = a_bench(tmp_path / "desk")
    greet_with_card(made)
    yield made
    made.t.close()


def updated(bench: Bench, folder: Path) -> Bench:
    """Start the program anew with the newer release, as after an update."""
    bench.presenter.save()
    desk = replace(bench.office.desk, catalog=a_newer_catalog(folder))
    office = replace(bench.office, desk=desk)
    presenter = ReceptionPresenter(office, InlineJobs(), bench.asked)
    presenter.resume()
    return replace(bench, office=office, presenter=presenter)


def with_case(bench: Bench) -> None:
    bench.presenter.procedure.choose(BIRTH)
    answer_plainly(bench)
    bench.presenter.go_on()


def test_the_difference_is_shown_and_nothing_is_changed(bench: Bench, tmp_path: Path) -> None:
    with_case(bench)
    now = updated(bench, tmp_path)
    note = now.presenter.state.update
    assert note is not None
    assert "Phiếu khảo sát" in note.text
    assert "Question removed" in note.text
    keys = {line.key for line in now.presenter.state.papers.lines}  # type: ignore[union-attr]
    assert NEW_PAPER not in keys
    assert GONE_QUESTION in now.presenter._counter.sitting.answers


def test_an_answer_changed_before_moving_goes_by_the_old_version(
    bench: Bench, tmp_path: Path
) -> None:
    with_case(bench)
    now = updated(bench, tmp_path)
    now.presenter.open_step(Step.CASE)
    now.presenter.case.answer("q_chung_sinh", "dien_tu")
    view = now.presenter._counter.sitting.view
    assert view is not None
    assert NEW_VERSION not in view.catalog_version
    assert view.answers[GONE_QUESTION] == "khong"


def test_moving_takes_the_new_papers_and_drops_the_answer(bench: Bench, tmp_path: Path) -> None:
    with_case(bench)
    now = updated(bench, tmp_path)
    now.presenter.updating.move()
    assert now.presenter.state.update is None
    keys = {line.key for line in now.presenter.state.papers.lines}  # type: ignore[union-attr]
    assert NEW_PAPER in keys
    assert GONE_QUESTION not in now.presenter._counter.sitting.answers
    view = now.presenter._counter.sitting.view
    assert view is not None
    assert NEW_VERSION in view.catalog_version


def test_answers_without_a_dossier_go_by_the_new_catalog_at_once(
    bench: Bench, tmp_path: Path
) -> None:
    bench.presenter.procedure.choose(BIRTH)
    bench.presenter.case.answer("q_gop", "khong")
    bench.presenter.case.answer(GONE_QUESTION, "khong")
    now = updated(bench, tmp_path)
    assert now.presenter._counter.sitting.answers == {"q_gop": "khong"}


def test_a_new_case_goes_by_the_new_catalog(bench: Bench, tmp_path: Path) -> None:
    now = updated(bench, tmp_path)
    with_case(now)
    assert now.presenter.state.update is None
    assert NEW_PAPER in {line.key for line in now.presenter.state.papers.lines}  # type: ignore[union-attr]
