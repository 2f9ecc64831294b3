"""Disputed items: a difference that nobody is blamed for and that stops nothing (HR-20, HR-26).

There is deliberately no field for a person at fault and no outcome that names one.
"""

from __future__ import annotations

from enum import StrEnum

from agent_desk.errors import NotAllowed
from agent_desk.i18n import tr


class DisputeKind(StrEnum):
    """What does not fit together."""

    MISSING = "missing"
    EXTRA = "extra"
    TORN_SEAL = "torn_seal"
    OTHER_SEAL = "other_seal"
    DAMAGED = "damaged"
    RECEIVED_TWICE = "received_twice"
    TWO_BAGS = "two_bags"
    RETURNED_TWICE = "returned_twice"
    SUPPLEMENTED_TWICE = "supplemented_twice"
    CLOCK = "clock"
    MONEY = "money"
    OTHER = "other"


class DisputeState(StrEnum):
    """How far a dispute is; it is neutral in every state."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


class Outcome(StrEnum):
    """How a dispute ended; none of them says that a person was at fault."""

    FOUND = "found"
    COUNTED_AGAIN = "counted_again"
    EXPLAINED = "explained"
    REPLACED = "replaced"
    NOT_FOUND = "not_found"


class Side(StrEnum):
    """Whose words these are."""

    OURS = "ours"
    THEIRS = "theirs"


def require_open(state: DisputeState) -> None:
    """Refuse to go on with a closed dispute. Raises: NotAllowed."""
    if state is DisputeState.CLOSED:
        raise NotAllowed(tr("This disputed item is closed. Open a new one if there is more."))


def say(kind: DisputeKind) -> str:
    """Name what does not fit."""
    return {
        DisputeKind.MISSING: tr("Papers not found in the bag"),
        DisputeKind.EXTRA: tr("Papers that are not on the list"),
        DisputeKind.TORN_SEAL: tr("Seal torn or missing"),
        DisputeKind.OTHER_SEAL: tr("Another seal number than on the list"),
        DisputeKind.DAMAGED: tr("Packaging or papers damaged"),
        DisputeKind.RECEIVED_TWICE: tr("Bag received at two places"),
        DisputeKind.TWO_BAGS: tr("The same papers in two bags"),
        DisputeKind.RETURNED_TWICE: tr("Result returned at two places"),
        DisputeKind.SUPPLEMENTED_TWICE: tr("The same request answered at two places"),
        DisputeKind.CLOCK: tr("A clock was wrong"),
        DisputeKind.MONEY: tr("Amounts of state fees differ"),
        DisputeKind.OTHER: tr("Something else does not fit"),
    }[kind]


def say_state(state: DisputeState) -> str:
    """Name how far it is."""
    return {
        DisputeState.OPEN: tr("being clarified"),
        DisputeState.ANSWERED: tr("other side has answered"),
        DisputeState.CLOSED: tr("clarified"),
    }[state]


def say_outcome(outcome: Outcome) -> str:
    """Name how it ended."""
    return {
        Outcome.FOUND: tr("Found again"),
        Outcome.COUNTED_AGAIN: tr("Counted again: it fits"),
        Outcome.EXPLAINED: tr("Explained"),
        Outcome.REPLACED: tr("Papers issued again"),
        Outcome.NOT_FOUND: tr("Not found; the center goes on"),
    }[outcome]
