"""Time as the desk sees it: aware UTC instants in, ISO-8601 text with ``Z`` out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Protocol

HANOI = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
"""Vietnam keeps UTC+7 all year and has had no other offset since 1975."""


HANOI_OFFSET_MIN = 7 * 60
"""What facts record as their offset."""


class Clock(Protocol):
    """Where the time comes from; tests inject their own."""

    def now(self) -> datetime:
        """Give the present instant as an aware UTC datetime."""
        ...


class SystemClock:
    """The clock of this PC."""

    def now(self) -> datetime:
        """Give the present instant as an aware UTC datetime."""
        return datetime.now(UTC)


def to_iso(moment: datetime) -> str:
    """Write an aware datetime as UTC text with milliseconds, e.g. ``2026-11-23T02:41:07.120Z``."""
    text = moment.astimezone(UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")


def from_iso(text: str) -> datetime:
    """Read what ``to_iso`` wrote. Raises: ValueError if the text has no zone."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"no zone in {text!r}")
    return moment.astimezone(UTC)


def local(moment: datetime) -> datetime:
    """Move an instant to the wall clock of Hanoi, only to be drawn or to count working time."""
    return moment.astimezone(HANOI)
