"""The number of a certificate of attendance: digits only, one of them checks the others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from agent_desk.domain.reference import YEARS, NumberExhausted
from agent_desk.domain.text import clean
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

LENGTH = 17
MAX_COUNTER = 99_999
_DIGITS = re.compile(r"[0-9]+")
_SEPARATORS = re.compile(r"[ .\-]")


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateNumber:
    """A number taken apart; ``digits`` is what is stored, printed and scanned."""

    digits: str
    desk_code: str
    day: date


def make(desk_code: str, day: date, counter: int) -> str:
    """Give the number of the counter-th certificate of a desk on a local day: 17 digits.

    Five digits of the desk, six of the day, five of the counter from 1, one Damm check digit. It
    is longer than the number of a dossier (15) and of a session (16), so none is taken for another.
    Raises: NumberExhausted past 99,999 in a day; ValueError if desk code or counter is impossible.
    """
    if not re.fullmatch(r"[0-9]{5}", desk_code) or counter < 1 or day.year not in YEARS:
        raise ValueError("no such certificate can be numbered")
    if counter > MAX_COUNTER:
        raise NumberExhausted(tr("This desk has used all certificate numbers of today."))
    body = f"{desk_code}{day:%y%m%d}{counter:05d}"
    return body + _check_digit(body)


def looks_like(text: str) -> bool:
    """Say whether this is digits of the length of such a number; it may still be wrong."""
    digits = _plain(text)
    return len(digits) == LENGTH and _DIGITS.fullmatch(digits) is not None


def check(text: str) -> CertificateNumber:
    """Read a number as scanned or typed, with or without spaces.

    Raises: InvalidInput that says what is wrong.
    """
    digits = _plain(text)
    if not looks_like(digits):
        raise _refused(
            tr(
                "The number of a certificate has {due} digits. Compare it with the paper.",
                due=LENGTH,
            )
        )
    day = _day(digits[5:11])
    if _check_digit(digits[:-1]) != digits[-1] or day is None or digits[11:16] == "00000":
        raise _refused(tr("A digit is wrong. Compare the number with the paper once more."))
    return CertificateNumber(digits=digits, desk_code=digits[:5], day=day)


def group(number: str) -> str:
    """Write a number for reading: ``00102 261122 00014 7``."""
    return " ".join((number[:5], number[5:11], number[11:16], number[16:])).strip()


def _plain(text: str) -> str:
    return _SEPARATORS.sub("", clean(text))


def _day(digits: str) -> date | None:
    try:
        return date.fromisoformat("20" + digits)
    except ValueError:
        return None


def _check_digit(digits: str) -> str:
    from stdnum import damm

    return str(damm.calc_check_digit(digits))


def _refused(message: str) -> InvalidInput:
    return InvalidInput(message, {"number": message})
