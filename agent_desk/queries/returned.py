"""What was handed over with a result, read back for another print of its slip."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from agent_desk.domain.facts import FactKind
from agent_desk.domain.ledger import parse
from agent_desk.store import ledger
from agent_desk.store.result_tables import results
from agent_desk.store.tables import facts

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """To whom and what; names and things are empty once the person's data were erased.

    ``originals`` were given back, ``withdrawn`` are papers the law takes back.
    """

    collector: str
    collector_name: str
    collector_number: str
    authorization: str
    items: tuple[str, ...]
    at: str
    seen_by: str = ""
    originals: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    has_signature: bool = False


def hand_over(connection: Connection, dossier_id: str) -> Returned | None:
    """Give the hand-over of a dossier; None if its result was not returned here."""
    seq = connection.execute(
        select(facts.c.seq)
        .where(facts.c.subject_id == dossier_id, facts.c.kind == FactKind.RESULT_RETURNED.value)
        .order_by(facts.c.seq.desc())
        .limit(1)
    ).scalar()
    if seq is None:
        return None
    sealed = ledger.after(connection, seq - 1, limit=1)[0]
    fact = parse(sealed.line)
    private = json.loads(sealed.payload) if sealed.payload else {}
    return Returned(
        collector=str(fact.body.get("collector", "")),
        collector_name=str(private.get("collector_name", "")),
        collector_number=str(private.get("collector_number", "")),
        authorization=str(private.get("authorization", "")),
        items=_texts(private.get("items")),
        at=fact.recorded_at,
        seen_by=str(fact.body.get("seen_by", "")),
        originals=_texts(private.get("originals")),
        withdrawn=_texts(private.get("withdrawn")),
        has_signature=bool(fact.body.get("signature")),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A result given out here whose dossier another desk holds, as it was taken down here."""

    number: str
    title: str
    owner_name: str
    owner_number: str
    given_at: str


def of_other_desk(connection: Connection, result_id: str) -> Elsewhere | None:
    """Give what was taken down of a result of another desk; None if it was not given out here."""
    row = connection.execute(select(results).where(results.c.result_id == result_id)).first()
    if row is None or not row.gone_at or row.dossier_id:
        return None
    return Elsewhere(
        number=row.number,
        title=row.title,
        owner_name=row.owner_name,
        owner_number=row.owner_number,
        given_at=row.gone_at,
    )


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()
