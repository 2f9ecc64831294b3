"""A catalog update in mid-case: the case keeps its version until somebody moves it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from agent_desk.commands import dossier, lodging
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.filing import UNDECIDED
from agent_desk.errors import InvalidInput, NotAllowed
from tests.support.desks import (
    a_case,
    a_lodged_dossier,
    plain_answers,
    with_all_forms,
    with_all_papers,
)
from tests.support.newer_pack import (
    CHANGED_PAPER,
    GONE_PAPER,
    GONE_QUESTION,
    NEW_PAPER,
    NEW_VERSION,
    a_newer_catalog,
)

if TYPE_CHECKING:
    from pathlib import Path

    from agent_desk.commands.unit import Desk
    from tests.support.desks import TestDesk

BIRTH = "1.001193"


@pytest.fixture
def newer(t: TestDesk, tmp_path: Path) -> Desk:
    return replace(t.desk, catalog=a_newer_catalog(tmp_path))


def still_known(answers: dict[str, str]) -> dict[str, str]:
    return {key: value for key, value in answers.items() if key != GONE_QUESTION}


def test_an_open_case_keeps_its_papers_and_its_questions(t: TestDesk, newer: Desk) -> None:
    dossier_id = a_case(t)
    answers = plain_answers(t, BIRTH, "online")
    assert GONE_QUESTION in answers
    dossier.answer_case(newer, t.act(), dossier_id, answers)
    keys = {paper.component_id for paper in t.view(dossier_id).papers}
    assert GONE_PAPER in keys
    assert NEW_PAPER not in keys


def test_an_old_case_is_lodged_under_its_own_version(t: TestDesk, newer: Desk) -> None:
    dossier_id = a_case(t)
    with_all_papers(t, dossier_id)
    with_all_forms(t, dossier_id)
    lodging.lodge(newer, t.act(), dossier_id)
    view = t.view(dossier_id)
    assert view.state is DossierState.LODGED
    assert NEW_VERSION not in view.catalog_version


def test_moving_brings_the_papers_and_words_of_the_new_version(t: TestDesk, newer: Desk) -> None:
    dossier_id = a_case(t)
    answers = still_known(plain_answers(t, BIRTH, "online"))
    dossier.move_to_catalog(newer, t.act(), dossier_id, answers, UNDECIDED)
    view = t.view(dossier_id)
    papers = {paper.component_id: paper.name for paper in view.papers}
    assert NEW_VERSION in view.catalog_version
    assert NEW_PAPER in papers
    assert GONE_PAPER not in papers
    assert papers[CHANGED_PAPER] == "Giấy chứng sinh theo mẫu mới"


def test_moving_keeps_what_was_scanned(t: TestDesk, newer: Desk) -> None:
    dossier_id = a_case(t)
    with_all_papers(t, dossier_id)
    answers = still_known(plain_answers(t, BIRTH, "online"))
    dossier.move_to_catalog(newer, t.act(), dossier_id, answers, UNDECIDED)
    scans = {paper.component_id: len(paper.scans) for paper in t.view(dossier_id).papers}
    assert (scans[CHANGED_PAPER], scans[NEW_PAPER]) == (1, 0)


def test_an_answer_to_a_question_that_is_gone_stops_the_move(t: TestDesk, newer: Desk) -> None:
    dossier_id = a_case(t)
    answers = plain_answers(t, BIRTH, "online")
    with pytest.raises(InvalidInput):
        dossier.move_to_catalog(newer, t.act(), dossier_id, answers, UNDECIDED)
    assert NEW_VERSION not in t.view(dossier_id).catalog_version


def test_what_has_left_the_desk_is_not_moved(t: TestDesk, newer: Desk) -> None:
    dossier_id = a_lodged_dossier(t)
    with pytest.raises(NotAllowed):
        dossier.move_to_catalog(newer, t.act(), dossier_id, {}, UNDECIDED)
