"""What the clerk typed on the Hand-over page, read into what the commands take. No Qt."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from agent_desk.clock import HANOI, local
from agent_desk.domain.text import clean
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

_TIME = re.compile(r"(?P<h>[0-9]{1,2})[:h.](?P<m>[0-9]{2})")
_DAY = re.compile(r"(?P<d>[0-9]{1,2})[/.-](?P<m>[0-9]{1,2})(?:[/.-](?P<y>[0-9]{4}))?")


def past_moment(text: str, now: datetime, field: str) -> datetime:
    """Read a time of today, or one with its day: ``10:40``, ``22/11 10:40``.

    A time without a day that is still to come today was yesterday. Raises: InvalidInput.
    """
    at = _time(text, field)
    day = _day(text, local(now).date(), field)
    if day is None:
        day = local(now).date()
        if datetime.combine(day, at, HANOI) > now:
            day -= timedelta(days=1)
    # A whole minute is written: what is signed in this very minute is not in the future.
    return min(datetime.combine(day, at, HANOI), now)


def appointment(text: str, now: datetime, field: str) -> datetime | None:
    """Read a day with or without a time; None if nothing was typed. Raises: InvalidInput."""
    if not clean(text):
        return None
    day = _day(text, local(now).date(), field)
    if day is None:
        raise _refused(field, tr("Write the day, such as 30/11/2026."))
    at = _time(text, field) if _TIME.search(text) else time(17, 0)
    return datetime.combine(day, at, HANOI)


def number(text: str, field: str) -> int:
    """Read a whole number; nothing typed is 0. Raises: InvalidInput."""
    digits = clean(text)
    if not digits:
        return 0
    if not digits.isdecimal() or len(digits) > 6:
        raise _refused(field, tr("Write a whole number."))
    return int(digits)


def _time(text: str, field: str) -> time:
    found = _TIME.search(text)
    try:
        if found is not None:
            return time(int(found["h"]), int(found["m"]))
    except ValueError:
        pass
    raise _refused(field, tr("Write the time as hours and minutes, such as 10:40."))


def _day(text: str, today: date, field: str) -> date | None:
    found = _DAY.search(text)
    if found is None:
        return None
    try:
        return date(int(found["y"] or today.year), int(found["m"]), int(found["d"]))
    except ValueError as error:
        raise _refused(field, tr("There is no such day. Write it as 30/11/2026.")) from error


def _refused(field: str, message: str) -> InvalidInput:
    return InvalidInput(message, {field: message})
