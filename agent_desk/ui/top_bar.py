"""The top bar: search, connection, who sits at which desk."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from agent_desk.ui import theme
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.layout import wrapping_policy
from agent_desk.ui.widgets.pill import ConnectionPill
from agent_desk.ui.widgets.search_box import SearchBox
from agent_desk.ui.widgets.text import Text


class TopBar(QWidget):
    """Search at the left; connection, clerk and place at the right."""

    def __init__(self, search_placeholder: str) -> None:
        super().__init__()
        self.search = SearchBox(search_placeholder, "F3")
        self._fit_search()
        self.connection = ConnectionPill()
        self.connection.hide()
        self._clerk = Text("", TextStyle.STRONG, wraps=False)
        self._place = Text("", TextStyle.SMALL, Tone.NEUTRAL, wraps=False)
        for line in (self._clerk, self._place):
            line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        who = QVBoxLayout()
        who.setSpacing(0)
        who.addWidget(self._clerk)
        who.addWidget(self._place)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 6, 20, 7)
        layout.setSpacing(14)
        layout.addWidget(self.search, 10)
        layout.addStretch(1)
        layout.addWidget(self.connection, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(who)
        self.setSizePolicy(wrapping_policy(QSizePolicy.Policy.Expanding))
        self.connection.state_told.connect(lambda _words: self.connection.show())

    def _fit_search(self) -> None:
        scaled = theme.current().scaled
        self.search.setMinimumWidth(scaled(170))
        self.search.setMaximumWidth(scaled(480))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_theme_change(event):
            self._fit_search()

    def set_clerk(self, clerk: str, place: str) -> None:
        """Show who sits at which desk."""
        self._clerk.setText(clerk)
        self._place.setText(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = theme.current().colors
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colors.card))
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), QColor(colors.line))
