"""Since when the center holds a dossier, in the words of its own countersigned receipts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from agent_desk.domain.facts import FactKind
from agent_desk.store.tables import attachments, blobs, facts, receipts, sync_state

if TYPE_CHECKING:
    from sqlalchemy import Connection

_OF_PRINTS = (FactKind.DOCUMENT_PRINTED.value, FactKind.PRINT_ANSWERED.value)


def held_since(connection: Connection, dossier_id: str) -> str:
    """Give the time in the receipt that made everything of a dossier held; empty if it is not.

    Everything: each of its facts and each file attached now. Only the record of a print is left
    out, else each print would take back what the paper before it said.
    """
    through = connection.execute(select(sync_state.c.receipted_through)).scalar() or 0
    last = connection.execute(
        select(func.max(facts.c.seq)).where(
            facts.c.subject_id == dossier_id, facts.c.kind.not_in(_OF_PRINTS)
        )
    ).scalar()
    if last is None or last > through:
        return ""
    covering = connection.execute(
        select(receipts.c.body)
        .where(receipts.c.through_seq >= last)
        .order_by(receipts.c.through_seq, receipts.c.received_at)
        .limit(1)
    ).scalar()
    scans = connection.execute(
        select(receipts.c.body)
        .select_from(attachments)
        .join(blobs, attachments.c.sha256 == blobs.c.sha256)
        .outerjoin(receipts, blobs.c.receipt_id == receipts.c.receipt_id)
        .where(attachments.c.dossier_id == dossier_id, attachments.c.removed_at.is_(None))
    ).scalars()
    bodies = [covering, *scans]
    if any(body is None for body in bodies):
        return ""
    return max(str(json.loads(body)["issued_at"]) for body in bodies if body is not None)
