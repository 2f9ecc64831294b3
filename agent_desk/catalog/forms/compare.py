"""Comparisons between answers: dates in order, ages, two that cannot be one, number and card."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent_desk.catalog.forms.spec import CheckKind
from agent_desk.catalog.forms.values import at, is_empty
from agent_desk.domain.partial_date import PartialDate
from agent_desk.domain.people import CitizenNumber, Sex, cross_check, say_doubt

if TYPE_CHECKING:
    from datetime import date

    from agent_desk.catalog.forms.spec import CrossCheck, FormSpec
    from agent_desk.catalog.forms.values import Answers, Json

_SEXES = {"nam": Sex.MALE, "nu": Sex.FEMALE}


@dataclass(slots=True)
class Compared:
    """What comparing found: pairs of path and sentence."""

    faults: list[tuple[str, str]] = field(default_factory=list)
    doubts: list[tuple[str, str]] = field(default_factory=list)


def compare(form: FormSpec, live: Answers, today: date) -> Compared:
    """Compare the answers that are asked now; what is missing compares with nothing."""
    found = Compared()
    for one in form.checks:
        values = [at(live, path) for path in one.fields]
        if one.kind is CheckKind.NUMBER_FITS:
            found.doubts += [(one.fields[0], words) for words in _number_doubts(values)]
        elif any(is_empty(value) for value in values):
            continue
        elif _is_broken(one, values, today):
            side = found.doubts if one.is_doubt else found.faults
            side.append((one.fields[-1], one.message))
    return found


def _is_broken(one: CrossCheck, values: list[Json], today: date) -> bool:
    if one.kind is CheckKind.DIFFER:
        return values[0] == values[1]
    dates = [_date(value) for value in values]
    first, last = dates[0], dates[-1]
    if first is None or last is None:
        return False
    match one.kind:
        case CheckKind.IN_ORDER:
            return last.latest() < first.earliest()
        case CheckKind.MIN_AGE:
            return first.is_at_least(one.years, today) is False
        case CheckKind.MAX_AGE:
            return first.is_at_least(one.years + 1, today) is True
        case _:
            return False


def _number_doubts(values: list[Json]) -> list[str]:
    number, sex, birth = values
    text = str(number)
    if len(text) != 12 or not text.isdecimal():
        return []
    doubts = cross_check(CitizenNumber(text), _SEXES.get(str(sex)), _date(birth))
    return [say_doubt(doubt) for doubt in doubts]


def _date(value: Json) -> PartialDate | None:
    try:
        return PartialDate.from_iso(str(value))
    except ValueError:
        return None
