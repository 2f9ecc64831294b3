"""The return of one result seen from all desks: told to who must know, disputed if done twice.

Both records of a result that was returned at two places stay; nobody is called wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.center import letters, mail
from agent_desk.center.notices import Draft
from agent_desk.wire import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from agent_desk.center.database import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """A result was handed out; ``subject_id`` is what the desk that did it calls the matter."""

    reference: str
    subject_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Other:
    """The same result, returned by another desk."""

    desk_id: str
    subject_id: str
    site: str
    desk_code: str
    at: str

    def as_body(self) -> dict[str, str]:
        return {"site": self.site, "desk_code": self.desk_code, "at": self.at}


def keep(db: Connection, desk_id: str, seq: int, returned_at: str, found: Return) -> None:
    """Write down a return under its reference."""
    db.execute(
        "INSERT INTO result_returns (desk_id, seq, reference, subject_id, returned_at)"
        " VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
        (desk_id, seq, found.reference, found.subject_id, returned_at),
    )


def tell(db: Connection, desk_id: str, returned: Sequence[Return], now: datetime) -> list[Draft]:
    """Tell the other desks of new returns; give what the desk itself is to be told.

    The caller holds the locks of the references.
    """
    drafts: list[Draft] = []
    for one in returned:
        others = _others(db, desk_id, one.reference)
        if others:
            drafts.append(_disputed(one, others))
            mine = _others(db, "", one.reference)
            for other in others:
                seen = [each for each in mine if each.desk_id != other.desk_id]
                theirs = Return(reference=one.reference, subject_id=other.subject_id)
                mail.put(db, other.desk_id, _disputed(theirs, seen))
        else:
            _tell_holder(db, desk_id, one, now)
    return drafts


def returned_before(db: Connection, desk_id: str, filed: Sequence[Return]) -> list[Draft]:
    """Give what a desk is to be told of dossiers that others returned before it sent them."""
    return [
        _elsewhere(one.subject_id, one.reference, others[0])
        for one in filed
        if (others := _others(db, desk_id, one.reference))
    ]


def _tell_holder(db: Connection, desk_id: str, one: Return, now: datetime) -> None:
    holders = db.execute(
        "SELECT desk_id, dossier_id FROM dossiers WHERE reference = %s AND desk_id <> %s",
        (one.reference, desk_id),
    ).fetchall()
    for holder_id, dossier_id in holders:
        by = next((o for o in _others(db, holder_id, one.reference) if o.desk_id == desk_id), None)
        if by is not None:
            mail.put(db, holder_id, _elsewhere(dossier_id, one.reference, by))
        db.execute(
            "UPDATE handlings SET next_at = %s WHERE desk_id = %s AND dossier_id = %s",
            (now, holder_id, dossier_id),
        )


def _others(db: Connection, desk_id: str, reference: str) -> list[_Other]:
    """Give who returned a result, this desk left out, each desk once with its first time."""
    rows = db.execute(
        "SELECT DISTINCT ON (r.desk_id) r.desk_id, r.subject_id, s.name, d.desk_code,"
        " r.returned_at FROM result_returns r JOIN desks d USING (desk_id)"
        " JOIN sites s USING (site_code) WHERE r.reference = %s AND r.desk_id <> %s"
        " ORDER BY r.desk_id, r.seq",
        (reference, desk_id),
    ).fetchall()
    return [
        _Other(desk_id=row[0], subject_id=row[1], site=row[2], desk_code=row[3], at=row[4])
        for row in rows
    ]


def _disputed(one: Return, others: Sequence[_Other]) -> Draft:
    body = {
        "reference": one.reference,
        "reason": letters.returned_at_two_places([other.site for other in others]),
        "others": [other.as_body() for other in others],
    }
    return Draft(kind=NoticeKind.RETURN_DISPUTED, subject_id=one.subject_id, body=body)


def _elsewhere(subject_id: str, reference: str, other: _Other) -> Draft:
    body = {"reference": reference, **other.as_body()}
    return Draft(kind=NoticeKind.RETURNED_ELSEWHERE, subject_id=subject_id, body=body)
