"""State fees held for the authority: a ledger of their own, never mixed with postage or subsidies.

There is no kind for money of the agent, because its help is free. Source: rules 4.7, 5.2, 5.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_VND = 500_000_000
"""More in one line was mistyped."""


class MoneyKind(StrEnum):
    """What happened to the money."""

    TAKEN = "taken"
    REMITTED = "remitted"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyLine:
    """One state fee in whole đồng; ``receipt_number`` is that of the state's receipt given."""

    what: str
    amount_vnd: int
    receipt_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyTotals:
    """Sums of one dossier, one day or everything, in whole đồng."""

    taken_vnd: int = 0
    remitted_vnd: int = 0
    returned_vnd: int = 0

    @property
    def held_vnd(self) -> int:
        """What is still here and belongs to the state or goes back to the citizen."""
        return self.taken_vnd - self.remitted_vnd - self.returned_vnd


def check(line: MoneyLine) -> MoneyLine:
    """Give a line that can be kept. Raises: InvalidInput naming the field."""
    errors: dict[str, str] = {}
    if not line.what.strip():
        errors["what"] = tr("Write which fee this is.")
    if type(line.amount_vnd) is not int or not 0 < line.amount_vnd <= MOST_VND:
        errors["amount_vnd"] = tr("Write the amount in whole đồng, without a minus sign.")
    if errors:
        raise InvalidInput(next(iter(errors.values())), errors)
    return line


def require_held(held_vnd: int, amount_vnd: int) -> None:
    """Refuse to pass on more than is held. Raises: InvalidInput."""
    if amount_vnd > held_vnd:
        message = tr("More than is held for this dossier. Count the money and the receipts again.")
        raise InvalidInput(message, {"amount_vnd": message})


def totals(entries: Iterable[tuple[str, int]]) -> MoneyTotals:
    """Add up entries of (kind, amount)."""
    sums = dict.fromkeys(MoneyKind, 0)
    for kind, amount_vnd in entries:
        sums[MoneyKind(kind)] += amount_vnd
    return MoneyTotals(
        taken_vnd=sums[MoneyKind.TAKEN],
        remitted_vnd=sums[MoneyKind.REMITTED],
        returned_vnd=sums[MoneyKind.RETURNED],
    )
