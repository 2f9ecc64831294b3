"""What the Hand-over page shows: a list at the left, one pane at the right. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from agent_desk.ui.rows import Choice, ListRow, Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One field of a pane; ``is_digits`` asks for a keyboard of digits."""

    key: str
    label: str
    hint: str = ""
    value: str = ""
    error: str = ""
    is_digits: bool = False
    is_long: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One choice of a pane."""

    key: str
    label: str
    choices: tuple[Choice, ...]
    chosen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """One button; ``key`` names the act, ``needs_form`` hands the fields in with it."""

    key: str
    label: str
    icon: str = ""
    is_enabled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Pane:
    """One thing in work; a new ``form_key`` fills the fields again, the same one leaves them."""

    key: str
    title: str
    hint: str = ""
    pill: str = ""
    tone: Tone = Tone.NEUTRAL
    rows: tuple[ListRow, ...] = ()
    empty: str = ""
    facts: tuple[Pair, ...] = ()
    form_key: str = ""
    entries: tuple[Entry, ...] = ()
    questions: tuple[Question, ...] = ()
    primary: Doing | None = None
    others: tuple[Doing, ...] = ()
    takes_scans: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanSignal:
    """The answer to a scan, seen and heard; ``serial`` tells one from the next alike."""

    serial: int
    text: str
    is_good: bool
    guest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverScreen:
    """What the page shows; ``message`` stands over the pane until the next act."""

    is_read: bool = False
    rows: tuple[ListRow, ...] = ()
    selected: str = ""
    pane: Pane | None = None
    message: str = ""
    message_tone: Tone = Tone.BRAND
    signal: ScanSignal | None = None
    badge: int = 0
    errors: dict[str, str] = field(default_factory=dict)
