"""Bags that go out: opened, filled by scanning, sealed, given to the courier, arrived."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, insert, select, text, update

from agent_desk.clock import from_iso, local, to_iso
from agent_desk.commands import custody
from agent_desk.commands.custody import Hop, NewPacket
from agent_desk.commands.slip_check import Slip, require_fitting
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain import bags as rules
from agent_desk.domain.bags import BagState, Direction, ItemState, OpenReason
from agent_desk.domain.custody import HopKind, PacketKind, Proof, follow
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.facts import FactKind
from agent_desk.domain.kept_texts import refuse_secrets
from agent_desk.domain.text import clean
from agent_desk.errors import InvalidInput, NotAllowed, NotFound
from agent_desk.i18n import tr
from agent_desk.store.custody_tables import bag_items, bags, packets
from agent_desk.store.hot import Hot

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agent_desk.store.tables import StoredRow

_NEXT_COUNTER = Hot(
    text(
        "INSERT INTO bag_days (day, last_counter) VALUES (:day, 1) "
        "ON CONFLICT (day) DO UPDATE SET last_counter = last_counter + 1 RETURNING last_counter"
    )
)
_BAG = select(bags).where(bags.c.number == bindparam("number"))
_KEEP_ITEM = Hot(
    text(
        "INSERT INTO bag_items (number, reference, packet_id, state, changed_at) "
        "VALUES (:number, :reference, :packet_id, :state, :changed_at) "
        "ON CONFLICT (number, reference) DO UPDATE SET packet_id = excluded.packet_id, "
        "state = excluded.state, changed_at = excluded.changed_at"
    )
)
_COUNT = Hot(text("SELECT count(*) FROM bag_items WHERE number = :number AND state = 'in'"))
_HELD = (
    select(packets)
    .join_from(bag_items, packets, bag_items.c.packet_id == packets.c.packet_id)
    .where(
        bag_items.c.number == bindparam("number"),
        bag_items.c.state == ItemState.IN.value,
        packets.c.bag_number == bindparam("number"),
    )
    .order_by(packets.c.reference)
)


def open_bag(desk: Desk, act: Act, destination: str) -> Done:
    """Open a bag for one destination. Values: ``number``. Raises: InvalidInput."""
    where = clean(destination)
    refuse_secrets({"destination": where})
    if not where:
        message = tr("Say where the bag goes.")
        raise InvalidInput(message, {"destination": message})

    def do(work: Work) -> Mapping[str, str]:
        number = mint(work)
        write_bag(work, number, (Direction.OUT, BagState.OPEN), where)
        body = {"direction": Direction.OUT.value, "other_side": where}
        work.record(FactKind.BAG_OPENED, number, body)
        return {"number": number}

    return perform(desk, act, "open_bag", do)


def mint(work: Work) -> str:
    """Give the next bag number of this desk and day; final once the transaction ends."""
    day = local(work.at).date()
    ((counter,),) = _NEXT_COUNTER.rows(work.connection, {"day": day.isoformat()})
    return rules.make(work.desk.identity.desk_code, day, counter)


def write_bag(
    work: Work, number: str, kind: tuple[Direction, BagState], other_side: str, **more: object
) -> None:
    """Write the row of a new bag."""
    direction, state = kind
    work.connection.execute(
        insert(bags),
        {
            "number": number,
            "direction": direction.value,
            "other_side": other_side,
            "state": state.value,
            "clerk_id": work.act.author_id,
            "opened_at": work.at_iso,
            "counted_at": work.at_iso,
            "changed_at": work.at_iso,
            **more,
        },
    )
    work.changed.add(number)


def add_to_bag(desk: Desk, act: Act, number: str, slip: Slip) -> Done:
    """Put the papers of a scanned slip into an open bag. Values: ``packet_id``, ``reference``,
    ``count`` (of what is in the bag now).

    Raises: SlipRefused with the right bag or place in words, NotAllowed if the bag is not open.
    """

    def do(work: Work) -> Mapping[str, str]:
        bag = require_bag(work, number, BagState.OPEN)
        found = _fitting(work, bag, slip)
        hop = Hop(kind=HopKind.BAGGED, proof=Proof.SCAN, bag_number=number)
        custody.move(work, found, hop)
        keep_item(work, number, found.reference, (found.packet_id, ItemState.IN))
        cutoff = _earlier(bag.cutoff_at, found.forward_by)
        _change(work, bag, cutoff_at=cutoff)
        work.record(
            FactKind.BAG_ITEM_ADDED,
            number,
            {
                "reference": found.reference,
                "packet_id": found.packet_id,
                "is_guest": found.kind == PacketKind.GUEST.value,
                "cutoff_at": cutoff or "",
            },
        )
        ((count,),) = _COUNT.rows(work.connection, {"number": number})
        return {
            "packet_id": found.packet_id,
            "reference": found.reference,
            "count": str(count),
        }

    return perform(desk, act, "add_to_bag", do)


def remove_from_bag(desk: Desk, act: Act, number: str, reference: str) -> Done:
    """Take papers out of an open bag again; a sealed one must be opened with a reason first."""

    def do(work: Work) -> Mapping[str, str]:
        bag = require_bag(work, number, BagState.OPEN)
        held = {packet.reference: packet for packet in held_packets(work, number)}
        found = held.pop(reference, None)
        if found is None:
            raise NotFound(tr("These papers are not in this bag."))
        custody.move(work, found, Hop(kind=HopKind.UNBAGGED, proof=Proof.SCAN))
        keep_item(work, number, reference, (found.packet_id, ItemState.REMOVED))
        rest = [packet.forward_by for packet in held.values() if packet.forward_by]
        _change(work, bag, cutoff_at=min(rest, default=None))
        body = {"reference": reference, "packet_id": found.packet_id}
        work.record(FactKind.BAG_ITEM_REMOVED, number, body)
        return {"packet_id": found.packet_id}

    return perform(desk, act, "remove_from_bag", do)


def seal(desk: Desk, act: Act, number: str, seal_number: str) -> Done:
    """Seal a bag; its list is final from now on. Values: ``count``.

    Raises: NotAllowed for an empty bag, InvalidInput for a seal number used before.
    """
    seal_text = rules.seal_number(seal_number)

    def do(work: Work) -> Mapping[str, str]:
        bag = require_bag(work, number, BagState.OPEN)
        found = held_packets(work, number)
        if not found:
            raise NotAllowed(tr("This bag is empty. Scan the slips that go into it first."))
        _refuse_used_seal(work, number, seal_text)
        hop = Hop(kind=HopKind.SEALED, proof=Proof.SEAL, proof_text=seal_text, bag_number=number)
        custody.move_all(work, found, hop)
        for packet in found:
            custody.follow_state(work, packet, DossierState.SEALED)
        counted = step(work, bag, BagState.SEALED, seal_number=seal_text, sealed_at=work.at_iso)
        work.record(
            FactKind.BAG_SEALED,
            number,
            {"seal_number": seal_text, "references": references(found), "counted_at": counted},
        )
        return {"count": str(len(found))}

    return perform(desk, act, "seal_bag", do)


def unseal(desk: Desk, act: Act, number: str, why: OpenReason, words: str = "") -> Done:
    """Open a sealed bag again, or one the courier brought back. The reason stays in the book."""
    refuse_secrets({"words": words})
    if why is OpenReason.OTHER and not clean(words):
        message = tr("Write why the sealed bag is opened.")
        raise InvalidInput(message, {"words": message})

    def do(work: Work) -> Mapping[str, str]:
        bag = require_bag(work, number)
        rules.require_step(BagState(bag.state), BagState.OPEN)
        found = held_packets(work, number)
        hop = Hop(
            kind=HopKind.OPENED, proof=Proof.SEAL, proof_text=bag.seal_number, bag_number=number
        )
        custody.move_all(work, found, hop)
        for packet in found:
            custody.follow_state(work, packet, DossierState.TAKEN_IN)
        step(
            work,
            bag,
            BagState.OPEN,
            seal_number="",
            sealed_at=None,
            left_at=None,
            arrived_at=None,
            times_opened=bag.times_opened + 1,
        )
        body = {
            "seal_number": bag.seal_number,
            "reason_code": why.value,
            "from_state": bag.state,
            "references": references(found),
        }
        work.record(FactKind.BAG_UNSEALED, number, body, {"reason": clean(words)})
        return {"seal_number": bag.seal_number}

    return perform(desk, act, "unseal_bag", do)


def leave(desk: Desk, act: Act, number: str, courier: str) -> Done:
    """Give a sealed bag to the courier, who signs the hand-over list."""
    name = clean(courier)
    refuse_secrets({"courier": name})
    if not name:
        message = tr("Write the courier's name, as on the hand-over list.")
        raise InvalidInput(message, {"courier": message})

    def do(work: Work) -> Mapping[str, str]:
        bag = require_bag(work, number, BagState.SEALED)
        found = held_packets(work, number)
        hop = Hop(kind=HopKind.LEFT, proof=Proof.WAYBILL, other_side=name, bag_number=number)
        custody.move_all(work, found, hop)
        for packet in found:
            custody.follow_state(work, packet, DossierState.IN_TRANSIT)
        counted = step(work, bag, BagState.LEFT, courier=name, left_at=work.at_iso)
        body = {"references": references(found), "counted_at": counted}
        work.record(FactKind.BAG_LEFT, number, body, {"courier": name})
        return {"count": str(len(found))}

    return perform(desk, act, "bag_left", do)


def arrive(desk: Desk, act: Act, number: str) -> Done:
    """Note that the bag is at the authority; nothing is filed before the minutes are signed."""

    def do(work: Work) -> Mapping[str, str]:
        bag = require_bag(work, number, BagState.LEFT)
        hop = Hop(
            kind=HopKind.ARRIVED,
            proof=Proof.SCAN,
            other_side=bag.other_side,
            bag_number=number,
        )
        custody.move_all(work, held_packets(work, number), hop)
        counted = step(work, bag, BagState.ARRIVED, arrived_at=work.at_iso)
        work.record(FactKind.BAG_ARRIVED, number, {"counted_at": counted})
        return {}

    return perform(desk, act, "bag_arrived", do)


# What the commands of bags share


def require_bag(work: Work, number: str, state: BagState | None = None) -> StoredRow:
    """Give the row of a bag. Raises: NotFound; NotAllowed if it is not in this state."""
    row = work.connection.execute(_BAG, {"number": number}).first()
    if row is None:
        raise NotFound(
            tr("The bag {number} is not in the book of this desk.", number=rules.group(number))
        )
    if state is not None and row.state != state.value:
        raise NotAllowed(
            tr(
                "The bag {number} is “{state}”, so this cannot be done with it now.",
                number=rules.group(number),
                state=rules.say(BagState(row.state)),
            )
        )
    return row


def held_packets(work: Work, number: str) -> Sequence[StoredRow]:
    """Give the packets in a bag, in the order of their references."""
    return work.connection.execute(_HELD, {"number": number}).all()


def keep_item(work: Work, number: str, reference: str, item: tuple[str | None, ItemState]) -> None:
    """Write what is known of one reference of a bag."""
    packet_id, state = item
    _KEEP_ITEM.rows(
        work.connection,
        {
            "number": number,
            "reference": reference,
            "packet_id": packet_id,
            "state": state.value,
            "changed_at": work.at_iso,
        },
    )


def step(work: Work, bag: StoredRow, following: BagState, **columns: object) -> str:
    """Move a bag on and give the time that counts; it never runs back. Raises: NotAllowed."""
    rules.require_step(BagState(bag.state), following)
    time = follow(work.at, from_iso(bag.counted_at))
    counted = to_iso(time.counted_at)
    wrong = int(time.clock_was_wrong or bool(bag.clock_was_wrong))
    _change(work, bag, state=following.value, counted_at=counted, clock_was_wrong=wrong, **columns)
    return counted


def references(found: Sequence[StoredRow]) -> list[str]:
    """Give the references of packets, in their order."""
    return [packet.reference for packet in found]


def _change(work: Work, bag: StoredRow, **columns: object) -> None:
    work.connection.execute(
        update(bags).where(bags.c.number == bag.number).values(changed_at=work.at_iso, **columns)
    )
    work.changed.add(bag.number)


def _earlier(one: str | None, other: str | None) -> str | None:
    known = [moment for moment in (one, other) if moment]
    return min(known, default=None)


def _refuse_used_seal(work: Work, number: str, seal_text: str) -> None:
    day_before = select(bags.c.number, bags.c.seal_number).where(
        bags.c.number != number, bags.c.seal_number != ""
    )
    for row in work.connection.execute(day_before):
        if rules.same_seal(row.seal_number, seal_text):
            message = tr(
                "This seal number is on the bag {number} already. Read the seal again.",
                number=rules.group(row.number),
            )
            raise InvalidInput(message, {"seal_number": message})


def _fitting(work: Work, bag: StoredRow, slip: Slip) -> StoredRow:
    """Give the packet of a slip if it may go into this bag. Raises: SlipRefused."""
    found = require_fitting(work, bag, slip)
    if found is not None:
        return found
    packet_id = custody.open_packet(
        work,
        NewPacket(
            reference=slip.reference,
            dossier_id=None,
            kind=PacketKind.GUEST,
            destination=bag.other_side,
            first=HopKind.RECEIVED,
            proof=Proof.SCAN,
            other_side=slip.reference[:5],
        ),
    )
    return custody.packet(work.connection, packet_id)
