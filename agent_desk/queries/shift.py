"""Shifts that were handed over, and what would be on the list now."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from agent_desk.domain.shift import Leaving, ShiftState, leaving_from
from agent_desk.store.counter_tables import shifts
from agent_desk.store.shift_content import leaving
from agent_desk.store.tables import clerks

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftRow:
    """One list and who confirmed it."""

    shift_id: str
    giver_id: str
    giver: str
    taker: str
    state: ShiftState
    left: Leaving
    note: str
    differs: str
    given_at: str
    taken_at: str


def now_left(connection: Connection) -> Leaving:
    """Give what would be on the list of somebody who leaves now."""
    return leaving(connection)


def latest(connection: Connection, limit: int = 20) -> tuple[ShiftRow, ...]:
    """Give the newest lists, those that wait for a confirmation first."""
    people = connection.execute(select(clerks.c.clerk_id, clerks.c.name))
    names = {row.clerk_id: row.name for row in people}
    found = connection.execute(
        select(shifts)
        .order_by((shifts.c.state == ShiftState.WAITING.value).desc(), shifts.c.given_at.desc())
        .limit(limit)
    )
    return tuple(
        ShiftRow(
            shift_id=row.shift_id,
            giver_id=row.giver_id,
            giver=names.get(row.giver_id, ""),
            taker=names.get(row.taker_id, ""),
            state=ShiftState(row.state),
            left=leaving_from(json.loads(row.content)),
            note=row.note,
            differs=row.differs,
            given_at=row.given_at,
            taken_at=row.taken_at or "",
        )
        for row in found
    )
