"""The machine-readable zone of a card: three lines of 30, every check digit proved."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.domain.partial_date import PartialDate
from agent_desk.domain.people import CardReading, CitizenNumber, Sex, cross_check
from agent_desk.domain.text import clean
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

WIDTH = 30
FIELDS = ("mrz1", "mrz2", "mrz3")
"""The names of the three lines in field errors."""
_LINE_1 = re.compile(r"IDVNM(?P<short>[0-9]{9})[0-9](?P<number>[0-9]{12})<<[0-9]")
_LINE_2 = re.compile(
    r"(?P<birth>[0-9<]{6})[0-9](?P<sex>[MF])(?P<expiry>[0-9]{6})[0-9]VNM<{11}[0-9]"
)
_LINE_3 = re.compile(r"[A-Z<]{30}")
_ONE_LINE = re.compile(r"IDVNM[0-9<]{25}|[0-9<]{7}[MF<][0-9]{7}VNM[0-9<]{12}|[A-Z]+<<[A-Z<]{20,}")
_FILLERS = str.maketrans({"«": "<<", "‹": "<", "≤": "<", "＜": "<"})
_DIGITS = str.maketrans("OQILZSB", "0011258")
"""Letters that people and readers take for digits; the check digits prove the guess."""
_NUMBERS_IN = ((5, WIDTH), (0, 15))
"""Where in the first two lines only digits and fillers can stand, the sex aside."""
_SEX_AT = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class MrzReading:
    """What the zone says; ``latin_name`` has no accents and only helps to compare."""

    number: CitizenNumber
    latin_name: str
    birth: PartialDate
    sex: Sex
    expires: PartialDate


def parse_mrz(text: str, today: date) -> MrzReading:
    """Read a TD1 zone of a Vietnamese card, its lines apart or in one.

    Raises: InvalidInput that names the lines that are wrong, in the message and by field.
    Source: ICAO 9303 part 5; the layout of the optional data was checked on a public sample.
    """
    lines = _lines(text)
    errors = line_errors(lines)
    first, second = _LINE_1.fullmatch(lines[0]), _LINE_2.fullmatch(lines[1])
    if errors or first is None or second is None:
        raise _refused(errors)
    return MrzReading(
        number=CitizenNumber(first["number"]),
        latin_name=" ".join(part for part in re.split("<+", lines[2]) if part),
        birth=_birth(second["birth"], today),
        sex=Sex.MALE if second["sex"] == "M" else Sex.FEMALE,
        expires=_date(second["expiry"]),
    )


def as_card(reading: MrzReading) -> CardReading:
    """Give the reading as that of a card; name without accents, no address."""
    return CardReading(
        number=reading.number,
        old_number="",
        name=reading.latin_name,
        birth=reading.birth,
        sex=reading.sex,
        address="",
        issued_on=None,
        doubts=cross_check(reading.number, reading.sex, reading.birth),
    )


def is_mrz(text: str) -> bool:
    """Say whether this was meant to be the whole zone of a Vietnamese card."""
    plain = _plain(text)
    return plain.startswith("IDVNM") and 2 * WIDTH < len(plain) <= 3 * WIDTH + 3


def is_mrz_line(text: str) -> bool:
    """Say whether this looks like one line of a zone, as some readers give it."""
    return _ONE_LINE.fullmatch(_plain(text)) is not None and len(_plain(text)) == WIDTH


def check_digit(text: str) -> int:
    """Give the check digit of a piece of a zone: weights 7 3 1, A is 10, filler is 0."""
    values = (0 if c == "<" else int(c, 36) for c in text)
    return sum(value * (7, 3, 1)[i % 3] for i, value in enumerate(values)) % 10


def line_errors(lines: Sequence[str]) -> dict[str, str]:
    """Say by field what is wrong with each of three lines; empty if every digit fits."""
    errors: dict[str, str] = {}
    for field, line in zip(FIELDS, lines, strict=True):
        if len(line) != WIDTH:
            errors[field] = tr("This line must have 30 characters, here are {n}.", n=len(line))
    one, two, three = lines
    if "mrz1" not in errors and not _first_fits(one):
        errors["mrz1"] = _wrong_digit()
    if "mrz2" not in errors and not _second_fits(two):
        errors["mrz2"] = _wrong_digit()
    if "mrz3" not in errors and (_LINE_3.fullmatch(three) is None or "<" not in three.strip("<")):
        errors["mrz3"] = tr("The third line has the name: letters and < only.")
    if not errors and check_digit(one[5:] + two[0:7] + two[8:15] + two[18:29]) != int(two[29]):
        errors["mrz1"] = errors["mrz2"] = tr(
            "The last digit of line 2 does not fit lines 1 and 2 together. Compare both."
        )
    return errors


def _wrong_digit() -> str:
    return tr("A character of this line is wrong. Compare it with the card.")


def _first_fits(line: str) -> bool:
    match = _LINE_1.fullmatch(line)
    if match is None or not match["number"].endswith(match["short"]):
        return False
    return _prove(line, ((5, 14, 14), (15, 27, 29)))


def _second_fits(line: str) -> bool:
    match = _LINE_2.fullmatch(line)
    if match is None or not _is_date(match["birth"]) or not _is_date(match["expiry"]):
        return False
    return _prove(line, ((0, 6, 6), (8, 14, 14)))


def _prove(line: str, pieces: Sequence[tuple[int, int, int]]) -> bool:
    return all(check_digit(line[a:b]) == int(line[at]) for a, b, at in pieces)


def _plain(text: str) -> str:
    return re.sub(r"\s", "", clean(text.translate(_FILLERS))).upper()


def _lines(text: str) -> list[str]:
    """Give three lines, digits and fillers repaired; raises if they cannot be told apart."""
    given = [_plain(line) for line in text.splitlines() if line.strip()]
    if len(given) != 3:
        whole = _plain(text)
        given = [whole[i : i + WIDTH] for i in range(0, len(whole), WIDTH)]
    if len(given) != 3:
        raise _refused({})
    one, two = (
        line[:a] + line[a:b].translate(_DIGITS) + line[b:]
        for line, (a, b) in zip(given, _NUMBERS_IN, strict=False)
    )
    two = two[:_SEX_AT] + given[1][_SEX_AT : _SEX_AT + 1] + two[_SEX_AT + 1 :]
    if two[-1:].isalpha():
        two = two[:-1] + two[-1].translate(_DIGITS)
    three = given[2].rstrip("<")
    return [one, two, three.ljust(WIDTH, "<") if len(three) <= WIDTH else given[2]]


def _birth(digits: str, today: date) -> PartialDate:
    born = _date(digits)
    if born.earliest() <= today:
        return born
    return PartialDate(year=born.year - 100, month=born.month, day=born.day)


def _is_date(digits: str) -> bool:
    try:
        _date(digits)
    except ValueError:
        return False
    return True


def _date(digits: str) -> PartialDate:
    year, month, day = (int(digits[at : at + 2].replace("<", "0")) for at in (0, 2, 4))
    return PartialDate(year=2000 + year, month=month or None, day=day or None)


def _refused(errors: dict[str, str]) -> InvalidInput:
    if not errors:
        message = tr(
            "The three lines of the card were not read right. Scan again, or type the number."
        )
        return InvalidInput(message, dict.fromkeys(FIELDS, message))
    which = ", ".join(field.removeprefix("mrz") for field in FIELDS if field in errors)
    message = tr(
        "Of the three lines, this is not right: line {which}. Compare it with the card, character "
        "by character.",
        which=which,
    )
    return InvalidInput(message, errors)
