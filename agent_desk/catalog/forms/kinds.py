"""What a value of each kind may be: typed text or JSON in, the one stored form out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agent_desk.catalog.forms.peoples import ethnic_groups as _ethnic_groups
from agent_desk.catalog.forms.peoples import nationalities
from agent_desk.catalog.forms.spec import NEEDED_PARTS, PARTS, Kind
from agent_desk.catalog.forms.values import is_empty
from agent_desk.domain.partial_date import PartialDate, parse_birth
from agent_desk.domain.people import clean_name, parse_number
from agent_desk.domain.phone import parse_phone
from agent_desk.domain.secrets import looks_like_secret
from agent_desk.domain.text import clean, clean_lines
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from agent_desk.catalog.forms.spec import FormField
    from agent_desk.catalog.forms.values import Json

DOCUMENT_TYPES = ("can_cuoc", "cccd", "gcn_can_cuoc", "ho_chieu", "cmnd", "khac")
"""Identity papers by the keys of their value, the usual one first."""

_BY_NUMBER = ("can_cuoc", "cccd", "gcn_can_cuoc")
_OTHER_NUMBER = re.compile(r"[0-9A-Za-zĐđ/.\-]{4,25}")
_WARD_CODE = re.compile(r"[0-9]{5}")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(?:\.[^@\s.]+)+")
_TIME = re.compile(r"(\d{1,2})(?:\s*(?::|h|giờ|g)\s*(\d{1,2})?\s*(?:phút|p)?)?", re.IGNORECASE)
_THOUSANDS = re.compile(r"-?\d{1,3}(?:[ .,]\d{3})+|-?\d+")
_UNIT = re.compile(r"\s*(?:đồng|đ|vnđ|vnd)$", re.IGNORECASE)
_FAR_YEARS = 60
_MAX_WHOLE = 10**15
_MAX_PART = 150


def read_value(field: FormField, value: Json, today: date) -> Json:
    """Bring a value, typed or stored, to its one form; None if it says nothing.

    Raises: InvalidInput that says what to type instead; never repeats what was typed.
    """
    if is_empty(value):
        return None
    if field.kind.is_compound:
        return _compound(field, value, today)
    if field.kind is Kind.YES_NO:
        return _yes_no(value)
    if field.kind in (Kind.NUMBER, Kind.MONEY):
        return _whole(field, value)
    if not isinstance(value, str):
        raise InvalidInput(tr("This is not what the field holds. Type it again."))
    return read_text(field, value, today)


def read_text(field: FormField, text: str, today: date) -> Json:
    """Read typed text of a kind with one entry. Raises: InvalidInput."""
    _refuse_long(text, field.longest)
    if field.kind is Kind.YES_NO or field.kind in (Kind.NUMBER, Kind.MONEY):
        return read_value(field, text, today)
    match field.kind:
        case Kind.PARTIAL_DATE:
            return _date(text, today).iso
        case Kind.DATE:
            return _whole_day(text, today)
        case Kind.CHOICE:
            return _option(field, text)
        case _:
            return _READERS[field.kind](text)


def read_part(field: FormField, part: str, text: str, today: date) -> str:
    """Read one entry of a compound value; empty stays empty. Raises: InvalidInput."""
    _refuse_long(text, _MAX_PART if part != "detail" else field.longest)
    words = clean(text)
    if not words:
        return ""
    _refuse_secret(words)
    if part == "issued_on":
        return _date(words, today).iso
    if part == "type" and words not in DOCUMENT_TYPES:
        raise InvalidInput(tr("Choose one of the papers in the list."))
    if part == "ward_code" and not _WARD_CODE.fullmatch(words):
        raise InvalidInput(tr("Choose the ward from the list once more."))
    return words


def _compound(field: FormField, value: Json, today: date) -> Json:
    if not isinstance(value, dict):
        raise InvalidInput(tr("This is not what the field holds. Type it again."))
    allowed = {*PARTS[field.kind], *(("ward_code",) if field.kind is Kind.WARD else ())}
    found: dict[str, Json] = {}
    for part, text in value.items():
        if part not in allowed or not isinstance(text, str):
            raise InvalidInput(tr("This is not what the field holds. Type it again."))
        words = read_part(field, part, text, today)
        if words:
            found[part] = words
    if field.kind is Kind.DOCUMENT and "number" in found:
        found["number"] = document_number(str(found.get("type", "")), str(found["number"]))
    return found or None


def document_number(kind: str, text: str) -> str:
    """Read the number of an identity paper. Raises: InvalidInput."""
    if kind in _BY_NUMBER:
        return parse_number(text)
    number = clean(text).replace(" ", "").upper()
    if kind == "cmnd" and not re.fullmatch(r"\d{9}|\d{12}", number):
        raise InvalidInput(tr("An old identity card has 9 digits. Look at the card."))
    if not _OTHER_NUMBER.fullmatch(number):
        raise InvalidInput(tr("Type the number as it is printed: letters and digits only."))
    return number


def lacks(field: FormField, value: Json) -> tuple[str, ...]:
    """Name the parts that a compound value needs and does not have; empty if it is whole."""
    needed = NEEDED_PARTS.get(field.kind, ())
    if not isinstance(value, dict):
        return needed
    return tuple(part for part in needed if is_empty(value.get(part)))


def _text(text: str) -> str:
    words = clean(text)
    _refuse_secret(words)
    return words


def _long_text(text: str) -> str:
    words = clean_lines(text)
    _refuse_secret(words)
    return words


def _email(text: str) -> str:
    words = clean(text).replace(" ", "")
    if not _EMAIL.fullmatch(words):
        raise InvalidInput(tr("An email address looks like ten@example.vn. Type it again."))
    return words


def _ethnicity(text: str) -> str:
    return _ethnic_groups().known(clean(text)) or _letters(text)


def _nationality(text: str) -> str:
    return nationalities().known(clean(text)) or _letters(text)


def _letters(text: str) -> str:
    words = clean(text)
    _refuse_secret(words)
    if not any(c.isalpha() for c in words) or any(c.isdigit() for c in words):
        raise InvalidInput(tr("Type it in letters, as it is written on the card."))
    return words


def _clock_time(text: str) -> str:
    match = _TIME.fullmatch(clean(text))
    hour, minute = (int(part or 0) for part in match.groups()) if match else (24, 0)
    if hour > 23 or minute > 59:
        raise InvalidInput(tr("Type the time like 8:30 or 15:00."))
    return f"{hour:02d}:{minute:02d}"


def _date(text: str, today: date) -> PartialDate:
    far = today.replace(year=today.year + _FAR_YEARS, day=min(today.day, 28))
    try:
        found = parse_birth(text, today)
    except InvalidInput:
        try:
            parse_birth(text, far)
        except InvalidInput:
            raise InvalidInput(
                tr("Type a date like 5/3/2026, or 3/2026, or only the year 2026.")
            ) from None
        raise InvalidInput(
            tr("This date is in the future. Compare it with the paper, and the PC's date.")
        ) from None
    return found


def _whole_day(text: str, today: date) -> str:
    far = today.replace(year=today.year + _FAR_YEARS, day=min(today.day, 28))
    try:
        found = parse_birth(text, today if _has_short_year(text) else far)
    except InvalidInput:
        found = None
    if found is None or not found.is_whole:
        raise InvalidInput(tr("Type day, month and year, for example 5/3/2026."))
    return found.iso


def _has_short_year(text: str) -> bool:
    return not re.search(r"\d{4}", text)


def _option(field: FormField, text: str) -> str:
    key = clean(text)
    if field.option(key) is None:
        raise InvalidInput(tr("Choose one of the answers in the list."))
    return key


def _yes_no(value: Json) -> bool:
    if isinstance(value, bool):
        return value
    if value in ("yes", "no"):
        return value == "yes"
    raise InvalidInput(tr("Choose yes or no."))


def _whole(field: FormField, value: Json) -> int:
    if isinstance(value, str):
        value = _digits(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < _MAX_WHOLE:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) >= _MAX_WHOLE:
        raise InvalidInput(tr("Type a whole number in digits."))
    if field.at_least is not None and value < field.at_least:
        raise InvalidInput(tr("The smallest number here is {n}.", n=field.at_least))
    if field.at_most is not None and value > field.at_most:
        raise InvalidInput(tr("The largest number here is {n}.", n=field.at_most))
    return value


def _digits(text: str) -> int:
    _refuse_long(text, 60)
    words = _UNIT.sub("", clean(text))
    if not words.isascii() or not _THOUSANDS.fullmatch(words):
        raise InvalidInput(tr("Type a whole number in digits."))
    return int(re.sub(r"[ .,]", "", words))


def _refuse_long(text: str, longest: int) -> None:
    # Cleaning may shorten a text, but ten megabytes need not be cleaned to be known as too long.
    if len(text) > 4 * longest + 200 or len(clean(text)) > longest:
        raise InvalidInput(tr("At most {n} letters fit here. Shorten it.", n=longest))


def _refuse_secret(words: str) -> None:
    reason = looks_like_secret(words)
    if reason is not None:
        raise InvalidInput(reason)


_READERS: dict[Kind, Callable[[str], str]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _long_text,
    Kind.NAME: clean_name,
    Kind.EMAIL: _email,
    Kind.CITIZEN_NUMBER: parse_number,
    Kind.PHONE: parse_phone,
    Kind.ETHNICITY: _ethnicity,
    Kind.NATIONALITY: _nationality,
    Kind.TIME: _clock_time,
}
