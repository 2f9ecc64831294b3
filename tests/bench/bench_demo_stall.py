"""The longest stall of the window in the demo: ``python -m tests.bench.bench_demo_stall``.

Plays the whole morning headless and times what the GUI thread does: every act of the clerk (the
handlers of a click or a key) and every busy stretch of the event loop between two waits.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractEventDispatcher
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from agent_desk import i18n
from agent_desk.demo.run import run_demo

if TYPE_CHECKING:
    from collections.abc import Callable

_SHOWN = 8


class Clockwork:
    """Times acts and busy stretches; ``found`` holds (ms, what)."""

    def __init__(self) -> None:
        self.found: list[tuple[float, str]] = []
        self._awake = time.perf_counter()
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.awake.connect(self._on_awake)
        dispatcher.aboutToBlock.connect(self._on_block)
        for name in ("mouseClick", "keyClick", "keyClicks"):
            setattr(QTest, name, self._timed(name, getattr(QTest, name)))

    def _on_awake(self) -> None:
        self._awake = time.perf_counter()

    def _on_block(self) -> None:
        self.found.append(((time.perf_counter() - self._awake) * 1000, "event loop"))
        self._awake = time.perf_counter()

    def _timed(self, name: str, act: Callable[..., object]) -> Callable[..., object]:
        @wraps(act)
        def run(*values: object) -> object:
            begun = time.perf_counter()
            try:
                return act(*values)
            finally:
                took = (time.perf_counter() - begun) * 1000
                self.found.append((took, f"{name} {_said(values)}"))

        return run


def _said(values: tuple[object, ...]) -> str:
    """Say what was pressed, and on which page."""
    on = values[0]
    title = on.window().windowTitle() if isinstance(on, QWidget) and isValid(on) else ""
    name = on.accessibleName() if isinstance(on, QWidget) and isValid(on) else ""
    return f"{values[1]} on “{name[:40]}”, now {title}"


def main() -> int:
    """Play, then print the longest stalls."""
    i18n.activate("vi")
    app = QApplication([])
    assert app is not None
    clockwork = Clockwork()
    with tempfile.TemporaryDirectory() as out:
        code = run_demo(Path(out), None, headless=True)
    longest = sorted(clockwork.found, reverse=True)
    over = sum(ms > 50 for ms, _ in longest)
    sys.stdout.write(f"{len(longest)} stretches, {over} longer than 50 ms; the longest:\n")
    for ms, what in longest[:_SHOWN]:
        sys.stdout.write(f"{ms:8.1f} ms  {what}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
