"""Bags over all desks: every claim is kept; what does not fit is told to both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.center import mail
from agent_desk.center.notices import Draft
from agent_desk.domain.bag_claims import Claim, ClaimAct, Finding, judge_bag, judge_papers
from agent_desk.domain.disputes import DisputeKind
from agent_desk.wire import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from agent_desk.center.database import Connection

_COLUMNS = "c.desk_id, c.seq, c.act, c.number, c.names, c.seal_number, c.claimed_at"
_MOVES = (ClaimAct.SEALED, ClaimAct.HANDED_OVER, ClaimAct.RECEIVED)


def numbers_of(claims: Iterable[Claim]) -> list[str]:
    """Give the numbers of bags and papers that nobody else may judge at the same time."""
    found: list[str] = []
    for claim in claims:
        found += [claim.number, *claim.references]
    return found


def keep(db: Connection, claims: Sequence[Claim]) -> None:
    """Write what a desk says; the caller holds the locks of the desk and of the numbers."""
    with db.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO bag_claims (desk_id, seq, number, act, seal_number, names, claimed_at)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
            [
                (c.desk_id, c.seq, c.number, c.act.value, c.seal_number, list(c.references), c.at)
                for c in claims
            ],
        )
        cursor.executemany(
            "INSERT INTO bag_claim_papers (desk_id, seq, reference)"
            " SELECT %s, %s, unnest(%b::text[]) ON CONFLICT DO NOTHING",
            [(c.desk_id, c.seq, list(c.references)) for c in claims],
        )


def handed_over(db: Connection, references: Sequence[str]) -> list[tuple[str, str]]:
    """Give desk and dossier of each of these references that some desk handed over.

    Empty for what no desk has filed yet; the filing asks again.
    """
    rows = db.execute(
        "SELECT DISTINCT d.desk_id, d.dossier_id FROM dossiers d"
        " JOIN bag_claim_papers p ON p.reference = d.reference"
        " JOIN bag_claims c ON (c.desk_id, c.seq) = (p.desk_id, p.seq)"
        " WHERE d.reference = ANY(%b::text[]) AND c.act = %s ORDER BY 1, 2",
        (list(references), ClaimAct.HANDED_OVER.value),
    ).fetchall()
    return [(row[0], row[1]) for row in rows]


def tell(db: Connection, desk_id: str, claims: Sequence[Claim]) -> list[Draft]:
    """Judge what came in; give the notices for this desk, put down the mail for the others."""
    if not claims:
        return []
    known = _claims_of_bags(db, [claim.number for claim in claims])
    findings: list[Finding] = []
    for number in sorted({claim.number for claim in claims}):
        findings += judge_bag([claim for claim in known if claim.number == number])
    for reference in _shared(db, [name for claim in claims for name in claim.references]):
        bags = _bags_of(db, reference)
        findings += judge_papers(reference, _claims_of_bags(db, bags))
    desks = _Desks(db)
    drafts = [draft for finding in findings for draft in _tell_finding(db, desk_id, finding, desks)]
    _tell_owners(db, desk_id, claims, desks)
    return drafts


class _Desks:
    """Names and codes of desks, each read once."""

    def __init__(self, db: Connection) -> None:
        rows = db.execute(
            "SELECT d.desk_id, d.desk_code, s.name FROM desks d JOIN sites s USING (site_code)"
        ).fetchall()
        self._named = {row[0]: {"desk_code": row[1], "site": row[2]} for row in rows}
        self._by_code = {row[1]: row[0] for row in rows}

    def named(self, desk_id: str) -> Mapping[str, str]:
        """Give code and site of a desk; empty texts for one that is not known."""
        return self._named.get(desk_id, {"desk_code": "", "site": ""})

    def of_code(self, desk_code: str) -> str | None:
        """Give the desk of a code."""
        return self._by_code.get(desk_code)


def _tell_finding(db: Connection, desk_id: str, finding: Finding, desks: _Desks) -> list[Draft]:
    new = [one for one in finding.desks if _is_new(db, one, finding)]
    if not new:
        return []
    about = _claims_of_bags(db, _numbers_of(db, finding))
    mine: list[Draft] = []
    for one in new:
        others = [
            {**desks.named(claim.desk_id), "act": claim.act.value, "at": claim.at}
            for claim in about
            if claim.desk_id != one and _concerns(claim, finding)
        ]
        body = {"kind": finding.kind.value, "reference": finding.reference, "others": others}
        draft = Draft(kind=NoticeKind.BAG_DISPUTED, subject_id=finding.number, body=body)
        if one == desk_id:
            mine.append(draft)
        else:
            mail.put(db, one, draft)
    return mine


def _concerns(claim: Claim, finding: Finding) -> bool:
    if finding.kind is DisputeKind.TWO_BAGS:
        return finding.reference in claim.references
    return claim.act is not ClaimAct.OPENED


def _numbers_of(db: Connection, finding: Finding) -> list[str]:
    if finding.kind is DisputeKind.TWO_BAGS:
        return _bags_of(db, finding.reference)
    return [finding.number]


def _tell_owners(db: Connection, desk_id: str, claims: Sequence[Claim], desks: _Desks) -> None:
    """Tell a desk that papers of its dossiers were moved by another one."""
    for claim in claims:
        if claim.act not in _MOVES:
            continue
        for reference in claim.references:
            owner = desks.of_code(reference[:5])
            if owner is None or owner == desk_id:
                continue
            body = {
                **desks.named(desk_id),
                "act": claim.act.value,
                "bag_number": claim.number,
                "at": claim.at,
            }
            mail.put(db, owner, Draft(kind=NoticeKind.PAPER_SEEN, subject_id=reference, body=body))


def _is_new(db: Connection, desk_id: str, finding: Finding) -> bool:
    """Say whether this desk has not been told of it yet; from now on it has."""
    cursor = db.execute(
        "INSERT INTO bag_findings (desk_id, number, kind, reference) VALUES (%s, %s, %s, %s)"
        " ON CONFLICT DO NOTHING",
        (desk_id, finding.number, finding.kind.value, finding.reference),
    )
    return cursor.rowcount > 0


def _claims_of_bags(db: Connection, numbers: Sequence[str]) -> list[Claim]:
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM bag_claims c"  # noqa: S608
        " WHERE c.number = ANY(%b::text[]) ORDER BY c.desk_id, c.seq",
        (list(numbers),),
    ).fetchall()
    return [
        Claim(
            desk_id=row[0],
            seq=row[1],
            act=ClaimAct(row[2]),
            number=row[3],
            references=tuple(row[4]),
            seal_number=row[5],
            at=row[6],
        )
        for row in rows
    ]


def _shared(db: Connection, references: Sequence[str]) -> list[str]:
    """Give those of the references that more than one desk has claimed."""
    rows = db.execute(
        "SELECT reference FROM bag_claim_papers WHERE reference = ANY(%b::text[])"
        " GROUP BY reference HAVING count(DISTINCT desk_id) > 1 ORDER BY reference",
        (list(dict.fromkeys(references)),),
    ).fetchall()
    return [row[0] for row in rows]


def _bags_of(db: Connection, reference: str) -> list[str]:
    rows = db.execute(
        "SELECT DISTINCT c.number FROM bag_claims c JOIN bag_claim_papers p"
        " ON (c.desk_id, c.seq) = (p.desk_id, p.seq) WHERE p.reference = %s",
        (reference,),
    ).fetchall()
    return [row[0] for row in rows]
