"""The competence gate: a clerk's first dossiers of a procedure are looked at by a colleague."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from agent_desk.i18n import tr

USUAL = 3
MOST = 20
AFTER_EXAM = 1
"""Who passed the practice exam of a procedure shows one real dossier of it, then no more."""


class AloneReason(StrEnum):
    """Why no colleague looked before it left. The order is that of the keys."""

    NOBODY_HERE = "nobody_here"
    CANNOT_WAIT = "cannot_wait"
    COLLEAGUE_BUSY = "colleague_busy"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """How a clerk stands with one procedure: how many they filed, how many are looked at."""

    filed: int
    asked: int

    @property
    def is_closed(self) -> bool:
        """Say whether the next dossier is one of the first."""
        return self.filed < self.asked

    @property
    def nth(self) -> int:
        """Give the number of the next dossier, counted from 1."""
        return self.filed + 1


def asked_of(setting: str) -> int:
    """Read how many dossiers are looked at: 0 to 20; what is no number asks as usual.

    A huge number is held at 20, so that a slip of the finger never binds a colleague for ever.
    """
    text = setting.strip()
    if not (text.isascii() and text.isdigit()):
        return USUAL
    return int(text) if len(text) <= 2 and int(text) <= MOST else MOST


def gate(*, filed: int, setting: str, has_passed: bool) -> Gate:
    """Give the gate of a clerk for a procedure."""
    asked = asked_of(setting)
    return Gate(filed=filed, asked=min(asked, AFTER_EXAM) if has_passed else asked)


def say_alone(reason: AloneReason) -> str:
    """Say why no colleague looked."""
    return {
        AloneReason.NOBODY_HERE: tr("I am alone at the counter"),
        AloneReason.CANNOT_WAIT: tr("The citizen cannot wait"),
        AloneReason.COLLEAGUE_BUSY: tr("The colleague is serving somebody"),
        AloneReason.OTHER: tr("Another reason"),
    }[reason]
