"""What must be done today, most urgent first, and the day in four numbers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

from agent_desk.domain.dossier import DossierState
from agent_desk.ids import DossierId
from agent_desk.store.tables import citizens, dossiers, visits

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from agent_desk.store.tables import StoredRow


class Task(StrEnum):
    """The one thing to do about a dossier now."""

    FORWARD_PAPER = "forward_paper"
    GET_SUPPLEMENT = "get_supplement"
    FETCH_RESULT = "fetch_result"
    RETURN_RESULT = "return_result"
    CHASE_AUTHORITY = "chase_authority"
    FINISH_CASE = "finish_case"
    AWAIT_CITIZEN = "await_citizen"


_TASKS = {
    DossierState.TAKEN_IN: Task.FORWARD_PAPER,
    DossierState.SEALED: Task.FORWARD_PAPER,
    DossierState.IN_TRANSIT: Task.FORWARD_PAPER,
    DossierState.SUPPLEMENT: Task.GET_SUPPLEMENT,
    DossierState.RESULT_READY: Task.FETCH_RESULT,
    DossierState.RESULT_AT_DESK: Task.RETURN_RESULT,
    DossierState.DRAFT: Task.FINISH_CASE,
    DossierState.ADVISED: Task.AWAIT_CITIZEN,
}
_UNHURRIED = (Task.FINISH_CASE, Task.AWAIT_CITIZEN)
_WAITING_ON_AUTHORITY = (
    DossierState.LODGED,
    DossierState.ACCEPTED,
    DossierState.IN_PROCESS,
    DossierState.HANDED_OVER,
)


_PICKED = (
    select(
        dossiers.c.dossier_id,
        dossiers.c.state,
        dossiers.c.procedure_name,
        dossiers.c.reference,
        dossiers.c.next_action_at,
        dossiers.c.due_at,
        citizens.c.name,
    )
    .join_from(dossiers, citizens, dossiers.c.owner_id == citizens.c.citizen_id)
    .where(dossiers.c.state == bindparam("state"))
    .limit(bindparam("limit"))
)
_OLDEST = _PICKED.order_by(dossiers.c.next_action_at)
_NEWEST = _PICKED.order_by(dossiers.c.next_action_at.desc())
_OVERDUE = _PICKED.where(dossiers.c.due_at < bindparam("now")).order_by(dossiers.c.due_at)
_PER_STATE = (
    *((_NEWEST if task in _UNHURRIED else _OLDEST, state) for state, task in _TASKS.items()),
    *((_OVERDUE, state) for state in _WAITING_ON_AUTHORITY),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayRow:
    """One thing to do; ``act_by`` is an ISO instant or empty when there is no deadline."""

    dossier_id: DossierId
    task: Task
    procedure_name: str
    owner_name: str
    reference: str
    act_by: str
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFigures:
    """The day in numbers, all of this desk."""

    served: int
    lodged: int
    taken_in: int
    sent_home: int
    to_forward: int
    forward_by: str
    to_return: int
    overdue: int


def rows(connection: Connection, now: str, *, limit: int = 100) -> tuple[TodayRow, ...]:
    """Give what needs a hand, late things first, then by deadline; drafts last.

    Each state is read along its own index, so a pile of old drafts neither slows the page nor
    crowds out the paper that must go today.
    """
    found: list[TodayRow] = []
    for statement, state in _PER_STATE:
        values = {"state": state.value, "now": now, "limit": limit}
        found += [_row(row, now) for row in connection.execute(statement, values)]
    found.sort(key=_urgency)
    return tuple(found[:limit])


_ORDER = {
    Task.FORWARD_PAPER: 0,
    Task.GET_SUPPLEMENT: 1,
    Task.RETURN_RESULT: 2,
    Task.FETCH_RESULT: 2,
    Task.CHASE_AUTHORITY: 3,
    Task.FINISH_CASE: 4,
    Task.AWAIT_CITIZEN: 5,
}


def _urgency(row: TodayRow) -> tuple[bool, int, str]:
    return (not row.is_late, _ORDER[row.task], row.act_by)


def _row(row: StoredRow, now: str) -> TodayRow:
    task = _TASKS.get(DossierState(row.state), Task.CHASE_AUTHORITY)
    deadline = row.due_at or "" if task is not Task.FORWARD_PAPER else row.next_action_at
    if task is Task.GET_SUPPLEMENT:
        deadline = row.next_action_at
    if task in _UNHURRIED:
        deadline = ""
    return TodayRow(
        dossier_id=DossierId(row.dossier_id),
        task=task,
        procedure_name=row.procedure_name,
        owner_name=row.name,
        reference=row.reference,
        act_by=deadline,
        is_late=bool(deadline) and deadline < now,
    )


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
    states = {
        row.state: row
        for row in connection.execute(
            select(
                dossiers.c.state,
                func.count().label("n"),
                func.min(dossiers.c.forward_by).label("first"),
                func.count().filter(dossiers.c.due_at < now).label("late"),
            )
            .where(
                dossiers.c.state.in_(
                    [
                        DossierState.TAKEN_IN.value,
                        DossierState.RESULT_READY.value,
                        DossierState.RESULT_AT_DESK.value,
                    ]
                )
            )
            .group_by(dossiers.c.state)
        )
    }
    ready, at_desk = states.get("result_ready"), states.get("result_at_desk")
    taken = states.get("taken_in")
    return DayFigures(
        served=sum(outcomes.values()),
        lodged=outcomes.get("lodged", 0),
        taken_in=outcomes.get("taken_in", 0),
        sent_home=outcomes.get("bring_papers", 0),
        to_forward=taken.n if taken else 0,
        forward_by=(taken.first or "") if taken else "",
        to_return=sum(row.n for row in (ready, at_desk) if row),
        overdue=sum(row.late for row in (ready, at_desk) if row),
    )
