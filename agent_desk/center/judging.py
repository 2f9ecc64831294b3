"""The center's own dossier tables, built from facts and from nothing else.

Whatever is here can be thrown away and built again by replaying the facts: the outcome depends
on the facts alone, not on how they were cut into batches.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import orjson

from agent_desk.center import bag_judging, letters, mail, returns
from agent_desk.center.reading import (
    Attachment,
    BagClaim,
    Detachment,
    Dispute,
    Filing,
    Meaning,
    ResultReturned,
    Supplement,
    read_fact,
)
from agent_desk.center.returns import Return
from agent_desk.domain import ledger
from agent_desk.wire import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from agent_desk.center.database import Connection
    from agent_desk.domain.bag_claims import Claim

_REPLAY_PAGE = 1000
_DERIVED = (
    "dossiers",
    "dossier_rounds",
    "attachments",
    "result_returns",
    "bag_claims",
    "bag_claim_papers",
)

_M = TypeVar("_M", bound=Meaning)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What came of applying facts: what is disputed, which dossiers moved.

    ``codes`` are the official codes that citizens brought from the portal, by dossier;
    ``filed``, ``returned`` and ``claims`` are what other desks may have to do with; ``on_paper``
    are references that the authority has only once the minutes of their bag are signed.
    """

    disputes: tuple[Dispute, ...]
    moved: tuple[str, ...]
    codes: Mapping[str, str]
    filed: tuple[Return, ...] = ()
    returned: tuple[Return, ...] = ()
    claims: tuple[Claim, ...] = ()
    on_paper: tuple[str, ...] = ()


def numbers_of(db: Connection, desk_id: str, meanings: Iterable[Meaning]) -> list[str]:
    """Give the references and bag numbers that nobody else may judge at the same time."""
    found = list(meanings)
    results = _references(db, desk_id, _of(found, ResultReturned))
    claims = (one.claim for one in _of(found, BagClaim))
    return [f.reference for f in _of(found, Filing)] + results + bag_judging.numbers_of(claims)


def apply(db: Connection, desk_id: str, meanings: Iterable[Meaning]) -> Judgement:
    """Write what facts of one desk mean.

    The caller holds the locks on the desk's row and on ``numbers_of`` these meanings.
    """
    found = list(meanings)
    disputes = _of(found, Dispute)
    moved: list[str] = []
    _attach(db, desk_id, _of(found, Attachment))
    _detach(db, desk_id, _of(found, Detachment))
    filings, results = _of(found, Filing), _of(found, ResultReturned)
    claims = [one.claim for one in _of(found, BagClaim)]
    bag_judging.keep(db, claims)
    disputes += _file(db, desk_id, filings)
    moved += [filing.dossier_id for filing in filings if not filing.is_on_paper]
    for supplement in _of(found, Supplement):
        refusal = _supplement(db, desk_id, supplement)
        disputes += [refusal] if refusal else []
        moved += [] if refusal else [supplement.dossier_id]
    returned: list[Return] = []
    for result in results:
        outcome = _return(db, desk_id, result)
        disputes += [outcome] if isinstance(outcome, Dispute) else []
        returned += [outcome] if isinstance(outcome, Return) else []
    moved += [one.subject_id for one in returned if _is_filed(db, desk_id, one.subject_id)]
    disputes.sort(key=lambda dispute: dispute.seq)
    codes = {one.dossier_id: one.official_code for one in filings if one.official_code}
    return Judgement(
        disputes=tuple(disputes),
        moved=tuple(dict.fromkeys(moved)),
        codes=codes,
        filed=tuple(Return(reference=f.reference, subject_id=f.dossier_id) for f in filings),
        returned=tuple(returned),
        claims=tuple(claims),
        on_paper=tuple(f.reference for f in filings if f.is_on_paper),
    )


def rebuild(db: Connection, desk_id: str) -> None:
    """Throw one desk's dossier tables away and build them from its facts again."""
    db.execute("SELECT 1 FROM desks WHERE desk_id = %s FOR UPDATE", (desk_id,))
    for table in _DERIVED:
        db.execute(f"DELETE FROM {table} WHERE desk_id = %s", (desk_id,))  # noqa: S608
    after, seen = 0, set[str]()
    while page := _facts_after(db, desk_id, after):
        meanings: list[Meaning] = []
        for fact_id, line in page:
            meaning = None if fact_id in seen else read_fact(ledger.parse(line))
            seen.add(fact_id)
            meanings += [meaning] if meaning else []
        mail.lock_numbers(db, numbers_of(db, desk_id, meanings))
        apply(db, desk_id, meanings)
        after += len(page)


def _facts_after(db: Connection, desk_id: str, after: int) -> list[tuple[str, bytes]]:
    rows = db.execute(
        "SELECT fact_id, line FROM facts WHERE desk_id = %s AND seq > %s ORDER BY seq LIMIT %s",
        (desk_id, after, _REPLAY_PAGE),
    ).fetchall()
    return [(row[0], bytes(row[1])) for row in rows]


def _of(meanings: Sequence[Meaning], kind: type[_M]) -> list[_M]:
    return [meaning for meaning in meanings if isinstance(meaning, kind)]


def _attach(db: Connection, desk_id: str, found: Sequence[Attachment]) -> None:
    if found:
        db.execute(
            "INSERT INTO attachments (desk_id, attachment_id, dossier_id, component_id, sha256,"
            " width_px, height_px, pages, attached_seq) SELECT %s, * FROM unnest(%b::text[],"
            " %b::text[], %b::text[], %b::text[], %b::int[], %b::int[], %b::int[], %b::bigint[])"
            " ON CONFLICT DO NOTHING",
            (
                desk_id,
                [a.attachment_id for a in found],
                [a.dossier_id for a in found],
                [a.component_id for a in found],
                [a.sha256 for a in found],
                [a.width_px for a in found],
                [a.height_px for a in found],
                [a.pages for a in found],
                [a.seq for a in found],
            ),
        )


def _detach(db: Connection, desk_id: str, found: Sequence[Detachment]) -> None:
    for detachment in found:
        db.execute(
            "UPDATE attachments SET detached_seq = %s WHERE desk_id = %s AND attachment_id = %s"
            " AND attached_seq < %s AND detached_seq IS NULL",
            (detachment.seq, desk_id, detachment.attachment_id, detachment.seq),
        )


def _file(db: Connection, desk_id: str, found: Sequence[Filing]) -> list[Dispute]:
    if not found:
        return []
    rows = db.execute(
        "INSERT INTO dossiers (desk_id, dossier_id, reference, procedure_code, procedure_name,"
        " channel, office, filed_kind, filed_at, filed_seq) SELECT %s, * FROM unnest("
        "%b::text[], %b::text[], %b::text[], %b::text[], %b::text[], %b::text[], %b::text[],"
        " %b::text[], %b::bigint[]) ON CONFLICT DO NOTHING RETURNING filed_seq",
        (
            desk_id,
            [f.dossier_id for f in found],
            [f.reference for f in found],
            [f.procedure_code for f in found],
            [f.procedure_name for f in found],
            [f.channel for f in found],
            [f.office for f in found],
            [f.kind for f in found],
            [f.filed_at for f in found],
            [f.seq for f in found],
        ),
    ).fetchall()
    first = {row[0] for row in rows}
    _add_rounds(db, desk_id, [f for f in found if f.seq in first])
    return [
        Dispute(seq=f.seq, subject_id=f.dossier_id, reason=letters.FILED_TWICE)
        for f in found
        if f.seq not in first
    ]


def _add_rounds(db: Connection, desk_id: str, filings: Sequence[Filing]) -> None:
    with db.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO dossier_rounds (desk_id, dossier_id, round, seq, blobs)"
            " VALUES (%s, %s, 0, %s, %s)",
            [(desk_id, f.dossier_id, f.seq, list(f.blobs)) for f in filings],
        )


def _supplement(db: Connection, desk_id: str, found: Supplement) -> Dispute | None:
    cursor = db.execute(
        "INSERT INTO dossier_rounds (desk_id, dossier_id, round, seq, blobs)"
        " SELECT desk_id, dossier_id, greatest(max(round) + 1, %s), %s, %s FROM dossier_rounds"
        " WHERE desk_id = %s AND dossier_id = %s GROUP BY desk_id, dossier_id"
        " HAVING min(seq) < %s",
        (
            _round_asked(db, desk_id, found),
            found.seq,
            list(found.blobs),
            desk_id,
            found.dossier_id,
            found.seq,
        ),
    )
    if cursor.rowcount:
        return None
    return Dispute(seq=found.seq, subject_id=found.dossier_id, reason=letters.DOSSIER_UNKNOWN)


def _round_asked(db: Connection, desk_id: str, found: Supplement) -> int:
    """Give the round that the answered request asked for; 0 if the notice says nothing of it.

    Answers of other desks may have taken the rounds between (``center.supplements``).
    """
    row = db.execute(
        "SELECT body FROM notices WHERE desk_id = %s AND notice_id = %s AND subject_id = %s"
        " AND kind = %s",
        (desk_id, found.notice_id, found.dossier_id, NoticeKind.SUPPLEMENT_REQUESTED.value),
    ).fetchone()
    number = orjson.loads(row[0]).get("round") if row is not None else 0
    return number if isinstance(number, int) else 0


def _references(db: Connection, desk_id: str, found: Sequence[ResultReturned]) -> list[str]:
    if not found:
        return []
    rows = db.execute(
        "SELECT reference FROM dossiers WHERE desk_id = %s AND dossier_id = ANY(%b)",
        (desk_id, [one.dossier_id for one in found]),
    ).fetchall()
    return [str(row[0]) for row in rows] + [one.reference for one in found if one.reference]


def _is_filed(db: Connection, desk_id: str, dossier_id: str) -> bool:
    row = db.execute(
        "SELECT 1 FROM dossiers WHERE desk_id = %s AND dossier_id = %s", (desk_id, dossier_id)
    ).fetchone()
    return row is not None


def _return(db: Connection, desk_id: str, found: ResultReturned) -> Dispute | Return:
    """Write a return down; one of a dossier that another desk holds goes by its reference."""
    row = db.execute(
        "SELECT returned_seq, reference FROM dossiers WHERE desk_id = %s AND dossier_id = %s"
        " AND filed_seq < %s",
        (desk_id, found.dossier_id, found.seq),
    ).fetchone()
    reference = found.reference if row is None else str(row[1])
    if not reference or (row is not None and row[0] is not None):
        reason = letters.DOSSIER_UNKNOWN if row is None else letters.RETURNED_TWICE
        return Dispute(seq=found.seq, subject_id=found.dossier_id, reason=reason)
    if row is None and _is_ours(db, desk_id, reference):
        reason = letters.DOSSIER_UNKNOWN
        return Dispute(seq=found.seq, subject_id=found.dossier_id, reason=reason)
    db.execute(
        "UPDATE dossiers SET returned_seq = %s, returned_at = %s"
        " WHERE desk_id = %s AND dossier_id = %s",
        (found.seq, found.returned_at, desk_id, found.dossier_id),
    )
    one = Return(reference=reference, subject_id=found.dossier_id)
    returns.keep(db, desk_id, found.seq, found.returned_at, one)
    return one


def _is_ours(db: Connection, desk_id: str, reference: str) -> bool:
    """Say whether a reference was minted by this desk, so that it must have been filed here."""
    row = db.execute("SELECT desk_code FROM desks WHERE desk_id = %s", (desk_id,)).fetchone()
    return row is not None and reference.startswith(str(row[0]))
