"""What Today shows: frozen, already in words. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent_desk.ui.rows import Choice, ListRow
    from agent_desk.ui.tokens import Tone


class Ask(StrEnum):
    """A question that is answered with one key."""

    DELAY = "delay"
    TOLD = "told"
    TRIP = "trip"
    FINDING = "finding"
    LOOK = "look"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number of the day."""

    value: str = ""
    note: str = ""
    tone: Tone | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question with its answers; ``words_for`` is the answer that needs a sentence."""

    ask: Ask
    title: str
    choices: tuple[Choice, ...]
    words_for: str = ""
    words_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pane:
    """What stands over the work list: clocks, one question, or rates."""

    title: str
    subtitle: str = ""
    lines: tuple[str, ...] = ()
    rows_title: str = ""
    rows: tuple[ListRow, ...] = ()
    questions: tuple[Question, ...] = ()
    can_export: bool = False
    wants_words: Ask | None = None
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayScreen:
    """What the page shows; ``is_read`` is false until the first read came back."""

    subtitle: str = ""
    served: Figure = field(default_factory=Figure)
    right_first: Figure = field(default_factory=Figure)
    to_forward: Figure = field(default_factory=Figure)
    to_return: Figure = field(default_factory=Figure)
    rows: tuple[ListRow, ...] = ()
    count: int = 0
    late: int = 0
    has_more: bool = False
    is_read: bool = False
    error: str = ""
    pane: Pane | None = None
