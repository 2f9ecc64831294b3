"""An entry for a PIN: digits that nobody can read over the shoulder."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from agent_desk.ui.widgets.fields import LineEntry


class PinEntry(LineEntry):
    """Digits shown as dots; keyboard programs that compose leave it alone."""

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhDigitsOnly
        )
