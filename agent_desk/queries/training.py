"""Sessions as screens and papers need them: by day, by number, by series."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import case, func, select

from agent_desk.clock import from_iso, to_iso
from agent_desk.domain.training.learners import Standing
from agent_desk.domain.training.series import Taken
from agent_desk.domain.training.sessions import Devices, Need, SessionPlan, SessionState
from agent_desk.store.training_tables import session_learners, training_sessions

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

    from agent_desk.store.tables import StoredRow


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """One session with its counts; ``signed_up`` counts all on the list who may still come."""

    session_id: str
    code: str
    series_id: str
    state: SessionState
    plan: SessionPlan
    trainer_name: str
    first_starts_at: datetime
    planned_at: datetime
    cancel_reason: str
    signed_up: int
    attended: int
    absent: int

    @property
    def listed(self) -> int:
        """How many stand on the list."""
        return self.signed_up + self.attended + self.absent

    @property
    def free(self) -> int:
        """How many seats are left; never below none."""
        return max(0, self.plan.seats - self.signed_up - self.attended)

    @property
    def is_moved(self) -> bool:
        """Say whether it is held at another time than was planned first."""
        return self.plan.starts_at != self.first_starts_at


def between(connection: Connection, begin: datetime, end: datetime) -> tuple[SessionRow, ...]:
    """Give the sessions that begin in a span, earliest first, canceled ones included."""
    column = training_sessions.c.starts_at
    return _read(connection, (column >= to_iso(begin)) & (column < to_iso(end)))


def upcoming(connection: Connection, now: datetime, limit: int = 20) -> tuple[SessionRow, ...]:
    """Give planned sessions that are not over, earliest first."""
    here = training_sessions.c
    condition = (here.ends_at > to_iso(now)) & (here.state == SessionState.PLANNED.value)
    return _read(connection, condition, limit)


def one(connection: Connection, session_id: str) -> SessionRow | None:
    """Give a session; None if it is not here."""
    found = _read(connection, training_sessions.c.session_id == session_id)
    return found[0] if found else None


def by_code(connection: Connection, code: str) -> SessionRow | None:
    """Give the session with this number; None if it is not of this desk."""
    found = _read(connection, training_sessions.c.code == code)
    return found[0] if found else None


def of_series(connection: Connection, series_id: str) -> tuple[SessionRow, ...]:
    """Give every session of a series, earliest first."""
    return _read(connection, training_sessions.c.series_id == series_id)


def in_the_way(
    connection: Connection, begin: datetime, end: datetime, but: str = ""
) -> tuple[Taken, ...]:
    """Give the sessions that touch a span and were not canceled, without the one named."""
    here = training_sessions.c
    found = _read(
        connection,
        (here.starts_at < to_iso(end))
        & (here.ends_at > to_iso(begin))
        & (here.state != SessionState.CANCELED.value)
        & (here.session_id != but),
    )
    return tuple(
        Taken(
            session_id=row.session_id,
            starts_at=row.plan.starts_at,
            ends_at=row.plan.ends_at,
            place=row.plan.place,
            trainer_id=row.plan.trainer_id,
        )
        for row in found
    )


def places(connection: Connection, limit: int = 8) -> tuple[str, ...]:
    """Give the places used last, newest first."""
    here = training_sessions.c
    found = connection.execute(
        select(here.place)
        .group_by(here.place)
        .order_by(func.max(here.planned_at).desc())
        .limit(limit)
    )
    return tuple(found.scalars())


def _read(
    connection: Connection, condition: ColumnElement[bool], limit: int | None = None
) -> tuple[SessionRow, ...]:
    here, places_ = training_sessions.c, session_learners.c

    def counted(standing: Standing) -> ColumnElement[int]:
        return func.sum(case((places_.standing == standing.value, 1), else_=0))

    found = connection.execute(
        select(
            training_sessions,
            counted(Standing.SIGNED_UP).label("signed_up"),
            counted(Standing.ATTENDED).label("attended"),
            counted(Standing.ABSENT).label("absent"),
        )
        .outerjoin(
            session_learners,
            (places_.session_id == here.session_id) & places_.removed_at.is_(None),
        )
        .where(condition)
        .group_by(here.session_id)
        .order_by(here.starts_at, here.session_id)
        .limit(limit)
    )
    return tuple(_row(row) for row in found)


def _row(row: StoredRow) -> SessionRow:
    starts, ends = from_iso(row.starts_at), from_iso(row.ends_at)
    plan = SessionPlan(
        starts_at=starts,
        minutes=int((ends - starts).total_seconds()) // 60,
        place=row.place,
        trainer_id=row.trainer_id,
        topics=tuple(json.loads(row.topics)),
        seats=row.seats,
        helpers=tuple(json.loads(row.helpers)),
        devices=Devices(row.devices),
        needs=frozenset(Need(need) for need in json.loads(row.needs)),
        note=row.note,
    )
    return SessionRow(
        session_id=row.session_id,
        code=row.code,
        series_id=row.series_id,
        state=SessionState(row.state),
        plan=plan,
        trainer_name=row.trainer_name,
        first_starts_at=from_iso(row.first_starts_at),
        planned_at=from_iso(row.planned_at),
        cancel_reason=row.cancel_reason,
        signed_up=row.signed_up or 0,
        attended=row.attended or 0,
        absent=row.absent or 0,
    )
