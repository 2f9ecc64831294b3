"""Bags and the papers around them, as the Hand-over page and its papers need them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from agent_desk.domain.bags import BagState, Direction, ItemState
from agent_desk.domain.custody import HopKind, PacketKind, Place, Proof
from agent_desk.domain.disputes import DisputeState
from agent_desk.errors import NotFound
from agent_desk.i18n import tr
from agent_desk.store.custody_tables import bag_items, bags, disputes, hops, packets, state_money
from agent_desk.store.tables import citizens, dossiers

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from agent_desk.store.tables import StoredRow

_OPEN_STATES = tuple(
    state.value for state in BagState if state not in (BagState.HANDED_OVER, BagState.RECEIVED)
)
_COUNT = (
    select(func.count())
    .where(
        bag_items.c.number == bags.c.number,
        bag_items.c.state.not_in([ItemState.REMOVED.value, ItemState.EXPECTED.value]),
    )
    .scalar_subquery()
)
_DISPUTED = (
    select(func.count())
    .where(disputes.c.bag_number == bags.c.number, disputes.c.state != DisputeState.CLOSED.value)
    .scalar_subquery()
)
_BAGS = select(bags, _COUNT.label("items"), _DISPUTED.label("open_disputes"))
_OWNER = citizens.c.name.label("owner_name")
_PACKETS = select(
    packets, dossiers.c.procedure_name, dossiers.c.procedure_code, dossiers.c.official_code, _OWNER
).select_from(
    packets.outerjoin(dossiers, packets.c.dossier_id == dossiers.c.dossier_id).outerjoin(
        citizens, dossiers.c.owner_id == citizens.c.citizen_id
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BagRow:
    """One bag in the list; times are ISO UTC or empty."""

    number: str
    direction: Direction
    other_side: str
    state: BagState
    cutoff_at: str
    seal_number: str
    courier: str
    minutes_number: str
    signer: str
    listed: int
    times_opened: int
    sealed_at: str
    left_at: str
    arrived_at: str
    signed_at: str
    closed_at: str
    clock_was_wrong: bool
    items: int
    open_disputes: int
    clerk_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketRow:
    """One packet; ``owner_name`` is empty for the papers of another desk."""

    packet_id: str
    reference: str
    dossier_id: str
    kind: PacketKind
    place: Place
    destination: str
    bag_number: str
    originals: int
    copies: int
    sheets: int
    forward_by: str
    taken_at: str
    filed_at: str
    appointment_at: str
    appointment_note: str
    told_at: str
    owner_name: str
    procedure_name: str
    procedure_code: str
    official_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """One line of a bag's list; ``packet`` is None for what was only announced or too many."""

    reference: str
    state: ItemState
    packet: PacketRow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HopRow:
    """One hop of a packet as screens show it."""

    kind: HopKind
    place: Place
    bag_number: str
    person_id: str
    other_side: str
    at: str
    counted_at: str
    clock_was_wrong: bool
    proof: Proof
    proof_text: str


def bag_rows(connection: Connection, day_start: str) -> tuple[BagRow, ...]:
    """Give the bags in work and those closed since an instant: open by cut-off, closed last."""
    found = connection.execute(
        _BAGS.where(bags.c.state.in_(_OPEN_STATES) | (bags.c.closed_at >= day_start)).order_by(
            bags.c.closed_at.is_not(None),
            func.coalesce(bags.c.cutoff_at, "9"),
            bags.c.opened_at,
        )
    )
    return tuple(_bag(row) for row in found)


def bag(connection: Connection, number: str) -> BagRow:
    """Give one bag. Raises: NotFound."""
    row = connection.execute(_BAGS.where(bags.c.number == number)).first()
    if row is None:
        raise NotFound(tr("This bag is not in the book of this desk."))
    return _bag(row)


def items(connection: Connection, number: str) -> tuple[ItemRow, ...]:
    """Give what is known of the content of a bag, in the order of references."""
    found = connection.execute(
        select(bag_items)
        .where(bag_items.c.number == number, bag_items.c.state != ItemState.REMOVED.value)
        .order_by(bag_items.c.reference)
    ).all()
    known = {
        row.packet_id: _packet(row)
        for row in connection.execute(
            _PACKETS.join(bag_items, bag_items.c.packet_id == packets.c.packet_id).where(
                bag_items.c.number == number
            )
        )
    }
    return tuple(
        ItemRow(
            reference=row.reference,
            state=ItemState(row.state),
            packet=known.get(row.packet_id),
        )
        for row in found
    )


def lying_beside(connection: Connection) -> tuple[PacketRow, ...]:
    """Give the papers that lie here in no bag and must go on, the most urgent first."""
    found = connection.execute(
        _PACKETS.where(
            packets.c.place == Place.DESK.value, packets.c.kind != PacketKind.RESULT.value
        ).order_by(func.coalesce(packets.c.forward_by, "9"), packets.c.reference)
    )
    return tuple(_packet(row) for row in found)


def not_where_they_should_be(connection: Connection) -> tuple[PacketRow, ...]:
    """Give papers looked for, and those the authority sent back that are not here yet."""
    sent_back = (
        select(hops.c.packet_id)
        .where(
            hops.c.packet_id == packets.c.packet_id,
            hops.c.hop == packets.c.hops,
            hops.c.kind == HopKind.SENT_BACK.value,
        )
        .exists()
    )
    found = connection.execute(
        _PACKETS.where((packets.c.place == Place.UNKNOWN.value) | sent_back).order_by(
            packets.c.changed_at, packets.c.reference
        )
    )
    return tuple(_packet(row) for row in found)


def to_tell(connection: Connection, *, limit: int = 200) -> tuple[PacketRow, ...]:
    """Give papers handed over whose citizen has not been told code and day, the oldest first."""
    found = connection.execute(
        _PACKETS.where(
            packets.c.place == Place.AUTHORITY.value,
            packets.c.told_at.is_(None),
            packets.c.dossier_id.is_not(None),
        )
        .order_by(packets.c.filed_at, packets.c.reference)
        .limit(limit)
    )
    return tuple(_packet(row) for row in found)


def packet_by_reference(connection: Connection, reference: str) -> PacketRow | None:
    """Give the newest packet under a reference; None if none ever was."""
    row = connection.execute(
        _PACKETS.where(packets.c.reference == reference).order_by(
            packets.c.taken_at.desc(), packets.c.packet_id.desc()
        )
    ).first()
    return None if row is None else _packet(row)


def hops_of(connection: Connection, packet_id: str) -> tuple[HopRow, ...]:
    """Give the way of a packet from the first hop on."""
    found = connection.execute(
        select(hops).where(hops.c.packet_id == packet_id).order_by(hops.c.hop)
    )
    return tuple(
        HopRow(
            kind=HopKind(row.kind),
            place=Place(row.place),
            bag_number=row.bag_number or "",
            person_id=row.person_id,
            other_side=row.other_side,
            at=row.at,
            counted_at=row.counted_at,
            clock_was_wrong=bool(row.clock_was_wrong),
            proof=Proof(row.proof),
            proof_text=row.proof_text,
        )
        for row in found
    )


def held_vnd(connection: Connection, number: str) -> dict[str, int]:
    """Give the state fees held for each reference in a bag; what holds none is left out."""
    sign = {"taken": 1, "remitted": -1, "returned": -1}
    found = connection.execute(
        select(packets.c.reference, state_money.c.kind, func.sum(state_money.c.amount_vnd))
        .join_from(bag_items, packets, bag_items.c.packet_id == packets.c.packet_id)
        .join(state_money, state_money.c.dossier_id == packets.c.dossier_id)
        .where(bag_items.c.number == number)
        .group_by(packets.c.reference, state_money.c.kind)
    )
    held: dict[str, int] = {}
    for reference, kind, amount in found:
        held[reference] = held.get(reference, 0) + sign[kind] * amount
    return {reference: amount for reference, amount in held.items() if amount}


def _bag(row: StoredRow) -> BagRow:
    return BagRow(
        number=row.number,
        direction=Direction(row.direction),
        other_side=row.other_side,
        state=BagState(row.state),
        cutoff_at=row.cutoff_at or "",
        seal_number=row.seal_number,
        courier=row.courier,
        minutes_number=row.minutes_number,
        signer=row.signer,
        listed=row.listed,
        times_opened=row.times_opened,
        sealed_at=row.sealed_at or "",
        left_at=row.left_at or "",
        arrived_at=row.arrived_at or "",
        signed_at=row.signed_at or "",
        closed_at=row.closed_at or "",
        clock_was_wrong=bool(row.clock_was_wrong),
        items=row.items,
        open_disputes=row.open_disputes,
        clerk_id=row.clerk_id,
    )


def _packet(row: StoredRow) -> PacketRow:
    return PacketRow(
        packet_id=row.packet_id,
        reference=row.reference,
        dossier_id=row.dossier_id or "",
        kind=PacketKind(row.kind),
        place=Place(row.place),
        destination=row.destination,
        bag_number=row.bag_number or "",
        originals=row.originals,
        copies=row.copies,
        sheets=row.sheets,
        forward_by=row.forward_by or "",
        taken_at=row.taken_at,
        filed_at=row.filed_at or "",
        appointment_at=row.appointment_at or "",
        appointment_note=row.appointment_note,
        told_at=row.told_at or "",
        owner_name=row.owner_name or "",
        procedure_name=row.procedure_name or "",
        procedure_code=row.procedure_code or "",
        official_code=row.official_code or "",
    )
