"""Our number of a dossier, minted offline and final; and the shape of the state's code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from agent_desk.domain.text import clean
from agent_desk.errors import InvalidInput, NotAllowed
from agent_desk.i18n import tr

LENGTH = 15
MAX_COUNTER = 999
YEARS = range(2000, 2100)
"""A reference writes the year with two digits."""
_DIGITS = re.compile(r"[0-9]+")
_SEPARATORS = re.compile(r"[ .\-]")
_OFFICIAL = re.compile(
    r"(?P<agency>(?:[0-9]{3}\.[0-9A-Z]{2}\.[0-9A-Z]{2}\.)?[A-Z][0-9]{2}(?:\.[0-9A-Z]{1,4}){0,3})"
    r"-(?P<day>[0-9]{8}|[0-9]{6})-(?P<order>[0-9]{4,12})"
)


class NumberExhausted(NotAllowed):
    """This desk has given all its references of the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A reference taken apart; ``digits`` is what is stored, printed and scanned."""

    digits: str
    desk_code: str
    day: date
    counter: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialCode:
    """A number the state's system gave; the parts are None where the shape is unknown to us."""

    text: str
    agency: str | None = None
    received_on: date | None = None
    order: str | None = None


def make(desk_code: str, day: date, counter: int) -> str:
    """Give the reference of the counter-th dossier of a desk on a local day: 15 digits.

    Five digits of the desk, six of the day, three of the counter from 1, one Damm check digit.
    Raises: NumberExhausted past 999 in a day; ValueError if desk code or counter is impossible.
    """
    if len(desk_code) != 5 or not _DIGITS.fullmatch(desk_code):
        raise ValueError("a desk code has 5 digits")
    if counter < 1:
        raise ValueError("counters begin with 1")
    if day.year not in YEARS:
        raise ValueError("the day lies outside this century")
    if counter > MAX_COUNTER:
        raise NumberExhausted(
            tr(
                "This desk has used all {n} numbers of today. Serve the next citizen at another "
                "desk, or go on here tomorrow.",
                n=MAX_COUNTER,
            )
        )
    body = f"{desk_code}{day:%y%m%d}{counter:03d}"
    return body + _damm(body)


def check(text: str) -> Reference:
    """Read a reference as it was scanned or typed, with or without spaces.

    Raises: InvalidInput that says what is wrong and what to do.
    """
    digits = _plain(text)
    if not _DIGITS.fullmatch(digits):
        raise _refused(tr("A reference has digits only. Scan the code on the slip again."))
    if len(digits) != LENGTH:
        raise _refused(
            tr(
                "A reference has {due} digits, here are {n}. Compare it with the slip.",
                due=LENGTH,
                n=len(digits),
            )
        )
    day = _day(digits[5:11])
    if _damm(digits[:-1]) != digits[-1] or day is None or digits[11:14] == "000":
        raise _refused(
            tr("A digit of this reference is wrong. Compare it with the slip, or scan it again.")
        )
    return Reference(digits=digits, desk_code=digits[:5], day=day, counter=int(digits[11:14]))


def group(reference: str) -> str:
    """Write a reference for reading: ``00102 261123 014 7``."""
    return " ".join((reference[:5], reference[5:11], reference[11:14], reference[14:])).strip()


def looks_like_reference(text: str) -> bool:
    """Say whether this is digits of the length of a reference; it may still be wrong."""
    digits = _plain(text)
    return len(digits) == LENGTH and _DIGITS.fullmatch(digits) is not None


def is_official_code(text: str) -> bool:
    """Say whether this has the known shape of a code that the state's system gives."""
    return parse_official_code(text).agency is not None


def parse_official_code(text: str) -> OfficialCode:
    """Read the state's code; one of unknown shape is kept as it is, its parts None.

    Accepts the old and the new order of the agency, both spellings of the day, 4 digits or more
    at the end. Source: TT 01/2018 art. 19; TT 04/2025; integration 8.2.
    """
    code = clean(text).replace(" ", "").upper()
    match = _OFFICIAL.fullmatch(code)
    day = _day(match["day"]) if match else None
    if match is None or day is None:
        return OfficialCode(text=code)
    return OfficialCode(text=code, agency=match["agency"], received_on=day, order=match["order"])


def _plain(text: str) -> str:
    return _SEPARATORS.sub("", clean(text))


def _day(digits: str) -> date | None:
    century = "20" if len(digits) == 6 else ""
    try:
        return date.fromisoformat(century + digits)
    except ValueError:
        return None


def _damm(digits: str) -> str:
    from stdnum import damm

    return str(damm.calc_check_digit(digits))


def _refused(message: str) -> InvalidInput:
    return InvalidInput(message, {"reference": message})
