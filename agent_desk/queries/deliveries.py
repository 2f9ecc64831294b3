"""Results that go out by post: what waits, what is under way, what the city owes postage for."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from agent_desk.clock import from_iso, local
from agent_desk.domain.delivery import DeliveryState
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.entitlement import Payer, Why
from agent_desk.domain.postal import normalize_item
from agent_desk.store.delivery_tables import (
    as_range,
    deliveries,
    delivery_events,
    entitlement_of,
    item_ranges,
)
from agent_desk.store.result_tables import results
from agent_desk.store.tables import citizens, dossiers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlalchemy import ColumnElement, Connection

    from agent_desk.domain.entitlement import Entitlement
    from agent_desk.store.tables import StoredRow

_OPEN = (
    DeliveryState.READY.value,
    DeliveryState.ON_THE_WAY.value,
    DeliveryState.NOT_DELIVERED.value,
    DeliveryState.COMING_BACK.value,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened to an item; ``code`` is the operator's, empty for our own acts."""

    kind: str
    code: str
    words: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRow:
    """One delivery with everything the label and the screens say of it."""

    delivery_id: str
    dossier_id: str
    reference: str
    procedure_name: str
    item_code: str
    from_pool: bool
    state: DeliveryState
    payer: Payer
    why: Why
    evidence: Mapping[str, str]
    receiver: str
    phone: str
    street: str
    ward_code: str
    place: str
    items: tuple[str, ...]
    made_at: str
    sent_at: str
    ended_at: str
    claimed_on: str
    invited_on: tuple[date, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSend:
    """A paper result that lies here and could go by post."""

    dossier_id: str
    reference: str
    owner: str
    procedure_name: str
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolLevel:
    """How many numbers are left of how many."""

    left: int
    total: int


def one(connection: Connection, delivery_id: str) -> DeliveryRow | None:
    """Give a delivery with its events, newest first; None if it is not here."""
    found = _read(connection, deliveries.c.delivery_id == delivery_id)
    return found[0] if found else None


def of_dossier(connection: Connection, dossier_id: str) -> tuple[DeliveryRow, ...]:
    """Give the deliveries of a dossier, newest first."""
    return _read(connection, deliveries.c.dossier_id == dossier_id)


def by_item(connection: Connection, code: str) -> str:
    """Give the delivery with this item number; empty if there is none."""
    found: str | None = connection.execute(
        select(deliveries.c.delivery_id).where(deliveries.c.item_code == normalize_item(code))
    ).scalar()
    return found or ""


def entitlement(connection: Connection, dossier_id: str) -> Entitlement:
    """Say who would pay the post for a dossier now."""
    row = connection.execute(select(dossiers).where(dossiers.c.dossier_id == dossier_id)).one()
    return entitlement_of(row)


def open_ones(connection: Connection) -> tuple[DeliveryRow, ...]:
    """Give what is not over: labels first, then failed deliveries, then what is on its way."""
    order = {state: number for number, state in enumerate(_OPEN)}
    order[DeliveryState.ON_THE_WAY.value] = len(order)
    found = _read(connection, deliveries.c.state.in_(_OPEN))
    return tuple(sorted(found, key=lambda row: (order[row.state.value], row.made_at)))


def to_send(connection: Connection, limit: int = 200) -> tuple[ToSend, ...]:
    """Give the paper results on the shelf without a label, oldest first."""
    labelled = select(deliveries.c.dossier_id).where(
        deliveries.c.state == DeliveryState.READY.value
    )
    found = connection.execute(
        select(
            dossiers.c.dossier_id,
            dossiers.c.reference,
            dossiers.c.procedure_name,
            citizens.c.name,
            func.min(results.c.arrived_at).label("since"),
        )
        .join(citizens, citizens.c.citizen_id == dossiers.c.owner_id)
        .join(results, results.c.dossier_id == dossiers.c.dossier_id)
        .where(
            dossiers.c.state.in_(
                (DossierState.RESULT_AT_DESK.value, DossierState.DELIVERY_FAILED.value)
            ),
            results.c.standing == "here",
            results.c.form == "paper",
            dossiers.c.dossier_id.not_in(labelled),
        )
        .group_by(dossiers.c.dossier_id)
        .order_by("since")
        .limit(limit)
    )
    return tuple(
        ToSend(
            dossier_id=row.dossier_id,
            reference=row.reference,
            owner=row.name,
            procedure_name=row.procedure_name,
            since=row.since,
        )
        for row in found
    )


def claimable(connection: Connection) -> tuple[DeliveryRow, ...]:
    """Give what the city pays for, was sent, and was not claimed yet; oldest first."""
    found = _read(
        connection,
        (deliveries.c.payer == Payer.CITY.value)
        & deliveries.c.sent_at.is_not(None)
        & deliveries.c.claimed_on.is_(None),
    )
    return tuple(sorted(found, key=lambda row: row.sent_at))


def pool_level(connection: Connection) -> PoolLevel:
    """Count the numbers that are left."""
    left = total = 0
    for row in connection.execute(select(item_ranges)):
        total += as_range(row).size
        left += max(0, row.last - row.next + 1)
    return PoolLevel(left=left, total=total)


def _read(connection: Connection, condition: ColumnElement[bool]) -> tuple[DeliveryRow, ...]:
    found = connection.execute(
        select(deliveries, dossiers.c.reference, dossiers.c.procedure_name)
        .join(dossiers, dossiers.c.dossier_id == deliveries.c.dossier_id)
        .where(condition)
        .order_by(deliveries.c.made_at.desc())
    ).all()
    return tuple(_row(row, _events(connection, row.delivery_id)) for row in found)


def _events(connection: Connection, delivery_id: str) -> tuple[Event, ...]:
    found = connection.execute(
        select(delivery_events)
        .where(delivery_events.c.delivery_id == delivery_id)
        .order_by(delivery_events.c.at.desc(), delivery_events.c.recorded_at.desc())
    )
    return tuple(Event(kind=row.kind, code=row.code, words=row.words, at=row.at) for row in found)


def _row(row: StoredRow, events: tuple[Event, ...]) -> DeliveryRow:
    return DeliveryRow(
        delivery_id=row.delivery_id,
        dossier_id=row.dossier_id,
        reference=row.reference,
        procedure_name=row.procedure_name,
        item_code=row.item_code,
        from_pool=bool(row.from_pool),
        state=DeliveryState(row.state),
        payer=Payer(row.payer),
        why=Why(row.why),
        evidence=json.loads(row.evidence),
        receiver=row.receiver,
        phone=row.phone,
        street=row.street,
        ward_code=row.ward_code,
        place=row.place,
        items=tuple(json.loads(row.items)),
        made_at=row.made_at,
        sent_at=row.sent_at or "",
        ended_at=row.ended_at or "",
        claimed_on=row.claimed_on or "",
        invited_on=tuple(
            local(from_iso(event.at)).date() for event in events if event.kind == "invited"
        ),
        events=events,
    )
