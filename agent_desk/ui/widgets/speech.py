"""A drawn person and what they say: for practice and lessons, never a real face."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF, Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from agent_desk.ui import theme
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.text import Text

_SIDE = 64
_TAIL = 9


class Hair(StrEnum):
    """How a figure wears its hair; gray hair is an old person's."""

    LONG = "long"
    SHORT = "short"
    LONG_GRAY = "long_gray"
    SHORT_GRAY = "short_gray"


class Figure(QWidget):
    """A flat figure of head and shoulders in the colors of the house."""

    def __init__(self, hair: Hair = Hair.LONG) -> None:
        super().__init__()
        self._hair = hair
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_hair(self, hair: Hair) -> None:
        """Draw somebody else."""
        self._hair = hair
        self.update()

    def sizeHint(self) -> QSize:
        side = theme.current().scaled(_SIDE)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.width() / 64, self.height() / 64)
        colors = theme.current().colors
        is_gray = self._hair in (Hair.LONG_GRAY, Hair.SHORT_GRAY)
        hair = QColor("#b9bfc6" if is_gray else "#33302f")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.brand_soft))
        painter.drawEllipse(QRectF(0, 0, 64, 64))
        clip = QPainterPath()
        clip.addEllipse(QRectF(0, 0, 64, 64))
        painter.setClipPath(clip)
        painter.setBrush(QColor(colors.brand))
        painter.drawRoundedRect(QRectF(10, 46, 44, 30), 16, 16)
        if self._hair in (Hair.LONG, Hair.LONG_GRAY):
            painter.setBrush(hair)
            painter.drawRoundedRect(QRectF(16, 12, 32, 36), 15, 15)
        painter.setBrush(QColor("#e9bf98"))
        painter.drawRect(QRectF(28, 38, 8, 12))
        painter.drawEllipse(QRectF(20, 15, 24, 28))
        self._draw_fringe(painter, hair)
        self._draw_face(painter)

    @staticmethod
    def _draw_fringe(painter: QPainter, hair: QColor) -> None:
        painter.setBrush(hair)
        fringe = QPainterPath(QPointF(19, 27))
        fringe.quadTo(QPointF(18, 11), QPointF(32, 11))
        fringe.quadTo(QPointF(46, 11), QPointF(45, 27))
        fringe.quadTo(QPointF(40, 19), QPointF(32, 20))
        fringe.quadTo(QPointF(24, 19), QPointF(19, 27))
        painter.drawPath(fringe)

    @staticmethod
    def _draw_face(painter: QPainter) -> None:
        ink = QColor("#3b3330")
        painter.setBrush(QBrush(ink))
        for x in (27.0, 37.0):
            painter.drawEllipse(QPointF(x, 29), 1.5, 1.7)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        mouth = QPainterPath(QPointF(28, 36))
        mouth.quadTo(QPointF(32, 39), QPointF(36, 36))
        painter.drawPath(mouth)


class Bubble(QWidget):
    """What somebody says, in a bubble whose tail points up to them."""

    def __init__(self) -> None:
        super().__init__()
        self.words = Text("", TextStyle.BASE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10 + _TAIL, 14, 12)
        layout.addWidget(self.words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def say(self, text: str) -> None:
        """Show other words."""
        self.words.setText(text)
        self.setAccessibleName(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = theme.current().colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = colors.line if theme.current().is_contrast else colors.soft(Tone.BRAND)
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(colors.soft(Tone.BRAND)))
        tail = QPolygonF([QPointF(22, _TAIL + 1), QPointF(32, 0), QPointF(42, _TAIL + 1)])
        painter.drawRoundedRect(
            QRectF(0.5, _TAIL + 0.5, self.width() - 1, self.height() - _TAIL - 1), 10, 10
        )
        painter.drawPolygon(tail)
