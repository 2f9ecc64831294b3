"""What the authority asked for and why it refused, in its own words; all intervals are kept."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from agent_desk.store.tables import notices
from agent_desk.wire import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One supplement request; ``answered_at`` ISO, empty while the authority waits."""

    notice_id: str
    asked_at: str
    answered_at: str
    body: Mapping[str, object]


def requests_of(
    connection: Connection, dossier_ids: Iterable[str]
) -> Mapping[str, tuple[Request, ...]]:
    """Give all supplement requests of dossiers, oldest first; all intervals are kept here."""
    found: dict[str, tuple[Request, ...]] = {}
    for row in connection.execute(
        select(notices)
        .where(
            notices.c.subject_id.in_(list(dossier_ids)),
            notices.c.kind == NoticeKind.SUPPLEMENT_REQUESTED.value,
        )
        .order_by(notices.c.number)
    ):
        one = Request(
            notice_id=row.notice_id,
            asked_at=row.issued_at,
            answered_at=row.answered_at or "",
            body=json.loads(row.body),
        )
        found[row.subject_id] = (*found.get(row.subject_id, ()), one)
    return found


def refusal_of(connection: Connection, dossier_id: str) -> Mapping[str, object]:
    """Give the body of the newest refusal that was relayed; empty if none was."""
    body = connection.execute(
        select(notices.c.body)
        .where(notices.c.subject_id == dossier_id, notices.c.kind == NoticeKind.REFUSED.value)
        .order_by(notices.c.number.desc())
        .limit(1)
    ).scalar()
    return json.loads(body) if body is not None else {}
