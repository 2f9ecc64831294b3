"""Mail for a desk from what another desk did: put down by anyone, delivered under its own lock.

A push holds the lock of its own desk; taking another desk's too would let two pushes wait for
each other for ever. So what concerns another desk is put down here and becomes a numbered notice
when that desk asks.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from agent_desk import ids
from agent_desk.center import notices
from agent_desk.center.notices import Draft
from agent_desk.wire import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from agent_desk.center.database import Connection


def put(db: Connection, desk_id: str, draft: Draft) -> None:
    """Put down what a desk shall be told; needs no lock of that desk."""
    db.execute(
        "INSERT INTO desk_mail (desk_id, mail_id, kind, subject_id, body)"
        " VALUES (%s, %s, %s, %s, %s)",
        (
            desk_id,
            ids.uuid7(),
            draft.kind.value,
            draft.subject_id,
            json.dumps(draft.body, ensure_ascii=False, separators=(",", ":")),
        ),
    )


def lock_numbers(db: Connection, numbers: Sequence[str]) -> None:
    """Let no other desk judge these references, bags or items until this transaction ends.

    Taken once in a transaction, in one order by everybody and always after the desk's own row, so
    nobody can wait in a circle.
    """
    if numbers:
        db.execute(
            "SELECT pg_advisory_xact_lock(h) FROM (SELECT DISTINCT hashtextextended(n, 0) h"
            " FROM unnest(%b::text[]) n ORDER BY h) locks",
            (list(numbers),),
        )


def deliver(db: Connection, desk_id: str, now: datetime) -> None:
    """Turn the mail of a desk into notices, in the order in which it was put down."""
    waiting = db.execute(
        "SELECT 1 FROM desk_mail WHERE desk_id = %s LIMIT 1", (desk_id,)
    ).fetchone()
    if waiting is None:
        return
    db.execute("SELECT 1 FROM desks WHERE desk_id = %s FOR UPDATE", (desk_id,))
    rows = db.execute(
        "DELETE FROM desk_mail WHERE desk_id = %s RETURNING mail_id, kind, subject_id, body",
        (desk_id,),
    ).fetchall()
    drafts = [
        Draft(kind=NoticeKind(row[1]), subject_id=row[2], body=json.loads(row[3]))
        for row in sorted(rows)
    ]
    notices.append(db, desk_id, drafts, now)
