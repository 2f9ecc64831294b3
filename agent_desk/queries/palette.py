"""What the palette finds in the store: dossiers and people by any typed words, at typing speed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from sqlalchemy import select, text

from agent_desk.domain.dossier import DossierState
from agent_desk.domain.text import clean, fold
from agent_desk.ids import CitizenId, DossierId
from agent_desk.store import search as index
from agent_desk.store.hot import Hot
from agent_desk.store.tables import citizens, dossiers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from agent_desk.store.hot import StoredTuple

CANDIDATES = 60
"""How many of the newest matches are ranked by their accents."""
_NOT_GONE = (DossierState.DRAFT, DossierState.ADVISED, DossierState.WAITING_CITIZEN)
_STATES = {state.value: state for state in DossierState}
_PARTS = (
    " d.dossier_id, d.reference, d.official_code, d.procedure_name, d.state,"
    " c.citizen_id, c.name, c.number, c.birth, c.phone, c.name_folded"
)
_FOUND = Hot(
    text(
        f"SELECT{_PARTS} FROM search s JOIN dossiers d ON d.dossier_no = s.rowid"
        " JOIN citizens c ON c.citizen_id = d.owner_id"
        " WHERE search MATCH :query ORDER BY s.rowid DESC LIMIT :limit"
    )
)
_OPEN = Hot(
    text(
        f"SELECT{_PARTS} FROM dossiers d JOIN citizens c ON c.citizen_id = d.owner_id"
        " WHERE d.state = :state ORDER BY d.next_action_at LIMIT :limit"
    )
)
_NAMED = Hot(
    text(
        "SELECT citizen_id, name, number, birth, phone FROM citizens"
        " WHERE name_folded >= :first AND name_folded < :last ORDER BY name_folded LIMIT :limit"
    )
)
_NUMBERED = Hot(
    text(
        "SELECT citizen_id, name, number, birth, phone FROM citizens"
        " WHERE number >= :first AND number < :last ORDER BY number LIMIT :limit"
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDossier:
    """One dossier as the palette shows it; ``official_code`` may be empty."""

    dossier_id: DossierId
    reference: str
    official_code: str
    procedure_name: str
    owner_name: str
    state: DossierState

    @property
    def is_open(self) -> bool:
        """Say whether it has not left the desk yet."""
        return self.state in _NOT_GONE


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCitizen:
    """One person as the palette shows them; number and phone may be empty."""

    citizen_id: CitizenId
    name: str
    number: str
    birth: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a text leads to, best first."""

    dossiers: tuple[FoundDossier, ...] = ()
    citizens: tuple[FoundCitizen, ...] = ()


def find(connection: Connection, typed: str, *, limit: int = 6) -> Found:
    """Give dossiers that hold every typed word, and people called so; exact accents first."""
    query = index.query_of(typed)
    if not query:
        return Found()
    rows = _FOUND.rows(connection, {"query": query, "limit": CANDIDATES})
    wanted, folded = clean(typed).casefold(), fold(typed)
    ordered = sorted(rows, key=lambda row: wanted not in row[6].casefold())
    terms = folded.split()
    meant = {row[5]: row[5:10] for row in ordered if _is_meant(row, terms)}
    if len(meant) < limit:
        meant |= {row[0]: row for row in _by_beginning(connection, folded, limit)}
    return Found(
        dossiers=tuple([_dossier(row) for row in ordered[:limit]]),
        citizens=tuple([_citizen(row) for row in islice(meant.values(), limit)]),
    )


def open_cases(connection: Connection, *, limit: int = 5) -> tuple[FoundDossier, ...]:
    """Give cases that have not left the desk, those with the next deadline first of each kind."""
    found = [
        _dossier(row)
        for state in _NOT_GONE
        for row in _OPEN.rows(connection, {"state": state.value, "limit": limit})
    ]
    return tuple(found[:limit])


def by_ids(connection: Connection, dossier_ids: Sequence[str], citizen_ids: Sequence[str]) -> Found:
    """Give what was chosen before; what is not here any more is left out."""
    cases = connection.execute(
        select(
            dossiers.c.dossier_id, dossiers.c.reference, dossiers.c.official_code,
            dossiers.c.procedure_name, dossiers.c.state, citizens.c.citizen_id, citizens.c.name,
            citizens.c.number, citizens.c.birth, citizens.c.phone,
        )
        .join_from(dossiers, citizens, dossiers.c.owner_id == citizens.c.citizen_id)
        .where(dossiers.c.dossier_id.in_(dossier_ids))
    )  # fmt: skip
    people = connection.execute(
        select(
            citizens.c.citizen_id, citizens.c.name, citizens.c.number, citizens.c.birth,
            citizens.c.phone,
        ).where(citizens.c.citizen_id.in_(citizen_ids))
    )  # fmt: skip
    return Found(
        dossiers=tuple(_dossier(tuple(row)) for row in cases),
        citizens=tuple(_citizen(tuple(row)) for row in people),
    )


def _by_beginning(connection: Connection, folded: str, limit: int) -> list[StoredTuple]:
    """Give people without a dossier here, too: by how their name or number begins."""
    digits = folded.replace(" ", "")
    statement, first = (_NUMBERED, digits) if digits.isdigit() else (_NAMED, folded)
    if len(first) < 2:
        return []
    bounds = {"first": first, "last": first + "\U0010ffff", "limit": limit}
    return statement.rows(connection, bounds)


def _is_meant(row: StoredTuple, terms: Sequence[str]) -> bool:
    """Say whether the words are all of the person, not of their dossier."""
    said = f" {row[10]} {row[7] or ''} {row[9].replace('+84', '0')}"
    return all(f" {term}" in said for term in terms)


def _dossier(row: StoredTuple) -> FoundDossier:
    return FoundDossier(
        dossier_id=DossierId(row[0]),
        reference=row[1],
        official_code=row[2] or "",
        procedure_name=row[3],
        state=_STATES[row[4]],
        owner_name=row[6],
    )


def _citizen(row: StoredTuple) -> FoundCitizen:
    citizen_id, name, number, birth, phone = row
    return FoundCitizen(
        citizen_id=CitizenId(citizen_id),
        name=name,
        number=number or "",
        birth=birth,
        phone=phone,
    )
