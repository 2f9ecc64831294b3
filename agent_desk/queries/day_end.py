"""The end of a day: what was done, what still lies here and why, state money, disputed items."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from agent_desk.domain.disputes import DisputeState
from agent_desk.store.custody_counts import day_counts
from agent_desk.store.custody_tables import day_closings, disputes, packets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class LyingHere:
    """One packet that stays over night; ``bag_number`` empty if it lies beside the bags."""

    packet_id: str
    reference: str
    kind: str
    destination: str
    place: str
    bag_number: str
    forward_by: str
    taken_at: str
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeRow:
    """One disputed item that is not closed."""

    dispute_id: str
    kind: str
    state: str
    bag_number: str
    reference: str
    opened_at: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """One closing of the day."""

    number: int
    clerk_id: str
    closed_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayEnd:
    """The day of this desk, from its first instant on; it can always be made.

    ``counts`` has the keys of the fact that closes the day.
    """

    counts: Mapping[str, int]
    here: tuple[LyingHere, ...]
    open_disputes: tuple[DisputeRow, ...]
    closings: tuple[Closing, ...]


def day_end(connection: Connection, day: str, day_start: str, now: str) -> DayEnd:
    """Count a day that began at ``day_start`` (ISO UTC); ``day`` is its local date."""
    closed = connection.execute(
        select(day_closings).where(day_closings.c.day == day).order_by(day_closings.c.number)
    )
    return DayEnd(
        counts=day_counts(connection, day_start, now),
        here=lying_here(connection, now),
        open_disputes=open_disputes(connection),
        closings=tuple(
            Closing(number=row.number, clerk_id=row.clerk_id, closed_at=row.closed_at)
            for row in closed
        ),
    )


def lying_here(connection: Connection, now: str) -> tuple[LyingHere, ...]:
    """Give what lies at this desk, beside and in bags, the most urgent first."""
    found = connection.execute(
        select(packets)
        .where(packets.c.place.in_(["desk", "bag"]))
        .order_by(func.coalesce(packets.c.forward_by, "9"), packets.c.reference)
    )
    return tuple(
        LyingHere(
            packet_id=row.packet_id,
            reference=row.reference,
            kind=row.kind,
            destination=row.destination,
            place=row.place,
            bag_number=row.bag_number or "",
            forward_by=row.forward_by or "",
            taken_at=row.taken_at,
            is_late=bool(row.forward_by) and row.forward_by < now,
        )
        for row in found
    )


def open_disputes(connection: Connection) -> tuple[DisputeRow, ...]:
    """Give the disputed items that are not closed, the oldest first."""
    found = connection.execute(
        select(disputes)
        .where(disputes.c.state != DisputeState.CLOSED.value)
        .order_by(disputes.c.opened_at, disputes.c.dispute_id)
    )
    return tuple(
        DisputeRow(
            dispute_id=row.dispute_id,
            kind=row.kind,
            state=row.state,
            bag_number=row.bag_number or "",
            reference=row.reference or "",
            opened_at=row.opened_at,
            ours=row.ours,
            theirs=row.theirs,
        )
        for row in found
    )
