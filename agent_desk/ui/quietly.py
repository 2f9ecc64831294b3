"""Work of the GUI thread that is done a little at a time, so that the window answers in between."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtWidgets import QWidget

_NO_MORE = object()
_TOUCHES = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin)


class Quietly(QObject):
    """Runs steps one by one, each in a turn of the event loop of its own; a step is short."""

    def __init__(self, window: QWidget, steps: Iterable[object], *, between_ms: int = 0) -> None:
        super().__init__(window)
        self._steps = iter(steps)
        self._between_ms = between_ms
        self._handle: QObject | None = None
        self._is_busy = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)

    def start(self, after_ms: int = 0) -> None:
        """Begin, now or later."""
        self._timer.start(after_ms)

    def finish_when_touched(self, handle: QObject | None) -> None:
        """Do all that is left before the next key or click in this window is heard."""
        self._handle = handle
        if handle is not None:
            handle.installEventFilter(self)

    def finish(self) -> None:
        """Do all that is left now: somebody needs it."""
        if self._is_busy:
            return  # a step asked for what follows it
        while self._advance():
            pass

    def stop(self) -> None:
        """Leave undone what is left."""
        self._timer.stop()
        if self._handle is not None and isValid(self._handle):
            self._handle.removeEventFilter(self)
        self._handle = None

    def _step(self) -> None:
        if self._advance():
            self._timer.start(self._between_ms)

    def _advance(self) -> bool:
        """Do one step; False, and nothing is watched any more, if there was none left."""
        self._is_busy = True
        try:
            is_done = next(self._steps, _NO_MORE) is _NO_MORE
        finally:
            self._is_busy = False
        if is_done:
            self.stop()
        return not is_done

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.finish()
        return False


def load(modules: Iterable[str]) -> Iterator[str]:
    """Load code, a module a step; what others of the list import should stand first.

    For the GUI thread alone: two threads that import at once met a half-imported module.
    """
    for name in modules:
        import_module(name)
        yield name
