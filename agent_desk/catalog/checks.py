"""The check before and after a session: five tasks and three questions of confidence a topic."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.errors import NotFound
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from agent_desk.catalog.accounts import Validity
    from agent_desk.catalog.spec import PackProblem
    from agent_desk.domain.skill_check import Confidence, Level

TASKS = 5
FEELINGS = 3
ANSWERS = 3


class TaskKind(StrEnum):
    """What is asked: to do a thing, or what one would do."""

    DO = "do"
    CHOOSE = "choose"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer to a task and how far it shows the learner to be."""

    text: str
    level: Level


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckTask:
    """One task. ``short`` heads its column; ``card`` and ``step`` say what teaches it.

    ``say`` is what the trainer reads aloud.
    """

    id: str
    short: str
    kind: TaskKind
    ask: str
    say: str
    options: tuple[Option, ...]
    skills: tuple[str, ...]
    card: str
    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeelingOption:
    """One answer to a question of confidence."""

    text: str
    value: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class FeelingQuestion:
    """One question of confidence; its answers are the same for all."""

    id: str
    ask: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillCheck:
    """The check of one topic in one version."""

    topic: str
    version: str
    valid: Validity
    title: str
    tasks: tuple[CheckTask, ...]
    feelings: tuple[FeelingQuestion, ...]
    feeling_options: tuple[FeelingOption, ...]

    @property
    def task_ids(self) -> tuple[str, ...]:
        """The ids of the tasks in their order."""
        return tuple(task.id for task in self.tasks)

    @property
    def skills_of(self) -> Mapping[str, tuple[str, ...]]:
        """The skill codes of each task."""
        return {task.id: task.skills for task in self.tasks}


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """Every check that could be read; ``problems`` tells of the others."""

    checks: tuple[SkillCheck, ...]
    problems: tuple[PackProblem, ...] = ()

    def on(self, day: date) -> tuple[SkillCheck, ...]:
        """Give the checks that hold on a day, one a topic."""
        return tuple({one.topic: one for one in self.checks if one.valid.holds_on(day)}.values())

    def of(self, topic: str, day: date) -> SkillCheck | None:
        """Give the check of a topic that holds on a day; None if there is none."""
        return next((one for one in self.on(day) if one.topic == topic), None)

    def version(self, topic: str, version: str) -> SkillCheck:
        """Give the check that was answered. Raises: NotFound."""
        for one in self.checks:
            if (one.topic, one.version) == (topic, version):
                return one
        raise NotFound(tr("This check cannot be used: its file is missing or broken."))
