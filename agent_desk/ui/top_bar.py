"""The top bar: search, connection, who sits at which desk."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from agent_desk.ui import theme
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.layout import wrapping_policy
from agent_desk.ui.widgets.pill import ConnectionPill
from agent_desk.ui.widgets.search_box import SearchBox
from agent_desk.ui.widgets.text import Text

_EDGE, _GAP = 20, 14
_ONE_LINE, _SEVERAL_LINES = 130, 105


class TopBar(QWidget):
    """Search at the left; connection, clerk and place at the right.

    When text is large and the window narrow the place goes, and the connection says it shorter.
    """

    def __init__(self, search_placeholder: str) -> None:
        super().__init__()
        self.search = SearchBox(search_placeholder, "F3")
        self._fit_search()
        self.connection = ConnectionPill()
        self.connection.hide()
        self._clerk = Text("", TextStyle.STRONG)
        self._place = Text("", TextStyle.SMALL, Tone.NEUTRAL)
        for line in (self._clerk, self._place):
            line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        who = QVBoxLayout()
        who.setSpacing(0)
        who.addWidget(self._clerk)
        who.addWidget(self._place)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_EDGE, 6, _EDGE, 7)
        layout.setSpacing(_GAP)
        layout.addWidget(self.search, 10)
        layout.addStretch(1)
        layout.addWidget(self.connection, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(who)
        self.setSizePolicy(wrapping_policy(QSizePolicy.Policy.Expanding))
        self.connection.state_told.connect(self._show_connection)

    def _fit_search(self) -> None:
        scaled = theme.current().scaled
        self.search.setMinimumWidth(scaled(112))
        self.search.setMaximumWidth(scaled(480))

    def _fit(self) -> None:
        """Drop what can be read elsewhere when not everything has room."""
        name, place = self._clerk.sizeHint().width(), self._place.sizeHint().width()
        scaled = theme.current().scaled
        self._clerk.setMinimumWidth(name if name <= scaled(_ONE_LINE) else scaled(_SEVERAL_LINES))
        self._place.setMinimumWidth(place)  # on one line, or not at all
        who = max(self._clerk.minimumWidth(), place)
        pill = 0 if self.connection.isHidden() else self.connection.least_width()
        wanted = scaled(170) + pill + who + 2 * _EDGE + 3 * _GAP
        is_narrow = wanted > self.width()
        self._place.setVisible(bool(self._place.text()) and not is_narrow)
        self.connection.set_short(is_short=is_narrow)

    def _show_connection(self, _words: str) -> None:
        self.connection.show()
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_theme_change(event):
            self._fit_search()
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def set_clerk(self, clerk: str, place: str) -> None:
        """Show who sits at which desk."""
        self._clerk.setText(clerk)
        self._place.setText(place)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = theme.current().colors
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colors.card))
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), QColor(colors.line))
