"""The results under a search box or a field with suggestions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from agent_desk.ui import theme
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.row_list import RowList
from agent_desk.ui.widgets.text import Text


class ResultsPopup(QFrame):
    """The results under an entry; never takes the focus, so typing goes on undisturbed."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.list = RowList(name)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.nothing = Text("", TextStyle.BASE, Tone.NEUTRAL)
        self.nothing.setMargin(14)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 6, 2, 6)
        layout.addWidget(self.nothing)
        layout.addWidget(self.list)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        used = theme.current()
        box = paint.Box(fill=used.colors.card, border=used.colors.control, radius=used.radius.card)
        paint.draw_box(QPainter(self), self.rect(), box)
