"""What a month looks like as cells, without Qt: six weeks, Monday first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

WEEKS, WEEK = 6, 7


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCell:
    """One day; ``lines`` are short words under its number, ``more`` counts what has no room.

    ``note`` names a holiday. ``spoken`` is the day as one sentence.
    """

    day: date
    lines: tuple[str, ...] = ()
    note: str = ""
    spoken: str = ""
    is_outside: bool = False
    is_today: bool = False
    is_rest: bool = False


def days_of(month: date) -> tuple[date, ...]:
    """Give the 42 days shown for a month: from the Monday of its first week on."""
    first = month.replace(day=1)
    monday = first - timedelta(days=first.weekday())
    return tuple(monday + timedelta(days=n) for n in range(WEEKS * WEEK))


def add_months(day: date, months: int) -> date:
    """Give the same day of another month, or its last day where it is shorter."""
    at = day.year * 12 + day.month - 1 + months
    year, month = divmod(at, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (following - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))
