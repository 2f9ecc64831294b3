"""Packets and their hops as rows: what several commands of custody share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, insert, select, update

from agent_desk import settings
from agent_desk.clock import from_iso, to_iso
from agent_desk.commands import rows
from agent_desk.domain import custody as rules
from agent_desk.domain.custody import HopKind, PacketKind, Place, Proof
from agent_desk.domain.dossier import DossierState, allowed_next
from agent_desk.domain.papers import Need, PaperStatus
from agent_desk.errors import NotFound
from agent_desk.i18n import tr
from agent_desk.ids import uuid7
from agent_desk.store.custody_tables import hops, packets
from agent_desk.store.hot import Hot
from agent_desk.store.tables import dossiers, papers
from agent_desk.store.tables import settings as setting_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from agent_desk.commands.unit import Work
    from agent_desk.store.tables import StoredRow

_INSERT_PACKET = Hot(insert(packets))
_INSERT_HOP = Hot(insert(hops))
_MOVE = Hot(
    update(packets)
    .where(packets.c.packet_id == bindparam("of_packet"))
    .values(
        place=bindparam("place"),
        bag_number=bindparam("bag_number"),
        hops=bindparam("hops"),
        counted_at=bindparam("counted_at"),
        changed_at=bindparam("changed_at"),
    )
)
_BY_REFERENCE = (
    select(packets)
    .where(packets.c.reference == bindparam("reference"))
    .order_by(packets.c.taken_at.desc(), packets.c.packet_id.desc())
)
_BY_ID = select(packets).where(packets.c.packet_id == bindparam("packet_id"))
_STATE = Hot(select(dossiers.c.state).where(dossiers.c.dossier_id == bindparam("dossier_id")))
SHOWN_ONLY = "present"
"""The kind of a paper that is looked at and handed back at once, such as a card."""
_IN_A_BAG = (Place.BAG, Place.COURIER, Place.DOOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPacket:
    """Papers that begin their way here, and what shows that they did."""

    reference: str
    dossier_id: str | None
    kind: PacketKind
    destination: str
    first: HopKind = HopKind.TAKEN
    proof: Proof = Proof.SIGNED_ON_PAPER
    proof_text: str = ""
    other_side: str = ""
    originals: int = 0
    copies: int = 0
    sheets: int = 0
    seal_number: str = ""
    forward_by: str | None = None
    arrive_by: str | None = None
    bag_number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One step of a packet: from hand to hand, and what shows it."""

    kind: HopKind
    proof: Proof
    proof_text: str = ""
    other_side: str = ""
    bag_number: str | None = None


def open_packet(work: Work, new: NewPacket) -> str:
    """Begin the way of papers at this desk and give the packet's id."""
    packet_id = uuid7()
    _INSERT_PACKET.rows(
        work.connection,
        {
            "packet_id": packet_id,
            "reference": new.reference,
            "dossier_id": new.dossier_id,
            "kind": new.kind.value,
            "place": Place.DESK.value,
            "destination": new.destination,
            "bag_number": None,
            "originals": new.originals,
            "copies": new.copies,
            "sheets": new.sheets,
            "seal_number": new.seal_number,
            "forward_by": new.forward_by,
            "arrive_by": new.arrive_by,
            "taken_at": work.at_iso,
            "filed_at": None,
            "appointment_at": None,
            "appointment_note": "",
            "told_at": None,
            "hops": 1,
            "counted_at": work.at_iso,
            "changed_at": work.at_iso,
        },
    )
    hop = Hop(
        kind=new.first,
        proof=new.proof,
        proof_text=new.proof_text,
        other_side=new.other_side,
        bag_number=new.bag_number,
    )
    time = rules.HopTime(at=work.at, counted_at=work.at)
    _write_hop(work, packet_id, 1, hop, (Place.DESK, time))
    work.changed.add(packet_id)
    return packet_id


def move(work: Work, packet: StoredRow, hop: Hop) -> Place:
    """Let a packet take a step; the time that counts is never before the step before it.

    Raises: NotAllowed if it cannot start from where it is.
    """
    place = rules.after(Place(packet.place), hop.kind)
    time = rules.follow(work.at, from_iso(packet.counted_at))
    number = packet.hops + 1
    _write_hop(work, packet.packet_id, number, hop, (place, time))
    _MOVE.rows(
        work.connection,
        {
            "of_packet": packet.packet_id,
            "place": place.value,
            "bag_number": hop.bag_number if place in _IN_A_BAG else None,
            "hops": number,
            "counted_at": to_iso(time.counted_at),
            "changed_at": work.at_iso,
        },
    )
    work.changed.add(packet.packet_id)
    return place


def move_all(work: Work, found: Sequence[StoredRow], hop: Hop) -> None:
    """Let every packet take the same step."""
    for packet in found:
        move(work, packet, hop)


def _write_hop(
    work: Work, packet_id: str, number: int, hop: Hop, end: tuple[Place, rules.HopTime]
) -> None:
    place, time = end
    _INSERT_HOP.rows(
        work.connection,
        {
            "packet_id": packet_id,
            "hop": number,
            "kind": hop.kind.value,
            "place": place.value,
            "bag_number": hop.bag_number,
            "person_id": work.act.author_id,
            "other_side": hop.other_side,
            "at": to_iso(time.at),
            "counted_at": to_iso(time.counted_at),
            "clock_was_wrong": int(time.clock_was_wrong),
            "proof": hop.proof.value,
            "proof_text": hop.proof_text,
        },
    )


def packets_of(connection: Connection, reference: str) -> Sequence[StoredRow]:
    """Give the packets that ever travelled under a reference, newest first."""
    return connection.execute(_BY_REFERENCE, {"reference": reference}).all()


def packet(connection: Connection, packet_id: str) -> StoredRow:
    """Give one packet. Raises: NotFound."""
    row = connection.execute(_BY_ID, {"packet_id": packet_id}).first()
    if row is None:
        raise NotFound(tr("These papers are not in the book of this desk."))
    return row


def follow_state(work: Work, found: StoredRow, state: DossierState) -> None:
    """Move the dossier of a packet along, unless the authority already told more.

    The deadline for forwarding stays the next action until the papers are handed over.
    """
    if found.dossier_id is None or found.kind != PacketKind.FILING.value:
        return
    now = _STATE.first(work.connection, {"dossier_id": found.dossier_id})
    if now is None or state not in allowed_next(DossierState(now[0])):
        return
    if found.forward_by is not None and state is not DossierState.HANDED_OVER:
        due: dict[str, object] = {"next_action_at": found.forward_by}
        rows.set_state(work, found.dossier_id, state, **due)
    else:
        rows.set_state(work, found.dossier_id, state)


def default_destination(connection: Connection) -> str:
    """Give to whom papers go when nobody said otherwise: the receiver on the slips."""
    kept: str | None = connection.execute(
        select(setting_rows.c.value).where(setting_rows.c.key == settings.RECEIVER.key)
    ).scalar()
    return kept or settings.RECEIVER.default


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPaper:
    """A paper that is handed in; what is only shown and handed back at once is not."""

    component_id: str
    name: str
    status: PaperStatus
    sheets: int


def on_paper(connection: Connection, dossier_id: str) -> tuple[OnPaper, ...]:
    """Give the papers of a dossier that go into its envelope, in the order of the list."""
    found = connection.execute(
        select(papers)
        .where(
            papers.c.dossier_id == dossier_id,
            papers.c.need != Need.NO_LONGER.value,
            papers.c.kind != SHOWN_ONLY,
            papers.c.status.in_([PaperStatus.ORIGINAL.value, PaperStatus.COPY.value]),
        )
        .order_by(papers.c.position)
    )
    return tuple(
        OnPaper(
            component_id=row.component_id,
            name=row.name,
            status=PaperStatus(row.status),
            sheets=row.sheets,
        )
        for row in found
    )
