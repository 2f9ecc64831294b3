"""What the calendar of sessions shows: frozen, already in words. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from agent_desk.ui.month_cells import DayCell
    from agent_desk.ui.rows import Choice, ListRow, Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTyped:
    """What stands in the form of a plan, as it was typed."""

    day: str = ""
    time: str = ""
    minutes: str = ""
    place: str = ""
    trainer: str = ""
    helpers: str = ""
    seats: str = ""
    devices: str = "own"
    note: str = ""
    topics: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    every: str = ""
    times: str = ""
    until: str = ""
    skips_rest: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPane:
    """The form of a new session, or of one that is changed (``session_id``)."""

    key: str
    session_id: str
    title: str
    typed: PlanTyped
    topics: tuple[Choice, ...]
    trainers: tuple[Choice, ...]
    places: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    days: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPane:
    """One session: what is planned, who signed up, what can be done now."""

    key: str
    session_id: str
    over: str
    title: str
    state: str
    tone: Tone
    pairs: tuple[Pair, ...]
    note: str
    topics: tuple[str, ...]
    series: tuple[ListRow, ...] = ()
    is_open: bool = True
    may_end: bool = False
    is_canceling: bool = False
    reason: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingScreen:
    """The whole page: a month, the sessions from the chosen day on, one thing at the right."""

    month: str = ""
    cells: tuple[DayCell, ...] = ()
    chosen: date | None = None
    heading: str = ""
    rows: tuple[ListRow, ...] = ()
    pane: PlanPane | SessionPane | None = None
    message: str = ""
    tone: Tone = Tone.GOOD
    is_read: bool = False
    is_busy: bool = False
