"""Answers to a request of the authority, whichever desk took them: one round, told to all.

What another desk took for a dossier joins the round of the request it answers; if two desks
answered the same request, both answers stay, in one round, and both desks hear it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.center import handling, letters, mail
from agent_desk.center.fact_parts import private_of, text_of
from agent_desk.center.notices import Draft
from agent_desk.center.reading import storable
from agent_desk.wire import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from agent_desk.center.database import Connection
    from agent_desk.domain.ledger import ParsedFact, SealedFact

_MOST_FILES = 200
_MAX_PX = 2**31 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A dossier and the desk that holds it."""

    desk_id: str
    dossier_id: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """A scan that was handed in elsewhere; ``short_side`` 0: its size is not known."""

    sha256: str
    name: str
    short_side: int


def holder(db: Connection, reference: str) -> Held | None:
    """Give the desk that filed a dossier first, or None if no desk did yet."""
    row = db.execute(
        "SELECT desk_id, dossier_id FROM dossiers WHERE reference = %s ORDER BY filed_at LIMIT 1",
        (reference,),
    ).fetchone()
    if row is None:
        return None
    return Held(desk_id=str(row[0]), dossier_id=str(row[1]), reference=reference)


def reference_of(db: Connection, desk_id: str, dossier_id: str) -> str:
    """Give our number of a dossier of this desk, or an empty text."""
    row = db.execute(
        "SELECT reference FROM dossiers WHERE desk_id = %s AND dossier_id = %s",
        (desk_id, storable(dossier_id)),
    ).fetchone()
    return str(row[0]) if row is not None else ""


def take_elsewhere(
    db: Connection, bytes_: SealedFact, fact: ParsedFact, who: Mapping[str, str], now: datetime
) -> None:
    """Let what another desk took answer the request; wake the officials, tell the holder.

    The caller holds the lock of the reference. The same fact again changes nothing.
    """
    reference = text_of(fact.body, "reference")
    private = private_of(bytes_.payload)
    files = _files(fact.body, private.get("names"))
    held = holder(db, reference)
    number = _round(db, held, fact.body.get("round")) if held is not None else None
    new = db.execute(
        "INSERT INTO supplements_elsewhere (desk_id, seq, reference, blobs, holder_id,"
        " dossier_id, round, short_sides) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"
        " ON CONFLICT DO NOTHING",
        (
            fact.desk_id,
            fact.seq,
            reference,
            [one.sha256 for one in files],
            held.desk_id if held else None,
            held.dossier_id if held else None,
            number,
            [one.short_side for one in files],
        ),
    )
    if not new.rowcount:
        return
    if held is None:
        body = {"seq": fact.seq, "reason": letters.DOSSIER_UNKNOWN}
        draft = Draft(kind=NoticeKind.FACT_DISPUTED, subject_id=reference, body=body)
        mail.put(db, fact.desk_id, draft)
        return
    told: dict[str, object] = {
        "reference": reference,
        "count": len(files),
        "files": [{"name": one.name, "sha256": one.sha256} for one in files],
        "words": text_of(private, "words"),
        "clerk": text_of(private, "clerk"),
        "is_answer": number is not None,
        "round": number or 0,
        "at": storable(fact.recorded_at),
        **who,
    }
    kind = NoticeKind.SUPPLEMENT_ELSEWHERE
    mail.put(db, held.desk_id, Draft(kind=kind, subject_id=held.dossier_id, body=told))
    handling.wake(db, held.desk_id, [held.dossier_id], now)
    if number is not None:
        _tell_twice(db, held, number, fact.desk_id)


def note_own(db: Connection, desk_id: str, fact: ParsedFact) -> None:
    """The holding desk answered too: if another desk answered the same request, tell both."""
    row = db.execute(
        "SELECT dossier_id, round FROM dossier_rounds WHERE desk_id = %s AND seq = %s",
        (desk_id, fact.seq),
    ).fetchone()
    if row is not None:
        reference = reference_of(db, desk_id, str(row[0]))
        held = Held(desk_id=desk_id, dossier_id=str(row[0]), reference=reference)
        _tell_twice(db, held, int(row[1]), desk_id)


def _round(db: Connection, held: Held, told: object) -> int | None:
    """Give the round that this answers; None if the officials never asked for anything."""
    row = db.execute(
        "SELECT round_asked FROM handlings WHERE desk_id = %s AND dossier_id = %s",
        (held.desk_id, held.dossier_id),
    ).fetchone()
    if row is None or int(row[0]) < 0:
        return None
    newest = int(row[0]) + 1
    is_number = isinstance(told, int) and not isinstance(told, bool)
    return told if is_number and isinstance(told, int) and 1 <= told <= newest else newest


def _tell_twice(db: Connection, held: Held, number: int, by: str) -> None:
    rows = db.execute(
        "SELECT x.desk_id, s.name, d.desk_code, count(*) FROM (SELECT desk_id FROM dossier_rounds"
        " WHERE desk_id = %(desk)s AND dossier_id = %(dossier)s AND round = %(round)s"
        " UNION ALL SELECT desk_id FROM supplements_elsewhere"
        " WHERE holder_id = %(desk)s AND dossier_id = %(dossier)s AND round = %(round)s) x"
        " JOIN desks d USING (desk_id) JOIN sites s USING (site_code)"
        " GROUP BY 1, 2, 3 ORDER BY 1",
        {"desk": held.desk_id, "dossier": held.dossier_id, "round": number},
    ).fetchall()
    is_first_of_desk = any(row[0] == by and row[3] == 1 for row in rows)
    if len(rows) < 2 or not is_first_of_desk:
        return
    for desk_id, _site, _code, _count in rows:
        others = [row for row in rows if row[0] != desk_id]
        body = {
            "reference": held.reference,
            "reason": letters.supplemented_at_two_places([str(row[1]) for row in others]),
            "others": [{"site": row[1], "desk_code": row[2]} for row in others],
        }
        subject = held.dossier_id if desk_id == held.desk_id else held.reference
        kind = NoticeKind.SUPPLEMENT_TWICE
        mail.put(db, str(desk_id), Draft(kind=kind, subject_id=subject, body=body))


def _files(body: Mapping[str, object], names: object) -> list[_File]:
    raw = body.get("files", body.get("blobs"))
    called = names if isinstance(names, list) else []
    found: dict[str, _File] = {}
    for place, one in enumerate(raw[:_MOST_FILES] if isinstance(raw, list) else ()):
        held: Mapping[str, object] = one if isinstance(one, dict) else {"sha256": one}
        name = called[place] if place < len(called) else ""
        sha256 = text_of(held, "sha256")
        if len(sha256) == 64 and set(sha256) <= set("0123456789abcdef"):
            said = storable(name)[:200] if isinstance(name, str) else ""
            found[sha256] = _File(sha256=sha256, name=said, short_side=_short_side(held))
    return list(found.values())


def _short_side(file: Mapping[str, object]) -> int:
    sides = [file.get("width_px"), file.get("height_px")]
    known = [n for n in sides if isinstance(n, int) and not isinstance(n, bool) and n > 0]
    return min(*known, _MAX_PX) if len(known) == len(sides) else 0


def references(facts: Sequence[ParsedFact], db: Connection, desk_id: str) -> set[str]:
    """Give the references of dossiers that this desk supplemented itself, to be locked."""
    return {name for one in facts if (name := reference_of(db, desk_id, one.subject_id))}
