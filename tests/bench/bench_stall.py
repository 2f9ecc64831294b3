"""The longest time the window answers nothing: ``python -m tests.bench.bench_stall``.

Types into the search of the real window, letter by letter at 60 ms, on a store of 100,000 dossiers;
opens every page, scrolls the list of dossiers, and serves with F2. Every turn of the event loop is
timed; the floor is the same typing in a bare window with a bare list beside it, in the same run.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QVBoxLayout, QWidget

from tests.bench.bench_search import fill
from tests.support.desks import opened_desk
from tests.support.shots import open_desk

if TYPE_CHECKING:
    from collections.abc import Callable

LIMIT_MS = 50.0
_KEY_S = 0.06
_REST_S = 0.4
_WARM_S = 4.0
_TYPED = ("nguyen thi lan", "001 085", "tran van duc", "dang ky khai sinh", "chung thuc ban sao")
_PAGES = ("today", "dossiers", "accounts", "results", "handover", "sync", "settings", "reception")


@dataclass(slots=True)
class Turns:
    """How long each turn of the event loop took, in ms, by what was being done."""

    longest: dict[str, float] = field(default_factory=dict)
    count: int = 0

    def run(self, what: str, seconds: float) -> None:
        """Turn the event loop for a while and remember the longest turn."""
        app = QApplication.instance()
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            self._timed(what, app.processEvents)
            time.sleep(0.001)

    def act(self, what: str, act: Callable[[], object]) -> None:
        """Do one thing in the GUI thread and count it as a turn."""
        self._timed(what, act)

    def _timed(self, what: str, act: Callable[[], object]) -> None:
        begun = time.perf_counter()
        act()
        took = (time.perf_counter() - begun) * 1000
        self.longest[what] = max(self.longest.get(what, 0.0), took)
        self.count += 1


def type_into(turns: Turns, what: str, entry: QWidget, text: str) -> None:
    """Type a text as a fast clerk does, then wait for what is found."""
    for letter in text:
        turns.act(what, lambda letter=letter: QTest.keyClicks(entry, letter))
        turns.run(what, _KEY_S)
    turns.run(what, _REST_S)


def floor() -> float:
    """Type the same into a bare window with twenty rows."""
    window = QWidget()
    layout = QVBoxLayout(window)
    entry, rows = QLineEdit(), QListWidget()
    layout.addWidget(entry)
    layout.addWidget(rows)

    def find(text: str) -> None:
        rows.clear()
        rows.addItems([f"{text} {n}" for n in range(20)])

    entry.textChanged.connect(find)
    window.show()
    turns = Turns()
    turns.run("show", 0.2)
    for text in _TYPED:
        entry.clear()
        type_into(turns, "typing", entry, text)
    window.close()
    return turns.longest["typing"]


def measure(folder: Path) -> Turns:
    """Use the real window; what is opened for the first time loads its code and counts apart."""
    turns = Turns()
    with open_desk(folder) as shown:
        window = shown.desk.window
        turns.run("the first seconds", _WARM_S)
        for page in _PAGES:
            turns.act(f"{page}, first", lambda page=page: window.open_page(page))
            turns.run(f"{page}, first", _REST_S)
        for page in _PAGES:
            turns.act("a page opened again", lambda page=page: window.open_page(page))
            turns.run("a page opened again", _REST_S)
        line = window.search.line
        window.activateWindow()
        shown.settle()
        for text in _TYPED:
            window.search.clear()
            line.setFocus()
            type_into(turns, "typing in search", line, text)
            if not window.search.popup.isVisible() or not window.search.popup.list.count():
                raise RuntimeError(f"nothing was found for {text!r}: the bench measures nothing")
        window.search.clear()
        window.open_page("dossiers")
        turns.run("a page opened again", _REST_S)
        focused = QApplication.focusWidget() or window
        for _ in range(60):
            turns.act("scrolling", lambda: QTest.keyClick(focused, Qt.Key.Key_PageDown))
            turns.run("scrolling", 0.02)
    return turns


def main() -> int:
    """Measure; exit 1 if typing stalls for longer than a frame of 50 ms."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.bench_stall")
    parser.add_argument("--dossiers", type=int, default=100_000)
    chosen = parser.parse_args()
    app = QApplication.instance() or QApplication([])
    assert app is not None
    with tempfile.TemporaryDirectory() as folder:
        with opened_desk(Path(folder)) as t:
            fill(t.desk.store, chosen.dossiers)
        bare = floor()
        turns = measure(Path(folder))
    sys.stdout.write(f"{'bare window, typing':<26} longest turn {bare:7.1f} ms (the floor)\n")
    for what, longest in turns.longest.items():
        sys.stdout.write(
            f"{what:<26} longest turn {longest:7.1f} ms   ratio {longest / bare:6.1f}\n"
        )
    typed = turns.longest["typing in search"]
    verdict = "ok" if typed < LIMIT_MS else "MISSED"
    sys.stdout.write(f"goal: typing < {LIMIT_MS:.0f} ms: {verdict}\n")
    return 0 if typed < LIMIT_MS else 1


if __name__ == "__main__":
    sys.exit(main())
