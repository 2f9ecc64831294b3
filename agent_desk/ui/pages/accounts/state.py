"""What the account help page draws: frozen, in the words of the screen. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.ui.rows import Choice, ListRow
    from agent_desk.ui.tokens import Tone


class Phase(StrEnum):
    """How far the help has come."""

    CHOOSING = "choosing"
    GUIDING = "guiding"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One step; ``heading`` begins a new card. ``is_later`` waits behind an obstacle."""

    key: str
    number: int
    title: str
    detail: str
    doer: str
    tone: Tone
    is_done: bool = False
    is_current: bool = False
    is_later: bool = False
    look_away: bool = False
    heading: str = ""

    @property
    def spoken(self) -> str:
        """Give the step as one sentence for a screen reader."""
        return ", ".join(part for part in (self.title, self.doer, self.detail) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The question asked now."""

    id: str
    ask: str
    choices: tuple[Choice, ...]
    chosen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickDay:
    """A day offered on a button; ``text`` is what goes into the field."""

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingForm:
    """What is written down at the end; ``asks_name`` is false when the citizen is known."""

    heading: str
    sentence: str
    note: str
    due: str
    what: str
    name: str
    phone: str
    consent: str
    asks_name: bool
    asks_consent: bool
    days: tuple[QuickDay, ...]
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message in the page."""

    text: str
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsScreen:
    """Everything the page shows. ``key`` changes with the person helped."""

    key: str = ""
    phase: Phase = Phase.CHOOSING
    title: str = ""
    pill: str = ""
    subtitle: str = ""
    citizen: str = ""
    answered: tuple[ListRow, ...] = ()
    asked: Asked | None = None
    steps: tuple[StepLine, ...] = ()
    reasons: tuple[Choice, ...] = ()
    reason: str = ""
    follow_up: str = ""
    closing: ClosingForm | None = None
    due: tuple[ListRow, ...] = ()
    primary: str = ""
    can_go_back: bool = False
    can_print: bool = False
    has_roll: bool = False
    is_read: bool = False
    message: Message | None = None
