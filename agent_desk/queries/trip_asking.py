"""Which extra visit the clerk should ask about while its citizen stands at the counter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from agent_desk.clock import to_iso
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.trips import SAME_VISIT, CameFor, TripCause
from agent_desk.ids import DossierId
from agent_desk.store.clock_tables import trips
from agent_desk.store.tables import dossiers, notices
from agent_desk.wire import NoticeKind

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

    from agent_desk.store.tables import StoredRow

ASKED_FOR = timedelta(days=30)
"""Nobody remembers longer why they had to come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TripToAsk:
    """The matter somebody came for again; ``visits`` counts the first one and this one too."""

    dossier_id: DossierId
    procedure_name: str
    reference: str
    came_for: CameFor
    visits: int


def of_dossier(connection: Connection, dossier_id: str, now: datetime) -> TripToAsk | None:
    """Give what to ask when this dossier is opened at the counter."""
    return _to_ask(connection, dossiers.c.dossier_id == dossier_id, now)


def of_citizen(connection: Connection, citizen_id: str, now: datetime) -> TripToAsk | None:
    """Give what to ask when this citizen is greeted: of their matters the newest."""
    theirs = or_(dossiers.c.owner_id == citizen_id, dossiers.c.submitter_id == citizen_id)
    return _to_ask(connection, theirs, now)


def _to_ask(connection: Connection, which: ColumnElement[bool], now: datetime) -> TripToAsk | None:
    row = connection.execute(
        select(*_NAMED, trips.c.came_for)
        .join_from(dossiers, trips, trips.c.dossier_id == dossiers.c.dossier_id)
        .where(
            which,
            trips.c.cause == TripCause.UNKNOWN.value,
            trips.c.came_at >= to_iso(now - ASKED_FOR),
        )
        .order_by(trips.c.came_at.desc())
        .limit(1)
    ).first()
    if row is not None:
        return _made(connection, row, CameFor(row.came_for), 1)
    row = _asked_for_papers(connection, which, now)
    return None if row is None else _made(connection, row, CameFor.SUPPLEMENT, 2)


_NAMED = (dossiers.c.dossier_id, dossiers.c.procedure_name, dossiers.c.reference)


def _asked_for_papers(
    connection: Connection, which: ColumnElement[bool], now: datetime
) -> StoredRow | None:
    counted = (
        select(trips.c.trip_id)
        .where(
            trips.c.dossier_id == dossiers.c.dossier_id,
            trips.c.came_at >= notices.c.applied_at,
        )
        .exists()
    )
    return connection.execute(
        select(*_NAMED)
        .join_from(dossiers, notices, notices.c.subject_id == dossiers.c.dossier_id)
        .where(
            which,
            dossiers.c.state == DossierState.SUPPLEMENT.value,
            notices.c.kind == NoticeKind.SUPPLEMENT_REQUESTED.value,
            notices.c.answered_at.is_(None),
            notices.c.applied_at <= to_iso(now - SAME_VISIT),
            ~counted,
        )
        .order_by(notices.c.applied_at.desc())
        .limit(1)
    ).first()


def _made(connection: Connection, row: StoredRow, came_for: CameFor, uncounted: int) -> TripToAsk:
    count = select(func.count()).select_from(trips).where(trips.c.dossier_id == row.dossier_id)
    return TripToAsk(
        dossier_id=DossierId(row.dossier_id),
        procedure_name=row.procedure_name,
        reference=row.reference,
        came_for=came_for,
        visits=connection.execute(count).scalar_one() + uncounted,
    )
