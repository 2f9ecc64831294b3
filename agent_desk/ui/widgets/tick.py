"""Tick: one yes or no, large enough for a finger, drawn from the tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from agent_desk.ui import icons, theme
from agent_desk.ui.tokens import TextStyle
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.layout import hold_height, wrapping_policy

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

_SIDE = 20
_GAP = 10
_LEAST = 32


class Tick(QCheckBox):
    """A check box whose words wrap; the whole line is its target.

    Signals: those of QCheckBox.
    """

    def __init__(self, text: str = "") -> None:
        super().__init__(text.replace("&", "&&"))
        self._label = text
        self.setAccessibleName(text)
        self.setSizePolicy(wrapping_policy(QSizePolicy.Policy.Maximum))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_label(self, text: str) -> None:
        """Change the words."""
        self._label = text
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = paint.text_height(self._label, TextStyle.BASE, width - self._beside())
        return max(_LEAST, lines + 8, theme.current().scaled(_SIDE) + 8)

    def sizeHint(self) -> QSize:
        width = self._beside() + paint.text_width(self._label, TextStyle.BASE)
        return QSize(width, self.heightForWidth(width + 1))

    def minimumSizeHint(self) -> QSize:
        width = self._beside() + paint.word_width(self._label, TextStyle.BASE)
        return QSize(width, max(_LEAST, theme.current().scaled(_SIDE) + 8))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        hold_height(self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_theme_change(event):
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        used = theme.current()
        painter = QPainter(self)
        side = used.scaled(_SIDE)
        box = QRect(4, (self.height() - side) // 2, side, side)
        fill, border = used.colors.card, used.colors.control
        if self.isChecked() and self.isEnabled():
            fill = border = used.colors.brand_fill
        paint.draw_box(painter, box, paint.Box(fill=fill, border=border, radius=used.radius.key))
        if self.isChecked():
            color = used.colors.on_brand if self.isEnabled() else used.colors.muted
            icons.paint(painter, box.adjusted(2, 2, -2, -2), "check", color)
        words = self.rect().adjusted(self._beside() - 4, 0, 0, 0)
        ink = paint.Ink(
            color=used.colors.ink if self.isEnabled() else used.colors.muted,
            flags=paint.LEFT | Qt.TextFlag.TextWordWrap,
        )
        paint.draw_text(painter, words, self._label, ink)
        if self.hasFocus():
            paint.draw_focus(painter, self.rect(), used.radius.control)

    def _beside(self) -> int:
        return 4 + theme.current().scaled(_SIDE) + _GAP + 4
