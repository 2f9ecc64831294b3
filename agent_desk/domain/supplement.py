"""A request for more papers: until when, which round, and what it does to the due date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from agent_desk.clock import HANOI, local
from agent_desk.domain.calendar import return_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent_desk.domain.calendar import Calendar, DueDate

CLOSES_AFTER_DAYS = 15
"""Working days after which a silent applicant's dossier is closed. Source: rules 4.4 (S15)."""

MOST_REQUESTS = 1
"""A second request counts as late in the national index. Source: rules 2.4; QĐ 766."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A time in which the authority waited for the citizen; ``ended_at`` None: it still does."""

    asked_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BothClocks:
    """When the citizen must have answered: what the authority wrote and what the law says.

    Either may be missing: the authority named no day, or a year has no list of rest days.
    """

    authority: datetime | None
    law: datetime | None

    @property
    def stricter(self) -> datetime | None:
        """The one that comes first."""
        return min((at for at in (self.authority, self.law) if at is not None), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueTwice:
    """The due date of a dossier that was paused, counted both ways.

    ``deducted`` is the index's way: the pause is added to the date. ``restarted`` is the law's:
    the whole time begins anew when the dossier is complete. Source: rules 4.4 (conflict).
    """

    deducted: datetime
    restarted: DueDate | None


def closes_at(asked_at: datetime, calendar: Calendar) -> datetime:
    """Give the instant a dossier without an answer is closed: end of the 15th working day.

    Raises: CalendarGap if a year on the way has no list.
    """
    last = calendar.add_working_days(local(asked_at).date(), CLOSES_AFTER_DAYS)
    return datetime.combine(last, time(23, 59), tzinfo=HANOI).astimezone(UTC)


def is_repeated(number: int) -> bool:
    """Say whether a request is more than the one that is allowed."""
    return number > MOST_REQUESTS


def paused(pauses: Sequence[Pause], until: datetime, calendar: Calendar) -> timedelta:
    """Count the office time in which the authority waited, up to an instant."""
    total = timedelta()
    for pause in pauses:
        end = min(pause.ended_at or until, until)
        if end > pause.asked_at:
            total += calendar.working_time_between(pause.asked_at, end)
    return total


def due_twice(
    due_at: datetime,
    working_days: int | None,
    pauses: Sequence[Pause],
    now: datetime,
    calendar: Calendar,
) -> DueTwice:
    """Count the due date of a paused dossier both ways; an open pause counts up to now.

    Raises: CalendarGap if a year on the way has no list.
    """
    waited = paused(pauses, now, calendar)
    deducted = calendar.add_working_time(due_at, waited) if waited else due_at
    ended = [pause.ended_at for pause in pauses if pause.ended_at is not None]
    is_open = any(pause.ended_at is None for pause in pauses)
    restarted = None
    if working_days is not None and ended and not is_open:
        restarted = return_at(max(ended), working_days, calendar)
    return DueTwice(deducted=deducted, restarted=restarted)
