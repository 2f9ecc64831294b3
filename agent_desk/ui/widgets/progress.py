"""Progress: the stages of a dossier, and a thin bar for bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.tokens import TextStyle
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.layout import hold_height, wrapping_policy

if TYPE_CHECKING:
    from collections.abc import Sequence

_BAR = 6
_GAP = 3


class Stepper(QWidget):
    """Segments with labels below: done ones green, the present one in brand color."""

    def __init__(self, labels: Sequence[str] = (), at: int = 0) -> None:
        super().__init__()
        self.setSizePolicy(wrapping_policy(QSizePolicy.Policy.Expanding))
        self.set_stages(labels, at)

    def set_stages(self, labels: Sequence[str], at: int) -> None:
        """Show the stages; those before ``at`` are done, ``at`` may be past the last."""
        self._labels = tuple(labels)
        self._at = at
        if 0 <= at < len(labels):
            name = tr("Step {n} of {count}: {label}", n=at + 1, count=len(labels), label=labels[at])
        else:
            name = ", ".join(labels)
        self.setAccessibleName(name)
        hold_height(self)
        self.updateGeometry()
        self.update()

    def _segment(self, width: int) -> int:
        count = max(1, len(self._labels))
        return max(1, (width - _GAP * (count - 1)) // count)

    def _style(self, number: int) -> TextStyle:
        return TextStyle.SMALL if number > self._at else TextStyle.SMALL_STRONG

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = self._segment(width) - 4
        tallest = max(
            (paint.text_height(t, TextStyle.SMALL_STRONG, room) for t in self._labels), default=0
        )
        return _BAR + 8 + tallest + 2

    def sizeHint(self) -> QSize:
        return QSize(120 * max(1, len(self._labels)), self._one_line())

    def _one_line(self) -> int:
        return _BAR + 10 + paint.metrics(TextStyle.SMALL_STRONG).lineSpacing()

    def minimumSizeHint(self) -> QSize:
        words = [paint.word_width(t, TextStyle.SMALL_STRONG) + 4 for t in self._labels]
        width = max(words, default=40) * max(1, len(words)) + _GAP * len(words)
        return QSize(width, self._one_line())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_theme_change(event):
            hold_height(self)
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        hold_height(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = theme.current().colors
        painter = QPainter(self)
        width = self._segment(self.width())
        for number, label in enumerate(self._labels):
            left = number * (width + _GAP)
            bar = QRect(left, 0, width, _BAR)
            fill = colors.line
            ink = colors.muted
            if number < self._at:
                fill, ink = colors.good, colors.ink
            elif number == self._at:
                fill, ink = colors.brand, colors.brand
            painter.fillRect(bar, QColor(fill))
            if theme.current().is_contrast and number > self._at:
                painter.fillRect(bar.adjusted(1, 1, -1, -1), QColor(colors.card))
            place = QRect(left, _BAR + 8, width - 4, self.height())
            paint.draw_text(painter, place, label, paint.Ink(style=self._style(number), color=ink))


class ThinBar(QProgressBar):
    """A quiet progress bar; ``name`` says what is being done."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setRange(0, 1000)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float) -> None:
        """Show how much is done, 0 to 1."""
        self.setValue(round(1000 * min(1.0, max(0.0, share))))

    def sizeHint(self) -> QSize:
        return QSize(160, 10)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = theme.current().colors
        painter = QPainter(self)
        border = colors.line if theme.current().is_contrast else ""
        box = paint.Box(fill=colors.neutral_soft, border=border, radius=5)
        paint.draw_box(painter, self.rect(), box)
        done = QRect(self.rect())
        done.setWidth(self.width() * self.value() // max(1, self.maximum()))
        if done.width() > 0:
            paint.draw_box(painter, done, paint.Box(fill=colors.brand, radius=5))
