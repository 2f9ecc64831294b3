"""What waits beside the cases: post, shifts, slips of outages, proposals of other desks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from agent_desk.domain.delivery import DeliveryState
from agent_desk.domain.outage import SlipState
from agent_desk.domain.shift import ShiftState
from agent_desk.store.counter_tables import edits, outage_slips, shifts
from agent_desk.store.delivery_tables import deliveries
from agent_desk.store.tables import clerks

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Counts of what somebody should look at; ``shift_of`` left a shift nobody confirmed yet."""

    labels: int
    failed: int
    under_way: int
    shift_of: str
    blank_slips: int
    proposals: int

    @property
    def due(self) -> int:
        """Count what is to be done now."""
        return self.labels + self.failed + self.proposals + bool(self.shift_of)


def waiting(connection: Connection) -> Waiting:
    """Count everything once."""
    by_state = {
        row[0]: row[1]
        for row in connection.execute(
            select(deliveries.c.state, func.count()).group_by(deliveries.c.state)
        )
    }
    leaver: str | None = connection.execute(
        select(clerks.c.name)
        .join(shifts, shifts.c.giver_id == clerks.c.clerk_id)
        .where(shifts.c.state == ShiftState.WAITING.value)
        .order_by(shifts.c.given_at.desc())
        .limit(1)
    ).scalar()
    failed = (DeliveryState.NOT_DELIVERED, DeliveryState.COMING_BACK)
    return Waiting(
        labels=by_state.get(DeliveryState.READY.value, 0),
        failed=sum(by_state.get(state.value, 0) for state in failed),
        under_way=by_state.get(DeliveryState.ON_THE_WAY.value, 0),
        shift_of=leaver or "",
        blank_slips=_count(connection, outage_slips, outage_slips.c.state == SlipState.BLANK.value),
        proposals=_count(connection, edits, (edits.c.is_ours == 0) & (edits.c.state == "open")),
    )


def _count(connection: Connection, table: Table, holds: ColumnElement[bool]) -> int:
    return connection.execute(select(func.count()).select_from(table).where(holds)).scalar_one()
