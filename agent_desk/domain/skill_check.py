"""What a learner can do before and after a session: three steps a skill, never a mark, no sum."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST_PAPERS = 500


class Level(StrEnum):
    """How far a learner is with one skill. Source: counter-ux 7; rules 13."""

    SAW = "saw"
    WITH_HELP = "with_help"
    ALONE = "alone"

    @property
    def step(self) -> int:
        """The place in the order, 1 to 3; only to compare, never to be added up."""
        return tuple(Level).index(self) + 1


class Confidence(IntEnum):
    """How somebody feels about it."""

    WORRIED = 1
    UNSURE = 2
    CALM = 3


class Phase(StrEnum):
    """When the check is made."""

    BEFORE = "before"
    AFTER = "after"


class Way(StrEnum):
    """How the answers came in."""

    PAPER = "paper"
    BUTTONS = "buttons"
    ALOUD = "aloud"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What one person answered; a question without an answer is not in it."""

    levels: Mapping[str, Level]
    feelings: Mapping[str, Confidence]

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was answered."""
        return not self.levels and not self.feelings


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """One check of one person: a learner, or only the number of a paper."""

    phase: Phase
    answers: Answers
    learner_id: str = ""
    paper_number: int = 0

    @property
    def who(self) -> str:
        """Say who it is within one session, without saying a name."""
        return self.learner_id or f"#{self.paper_number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One learner and one task; None where it was not asked."""

    before: Level | None = None
    after: Level | None = None

    @property
    def is_better(self) -> bool:
        """Say whether the learner got further."""
        return bool(self.before and self.after and self.after.step > self.before.step)


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One person of the matrix, a cell for each task in the order of the check."""

    learner_id: str
    paper_number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """A task that people of the group could not do alone; ``asked`` of them were asked."""

    task_id: str
    asked: int
    not_alone: int
    saw_only: int

    @property
    def is_for_all(self) -> bool:
        """Say whether half of the group needs it again: then the whole group gets it again."""
        return 2 * self.not_alone >= self.asked


def matrix(task_ids: Iterable[str], sittings: Iterable[Sitting]) -> tuple[MatrixRow, ...]:
    """Put before and after of everybody side by side, in the order in which they first appear."""
    tasks = tuple(task_ids)
    people: dict[str, dict[Phase, Sitting]] = {}
    for sitting in sittings:
        people.setdefault(sitting.who, {})[sitting.phase] = sitting
    return tuple(_row(tasks, phases) for phases in people.values())


def _row(tasks: tuple[str, ...], phases: Mapping[Phase, Sitting]) -> MatrixRow:
    anyone = next(iter(phases.values()))

    def level(phase: Phase, task: str) -> Level | None:
        found = phases.get(phase)
        return found.answers.levels.get(task) if found else None

    cells = tuple(
        Cell(before=level(Phase.BEFORE, task), after=level(Phase.AFTER, task)) for task in tasks
    )
    return MatrixRow(learner_id=anyone.learner_id, paper_number=anyone.paper_number, cells=cells)


def teach_again(
    task_ids: Iterable[str], sittings: Iterable[Sitting], phase: Phase
) -> tuple[Lack, ...]:
    """Give the tasks that somebody cannot do alone, the most needed first."""
    asked = [sitting.answers.levels for sitting in sittings if sitting.phase is phase]
    found = []
    for place, task in enumerate(task_ids):
        levels = [levels[task] for levels in asked if task in levels]
        lack = Lack(
            task_id=task,
            asked=len(levels),
            not_alone=sum(level is not Level.ALONE for level in levels),
            saw_only=sum(level is Level.SAW for level in levels),
        )
        if lack.not_alone:
            found.append((-lack.not_alone / lack.asked, -lack.saw_only, place, lack))
    return tuple(lack for *_, lack in sorted(found, key=lambda one: one[:3]))


def skill_levels(
    skills_of: Mapping[str, tuple[str, ...]], answers: Mapping[str, Level]
) -> dict[str, Level]:
    """Give the level of each skill code: that of its weakest task, for “alone” means all of it."""
    found: dict[str, Level] = {}
    for task, level in answers.items():
        for code in skills_of.get(task, ()):
            known = found.get(code)
            if known is None or level.step < known.step:
                found[code] = level
    return found


def say_level(level: Level | None) -> str:
    """Name how far somebody is."""
    if level is None:
        return tr("not asked")
    return {
        Level.SAW: tr("saw it"),
        Level.WITH_HELP: tr("with help"),
        Level.ALONE: tr("alone"),
    }[level]


def say_phase(phase: Phase) -> str:
    """Name when a check is made."""
    return {Phase.BEFORE: tr("Before the session"), Phase.AFTER: tr("After the session")}[phase]


def say_way(way: Way) -> str:
    """Name how the answers came in."""
    return {
        Way.PAPER: tr("on paper"),
        Way.BUTTONS: tr("with big buttons"),
        Way.ALOUD: tr("read aloud"),
    }[way]
