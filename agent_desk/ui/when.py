"""Moments as the clerk reads them: short for today, with the day otherwise. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from agent_desk.clock import from_iso, local
from agent_desk.i18n import tr, trn


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A last day, with its last instant where one is known."""

    day: date
    at: datetime | None = None

    def is_past(self, now: datetime) -> bool:
        """Say whether it is over; a day without an instant counts to its end."""
        return self.at < now if self.at else self.day < local(now).date()

    def days_late(self, now: datetime) -> int:
        """Give the calendar days since; 0 on the day itself."""
        return max(0, (local(now).date() - self.day).days)


def read_deadline(text: str) -> Deadline | None:
    """Read a stored instant or day; None if there is none or it cannot be read."""
    try:
        if len(text) == len("2026-11-23"):
            return Deadline(day=date.fromisoformat(text))
        at = from_iso(text)
    except ValueError:
        return None
    return Deadline(day=local(at).date(), at=at)


def show_time(moment: datetime) -> str:
    """Write the time on the wall: ``09:41``."""
    return f"{local(moment):%H:%M}"


def show_day(day: date, today: date) -> str:
    """Write a day: ``20/11``, with the year when it is another one."""
    return f"{day:%d/%m}" if day.year == today.year else f"{day:%d/%m/%Y}"


def show_moment(moment: datetime, now: datetime) -> str:
    """Write an instant: ``09:41`` today, ``20/11, 17:00`` otherwise."""
    day, today = local(moment).date(), local(now).date()
    clock = show_time(moment)
    return clock if day == today else f"{show_day(day, today)}, {clock}"


def show_iso(text: str, now: datetime) -> str:
    """Write a stored instant as ``show_moment`` does; empty if there is none."""
    return show_moment(from_iso(text), now) if text else ""


def show_deadline(deadline: Deadline, now: datetime) -> str:
    """Write a deadline, with its time only where it has one."""
    if deadline.at is not None:
        return show_moment(deadline.at, now)
    return show_day(deadline.day, local(now).date())


def show_left(until: datetime, now: datetime) -> str:
    """Say how much time is left, in the two largest units; empty if none is."""
    minutes = int((until - now).total_seconds()) // 60
    if minutes <= 0:
        return ""
    if minutes < 60:
        return trn("{n} minute left", "{n} minutes left", minutes)
    if minutes < 24 * 60:
        return tr("{hours} h {minutes} min left", hours=minutes // 60, minutes=minutes % 60)
    return trn("{n} day left", "{n} days left", minutes // (24 * 60))


def say_weekday(day: date) -> str:
    """Name the day of the week."""
    return (
        tr("Monday"),
        tr("Tuesday"),
        tr("Wednesday"),
        tr("Thursday"),
        tr("Friday"),
        tr("Saturday"),
        tr("Sunday"),
    )[day.weekday()]
