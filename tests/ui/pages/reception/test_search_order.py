"""Enter takes the first procedure of what is typed now, never of what was typed before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest

from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.pages.reception.procedure_view import ProcedureView
from tests.ui.pages.desk_window import HeldJobs
from tests.ui.pages.reception.bench import Bench, a_bench, greet_with_card

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = a_bench(tmp_path)
    yield made
    made.t.close()


class Slow(InlineJobs):
    """Does everything at once but searches, which wait until they are released."""

    def __init__(self) -> None:
        super().__init__()
        self.held = HeldJobs()

    def submit(self, lane, fn, *, done, failed):  # type: ignore[no-untyped-def]
        runner = self.held if lane == "work" else super()
        return runner.submit(lane, fn, done=done, failed=failed)


@dataclass(frozen=True)
class Searching:
    """A citizen at the procedure step, with the real view and a slow finder."""

    bench: Bench
    jobs: Slow
    view: ProcedureView

    def type(self, text: str) -> None:
        self.view.line.setText(text)

    def pause(self) -> None:
        """Let the clerk stop typing long enough for a search to begin."""
        self.view._search()

    def enter(self) -> None:
        QTest.keyClick(self.view.line, Qt.Key.Key_Return)

    def redraw(self) -> None:
        """Draw again for any other reason."""
        self.bench.presenter._counter.show(self.bench.presenter._counter.sitting)

    def answer(self, qtbot: QtBot) -> None:
        """Let the finder answer, and what follows from it happen."""
        self.jobs.held.release()
        qtbot.waitUntil(lambda: bool(self.taken()), timeout=5_000)

    def taken(self) -> str:
        sitting = self.bench.presenter._counter.sitting
        return sitting.procedure_code or sitting.sibling_of


@pytest.fixture
def searching(bench: Bench, qtbot: QtBot, desk_app: object) -> Searching:
    greet_with_card(bench)
    jobs = Slow()
    bench.presenter._counter._jobs = jobs
    view = ProcedureView(bench.presenter.procedure)
    qtbot.addWidget(view)
    bench.presenter.listen(view.show_state)
    view.show()
    return Searching(bench, jobs, view)


def test_enter_before_the_search_began_waits_for_its_result(
    searching: Searching, qtbot: QtBot
) -> None:
    searching.type("khai sinh")
    searching.enter()
    searching.redraw()
    assert searching.taken() == ""
    searching.answer(qtbot)
    assert searching.taken() == "1.001193"


def test_enter_while_the_search_runs_waits_for_its_result(
    searching: Searching, qtbot: QtBot
) -> None:
    searching.type("khai sinh")
    searching.pause()
    searching.enter()
    searching.redraw()
    assert searching.taken() == ""
    searching.answer(qtbot)
    assert searching.taken() == "1.001193"


def test_what_an_older_text_found_is_not_taken(searching: Searching, qtbot: QtBot) -> None:
    searching.type("khai tử")
    searching.pause()
    searching.jobs.held.release()
    searching.type("khai sinh")
    searching.pause()
    searching.enter()
    searching.redraw()
    assert searching.taken() == ""
    searching.answer(qtbot)
    assert searching.taken() == "1.001193"


def test_enter_on_what_nothing_fits_takes_nothing(searching: Searching) -> None:
    searching.type("zzzzqqqq")
    searching.enter()
    searching.jobs.held.release()
    QCoreApplication.processEvents()
    assert searching.taken() == ""
    assert not searching.view._wants_first
