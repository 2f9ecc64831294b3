"""An entry put back exactly as it was before a scanner wrote into it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit
from shiboken6 import isValid

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

TextEntry = QPlainTextEdit | QTextEdit


def is_entry(focused: QObject | None) -> bool:
    """Say whether what is typed there becomes text."""
    if isinstance(focused, QLineEdit | QPlainTextEdit | QTextEdit):
        return not focused.isReadOnly() and focused.isEnabled()
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """An entry before a burst: its text, and where caret and selection stood."""

    entry: QLineEdit | QPlainTextEdit | QTextEdit
    text: str
    anchor: int
    caret: int

    def put_back(self) -> None:
        """Put text, selection and caret back; undo still knows what was typed before."""
        if not isValid(self.entry):
            return
        QGuiApplication.inputMethod().reset()
        QApplication.sendEvent(self.entry, QInputMethodEvent())  # drops what was being composed
        if isinstance(self.entry, QLineEdit):
            _put_back_line(self.entry, self)
        else:
            _put_back_text(self.entry, self)


def remember(focused: QObject | None) -> Remembered | None:
    """Remember the entry that has the focus; None if it is no entry."""
    if not is_entry(focused):
        return None
    if isinstance(focused, QLineEdit):
        caret = focused.cursorPosition()
        start, length = focused.selectionStart(), focused.selectionLength()
        anchor = caret
        if length:
            anchor = start + length if caret == start else start
        return Remembered(entry=focused, text=focused.text(), anchor=anchor, caret=caret)
    if isinstance(focused, QPlainTextEdit | QTextEdit):
        cursor = focused.textCursor()
        text = focused.toPlainText()
        return Remembered(entry=focused, text=text, anchor=cursor.anchor(), caret=cursor.position())
    return None


def _changed(before: str, now: str) -> tuple[int, int, str]:
    """Give from where to where the text differs, and what stood there before."""
    start = 0
    while start < min(len(before), len(now)) and before[start] == now[start]:
        start += 1
    end = 0
    most = min(len(before), len(now)) - start
    while end < most and before[len(before) - 1 - end] == now[len(now) - 1 - end]:
        end += 1
    return start, len(now) - end, before[start : len(before) - end]


def _put_back_line(entry: QLineEdit, before: Remembered) -> None:
    if entry.text() != before.text:
        start, end, stood = _changed(before.text, entry.text())
        entry.setSelection(start, end - start)
        if end > start or stood:
            entry.setCursorPosition(start) if end == start else None
            entry.insert(stood) if stood else entry.del_()
    if entry.text() != before.text:  # a slot or a validator had its own idea
        entry.setText(before.text)
        entry.textEdited.emit(before.text)
    entry.setCursorPosition(before.caret)
    if before.anchor != before.caret:
        entry.setSelection(before.anchor, before.caret - before.anchor)


def _put_back_text(entry: TextEntry, before: Remembered) -> None:
    now = entry.toPlainText()
    cursor = entry.textCursor()
    if now != before.text:
        start, end, stood = _changed(before.text, now)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(stood)
    cursor.setPosition(before.anchor)
    cursor.setPosition(before.caret, QTextCursor.MoveMode.KeepAnchor)
    entry.setTextCursor(cursor)
