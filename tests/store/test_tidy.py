"""The log is emptied in a quiet moment: not during writes, and without losing any."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from agent_desk.store.tidy import Tidier

if TYPE_CHECKING:
    from tests.support.desks import TestDesk


def test_the_log_is_emptied_only_after_writing_has_stopped() -> None:
    emptied = threading.Event()
    tidier = Tidier(emptied.set, quiet_s=0.2)
    for _ in range(60):
        tidier.wrote()
        assert not emptied.wait(0.005)
    assert emptied.wait(5)
    tidier.close()


def test_closing_waits_for_an_emptying_under_way_and_starts_none_afterwards() -> None:
    begun, may_end, steps = threading.Event(), threading.Event(), []

    def empty() -> None:
        begun.set()
        may_end.wait(5)
        steps.append("emptied")

    tidier = Tidier(empty, quiet_s=0)
    for _ in range(30):
        tidier.wrote()
    assert begun.wait(5)
    may_end.set()
    tidier.close()
    steps.append("closed")
    for _ in range(30):
        tidier.wrote()
    assert steps == ["emptied", "closed"]


def test_no_commit_empties_the_log_by_itself(t: TestDesk) -> None:
    with t.desk.store.write() as connection:
        pages = connection.exec_driver_sql("PRAGMA wal_autocheckpoint").scalar()
    assert pages is not None
    assert pages >= 10_000
