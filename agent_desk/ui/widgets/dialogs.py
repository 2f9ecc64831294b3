"""Dialogs: the base of all, and the question before something leaves the building."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from agent_desk.ui.tokens import TextStyle
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.fields import commit_typing
from agent_desk.ui.widgets.layout import add
from agent_desk.ui.widgets.text import Text


class Dialog(QDialog):
    """A window with a title, content in ``body`` and buttons; no button is a default by accident.

    Enter in a field never presses a button; Escape closes and discards nothing saved.
    """

    def __init__(self, parent: QWidget | None, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(440)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(14)
        whole.addWidget(Text(title, TextStyle.TITLE))
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        whole.addLayout(self.body, 1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(10)
        self._buttons.addStretch(1)
        whole.addLayout(self._buttons)

    def add(self, item: QWidget | QLayout) -> None:
        """Add to the content."""
        add(self.body, item)

    def add_button(self, text: str, kind: ButtonKind = ButtonKind.SECONDARY) -> Button:
        """Add a button at the right; the caller connects it."""
        button = Button(text, kind)
        button.clicked.connect(commit_typing)
        self._buttons.addWidget(button)
        return button

    def focus_first(self, widget: QWidget) -> None:
        """Say where the focus goes when the dialog opens."""
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def default_buttons(self) -> list[QPushButton]:
        """Give the buttons that Enter would press; a dialog has none."""
        return [b for b in self.findChildren(QPushButton) if b.autoDefault() or b.isDefault()]


class ConfirmDialog(Dialog):
    """Asks once before something leaves the building; "no" has the focus.

    ``accepted`` and ``rejected`` come from QDialog.
    """

    def __init__(self, parent: QWidget | None, title: str, sentence: str) -> None:
        super().__init__(parent, title)
        self.add(Text(sentence))

    def set_answers(self, yes: str, no: str) -> None:
        """Name the two answers by what they do."""
        refuse = self.add_button(no)
        accept = self.add_button(yes, ButtonKind.PRIMARY)
        refuse.clicked.connect(self.reject)
        accept.clicked.connect(self.accept)
        self.focus_first(refuse)
