"""The desk's whole history as a file that proves itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from agent_desk import export_file, signing, wire
from agent_desk.clock import to_iso
from agent_desk.domain.ledger import SealedFact
from agent_desk.errors import NotFound
from agent_desk.i18n import tr
from agent_desk.queries import desk as desk_query
from agent_desk.store import ledger
from agent_desk.store.tables import fact_private, facts, receipts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from agent_desk.clock import Clock
    from agent_desk.store.engine import Store


def export(store: Store, clock: Clock, path: Path, *, with_private: bool) -> int:
    """Write every fact and receipt; with or without the personal data. Give the number of facts.

    Raises: NotFound before enrolment.
    """
    with store.read() as connection:
        identity = desk_query.identity(connection)
        if identity is None:
            raise NotFound(tr("This desk is not enrolled yet; there is nothing to export."))
        keys = desk_query.keys(connection)
        end = ledger.head(connection)
        header = export_file.ExportHeader(
            desk_id=identity.desk_id,
            site_name=identity.site_name,
            desk_public_key=signing.public_key(keys.private_key).hex(),
            center_public_key=keys.center_public_key.hex(),
            exported_at=to_iso(clock.now()),
            has_private=with_private,
            facts=end.seq,
            receipts=connection.execute(select(func.count()).select_from(receipts)).scalar_one(),
            head_sha256=end.sha256,
            is_practice=store.is_practice,
        )
        rows = _facts(connection, with_private=with_private)
        export_file.write(path, header, rows, _receipts(connection))
    return end.seq


def _facts(connection: Connection, *, with_private: bool) -> Iterator[SealedFact]:
    both = facts.outerjoin(fact_private, facts.c.seq == fact_private.c.seq)
    for row in connection.execute(
        select(
            facts.c.seq, facts.c.line, facts.c.sha256, fact_private.c.salt, fact_private.c.payload
        )
        .select_from(both)
        .order_by(facts.c.seq)
    ).yield_per(500):
        yield SealedFact(
            seq=row.seq,
            line=row.line,
            sha256=row.sha256,
            salt=(row.salt or b"") if with_private else b"",
            payload=(row.payload or b"") if with_private else b"",
        )


def _receipts(connection: Connection) -> Iterator[wire.SignedReceipt]:
    for row in connection.execute(
        select(receipts.c.body, receipts.c.signature).order_by(
            receipts.c.through_seq, receipts.c.received_at
        )
    ):
        yield wire.SignedReceipt(body=row.body, signature=row.signature)
