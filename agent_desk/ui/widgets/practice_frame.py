"""A colored frame with a word on top around all of a window, or nothing at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from agent_desk.ui import theme
from agent_desk.ui.tokens import TextStyle
from agent_desk.ui.widgets import paint

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent, QRect
    from PySide6.QtGui import QPaintEvent

_EDGE = 4


class PracticeFrame(QWidget):
    """Everything in the window; with a word, a green frame goes around it."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self._word = word
        self.setAccessibleName(word)
        self.setContentsMargins(frame_margins(word))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_theme_change(event):
            self.setContentsMargins(frame_margins(self._word))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_frame(QPainter(self), self.rect(), self._word)


def frame_margins(word: str) -> QMargins:
    """Give the room that the frame takes on each side; none without a word."""
    if not word:
        return QMargins()
    return QMargins(_EDGE, _EDGE + paint.row_height(TextStyle.SMALL_STRONG), _EDGE, _EDGE)


def paint_frame(painter: QPainter, whole: QRect, word: str) -> None:
    """Paint the frame along the edges and the word on top; what is inside stays."""
    if not word:
        return
    colors, room = theme.current().colors, frame_margins(word)
    inside = whole.marginsRemoved(room)
    color = QColor(colors.good)
    for side in (
        whole.adjusted(0, 0, 0, room.top() - whole.height()),
        whole.adjusted(0, inside.bottom() + 1 - whole.top(), 0, 0),
        whole.adjusted(0, 0, room.left() - whole.width(), 0),
        whole.adjusted(inside.right() + 1 - whole.left(), 0, 0, 0),
    ):
        painter.fillRect(side, color)
    band = whole.adjusted(0, 0, 0, room.top() - whole.height())
    ink = paint.Ink(style=TextStyle.SMALL_STRONG, color=colors.card, flags=paint.CENTER)
    paint.draw_text(painter, band, word, ink)
