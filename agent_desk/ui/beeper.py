"""Sounds of a scan: short for right, long for wrong; the screen says the same for the deaf."""

from __future__ import annotations

import sys
from typing import Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

_WRONG_BEEPS = 4
_BETWEEN_MS = 110
_SHORT = (1900, 90)
_LONG = (420, 700)


class Sound(Protocol):
    """Where sounds come from; tests count them."""

    def good(self) -> None:
        """Make the short sound."""
        ...

    def wrong(self) -> None:
        """Make the long sound."""
        ...


class Beeper(QObject):
    """Beeps without ever waiting for the sound to end."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._left = 0
        self._again = QTimer(self)
        self._again.setInterval(_BETWEEN_MS)
        self._again.timeout.connect(self._beep)

    def good(self) -> None:
        """Beep once, short."""
        self._left = 0
        self._again.stop()
        if not _tone(*_SHORT):
            QApplication.beep()

    def wrong(self) -> None:
        """Beep long: one low tone, or several beeps in a row where only a bell is there."""
        self._again.stop()
        if not _tone(*_LONG):
            self._left = _WRONG_BEEPS
            self._beep()
            self._again.start()

    def _beep(self) -> None:
        self._left -= 1
        QApplication.beep()
        if self._left <= 0:
            self._again.stop()


def _tone(hertz: int, ms: int) -> bool:
    """Play a tone in a thread of its own; say whether this system can."""
    if sys.platform != "win32":
        return False
    import threading
    import winsound

    threading.Thread(target=winsound.Beep, args=(hertz, ms), daemon=True).start()
    return True
