"""The numbers of the outage kit and what became of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from agent_desk.domain import outage, reference
from agent_desk.domain.outage import SlipState
from agent_desk.store.counter_tables import outage_slips
from agent_desk.store.tables import clerks

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipRow:
    """One number; ``is_gap`` says that a later slip of its kit was entered already."""

    number: str
    batch: str
    state: SlipState
    minted_at: str
    dossier_id: str
    happened_at: str
    taken_by: str
    reason: str
    is_gap: bool = False


def slips(connection: Connection, limit: int = 300) -> tuple[SlipRow, ...]:
    """Give the newest numbers, blank ones first, in their order."""
    found = connection.execute(
        select(outage_slips, clerks.c.name)
        .outerjoin(clerks, clerks.c.clerk_id == outage_slips.c.taken_by)
        .order_by(outage_slips.c.number.desc())
        .limit(limit)
    ).all()
    read = {
        state: [reference.check(row.number) for row in found if row.state == state.value]
        for state in (SlipState.BLANK, SlipState.ENTERED)
    }
    missing = set(outage.gaps(read[SlipState.ENTERED], read[SlipState.BLANK]))
    rows = [
        SlipRow(
            number=row.number,
            batch=row.batch,
            state=SlipState(row.state),
            minted_at=row.minted_at,
            dossier_id=row.dossier_id or "",
            happened_at=row.happened_at or "",
            taken_by=row.name or "",
            reason=row.reason,
            is_gap=row.number in missing,
        )
        for row in found
    ]
    order = (SlipState.BLANK, SlipState.ENTERED, SlipState.VOID)
    return tuple(sorted(rows, key=lambda row: (order.index(row.state), row.number)))


def of_batch(connection: Connection, batch: str) -> tuple[str, ...]:
    """Give the numbers of one kit that are still blank, in their order."""
    return tuple(
        connection.execute(
            select(outage_slips.c.number)
            .where(outage_slips.c.batch == batch, outage_slips.c.state == SlipState.BLANK.value)
            .order_by(outage_slips.c.number)
        ).scalars()
    )
