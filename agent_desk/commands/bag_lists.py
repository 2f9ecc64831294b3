"""The announced list of a bag that came in: known before, or compared when it comes later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update

from agent_desk.commands import bags
from agent_desk.commands.disputes import Difference, dispute
from agent_desk.domain import bags as rules
from agent_desk.domain.bags import BagState, Direction, ItemState
from agent_desk.domain.disputes import DisputeKind
from agent_desk.store.custody_tables import bag_items
from agent_desk.store.custody_tables import bags as bag_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent_desk.commands.unit import Work
    from agent_desk.store.tables import StoredRow

_ITEMS = (
    select(bag_items)
    .where(bag_items.c.number == bindparam("number"))
    .order_by(bag_items.c.reference)
)
_SOURCE = "center"


def has_list(bag: StoredRow) -> bool:
    """Say whether the content was announced; only announced bags have a known moment of sealing."""
    return bag.direction == Direction.IN.value and bag.sealed_at is not None


def items_of(work: Work, number: str) -> Sequence[StoredRow]:
    """Give what is known of each paper of a bag."""
    return work.connection.execute(_ITEMS, {"number": number}).all()


def compare_late(work: Work, bag: StoredRow, listed: Sequence[str], seal_number: str) -> None:
    """Lay the list of a bag that was accepted before its announcement beside what came out of it.

    While its papers are still being scanned the list only takes its place: the end of the count
    compares. After that every difference becomes a disputed item at once. A second list for the
    same bag changes nothing.
    """
    state = BagState(bag.state)
    is_in = bag.direction == Direction.IN.value
    if not is_in or has_list(bag) or state not in (BagState.RECEIVING, BagState.RECEIVED):
        return
    is_counted = state is BagState.RECEIVED
    counted = {item.reference: item for item in items_of(work, bag.number)}
    found: list[Difference] = []
    for reference in [one for one in listed if one not in counted]:
        missing = ItemState.MISSING if is_counted else ItemState.EXPECTED
        bags.keep_item(work, bag.number, reference, (None, missing))
        found.append(_difference(DisputeKind.MISSING, bag, reference))
    for reference in [one for one in counted if one not in listed]:
        packet_id = counted[reference].packet_id
        bags.keep_item(work, bag.number, reference, (packet_id, ItemState.EXTRA))
        found.append(_difference(DisputeKind.EXTRA, bag, reference))
    for difference in found if is_counted else ():
        dispute(work, difference)
    if bag.seal_number and seal_number and not rules.same_seal(bag.seal_number, seal_number):
        dispute(work, _difference(DisputeKind.OTHER_SEAL, bag))
    work.connection.execute(
        update(bag_rows)
        .where(bag_rows.c.number == bag.number)
        .values(
            sealed_at=bag.arrived_at or bag.opened_at,
            listed=len(listed),
            seal_number=bag.seal_number or seal_number,
            changed_at=work.at_iso,
        )
    )
    work.changed.add(bag.number)


def _difference(kind: DisputeKind, bag: StoredRow, reference: str | None = None) -> Difference:
    return Difference(kind=kind, bag_number=bag.number, reference=reference, source=_SOURCE)
