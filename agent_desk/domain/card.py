"""What a citizen's card says: its QR code read strictly, its mistakes told in words.

The QR is plain text that anyone can print: it fills fields in, it proves nothing. Keep the raw
text in memory only; it never goes into a log, a fact or a message.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from agent_desk.domain.mangled import Damage, find_damage, say_damage, undo_caps_lock
from agent_desk.domain.partial_date import EARLIEST_YEAR, PartialDate
from agent_desk.domain.people import (
    CardReading,
    CitizenNumber,
    Sex,
    clean_name,
    cross_check,
    parse_sex,
)
from agent_desk.domain.text import clean
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

FIELDS = ("number", "old_number", "name", "birth", "sex", "address", "issued_on")
_DIGITS_12 = re.compile(r"[0-9]{12}")
_DATE = re.compile(r"([0-9]{2})/?([0-9]{2})/?([0-9]{4})")


def is_card_qr(text: str) -> bool:
    """Say cheaply whether this was meant to be the QR of a card, be it whole or damaged."""
    parts = clean(text).split("|")
    if len(parts) < 3:
        return False
    begins_with_number = re.fullmatch(r"[0-9]{9,13}", parts[0].strip()) is not None
    has_number = any(_DIGITS_12.fullmatch(part.strip()) for part in parts[:7])
    return begins_with_number or (has_number and len(parts) >= 6)


def parse_card_qr(text: str, today: date) -> CardReading:
    """Read the QR of a card: 7 fields (2021) or 11 (2024); what follows the seventh is ignored.

    Raises: InvalidInput whose ``field_errors`` name the bad fields and whose message says what
    to do, also when a keyboard program or a wrong encoding has rewritten the text.
    """
    parts = [part.strip() for part in clean(text).split("|")]
    if len(parts) < len(FIELDS):
        raise InvalidInput(
            tr(
                "The card gave {n} of {due} parts. Scan again, or type the number.",
                n=len(parts),
                due=len(FIELDS),
            ),
            dict.fromkeys(FIELDS[len(parts) :], tr("Missing in the scan.")),
        )
    fields = dict(zip(FIELDS, undo_caps_lock(parts[: len(FIELDS)]), strict=True))
    damage = find_damage(fields)
    if damage is not None:
        raise _damaged(damage)
    return _reading(fields, today)


def _damaged(damage: Damage) -> InvalidInput:
    message = say_damage(damage.kind)
    return InvalidInput(message, dict.fromkeys(damage.fields, message))


def _reading(fields: dict[str, str], today: date) -> CardReading:
    errors: dict[str, str] = {}
    number = _take("number", fields, errors, _number)
    old_number = _take("old_number", fields, errors, _old_number)
    name = _take("name", fields, errors, clean_name)
    birth = _take("birth", fields, errors, lambda text: _birth(text, today))
    sex = _take("sex", fields, errors, _sex)
    issued_on = _take("issued_on", fields, errors, lambda text: _issued(text, today))
    if birth and issued_on and issued_on < birth.earliest():
        errors["issued_on"] = errors["birth"] = tr("The card is older than its holder.")
    if errors or number is None or name is None or birth is None or sex is None:
        raise _misread(errors)
    return CardReading(
        number=number,
        old_number=old_number or "",
        name=name,
        birth=birth,
        sex=sex,
        address=fields["address"],
        issued_on=issued_on,
        doubts=cross_check(number, sex, birth),
    )


def _take(
    field: str, fields: dict[str, str], errors: dict[str, str], read: Callable[[str], T]
) -> T | None:
    try:
        return read(fields[field])
    except InvalidInput as error:
        errors[field] = error.message
        return None


def _misread(errors: dict[str, str]) -> InvalidInput:
    only = next(iter(errors.values())) if len(errors) == 1 else ""
    again = tr("The card was not read right. Scan again, or type the number.")
    return InvalidInput(f"{again} {only}".strip(), errors)


def _number(text: str) -> CitizenNumber:
    if not _DIGITS_12.fullmatch(text):
        raise InvalidInput(tr("The number must have 12 digits."))
    return CitizenNumber(text)


def _old_number(text: str) -> str:
    if text and not re.fullmatch(r"[0-9]{9}|[0-9]{12}", text):
        raise InvalidInput(tr("The old number must have 9 digits or be empty."))
    return text


def _sex(text: str) -> Sex:
    sex = parse_sex(text)
    if sex is None:
        raise InvalidInput(tr("Sex must be Nam or Nữ."))
    return sex


def _birth(text: str, today: date) -> PartialDate:
    """Read a birth date; zeros stand for a day or month that is not known."""
    match = _DATE.fullmatch(text) or re.fullmatch(r"()()([0-9]{4})", text)
    if match is None:
        raise InvalidInput(tr("The date of birth must have 8 digits."))
    day, month, year = (int(part or 0) for part in match.groups())
    try:
        born = PartialDate(year=year, month=month or None, day=day or None)
    except ValueError as error:
        raise InvalidInput(tr("The date of birth does not exist.")) from error
    if born.earliest() > today or year < EARLIEST_YEAR:
        raise InvalidInput(tr("The date of birth cannot be. Check the date of this PC too."))
    return born


def _issued(text: str, today: date) -> date | None:
    if not text:
        return None
    match = _DATE.fullmatch(text)
    try:
        issued = date(*(int(part) for part in reversed(match.groups()))) if match else None
    except ValueError:
        issued = None
    if issued is None:
        raise InvalidInput(tr("The date of issue does not exist."))
    if issued > today:
        raise InvalidInput(tr("The date of issue is in the future. Check the date of this PC too."))
    return issued
