"""A slim scroll bar: a rounded handle on no ground, wide enough for the mouse."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar

from agent_desk.ui import theme

_WIDTH = 12
_HANDLE = 6
_LEAST = 28


class SlimScrollBar(QScrollBar):
    """Vertical; behaves as every scroll bar, only quieter."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.maximum() <= self.minimum():
            return
        # QStyle brings so many names that the first paint would wait 20 ms for them.
        from PySide6.QtWidgets import QStyle, QStyleOptionSlider

        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar,
            option,
            QStyle.SubControl.SC_ScrollBarSlider,
            self,
        )
        colors = theme.current().colors
        color = QColor(colors.muted)
        color.setAlphaF(0.75 if self.isSliderDown() or self.underMouse() else 0.4)
        if theme.current().is_contrast:
            color = QColor(colors.ink)
        left = (self.width() - _HANDLE) / 2
        height = max(_LEAST, handle.height())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawRoundedRect(QRectF(left, handle.top(), _HANDLE, height), 3, 3)
