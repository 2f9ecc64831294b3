"""The chain on disk: append in the open transaction, read back, verify."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, text

from agent_desk.domain.ledger import GENESIS, SealedFact, verify_chain
from agent_desk.store.hot import Hot
from agent_desk.store.tables import fact_private, facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from agent_desk.domain.ledger import ChainReport

_HEAD = Hot(text("SELECT seq, sha256 FROM facts ORDER BY seq DESC LIMIT 1"))
_INSERT_FACT = Hot(insert(facts))
_INSERT_PRIVATE = Hot(insert(fact_private))
_WITH_PRIVATE = select(
    facts.c.seq, facts.c.line, facts.c.sha256, fact_private.c.salt, fact_private.c.payload
).select_from(facts.outerjoin(fact_private, facts.c.seq == fact_private.c.seq))


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The last fact of the chain; ``seq`` 0 and GENESIS when there is none."""

    seq: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFact:
    """A sealed fact with the columns by which it is found again."""

    sealed: SealedFact
    fact_id: str
    kind: str
    subject_id: str
    recorded_at: str


def head(connection: Connection) -> Head:
    """Give the end of the chain."""
    row = _HEAD.first(connection, {})
    return Head(seq=0, sha256=GENESIS) if row is None else Head(seq=row[0], sha256=row[1])


def append(connection: Connection, new: Sequence[NewFact]) -> None:
    """Write sealed facts, in order, in the open transaction."""
    for fact in new:
        _INSERT_FACT.rows(
            connection,
            {
                "seq": fact.sealed.seq,
                "fact_id": fact.fact_id,
                "kind": fact.kind,
                "subject_id": fact.subject_id,
                "recorded_at": fact.recorded_at,
                "line": fact.sealed.line,
                "sha256": fact.sealed.sha256,
            },
        )
        if fact.sealed.salt:
            sealed = fact.sealed
            _INSERT_PRIVATE.rows(
                connection,
                {"seq": sealed.seq, "salt": sealed.salt, "payload": sealed.payload},
            )


def after(connection: Connection, seq: int, *, limit: int) -> list[SealedFact]:
    """Give the facts that follow ``seq``, oldest first; empty at the end of the chain."""
    rows = connection.execute(
        _WITH_PRIVATE.where(facts.c.seq > seq).order_by(facts.c.seq).limit(limit)
    )
    return [
        SealedFact(
            seq=row.seq,
            line=row.line,
            sha256=row.sha256,
            salt=row.salt or b"",
            payload=row.payload or b"",
        )
        for row in rows
    ]


def lines(connection: Connection) -> Iterator[bytes]:
    """Give every stored line in order."""
    for row in connection.execute(select(facts.c.line).order_by(facts.c.seq)).yield_per(1000):
        yield row.line


def verify(connection: Connection) -> ChainReport:
    """Check the whole chain over the stored bytes."""
    return verify_chain(lines(connection))
