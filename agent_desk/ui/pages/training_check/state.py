"""What the page of checks shows: frozen, already in words. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.domain.skill_check import Phase, Way
from agent_desk.ui.table_rows import Table
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.ui.rows import Choice, ListRow

NO_TABLE = Table(head="", columns=(), rows=())


class Mode(StrEnum):
    """What stands at the right."""

    TOGETHER = "together"
    ENTRY = "entry"
    LEARNER = "learner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question with its answers; ``say`` is read aloud. ``chosen`` is 0 while it is open."""

    id: str
    text: str
    say: str
    options: tuple[str, ...]
    is_feeling: bool = False
    chosen: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The check of one person while it is answered; ``key`` is its intent.

    Exactly one of ``learner_id`` and ``paper_number`` is set. ``at`` is the question in turn.
    """

    key: str
    learner_id: str
    paper_number: int
    who: str
    questions: tuple[Asked, ...]
    at: int = 0
    way: Way = Way.PAPER
    was_kept: bool = False

    @property
    def answered(self) -> int:
        """How many questions have an answer."""
        return sum(1 for one in self.questions if one.chosen)

    @property
    def is_last(self) -> bool:
        """Say whether the last question is in turn."""
        return self.at >= len(self.questions) - 1

    @property
    def is_over(self) -> bool:
        """Say whether every question was gone through."""
        return self.at >= len(self.questions)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckScreen:
    """The whole page."""

    session_id: str = ""
    title: str = ""
    subtitle: str = ""
    topics: tuple[Choice, ...] = ()
    topic: str = ""
    phase: Phase = Phase.BEFORE
    people: tuple[ListRow, ...] = ()
    chosen: str = ""
    table: Table = NO_TABLE
    feelings: str = ""
    again: tuple[ListRow, ...] = ()
    mode: Mode = Mode.TOGETHER
    entry: Entry | None = None
    papers: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    message: str = ""
    tone: Tone = Tone.GOOD
    is_read: bool = False
    is_busy: bool = False
