"""The center's countersignature of what it holds: the only proof that counts."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

from agent_desk import clock, ids, signing
from agent_desk.wire import Receipt, SignedReceipt

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from agent_desk.center.database import Connection


def issue(
    db: Connection, key: bytes, desk_id: str, held_blobs: Sequence[str], now: datetime
) -> SignedReceipt:
    """Sign and store what the center holds of this desk: its facts and these blobs."""
    row = db.execute(
        "SELECT accepted_through, head_sha256 FROM desks WHERE desk_id = %s", (desk_id,)
    ).fetchone()
    through_seq, head_sha256 = (row[0], row[1]) if row else (0, "")
    receipt = Receipt(
        receipt_id=ids.uuid7(),
        desk_id=desk_id,
        through_seq=through_seq,
        head_sha256=head_sha256,
        blobs=tuple(held_blobs),
        issued_at=clock.to_iso(now),
    )
    body = json.dumps(dataclasses.asdict(receipt), separators=(",", ":"))
    signature = signing.sign(key, signing.receipt_message(body.encode()))
    db.execute(
        "INSERT INTO receipts (desk_id, receipt_id, through_seq, body, signature, issued_at)"
        " VALUES (%s, %s, %s, %s, %s, %s)",
        (desk_id, receipt.receipt_id, through_seq, body, signature, now),
    )
    return SignedReceipt(body=body, signature=signature.hex())
