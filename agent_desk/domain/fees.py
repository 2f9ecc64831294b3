"""Money that belongs to the state or the post: integer đồng; None means not confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterable


class FeeKind(StrEnum):
    """Whose money it is. There is no kind for the agent: its help is free."""

    STATE = "state"
    POSTAGE = "postage"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeLine:
    """One amount to pay; ``amount_vnd`` None means not confirmed and never counts as zero.

    Raises: ValueError if the amount is negative.
    """

    kind: FeeKind
    amount_vnd: int | None
    note: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        if self.amount_vnd is not None and self.amount_vnd < 0:
            raise ValueError("a fee cannot be negative")


def total_vnd(lines: Iterable[FeeLine]) -> int | None:
    """Add up amounts; None as soon as one of them is not confirmed, 0 if there is none."""
    total = 0
    for line in lines:
        if line.amount_vnd is None:
            return None
        total += line.amount_vnd
    return total


def show_vnd(amount_vnd: int | None) -> str:
    """Write an amount on the screen: ``8.000 ₫``, ``0 ₫``, or that it is to be asked for."""
    if amount_vnd is None:
        return tr("ask the one-stop unit")
    return f"{_grouped(amount_vnd)}\u00a0₫"


def print_vnd(amount_vnd: int | None) -> str:
    """Write an amount on Vietnamese paper: ``8.000 đồng``, ``0 đồng``, ``hỏi một cửa``."""
    if amount_vnd is None:
        return "hỏi một cửa"
    return f"{_grouped(amount_vnd)}\u00a0đồng"


def _grouped(amount_vnd: int) -> str:
    return f"{amount_vnd:,}".replace(",", ".")
