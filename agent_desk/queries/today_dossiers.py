"""Dossiers that need a hand, state by state, each page along the index of the state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, text

from agent_desk.domain.calls import About
from agent_desk.domain.dossier import DossierState as S
from agent_desk.domain.results import Standing
from agent_desk.queries.today_work import Task, Work
from agent_desk.store.hot import Hot
from agent_desk.store.result_tables import results, tellings
from agent_desk.store.tables import citizens, dossiers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from agent_desk.store.hot import StoredTuple

PAGE = 500
_NEXT, _DUE = "next_action_at", "due_at"


def _page(order: str) -> Hot:
    """Read one state from a place in its index on; ``dossier_no`` is the end of every index."""
    ordered = dossiers.c[order]
    here = results.c.standing == text(f"'{Standing.HERE.value}'")
    return Hot(
        select(
            ordered,
            dossiers.c.dossier_no,
            dossiers.c.dossier_id,
            dossiers.c.procedure_name,
            dossiers.c.reference,
            dossiers.c.next_action_at,
            dossiers.c.due_at,
            citizens.c.name,
            tellings.c.outcome,
            tellings.c.retry_at,
            results.c.shelf,
            results.c.told_at,
            results.c.come_on,
        )
        .select_from(dossiers)
        .join(citizens, dossiers.c.owner_id == citizens.c.citizen_id)
        .outerjoin(
            tellings,
            (tellings.c.dossier_id == dossiers.c.dossier_id)
            & (tellings.c.is_last == text("1"))
            & (tellings.c.about == bindparam("about")),
        )
        .outerjoin(
            results,
            (results.c.dossier_id == dossiers.c.dossier_id)
            & here
            & (bindparam("at_desk") == text("1")),
        )
        .where(
            dossiers.c.state == bindparam("state"),
            text(f"(dossiers.{order}, dossiers.dossier_no) > (:after, :number)").bindparams(
                bindparam("after"), bindparam("number")
            ),
            ordered < bindparam("before"),
        )
        .order_by(ordered, dossiers.c.dossier_no)
        .suffix_with(text(f"LIMIT {PAGE}"))
    )


_BY_NEXT, _BY_DUE = _page(_NEXT), _page(_DUE)
_TASKS = {
    S.SUPPLEMENT: Task.GET_SUPPLEMENT,
    S.RESULT_AT_DESK: Task.RETURN_RESULT,
    S.DELIVERY_FAILED: Task.RETURN_RESULT,
    S.RESULT_READY: Task.FETCH_RESULT,
    S.PAYMENT: Task.TELL_PAYMENT,
    S.NOT_ACCEPTED: Task.TELL_DECISION,
    S.STOPPED: Task.TELL_DECISION,
    S.DRAFT: Task.FINISH_CASE,
    S.ADVISED: Task.AWAIT_CITIZEN,
    S.WAITING_CITIZEN: Task.AWAIT_PORTAL,
}
_ABOUT = {
    S.SUPPLEMENT: About.SUPPLEMENT.value,
    S.RESULT_AT_DESK: About.RESULT.value,
    S.DELIVERY_FAILED: About.RESULT.value,
    S.NOT_ACCEPTED: About.REFUSAL.value,
    S.STOPPED: About.REFUSAL.value,
}
_AT_AUTHORITY = (S.LODGED, S.ACCEPTED, S.IN_PROCESS, S.HANDED_OVER)
_ASKED_AGAIN = {Task.GET_SUPPLEMENT: Task.CALL_SUPPLEMENT, Task.RETURN_RESULT: Task.CALL_RESULT}
_UNHURRIED = frozenset(
    {
        Task.FINISH_CASE,
        Task.AWAIT_CITIZEN,
        Task.AWAIT_PORTAL,
        Task.TELL_PAYMENT,
        Task.TELL_DECISION,
    }
)
_END = "9"


def dossiers_to_do(connection: Connection, now: str) -> Iterator[Work]:
    """Give every dossier that needs a hand now; papers on their way stand elsewhere."""
    for state, task in _TASKS.items():
        for row in _pages(connection, _BY_NEXT, state, _END):
            yield _work(row, task, now)
    for state in _AT_AUTHORITY:
        for row in _pages(connection, _BY_DUE, state, now):
            yield _work(row, Task.CHASE_AUTHORITY, now)


def _pages(connection: Connection, page: Hot, state: S, before: str) -> Iterator[StoredTuple]:
    values: dict[str, object] = {
        "state": state.value,
        "about": _ABOUT.get(state, ""),
        "at_desk": int(state is S.RESULT_AT_DESK),
        "before": before,
        "after": "",
        "number": 0,
    }
    while True:
        found = page.rows(connection, values)
        yield from found
        if len(found) < PAGE:
            return
        values["after"], values["number"] = found[-1][0], found[-1][1]


def _work(row: StoredTuple, task: Task, now: str) -> Work:
    (_order, _number, dossier_id, name, reference, since, due, who, outcome, retry_at, shelf,
     told_at, come_on) = row  # fmt: skip
    act_by = due or ""
    if task in _UNHURRIED:
        act_by = ""
    elif task is Task.GET_SUPPLEMENT:
        act_by = since
    if task in _ASKED_AGAIN and _is_to_be_called((outcome, retry_at, told_at), now):
        task = _ASKED_AGAIN[task]
    return Work(
        dossier_id, task, dossier_id, name, who, reference, shelf or "", since, act_by,
        more=come_on or "",
    )  # fmt: skip


def _is_to_be_called(said: tuple[str | None, str | None, str | None], now: str) -> bool:
    """Say whether the citizen does not know yet, and now is a time to try."""
    outcome, retry_at, told_at = said
    if told_at:
        return False
    if outcome is None:
        return True
    return bool(retry_at) and str(retry_at) <= now
