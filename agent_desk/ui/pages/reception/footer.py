"""The foot of the center card: back, a second way, when it was saved, the primary button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from agent_desk.i18n import tr
from agent_desk.ui.keys import Key
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.fields import commit_typing
from agent_desk.ui.widgets.layout import FlowLayout, wrapping_policy
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from agent_desk.ui.pages.reception.state import Footer


_GAP = 10


class FooterBar(QWidget):
    """The buttons under a step.

    Signals: ``back``, ``aside``, ``primary``.
    """

    back = Signal()
    aside = Signal()
    primary = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.back_button = Button(tr("Back"), icon="undo-2")
        self.aside_button = Button(" ", ButtonKind.SECONDARY)
        self._saved = Text("", TextStyle.SMALL, Tone.NEUTRAL, wraps=False)
        self.primary_button = Button(
            " ", ButtonKind.PRIMARY, trailing_icon="arrow-right", key=Key.CTRL_ENTER.cap
        )
        for button, signal in (
            (self.back_button, self.back),
            (self.aside_button, self.aside),
            (self.primary_button, self.primary),
        ):
            button.clicked.connect(commit_typing)
            button.clicked.connect(signal)
        flow = FlowLayout(_GAP, 8)
        flow.setContentsMargins(0, 12, 0, 0)
        for widget in (self.back_button, self.aside_button, self._saved, self.primary_button):
            flow.addWidget(widget)
        flow.push_right(2)
        self.setLayout(flow)
        self.setSizePolicy(wrapping_policy(QSizePolicy.Policy.Expanding))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Say when it was saved only where one line has room for it; Ctrl+S still says it."""
        shown = [
            button
            for button in (self.back_button, self.aside_button, self.primary_button)
            if not button.isHidden()
        ]
        wide = sum(one.sizeHint().width() + _GAP for one in (*shown, self._saved))
        self._saved.setVisible(bool(self._saved.text()) and wide <= self.width())

    def show_footer(self, footer: Footer) -> None:
        """Draw the buttons; an empty label hides one."""
        for button, label in (
            (self.back_button, footer.back),
            (self.aside_button, footer.secondary),
            (self.primary_button, footer.primary),
        ):
            if label and label != button.label():
                button.set_label(label)
            button.setVisible(bool(label))
        self.primary_button.setEnabled(footer.is_primary_on)
        self._saved.setText(footer.saved)
        self._fit()
