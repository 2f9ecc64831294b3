"""Round trips: each extra visit of a citizen for one matter, counted with its cause."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from agent_desk.i18n import tr

SAME_VISIT = timedelta(minutes=10)
"""Who is back so soon has only stepped aside: that is no extra trip."""


class TripCause(StrEnum):
    """Why somebody had to come once more; ``UNKNOWN`` until it was asked."""

    UNKNOWN = "unknown"
    CITIZEN_LACKED = "citizen_lacked"
    TOLD_WRONG = "told_wrong"
    AUTHORITY_CHANGED = "authority_changed"
    OTHER_NEED = "other_need"


class CameFor(StrEnum):
    """At which point of a matter somebody came back."""

    MISSING_PAPERS = "missing_papers"
    SUPPLEMENT = "supplement"
    REFUSAL = "refusal"
    RESULT = "result"


ASKED = (
    TripCause.CITIZEN_LACKED,
    TripCause.TOLD_WRONG,
    TripCause.AUTHORITY_CHANGED,
    TripCause.OTHER_NEED,
)
"""The answers, each with its digit."""
COUNTED = frozenset({TripCause.CITIZEN_LACKED, TripCause.TOLD_WRONG, TripCause.AUTHORITY_CHANGED})
"""What makes a matter not right the first time; another need of the citizen does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstTime:
    """How many matters were filed, and how many without an extra trip."""

    filed: int
    right: int

    @property
    def percent(self) -> int | None:
        """Give the rate, rounded down so that 100 means all; None where nothing was filed."""
        return self.right * 100 // self.filed if self.filed else None


def certain_cause(came_for: CameFor) -> TripCause:
    """Give the cause that needs no question: sent home with a list of papers, came back."""
    if came_for is CameFor.MISSING_PAPERS:
        return TripCause.CITIZEN_LACKED
    return TripCause.UNKNOWN


def say_cause(cause: TripCause) -> str:
    """Name a cause in the clerk's words."""
    return {
        TripCause.UNKNOWN: tr("Not asked yet"),
        TripCause.CITIZEN_LACKED: tr("The citizen lacked something"),
        TripCause.TOLD_WRONG: tr("We told them wrong"),
        TripCause.AUTHORITY_CHANGED: tr("The authority changed its mind"),
        TripCause.OTHER_NEED: tr("They needed something else"),
    }[cause]
