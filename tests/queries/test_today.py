"""What must be done today: the late first, the paper that must go never crowded out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from agent_desk.clock import to_iso
from agent_desk.commands import dossier, result, visit
from agent_desk.domain.dossier import DossierState
from agent_desk.queries import today
from agent_desk.queries.today import Task
from agent_desk.store.tables import dossiers
from agent_desk.wire import NoticeKind
from tests.support.acts import a_visit
from tests.support.desks import (
    a_case,
    a_lodged_dossier,
    a_ready_dossier,
    a_supplement_request,
    a_taken_in_dossier,
    told,
)

if TYPE_CHECKING:
    from agent_desk.queries.today import DayFigures, TodayRow
    from tests.support.desks import TestDesk


def rows(t: TestDesk, limit: int = 100) -> tuple[TodayRow, ...]:
    with t.desk.store.read() as connection:
        return today.rows(connection, to_iso(t.clock.moment), limit=limit)


def figures(t: TestDesk) -> DayFigures:
    with t.desk.store.read() as connection:
        return today.figures(connection, "2026-11-22T17:00:00.000Z", to_iso(t.clock.moment))


def test_a_desk_with_nothing_to_do_shows_nothing(t: TestDesk) -> None:
    a_lodged_dossier(t)

    assert rows(t) == ()


def test_every_row_has_its_one_task_in_the_order_of_urgency(t: TestDesk) -> None:
    advised = a_case(t)
    dossier.advise(t.desk, t.act(), advised)
    drafted, ready = a_case(t), a_ready_dossier(t)
    asked, taken = a_supplement_request(t), a_taken_in_dossier(t)

    assert [(row.dossier_id, row.task, row.is_late) for row in rows(t)] == [
        (taken, Task.FORWARD_PAPER, False),
        (asked, Task.GET_SUPPLEMENT, False),
        (ready, Task.FETCH_RESULT, False),
        (drafted, Task.FINISH_CASE, False),
        (advised, Task.AWAIT_CITIZEN, False),
    ]


def test_what_is_late_comes_first(t: TestDesk) -> None:
    taken = a_taken_in_dossier(t)
    ready = a_ready_dossier(t)
    with t.desk.store.write() as connection:
        chosen = update(dossiers).where(dossiers.c.dossier_id == ready)
        connection.execute(chosen.values(due_at="2026-11-01T00:00:00.000Z"))

    assert [(row.dossier_id, row.is_late) for row in rows(t)] == [(ready, True), (taken, False)]
    t.clock.advance(days=1)
    assert [(row.dossier_id, row.is_late) for row in rows(t)] == [(taken, True), (ready, True)]


def test_an_authority_that_is_late_is_chased(t: TestDesk) -> None:
    dossier_id = a_lodged_dossier(t)
    told(
        t,
        NoticeKind.CODE_ISSUED,
        dossier_id,
        official_code="H26.99-261123-0001",
        due_at="2026-11-25T10:00:00Z",
    )
    assert rows(t) == ()

    t.clock.advance(days=5)
    (row,) = rows(t)
    assert (row.task, row.is_late, row.act_by) == (
        Task.CHASE_AUTHORITY,
        True,
        "2026-11-25T10:00:00.000Z",
    )


@pytest.mark.parametrize("limit", [1, 3])
def test_old_drafts_never_crowd_out_the_paper_that_must_go(t: TestDesk, limit: int) -> None:
    drafts = [a_case(t) for _ in range(4)]
    taken = a_taken_in_dossier(t)

    shown = [row.dossier_id for row in rows(t, limit)]
    assert shown[0] == taken
    assert len(shown) == limit
    assert shown[1:] == [*reversed(drafts)][: limit - 1] or set(shown[1:]) <= set(drafts[-2:])


def test_the_day_in_numbers(t: TestDesk) -> None:
    for outcome in (visit.VisitOutcome.LODGED, visit.VisitOutcome.BRING_PAPERS):
        visit.close_visit(t.desk, t.act(), a_visit(t), outcome)
    a_taken_in_dossier(t)
    result.receive_result(t.desk, t.act(), a_ready_dossier(t))

    shown = figures(t)
    assert (shown.served, shown.lodged, shown.sent_home) == (2, 1, 1)
    assert (shown.to_forward, shown.to_return, shown.overdue) == (1, 1, 0)
    assert shown.forward_by.startswith("2026-11-23")


def test_yesterday_does_not_count_today(t: TestDesk) -> None:
    visit.close_visit(t.desk, t.act(), a_visit(t), visit.VisitOutcome.LODGED)
    with t.desk.store.read() as connection:
        tomorrow = today.figures(connection, "2026-11-23T17:00:00.000Z", "2026-11-24T01:00:00.000Z")

    assert tomorrow.served == 0


@pytest.mark.parametrize("state", list(DossierState))
def test_every_state_can_be_shown(t: TestDesk, state: DossierState) -> None:
    a_case(t)
    with t.desk.store.write() as connection:
        connection.execute(update(dossiers).values(state=state.value, due_at="2000"))

    assert len(rows(t)) <= 1
    assert figures(t).served == 0
