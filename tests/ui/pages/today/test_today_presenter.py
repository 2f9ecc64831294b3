from __future__ import annotations

import pytest
from sqlalchemy import update

from agent_desk.commands import dossier, portal, result, telling, visit
from agent_desk.domain.calls import About, Outcome, Told
from agent_desk.errors import StoreUnusable
from agent_desk.ids import VisitId
from agent_desk.store.tables import dossiers
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.pages.today.presenter import TodayPresenter
from agent_desk.ui.tokens import Tone
from agent_desk.wire import NoticeKind
from tests.support.custody import taken
from tests.support.desks import (
    TestDesk,
    a_case,
    a_lodged_dossier,
    a_portal_case,
    a_ready_dossier,
    a_supplement_request,
    a_taken_in_dossier,
    told,
)
from tests.ui.pages.desk_window import WrittenDown, an_office


@pytest.fixture
def today(t: TestDesk, nav: WrittenDown) -> TodayPresenter:
    return TodayPresenter(an_office(t), InlineJobs(), nav)


def test_what_is_late_stands_above_what_is_only_due(t: TestDesk, today: TodayPresenter) -> None:
    a_case(t)
    result.receive_result(t.desk, t.act(), late := a_ready_dossier(t))
    with t.desk.store.write() as connection:
        connection.execute(update(dossiers).values(due_at="2026-11-21T10:00:00.000Z"))
    due_later = taken(t).packet_id
    today.refresh()
    assert [row.key for row in today.state.rows][:2] == [late, due_later]
    assert today.state.rows[0].pill == "2 days late"
    assert today.state.rows[0].tone is Tone.WRONG
    assert today.state.rows[0].tile == "icon:triangle-alert"
    assert today.state.rows[1].pill == "Before 17:00"
    assert today.state.late == 1


def test_papers_to_forward_show_the_hour_and_the_time_left(
    t: TestDesk, today: TodayPresenter
) -> None:
    a_taken_in_dossier(t)
    today.refresh()
    row = today.state.rows[0]
    assert (row.pill, row.tone, row.when) == ("Before 17:00", Tone.WAITING, "8 h 29 min left")
    assert today.state.to_forward.note == "first one due 17:00"


def test_every_task_leads_where_it_can_be_done(
    t: TestDesk, today: TodayPresenter, nav: WrittenDown
) -> None:
    draft = a_case(t)
    advised = a_case(t)
    dossier.advise(t.desk, t.act(), advised)
    waiting = a_portal_case(t)
    portal.wait_for_citizen(t.desk, t.act(), waiting)
    supplement = a_supplement_request(t)
    told_of = a_supplement_request(t)
    for one in (told_of,):
        matter = telling.Matter(dossier_id=one)
        said = Told(about=About.SUPPLEMENT, outcome=Outcome.REACHED)
        telling.record_telling(t.desk, t.act(), matter, said)
    a_taken_in_dossier(t)
    a_ready_dossier(t)
    today.refresh()
    for row in today.state.rows:
        today.act(row.key)
    assert set(nav.cases) == {draft, advised, waiting, told_of}
    assert sorted(nav.pages) == ["handover", "results", "results"]
    assert supplement not in nav.cases  # the citizen does not know yet: call first


def test_a_row_that_is_gone_leads_nowhere(today: TodayPresenter, nav: WrittenDown) -> None:
    today.refresh()
    today.act("gone")
    assert not nav.cases
    assert not nav.dossiers


def test_a_supplement_is_not_late_on_its_last_day(t: TestDesk, today: TodayPresenter) -> None:
    a_supplement_request(t)  # until 1 December
    t.clock.advance(days=8)
    today.refresh()
    assert today.state.rows[0].pill == "Supplement"
    t.clock.advance(days=1)
    today.refresh()
    assert today.state.rows[0].pill == "1 day late"


def test_a_supplement_without_a_last_day_has_the_general_one(
    t: TestDesk, today: TodayPresenter
) -> None:
    told(t, NoticeKind.SUPPLEMENT_REQUESTED, a_lodged_dossier(t), reason="blurred")
    t.clock.advance(days=3)
    today.refresh()
    assert today.state.rows[0].pill == "Supplement"
    assert today.state.rows[0].when == "due 15/12"


def test_the_numbers_are_those_of_today(t: TestDesk, today: TodayPresenter) -> None:
    for outcome in (visit.VisitOutcome.LODGED, visit.VisitOutcome.BRING_PAPERS):
        opened = visit.open_visit(t.desk, t.act())
        visit.close_visit(t.desk, t.act(), VisitId(opened["visit_id"]), outcome)
    today.refresh()
    state = today.state
    assert (state.served.value, state.right_first.note, state.to_return.value) == (
        "2",
        "1 sent home for papers today",
        "0",
    )
    t.clock.advance(days=1)
    today.refresh()
    assert today.state.served.value == "0"


def test_a_result_is_counted_until_it_is_returned(t: TestDesk, today: TodayPresenter) -> None:
    a_ready_dossier(t)
    today.refresh()
    assert today.state.to_return.value == "1"
    assert today.state.rows[0].action == "Take in result"


def test_a_failed_read_keeps_what_was_shown(
    t: TestDesk, today: TodayPresenter, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_taken_in_dossier(t)
    today.refresh()

    def broken() -> None:
        raise StoreUnusable("The disk is full.")

    monkeypatch.setattr(type(t.desk.store), "read", lambda _store: broken())
    today.refresh()
    assert today.state.error == "The disk is full."
    assert len(today.state.rows) == 1


def test_the_date_is_written_out(today: TodayPresenter) -> None:
    today.refresh()
    assert today.state.subtitle == "Monday 23/11/2026 · most urgent first"
