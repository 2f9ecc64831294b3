"""Dates of birth as people know them: a year, a month of a year, or a whole day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from agent_desk.domain.text import clean, fold
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from typing import Self

EARLIEST_YEAR = 1900
_SEPARATOR = re.compile(r"[/.\- ]+")
_WORDS = re.compile(r"\b(?:ngay|mung|thang|nam|sinh)\b")
_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialDate:
    """A date of which the day, or month and day, may be unknown.

    Raises: ValueError if there is a day without a month, or no such day.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        month = 1 if self.month is None else self.month
        date(self.year, month, 1 if self.day is None else self.day)

    @classmethod
    def of(cls, day: date) -> Self:
        """Make one that is wholly known."""
        return cls(year=day.year, month=day.month, day=day.day)

    @classmethod
    def from_iso(cls, text: str) -> Self:
        """Read what ``iso`` wrote. Raises: ValueError if it is something else."""
        match = _ISO.fullmatch(text)
        if match is None:
            raise ValueError("not a partial date")
        year, month, day = (int(part) if part else None for part in match.groups())
        return cls(year=year or 0, month=month, day=day)

    @property
    def iso(self) -> str:
        """The text that is stored: ``1948``, ``1948-03`` or ``1948-03-05``."""
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        return text if self.day is None else f"{text}-{self.day:02d}"

    @property
    def is_whole(self) -> bool:
        """Say whether the day is known."""
        return self.day is not None

    def __str__(self) -> str:
        """Write it for people: ``1948``, ``03/1948`` or ``05/03/1948``; no day is made up."""
        return "/".join(reversed(self.iso.split("-")))

    def earliest(self) -> date:
        """Give the first day it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> date:
        """Give the last day it can be."""
        if self.day is not None:
            return self.earliest()
        if self.month is None:
            return date(self.year, 12, 31)
        next_month = date(self.year + self.month // 12, self.month % 12 + 1, 1)
        return next_month - timedelta(days=1)

    def is_before(self, other: Self) -> bool | None:
        """Say whether it lies before another; None if what is known does not decide it."""
        if self.latest() < other.earliest():
            return True
        return False if self.earliest() >= other.latest() else None

    def age_on(self, day: date) -> int | None:
        """Give the completed years on that day; None if the unknown part decides."""
        oldest, youngest = _years(self.earliest(), day), _years(self.latest(), day)
        return oldest if oldest == youngest else None

    def is_at_least(self, years: int, day: date) -> bool | None:
        """Say whether the person has reached this age on that day; None if nobody can tell."""
        if _years(self.latest(), day) >= years:
            return True
        return None if _years(self.earliest(), day) >= years else False


def parse_birth(text: str, today: date) -> PartialDate:
    """Read a date of birth as people write it.

    ``5/3/1985``, ``05.03.1985``, ``5-3-85``, ``05031985``, ``050385``, ``3/1948``, ``031948``,
    ``1948``, ``ngày 5 tháng 3 năm 1985`` and ISO text are all right. In a whole date a year of
    two digits means the latest such year that is not in the future; the field then shows all
    four, and who is a hundred types all four. Alone or after a month, two digits are refused.
    Raises: InvalidInput that says what to type.
    """
    found = _read(text, today)
    if found.earliest() > today:
        raise refused_birth(
            tr("This date of birth is in the future. Compare it with the card, and the PC's date.")
        )
    return found


def refused_birth(message: str) -> InvalidInput:
    """Make the refusal of a date of birth, shown at its field."""
    return InvalidInput(message, {"birth": message})


def _read(text: str, today: date) -> PartialDate:
    words = _WORDS.sub(" ", fold(clean(text)))
    parts = [part for part in _SEPARATOR.split(words) if part]
    if not parts or not all(part.isascii() and part.isdigit() for part in parts):
        raise _unreadable()
    if len(parts) == 1:
        parts = _cut(parts[0])
    if len(parts) > 1 and len(parts[0]) == 4:
        parts.reverse()
    return _assemble(parts, today)


def _cut(digits: str) -> list[str]:
    if len(digits) == 8:
        return [digits[:2], digits[2:4], digits[4:]]
    if len(digits) == 6 and digits[2:4] in {"19", "20"}:
        return [digits[:2], digits[2:]]
    if len(digits) == 6:
        return [digits[:2], digits[2:4], digits[4:]]
    return [digits]


def _assemble(parts: list[str], today: date) -> PartialDate:
    if len(parts) > 3 or any(len(part) > 2 for part in parts[:-1]):
        raise _unreadable()
    if len(parts[-1]) <= 2 and len(parts) < 3:
        raise refused_birth(tr("Type the year with four digits, for example 1948."))
    if len(parts[-1]) not in {2, 4}:
        raise _unreadable()
    numbers = [int(part) for part in reversed(parts)]
    if len(parts[-1]) == 2:
        numbers[0] = _century(numbers, today)
    if numbers[0] < EARLIEST_YEAR:
        raise refused_birth(tr("Nobody alive was born before {year}.", year=EARLIEST_YEAR))
    try:
        return PartialDate(**dict(zip(("year", "month", "day"), numbers, strict=False)))
    except ValueError as error:
        raise refused_birth(
            tr("There is no such day. Type day, month and year, for example 5/3/1985.")
        ) from error


def _century(numbers: list[int], today: date) -> int:
    """Give the latest year of these two digits in which the day is not in the future."""
    year = today.year // 100 * 100 + numbers[0]
    is_future = (year, *numbers[1:]) > (today.year, today.month, today.day)
    return year - 100 if is_future else year


def _years(born: date, day: date) -> int:
    """Count birthdays; who was born on 29 February has them on 1 March in other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _unreadable() -> InvalidInput:
    return refused_birth(
        tr("Type a date of birth like 5/3/1985, or 3/1948, or only the year 1948.")
    )
