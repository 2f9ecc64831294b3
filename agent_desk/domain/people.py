"""Who a person is: the 12-digit number and its cross-checks, sex, names, what a card says."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NewType

from agent_desk.domain.text import clean, fold
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from datetime import date

    from agent_desk.domain.partial_date import PartialDate

CitizenNumber = NewType("CitizenNumber", str)
"""The 12 digits of a personal number, as text: leading zeros matter."""

MAX_NAME = 120
_SEPARATORS = re.compile(r"[\s.\-]")
_APOSTROPHES = str.maketrans({"\u02bc": "'", "`": "'", "\u00b4": "'", "\u02b9": "'"})
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2013": "-"})
_WORD_PARTS = re.compile(r"([\s'\-]+)")


class Sex(StrEnum):
    """Sex as the card prints it."""

    MALE = "male"
    FEMALE = "female"


class NumberDoubt(StrEnum):
    """What in a number contradicts the rest of the card. A warning, never a refusal."""

    SEX_DIFFERS = "sex_differs"
    CENTURY_DIFFERS = "century_differs"
    YEAR_DIFFERS = "year_differs"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardReading:
    """What a card says of its holder; ``doubts`` only warn.

    ``is_exact``: it came on a way on which nothing can rewrite letters. ``old_number``, ``address``
    and ``issued_on`` may be missing on the card itself; ``name`` is empty if it was not readable.
    """

    number: CitizenNumber
    old_number: str
    name: str
    birth: PartialDate
    sex: Sex
    address: str
    issued_on: date | None
    doubts: tuple[NumberDoubt, ...] = ()
    is_exact: bool = False


def parse_number(text: str) -> CitizenNumber:
    """Read a personal number with or without spaces and dots.

    Raises: InvalidInput that says what is wrong with it.
    """
    digits = _SEPARATORS.sub("", clean(text))
    if not digits.isascii() or not digits.isdigit():
        raise _refused("number", tr("A personal number has digits only. Type its 12 digits."))
    if len(digits) == 9:
        raise _refused(
            "number",
            tr("This is the old 9-digit number. Type the 12 digits of the new card."),
        )
    if len(digits) != 12:
        raise _refused(
            "number",
            tr("A personal number has 12 digits, here are {n}. Look at the card.", n=len(digits)),
        )
    return CitizenNumber(digits)


def cross_check(
    number: CitizenNumber, sex: Sex | None, birth: PartialDate | None
) -> tuple[NumberDoubt, ...]:
    """Compare a number with sex and birth; doubts in the order of the digits, empty if none.

    Digit 4 gives century and sex, digits 5-6 the year of birth. An authority may have corrected
    sex or date, so a contradiction only warns.
    Source: Decree 137/2015, Circular 07/2016/TT-BCA; integration 4.2.
    """
    doubts = []
    mark = int(number[3])
    if birth is not None and 1900 + mark // 2 * 100 != birth.year // 100 * 100:
        doubts.append(NumberDoubt.CENTURY_DIFFERS)
    if sex is not None and (mark % 2 == 1) != (sex is Sex.FEMALE):
        doubts.append(NumberDoubt.SEX_DIFFERS)
    if birth is not None and int(number[4:6]) != birth.year % 100:
        doubts.append(NumberDoubt.YEAR_DIFFERS)
    return tuple(doubts)


def say_doubt(doubt: NumberDoubt) -> str:
    """Say on the screen what does not fit together and what to look at."""
    match doubt:
        case NumberDoubt.SEX_DIFFERS:
            return tr("The number belongs to the other sex. Look at the card.")
        case NumberDoubt.CENTURY_DIFFERS:
            return tr("The number belongs to another century of birth. Look at the card.")
        case NumberDoubt.YEAR_DIFFERS:
            return tr("The number belongs to another year of birth. Look at the card.")


def show_number(number: str) -> str:
    """Write a number for reading: ``001 190 000 123``."""
    return " ".join(number[i : i + 3] for i in range(0, len(number), 3))


def mask_number(number: str) -> str:
    """Write a number so that only its holder knows it: ``001 1•• ••• 123``."""
    if len(number) < 8:
        return "•" * len(number)
    return show_number(number[:4] + "•" * (len(number) - 7) + number[-3:])


def parse_sex(text: str) -> Sex | None:
    """Read sex as the card or the MRZ gives it; None if it is something else."""
    return {"nam": Sex.MALE, "m": Sex.MALE, "nu": Sex.FEMALE, "f": Sex.FEMALE}.get(
        fold(clean(text))
    )


def show_sex(sex: Sex) -> str:
    """Say sex on the screen."""
    return tr("Male") if sex is Sex.MALE else tr("Female")


def clean_name(text: str) -> str:
    """Read a name as it is written, in NFC, with its own capitals; one word is enough.

    Latin letters of any people, apostrophes and hyphens are right.
    Raises: InvalidInput that says what cannot stand in a name.
    """
    if any(unicodedata.category(c) == "Cc" and not c.isspace() for c in text):
        raise _refused("name", tr("There are invisible characters in this name. Type it by hand."))
    name = clean(text.translate(_APOSTROPHES).translate(_HYPHENS))
    if not any(c.isalpha() for c in name):
        raise _refused("name", tr("Type the name as it is written on the card."))
    if len(name) > MAX_NAME:
        raise _refused("name", tr("A name has at most {n} letters.", n=MAX_NAME))
    if any(c.isdigit() for c in name):
        raise _refused("name", tr("There is a digit in this name. Type it as on the card."))
    if not all(_fits_a_name(c) for c in name):
        raise _refused(
            "name", tr("A name has letters, spaces, apostrophes and hyphens only. Type it again.")
        )
    return name


def suggest_name(name: str) -> str | None:
    """Suggest capitals for a name typed all in one case; None if there is nothing to suggest.

    Only a suggestion: the clerk sees it and may leave the name as it is.
    """
    if name not in (name.upper(), name.lower()):
        return None
    parts = _WORD_PARTS.split(name)
    suggestion = "".join(part[:1].upper() + part[1:].lower() for part in parts)
    return suggestion if suggestion != name else None


def _fits_a_name(char: str) -> bool:
    if char in " '-" or "\u0300" <= char <= "\u036f":
        return True
    return char.isalpha() and unicodedata.name(char, "").startswith("LATIN ")


def _refused(field: str, message: str) -> InvalidInput:
    return InvalidInput(message, {field: message})
