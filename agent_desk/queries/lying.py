"""The results that lie here, and the last try to tell each citizen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from agent_desk.domain.calls import About
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.results import Doubt, ResultForm, Standing
from agent_desk.store.result_tables import results, tellings
from agent_desk.store.tables import citizens, dossiers, notices
from agent_desk.wire import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from agent_desk.store.tables import StoredRow

PAGE = 300
REFUSED = (DossierState.NOT_ACCEPTED.value, DossierState.STOPPED.value)
_OPEN = (
    *REFUSED,
    DossierState.SUPPLEMENT.value,
    DossierState.RESULT_READY.value,
    DossierState.RESULT_AT_DESK.value,
    DossierState.DELIVERY_FAILED.value,
)
OWNER = citizens.alias("owner")
SUBMITTER = citizens.alias("submitter")
PHONE = func.coalesce(func.nullif(SUBMITTER.c.phone, ""), OWNER.c.phone).label("phone")


@dataclass(frozen=True, slots=True, kw_only=True)
class LastTry:
    """The last try to tell a citizen; ``retry_at`` ISO, empty if they know."""

    outcome: str
    tries: int
    at: str
    retry_at: str
    come_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lying:
    """A result at this desk; people and procedure are empty where no dossier is known."""

    result_id: str
    dossier_id: str
    number: str
    form: ResultForm
    title: str
    standing: Standing
    doubt: Doubt
    shelf: str
    owner_name: str
    phone: str
    procedure_name: str
    arrived_at: str
    told_at: str
    come_on: str
    due_at: str
    is_refusal: bool
    last_try: LastTry | None


def lying_of(connection: Connection, dossier_id: str) -> Lying | None:
    """Give the result of a dossier that lies here, the paper before the electronic one."""
    found = [
        one
        for one in all_lying(connection, last_tries(connection), dossier_id=dossier_id)
        if one.standing is Standing.HERE
    ]
    return min(found, key=lambda one: one.form is ResultForm.ELECTRONIC, default=None)


def by_id(connection: Connection, result_id: str) -> Lying | None:
    """Give one result that lies here."""
    tries = last_tries(connection)
    return next((r for r in all_lying(connection, tries, result_id=result_id)), None)


def owner_number_of(connection: Connection, result_id: str) -> str:
    """Give the owner's number as it was read off a result without a dossier here."""
    number = connection.execute(
        select(results.c.owner_number).where(results.c.result_id == result_id)
    ).scalar()
    return number or ""


def of_person(connection: Connection, number: str) -> tuple[str, ...]:
    """Give the results here whose owner or submitter has this number, the oldest first."""
    rows = connection.execute(
        select(results.c.result_id)
        .join_from(results, dossiers, results.c.dossier_id == dossiers.c.dossier_id)
        .join(OWNER, dossiers.c.owner_id == OWNER.c.citizen_id)
        .join(SUBMITTER, dossiers.c.submitter_id == SUBMITTER.c.citizen_id)
        .where(
            results.c.standing == Standing.HERE.value,
            (OWNER.c.number == number) | (SUBMITTER.c.number == number),
        )
        .order_by(results.c.arrived_at)
    ).scalars()
    return tuple(rows)


def all_lying(
    connection: Connection,
    tries: Mapping[tuple[str, str], LastTry],
    *,
    dossier_id: str = "",
    result_id: str = "",
) -> tuple[Lying, ...]:
    """Give what lies here or is kept apart, the oldest first; of one dossier, or one result."""
    refused = (
        select(notices.c.number)
        .where(
            notices.c.subject_id == results.c.dossier_id,
            notices.c.kind == NoticeKind.REFUSED.value,
        )
        .exists()
    )
    statement = (
        select(
            results,
            OWNER.c.name.label("of"),
            PHONE,
            dossiers.c.procedure_name,
            dossiers.c.due_at,
            refused.label("is_refusal"),
        )
        .join_from(results, dossiers, results.c.dossier_id == dossiers.c.dossier_id, isouter=True)
        .join(OWNER, dossiers.c.owner_id == OWNER.c.citizen_id, isouter=True)
        .join(SUBMITTER, dossiers.c.submitter_id == SUBMITTER.c.citizen_id, isouter=True)
        .where(results.c.standing.in_((Standing.HERE.value, Standing.PARKED.value)))
        .order_by(results.c.arrived_at)
        .limit(PAGE)
    )
    if dossier_id:
        statement = statement.where(results.c.dossier_id == dossier_id)
    if result_id:
        statement = statement.where(results.c.result_id == result_id)
    return tuple(_one_lying(row, tries) for row in connection.execute(statement))


def _one_lying(row: StoredRow, tries: Mapping[tuple[str, str], LastTry]) -> Lying:
    subject = row.dossier_id or row.result_id
    about = About.REFUSAL if row.is_refusal else About.RESULT
    return Lying(
        result_id=row.result_id,
        dossier_id=row.dossier_id or "",
        number=row.number,
        form=ResultForm(row.form),
        title=row.title,
        standing=Standing(row.standing),
        doubt=Doubt(row.doubt),
        shelf=row.shelf,
        owner_name=row.of or row.owner_name,
        phone=row.phone or "",
        procedure_name=row.procedure_name or "",
        arrived_at=row.arrived_at,
        told_at=row.told_at or "",
        come_on=row.come_on or "",
        due_at=row.due_at or "",
        is_refusal=bool(row.is_refusal),
        last_try=tries.get((subject, about.value)),
    )


def last_tries(connection: Connection) -> dict[tuple[str, str], LastTry]:
    """Give the last try about each open matter; matters of the past are not read."""
    open_dossiers = select(dossiers.c.dossier_id).where(dossiers.c.state.in_(_OPEN))
    kept_apart = select(results.c.result_id).where(
        results.c.standing.in_((Standing.HERE.value, Standing.PARKED.value))
    )
    last = select(tellings).where(tellings.c.is_last == 1)
    rows = [
        *connection.execute(last.where(tellings.c.dossier_id.in_(open_dossiers))),
        *connection.execute(last.where(tellings.c.result_id.in_(kept_apart))),
    ]
    return {
        (row.dossier_id or row.result_id, row.about): LastTry(
            outcome=row.outcome,
            tries=row.tries,
            at=row.told_at,
            retry_at=row.retry_at or "",
            come_on=row.come_on or "",
        )
        for row in rows
    }
