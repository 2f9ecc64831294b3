"""The lists of rest days and office hours, read from imported data; never from code."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from agent_desk import paths
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

LIBRARY_SINCE = 2005
"""The first year whose rest days are taken from the ``holidays`` package."""


class DayKind(StrEnum):
    """What makes a day differ from its weekday."""

    HOLIDAY = "holiday"
    MAKE_UP = "make_up"
    NOT_ANNOUNCED = "not_announced"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialDay:
    """A day that is not what its weekday says; ``name`` is Vietnamese, as it is printed."""

    day: date
    kind: DayKind
    name: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One stretch of office hours, in local time."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarData:
    """All that one calendar is made of; ``weekly_rest`` holds ISO weekdays (7 is Sunday)."""

    years: frozenset[int]
    weekly_rest: frozenset[int] = frozenset({6, 7})
    shifts: tuple[Shift, ...] = (
        Shift(opens=time(7, 30), closes=time(12)),
        Shift(opens=time(13, 30), closes=time(17)),
    )
    cutoff: time = time(15)
    days: Mapping[date, SpecialDay] = field(default_factory=lambda: MappingProxyType({}))


def read_calendar_data(text: str | bytes) -> Mapping[str, CalendarData]:
    """Read a holiday list: the data of each calendar by its name.

    A calendar that is ``like`` an earlier one takes its values and changes only what it names.
    Raises: InvalidInput if the list cannot be used.
    """
    found: dict[str, CalendarData] = {}
    try:
        raw = json.loads(text)
        for name, entry in raw["calendars"].items():
            base = found[entry["like"]] if "like" in entry else None
            found[name] = _calendar(entry, base)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InvalidInput(
            tr("The holiday list cannot be read. Get it again from the center.")
        ) from error
    return found


def bundled_calendar_data() -> Mapping[str, CalendarData]:
    """Read the holiday list that came with the program: ``agency`` and ``agent``."""
    path = paths.resources() / "reference" / "holidays.json"
    return read_calendar_data(path.read_bytes())


@cache
def library_days(year: int) -> Mapping[date, SpecialDay]:
    """Give the rest and make-up days of a past year from the ``holidays`` package."""
    import holidays

    listed = holidays.country_holidays("VN", years=year, language="vi")
    days = {
        day: SpecialDay(day=day, kind=DayKind.HOLIDAY, name=name, source="holidays")
        for day, name in listed.items()
    }
    for day in (day for day in listed.weekend_workdays if day.year == year):
        days[day] = SpecialDay(day=day, kind=DayKind.MAKE_UP, name="làm bù", source="holidays")
    return MappingProxyType(days)


def _calendar(raw: dict[str, object], base: CalendarData | None) -> CalendarData:
    old = base or CalendarData(years=frozenset())
    days = dict(old.days)
    for entry in _items(raw.get("days", [])):
        special = _special_day(entry)
        days[special.day] = special
    return CalendarData(
        years=frozenset(_numbers(raw["years"])) if "years" in raw else old.years,
        weekly_rest=(
            frozenset(_numbers(raw["weekly_rest"])) if "weekly_rest" in raw else old.weekly_rest
        ),
        shifts=_shifts(raw["hours"]) if "hours" in raw else old.shifts,
        cutoff=time.fromisoformat(str(raw["cutoff"])) if "cutoff" in raw else old.cutoff,
        days=MappingProxyType(days),
    )


def _special_day(raw: object) -> SpecialDay:
    if not isinstance(raw, dict):
        raise TypeError("a day must be an object")
    return SpecialDay(
        day=date.fromisoformat(raw["day"]),
        kind=DayKind(raw["kind"]),
        name=str(raw["name"]),
        source=str(raw["source"]),
    )


def _shifts(raw: object) -> tuple[Shift, ...]:
    shifts = []
    for pair in _items(raw):
        opens, closes = (time.fromisoformat(str(part)) for part in _items(pair))
        shifts.append(Shift(opens=opens, closes=closes))
    edges = [edge for shift in shifts for edge in (shift.opens, shift.closes)]
    if not edges or any(early >= late for early, late in zip(edges, edges[1:], strict=False)):
        raise ValueError("office hours must run forward through the day")
    return tuple(shifts)


def _items(raw: object) -> list[object]:
    if not isinstance(raw, list):
        raise TypeError("a list was due")
    return raw


def _numbers(raw: object) -> list[int]:
    numbers = [item for item in _items(raw) if isinstance(item, int)]
    if len(numbers) != len(_items(raw)):
        raise TypeError("numbers were due")
    return numbers
