"""What an attempt left: facts of the ledger, dossiers as they stand, moves at the counter."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class MoveKind(StrEnum):
    """What the clerk did with the citizen, beside what the ledger records anyway."""

    CARD = "card"
    PAPER = "paper"
    ASKED = "asked"
    SAID = "said"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One such act; ``what`` is the id of the card, paper, question or reply."""

    kind: MoveKind
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One fact of the ledger, as far as it matters."""

    seq: int
    kind: str
    subject_id: str
    body: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSeen:
    """How a paper of a dossier stands."""

    status: str
    scans: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierSeen:
    """A dossier as it stands at the end of the attempt; numbers are citizens' numbers."""

    dossier_id: str
    procedure_code: str
    owner_number: str
    submitter_number: str
    channel: str = ""
    way: str = ""
    paper_reason: str = ""
    office: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    papers: Mapping[str, PaperSeen] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Everything of one attempt, facts in the order of the ledger.

    ``numbers`` maps the ids of the scripted people to their numbers in this attempt; ``kept`` is
    the dossier whose result was laid out before they came; ``seconds`` is time at the counter.
    """

    numbers: Mapping[str, str]
    facts: tuple[Seen, ...] = ()
    dossiers: tuple[DossierSeen, ...] = ()
    moves: tuple[Move, ...] = ()
    kept: str = ""
    seconds: int = 0
