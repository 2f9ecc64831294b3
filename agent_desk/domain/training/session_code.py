"""The number of a session on poster and sign-up sheet: digits only, which any scanner reads."""

from __future__ import annotations

import re
from datetime import date

from agent_desk.domain.reference import YEARS, NumberExhausted
from agent_desk.domain.text import clean
from agent_desk.i18n import tr

LENGTH = 16
MAX_COUNTER = 9999
_DIGITS = re.compile(rf"[0-9]{{{LENGTH}}}")
_SEPARATORS = re.compile(r"[ .\-]")


def make(desk_code: str, day: date, counter: int) -> str:
    """Give the number of the counter-th session that a desk planned on a local day: 16 digits.

    Five digits of the desk, six of the day of planning, four of the counter from 1, one check
    digit. Raises: NumberExhausted past 9,999 in a day; ValueError if it is impossible.
    """
    if not re.fullmatch(r"[0-9]{5}", desk_code) or counter < 1 or day.year not in YEARS:
        raise ValueError("no such session can be numbered")
    if counter > MAX_COUNTER:
        raise NumberExhausted(tr("This desk has planned too many sessions today. Go on tomorrow."))
    body = f"{desk_code}{day:%y%m%d}{counter:04d}"
    return body + _check_digit(body)


def parse(text: str) -> str:
    """Give the digits of a session's number as scanned or typed; empty if it is not one."""
    digits = _SEPARATORS.sub("", clean(text))
    if not _DIGITS.fullmatch(digits) or _check_digit(digits[:-1]) != digits[-1]:
        return ""
    try:
        date.fromisoformat("20" + digits[5:11])
    except ValueError:
        return ""
    return "" if digits[11:15] == "0000" else digits


def group(code: str) -> str:
    """Write a number for reading: ``00102 261123 0004 7``."""
    return " ".join((code[:5], code[5:11], code[11:15], code[15:])).strip()


def _check_digit(digits: str) -> str:
    from stdnum import damm

    return str(damm.calc_check_digit(digits))
