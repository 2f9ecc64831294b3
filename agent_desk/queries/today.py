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
    from typing import Any

    from sqlalchemy import BindParameter, ColumnElement, Connection, Select

    from agent_desk.store.tables import StoredRow


class Task(StrEnum):
    """The one thing to do about a dossier now."""

    FORWARD_PAPER = "forward_paper"
    GET_SUPPLEMENT = "get_supplement"
    FETCH_RESULT = "fetch_result"
    RETURN_RESULT = "return_result"
    TELL_PAYMENT = "tell_payment"
    TELL_DECISION = "tell_decision"
    CHASE_AUTHORITY = "chase_authority"
    FINISH_CASE = "finish_case"
    AWAIT_CITIZEN = "await_citizen"
    AWAIT_PORTAL = "await_portal"


_TASKS = {
    DossierState.TAKEN_IN: Task.FORWARD_PAPER,
    DossierState.SEALED: Task.FORWARD_PAPER,
    DossierState.IN_TRANSIT: Task.FORWARD_PAPER,
    DossierState.SUPPLEMENT: Task.GET_SUPPLEMENT,
    DossierState.RESULT_READY: Task.FETCH_RESULT,
    DossierState.RESULT_AT_DESK: Task.RETURN_RESULT,
    DossierState.DELIVERY_FAILED: Task.RETURN_RESULT,
    DossierState.PAYMENT: Task.TELL_PAYMENT,
    DossierState.NOT_ACCEPTED: Task.TELL_DECISION,
    DossierState.STOPPED: Task.TELL_DECISION,
    DossierState.DRAFT: Task.FINISH_CASE,
    DossierState.ADVISED: Task.AWAIT_CITIZEN,
    DossierState.WAITING_CITIZEN: Task.AWAIT_PORTAL,
}
_UNHURRIED = (
    Task.FINISH_CASE,
    Task.AWAIT_CITIZEN,
    Task.AWAIT_PORTAL,
    Task.TELL_PAYMENT,
    Task.TELL_DECISION,
)
"""What has no deadline of ours."""
_WAITING_ON_AUTHORITY = (
    DossierState.LODGED,
    DossierState.ACCEPTED,
    DossierState.IN_PROCESS,
    DossierState.HANDED_OVER,
)


_NEXT, _DUE = dossiers.c.next_action_at, dossiers.c.due_at
_NOW: BindParameter[str] = bindparam("now")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rung:
    """One rung of urgency: which states, in which order, and what else must hold."""

    states: tuple[DossierState, ...]
    order: ColumnElement[str]
    holds: ColumnElement[bool]

    def statement(self) -> Select[*tuple[Any, ...]]:
        """Give the first rows of the rung; which they are is read from an index alone."""
        chosen = (
            select(dossiers.c.dossier_no)
            .where(dossiers.c.state.in_([state.value for state in self.states]), self.holds)
            .order_by(self.order)
            .limit(bindparam("limit"))
        )
        return (
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
            .where(dossiers.c.dossier_no.in_(chosen))
        )


_CARRIED = (DossierState.TAKEN_IN, DossierState.SEALED, DossierState.IN_TRANSIT)
_ASKED = (DossierState.SUPPLEMENT,)
_RESULTS = (
    DossierState.RESULT_READY,
    DossierState.RESULT_AT_DESK,
    DossierState.DELIVERY_FAILED,
)
_TOLD = (DossierState.PAYMENT, DossierState.NOT_ACCEPTED, DossierState.STOPPED)
_RUNGS = tuple(
    rung.statement()
    for rung in (
        _Rung(states=_CARRIED, order=_NEXT, holds=_NEXT < _NOW),
        _Rung(states=_ASKED, order=_NEXT, holds=_NEXT < _NOW),
        _Rung(states=_RESULTS, order=_DUE, holds=_DUE < _NOW),
        _Rung(states=_WAITING_ON_AUTHORITY, order=_DUE, holds=_DUE < _NOW),
        _Rung(states=_CARRIED, order=_NEXT, holds=_NEXT >= _NOW),
        _Rung(states=_ASKED, order=_NEXT, holds=_NEXT >= _NOW),
        _Rung(states=_RESULTS, order=_NEXT, holds=func.coalesce(_DUE, _NOW) >= _NOW),
        _Rung(states=_TOLD, order=_NEXT, holds=_NEXT > ""),
        _Rung(states=(DossierState.DRAFT,), order=_NEXT.desc(), holds=_NEXT > ""),
        _Rung(states=(DossierState.ADVISED,), order=_NEXT.desc(), holds=_NEXT > ""),
        _Rung(states=(DossierState.WAITING_CITIZEN,), order=_NEXT.desc(), holds=_NEXT > ""),
    )
)
"""Most urgent first: what is late, then what has a deadline, then what may wait."""


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

    Each rung of urgency is read along its own index and only until the page is full, so a pile
    of old drafts neither slows the page nor crowds out the paper that must go today.
    """
    found: list[TodayRow] = []
    for statement in _RUNGS:
        if len(found) >= limit:
            break
        values = {"now": now, "limit": limit - len(found)}
        found += [_row(row, now) for row in connection.execute(statement, values)]
    found.sort(key=_urgency)
    return tuple(found)


_ORDER = {
    Task.FORWARD_PAPER: 0,
    Task.GET_SUPPLEMENT: 1,
    Task.RETURN_RESULT: 2,
    Task.FETCH_RESULT: 2,
    Task.TELL_PAYMENT: 2,
    Task.TELL_DECISION: 2,
    Task.CHASE_AUTHORITY: 3,
    Task.FINISH_CASE: 4,
    Task.AWAIT_CITIZEN: 5,
    Task.AWAIT_PORTAL: 5,
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
    counted = [DossierState.TAKEN_IN.value, *(state.value for state in _RESULTS)]
    states = {
        row.state: row
        for row in connection.execute(
            # For paper taken in, the next action is to forward it; this way the index says it all.
            select(
                dossiers.c.state,
                func.count().label("n"),
                func.min(dossiers.c.next_action_at).label("first"),
            )
            .where(dossiers.c.state.in_(counted))
            .group_by(dossiers.c.state)
        )
    }
    overdue = connection.execute(
        select(func.count())
        .select_from(dossiers)
        .where(dossiers.c.state.in_([state.value for state in _RESULTS]), dossiers.c.due_at < now)
    ).scalar_one()
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
        overdue=overdue,
    )
