"""Sessions that repeat: the days of a series, and what speaks against a day or an hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.clock import local
from agent_desk.domain.calendar import Calendar, CalendarGap
from agent_desk.domain.text import fold
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from agent_desk.domain.training.sessions import SessionPlan

MOST_REPEATS = 52
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """Every ``weeks`` weeks: so many ``times`` in all, or ``until`` a day; never both."""

    weeks: int = 1
    times: int | None = None
    until: date | None = None


class DoubtKind(StrEnum):
    """What speaks against a plan. Each only warns: the trainer knows the place."""

    PAST = "past"
    REST_DAY = "rest_day"
    TRAINER_BUSY = "trainer_busy"
    PLACE_BUSY = "place_busy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One warning about one day."""

    kind: DoubtKind
    day: date
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Another session, as far as it may be in the way."""

    session_id: str
    starts_at: datetime
    ends_at: datetime
    place: str
    trainer_id: str


def series_days(first: date, repeat: Repeat) -> tuple[date, ...]:
    """Give the days of a series, the first one included; a single day if nothing repeats.

    Raises: InvalidInput if it never ends, ends before it begins, or is longer than a year.
    """
    if repeat.times is None and repeat.until is None:
        return (first,)
    if repeat.weeks < 1 or (repeat.times is not None and repeat.times < 1):
        raise _refused(tr("A series has at least one session."))
    days = [first]
    while _goes_on(days, repeat):
        if len(days) == MOST_REPEATS:
            raise _refused(tr("A series has at most {most} sessions.", most=MOST_REPEATS))
        days.append(days[-1] + repeat.weeks * _WEEK)
    if repeat.until is not None and repeat.until < first:
        raise _refused(tr("The series ends before its first session. Look at the dates."))
    return tuple(days)


def _goes_on(days: list[date], repeat: Repeat) -> bool:
    if repeat.times is not None:
        return len(days) < repeat.times
    return repeat.until is not None and days[-1] + repeat.weeks * _WEEK <= repeat.until


def doubts(
    plan: SessionPlan, others: Iterable[Taken], calendar: Calendar, now: datetime
) -> tuple[Doubt, ...]:
    """Say what speaks against a plan; empty if nothing does."""
    found = []
    if plan.starts_at < now:
        words = tr("This time has passed. That is right only to enter a session held earlier.")
        found.append(Doubt(kind=DoubtKind.PAST, day=plan.day, words=words))
    rest = rest_day(plan.day, calendar)
    if rest:
        words = tr("{day} is a day off: {name}.", day=f"{plan.day:%d/%m/%Y}", name=rest)
        found.append(Doubt(kind=DoubtKind.REST_DAY, day=plan.day, words=words))
    for other in others:
        found.extend(_clash(plan, other))
    return tuple(found)


def rest_day(day: date, calendar: Calendar) -> str:
    """Name the public holiday or weekly rest on a day; empty on a working day or if unknown."""
    try:
        return calendar.why_not(day)
    except CalendarGap:
        return ""


def holiday(day: date, calendar: Calendar) -> str:
    """Name the public holiday of a day; empty on any other day, weekends included."""
    try:
        special = calendar.special(day)
    except CalendarGap:
        return ""
    return "" if special is None or calendar.is_working(day) else special.name


def _clash(plan: SessionPlan, other: Taken) -> list[Doubt]:
    if other.starts_at >= plan.ends_at or other.ends_at <= plan.starts_at:
        return []
    span = f"{local(other.starts_at):%H:%M}-{local(other.ends_at):%H:%M}"
    found = []
    if other.trainer_id == plan.trainer_id:
        words = tr("The trainer teaches elsewhere then: {span}, {place}.",
                   span=span, place=other.place)  # fmt: skip
        found.append(Doubt(kind=DoubtKind.TRAINER_BUSY, day=plan.day, words=words))
    if fold(other.place) == fold(plan.place):
        words = tr("There is another session in this place then: {span}.", span=span)
        found.append(Doubt(kind=DoubtKind.PLACE_BUSY, day=plan.day, words=words))
    return found


def _refused(message: str) -> InvalidInput:
    return InvalidInput(message, {"repeat": message})
