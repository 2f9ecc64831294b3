"""The work list of results: what came, what lies on the shelf, whom to tell, what is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from agent_desk.domain.calls import About
from agent_desk.domain.disputes import DisputeKind, DisputeState
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.results import Doubt, ResultForm, Standing
from agent_desk.queries.requests import requests_of
from agent_desk.store.custody_tables import disputes
from agent_desk.store.result_tables import results, tellings
from agent_desk.store.tables import citizens, dossiers, notices
from agent_desk.wire import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection, Select

    from agent_desk.store.tables import StoredRow

_PAGE = 300
_REFUSED = (DossierState.NOT_ACCEPTED.value, DossierState.STOPPED.value)
_OPEN = (
    *_REFUSED,
    DossierState.SUPPLEMENT.value,
    DossierState.RESULT_READY.value,
    DossierState.RESULT_AT_DESK.value,
    DossierState.DELIVERY_FAILED.value,
)
_owner = citizens.alias("owner")
_submitter = citizens.alias("submitter")
_PHONE = func.coalesce(func.nullif(_submitter.c.phone, ""), _owner.c.phone).label("phone")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A dossier for which the authority waits for the citizen; ``round`` from 1."""

    dossier_id: str
    reference: str
    owner_name: str
    phone: str
    procedure_name: str
    asked_at: str
    round: int
    request: Mapping[str, object]
    last_try: LastTry | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A dossier that was refused or stopped; the citizen is to be told why."""

    dossier_id: str
    reference: str
    owner_name: str
    phone: str
    procedure_name: str
    state: DossierState
    since: str
    last_try: LastTry | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A paper result that is settled and has not come yet."""

    dossier_id: str
    reference: str
    owner_name: str
    procedure_name: str
    since: str
    due_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputedReturn:
    """A result that is recorded as returned at two places."""

    dispute_id: str
    dossier_id: str
    reference: str
    owner_name: str
    words: str
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Everything:
    """All that the page of results shows, each part in its own order; at most 300 of each."""

    lying: tuple[Lying, ...]
    asked: tuple[Asked, ...]
    decided: tuple[Decided, ...]
    expected: tuple[Expected, ...]
    disputed: tuple[DisputedReturn, ...]
    on_shelf: int


def everything(connection: Connection) -> Everything:
    """Read the work list of results."""
    tries = _last_tries(connection)
    lying = _lying(connection, tries)
    return Everything(
        lying=lying,
        asked=_asked(connection, tries),
        decided=_decided(connection, tries),
        expected=_expected(connection),
        disputed=_disputed(connection),
        on_shelf=sum(1 for one in lying if one.shelf),
    )


def lying_of(connection: Connection, dossier_id: str) -> Lying | None:
    """Give the result of a dossier that lies here, the paper before the electronic one."""
    found = [
        one
        for one in _lying(connection, _last_tries(connection), dossier_id=dossier_id)
        if one.standing is Standing.HERE
    ]
    return min(found, key=lambda one: one.form is ResultForm.ELECTRONIC, default=None)


def by_id(connection: Connection, result_id: str) -> Lying | None:
    """Give one result that lies here."""
    tries = _last_tries(connection)
    return next((r for r in _lying(connection, tries, result_id=result_id)), None)


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
        .join(_owner, dossiers.c.owner_id == _owner.c.citizen_id)
        .join(_submitter, dossiers.c.submitter_id == _submitter.c.citizen_id)
        .where(
            results.c.standing == Standing.HERE.value,
            (_owner.c.number == number) | (_submitter.c.number == number),
        )
        .order_by(results.c.arrived_at)
    ).scalars()
    return tuple(rows)


def _people() -> Select[*tuple[object, ...]]:
    return (
        select(
            dossiers,
            _owner.c.name.label("owner_name"),
            _PHONE,
        )
        .join_from(dossiers, _owner, dossiers.c.owner_id == _owner.c.citizen_id)
        .join(_submitter, dossiers.c.submitter_id == _submitter.c.citizen_id)
    )


def _lying(
    connection: Connection,
    tries: Mapping[tuple[str, str], LastTry],
    *,
    dossier_id: str = "",
    result_id: str = "",
) -> tuple[Lying, ...]:
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
            _owner.c.name.label("of"),
            _PHONE,
            dossiers.c.procedure_name,
            dossiers.c.due_at,
            refused.label("is_refusal"),
        )
        .join_from(results, dossiers, results.c.dossier_id == dossiers.c.dossier_id, isouter=True)
        .join(_owner, dossiers.c.owner_id == _owner.c.citizen_id, isouter=True)
        .join(_submitter, dossiers.c.submitter_id == _submitter.c.citizen_id, isouter=True)
        .where(results.c.standing.in_((Standing.HERE.value, Standing.PARKED.value)))
        .order_by(results.c.arrived_at)
        .limit(_PAGE)
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


def _last_tries(connection: Connection) -> dict[tuple[str, str], LastTry]:
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


def _asked(connection: Connection, tries: Mapping[tuple[str, str], LastTry]) -> tuple[Asked, ...]:
    rows = connection.execute(
        _people()
        .where(dossiers.c.state == DossierState.SUPPLEMENT.value)
        .order_by(dossiers.c.next_action_at)
        .limit(_PAGE)
    ).all()
    requests = requests_of(connection, [row.dossier_id for row in rows])
    found = []
    for row in rows:
        of_dossier = requests.get(row.dossier_id, ())
        last = of_dossier[-1] if of_dossier else None
        found.append(
            Asked(
                dossier_id=row.dossier_id,
                reference=row.reference,
                owner_name=row.owner_name,
                phone=row.phone,
                procedure_name=row.procedure_name,
                asked_at=last.asked_at if last else row.changed_at,
                round=len(of_dossier) or 1,
                request=last.body if last else {},
                last_try=tries.get((row.dossier_id, About.SUPPLEMENT.value)),
            )
        )
    return tuple(found)


def _decided(
    connection: Connection, tries: Mapping[tuple[str, str], LastTry]
) -> tuple[Decided, ...]:
    rows = connection.execute(
        _people().where(dossiers.c.state.in_(_REFUSED)).order_by(dossiers.c.changed_at).limit(_PAGE)
    )
    return tuple(
        Decided(
            dossier_id=row.dossier_id,
            reference=row.reference,
            owner_name=row.owner_name,
            phone=row.phone,
            procedure_name=row.procedure_name,
            state=DossierState(row.state),
            since=row.changed_at,
            last_try=tries.get((row.dossier_id, About.REFUSAL.value)),
        )
        for row in rows
    )


def _expected(connection: Connection) -> tuple[Expected, ...]:
    is_here = (
        select(results.c.result_id)
        .where(
            results.c.dossier_id == dossiers.c.dossier_id,
            results.c.standing == Standing.HERE.value,
        )
        .exists()
    )
    rows = connection.execute(
        _people()
        .where(dossiers.c.state == DossierState.RESULT_READY.value, ~is_here)
        .order_by(dossiers.c.due_at, dossiers.c.next_action_at)
        .limit(_PAGE)
    )
    return tuple(
        Expected(
            dossier_id=row.dossier_id,
            reference=row.reference,
            owner_name=row.owner_name,
            procedure_name=row.procedure_name,
            since=row.changed_at,
            due_at=row.due_at or "",
        )
        for row in rows
    )


def _disputed(connection: Connection) -> tuple[DisputedReturn, ...]:
    rows = connection.execute(
        select(disputes, _owner.c.name.label("owner_name"))
        .join_from(disputes, dossiers, disputes.c.dossier_id == dossiers.c.dossier_id, isouter=True)
        .join(_owner, dossiers.c.owner_id == _owner.c.citizen_id, isouter=True)
        .where(
            disputes.c.kind == DisputeKind.RETURNED_TWICE.value,
            disputes.c.state == DisputeState.OPEN.value,
        )
        .order_by(disputes.c.opened_at)
        .limit(_PAGE)
    )
    return tuple(
        DisputedReturn(
            dispute_id=row.dispute_id,
            dossier_id=row.dossier_id or "",
            reference=row.reference or "",
            owner_name=row.owner_name or "",
            words=row.theirs,
            since=row.opened_at,
        )
        for row in rows
    )
