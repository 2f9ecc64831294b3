"""Watches every text entry while it has the focus, and says what may not stand there.

Whether a text may stand is asked of a function given at start; the widgets know nothing of it.
The store refuses such a text too: this only says so before anything is pressed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from agent_desk.ui.widgets.fields import Field
from agent_desk.ui.widgets.messages import announce

if TYPE_CHECKING:
    from collections.abc import Callable

Entry = QLineEdit | QPlainTextEdit | QTextEdit


class SecretGuard(QObject):
    """Lives as long as the application. ``say`` shows a refusal of an entry that is in no field.

    Signals: ``refused`` when an entry begins to hold what may not stand there.
    """

    refused = Signal()

    def __init__(
        self, app: QApplication, why_not: Callable[[str], str], say: Callable[[str], None]
    ) -> None:
        super().__init__(app)
        self._why_not = why_not
        self._say = say
        self._watched: Entry | None = None
        self._said = ""
        app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.textChanged.disconnect(self._check)
        self._watched = None
        if isinstance(now, Entry) and not now.isReadOnly():
            self._watched = now
            self._said = ""
            now.textChanged.connect(self._check)
            self._check()

    def _check(self) -> None:
        entry = self._watched
        if entry is None:
            return
        why, field = self._why_not(_text_of(entry)), _field_of(entry)
        shown = self._said if field is None else field.refusal()
        self._said = why
        if why == shown:
            return
        if why:
            self.refused.emit()
        if field is not None:
            field.refuse(why)
            if why:
                announce(entry, why, urgent=True)
        elif why:
            self._say(why)


def _text_of(entry: Entry) -> str:
    return entry.text() if isinstance(entry, QLineEdit) else entry.toPlainText()


def _field_of(entry: QWidget) -> Field | None:
    parent = entry.parentWidget()
    while parent is not None and not isinstance(parent, Field):
        parent = parent.parentWidget()
    return parent
