"""Dossiers seen from another desk: looked up, leased for editing, edited, supplemented.

A lease is one row per reference, on the center's clock; its epoch grows with every holder. An edit
without the newest lease in its time is told as a proposal: never executed, never dropped.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import orjson

from agent_desk.clock import to_iso
from agent_desk.domain.dossier import NationalStatus
from agent_desk.domain.people import mask_number
from agent_desk.domain.phone import mask_phone
from agent_desk.ids import uuid7
from agent_desk.wire import LeaseReply, LookUpEvent, LookUpReply, NoticeKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from agent_desk.center.database import Connection
    from agent_desk.wire import LookUpRequest

LEASE = timedelta(minutes=30)
_MOST_EVENTS = 30
_SUPPLEMENT = NationalStatus.SUPPLEMENT.value
_FIND = (
    "SELECT d.desk_id, d.dossier_id, d.reference, d.procedure_code, d.procedure_name, d.channel,"
    " d.office, d.filed_at, d.filed_seq, d.returned_at, s.name, k.desk_code,"
    " h.official_code, h.status, h.due_at"
    " FROM dossiers d JOIN desks k USING (desk_id) JOIN sites s USING (site_code)"
    " LEFT JOIN handlings h USING (desk_id, dossier_id)"
    " WHERE d.reference = %(n)s OR h.official_code = %(n)s ORDER BY d.filed_at LIMIT 1"
)


def look_up(db: Connection, desk_id: str, asked: LookUpRequest, now: datetime) -> LookUpReply:
    """Give what is known of a dossier, and write down who asked and what for."""
    row = db.execute(_FIND, {"n": asked.number}).fetchone()
    db.execute(
        "INSERT INTO lookups (desk_id, lookup_id, number, purpose, asked_by, was_found, asked_at)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s)",
        (desk_id, uuid7(), asked.number, asked.purpose, asked.asked_by, row is not None, now),
    )
    if row is None:
        return LookUpReply(found=False, as_of=to_iso(now))
    owner = _owner(db, str(row[0]), int(row[8]))
    asked_round, asked_words = _asked(db, row[0], row[1]) if row[13] == _SUPPLEMENT else (0, "")
    return LookUpReply(
        found=True,
        as_of=to_iso(now),
        reference=row[2],
        procedure_code=row[3],
        procedure_name=row[4],
        channel=row[5],
        office=row[6],
        filed_at=row[7],
        returned_at=row[9] or "",
        site=row[10],
        desk_code=row[11],
        official_code=row[12] or "",
        status=row[13] or 0,
        due_at=to_iso(row[14]) if row[14] else "",
        owner_name=owner.get("name", ""),
        owner_number=mask_number(owner.get("number", "")) if owner.get("number") else "",
        owner_phone=mask_phone(owner.get("phone", "")) if owner.get("phone") else "",
        is_own=row[0] == desk_id,
        asked_round=asked_round,
        asked_words=asked_words,
        history=_history(db, str(row[0]), str(row[1])),
    )


def lease(db: Connection, desk_id: str, reference: str, now: datetime) -> LeaseReply:
    """Let one desk hold a dossier for editing, until its time on this clock runs out."""
    known = db.execute("SELECT 1 FROM dossiers WHERE reference = %s", (reference,)).fetchone()
    if known is None:
        return LeaseReply(is_granted=False)
    db.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (reference,))
    row = db.execute(
        "SELECT l.desk_id, l.until, l.epoch, s.name, l.lease_id FROM leases l"
        " JOIN desks d USING (desk_id) JOIN sites s USING (site_code) WHERE reference = %s",
        (reference,),
    ).fetchone()
    if row is not None and row[0] != desk_id and row[1] > now:
        return LeaseReply(is_granted=False, holder=row[3], until=to_iso(row[1]))
    is_mine = row is not None and row[0] == desk_id and row[1] > now
    epoch = (int(row[2]) + (0 if is_mine else 1)) if row is not None else 1
    lease_id = str(row[4]) if row is not None and is_mine else uuid7()
    until = now + LEASE
    db.execute(
        "INSERT INTO leases (reference, desk_id, lease_id, epoch, until)"
        " VALUES (%s, %s, %s, %s, %s) ON CONFLICT (reference) DO UPDATE SET"
        " desk_id = excluded.desk_id, lease_id = excluded.lease_id, epoch = excluded.epoch,"
        " until = excluded.until",
        (reference, desk_id, lease_id, epoch, until),
    )
    return LeaseReply(is_granted=True, lease_id=lease_id, epoch=epoch, until=to_iso(until))


def _owner(db: Connection, desk_id: str, seq: int) -> dict[str, str]:
    row = db.execute(
        "SELECT payload FROM fact_private WHERE desk_id = %s AND seq = %s", (desk_id, seq)
    ).fetchone()
    try:
        raw: object = orjson.loads(bytes(row[0])) if row is not None else {}
    except ValueError:
        raw = {}
    owner = raw.get("owner") if isinstance(raw, dict) else None
    return _texts(owner) if isinstance(owner, dict) else {}


def _asked(db: Connection, desk_id: str, dossier_id: str) -> tuple[int, str]:
    """Give the round that the open request asks for, and what it asks for, in its own words."""
    row = db.execute(
        "SELECT body FROM notices WHERE desk_id = %s AND subject_id = %s AND kind = %s"
        " ORDER BY number DESC LIMIT 1",
        (desk_id, dossier_id, NoticeKind.SUPPLEMENT_REQUESTED.value),
    ).fetchone()
    body = orjson.loads(row[0]) if row is not None else {}
    names = [str(one.get("name") or one.get("text") or "") for one in body.get("items", ())]
    words = [str(body.get("reason") or ""), "; ".join(name for name in names if name)]
    return int(body.get("round") or 0), " ".join(word for word in words if word)[:500]


def _texts(raw: Mapping[str, object]) -> dict[str, str]:
    return {key: value for key, value in raw.items() if isinstance(value, str)}


def _history(db: Connection, desk_id: str, dossier_id: str) -> tuple[LookUpEvent, ...]:
    rows = db.execute(
        "SELECT kind, issued_at, body FROM notices WHERE desk_id = %s AND subject_id = %s"
        " ORDER BY number DESC LIMIT %s",
        (desk_id, dossier_id, _MOST_EVENTS),
    ).fetchall()
    return tuple(
        LookUpEvent(kind=row[0], at=to_iso(row[1]), words=_words(str(row[2]))) for row in rows
    )


def _words(body: str) -> str:
    try:
        raw: object = orjson.loads(body)
    except ValueError:
        return ""
    held = _texts(raw) if isinstance(raw, dict) else {}
    return next((held[k] for k in ("reason", "result_name", "official_code") if k in held), "")[
        :300
    ]
