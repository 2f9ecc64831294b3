"""Bags that come in: accepted once, opened, every paper scanned, list and content compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update

from agent_desk.clock import from_iso, local
from agent_desk.commands import bags, custody, rows
from agent_desk.commands.bag_lists import has_list, items_of
from agent_desk.commands.custody import Hop, NewPacket
from agent_desk.commands.disputes import Difference, dispute
from agent_desk.commands.minutes import seal_differences
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain import bags as rules
from agent_desk.domain import reference as numbers
from agent_desk.domain.bags import BagState, Direction, ItemState, SealSeen
from agent_desk.domain.custody import HopKind, PacketKind, Place, Proof, is_here
from agent_desk.domain.disputes import DisputeKind
from agent_desk.domain.dossier import DossierState, allowed_next
from agent_desk.domain.facts import FactKind
from agent_desk.domain.kept_texts import refuse_secrets
from agent_desk.domain.text import clean
from agent_desk.errors import Conflict, InvalidInput
from agent_desk.i18n import tr
from agent_desk.store.custody_tables import bags as bag_rows
from agent_desk.store.tables import dossiers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agent_desk.store.tables import StoredRow

_DOSSIER = select(dossiers).where(dossiers.c.reference == bindparam("reference"))
_COMES_BACK = (Place.COURIER, Place.DOOR, Place.UNKNOWN, Place.OTHER_DESK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A bag on the counter, before it is opened.

    ``number`` empty: it has no label of ours and gets a number here. ``listed`` is the number of
    dossiers written on its list, 0 if there is none.
    """

    number: str = ""
    sender: str = ""
    seal: SealSeen = SealSeen.WHOLE
    seal_number: str = ""
    listed: int = 0


def accept_bag(desk: Desk, act: Act, arrival: Arrival) -> Done:
    """Accept a bag that came in; the same bag is accepted once. Values: ``number``.

    Raises: Conflict that says when and by whom it was accepted, InvalidInput.
    """
    refuse_secrets({"sender": arrival.sender, "seal_number": arrival.seal_number})
    number = rules.require(arrival.number).digits if arrival.number else ""
    if not 0 <= arrival.listed <= rules.MAX_ITEMS:
        message = tr("Write the number of dossiers on the list, 0 if there is no list.")
        raise InvalidInput(message, {"listed": message})

    def do(work: Work) -> Mapping[str, str]:
        name = number or bags.mint(work)
        known = work.connection.execute(select(bag_rows).where(bag_rows.c.number == name)).first()
        if known is not None and known.state != BagState.ANNOUNCED.value:
            raise _accepted_before(known)
        if known is None:
            sender = clean(arrival.sender)
            bags.write_bag(work, name, (Direction.IN, BagState.ANNOUNCED), sender)
        bag = bags.require_bag(work, name)
        seal_text = clean(arrival.seal_number).upper()
        listed = arrival.listed or bag.listed
        bags.step(work, bag, BagState.RECEIVING, arrived_at=work.at_iso, listed=listed)
        found = seal_differences(arrival.seal, name, seal_text)
        is_other = bool(bag.seal_number and seal_text) and not rules.same_seal(
            bag.seal_number, seal_text
        )
        if is_other and not found:
            found = seal_differences(SealSeen.OTHER_NUMBER, name, seal_text)
        for difference in found:
            dispute(work, difference)
        _keep_seal(work, bag, seal_text)
        body = {
            "direction": Direction.IN.value,
            "other_side": bag.other_side,
            "seal": arrival.seal.value,
            "seal_number": seal_text,
            "listed": listed,
        }
        work.record(FactKind.BAG_OPENED, name, body)
        return {"number": name}

    return perform(desk, act, "accept_bag", do)


def scan_arrival(desk: Desk, act: Act, number: str, reference: str) -> Done:
    """Take one paper out of a bag that came in. Values: ``state`` (an ItemState), ``packet_id``.

    A paper nobody knows is kept as a guest, never refused. Raises: Conflict if it lies here
    already, InvalidInput for a misread number.
    """
    digits = numbers.check(reference).digits

    def do(work: Work) -> Mapping[str, str]:
        bag = bags.require_bag(work, number, BagState.RECEIVING)
        items = {item.reference: item for item in items_of(work, number)}
        item = items.get(digits)
        if item is not None and item.state != ItemState.EXPECTED.value:
            raise Conflict(tr("Already scanned out of this bag. It is counted once."))
        packet_id = _receive(work, bag, digits)
        is_listed = item is not None or not has_list(bag)
        state = ItemState.RECEIVED if is_listed else ItemState.EXTRA
        bags.keep_item(work, number, digits, (packet_id, state))
        body = {"reference": digits, "packet_id": packet_id, "is_guest": False, "cutoff_at": ""}
        work.record(FactKind.BAG_ITEM_ADDED, number, body)
        return {"state": state.value, "packet_id": packet_id}

    return perform(desk, act, "scan_arrival", do)


def finish_bag(desk: Desk, act: Act, number: str, damaged: tuple[str, ...] = ()) -> Done:
    """Close the count of a bag that came in: what does not fit becomes a disputed item.

    Values: ``received``, ``disputed`` (counts).
    """

    def do(work: Work) -> Mapping[str, str]:
        bag = bags.require_bag(work, number, BagState.RECEIVING)
        items = items_of(work, number)
        found = _differences(work, bag, items, damaged)
        for difference in found:
            dispute(work, difference)
        counted = bags.step(work, bag, BagState.RECEIVED, closed_at=work.at_iso)
        got = (ItemState.RECEIVED.value, ItemState.EXTRA.value, ItemState.DAMAGED.value)
        after = items_of(work, number)
        received = [item.reference for item in after if item.state in got]
        body = {
            "seal_number": bag.seal_number,
            "references": received,
            "items": [{"reference": one.reference, "state": one.state} for one in after],
            "listed": bag.listed,
            "counted_at": counted,
        }
        work.record(FactKind.BAG_RECEIVED, number, body)
        return {"received": str(len(received)), "disputed": str(len(found))}

    return perform(desk, act, "finish_bag", do)


def take_back(desk: Desk, act: Act, packet_id: str) -> Done:
    """Note that papers the authority sent back, or that were looked for, lie here again."""

    def do(work: Work) -> Mapping[str, str]:
        packet = custody.packet(work.connection, packet_id)
        is_lost = packet.place == Place.UNKNOWN.value
        kind = HopKind.FOUND if is_lost else HopKind.RECEIVED
        place = custody.move(work, packet, Hop(kind=kind, proof=Proof.SCAN))
        custody.follow_state(work, packet, DossierState.TAKEN_IN)
        body = {
            "packet_id": packet_id,
            "bag_number": packet.bag_number or "",
            "place": place.value,
        }
        work.record(FactKind.PAPER_CAME_BACK, packet.dossier_id or packet_id, body)
        return {"place": place.value}

    return perform(desk, act, "take_back", do)


def _receive(work: Work, bag: StoredRow, reference: str) -> str:
    found = custody.packets_of(work.connection, reference)
    if any(is_here(Place(packet.place)) for packet in found):
        raise Conflict(tr("By the book these papers lie here already. Look for a second slip."))
    dossier = work.connection.execute(_DOSSIER, {"reference": reference}).first()
    is_result = dossier is not None and _brings_result(dossier)
    back = next((packet for packet in found if Place(packet.place) in _COMES_BACK), None)
    hop = Hop(
        kind=HopKind.RECEIVED,
        proof=Proof.SCAN,
        other_side=bag.other_side,
        bag_number=bag.number,
    )
    if back is not None and not is_result:
        custody.move(work, back, hop)
        custody.follow_state(work, back, DossierState.TAKEN_IN)
        return str(back.packet_id)
    packet_id = custody.open_packet(
        work,
        NewPacket(
            reference=reference,
            dossier_id=dossier.dossier_id if dossier is not None else None,
            kind=PacketKind.RESULT if dossier is not None else PacketKind.GUEST,
            destination="",
            first=HopKind.RECEIVED,
            proof=Proof.SCAN,
            other_side=bag.other_side,
            bag_number=bag.number,
        ),
    )
    if dossier is not None and is_result:
        _result_is_here(work, dossier)
    return packet_id


def _brings_result(dossier: StoredRow) -> bool:
    return DossierState.RESULT_AT_DESK in allowed_next(DossierState(dossier.state))


def _result_is_here(work: Work, dossier: StoredRow) -> None:
    rows.set_state(work, dossier.dossier_id, DossierState.RESULT_AT_DESK)
    body = {"form": dossier.result_form or "", "result_number": dossier.result_number or ""}
    work.record(FactKind.RESULT_RECEIVED, dossier.dossier_id, body)


def _differences(
    work: Work, bag: StoredRow, items: Sequence[StoredRow], damaged: tuple[str, ...]
) -> list[Difference]:
    found: list[Difference] = []
    for item in items:
        if item.state == ItemState.EXPECTED.value:
            state, kind = ItemState.MISSING, DisputeKind.MISSING
        elif item.state == ItemState.EXTRA.value:
            state, kind = ItemState.EXTRA, DisputeKind.EXTRA
        elif item.reference in damaged:
            state, kind = ItemState.DAMAGED, DisputeKind.DAMAGED
        else:
            continue
        bags.keep_item(work, bag.number, item.reference, (item.packet_id, state))
        found.append(Difference(kind=kind, bag_number=bag.number, reference=item.reference))
    counted = sum(item.state != ItemState.EXPECTED.value for item in items)
    if bag.listed and not has_list(bag) and counted != bag.listed:
        kind = DisputeKind.MISSING if counted < bag.listed else DisputeKind.EXTRA
        about = tr("{n} on the list, {m} in the bag", n=bag.listed, m=counted)
        found.append(Difference(kind=kind, bag_number=bag.number, about=about))
    return found


def _keep_seal(work: Work, bag: StoredRow, seal_text: str) -> None:
    if seal_text and not bag.seal_number:
        work.connection.execute(
            update(bag_rows).where(bag_rows.c.number == bag.number).values(seal_number=seal_text)
        )


def _accepted_before(known: StoredRow) -> Conflict:
    if known.direction == Direction.OUT.value:
        return Conflict(
            tr(
                "This is a bag of this desk that is “{state}”. If the courier brought it back, "
                "choose it in the list and open it with that reason.",
                state=rules.say(BagState(known.state)),
            ),
            ours=known.number,
        )
    moment = local(from_iso(known.arrived_at or known.opened_at))
    return Conflict(
        tr(
            "This bag is in the book of this desk already, since {day} at {time}. It cannot be "
            "received twice; open it from the list.",
            day=moment.strftime("%d/%m/%Y"),
            time=moment.strftime("%H:%M"),
        ),
        ours=known.number,
    )
