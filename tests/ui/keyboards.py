"""Keys that come in through the window with times of their own, as a system delivers them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from agent_desk.devices.scanner.scan_keys import scan_code_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAMED = {
    "\r": Qt.Key.Key_Return,
    "\t": Qt.Key.Key_Tab,
    "\b": Qt.Key.Key_Backspace,
    "\x1d": Qt.Key.Key_BracketRight,
}


class Keyboard:
    """Presses keys on the window that has the focus; ``now_ms`` is the system's time of keys."""

    def __init__(self) -> None:
        self.now_ms = 100_000

    def scan(self, text: str, gap_ms: int = 5) -> None:
        """Type as a scanner does, after a rest."""
        self.now_ms += 1000
        for char in text:
            self.now_ms += gap_ms
            self.press(char)

    def press(self, char: str, scan_code: int | None = None) -> None:
        """Press and release one key."""
        key = _NAMED.get(char, Qt.Key(ord(char.upper()[0])) if char.isascii() else Qt.Key(0))
        held = Qt.KeyboardModifier.NoModifier
        if char == "\x1d":
            held = Qt.KeyboardModifier.ControlModifier
        elif char.isupper() or char in '|:"<>?_+{}':
            held = Qt.KeyboardModifier.ShiftModifier
        code = scan_code_of(char) if scan_code is None else scan_code
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, held, code, 0, 0, char)
            event.setTimestamp(self.now_ms)
            target = QApplication.activePopupWidget()
            window = target.windowHandle() if target else QGuiApplication.focusWindow()
            assert window is not None
            QApplication.sendEvent(window, event)

    def compose(self, held: Sequence[str], given: str = "") -> None:
        """Show what a composing program holds, step by step, then give a text."""
        for text in held:
            QApplication.sendEvent(QGuiApplication.focusObject(), QInputMethodEvent(text, []))
        if given:
            event = QInputMethodEvent()
            event.setCommitString(given)
            QApplication.sendEvent(QGuiApplication.focusObject(), event)
