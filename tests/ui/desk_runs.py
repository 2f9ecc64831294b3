"""Opens the real desk on a folder, as ``agent-desk`` does, and closes it again."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from agent_desk.app import DeskApp, Opening
from agent_desk.clock import SystemClock
from agent_desk.paths import DataDir
from agent_desk.ui.crash import CrashHandler
from agent_desk.ui.look import Look

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

PATIENCE_MS = 20_000


class NoCrash(CrashHandler):
    """Bugs fail the test instead of opening a dialog."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.bugs: list[BaseException] = []

    def take(self, error: BaseException) -> None:
        self.bugs.append(error)


class ShownWindows(QObject):
    """Remembers every top-level widget that is shown; drop-downs and tool tips do not count."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._app = app
        self.seen: list[QWidget] = []
        app.installEventFilter(self)

    def stop(self) -> None:
        self._app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        is_shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget)
        if is_shown and watched.isWindow() and watched not in self.seen:
            self.seen.append(watched)
        return False


@contextmanager
def running_desk(
    qtbot: QtBot, folder: Path, *, look: Look | None = None, has_died: bool = False
) -> Iterator[DeskApp]:
    """Start the desk and wait until its first page, or the reason why not, is shown.

    A window that the test closes is stopped at once, whatever runs.
    """
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    data = DataDir(root=folder)
    crash = NoCrash(data.logs)
    opening = Opening(data=data, clock=SystemClock(), look=look or Look())
    desk = DeskApp(app, crash, opening)
    desk.start()
    if has_died:
        desk.say_it_died()
    try:
        qtbot.waitUntil(lambda: desk.is_ready or is_refused(desk), timeout=PATIENCE_MS)
        yield desk
        if desk.window.isVisible():
            qtbot.waitUntil(lambda: desk.jobs.running == 0 or bool(crash.bugs), timeout=PATIENCE_MS)
    finally:
        desk.stop()
        app.processEvents()
    assert crash.bugs == []


def is_refused(desk: DeskApp) -> bool:
    """Say whether the opening page shows a problem."""
    return bool(desk.window.current_key() == "opening" and desk.problem)
