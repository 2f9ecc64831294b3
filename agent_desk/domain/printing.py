"""A print as an event: of what, why, on which kind of printer, and how far it got."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PrinterRole(StrEnum):
    """What a printer of this desk is for; each desk says which printer serves which role."""

    DOCUMENT = "document"
    SLIP = "slip"
    TICKET = "ticket"
    LABEL = "label"


class SubjectKind(StrEnum):
    """What a paper is about; ``SITE`` and ``DAY`` papers have no person behind them.

    ``RESULT`` is a result whose dossier another desk holds; else it is the dossier's.
    ``SESSION`` is a class for citizens.
    """

    DOSSIER = "dossier"
    ASSIST = "assist"
    VISIT = "visit"
    BAG = "bag"
    DAY = "day"
    SITE = "site"
    RESULT = "result"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class PrintSubject:
    """What one paper is about: a dossier's id, a bag's, a day as ISO date, a desk's id."""

    kind: SubjectKind
    id: str


class PrintReason(StrEnum):
    """Why a paper is printed; every print after the first has another reason than ``FIRST``."""

    FIRST = "first"
    LOST = "lost"
    JAMMED = "jammed"
    SMUDGED = "smudged"
    SECOND_ASKED = "second_asked"
    CHANGED = "changed"


REPRINT_REASONS = (
    PrintReason.LOST,
    PrintReason.JAMMED,
    PrintReason.SMUDGED,
    PrintReason.SECOND_ASKED,
    PrintReason.CHANGED,
)
"""In the order of their digits on the screen."""


class SpoolState(StrEnum):
    """How far a recorded print got; only the last three are settled."""

    COMMITTED = "committed"
    SPOOLED = "spooled"
    FAILED = "failed"
    UNKNOWN = "unknown"
    SAVED = "saved"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def waits(self) -> bool:
        """Say whether the clerk has something to do or to answer about it."""
        return self in (SpoolState.FAILED, SpoolState.UNKNOWN)

    @property
    def is_settled(self) -> bool:
        """Say whether nothing more will come of it."""
        return self in (SpoolState.SAVED, SpoolState.DONE, SpoolState.DROPPED)


class FailCause(StrEnum):
    """Why a print did not come out, as far as the queue says it."""

    GONE = "gone"
    PAUSED = "paused"
    PAPER_OUT = "paper_out"
    JAM = "jam"
    REFUSED = "refused"
    NO_ANSWER = "no_answer"
    NO_PROGRAM = "no_program"
    ABORTED = "aborted"
    CANCELED = "canceled"
    UNREADABLE = "unreadable"


class PrintAnswer(StrEnum):
    """What the clerk says of a print that nobody knows about."""

    CAME_OUT = "came_out"
    PRINT_AGAIN = "print_again"
    NOT_NEEDED = "not_needed"

    @property
    def leaves(self) -> SpoolState:
        """How the print stands after this answer."""
        return {
            PrintAnswer.CAME_OUT: SpoolState.DONE,
            PrintAnswer.PRINT_AGAIN: SpoolState.COMMITTED,
            PrintAnswer.NOT_NEEDED: SpoolState.DROPPED,
        }[self]
