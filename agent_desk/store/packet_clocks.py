"""The clocks of one packet, read the same way by commands and by screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from agent_desk.clock import from_iso
from agent_desk.domain.custody import HopKind, Place
from agent_desk.domain.disputes import DisputeState
from agent_desk.domain.forwarding import Promise
from agent_desk.domain.forwarding_walk import HopSeen, Way, walk
from agent_desk.store.clock_tables import moved_promises
from agent_desk.store.custody_tables import disputes, hops
from agent_desk.store.tables import facts, receipts

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from agent_desk.domain.forwarding import Forwarding, HopClock
    from agent_desk.store.tables import StoredRow


def clocks_of(
    connection: Connection, packet: StoredRow, forwarding: Forwarding, now: datetime
) -> tuple[HopClock, ...]:
    """Give the clock of every hop of a packet, oldest first."""
    return walk(_way(connection, packet), forwarding, now)


def is_disputed(connection: Connection, reference: str, bag_number: str | None) -> bool:
    """Say whether something about these papers is being clarified, so that no clock runs."""
    about_bag = (disputes.c.bag_number == bag_number) & disputes.c.reference.is_(None)
    row = connection.execute(
        select(disputes.c.dispute_id)
        .where(
            disputes.c.state != DisputeState.CLOSED.value,
            (disputes.c.reference == reference) | about_bag,
        )
        .limit(1)
    ).first()
    return row is not None


def _way(connection: Connection, packet: StoredRow) -> Way:
    found = connection.execute(
        select(hops).where(hops.c.packet_id == packet.packet_id).order_by(hops.c.hop)
    ).all()
    told = connection.execute(
        select(moved_promises.c.told_at)
        .where(moved_promises.c.packet_id == packet.packet_id)
        .order_by(moved_promises.c.said_at.desc())
        .limit(1)
    ).scalar()
    stopped = packet.place == Place.UNKNOWN.value or is_disputed(
        connection, packet.reference, packet.bag_number
    )
    return Way(
        taken_at=from_iso(packet.taken_at),
        destination=packet.destination,
        hops=tuple(_seen(connection, packet, row) for row in found),
        leave=_promise(packet.forward_by, told),
        arrive=_promise(packet.arrive_by, told),
        is_stopped=stopped,
    )


def _promise(printed: str | None, told: str | None) -> Promise | None:
    if printed is None:
        return None
    return Promise(printed=from_iso(printed), told=from_iso(told) if told else None)


def _seen(connection: Connection, packet: StoredRow, hop: StoredRow) -> HopSeen:
    """Read a hop, and when the center confirmed the fact that was written with it."""
    names = [name for name in (packet.dossier_id, hop.bag_number) if name]
    seq = connection.execute(
        select(facts.c.seq)
        .where(facts.c.subject_id.in_(names), facts.c.recorded_at == hop.at)
        .order_by(facts.c.seq)
        .limit(1)
    ).scalar()
    heard = None
    if seq is not None:
        heard = connection.execute(
            select(receipts.c.received_at)
            .where(receipts.c.through_seq >= seq)
            .order_by(receipts.c.through_seq)
            .limit(1)
        ).scalar()
    return HopSeen(
        kind=HopKind(hop.kind),
        at=from_iso(hop.counted_at),
        clock_was_wrong=bool(hop.clock_was_wrong),
        heard_at=from_iso(heard) if heard else None,
    )
