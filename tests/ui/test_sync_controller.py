from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from agent_desk.clock import to_iso
from agent_desk.errors import DeskError
from agent_desk.queries import sync as sync_query
from agent_desk.sync import run as sync_run
from agent_desk.sync import state
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.sync_controller import SyncController, is_neglected
from tests.support.desks import TestDesk, a_lodged_dossier, opened_desk
from tests.ui.pages.desk_window import HeldJobs, an_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from agent_desk.queries.sync import SyncView


@pytest.fixture
def t(tmp_path: Path, desk_app: QApplication) -> Iterator[TestDesk]:
    with opened_desk(tmp_path) as desk:
        yield desk


def a_controller(t: TestDesk, jobs: object) -> SyncController:
    made = SyncController(an_office(t), jobs, lambda _url: t.center, has_link=lambda: True)
    made.reports = []
    made.finished.connect(made.reports.append)
    made.seen = []
    made.progressed.connect(made.seen.append)
    return made


def view(t: TestDesk) -> SyncView:
    with t.desk.store.read() as connection:
        return sync_query.view(connection)


def test_a_look_sends_what_waits(t: TestDesk) -> None:
    a_lodged_dossier(t)
    controller = a_controller(t, InlineJobs())
    controller.look()
    assert view(t).is_green
    assert controller.reports[0].is_ok
    assert controller.seen == [True, False]


def test_two_syncs_never_run_at_once(t: TestDesk) -> None:
    jobs = HeldJobs()
    controller = a_controller(t, jobs)
    controller.now()
    controller.now()
    controller.look()
    assert len(jobs.held) == 2  # one sync and one look
    jobs.held.pop(1)()
    assert len(jobs.held) == 1
    jobs.release()
    assert len(controller.reports) == 1


def test_what_came_while_it_ran_is_sent_soon_after(t: TestDesk) -> None:
    jobs = HeldJobs()
    controller = a_controller(t, jobs)
    controller.now()
    controller.soon()
    assert not controller.waits_for_soon
    jobs.release()
    assert controller.waits_for_soon
    controller.stop()


def test_the_waiting_time_after_a_failure_is_kept_except_by_hand(t: TestDesk) -> None:
    t.center.is_down = True
    controller = a_controller(t, InlineJobs())
    controller.look()
    t.center.is_down = False
    controller.look()
    assert len(controller.reports) == 1
    controller.now()
    assert controller.reports[-1].is_ok
    assert view(t).is_green


def test_after_the_waiting_time_it_is_tried_again(t: TestDesk) -> None:
    t.center.is_down = True
    controller = a_controller(t, InlineJobs())
    controller.look()
    t.center.is_down = False
    t.clock.advance(minutes=1)
    controller.look()
    assert controller.reports[-1].is_ok


def test_after_a_stop_only_a_person_tries_again(t: TestDesk) -> None:
    state.keep(t.desk.store, stopped_code="revoked", last_error="closed")
    controller = a_controller(t, InlineJobs())
    controller.look()
    assert controller.reports == []
    controller.now()
    assert len(controller.reports) == 1


def test_practice_never_syncs(tmp_path: Path) -> None:
    with opened_desk(tmp_path / "practice", is_practice=True) as t:
        controller = a_controller(t, InlineJobs())
        for look in (controller.start, controller.soon, controller.look, controller.now):
            look()
        assert controller.reports == []
        assert not controller.waits_for_soon


def test_after_stop_nothing_begins_and_a_running_sync_is_told(t: TestDesk) -> None:
    jobs = HeldJobs()
    controller = a_controller(t, jobs)
    controller.now()
    controller.stop()
    jobs.release()
    assert controller.reports[0].stopped_early
    controller.now()
    controller.look()
    assert not jobs.held


def test_a_bug_in_a_sync_does_not_end_all_syncs(t: TestDesk) -> None:
    controller = a_controller(t, InlineJobs())

    def bug(*_args: object) -> None:
        raise ZeroDivisionError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sync_run, "sync_once", bug)
        with pytest.raises(ZeroDivisionError):
            controller.now()
    assert not controller.is_running
    controller.look()
    assert controller.seen == [True, False, True, False]
    assert controller.reports[0].is_ok


def test_a_store_that_fails_is_told(t: TestDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    controller = a_controller(t, InlineJobs())
    told: list[str] = []
    controller.store_failed.connect(told.append)

    def full(*_args: object) -> None:
        raise DeskError("The disk is full.")

    monkeypatch.setattr(sync_run, "sync_once", full)
    controller.now()
    assert told == ["The disk is full."]
    assert controller.seen == [True, False]


def test_work_that_lies_untried_is_an_incident_once(t: TestDesk) -> None:
    a_lodged_dossier(t)
    jobs = HeldJobs()
    controller = a_controller(t, jobs)
    told: list[str] = []
    controller.incident.connect(told.append)
    t.clock.advance(minutes=30)
    controller.look()
    controller.look()
    jobs.held.pop(0)()
    jobs.held.pop(0)()
    assert len(told) == 1


def test_waiting_for_the_next_attempt_is_no_neglect(t: TestDesk) -> None:
    now = t.clock.now()
    ago = {n: to_iso(now - timedelta(minutes=n)) for n in (1, 6, 16, 60)}
    base = replace(view(t), oldest_at=ago[60], attempted_at=ago[16], next_attempt_at="")
    assert is_neglected(base, now)
    assert not is_neglected(replace(base, attempted_at=ago[1]), now)
    assert not is_neglected(replace(base, next_attempt_at=ago[1]), now)
    assert not is_neglected(replace(base, oldest_at=ago[6]), now)
    assert not is_neglected(replace(base, stopped_code="revoked"), now)
    assert not is_neglected(replace(base, oldest_at=""), now)
