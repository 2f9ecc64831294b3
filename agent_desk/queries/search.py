"""Dossiers found as the clerk types, and the newest ones when nothing is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, select, text

from agent_desk.domain.dossier import DossierState
from agent_desk.domain.text import clean
from agent_desk.ids import DossierId
from agent_desk.store import search as index
from agent_desk.store.hot import Hot
from agent_desk.store.tables import citizens, dossiers

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from agent_desk.store.hot import StoredTuple
    from agent_desk.store.tables import StoredRow

_STATES = {state.value: state for state in DossierState}
CANDIDATES = 60
"""How many of the newest matches are ranked by their accents."""
_COLUMNS = select(
    dossiers.c.dossier_no,
    dossiers.c.dossier_id,
    dossiers.c.reference,
    dossiers.c.official_code,
    dossiers.c.procedure_name,
    dossiers.c.state,
    dossiers.c.changed_at,
    dossiers.c.due_at,
    citizens.c.name,
).join_from(dossiers, citizens, dossiers.c.owner_id == citizens.c.citizen_id)
_NEWEST = _COLUMNS.order_by(dossiers.c.dossier_no.desc()).limit(bindparam("limit"))
_OLDER = (
    _COLUMNS.where(dossiers.c.dossier_no < bindparam("before"))
    .order_by(dossiers.c.dossier_no.desc())
    .limit(bindparam("limit"))
)
_FOUND = Hot(
    text(
        """
SELECT d.dossier_no, d.dossier_id, d.reference, coalesce(d.official_code, ''), d.procedure_name,
       c.name, d.state, d.changed_at, coalesce(d.due_at, '')
FROM search s
JOIN dossiers d ON d.dossier_no = s.rowid
JOIN citizens c ON c.citizen_id = d.owner_id
WHERE search MATCH :query ORDER BY s.rowid DESC LIMIT :limit
"""
    )
)


class DossierRow(NamedTuple):
    """One line of a list of dossiers. A tuple: twenty are made for every letter typed."""

    dossier_no: int
    dossier_id: DossierId
    reference: str
    official_code: str
    procedure_name: str
    owner_name: str
    state: DossierState
    changed_at: str
    due_at: str


def newest(
    connection: Connection, *, limit: int = 50, before: int | None = None
) -> tuple[DossierRow, ...]:
    """Give a page of dossiers, newest first; ``before`` is the last number of the page before."""
    rows = (
        connection.execute(_NEWEST, {"limit": limit})
        if before is None
        else connection.execute(_OLDER, {"limit": limit, "before": before})
    )
    return tuple(_row(row) for row in rows)


def find(connection: Connection, typed: str, *, limit: int = 20) -> tuple[DossierRow, ...]:
    """Give dossiers that hold every typed word; those with the same accents first, then newest."""
    query = index.query_of(typed)
    if not query:
        return ()
    found = _FOUND.rows(connection, {"query": query, "limit": CANDIDATES})
    wanted = clean(typed).casefold()
    first: list[StoredTuple] = []
    rest: list[StoredTuple] = []
    for row in found:
        (first if wanted in row[5].casefold() else rest).append(row)
    return tuple([_found(row) for row in (first + rest)[:limit]])


def _found(row: StoredTuple) -> DossierRow:
    number, dossier_id, reference, code, procedure, name, state, changed_at, due_at = row
    return DossierRow(
        number, dossier_id, reference, code, procedure, name, _STATES[state], changed_at, due_at
    )


def _row(row: StoredRow) -> DossierRow:
    return DossierRow(
        dossier_no=row.dossier_no,
        dossier_id=DossierId(row.dossier_id),
        reference=row.reference,
        official_code=row.official_code or "",
        procedure_name=row.procedure_name,
        owner_name=row.name,
        state=DossierState(row.state),
        changed_at=row.changed_at,
        due_at=row.due_at or "",
    )
