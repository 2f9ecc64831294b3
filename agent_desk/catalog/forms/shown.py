"""Values as people read them: in an entry of the screen, and on paper, which is Vietnamese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.catalog.forms.spec import Kind
from agent_desk.domain.people import show_number
from agent_desk.domain.phone import show_phone

if TYPE_CHECKING:
    from agent_desk.catalog.forms.spec import FormField
    from agent_desk.catalog.forms.values import Json

PAPER_NAMES = {
    "can_cuoc": "Thẻ căn cước",
    "cccd": "Thẻ căn cước công dân",
    "gcn_can_cuoc": "Giấy chứng nhận căn cước",
    "ho_chieu": "Hộ chiếu",
    "cmnd": "Chứng minh nhân dân",
    "khac": "Giấy tờ khác",
}
"""Identity papers as forms name them."""

_DATES = (Kind.PARTIAL_DATE, Kind.DATE)


def entry_text(field: FormField, value: Json) -> str:
    """Give the text an entry shows for a value; of a choice its key, of yes and no the word."""
    if value is None:
        return ""
    if field.kind is Kind.YES_NO:
        return "yes" if value else "no"
    if field.kind is Kind.CITIZEN_NUMBER:
        return show_number(str(value))
    return _common_text(field, value)


def part_text(part: str, value: Json) -> str:
    """Give the text the entry of one part shows."""
    if value is None:
        return ""
    return show_day(str(value)) if part == "issued_on" else str(value)


def paper_text(field: FormField, value: Json) -> str:
    """Write a value as it stands on paper; empty if there is none."""
    if value is None:
        return ""
    match field.kind:
        case Kind.YES_NO:
            return "Có" if value else "Không"
        case Kind.CHOICE:
            option = field.option(str(value))
            return option.label if option else str(value)
        case Kind.MONEY:
            return f"{_common_text(field, value)} đồng"
        case Kind.TIME:
            hour, _, minute = str(value).partition(":")
            return f"{hour} giờ {minute} phút"
        case Kind.WARD:
            return _place(value)
        case Kind.DOCUMENT:
            return _identity_paper(value)
        case Kind.CITIZEN_NUMBER:
            return str(value)
        case _:
            return _common_text(field, value)


def show_day(iso: str) -> str:
    """Write a stored day, month or year as 05/03/2026, 03/2026 or 2026."""
    return "/".join(reversed(iso.split("-")))


def _common_text(field: FormField, value: Json) -> str:
    if field.kind in _DATES:
        return show_day(str(value))
    if field.kind is Kind.PHONE:
        return show_phone(str(value))
    if isinstance(value, int) and field.kind is Kind.MONEY:
        return f"{value:,}".replace(",", ".")
    return str(value)


def _place(value: Json) -> str:
    if not isinstance(value, dict):
        return ""
    return ", ".join(str(value[part]) for part in ("detail", "ward") if value.get(part))


def _identity_paper(value: Json) -> str:
    if not isinstance(value, dict):
        return ""
    parts = [PAPER_NAMES.get(str(value.get("type")), "")]
    if value.get("number"):
        parts.append(f"số {value['number']}")
    words = " ".join(part for part in parts if part)
    issued = [f"do {value['issued_by']} cấp" if value.get("issued_by") else ""]
    if value.get("issued_on"):
        day = show_day(str(value["issued_on"]))
        issued.append(f"ngày {day}" if issued[0] else f"cấp ngày {day}")
    return ", ".join(part for part in (words, " ".join(filter(None, issued))) if part)
