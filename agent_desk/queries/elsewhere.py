"""Dossiers of other desks as last known here, and edits that went out or came in."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from agent_desk.store.counter_tables import edits, known_elsewhere
from agent_desk.wire import LookUpEvent, LookUpReply

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class EditRow:
    """One edit; ``is_ours`` was made at this desk."""

    edit_id: str
    reference: str
    dossier_id: str
    is_ours: bool
    field: str
    value: str
    reason: str
    state: str
    site: str
    desk_code: str
    made_at: str
    answer: str


def last_known(connection: Connection, number: str) -> LookUpReply | None:
    """Give what the center last said of a dossier; None if it was never looked up here."""
    content: str | None = connection.execute(
        select(known_elsewhere.c.content).where(
            or_(known_elsewhere.c.reference == number, known_elsewhere.c.official_code == number)
        )
    ).scalar()
    if content is None:
        return None
    raw = json.loads(content)
    known = {one.name for one in fields(LookUpReply)}
    history = tuple(LookUpEvent(**event) for event in raw.pop("history", ()))
    return LookUpReply(
        **{key: value for key, value in raw.items() if key in known}, history=history
    )


def lease_until(connection: Connection, reference: str) -> str:
    """Give until when this desk may edit a dossier (ISO, the center's clock); empty if not."""
    found: str | None = connection.execute(
        select(known_elsewhere.c.lease_until).where(known_elsewhere.c.reference == reference)
    ).scalar()
    return found or ""


def latest_edits(connection: Connection, limit: int = 100) -> tuple[EditRow, ...]:
    """Give the newest edits, those that wait for a decision here first."""
    found = connection.execute(
        select(edits)
        .order_by((edits.c.state == "open").desc(), edits.c.made_at.desc())
        .limit(limit)
    )
    return tuple(
        EditRow(
            edit_id=row.edit_id,
            reference=row.reference,
            dossier_id=row.dossier_id or "",
            is_ours=bool(row.is_ours),
            field=row.field,
            value=row.value,
            reason=row.reason,
            state=row.state,
            site=row.site,
            desk_code=row.desk_code,
            made_at=row.made_at,
            answer=row.answer,
        )
        for row in found
    )
