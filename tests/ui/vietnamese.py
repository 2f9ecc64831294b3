"""Vietnamese as it is really typed: Unikey takes letters back and sends others, ibus composes."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PAUSE_MS = 140
"""A person is slower than a scanner: what comes faster is held back until it is known."""


def strokes(word: str) -> Iterator[tuple[int, str]]:
    """Give what Unikey sends for a word typed in Telex: letters to take back, letters to put.

    The bare letters come first, as fingers type them; each mark replaces the tail of the word.
    """
    target = unicodedata.normalize("NFC", word)
    bare = "".join(_bare(letter) for letter in target)
    for letter in bare:
        yield 0, letter
    first = next((n for n, (a, b) in enumerate(zip(bare, target, strict=True)) if a != b), None)
    if first is not None:
        yield len(bare) - first, target[first:]


def _bare(letter: str) -> str:
    if letter in "đĐ":
        return "d" if letter == "đ" else "D"
    return unicodedata.normalize("NFD", letter)[0]


def press(key: Qt.Key, text: str = "") -> None:
    """Send one key as a keyboard program injects it, down and up."""
    target = QApplication.focusWidget()
    assert target is not None
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        held = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(target, QKeyEvent(kind, key, held, text))


def type_with_unikey(text: str, seen: Callable[[], None] = lambda: None) -> None:
    """Type a text word by word; ``seen`` is called after every event that came in."""
    for number, word in enumerate(text.split(" ")):
        if number:
            press(Qt.Key.Key_Space, " ")
        for back, letters in strokes(word):
            for _ in range(back):
                press(Qt.Key.Key_Backspace, "\b")
                seen()
            for letter in letters:
                press(Qt.Key.Key_unknown, letter)
                seen()


def compose(text: str) -> None:
    """Hold a text as ibus and fcitx do while a syllable is being made; nothing is given yet."""
    target = QGuiApplication.focusObject()
    for end in range(1, len(text) + 1):
        QApplication.sendEvent(target, QInputMethodEvent(text[:end], []))


def give(text: str, target: QObject) -> None:
    """Give what was held to where it was composed."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(target, event)


class Composer:
    """Stands in for ibus: gives what it holds when the program asks it to commit."""

    def __init__(self) -> None:
        self.held = ""
        self.asked = 0
        self._target: QObject | None = None

    def hold(self, text: str) -> None:
        """Show a half-made syllable."""
        self.held = text
        self._target = QGuiApplication.focusObject()
        compose(text)
        settle(_PAUSE_MS)

    def commit(self) -> None:
        """Give it; the program calls this before it reads, moves the focus or runs a key."""
        self.asked += 1
        held, self.held = self.held, ""
        if held and self._target is not None:
            give(held, self._target)


def comes_true(told: Callable[[], bool]) -> bool:
    """Wait for what a timer does, however slow the PC is; 5 s at most."""
    for _ in range(250):
        if told():
            return True
        QTest.qWait(20)
    return False


def settle(milliseconds: int = 0) -> None:
    """Let what waits happen."""
    QTest.qWait(milliseconds) if milliseconds else QApplication.processEvents()
