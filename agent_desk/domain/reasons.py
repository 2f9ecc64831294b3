"""Why a date is what it is: the reasons, and the words for them on screen and on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent_desk.domain.calendar_data import SpecialDay


class ReasonKind(StrEnum):
    """Why a date is later (or earlier) than plain counting would give."""

    AFTER_CUTOFF = "after_cutoff"
    RECEIVED_ON_REST_DAY = "received_on_rest_day"
    HOLIDAY = "holiday"
    MAKE_UP = "make_up"
    NOT_ANNOUNCED = "not_announced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing that moved a date; from ``day`` to ``last_day``, ``name`` in Vietnamese."""

    kind: ReasonKind
    day: date
    last_day: date
    name: str = ""


def reason_of(special: SpecialDay) -> Reason:
    """Give the reason that one special day is."""
    kind = ReasonKind(special.kind.value)
    return Reason(kind=kind, day=special.day, last_day=special.day, name=special.name)


def merge(days: Iterable[SpecialDay]) -> tuple[Reason, ...]:
    """Turn special days in their order into reasons; neighbors of one name become one."""
    reasons: list[Reason] = []
    for special in days:
        new = reason_of(special)
        old = reasons[-1] if reasons else new
        touches = old.last_day + timedelta(days=1) == new.day
        if touches and (old.kind, old.name) == (new.kind, new.name):
            reasons[-1] = Reason(kind=old.kind, day=old.day, last_day=new.day, name=old.name)
        else:
            reasons.append(new)
    return tuple(reasons)


def say(reason: Reason) -> str:
    """Say on the screen what moved a date."""
    days = show_days(reason)
    match reason.kind:
        case ReasonKind.AFTER_CUTOFF:
            return tr("received after {time} on {days}", time=reason.name, days=days)
        case ReasonKind.RECEIVED_ON_REST_DAY:
            return tr("received on a rest day, {days}", days=days)
        case ReasonKind.HOLIDAY:
            return tr("closed for {name}, {days}", name=reason.name, days=days)
        case ReasonKind.MAKE_UP:
            return tr("working on {days} ({name})", name=reason.name, days=days)
        case ReasonKind.NOT_ANNOUNCED:
            return tr("rest days for {name} not announced yet, {days}", name=reason.name, days=days)


def print_reason(reason: Reason) -> str:
    """Say the same on paper, always in Vietnamese."""
    days = show_days(reason)
    match reason.kind:
        case ReasonKind.AFTER_CUTOFF:
            return f"nhận sau {reason.name} ngày {days}"
        case ReasonKind.RECEIVED_ON_REST_DAY:
            return f"nhận vào ngày nghỉ {days}"
        case ReasonKind.HOLIDAY:
            return f"nghỉ {reason.name} {days}"
        case ReasonKind.MAKE_UP:
            return f"ngày {days} có làm việc ({reason.name})"
        case ReasonKind.NOT_ANNOUNCED:
            return f"lịch nghỉ {reason.name} chưa công bố, tạm tính nghỉ {days}"


def show_days(reason: Reason) -> str:
    """Write the days of a reason as ``24/11``, ``16–20/2`` or ``31/8–2/9``."""
    first, last = reason.day, reason.last_day
    if first == last:
        return _short(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_short(last)}"
    return f"{_short(first)}–{_short(last)}"


def _short(day: date) -> str:
    return f"{day.day}/{day.month}"
