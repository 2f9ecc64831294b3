"""People known to this desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from agent_desk.ids import CitizenId
from agent_desk.store.tables import citizens, consents

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from agent_desk.store.tables import StoredRow


@dataclass(frozen=True, slots=True, kw_only=True)
class CitizenView:
    """A person as the case screen shows them; ``consents`` maps purpose to the newest answer."""

    citizen_id: CitizenId
    number: str
    name: str
    birth: str
    sex: str
    address: str
    phone: str
    source: str
    unconfirmed: frozenset[str]
    consents: frozenset[str]


def by_number(connection: Connection, number: str) -> CitizenView | None:
    """Give the person with this citizen number, if known here."""
    row = connection.execute(select(citizens).where(citizens.c.number == number)).first()
    return None if row is None else _view(connection, row)


def by_id(connection: Connection, citizen_id: str) -> CitizenView:
    """Give a known person."""
    row = connection.execute(select(citizens).where(citizens.c.citizen_id == citizen_id)).one()
    return _view(connection, row)


def _view(connection: Connection, row: StoredRow) -> CitizenView:
    answers: dict[str, bool] = {}
    for consent in connection.execute(
        select(consents.c.purpose, consents.c.given)
        .where(consents.c.citizen_id == row.citizen_id)
        .order_by(consents.c.recorded_at, consents.c.consent_id)
    ):
        answers[consent.purpose] = consent.given == 1
    return CitizenView(
        citizen_id=CitizenId(row.citizen_id),
        number=row.number or "",
        name=row.name,
        birth=row.birth,
        sex=row.sex,
        address=row.address,
        phone=row.phone,
        source=row.source,
        unconfirmed=frozenset(row.unconfirmed.split()),
        consents=frozenset(purpose for purpose, given in answers.items() if given),
    )
