"""What waits for the center, oldest first, and what the center has countersigned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from agent_desk.store import ledger
from agent_desk.store.tables import blobs, dossiers, facts, notices, receipts, sync_state

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingFact:
    """A fact not yet covered by a receipt; ``reference`` is empty when it is not of a dossier."""

    seq: int
    kind: str
    recorded_at: str
    reference: str
    procedure_name: str
    is_accepted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncView:
    """The state of sending. ``oldest_at`` is empty when nothing waits."""

    head_seq: int
    accepted_through: int
    receipted_through: int
    waiting_facts: int
    waiting_blobs: int
    waiting_bytes: int
    oldest_at: str
    attempted_at: str
    succeeded_at: str
    next_attempt_at: str
    last_error: str
    stopped_code: str
    clock_offset_ms: int | None
    receipt_id: str
    receipt_at: str
    notices: int

    @property
    def is_green(self) -> bool:
        """Say whether a signed receipt covers everything; the only green there is."""
        return self.waiting_facts == 0 and self.waiting_blobs == 0 and self.head_seq > 0


def view(connection: Connection) -> SyncView:
    """Give the state of sending in one small read."""
    state = connection.execute(select(sync_state)).one()
    end = ledger.head(connection)
    waiting = connection.execute(
        select(func.count(), func.coalesce(func.sum(blobs.c.size_bytes), 0)).where(
            blobs.c.receipt_id.is_(None)
        )
    ).one()
    oldest = connection.execute(
        select(facts.c.recorded_at).where(facts.c.seq == state.receipted_through + 1)
    ).scalar()
    receipt = connection.execute(
        select(receipts.c.receipt_id, receipts.c.received_at)
        .order_by(receipts.c.through_seq.desc(), receipts.c.received_at.desc())
        .limit(1)
    ).first()
    return SyncView(
        head_seq=end.seq,
        accepted_through=state.accepted_through,
        receipted_through=state.receipted_through,
        waiting_facts=end.seq - state.receipted_through,
        waiting_blobs=waiting[0],
        waiting_bytes=waiting[1],
        oldest_at=oldest or "",
        attempted_at=state.attempted_at or "",
        succeeded_at=state.succeeded_at or "",
        next_attempt_at=state.next_attempt_at or "",
        last_error=state.last_error or "",
        stopped_code=state.stopped_code or "",
        clock_offset_ms=state.clock_offset_ms,
        receipt_id=receipt.receipt_id if receipt else "",
        receipt_at=receipt.received_at if receipt else "",
        # Numbered without gaps from 1, so the last number is their count.
        notices=connection.execute(select(func.max(notices.c.number))).scalar() or 0,
    )


def waiting(connection: Connection, *, limit: int = 50) -> tuple[WaitingFact, ...]:
    """Give what waits, oldest first."""
    state = connection.execute(select(sync_state)).one()
    rows = connection.execute(
        select(
            facts.c.seq,
            facts.c.kind,
            facts.c.recorded_at,
            dossiers.c.reference,
            dossiers.c.procedure_name,
        )
        .join_from(facts, dossiers, facts.c.subject_id == dossiers.c.dossier_id, isouter=True)
        .where(facts.c.seq > state.receipted_through)
        .order_by(facts.c.seq)
        .limit(limit)
    )
    return tuple(
        WaitingFact(
            seq=row.seq,
            kind=row.kind,
            recorded_at=row.recorded_at,
            reference=row.reference or "",
            procedure_name=row.procedure_name or "",
            is_accepted=row.seq <= state.accepted_through,
        )
        for row in rows
    )
