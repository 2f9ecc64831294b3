"""Real clicks and keys on the real window, and waiting for what they bring."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from agent_desk.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from agent_desk.demo.watch import Watch

W = TypeVar("W", bound=QWidget)

_PATIENCE_S = 30.0
_TICK_MS = 10
_DRAWN_MS = 40
_PLAIN = Qt.KeyboardModifier.NoModifier


class Lost(Exception):
    """The window does not show what the story expects; the message says what."""


class Driver:
    """Hands and eyes on one window."""

    def __init__(self, window: QWidget, folder: Path, pictures: list[str], watch: Watch) -> None:
        self._window = window
        self._folder = folder
        self._pictures = pictures
        self._watch = watch
        window.activateWindow()
        QTest.qWaitForWindowActive(window)

    # Eyes

    def wait(self, what: str, is_there: Callable[[], object]) -> None:
        """Let the window work until ``is_there`` is true.

        Raises: Lost after 30 s, and at once if a bug came up.
        """
        end = time.monotonic() + _PATIENCE_S
        while not is_there():
            if self._watch.bugs:
                raise Lost(f"{what}: a bug came up")
            if time.monotonic() > end:
                self.picture("lost")
                focused = QApplication.focusWidget()
                raise Lost(f"{what} (focus: {focused}, active: {QApplication.activeWindow()})")
            QTest.qWait(_TICK_MS)

    def seen(self, kind: type[W]) -> list[W]:
        """Give the widgets of a kind that can be seen now."""
        top = QApplication.activeModalWidget() or self._window
        return [widget for widget in top.findChildren(kind) if widget.isVisible()]

    def says(self, words: str) -> bool:
        """Say whether these words stand somewhere in the window."""
        return any(words in label.text() for label in self.seen(QLabel))

    def button(self, words: str) -> Button:
        """Wait for a button with these words that can be pressed."""

        def find() -> Button | None:
            return next(
                (b for b in self.seen(Button) if b.isEnabled() and b.label().startswith(words)),
                None,
            )

        self.wait(f"button {words!r}", find)
        found = find()
        if found is None:
            raise Lost(f"button {words!r}")
        return found

    def picture(self, name: str) -> None:
        """Keep a picture of the window."""
        QTest.qWait(_DRAWN_MS)
        self._watch.look(self._window)
        path = self._folder / f"{len(self._pictures) + 1:02}-{name}.png"
        self._window.grab().save(str(path))
        self._pictures.append(path.name)

    # Hands

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click in the middle of a widget, or at a point of it."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, _PLAIN, at or widget.rect().center())

    def press(self, words: str) -> None:
        """Click a button by its words."""
        self.click(self.button(words))

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = _PLAIN) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self._focused(), key, modifiers)

    def type(self, text: str) -> None:
        """Type text where the focus is, accents included, as a keyboard or a scanner does."""
        for char in text:
            target = self._focused()
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(target, QKeyEvent(kind, 0, _PLAIN, char))
        QTest.qWait(_TICK_MS)

    def _focused(self) -> QWidget:
        if QApplication.activeWindow() is None:
            # Without a window manager nobody gives the window back its turn.
            self._window.activateWindow()
            QTest.qWaitForWindowActive(self._window)
        for focused in (QApplication.focusWidget(), self._window.focusWidget()):
            if focused is not None and focused.isVisible():
                return focused
        return self._window
