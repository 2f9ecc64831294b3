"""What desks did to dossiers of other desks, carried to who must know; item numbers given twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.center import letters, mail, supplements
from agent_desk.center.fact_parts import number_of, private_texts, text_of
from agent_desk.center.notices import Draft
from agent_desk.center.reading import storable
from agent_desk.domain.facts import FactKind
from agent_desk.wire import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from agent_desk.center.database import Connection
    from agent_desk.domain.ledger import ParsedFact, SealedFact

_SAID = ("value", "reason", "answer")
_CROSSING = frozenset(
    {
        FactKind.EDIT_MADE.value,
        FactKind.EDIT_DECIDED.value,
        FactKind.SUPPLEMENT_ELSEWHERE.value,
        FactKind.DELIVERY_PREPARED.value,
        FactKind.DOSSIER_SUPPLEMENTED.value,
    }
)


def numbers_of(db: Connection, desk_id: str, facts: Sequence[ParsedFact]) -> list[str]:
    """Give the references and item numbers that nobody else may touch at the same time."""
    found = [fact for fact in facts if fact.kind in _CROSSING]
    numbers = {text_of(fact.body, key) for fact in found for key in ("reference", "item_code")}
    ours = [fact for fact in found if fact.kind == FactKind.DOSSIER_SUPPLEMENTED.value]
    return [number for number in numbers | supplements.references(ours, db, desk_id) if number]


def tell(
    db: Connection,
    desk_id: str,
    facts: tuple[Sequence[SealedFact], Sequence[ParsedFact]],
    now: datetime,
) -> None:
    """Put down the mail that follows from the facts of one desk, in their order.

    The caller holds the locks on ``numbers_of`` these facts.
    """
    found = [(bytes_, fact) for bytes_, fact in zip(*facts, strict=True) if fact.kind in _CROSSING]
    if not found:
        return
    who = _who(db, desk_id)
    for bytes_, fact in found:
        if fact.kind == FactKind.EDIT_MADE.value:
            _edit(db, desk_id, fact, {**private_texts(bytes_.payload, _SAID), **who}, now)
        elif fact.kind == FactKind.EDIT_DECIDED.value:
            _decided(db, fact, {**private_texts(bytes_.payload, _SAID), **who})
        elif fact.kind == FactKind.SUPPLEMENT_ELSEWHERE.value:
            supplements.take_elsewhere(db, bytes_, fact, who, now)
        elif fact.kind == FactKind.DOSSIER_SUPPLEMENTED.value:
            supplements.note_own(db, desk_id, fact)
        else:
            _item(db, desk_id, fact)


def _edit(
    db: Connection, desk_id: str, fact: ParsedFact, said: Mapping[str, str], now: datetime
) -> None:
    edit_id, reference = text_of(fact.body, "edit_id"), text_of(fact.body, "reference")
    holder = supplements.holder(db, reference)
    has_lease = _has_lease(db, desk_id, fact, now)
    new = db.execute(
        "INSERT INTO edits (edit_id, desk_id, reference, has_lease) VALUES (%s, %s, %s, %s)"
        " ON CONFLICT DO NOTHING",
        (edit_id, desk_id, reference, has_lease),
    )
    if not new.rowcount:
        return
    state = "unknown" if holder is None else "applied" if has_lease else "proposed"
    answer = {"reference": reference, "state": state, "answer": "", "site": "", "at": _at(fact)}
    mail.put(db, desk_id, _draft(NoticeKind.EDIT_ANSWERED, edit_id, answer))
    if holder is None:
        return
    body = {
        "reference": reference,
        "field": text_of(fact.body, "field"),
        "value": said.get("value", ""),
        "reason": said.get("reason", ""),
        "site": said["site"],
        "desk_code": said["desk_code"],
        "at": _at(fact),
        "has_lease": has_lease,
    }
    mail.put(db, holder.desk_id, _draft(NoticeKind.EDIT_OFFERED, edit_id, body))


def _has_lease(db: Connection, desk_id: str, fact: ParsedFact, now: datetime) -> bool:
    row = db.execute(
        "SELECT 1 FROM leases WHERE reference = %s AND desk_id = %s AND lease_id = %s"
        " AND epoch = %s AND until >= %s",
        (
            text_of(fact.body, "reference"),
            desk_id,
            text_of(fact.body, "lease_id"),
            number_of(fact.body, "epoch"),
            now,
        ),
    ).fetchone()
    return row is not None


def _decided(db: Connection, fact: ParsedFact, said: Mapping[str, str]) -> None:
    edit_id = text_of(fact.body, "edit_id")
    row = db.execute(
        "SELECT desk_id, reference, has_lease FROM edits WHERE edit_id = %s", (edit_id,)
    ).fetchone()
    if row is None or row[2]:
        return
    body = {
        "reference": row[1],
        "state": "accepted" if fact.body.get("accepted") is True else "declined",
        "answer": said.get("answer", ""),
        "site": said["site"],
        "at": _at(fact),
    }
    mail.put(db, row[0], _draft(NoticeKind.EDIT_ANSWERED, edit_id, body))


def _item(db: Connection, desk_id: str, fact: ParsedFact) -> None:
    """Keep an item number; of two desks that give the same one, both are told and blamed not."""
    code = text_of(fact.body, "item_code")
    if not code:
        return
    others = db.execute(
        "SELECT i.desk_id, i.seq, s.name FROM item_codes i JOIN desks d USING (desk_id)"
        " JOIN sites s USING (site_code) WHERE i.code = %s AND i.desk_id <> %s",
        (code, desk_id),
    ).fetchall()
    db.execute(
        "INSERT INTO item_codes (code, desk_id, seq) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
        (code, desk_id, fact.seq),
    )
    mine = str(_who(db, desk_id)["site"])
    for other_id, seq, site in others:
        for told, number, named in ((desk_id, fact.seq, site), (other_id, seq, mine)):
            body = {"seq": number, "reason": letters.item_given_twice(code, named)}
            mail.put(db, told, _draft(NoticeKind.FACT_DISPUTED, code, body))


def _who(db: Connection, desk_id: str) -> dict[str, str]:
    row = db.execute(
        "SELECT s.name, d.desk_code FROM desks d JOIN sites s USING (site_code)"
        " WHERE d.desk_id = %s",
        (desk_id,),
    ).fetchone()
    return {"site": str(row[0]), "desk_code": str(row[1])} if row else {"site": "", "desk_code": ""}


def _draft(kind: NoticeKind, subject_id: str, body: Mapping[str, object]) -> Draft:
    return Draft(kind=kind, subject_id=subject_id, body=body)


def _at(fact: ParsedFact) -> str:
    return storable(fact.recorded_at)
