"""The clocks of one packet as a screen shows them: every hop, and what was said about delays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from agent_desk.domain.delays import DelayReason
from agent_desk.domain.forwarding_rules import Stage
from agent_desk.errors import NotFound
from agent_desk.i18n import tr
from agent_desk.store.clock_tables import delays, moved_promises
from agent_desk.store.custody_tables import packets
from agent_desk.store.packet_clocks import clocks_of, is_disputed
from agent_desk.store.tables import citizens, clerks, dossiers

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from agent_desk.domain.forwarding import Forwarding, HopClock


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidDelay:
    """One reason that was given; ``said_at`` ISO."""

    stage: Stage
    reason: DelayReason
    words: str
    said_at: str
    clerk_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketClocks:
    """Everything about the time of one packet; instants are ISO or empty."""

    packet_id: str
    dossier_id: str
    reference: str
    destination: str
    owner_name: str
    procedure_name: str
    clocks: tuple[HopClock, ...]
    delays: tuple[SaidDelay, ...]
    leave_printed: str
    arrive_printed: str
    told_at: str
    is_disputed: bool


def packet_clocks(
    connection: Connection, packet_id: str, forwarding: Forwarding, now: datetime
) -> PacketClocks:
    """Give the clocks of one packet. Raises: NotFound, CalendarGap."""
    row = connection.execute(
        select(packets, dossiers.c.procedure_name, citizens.c.name)
        .select_from(packets)
        .outerjoin(dossiers, packets.c.dossier_id == dossiers.c.dossier_id)
        .outerjoin(citizens, dossiers.c.owner_id == citizens.c.citizen_id)
        .where(packets.c.packet_id == packet_id)
    ).first()
    if row is None:
        raise NotFound(tr("These papers are not in the book of this desk."))
    told = connection.execute(
        select(moved_promises.c.told_at)
        .where(moved_promises.c.packet_id == packet_id)
        .order_by(moved_promises.c.said_at.desc())
        .limit(1)
    ).scalar()
    return PacketClocks(
        packet_id=packet_id,
        dossier_id=row.dossier_id or "",
        reference=row.reference,
        destination=row.destination,
        owner_name=row.name or "",
        procedure_name=row.procedure_name or "",
        clocks=clocks_of(connection, row, forwarding, now),
        delays=_delays(connection, packet_id),
        leave_printed=row.forward_by or "",
        arrive_printed=row.arrive_by or "",
        told_at=told or "",
        is_disputed=is_disputed(connection, row.reference, row.bag_number),
    )


def promised_arrival(connection: Connection, dossier_id: str) -> str:
    """Give until when the papers of a dossier arrive, as its slip says; ISO, empty if nobody said.

    The newest way counts: a supplement has its own slip.
    """
    found = connection.execute(
        select(packets.c.arrive_by)
        .where(packets.c.dossier_id == dossier_id)
        .order_by(packets.c.taken_at.desc(), packets.c.packet_id.desc())
        .limit(1)
    ).scalar()
    return found or ""


def _delays(connection: Connection, packet_id: str) -> tuple[SaidDelay, ...]:
    found = connection.execute(
        select(delays, clerks.c.name)
        .outerjoin(clerks, delays.c.clerk_id == clerks.c.clerk_id)
        .where(delays.c.packet_id == packet_id)
        .order_by(delays.c.said_at, delays.c.delay_id)
    )
    return tuple(
        SaidDelay(
            stage=Stage(row.stage),
            reason=DelayReason(row.reason),
            words=row.words,
            said_at=row.said_at,
            clerk_name=row.name or "",
        )
        for row in found
    )
