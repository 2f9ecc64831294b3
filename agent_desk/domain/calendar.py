"""Working time: which days count, when a thing is due, and why then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING

from agent_desk.clock import HANOI, local
from agent_desk.domain.calendar_data import (
    LIBRARY_SINCE,
    CalendarData,
    DayKind,
    SpecialDay,
    bundled_calendar_data,
    library_days,
    read_calendar_data,
)
from agent_desk.domain.reasons import Reason, ReasonKind, merge, reason_of, say
from agent_desk.errors import DeskError, InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

_ONE_DAY = timedelta(days=1)
WORKING_DAY = timedelta(hours=8)
ONLINE_REPLY = WORKING_DAY
"""An officer answers an online filing within 8 working hours (NQ 66.7/2025/NQ-CP)."""


class CalendarGap(DeskError):
    """No list of rest days is known for the year, so a date in it cannot be promised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDate:
    """When something is due (aware UTC), from which local day it was counted, and why."""

    at: datetime
    counted_from: date
    reasons: tuple[Reason, ...] = ()

    @property
    def on(self) -> date:
        """The local date of it."""
        return local(self.at).date()

    @property
    def is_provisional(self) -> bool:
        """Say whether it rests on days off that are not announced yet."""
        return any(reason.kind is ReasonKind.NOT_ANNOUNCED for reason in self.reasons)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForwardLimits:
    """The two limits for passing papers on: the one-stop rule and the postal time."""

    transfer: DueDate
    post: DueDate

    @property
    def stricter(self) -> DueDate:
        """The one that drives the counter."""
        return min(self.transfer, self.post, key=lambda due: due.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The working days and hours of one body: the agency or the agent.

    A day off that is not announced yet counts as a rest day, and the date says that it is
    provisional. Years before the list begins come from the ``holidays`` package.
    """

    data: CalendarData

    def special(self, day: date) -> SpecialDay | None:
        """Give what makes this day special. Raises: CalendarGap if its year has no list."""
        if day.year in self.data.years:
            return self.data.days.get(day)
        if LIBRARY_SINCE <= day.year < min(self.data.years, default=0):
            return library_days(day.year).get(day)
        raise CalendarGap(
            tr(
                "There is no list of rest days for {year} yet. Connect to the center to get it.",
                year=day.year,
            )
        )

    def is_working(self, day: date) -> bool:
        """Say whether the body works on this day."""
        special = self.special(day)
        if special is not None:
            return special.kind is DayKind.MAKE_UP
        return day.isoweekday() not in self.data.weekly_rest

    def why_not(self, day: date) -> str:
        """Say in words why this is not a working day; empty if it is one."""
        if self.is_working(day):
            return ""
        special = self.special(day)
        if special is None:
            return tr("weekly rest day {day}", day=f"{day.day}/{day.month}")
        return say(reason_of(special))

    def next_working_day(self, day: date) -> date:
        """Give the first working day after this one."""
        day += _ONE_DAY
        while not self.is_working(day):
            day += _ONE_DAY
        return day

    def on_or_after(self, day: date) -> date:
        """Give this day if it is a working day, else the next one that is."""
        return day if self.is_working(day) else self.next_working_day(day)

    def add_working_days(self, start: date, n: int) -> date:
        """Give the n-th working day after ``start``, which itself does not count.

        Raises: ValueError if n is negative.
        """
        if n < 0:
            raise ValueError("working days cannot be negative")
        for _ in range(n):
            start = self.next_working_day(start)
        return start

    def opening(self, day: date) -> datetime:
        """Give the instant the office opens on this day, in UTC."""
        return _instant(day, self.data.shifts[0].opens)

    def closing(self, day: date) -> datetime:
        """Give the instant the office closes on this day, in UTC."""
        return _instant(day, self.data.shifts[-1].closes)

    def add_working_time(self, start: datetime, amount: timedelta) -> datetime:
        """Give the instant when this much office time has passed since ``start``, in UTC."""
        stretches = self._stretches(start)
        opens, closes = next(stretches)
        while closes - opens < amount:
            amount -= closes - opens
            opens, closes = next(stretches)
        return opens + amount

    def working_time_between(self, start: datetime, end: datetime) -> timedelta:
        """Give the office time from ``start`` to ``end``; zero if end is not later."""
        passed, stretches = timedelta(), self._stretches(start)
        opens, closes = next(stretches)
        while opens < end:
            passed += min(closes, end) - opens
            opens, closes = next(stretches)
        return passed

    def _stretches(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        day = local(start).date()
        while True:
            day = self.on_or_after(day)
            for shift in self.data.shifts:
                opens = max(_instant(day, shift.opens), start.astimezone(UTC))
                closes = _instant(day, shift.closes)
                if opens < closes:
                    yield opens, closes
            day += _ONE_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendars:
    """The two calendars: ``agency`` for deadlines, ``agent`` for opening days and the courier."""

    agency: Calendar
    agent: Calendar


def read_calendars(text: str | bytes) -> Calendars:
    """Build both calendars from a holiday list. Raises: InvalidInput if it cannot be used."""
    data = read_calendar_data(text)
    agency = data.get("agency")
    if agency is None:
        raise InvalidInput(tr("The holiday list lacks the calendar of the agency. Get it again."))
    return Calendars(agency=Calendar(data=agency), agent=Calendar(data=data.get("agent", agency)))


@cache
def bundled_calendars() -> Calendars:
    """Build both calendars from the list that came with the program."""
    data = bundled_calendar_data()
    return Calendars(agency=Calendar(data=data["agency"]), agent=Calendar(data=data["agent"]))


def return_at(received_at: datetime, working_days: int, calendar: Calendar) -> DueDate:
    """Give the moment a dossier received then must be returned: at closing time of that day.

    The day of receipt does not count. What comes after 15:00 local time, or on a rest day, is
    taken as received on the next working day; with 0 working days it is due on that day.
    Raises: CalendarGap if a year on the way has no list.
    Source: NĐ 61/2018 art. 18; TT 03/2025 (hour and minute are mandatory); rules 4.4 and 4.5.
    """
    start, reasons = _counted_from(received_at, calendar)
    due = calendar.add_working_days(start, working_days)
    first = local(received_at).date()
    return DueDate(
        at=calendar.closing(due),
        counted_from=start,
        reasons=(*reasons, *_reasons_between(first, due, calendar)),
    )


def reply_by(filed_at: datetime, calendar: Calendar, within: timedelta = ONLINE_REPLY) -> DueDate:
    """Give the moment an online filing must have been answered, in office hours."""
    due = calendar.add_working_time(filed_at, within)
    first = local(filed_at).date()
    return DueDate(
        at=due,
        counted_from=calendar.on_or_after(first),
        reasons=_reasons_between(first, local(due).date(), calendar),
    )


def forward_limits(taken_at: datetime, calendars: Calendars, postal_days: int = 2) -> ForwardLimits:
    """Give both limits for passing on papers taken in then.

    One-stop rule: the same working day, or the start of the next one after 15:00. Post: J+n
    working days; all Hanoi is J+2 unless the operator maps former districts.
    Source: NĐ 61/2018 art. 18; TT 17/2017/TT-BTTTT art. 7.
    """
    first = local(taken_at).date()
    start, reasons = _counted_from(taken_at, calendars.agency)
    at = calendars.agency.closing(start)
    if start != first:
        at = calendars.agency.opening(start)
    skipped = _reasons_between(first, start, calendars.agency)
    transfer = DueDate(at=at, counted_from=start, reasons=(*reasons, *skipped))
    day = calendars.agent.add_working_days(first, postal_days)
    post = DueDate(
        at=calendars.agent.closing(day),
        counted_from=first,
        reasons=_reasons_between(first, day, calendars.agent),
    )
    return ForwardLimits(transfer=transfer, post=post)


def forward_by(taken_at: datetime, calendars: Calendars, postal_days: int = 2) -> DueDate:
    """Give the stricter of the two limits for passing on papers taken in then."""
    return forward_limits(taken_at, calendars, postal_days).stricter


def _counted_from(received_at: datetime, calendar: Calendar) -> tuple[date, tuple[Reason, ...]]:
    moment = local(received_at)
    day = moment.date()
    if not calendar.is_working(day):
        reason = Reason(kind=ReasonKind.RECEIVED_ON_REST_DAY, day=day, last_day=day)
        return calendar.next_working_day(day), (reason,)
    if moment.time() > calendar.data.cutoff:
        cutoff = f"{calendar.data.cutoff:%H:%M}"
        reason = Reason(kind=ReasonKind.AFTER_CUTOFF, day=day, last_day=day, name=cutoff)
        return calendar.next_working_day(day), (reason,)
    return day, ()


def _reasons_between(first: date, last: date, calendar: Calendar) -> tuple[Reason, ...]:
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return merge(special for day in days if (special := calendar.special(day)) is not None)


def _instant(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=HANOI).astimezone(UTC)
