"""What the post knows: item codes (UPU S10) and the times a leg may take."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk import paths
from agent_desk.domain.text import clean
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

_S10 = re.compile(r"(?P<service>[A-Z]{2})(?P<serial>[0-9]{8})(?P<digit>[0-9])(?P<country>[A-Z]{2})")
_ITEM = re.compile(r"[A-Z0-9]{6,35}")
_SEPARATORS = re.compile(r"[ .\-]")
_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)


class ItemKind(StrEnum):
    """Whether an item code is an S10 identifier or another one of the operator."""

    S10 = "s10"
    OTHER = "other"


class Leg(StrEnum):
    """How far a postal item travels."""

    SAME_DISTRICT = "same_district"
    SAME_PROVINCE = "same_province"
    MAJOR_CITIES = "major_cities"
    OTHER_PROVINCES = "other_provinces"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item code as it is stored: upper case, no spaces."""

    code: str
    kind: ItemKind


@dataclass(frozen=True, slots=True, kw_only=True)
class LegTime:
    """The working days a leg may take after the day on the slip (J), and with slip delivery."""

    days: int
    days_with_slip: int


def make_s10(service: str, serial: int, country: str = "VN") -> str:
    """Give the 13 characters of an S10 identifier with its check digit.

    Raises: ValueError if a part does not fit.
    Source: UPU S10.
    """
    code = f"{service}{serial:08d}{s10_digit(serial % 10**8)}{country}"
    if not _S10.fullmatch(code):
        raise ValueError("two letters of service, at most 8 digits, two letters of country")
    return code


def s10_digit(serial: int) -> int:
    """Give the check digit of an S10 serial number."""
    total = sum(w * int(c) for w, c in zip(_WEIGHTS, f"{serial:08d}", strict=True))
    return {10: 0, 11: 5}.get(11 - total % 11, 11 - total % 11)


def normalize_item(text: str) -> str:
    """Write an item code as it is stored: upper case, no spaces, dots or hyphens."""
    return _SEPARATORS.sub("", clean(text)).upper()


def is_s10(text: str) -> bool:
    """Say whether this is an S10 identifier with a right check digit."""
    match = _S10.fullmatch(normalize_item(text))
    return match is not None and s10_digit(int(match["serial"])) == int(match["digit"])


def check_s10(text: str) -> str:
    """Read an S10 identifier. Raises: InvalidInput that says what to compare."""
    code = normalize_item(text)
    if not _S10.fullmatch(code):
        raise _refused(
            tr("An item code looks like EA 123 456 785 VN. Scan the label, or type it again.")
        )
    if not is_s10(code):
        raise _refused(
            tr("A digit of this item code is wrong. Compare it with the label, or scan it again.")
        )
    return code


def classify_item(text: str) -> Item:
    """Read any item code; those that are not S10 are kept, for the operator has other kinds.

    Raises: InvalidInput if this cannot be an item code, or is S10 with a wrong digit.
    """
    code = normalize_item(text)
    if _S10.fullmatch(code):
        return Item(code=check_s10(code), kind=ItemKind.S10)
    if not _ITEM.fullmatch(code) or not any(c.isdigit() for c in code):
        raise _refused(
            tr("An item code has 6 to 35 letters and digits. Scan the label, or type it again.")
        )
    return Item(code=code, kind=ItemKind.OTHER)


def group_item(code: str) -> str:
    """Write an item code for reading: ``EA 123 456 785 VN``; others stay as they are."""
    if not _S10.fullmatch(code):
        return code
    return " ".join((code[:2], code[2:5], code[5:8], code[8:11], code[11:]))


def read_postal_times(text: str | bytes) -> Mapping[Leg, LegTime]:
    """Read the table of postal times. Raises: InvalidInput if it cannot be used or lacks a leg."""
    try:
        rows = json.loads(text)["legs"]
        return {
            leg: LegTime(
                days=int(rows[leg.value]["days"]),
                days_with_slip=int(rows[leg.value]["days_with_slip"]),
            )
            for leg in Leg
        }
    except (ValueError, KeyError, TypeError) as error:
        raise InvalidInput(
            tr("The table of postal times cannot be read. Get it again from the center.")
        ) from error


def bundled_postal_times() -> Mapping[Leg, LegTime]:
    """Read the table of postal times that came with the program."""
    path = paths.resources() / "reference" / "postal_times.json"
    return read_postal_times(path.read_bytes())


def _refused(message: str) -> InvalidInput:
    return InvalidInput(message, {"item_code": message})
