"""The checks of the program are whole; a broken file is named with its line, the others stay."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from agent_desk import paths
from agent_desk.catalog.checks_load import installed_checks, load_checks
from agent_desk.catalog.curriculum import TOPICS
from agent_desk.catalog.curriculum_load import installed_curriculum
from agent_desk.domain.skill_check import Level
from agent_desk.errors import NotFound

if TYPE_CHECKING:
    from pathlib import Path

    from agent_desk.catalog.checks import SkillCheck


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(paths.resources() / "training" / "checks", tmp_path / "checks")


def test_there_is_a_check_for_every_topic() -> None:
    checks = installed_checks()
    assert checks.problems == ()
    assert {one.topic for one in checks.checks} == set(TOPICS)


@pytest.mark.parametrize("check", installed_checks().checks, ids=lambda one: one.topic)
def test_each_task_names_known_skills_and_the_step_that_teaches_it(check: SkillCheck) -> None:
    curriculum = installed_curriculum()
    for task in check.tasks:
        assert {one.level for one in task.options} == set(Level)
        assert [curriculum.skill(code).code for code in task.skills] == list(task.skills)
        card = next(card for card in curriculum.cards if card.topic == task.card)
        assert task.step in {step.id for step in card.steps}, task.id


def test_the_right_answer_is_not_always_the_first() -> None:
    chosen = [
        [option.level for option in task.options].index(Level.ALONE)
        for check in installed_checks().checks
        for task in check.tasks
        if task.kind == "choose"
    ]
    assert set(chosen) == {0, 1, 2}


def test_a_broken_file_is_named_and_the_others_stay(folder: Path) -> None:
    file = folder / "vneid.v1.json"
    held = json.loads(file.read_text("utf-8"))
    held["tasks"][0]["answers"] = [{"text": "Có", "level": "alone"}]
    file.write_text(json.dumps(held, ensure_ascii=False), "utf-8")
    checks = load_checks(folder)
    (problem,) = checks.problems
    assert problem.file == "vneid.v1.json"
    assert "tasks[0]" in problem.reason
    assert len(checks.checks) == len(TOPICS) - 1
    with pytest.raises(NotFound):
        checks.version("vneid", "v1")


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda held: held["tasks"].pop(), ""),
        (lambda held: held["tasks"][2].update(answers=held["tasks"][2]["answers"][:2]), "tasks"),
        (lambda held: held["confidence"].append({"id": "c9", "ask": "?"}), ""),
        (lambda held: held["tasks"][0].update(kind="guess"), "tasks[0].kind"),
    ],
)
def test_what_a_check_must_have_is_asked_for(folder: Path, change: object, where: str) -> None:
    file = folder / "vneid.v1.json"
    held = json.loads(file.read_text("utf-8"))
    change(held)  # type: ignore[operator]
    file.write_text(json.dumps(held, ensure_ascii=False), "utf-8")
    (problem,) = load_checks(folder).problems
    assert where in problem.reason
