"""What the center tells a desk: numbered for each desk without a gap."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk import clock, ids
from agent_desk.wire import Notice, NoticeKind, NoticePage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from agent_desk.center.database import Connection

PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A notice before it has its number; ``body`` becomes the JSON text that is kept as it is."""

    kind: NoticeKind
    subject_id: str
    body: Mapping[str, object]


def append(db: Connection, desk_id: str, drafts: Sequence[Draft], now: datetime) -> None:
    """Number and store notices, in the order given.

    The numbers come from the desk's row in the same transaction: its lock keeps them gapless.
    """
    if not drafts:
        return
    row = db.execute(
        "UPDATE desks SET notices_through = notices_through + %s WHERE desk_id = %s"
        " RETURNING notices_through",
        (len(drafts), desk_id),
    ).fetchone()
    first = int(row[0]) - len(drafts) + 1 if row else 1
    with db.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO notices (desk_id, number, notice_id, kind, subject_id, issued_at, body)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s)",
            [
                (
                    desk_id,
                    number,
                    ids.uuid7(),
                    draft.kind.value,
                    draft.subject_id,
                    now,
                    json.dumps(draft.body, ensure_ascii=False, separators=(",", ":")),
                )
                for number, draft in enumerate(drafts, start=first)
            ],
        )


def page(db: Connection, desk_id: str, after: int) -> NoticePage:
    """Give the notices behind ``after``, oldest first, at most ``PAGE`` of them."""
    rows = db.execute(
        "SELECT number, notice_id, kind, subject_id, issued_at, body FROM notices"
        " WHERE desk_id = %s AND number > %s ORDER BY number LIMIT %s",
        (desk_id, after, PAGE + 1),
    ).fetchall()
    notices = tuple(
        Notice(
            number=row[0],
            notice_id=row[1],
            kind=row[2],
            subject_id=row[3],
            issued_at=clock.to_iso(row[4]),
            body=row[5],
        )
        for row in rows[:PAGE]
    )
    return NoticePage(notices=notices, more=len(rows) > PAGE)


def acknowledge(db: Connection, desk_id: str, through: int) -> None:
    """Note that the desk has applied every notice up to this number; never moves back."""
    db.execute(
        "UPDATE desks SET notices_acked = greatest(notices_acked, least(%s, notices_through))"
        " WHERE desk_id = %s",
        (through, desk_id),
    )
