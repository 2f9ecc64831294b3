"""Values that widgets draw, without Qt, so that presenters can make them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from agent_desk.ui.tokens import Tone


class StepState(StrEnum):
    """How far one part of a case is; each has its own shape and word."""

    NOT_SEEN = "not_seen"
    IN_WORK = "in_work"
    MISSING = "missing"
    COMPLETE = "complete"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """One row of a RowList; an empty text takes no room.

    ``lead`` is a short code before the words (``#4181``); ``tile`` is a few large letters in a box
    before the row, or an icon as ``icon:phone``; ``when`` stands at the right;
    ``action`` is the word on the row's one button. ``pill_last`` puts the pill at the right.
    """

    key: str
    title: str
    subtitle: str = ""
    lead: str = ""
    tile: str = ""
    pill: str = ""
    tone: Tone = Tone.NEUTRAL
    pill_last: bool = False
    when: str = ""
    action: str = ""

    @property
    def spoken(self) -> str:
        """Give the row as one sentence for a screen reader."""
        tile = "" if self.tile.startswith("icon:") else self.tile
        parts = (tile, self.pill, self.lead, self.title, self.subtitle, self.when, self.action)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One line of a TaskList; without a subtitle the word of its state is drawn."""

    key: str
    title: str
    state: StepState
    subtitle: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One entry of a Timeline; ``when`` is already words."""

    title: str
    when: str
    detail: str = ""
    tone: Tone = Tone.GOOD


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer of a ChoiceGroup."""

    key: str
    label: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A name and its value."""

    name: str
    value: str
    tone: Tone | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One line under the top bar: what is so and what to do, and the word of its button if any."""

    key: str
    text: str
    tone: Tone = Tone.WAITING
    action: str = ""
