"""What Reception needs besides people and dossiers: its draft, its visit, what is asked most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from agent_desk.domain.dossier import DossierState
from agent_desk.ids import DossierId
from agent_desk.store.tables import dossiers, drafts, visits

if TYPE_CHECKING:
    from sqlalchemy import Connection

DEATHS = ("1.000656", "2.002913")
"""Procedures whose owner has died: registration, alone and in the linked group."""

_NOT_GONE = (DossierState.DRAFT, DossierState.ADVISED, DossierState.WAITING_CITIZEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedDraft:
    """The half-typed content of a screen (JSON text) and when it was saved, ISO UTC."""

    screen: str
    content: str
    saved_at: str


def drafts_of(connection: Connection, screen: str) -> tuple[SavedDraft, ...]:
    """Give the drafts of a screen and of what is open in it (``screen key``), newest first."""
    found = connection.execute(
        select(drafts)
        .where((drafts.c.screen == screen) | drafts.c.screen.startswith(f"{screen} "))
        .order_by(drafts.c.saved_at.desc(), drafts.c.screen)
    )
    return tuple(
        SavedDraft(screen=row.screen, content=row.content, saved_at=row.saved_at) for row in found
    )


def visit_is_open(connection: Connection, visit_id: str) -> bool:
    """Say whether this visit exists and nobody said goodbye yet."""
    row = connection.execute(
        select(visits.c.closed_at).where(visits.c.visit_id == visit_id)
    ).first()
    return row is not None and row.closed_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase:
    """A dossier of somebody that has not left the desk; ``opened_at`` is ISO UTC."""

    dossier_id: DossierId
    reference: str
    opened_at: str


def open_cases_of(
    connection: Connection, owner_id: str, procedure_code: str
) -> tuple[OpenCase, ...]:
    """Give the dossiers of an owner under one procedure that have not left the desk, newest first.

    Empty if there is none.
    """
    found = connection.execute(
        select(dossiers.c.dossier_id, dossiers.c.reference, dossiers.c.opened_at)
        .where(
            dossiers.c.owner_id == owner_id,
            dossiers.c.procedure_code == procedure_code,
            dossiers.c.state.in_([state.value for state in _NOT_GONE]),
        )
        .order_by(dossiers.c.dossier_no.desc())
    )
    return tuple(
        OpenCase(
            dossier_id=DossierId(row.dossier_id), reference=row.reference, opened_at=row.opened_at
        )
        for row in found
    )


def died(connection: Connection, citizen_id: str) -> bool:
    """Say whether somebody else filed the death of this person here."""
    found = connection.execute(
        select(dossiers.c.dossier_no)
        .where(
            dossiers.c.owner_id == citizen_id,
            dossiers.c.submitter_id != citizen_id,
            dossiers.c.procedure_code.in_(DEATHS),
            dossiers.c.state.not_in([state.value for state in _NOT_GONE]),
        )
        .limit(1)
    ).first()
    return found is not None


def most_used(connection: Connection, *, limit: int = 6) -> tuple[str, ...]:
    """Give the codes of the procedures opened most often here, most often first; may be empty."""
    found = connection.execute(
        select(dossiers.c.procedure_code)
        .group_by(dossiers.c.procedure_code)
        .order_by(func.count().desc(), dossiers.c.procedure_code)
        .limit(limit)
    )
    return tuple(found.scalars())
