"""Lanes: results on the GUI thread, failures by type, nothing after cancel or shutdown."""

from __future__ import annotations

import gc
import threading

import pytest
from PySide6.QtCore import QObject, Signal

from agent_desk.errors import DeskError, NotFound
from agent_desk.ui.jobs import GuiGarbageCollector, Jobs
from agent_desk.ui.jobs_inline import InlineJobs


def _never(_value):
    pytest.fail("this must not be called")


@pytest.fixture
def crashes():
    return []


@pytest.fixture
def jobs(qapp, crashes):
    lanes = Jobs({"store": 1, "net": 1, "work": 2}, crashes.append)
    yield lanes
    lanes.shutdown(wait=True)


def test_work_runs_off_the_gui_thread_and_its_result_comes_back_to_it(jobs, qtbot):
    seen = []
    jobs.submit(
        "store",
        threading.get_ident,
        done=lambda worker: seen.append((worker, threading.get_ident())),
        failed=_never,
    )
    qtbot.waitUntil(lambda: bool(seen))
    worker, caller = seen[0]
    assert worker != threading.get_ident()
    assert caller == threading.get_ident()


def test_one_lane_keeps_the_order_of_its_work(jobs, qtbot):
    seen = []
    for number in range(50):
        jobs.submit("store", lambda n=number: n, done=seen.append, failed=_never)
    qtbot.waitUntil(lambda: len(seen) == 50)
    assert seen == list(range(50))


def test_a_failure_for_people_goes_to_failed(jobs, qtbot, crashes):
    def fail():
        raise NotFound("Không có hồ sơ này.")

    seen = []
    jobs.submit("net", fail, done=_never, failed=seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert isinstance(seen[0], DeskError)
    assert not crashes


def test_a_bug_goes_to_the_crash_handler(jobs, qtbot, crashes):
    jobs.submit("work", lambda: 1 // 0, done=_never, failed=_never)
    qtbot.waitUntil(lambda: bool(crashes))
    assert isinstance(crashes[0], ZeroDivisionError)


def test_a_cancelled_job_calls_nobody(jobs, qtbot):
    gate = threading.Event()
    seen = []
    running = jobs.submit("store", gate.wait, done=_never, failed=_never)
    waiting = jobs.submit("store", lambda: pytest.fail("ran"), done=_never, failed=_never)
    waiting.cancel()
    running.cancel()
    gate.set()
    jobs.submit("store", lambda: "last", done=seen.append, failed=_never)
    qtbot.waitUntil(lambda: seen == ["last"])


def test_an_unknown_lane_is_a_mistake_of_the_caller(jobs):
    with pytest.raises(KeyError):
        jobs.submit("attic", int, done=_never, failed=_never)


def test_nothing_is_called_back_after_shutdown(qapp, crashes, qtbot):
    lanes = Jobs({"store": 1}, crashes.append)
    lanes.submit("store", int, done=_never, failed=_never)
    lanes.shutdown(wait=True)
    qapp.processEvents()
    assert lanes.running == 0
    with pytest.raises(RuntimeError):
        lanes.submit("store", int, done=_never, failed=_never)


def test_a_worker_never_holds_the_last_reference_to_a_page(jobs, qtbot):
    died_in = []

    class Page:
        def done(self, _value):
            pass

        def __del__(self):
            died_in.append(threading.get_ident())

    gate = threading.Event()
    job = jobs.submit("store", gate.wait, done=Page().done, failed=_never)
    job.cancel()
    gate.set()
    assert died_in == [threading.get_ident()]


def test_five_thousand_signals_from_python_do_not_abort_the_interpreter(qapp):
    """PySide6 6.12.0 on Python 3.11 aborts after some 550 of them."""

    class Sender(QObject):
        told = Signal(bool)

    sender, seen = Sender(), []
    sender.told.connect(seen.append)
    for _ in range(5_000):
        sender.told.emit(True)
    assert len(seen) == 5_000


def test_the_gui_thread_collects_garbage_while_automatic_collection_is_off(qapp):
    collector = GuiGarbageCollector(interval_ms=60_000)
    collector.start()
    try:
        assert not gc.isenabled()
        for _ in range(2_000):
            ring = []
            ring.append(ring)
        assert collector.collect_if_due() >= 1_000
    finally:
        collector.stop()
    assert gc.isenabled()


def test_the_inline_runner_tells_failures_apart_like_the_real_one():
    jobs, seen = InlineJobs(), []

    def fail():
        raise NotFound("Không có.")

    jobs.submit("store", lambda: 7, done=seen.append, failed=_never)
    jobs.submit("net", fail, done=_never, failed=seen.append)
    with pytest.raises(ZeroDivisionError):
        jobs.submit("work", lambda: 1 // 0, done=_never, failed=_never)
    assert seen[0] == 7
    assert isinstance(seen[1], NotFound)
    assert jobs.lanes_used == ["store", "net", "work"]
