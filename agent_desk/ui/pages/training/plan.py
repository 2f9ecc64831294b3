"""From what was typed to a plan, its days, and what speaks against them. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent_desk.clock import local
from agent_desk.domain.text import clean
from agent_desk.domain.training.series import Repeat, doubts, holiday, series_days
from agent_desk.domain.training.sessions import (
    USUAL_MINUTES,
    Devices,
    Need,
    SessionPlan,
    require_plan,
)
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr
from agent_desk.ui.pages.training.state import PlanTyped
from agent_desk.ui.pages.training.words import weekdays
from agent_desk.ui.typed_moment import typed_moment

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from agent_desk.domain.calendar import Calendar
    from agent_desk.domain.training.series import Taken
    from agent_desk.queries.training import SessionRow

_MOST_DOUBTS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A plan that can be written, and the days of its series; one day if nothing repeats."""

    plan: SessionPlan
    days: tuple[date, ...]
    left_out: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Say which days are planned and which are left out; empty for a single day."""
        if len(self.days) < 2 and not self.left_out:
            return ""
        named = ", ".join(f"{weekdays()[day.weekday()]} {day:%d/%m}" for day in self.days)
        said = tr("{n} sessions: {days}.", n=len(self.days), days=named)
        if self.left_out:
            said += " " + tr("Left out: {days}.", days=", ".join(self.left_out))
        return said


def read_plan(typed: PlanTyped, now: datetime, calendar: Calendar) -> Planned:
    """Read the form. Raises: InvalidInput with every field that is wrong."""
    errors: dict[str, str] = {}
    starts_at = _starts(typed, now, errors)
    minutes = _number(typed.minutes, errors, "minutes")
    seats = _number(typed.seats, errors, "seats")
    plan = SessionPlan(
        starts_at=starts_at or now,
        minutes=minutes if minutes is not None else USUAL_MINUTES,
        place=clean(typed.place),
        trainer_id=typed.trainer,
        topics=typed.topics,
        seats=seats if seats is not None else 1,
        helpers=tuple(filter(None, (clean(name) for name in typed.helpers.split(",")))),
        devices=Devices(typed.devices),
        needs=frozenset(Need(need) for need in typed.needs),
        note=typed.note,
    )
    _collect(errors, lambda: require_plan(plan))
    days: tuple[date, ...] = (plan.day,)
    repeat = _repeat(typed, now, errors)
    if repeat is not None and not errors:
        _collect(errors, lambda: series_days(plan.day, repeat))
        days = days if errors else series_days(plan.day, repeat)
    if errors:
        raise InvalidInput(next(iter(errors.values())), errors)
    return _without_rest(Planned(plan=plan, days=days), typed, calendar)


def _without_rest(planned: Planned, typed: PlanTyped, calendar: Calendar) -> Planned:
    """Leave out public holidays of a series where it was asked for; never the only day."""
    if not typed.skips_rest or len(planned.days) < 2:
        return planned
    kept = tuple(day for day in planned.days if not holiday(day, calendar))
    left = tuple(
        f"{day:%d/%m} ({name})" for day in planned.days if (name := holiday(day, calendar))
    )
    if not kept:
        return planned
    first = local(planned.plan.starts_at)
    start = first.replace(year=kept[0].year, month=kept[0].month, day=kept[0].day)
    return Planned(plan=replace(planned.plan, starts_at=start), days=kept, left_out=left)


def say_doubts(
    planned: Planned,
    others: Callable[[datetime, datetime], tuple[Taken, ...]],
    calendar: Calendar,
    now: datetime,
) -> tuple[str, ...]:
    """Say what speaks against the plan on each of its days; empty if nothing does."""
    found: list[str] = []
    is_series = len(planned.days) > 1
    for day in planned.days:
        start = local(planned.plan.starts_at).replace(year=day.year, month=day.month, day=day.day)
        plan = replace(planned.plan, starts_at=start)
        for doubt in doubts(plan, others(plan.starts_at, plan.ends_at), calendar, now):
            is_dated = f"{day:%d/%m/%Y}" in doubt.words
            head = f"{day:%d/%m}: " if is_series and not is_dated else ""
            found.append(head + doubt.words)
    if len(found) > _MOST_DOUBTS:
        more = len(found) - _MOST_DOUBTS
        found = [*found[:_MOST_DOUBTS], tr("And {n} more like these.", n=more)]
    return tuple(found)


def typed_of(row: SessionRow) -> PlanTyped:
    """Fill the form from a session that is to be changed."""
    plan, at = row.plan, local(row.plan.starts_at)
    return PlanTyped(
        day=f"{at:%d/%m/%Y}",
        time=f"{at:%H:%M}",
        minutes=str(plan.minutes),
        place=plan.place,
        trainer=plan.trainer_id,
        helpers=", ".join(plan.helpers),
        seats=str(plan.seats),
        devices=plan.devices.value,
        note=plan.note,
        topics=plan.topics,
        needs=tuple(need.value for need in plan.needs),
    )


def _starts(typed: PlanTyped, now: datetime, errors: dict[str, str]) -> datetime | None:
    day = typed_moment(f"{clean(typed.day)} 12:00", now) if clean(typed.day) else None
    if day is None:
        errors["day"] = tr("Write the day as 24/11/2026.")
    hours = clean(typed.time).replace("h", ":").rstrip(":")
    if hours.isdigit():
        hours += ":00"
    at = typed_moment(f"{local(day or now):%d/%m/%Y} {hours}", now) if hours else None
    if at is None:
        errors["time"] = tr("Write the time as 14:30.")
    return at


def _number(text: str, errors: dict[str, str], field: str) -> int | None:
    plain = clean(text)
    if plain.isascii() and plain.isdigit() and len(plain) <= 5:
        return int(plain)
    errors[field] = tr("Write a number.")
    return None


def _repeat(typed: PlanTyped, now: datetime, errors: dict[str, str]) -> Repeat | None:
    if not typed.every:
        return None
    weeks, times, until = int(typed.every), clean(typed.times), clean(typed.until)
    if times and until:
        errors["until"] = tr("Write how many times, or until when; not both.")
    elif until:
        last = typed_moment(f"{until} 12:00", now)
        if last is not None:
            return Repeat(weeks=weeks, until=local(last).date())
        errors["until"] = tr("Write the day as 24/11/2026.")
    elif times:
        count = _number(times, errors, "times")
        if count is not None:
            return Repeat(weeks=weeks, times=count)
    else:
        errors["times"] = tr("Write how many times, or until when.")
    return None


def _collect(errors: dict[str, str], do: Callable[[], object]) -> None:
    try:
        do()
    except InvalidInput as error:
        found = dict(error.field_errors) or {"repeat": error.message}
        errors.update({key: words for key, words in found.items() if key not in errors})
