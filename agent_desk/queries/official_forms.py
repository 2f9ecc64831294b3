"""What the state's forms are filled from: letters of the authority, hand-overs, the register."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import select

from agent_desk.clock import HANOI, from_iso, to_iso
from agent_desk.domain.custody import HopKind
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.text import clean
from agent_desk.store.custody_tables import bags, hops, packets
from agent_desk.store.tables import citizens, clerks, dossiers, notices
from agent_desk.wire import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlalchemy import Connection

    from agent_desk.store.tables import StoredRow

_MOST = 2000
_CARRIED = (HopKind.LEFT.value, HopKind.HANDED_OVER.value, HopKind.RECEIVED.value)


class LetterKind(StrEnum):
    """What the authority may send about a dossier, each with a form of its own."""

    SUPPLEMENT = NoticeKind.SUPPLEMENT_REQUESTED.value
    REFUSAL = NoticeKind.REFUSED.value
    APOLOGY = NoticeKind.APOLOGIZED.value
    STOP = NoticeKind.STOPPED.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter as it was sent; whatever part is missing or malformed reads as empty."""

    kind: LetterKind
    issued_at: datetime
    body: Mapping[str, object]

    def text(self, key: str) -> str:
        """Give a text of the letter, cleaned; empty if there is none."""
        value = self.body.get(key)
        return clean(value)[:_MOST] if isinstance(value, str) else ""

    def moment(self, key: str) -> datetime | None:
        """Give an instant, or a day as its last minute in Hanoi; None if there is none."""
        text = self.text(key)
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            return None
        if len(text) <= len("2026-11-23"):
            return datetime.combine(found.date(), time(23, 59), HANOI)
        return found if found.tzinfo else None

    def items(self) -> tuple[str, ...]:
        """Give what is to be completed: the name of the paper and what is wrong with it."""
        raw = self.body.get("items")
        given = [item for item in raw if isinstance(item, dict)] if isinstance(raw, list) else []
        lines = []
        for item in given:
            parts = (item.get("name"), item.get("text"))
            said = [clean(part)[:_MOST] for part in parts if isinstance(part, str)]
            lines.append(": ".join(part for part in said if part))
        return tuple(line for line in lines if line)

    @property
    def sent_at(self) -> datetime:
        """Give when the authority wrote it."""
        return self.moment("at") or self.issued_at

    @property
    def signed_by(self) -> str:
        """Give who signed it; empty for a letter of a machine."""
        by_person = self.text("handler") if self.text("author_type") == "center_person" else ""
        return self.text("signed_by") or by_person


def letters(connection: Connection, dossier_id: str) -> Mapping[LetterKind, Letter]:
    """Give the newest letter of each kind about a dossier."""
    found: dict[LetterKind, Letter] = {}
    for row in connection.execute(
        select(notices.c.kind, notices.c.issued_at, notices.c.body)
        .where(
            notices.c.subject_id == dossier_id,
            notices.c.kind.in_([kind.value for kind in LetterKind]),
        )
        .order_by(notices.c.number)
    ):
        kind = LetterKind(row.kind)
        body = json.loads(row.body)
        found[kind] = Letter(kind=kind, issued_at=from_iso(row.issued_at), body=body)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverRow:
    """One time the papers of a dossier went from one side to the other; ``kind`` says which."""

    kind: HopKind
    at: datetime
    clerk: str
    other_side: str
    courier: str
    destination: str


def hand_overs(connection: Connection, dossier_id: str) -> tuple[HandOverRow, ...]:
    """Give how the papers of a dossier travelled, oldest first; what stayed at a place is left out.

    Times are those that count: they never run backwards.
    """
    rows = connection.execute(
        select(
            hops.c.kind,
            hops.c.counted_at,
            hops.c.other_side,
            clerks.c.name.label("clerk"),
            bags.c.courier,
            packets.c.destination,
        )
        .join_from(hops, packets, hops.c.packet_id == packets.c.packet_id)
        .join(clerks, hops.c.person_id == clerks.c.clerk_id, isouter=True)
        .join(bags, hops.c.bag_number == bags.c.number, isouter=True)
        .where(packets.c.dossier_id == dossier_id, hops.c.kind.in_(_CARRIED))
        .order_by(hops.c.counted_at, hops.c.packet_id, hops.c.hop)
    )
    return tuple(
        HandOverRow(
            kind=HopKind(row.kind),
            at=from_iso(row.counted_at),
            clerk=row.clerk or "",
            other_side=row.other_side,
            courier=row.courier or "",
            destination=row.destination,
        )
        for row in rows
    )


def _returned_at(row: StoredRow) -> datetime | None:
    is_returned = row.state == DossierState.RETURNED.value and row.closed_at
    return from_iso(row.closed_at) if is_returned else None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """One line of the register; times that did not come yet are None."""

    reference: str
    official_code: str
    procedure_code: str
    procedure_name: str
    person: str
    address: str
    phone: str
    office: str
    received_at: datetime
    due_at: datetime | None
    returned_at: datetime | None
    result_form: str


def register(
    connection: Connection, first: date, last: date, codes: frozenset[str] | None = None
) -> tuple[RegisterRow, ...]:
    """Give what was taken in or lodged here from one day to another, both included, oldest first.

    ``codes`` keeps the procedures of one field; None means all.
    """
    start = to_iso(datetime.combine(first, time(), HANOI))
    end = to_iso(datetime.combine(last + timedelta(days=1), time(), HANOI))
    which = (dossiers.c.taken_at >= start) & (dossiers.c.taken_at < end)
    if codes is not None:
        which &= dossiers.c.procedure_code.in_(codes)
    rows = connection.execute(
        select(
            dossiers,
            citizens.c.name,
            citizens.c.address,
            citizens.c.phone,
        )
        .join_from(dossiers, citizens, dossiers.c.owner_id == citizens.c.citizen_id)
        .where(which)
        .order_by(dossiers.c.taken_at, dossiers.c.dossier_no)
    )
    return tuple(
        RegisterRow(
            reference=row.reference,
            official_code=row.official_code or "",
            procedure_code=row.procedure_code,
            procedure_name=row.procedure_name,
            person=row.name,
            address=row.address,
            phone=row.phone,
            office=row.office,
            received_at=from_iso(row.taken_at),
            due_at=from_iso(row.due_at) if row.due_at else None,
            returned_at=_returned_at(row),
            result_form=row.result_form or "",
        )
        for row in rows
    )
