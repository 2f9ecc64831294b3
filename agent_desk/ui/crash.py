"""The outer edge for bugs: a report without personal data, kept in the log and shown to copy."""

from __future__ import annotations

import contextlib
import logging
import sys
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from agent_desk import __version__
from agent_desk.log import frames_of

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

_log = logging.getLogger(__name__)


class CrashHandler(QObject):
    """Takes what nobody expected, from any thread, and shows it on the GUI thread."""

    _came = Signal(str)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._sentinel = folder / "running"
        self._is_showing = False
        self._came.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> bool:
        """Catch unhandled errors from now on; say whether the last run died."""
        died = False
        # A folder that cannot be written is for the store to explain.
        with contextlib.suppress(OSError):
            died = self._sentinel.exists()
            self._sentinel.parent.mkdir(parents=True, exist_ok=True)
            self._sentinel.touch()
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        return died

    def uninstall(self) -> None:
        """Leave in order: the next start will not say that this one died."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        with contextlib.suppress(OSError):
            self._sentinel.unlink(missing_ok=True)

    def take(self, error: BaseException) -> None:
        """Report one bug; frames and types only, no values, so no personal data."""
        self._came.emit(report_of(error))

    def _on_exception(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        if isinstance(error, KeyboardInterrupt):
            QCoreApplication.quit()
        else:
            self.take(error)

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.take(args.exc_value)

    def _show(self, report: str) -> None:
        _log.error("unexpected error\n%s", report)
        if self._is_showing:
            return
        self._is_showing = True
        from agent_desk.ui.crash_dialog import CrashDialog

        try:
            CrashDialog(report).exec()
        finally:
            self._is_showing = False


def report_of(error: BaseException) -> str:
    """Write types, files and lines of an error and its causes; never the values."""
    import platform

    head = f"Agent Desk {__version__}, Python {platform.python_version()}, {platform.platform()}"
    return "\n".join([head, *frames_of(error)])
