"""What the center holds of one desk, read straight from its database; for checks, not the wire."""

from __future__ import annotations

import hashlib
import json
from contextlib import closing
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, LiteralString

import psycopg

from agent_desk.domain import ledger

if TYPE_CHECKING:
    from agent_desk.domain.ledger import ChainReport


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldDossier:
    """A dossier as the center built it from facts, and where the officials stand with it."""

    dossier_id: str
    reference: str
    procedure_code: str
    channel: str
    status: int
    official_code: str
    is_returned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """Everything the center holds of one desk; ``lines`` are the facts' bytes in order.

    ``copied_facts`` counts facts whose id is held more than once, ``split_intents`` acts whose
    facts do not follow each other: an act that was recorded twice.
    """

    lines: tuple[bytes, ...]
    private_count: int
    accepted_through: int
    head_sha256: str
    dossiers: tuple[HeldDossier, ...]
    receipts: tuple[str, ...]
    blobs: tuple[str, ...]
    notices: tuple[str, ...]
    notices_acked: int
    copied_facts: int
    split_intents: int

    @property
    def fact_count(self) -> int:
        """The number of facts held."""
        return len(self.lines)


def inspect_desk(database_url: str, desk_id: str) -> Holdings:
    """Read all that the center holds of a desk; ``notices`` are their kinds in order.

    Raises: LookupError if the center does not know the desk.
    """
    with closing(psycopg.connect(database_url)) as db:
        desk = db.execute(
            "SELECT accepted_through, head_sha256, notices_acked FROM desks WHERE desk_id = %s",
            (desk_id,),
        ).fetchone()
        if desk is None:
            raise LookupError(desk_id)
        return Holdings(
            lines=_column(db, "SELECT line FROM facts WHERE desk_id = %s ORDER BY seq", desk_id),
            private_count=_count(
                db, "SELECT count(*) FROM fact_private WHERE desk_id = %s", desk_id
            ),
            accepted_through=desk[0],
            head_sha256=desk[1],
            dossiers=_dossiers(db, desk_id),
            receipts=_texts(
                db, "SELECT body FROM receipts WHERE desk_id = %s ORDER BY receipt_id", desk_id
            ),
            blobs=_texts(
                db, "SELECT sha256 FROM blob_holdings WHERE desk_id = %s ORDER BY sha256", desk_id
            ),
            notices=_texts(
                db, "SELECT kind FROM notices WHERE desk_id = %s ORDER BY number", desk_id
            ),
            notices_acked=desk[2],
            copied_facts=_count(db, _COPIED, desk_id),
            split_intents=_count(db, _SPLIT, desk_id),
        )


def as_json(held: Holdings) -> dict[str, object]:
    """Give the holdings as plain values; each fact is named by its hash."""
    chain = ledger.verify_chain(held.lines)
    return {
        "facts": [hashlib.sha256(line).hexdigest() for line in held.lines],
        "accepted_through": held.accepted_through,
        "chain_holds": chain.holds,
        "private_payloads": held.private_count,
        "dossiers": [asdict(dossier) for dossier in held.dossiers],
        "receipts": [json.loads(body) for body in held.receipts],
        "blobs": list(held.blobs),
        "notices": list(held.notices),
        "notices_acked": held.notices_acked,
        "copied_facts": held.copied_facts,
        "split_intents": held.split_intents,
    }


def verify_desk(database_url: str, desk_id: str) -> ChainReport:
    """Prove the chain that the center holds of a desk."""
    return ledger.verify_chain(inspect_desk(database_url, desk_id).lines, desk_id=desk_id)


_COPIED = "SELECT count(*) - count(DISTINCT fact_id) FROM facts WHERE desk_id = %s"
_SPLIT = """
SELECT count(*) FROM (
    SELECT intent_id FROM (
        SELECT intent_id, intent_id IS DISTINCT FROM lag(intent_id) OVER (ORDER BY seq) AS begins
        FROM facts WHERE desk_id = %s
    ) runs WHERE begins AND intent_id <> '' GROUP BY intent_id HAVING count(*) > 1
) split
"""


def _dossiers(db: psycopg.Connection[tuple[object, ...]], desk_id: str) -> tuple[HeldDossier, ...]:
    rows = db.execute(
        "SELECT d.dossier_id, d.reference, d.procedure_code, d.channel, h.status,"
        " coalesce(h.official_code, ''), d.returned_seq IS NOT NULL FROM dossiers d"
        " JOIN handlings h USING (desk_id, dossier_id) WHERE desk_id = %s ORDER BY d.filed_seq",
        (desk_id,),
    ).fetchall()
    return tuple(
        HeldDossier(
            dossier_id=str(row[0]),
            reference=str(row[1]),
            procedure_code=str(row[2]),
            channel=str(row[3]),
            status=int(str(row[4])),
            official_code=str(row[5]),
            is_returned=bool(row[6]),
        )
        for row in rows
    )


def _column(
    db: psycopg.Connection[tuple[object, ...]], query: LiteralString, desk_id: str
) -> tuple[bytes, ...]:
    rows = db.execute(query, (desk_id,)).fetchall()
    return tuple(row[0] for row in rows if isinstance(row[0], bytes))


def _texts(
    db: psycopg.Connection[tuple[object, ...]], query: LiteralString, desk_id: str
) -> tuple[str, ...]:
    return tuple(str(row[0]) for row in db.execute(query, (desk_id,)).fetchall())


def _count(db: psycopg.Connection[tuple[object, ...]], query: LiteralString, desk_id: str) -> int:
    row = db.execute(query, (desk_id,)).fetchone()
    return int(str(row[0])) if row else 0
