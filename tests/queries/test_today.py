"""What must be done today: the late first, the paper that must go never crowded out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from agent_desk.clock import to_iso
from agent_desk.commands import bags, disputes, dossier, minutes, result, visit
from agent_desk.domain.disputes import DisputeKind
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.forwarding import Forwarding, Urgency
from agent_desk.domain.forwarding_rules import bundled_forwarding_rules
from agent_desk.queries import today
from agent_desk.queries.today_work import Task, Work, urgency_of
from agent_desk.store.tables import dossiers
from agent_desk.wire import NoticeKind
from tests.support.acts import a_visit
from tests.support.custody import (
    a_bag,
    a_filled_bag,
    a_seal,
    foreign_reference,
    scan_in,
    taken,
    the_minutes,
)
from tests.support.desks import (
    a_case,
    a_lodged_dossier,
    a_ready_dossier,
    a_supplement_request,
    a_taken_in_dossier,
    told,
)

if TYPE_CHECKING:
    from agent_desk.queries.today import DayFigures
    from tests.support.desks import TestDesk


def work(t: TestDesk) -> tuple[Work, ...]:
    forwarding = Forwarding(t.desk.calendars, bundled_forwarding_rules())
    with t.desk.store.read() as connection:
        return today.work_of(connection, to_iso(t.clock.moment), forwarding, t.clerk_id)


def tasks(t: TestDesk) -> list[tuple[str, Task, bool]]:
    now = to_iso(t.clock.moment)
    return [(one.dossier_id, one.task, urgency_of(one, now) is Urgency.LATE) for one in work(t)]


def figures(t: TestDesk) -> DayFigures:
    with t.desk.store.read() as connection:
        return today.figures(connection, "2026-11-22T17:00:00.000Z", to_iso(t.clock.moment))


def test_a_desk_with_nothing_to_do_shows_nothing(t: TestDesk) -> None:
    a_lodged_dossier(t)

    assert work(t) == ()


def test_every_row_has_its_one_task_in_the_order_of_urgency(t: TestDesk) -> None:
    advised = a_case(t)
    dossier.advise(t.desk, t.act(), advised)
    drafted, ready = a_case(t), a_ready_dossier(t)
    asked, taken = a_supplement_request(t), a_taken_in_dossier(t)

    assert tasks(t) == [
        (taken, Task.SEAL_PAPER, False),
        (asked, Task.CALL_SUPPLEMENT, False),
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

    assert [(one, late) for one, _task, late in tasks(t)] == [(ready, True), (taken, False)]
    t.clock.advance(days=1)
    assert [(one, late) for one, _task, late in tasks(t)] == [(taken, True), (ready, True)]


def test_an_authority_that_is_late_is_chased(t: TestDesk) -> None:
    dossier_id = a_lodged_dossier(t)
    told(
        t,
        NoticeKind.CODE_ISSUED,
        dossier_id,
        official_code="H26.99-261123-0001",
        due_at="2026-11-25T10:00:00Z",
    )
    assert work(t) == ()

    t.clock.advance(days=5)
    (one,) = work(t)
    assert (one.task, one.act_by) == (Task.CHASE_AUTHORITY, "2026-11-25T10:00:00.000Z")


def test_nothing_is_cut_off_and_each_place_in_an_index_is_read_once(
    t: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts = {a_case(t) for _ in range(4)}
    papers = {a_taken_in_dossier(t) for _ in range(3)}
    from agent_desk.queries import today_dossiers, today_papers

    monkeypatch.setattr(today_dossiers, "PAGE", 2)
    monkeypatch.setattr(today_papers, "PAGE", 2)
    monkeypatch.setattr(today_dossiers, "_BY_NEXT", today_dossiers._page("next_action_at"))
    found = [one.dossier_id for one in work(t)]

    assert set(found) == drafts | papers
    assert len(found) == 7


def test_papers_go_from_hand_to_hand_with_another_task_each_time(t: TestDesk) -> None:
    number, _found = a_filled_bag(t)
    assert {one.task for one in work(t)} == {Task.SEAL_PAPER}
    bags.seal(t.desk, t.act(), number, a_seal())
    assert {one.task for one in work(t)} == {Task.HAND_TO_COURIER}
    bags.leave(t.desk, t.act(), number, "Lê Văn Tám")
    assert {one.task for one in work(t)} == {Task.SIGN_MINUTES}
    minutes.hand_over(t.desk, t.act(), number, the_minutes(t))
    assert work(t) == ()


def test_what_is_disputed_has_no_clock_and_is_never_late(t: TestDesk) -> None:
    one = taken(t)
    found = disputes.Difference(kind=DisputeKind.DAMAGED, reference=one.reference)
    disputes.open_dispute(t.desk, t.act(), found)
    t.clock.advance(days=9)

    assert [(task, late) for _id, task, late in tasks(t)] == [
        (Task.SEAL_PAPER, False),
        (Task.CLEAR_DISPUTE, False),
    ]


def test_the_papers_of_another_desk_have_a_clock_too(t: TestDesk) -> None:
    scan_in(t, a_bag(t), foreign_reference(), as_guest=True)
    (one,) = work(t)

    assert (one.task, one.dossier_id, one.act_by != "") == (Task.SEAL_PAPER, "", True)


def test_both_rules_are_read_and_the_stricter_one_drives(t: TestDesk) -> None:
    a_taken_in_dossier(t)
    (one,) = work(t)

    assert (one.act_by, one.rule) == ("2026-11-23T10:00:00.000Z", "one_stop")
    assert one.other == "2026-11-26T10:00:00.000Z"  # 24/11 is a rest day


def test_the_day_in_numbers(t: TestDesk) -> None:
    for outcome in (visit.VisitOutcome.LODGED, visit.VisitOutcome.BRING_PAPERS):
        visit.close_visit(t.desk, t.act(), a_visit(t), outcome)
    a_taken_in_dossier(t)
    result.receive_result(t.desk, t.act(), a_ready_dossier(t))

    shown = figures(t)
    assert (shown.served, shown.lodged, shown.sent_home) == (2, 1, 1)
    assert (shown.to_return, shown.overdue) == (1, 0)


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

    assert len(work(t)) <= 1
    assert figures(t).served == 0
