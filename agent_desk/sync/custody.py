"""Which scans the center still lacks, and the countersignature of what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, update

from agent_desk import signing
from agent_desk.clock import to_iso
from agent_desk.errors import CenterRefused
from agent_desk.i18n import tr
from agent_desk.store.tables import blobs, facts, receipts, sync_state
from agent_desk.sync.client import parse_receipt

if TYPE_CHECKING:
    from agent_desk import wire
    from agent_desk.commands.unit import Desk
    from agent_desk.queries.desk import DeskKeys
    from agent_desk.store.engine import Store


def unsent(store: Store) -> list[str]:
    """Give the scans no receipt lists yet, oldest first; the center says which it lacks."""
    with store.read() as connection:
        return list(
            connection.execute(
                select(blobs.c.sha256)
                .where(blobs.c.receipt_id.is_(None))
                .order_by(blobs.c.stored_at)
            ).scalars()
        )


def unreceipted(store: Store, *, limit: int) -> list[str]:
    """Give scans the center should hold but has not countersigned, oldest first."""
    with store.read() as connection:
        return list(
            connection.execute(
                select(blobs.c.sha256)
                .where(blobs.c.receipt_id.is_(None), blobs.c.uploaded_at.is_not(None))
                .order_by(blobs.c.stored_at)
                .limit(limit)
            ).scalars()
        )


def mark_sent(store: Store, name: str, at: str) -> None:
    """Remember that the center took a scan; only a receipt makes it held."""
    with store.write() as connection:
        connection.execute(update(blobs).where(blobs.c.sha256 == name).values(uploaded_at=at))


def verified(
    desk: Desk, keys: DeskKeys, signed: wire.SignedReceipt, asked: frozenset[str]
) -> wire.Receipt:
    """Check a receipt and keep it with everything it covers, in one transaction.

    Raises: CenterRefused if it is not from our center, not of our chain or names other scans.
    """
    receipt = _read(signed)
    genuine = signing.is_signed_by(
        keys.center_public_key, _signature(signed), signing.receipt_message(signed.body.encode())
    )
    is_ours = receipt.desk_id == desk.identity.desk_id and asked.issuperset(receipt.blobs)
    if not genuine or not is_ours:
        raise _bad_receipt()
    with desk.store.write() as connection:
        head = connection.execute(
            select(facts.c.sha256).where(facts.c.seq == receipt.through_seq)
        ).scalar()
        if head is None or head != receipt.head_sha256:
            raise _bad_receipt()
        connection.execute(
            insert(receipts).prefix_with("OR IGNORE"),
            {
                "receipt_id": receipt.receipt_id,
                "through_seq": receipt.through_seq,
                "head_sha256": receipt.head_sha256,
                "body": signed.body,
                "signature": signed.signature,
                "received_at": to_iso(desk.clock.now()),
            },
        )
        if receipt.blobs:
            connection.execute(
                update(blobs)
                .where(blobs.c.sha256.in_(receipt.blobs))
                .values(receipt_id=receipt.receipt_id)
            )
        through = func.max(sync_state.c.receipted_through, receipt.through_seq)
        connection.execute(update(sync_state).values(receipted_through=through))
    return receipt


def _read(signed: wire.SignedReceipt) -> wire.Receipt:
    try:
        return parse_receipt(signed.body)
    except ValueError as error:
        raise _bad_receipt() from error


def _signature(signed: wire.SignedReceipt) -> bytes:
    try:
        return bytes.fromhex(signed.signature)
    except ValueError as error:
        raise _bad_receipt() from error


def _bad_receipt() -> CenterRefused:
    return CenterRefused(
        tr(
            "The receipt is not from our center or not for this desk. Nothing is marked as "
            "received. Call technical support; go on serving, everything stays saved."
        ),
        code="bad_receipt",
    )
