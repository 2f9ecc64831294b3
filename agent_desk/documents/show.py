"""How dates, times and phones are written on Vietnamese paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.clock import local
from agent_desk.domain.phone import show_phone

if TYPE_CHECKING:
    from datetime import date, datetime


def show_date(day: date) -> str:
    """Write a day as 23/11/2026."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def show_long_date(day: date) -> str:
    """Write a day in words, with a leading zero for days under 10 and months 1 and 2.

    Source: NĐ 30/2020/NĐ-CP, annex I, part II.4.
    """
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def show_time(moment: datetime) -> str:
    """Write the wall clock of Hanoi as 10 giờ 02 phút."""
    there = local(moment)
    return f"{there.hour:02d} giờ {there.minute:02d} phút"


def show_moment(moment: datetime) -> str:
    """Write an instant as 10 giờ 02 phút, 23/11/2026."""
    return f"{show_time(moment)}, {show_date(local(moment).date())}"


def show_long_moment(moment: datetime) -> str:
    """Write an instant as the state's forms do: 10 giờ 02 phút, ngày 23 tháng 11 năm 2026."""
    return f"{show_time(moment)}, {show_long_date(local(moment).date())}"


def show_until(moment: datetime, since: datetime) -> str:
    """Write an instant seen from another: without the date when it is the same day."""
    if local(moment).date() == local(since).date():
        return f"{show_time(moment)} cùng ngày"
    return show_moment(moment)


def show_phone_text(phone: str) -> str:
    """Write a stored number as 0912 345 678; a short number of a hotline stays as it is.

    Its spaces are hard ones, so that a number is never broken over two lines.
    """
    shown = show_phone(phone) if phone.startswith("+") else phone.strip()
    return shown.replace(" ", "\u00a0")
