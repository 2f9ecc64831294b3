"""What must be done today, most urgent first, with every clock counted; and the day in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from agent_desk.domain.delays import Answer, FindingState
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.trips import TripCause
from agent_desk.queries.competence import filed_alone
from agent_desk.queries.today_dossiers import dossiers_to_do
from agent_desk.queries.today_papers import codes_to_tell, open_disputes, papers_on_their_way
from agent_desk.queries.today_work import Task, Work, in_order
from agent_desk.store.clock_tables import findings, trips
from agent_desk.store.tables import citizens, dossiers, facts, sync_state, visits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from agent_desk.domain.forwarding import Forwarding

_RESULTS = (
    DossierState.RESULT_READY.value,
    DossierState.RESULT_AT_DESK.value,
    DossierState.DELIVERY_FAILED.value,
)
_MOST_ASKED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFigures:
    """The day in numbers, all of this desk."""

    served: int
    lodged: int
    taken_in: int
    sent_home: int
    to_return: int
    overdue: int


def work_of(
    connection: Connection, now: str, forwarding: Forwarding, clerk_id: str = ""
) -> tuple[Work, ...]:
    """Give everything that needs a hand now, most urgent first.

    Each kind is read along its own index, 500 rows at a time; nothing is cut off.
    """
    found = list(
        chain(
            papers_on_their_way(connection, forwarding),
            dossiers_to_do(connection, now),
            codes_to_tell(connection),
            open_disputes(connection),
            _questions_of_center(connection, clerk_id),
            _filed_alone(connection, clerk_id),
            _trips_to_explain(connection),
        )
    )
    return tuple(in_order(found, now))


def unheard_since(connection: Connection) -> str:
    """Give when the oldest thing was written that the center has not confirmed; empty if none."""
    through = connection.execute(select(sync_state.c.receipted_through)).scalar() or 0
    found = connection.execute(
        select(facts.c.recorded_at).where(facts.c.seq > through).order_by(facts.c.seq).limit(1)
    ).scalar()
    return found or ""


def figures(connection: Connection, day_start: str, now: str) -> DayFigures:
    """Count the day from its first instant (ISO UTC) on."""
    outcomes = {
        row.outcome: row.n
        for row in connection.execute(
            select(visits.c.outcome, func.count().label("n"))
            .where(visits.c.opened_at >= day_start, visits.c.closed_at.is_not(None))
            .group_by(visits.c.outcome)
        )
    }
    waiting = connection.execute(
        select(func.count())
        .select_from(dossiers)
        .where(dossiers.c.state.in_(_RESULTS[:2]), dossiers.c.next_action_at > "")
    ).scalar_one()
    overdue = connection.execute(
        select(func.count())
        .select_from(dossiers)
        .where(dossiers.c.state.in_(_RESULTS), dossiers.c.due_at < now)
    ).scalar_one()
    return DayFigures(
        served=sum(outcomes.values()),
        lodged=outcomes.get("lodged", 0),
        taken_in=outcomes.get("taken_in", 0),
        sent_home=outcomes.get("bring_papers", 0),
        to_return=waiting,
        overdue=overdue,
    )


def _questions_of_center(connection: Connection, clerk_id: str) -> Iterator[Work]:
    """Give what the center asks the clerk who sits here, and nobody else."""
    for row in connection.execute(
        select(findings)
        .where(
            findings.c.state == FindingState.OPEN.value,
            findings.c.answer == Answer.NONE.value,
            findings.c.person_id == clerk_id,
        )
        .order_by(findings.c.opened_at)
    ):
        yield Work(
            key=row.finding_id,
            task=Task.ANSWER_FINDING,
            name=row.words,
            reference=row.reference,
            since=row.opened_at,
            more=row.stage,
        )


def _filed_alone(connection: Connection, clerk_id: str) -> Iterator[Work]:
    """Give what others filed without a second look; who filed it is not asked to look."""
    for one in filed_alone(connection, limit=_MOST_ASKED):
        if one.clerk_id != clerk_id:
            yield Work(
                key=f"look {one.dossier_id}",
                task=Task.LOOK_LATER,
                dossier_id=one.dossier_id,
                name=one.procedure_name,
                who=one.clerk_name,
                reference=one.reference,
                where=one.words,
                since=one.filed_at,
                more=one.reason.value,
            )


def _trips_to_explain(connection: Connection) -> Iterator[Work]:
    """Give the visits whose cause was not asked yet, the newest first."""
    found = connection.execute(
        select(trips, dossiers.c.procedure_name, dossiers.c.reference, citizens.c.name)
        .join_from(trips, dossiers, trips.c.dossier_id == dossiers.c.dossier_id)
        .join(citizens, dossiers.c.owner_id == citizens.c.citizen_id)
        .where(trips.c.cause == TripCause.UNKNOWN.value)
        .order_by(trips.c.came_at.desc())
        .limit(_MOST_ASKED)
    )
    for row in found:
        yield Work(
            key=row.trip_id,
            task=Task.ASK_TRIP,
            dossier_id=row.dossier_id,
            name=row.procedure_name,
            who=row.name,
            reference=row.reference,
            since=row.came_at,
            more=row.came_for,
        )
