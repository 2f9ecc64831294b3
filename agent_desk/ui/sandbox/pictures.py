"""The few pictures of the sandbox, drawn here: papers well and badly photographed, a call, a QR."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from agent_desk.ui import icons, theme
from agent_desk.ui.widgets import paint

if TYPE_CHECKING:
    from collections.abc import Callable

_SIDE = 168
_FAKE_DIGITS = "000000000000"
"""What the drawn code says to a curious phone: nothing."""


def draw_picture(painter: QPainter, place: QRect, name: str) -> None:
    """Draw one of the pictures into a square."""
    painter.save()
    painter.setClipRect(place)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _DRAWN[name](painter, place)
    painter.restore()


class Picture(QWidget):
    """A picture that stands by itself; ``words`` say what is on it."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__()
        self._name = name
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = min(_SIDE, theme.current().scaled(96)) if self._name == "call" else _SIDE
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        side = min(self.width(), self.height())
        place = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        draw_picture(QPainter(self), place, self._name)


def _sheet(painter: QPainter, place: QRect, desk: str, sheet: QRectF) -> None:
    """Draw a table with a sheet of paper on it: a frame, a title, lines, a round stamp."""
    painter.fillRect(place, QColor(desk))
    painter.setPen(QPen(QColor("#9aa3ad"), 1))
    painter.setBrush(QColor("#fdfcf7"))
    painter.drawRect(sheet)
    wide, tall = sheet.width(), sheet.height()
    ink = QColor("#44505c")
    painter.fillRect(
        QRectF(sheet.left() + wide * 0.25, sheet.top() + tall * 0.1, wide * 0.5, tall * 0.05), ink
    )
    for line in range(5):
        length = wide * (0.8, 0.72, 0.8, 0.6, 0.4)[line]
        top = sheet.top() + tall * (0.28 + 0.11 * line)
        painter.fillRect(QRectF(sheet.left() + wide * 0.1, top, length, tall * 0.03), ink)
    painter.setPen(QPen(QColor("#b3261e"), max(2.0, wide * 0.03)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    side = wide * 0.26
    painter.drawEllipse(QRectF(sheet.right() - side * 1.4, sheet.bottom() - side * 1.3, side, side))


def _inside(place: QRect, left: float, top: float, right: float, bottom: float) -> QRectF:
    side = place.width()
    return QRectF(place).adjusted(side * left, side * top, -side * right, -side * bottom)


def _paper_whole(painter: QPainter, place: QRect) -> None:
    _sheet(painter, place, "#8a6b4a", _inside(place, 0.18, 0.08, 0.18, 0.08))


def _paper_cut(painter: QPainter, place: QRect) -> None:
    _sheet(painter, place, "#8a6b4a", _inside(place, 0.4, 0.3, -0.25, -0.3))


def _paper_dark(painter: QPainter, place: QRect) -> None:
    _paper_whole(painter, place)
    painter.fillRect(place, QColor(0, 0, 0, 205))


def _paper_blurred(painter: QPainter, place: QRect) -> None:
    side = place.width()
    painter.fillRect(place, QColor("#8a6b4a"))
    painter.setOpacity(0.3)
    for shift in (-0.07, -0.035, 0.0, 0.035, 0.07):
        moved = place.translated(round(side * shift), round(side * shift * 0.8))
        _sheet(painter, moved, "#8a6b4a", _inside(moved, 0.18, 0.08, 0.18, 0.08))
    painter.setOpacity(1.0)


def _call(painter: QPainter, place: QRect) -> None:
    colors = theme.current().colors
    for share, fill in ((1.0, colors.waiting_soft), (0.72, colors.card)):
        side = place.width() * share
        ring = QRectF(0, 0, side, side)
        ring.moveCenter(QRectF(place).center())
        painter.setPen(QPen(QColor(colors.waiting), 2))
        painter.setBrush(QColor(fill))
        painter.drawEllipse(ring.adjusted(2, 2, -2, -2))
    side = round(place.width() * 0.36)
    inner = QRect(0, 0, side, side)
    inner.moveCenter(place.center())
    icons.paint(painter, inner, "phone", colors.waiting)


@lru_cache(maxsize=1)
def _modules() -> tuple[int, tuple[QRect, ...]]:
    from agent_desk.documents.codes import qr_bars, qr_modules

    count = qr_modules(_FAKE_DIGITS)
    bars = tuple(
        QRect(int(bar.x), count - int(bar.y) - 1, int(bar.width), 1)
        for bar in qr_bars(_FAKE_DIGITS)
    )
    return count, bars


def _qr(painter: QPainter, place: QRect) -> None:
    """Draw a poster with a code; black on white in every theme."""
    count, bars = _modules()
    paint.draw_box(painter, place, paint.Box(fill="#ffffff", border="#5c6672", radius=8))
    module = (place.width() - 8) // count
    shift = (place.width() - module * count) // 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    for bar in bars:
        left, top = place.left() + shift + bar.x() * module, place.top() + shift + bar.y() * module
        painter.fillRect(QRect(left, top, bar.width() * module, module), Qt.GlobalColor.black)


_DRAWN: dict[str, Callable[[QPainter, QRect], None]] = {
    "paper_whole": _paper_whole,
    "paper_cut": _paper_cut,
    "paper_dark": _paper_dark,
    "paper_blurred": _paper_blurred,
    "call": _call,
    "qr": _qr,
}
