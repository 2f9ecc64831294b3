"""What Reception needs besides people and dossiers: its draft, its visit, what is asked most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from agent_desk.store.tables import dossiers, drafts, visits

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedDraft:
    """The half-typed content of a screen (JSON text) and when it was saved, ISO UTC."""

    content: str
    saved_at: str


def draft(connection: Connection, screen: str) -> SavedDraft | None:
    """Give the draft of a screen, if one was left."""
    row = connection.execute(select(drafts).where(drafts.c.screen == screen)).first()
    return None if row is None else SavedDraft(content=row.content, saved_at=row.saved_at)


def visit_is_open(connection: Connection, visit_id: str) -> bool:
    """Say whether this visit exists and nobody said goodbye yet."""
    row = connection.execute(
        select(visits.c.closed_at).where(visits.c.visit_id == visit_id)
    ).first()
    return row is not None and row.closed_at is None


def most_used(connection: Connection, *, limit: int = 6) -> tuple[str, ...]:
    """Give the codes of the procedures opened most often here, most often first; may be empty."""
    found = connection.execute(
        select(dossiers.c.procedure_code)
        .group_by(dossiers.c.procedure_code)
        .order_by(func.count().desc(), dossiers.c.procedure_code)
        .limit(limit)
    )
    return tuple(found.scalars())
