"""A little at a time: short steps, nothing lost when somebody needs the rest, nothing stale."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from agent_desk.ui.quietly import Quietly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

_LOADED = """
import json, sys
from agent_desk.catalog import load as _
from agent_desk.ui import opening
from agent_desk.ui.pages.today import page, presenter
from agent_desk.ui.quietly import load
from agent_desk.ui.warming import BEHIND_PAGES, OF_PAGES
def ours():
    return {name for name in sys.modules if name.startswith("agent_desk.")}
before, most = ours(), {}
for name in load(BEHIND_PAGES + OF_PAGES):
    most[name] = len(ours() - before)
    before = ours()
from agent_desk.ui.pages.reception import page, presenter
from agent_desk.ui import print_desk, results_desk, scanning
print(json.dumps([most, sorted(ours() - before)]))
"""
_MOST_MODULES = 24


def _steps(done: list[int], count: int = 3) -> Iterator[int]:
    for number in range(count):
        done.append(number)
        yield number


def test_the_window_answers_between_two_steps(qtbot: QtBot) -> None:
    window, done, seen = QWidget(), list[int](), list[int]()
    qtbot.addWidget(window)
    Quietly(window, _steps(done)).start()
    QTimer.singleShot(0, lambda: seen.append(len(done)))
    assert done == []
    qtbot.waitUntil(lambda: len(done) == 3)
    assert seen[0] < 3


def test_who_needs_the_rest_gets_it_at_once_and_only_once(qtbot: QtBot) -> None:
    window, done = QWidget(), list[int]()
    qtbot.addWidget(window)
    quietly = Quietly(window, _steps(done))
    quietly.start()
    quietly.finish()
    quietly.finish()
    assert done == [0, 1, 2]


def test_a_step_that_asks_for_the_rest_is_not_begun_again(qtbot: QtBot) -> None:
    window, done = QWidget(), list[str]()
    qtbot.addWidget(window)

    def steps() -> Iterator[str]:
        quietly.finish()
        done.append("asked")
        yield "asked"
        done.append("after")

    quietly = Quietly(window, steps())
    quietly.finish()
    assert done == ["asked", "after"]


def test_a_key_is_heard_after_everything_is_there(qtbot: QtBot) -> None:
    window, done = QWidget(), list[int]()
    qtbot.addWidget(window)
    window.show()
    quietly = Quietly(window, _steps(done))
    quietly.finish_when_touched(window.windowHandle())
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F2)
    assert done == [0, 1, 2]


def test_no_step_loads_much_and_nothing_of_the_first_pages_is_left() -> None:
    told = subprocess.run(
        [sys.executable, "-c", _LOADED], capture_output=True, check=True, text=True
    ).stdout
    loaded, left = json.loads(told)
    assert {name: n for name, n in loaded.items() if n > _MOST_MODULES} == {}
    assert left == []
