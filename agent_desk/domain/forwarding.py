"""The forwarding clock: handed over, sealed, left, received; each hop has its due moment.

Two rules hold for every hop. The one-stop rule counts on the agency's calendar: the same working
day, or the start of the next one after 15:00. The postal time counts J+n on the agent's calendar.
The stricter one drives and both are shown. What was promised to the citizen stands beside what is
counted now: a holiday announced later moves the count, not the promise, unless they were told.
Source: NĐ 61/2018 art. 18; TT 17/2017/TT-BTTTT art. 7; rules 4.4, 4.5, 5.5.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.clock import local
from agent_desk.domain.bags import BagState
from agent_desk.domain.calendar import DueDate, forward_limits
from agent_desk.domain.custody import Place
from agent_desk.domain.forwarding_rules import ForwardingRules, Stage
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent_desk.domain.calendar import Calendar, Calendars

_ONE_DAY = timedelta(days=1)


class Urgency(StrEnum):
    """How a clock stands; ``STOPPED`` blames nobody while something is being clarified (HR-20)."""

    CALM = "calm"
    SOON = "soon"
    LATE = "late"
    STOPPED = "stopped"


class Rule(StrEnum):
    """Which rule a due moment comes from."""

    ONE_STOP = "one_stop"
    POST = "post"
    PROMISE = "promise"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Both due moments of a hop, and from when it is amber."""

    one_stop: DueDate
    post: DueDate
    warn_at: datetime

    @property
    def stricter(self) -> DueDate:
        """The one that drives."""
        return min(self.one_stop, self.post, key=lambda due: due.at)

    @property
    def driver(self) -> Rule:
        """Which rule that is."""
        return Rule.ONE_STOP if self.one_stop.at <= self.post.at else Rule.POST


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What was printed for the citizen: ``printed``, or ``told`` once they know another day."""

    printed: datetime
    told: datetime | None = None

    @property
    def holds(self) -> datetime:
        """What they count on now."""
        return self.told or self.printed


@dataclass(frozen=True, slots=True, kw_only=True)
class HopClock:
    """The clock of one hop; ``ended`` is None while it runs.

    ``offline`` is how much of it nobody but this PC could know; it counts, and is shown apart.
    """

    stage: Stage
    began: datetime
    limits: Limits
    ended: datetime | None = None
    promise: Promise | None = None
    offline: timedelta = timedelta()
    is_stopped: bool = False
    clock_was_wrong: bool = False

    @property
    def due(self) -> datetime:
        """When it must end: the stricter rule, or an earlier promise that still stands."""
        counted = self.limits.stricter.at
        return counted if self.promise is None else min(self.promise.holds, counted)

    @property
    def counted(self) -> datetime:
        """What would be printed now: when papers leave, and with the courier when they arrive."""
        post_alone = self.stage is Stage.RECEIVE
        return (self.limits.post if post_alone else self.limits.stricter).at

    @property
    def driver(self) -> Rule:
        """What the due moment comes from."""
        return self.limits.driver if self.due == self.limits.stricter.at else Rule.PROMISE

    @property
    def has_moved(self) -> bool:
        """Say whether the count now differs from what was printed; then both are shown."""
        return self.promise is not None and self.promise.printed != self.counted

    def lasted(self, now: datetime) -> timedelta:
        """Give how long it took, offline time included; a clock set back never makes it less."""
        return max(timedelta(), (self.ended or now) - self.began)

    def late_by(self, now: datetime) -> timedelta:
        """Give how much too late it is or was; zero if in time."""
        return max(timedelta(), max(self.ended or now, self.began) - self.due)

    def urgency(self, now: datetime) -> Urgency:
        """Say how it stands: amber before, red after, stopped while something is clarified."""
        if self.is_stopped:
            return Urgency.STOPPED
        seen = max(self.ended or now, self.began)
        if seen > self.due:
            return Urgency.LATE
        if self.ended is None and seen >= min(self.limits.warn_at, self.due):
            return Urgency.SOON
        return Urgency.CALM


class Forwarding:
    """Counts due moments on one pair of calendars; what falls on the same day is counted once."""

    def __init__(self, calendars: Calendars, rules: ForwardingRules) -> None:
        self._calendars = calendars
        self.rules = rules
        self._known: dict[tuple[Stage, int, date, bool, date], Limits] = {}

    def limits(
        self, stage: Stage, taken_at: datetime, began: datetime, destination: str = ""
    ) -> Limits:
        """Give both due moments of a hop that began then, of papers taken in before it.

        Raises: CalendarGap if a year on the way has no list.
        """
        days = self.rules.postal_days(destination)
        # Until the courier has them the papers' own day counts; the courier's day counts after.
        start = local(began if stage is Stage.RECEIVE else taken_at)
        is_after = start.time() > self._calendars.agency.data.cutoff
        key = (stage, days, start.date(), is_after, local(taken_at).date())
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._count(stage, taken_at, start, days)
        return found

    def _count(self, stage: Stage, taken_at: datetime, start: datetime, days: int) -> Limits:
        agency = self._calendars.agency
        one_stop = forward_limits(start, self._calendars, days).transfer
        if stage is Stage.RECEIVE and one_stop.counted_from != start.date():
            one_stop = DueDate(
                at=agency.add_working_time(one_stop.at, self.rules.morning),
                counted_from=one_stop.counted_from,
                reasons=one_stop.reasons,
            )
        post = forward_limits(taken_at, self._calendars, days).post
        drives, calendar = one_stop, agency
        if post.at < one_stop.at:
            drives, calendar = post, self._calendars.agent
        return Limits(
            one_stop=one_stop,
            post=post,
            warn_at=before(drives.at, self.rules.warn[stage], calendar),
        )


def stage_of(place: Place, bag: BagState | None) -> Stage | None:
    """Say which clock runs for papers there; None where none does."""
    if place is Place.DESK:
        return Stage.SEAL
    if place is Place.BAG:
        return Stage.SEAL if bag in (None, BagState.OPEN) else Stage.LEAVE
    if place in (Place.COURIER, Place.DOOR):
        return Stage.RECEIVE
    return None


def before(moment: datetime, amount: timedelta, calendar: Calendar) -> datetime:
    """Give the instant from which this much office time is left until ``moment``."""
    day = local(moment).date()
    while True:
        opens, closes = calendar.opening(day), min(calendar.closing(day), moment)
        if calendar.is_working(day) and opens < closes:
            there = calendar.working_time_between(opens, closes)
            if there >= amount:
                return calendar.add_working_time(opens, there - amount)
            amount -= there
        day -= _ONE_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of time; ``end`` is None while it lasts."""

    start: datetime
    end: datetime | None


def offline_time(
    clock: Span, unheard: Iterable[Span], now: datetime, least: timedelta
) -> timedelta:
    """Give how much of a hop's time lay in stretches that the center could not hear of.

    Stretches shorter than ``least`` are the usual delay of a sync; overlapping ones count once.
    """
    end = clock.end or now
    parts = sorted(
        (max(span.start, clock.start), min(span.end or now, end))
        for span in unheard
        if (span.end or now) - span.start >= least
    )
    total, seen = timedelta(), clock.start
    for begins, ends in parts:
        begins = max(begins, seen)
        if begins < ends:
            total += ends - begins
            seen = ends
    return total


def say_stage(stage: Stage) -> str:
    """Name a hop of the clock."""
    return {
        Stage.SEAL: tr("From the citizen to the sealed bag"),
        Stage.LEAVE: tr("From the seal to the courier"),
        Stage.RECEIVE: tr("From the courier to the authority"),
    }[stage]


def say_rule(rule: Rule, days: int) -> str:
    """Name the rule that a due moment comes from."""
    return {
        Rule.ONE_STOP: tr("15:00 rule"),
        Rule.POST: tr("postal time J+{n}", n=days),
        Rule.PROMISE: tr("as printed for the citizen"),
    }[rule]
