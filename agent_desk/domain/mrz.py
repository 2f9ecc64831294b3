"""The machine-readable zone of a card: three lines of 30, every check digit proved."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.domain.partial_date import PartialDate
from agent_desk.domain.people import CitizenNumber, Sex
from agent_desk.domain.text import clean
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from datetime import date

_WIDTH = 30
_LINE_1 = re.compile(r"IDVNM(?P<short>[0-9]{9})[0-9](?P<number>[0-9]{12})<<[0-9]")
_LINE_2 = re.compile(
    r"(?P<birth>[0-9<]{6})[0-9](?P<sex>[MF])(?P<expiry>[0-9]{6})[0-9]VNM<{11}[0-9]"
)
_LINE_3 = re.compile(r"[A-Z<]{30}")


@dataclass(frozen=True, slots=True, kw_only=True)
class MrzReading:
    """What the zone says; ``latin_name`` has no accents and only helps to compare."""

    number: CitizenNumber
    latin_name: str
    birth: PartialDate
    sex: Sex
    expires: PartialDate


def parse_mrz(text: str, today: date) -> MrzReading:
    """Read a TD1 zone of a Vietnamese card. Raises: InvalidInput if a digit does not fit.

    Source: ICAO 9303 part 5; the layout of the optional data was checked on a public sample.
    """
    zone = clean(text).replace(" ", "").upper()
    lines = [zone[i : i + _WIDTH] for i in range(0, len(zone), _WIDTH)]
    first, second = _match(_LINE_1, lines, 0), _match(_LINE_2, lines, 1)
    _match(_LINE_3, lines, 2)
    if len(lines) != 3 or not _digits_fit(lines) or not first["number"].endswith(first["short"]):
        raise _unreadable()
    return MrzReading(
        number=CitizenNumber(first["number"]),
        latin_name=" ".join(part for part in re.split("<+", lines[2]) if part),
        birth=_birth(second["birth"], today),
        sex=Sex.MALE if second["sex"] == "M" else Sex.FEMALE,
        expires=_date(second["expiry"]),
    )


def check_digit(text: str) -> int:
    """Give the check digit of a piece of a zone: weights 7 3 1, A is 10, filler is 0."""
    values = (0 if c == "<" else int(c, 36) for c in text)
    return sum(value * (7, 3, 1)[i % 3] for i, value in enumerate(values)) % 10


def _digits_fit(lines: list[str]) -> bool:
    one, two = lines[0], lines[1]
    proved = (
        (one[5:14], one[14]),
        (one[15:27], one[29]),
        (two[0:6], two[6]),
        (two[8:14], two[14]),
        (one[5:30] + two[0:7] + two[8:15] + two[18:29], two[29]),
    )
    return all(check_digit(piece) == int(digit) for piece, digit in proved)


def _match(pattern: re.Pattern[str], lines: list[str], index: int) -> re.Match[str]:
    match = pattern.fullmatch(lines[index]) if index < len(lines) else None
    if match is None:
        raise _unreadable()
    return match


def _birth(digits: str, today: date) -> PartialDate:
    born = _date(digits.replace("<", "0"))
    if born.earliest() <= today:
        return born
    return PartialDate(year=born.year - 100, month=born.month, day=born.day)


def _date(digits: str) -> PartialDate:
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    try:
        return PartialDate(year=2000 + year, month=month or None, day=day or None)
    except ValueError as error:
        raise _unreadable() from error


def _unreadable() -> InvalidInput:
    message = tr("The three lines of the card were not read right. Scan again, or type the number.")
    return InvalidInput(message, {"mrz": message})
