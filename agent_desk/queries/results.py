"""The work list of results: what came, what lies on the shelf, whom to tell, what is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from agent_desk.domain.calls import About
from agent_desk.domain.disputes import DisputeKind, DisputeState
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.results import Standing
from agent_desk.queries.lying import (
    OWNER,
    PAGE,
    PHONE,
    REFUSED,
    SUBMITTER,
    LastTry,
    Lying,
    all_lying,
    last_tries,
)
from agent_desk.queries.requests import requests_of
from agent_desk.store.custody_tables import disputes
from agent_desk.store.result_tables import results
from agent_desk.store.tables import dossiers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection, Select


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
    tries = last_tries(connection)
    lying = all_lying(connection, tries)
    return Everything(
        lying=lying,
        asked=_asked(connection, tries),
        decided=_decided(connection, tries),
        expected=_expected(connection),
        disputed=_disputed(connection),
        on_shelf=sum(1 for one in lying if one.shelf),
    )


def _people() -> Select[*tuple[object, ...]]:
    return (
        select(
            dossiers,
            OWNER.c.name.label("owner_name"),
            PHONE,
        )
        .join_from(dossiers, OWNER, dossiers.c.owner_id == OWNER.c.citizen_id)
        .join(SUBMITTER, dossiers.c.submitter_id == SUBMITTER.c.citizen_id)
    )


def _asked(connection: Connection, tries: Mapping[tuple[str, str], LastTry]) -> tuple[Asked, ...]:
    rows = connection.execute(
        _people()
        .where(dossiers.c.state == DossierState.SUPPLEMENT.value)
        .order_by(dossiers.c.next_action_at)
        .limit(PAGE)
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
        _people().where(dossiers.c.state.in_(REFUSED)).order_by(dossiers.c.changed_at).limit(PAGE)
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
        .limit(PAGE)
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
        select(disputes, OWNER.c.name.label("owner_name"))
        .join_from(disputes, dossiers, disputes.c.dossier_id == dossiers.c.dossier_id, isouter=True)
        .join(OWNER, dossiers.c.owner_id == OWNER.c.citizen_id, isouter=True)
        .where(
            disputes.c.kind == DisputeKind.RETURNED_TWICE.value,
            disputes.c.state == DisputeState.OPEN.value,
        )
        .order_by(disputes.c.opened_at)
        .limit(PAGE)
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
