"""Exams passed at the practice desk of this PC, and the number of first dossiers in Settings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert

from agent_desk.clock import to_iso
from agent_desk.commands.desk import keep_setting
from agent_desk.domain.practice.runs import AttemptState, RunKind, RunState
from agent_desk.settings import FIRST_DOSSIERS
from agent_desk.store.practice_tables import practice_attempts, practice_runs
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.pages.settings.exams import Exams
from agent_desk.ui.pages.settings.gate_card import GateCard
from agent_desk.ui.pages.settings.presenter import SettingsState
from tests.support import desks
from tests.ui.pages.desk_window import WrittenDown, an_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.support.desks import TestDesk


@pytest.fixture
def t(tmp_path: Path) -> Iterator[TestDesk]:
    with desks.opened_desk(tmp_path / "desk") as opened:
        yield opened


@pytest.fixture
def practice(t: TestDesk) -> Iterator[TestDesk]:
    """Give the practice desk of the same PC; its clerk has the same name."""
    folder = t.desk.store.data.practice_beside().root
    with desks.opened_desk(folder, is_practice=True) as opened:
        yield opened


def pass_exam(practice: TestDesk) -> None:
    """Write down an exam in which the clerk served a birth rightly."""
    at = to_iso(practice.clock.now())
    run = {"run_id": "r1", "clerk_id": practice.clerk_id, "began_at": at, "ended_at": at}
    with practice.desk.store.write() as connection:
        connection.execute(
            insert(practice_runs),
            {**run, "kind": RunKind.EXAM.value, "citizens": "[]", "state": RunState.FINISHED.value},
        )
        connection.execute(
            insert(practice_attempts),
            {
                "turn": 1, "attempt_id": "a1", "run_id": "r1", "citizen": "c", "version": "1",
                "state": AttemptState.ENDED.value, "began_at": at, "ended_at": at, "first_seq": 1,
                "elapsed_ms": 1, "passed": 1, "procedure_code": desks.BIRTH,
            },
        )  # fmt: skip


def test_an_exam_passed_in_practice_counts_at_the_real_desk_once(
    t: TestDesk, practice: TestDesk, nav: WrittenDown
) -> None:
    pass_exam(practice)
    exams = Exams(an_office(t), InlineJobs(), nav)
    exams.take_over()
    exams.take_over()
    assert nav.said[0] == "good: 1 passed exam taken over."
    assert nav.said[1].startswith("neutral: No newly passed exam")


def test_a_pc_without_practice_has_no_exams(t: TestDesk, nav: WrittenDown) -> None:
    Exams(an_office(t), InlineJobs(), nav).take_over()
    assert nav.said[0].startswith("neutral: No newly passed exam")
    assert not t.desk.store.data.practice_beside().root.exists()


def test_what_lies_there_and_is_no_practice_is_not_read(t: TestDesk, nav: WrittenDown) -> None:
    with desks.opened_desk(t.desk.store.data.practice_beside().root, "00103"):
        pass
    Exams(an_office(t), InlineJobs(), nav).take_over()
    assert "real data of a desk" in nav.said[0]


@pytest.mark.usefixtures("desk_app")
@pytest.mark.parametrize(("kept", "shown"), [("3", "3"), ("0", "0"), ("99999", "20"), ("-1", "3")])
def test_any_number_is_shown_as_it_counts(
    t: TestDesk, nav: WrittenDown, qtbot: QtBot, kept: str, shown: str
) -> None:
    keep_setting(t.desk.store, FIRST_DOSSIERS.key, kept)
    card = GateCard(lambda _setting, _value: None, Exams(an_office(t), InlineJobs(), nav))
    qtbot.addWidget(card)
    card.show_state(replace(SettingsState(), values={FIRST_DOSSIERS.key: kept}))
    assert card.picker.currentData() == shown


@pytest.fixture
def nav() -> WrittenDown:
    return WrittenDown()
