"""A code of the test sheet on the screen, to be scanned from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from agent_desk.documents.codes import QR_QUIET_MODULES, bars_width, code128_bars, qr_text_bars
from agent_desk.domain.scanner_test import TEXTS, TestCode

if TYPE_CHECKING:
    from agent_desk.documents.marks import Box

_SIDE = 208
_BAR_QUIET = 10
_BAR_HEIGHT = 96


class CodePicture(QWidget):
    """Black on white in every theme, with whole pixels for each module: scanners need both."""

    def __init__(self) -> None:
        super().__init__()
        self._code: TestCode | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_code(self, code: TestCode | None, name: str) -> None:
        """Show a code; None shows none."""
        self._code = code
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_SIDE, _SIDE)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._code is None:
            return
        painter = QPainter(self)
        bars, modules, is_linear = _bars(self._code)
        module = max(1, min(self.width(), _SIDE if not is_linear else self.width()) // modules)
        wide = modules * module
        high = _BAR_HEIGHT + 2 * _BAR_QUIET if is_linear else wide
        left, top = (self.width() - wide) // 2, (self.height() - high) // 2
        painter.fillRect(left, top, wide, high, Qt.GlobalColor.white)
        black = QColor(Qt.GlobalColor.black)
        for bar in bars:
            if is_linear:
                place = QRectF(
                    left + (_BAR_QUIET + bar.x) * module,
                    top + _BAR_QUIET,
                    bar.width * module,
                    _BAR_HEIGHT,
                )
            else:
                lower = modules - bar.y - bar.height
                place = QRectF(
                    left + bar.x * module, top + lower * module, bar.width * module, module
                )
            painter.fillRect(place, black)


def _bars(code: TestCode) -> tuple[tuple[Box, ...], int, bool]:
    """Give the bars, the modules of the whole width, and whether it is a linear code."""
    if code is TestCode.DIGITS:
        bars = code128_bars(TEXTS[code])
        return bars, bars_width(bars) + 2 * _BAR_QUIET, True
    bars = qr_text_bars(TEXTS[code])
    return bars, bars_width(bars) + QR_QUIET_MODULES, False
