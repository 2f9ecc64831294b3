"""A strip of small page pictures: one in hand, moved by keys or by dragging."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from agent_desk.ui import theme
from agent_desk.ui.tokens import TextStyle
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.messages import announce

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from agent_desk.ui.page_cell import PageCell

_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_PageDown: 5,
    Qt.Key.Key_PageUp: -5,
}
_DRAG_FROM = 12
_GAP = 8


class PageStrip(QWidget):
    """Pages from top to bottom.

    Arrows choose, Ctrl with an arrow moves the page, Home and End go to the ends.
    Signals: ``picked(at)``, ``moved(from, to)``, ``pressed(key)`` for every other key.
    """

    picked = Signal(int)
    moved = Signal(int, int)
    pressed = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._cells: tuple[PageCell, ...] = ()
        self._pictures: dict[bytes, QPixmap] = {}
        self._at = 0
        self._grip: QPoint | None = None
        self._target: int | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)

    def show_cells(self, cells: tuple[PageCell, ...], at: int) -> None:
        """Show these pages; pictures seen before are not read again."""
        has_moved = at != self._at or len(cells) != len(self._cells)
        if cells != self._cells:
            used = {cell.thumb for cell in cells}
            self._pictures = {key: p for key, p in self._pictures.items() if key in used}
        self._cells, self._at = cells, at
        self.setMinimumHeight(self._height() * len(cells))
        self.setAccessibleDescription(cells[at].spoken if at < len(cells) else "")
        if has_moved and self.hasFocus() and at < len(cells):
            announce(self, cells[at].spoken)
        self.updateGeometry()
        self.update()

    def rect_of(self, at: int) -> QRect:
        """Give where a page is drawn."""
        return QRect(0, at * self._height(), self.width(), self._height() - _GAP)

    def sizeHint(self) -> QSize:
        return QSize(theme.current().scaled(168), max(1, len(self._cells)) * self._height())

    def _height(self) -> int:
        scaled = theme.current().scaled
        return scaled(150) + 2 * paint.row_height(TextStyle.SMALL) + _GAP

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        last = len(self._cells) - 1
        to = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}.get(key)
        if key in _STEPS:
            to = min(max(self._at + _STEPS[key], 0), last)
        if to is None or last < 0:
            self.pressed.emit(event)
            if not event.isAccepted():
                super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.moved.emit(self._at, to)
        else:
            self.picked.emit(to)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._under(event.position().toPoint())
        if at is not None:
            self._grip = event.position().toPoint()
            self.picked.emit(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.position().toPoint()
        if self._grip is None or (here - self._grip).manhattanLength() < _DRAG_FROM:
            return
        self._target = min(max(here.y() // self._height(), 0), len(self._cells) - 1)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        target, self._target, self._grip = self._target, None, None
        if target is not None and target != self._at:
            self.moved.emit(self._at, target)
        self.update()

    def _under(self, place: QPoint) -> int | None:
        at = place.y() // self._height()
        return at if 0 <= at < len(self._cells) else None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        first = max(0, event.rect().top() // self._height())
        last = min(len(self._cells) - 1, event.rect().bottom() // self._height())
        for at in range(first, last + 1):
            self._draw(painter, at)
        if self._target is not None:
            line = self.rect_of(self._target)
            down = self._target > self._at
            y = line.bottom() + _GAP // 2 if down else line.top()
            painter.fillRect(0, y, self.width(), 3, QColor(theme.current().colors.focus))

    def _draw(self, painter: QPainter, at: int) -> None:
        used, cell, rect = theme.current(), self._cells[at], self.rect_of(at)
        if at == self._at:
            box = paint.Box(fill=used.colors.brand_soft, radius=used.radius.control)
            paint.draw_box(painter, rect, box)
            if self.hasFocus():
                paint.draw_focus(painter, rect, used.radius.control)
        room = QRect(rect.left() + 8, rect.top() + 6, rect.width() - 16, used.scaled(144))
        self._draw_picture(painter, room, cell)
        row = paint.row_height(TextStyle.SMALL)
        foot = QRect(rect.left() + 8, room.bottom() + 2, rect.width() - 16, row)
        ink = paint.Ink(style=TextStyle.SMALL_STRONG, color=used.colors.ink, flags=paint.CENTER)
        number = f"{cell.number}. {cell.begins}" if cell.begins else cell.number
        shown = paint.metrics(TextStyle.SMALL_STRONG).elidedText(
            number, Qt.TextElideMode.ElideRight, foot.width()
        )
        paint.draw_text(painter, foot, shown, ink)
        foot.translate(0, row)
        tone = used.colors.muted if cell.is_left_out else used.colors.text(cell.tone)
        ink = paint.Ink(style=TextStyle.SMALL, color=tone, flags=paint.CENTER)
        note = paint.metrics(TextStyle.SMALL).elidedText(
            cell.note, Qt.TextElideMode.ElideRight, foot.width()
        )
        paint.draw_text(painter, foot, note, ink)

    def _draw_picture(self, painter: QPainter, room: QRect, cell: PageCell) -> None:
        picture = self._picture(cell.thumb)
        size = picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(QPoint(0, 0), size if not picture.isNull() else QSize(100, room.height()))
        place.moveCenter(room.center())
        if cell.is_left_out:
            painter.setOpacity(0.3)
        painter.drawPixmap(place, picture)
        painter.setOpacity(1.0)
        painter.setPen(QColor(theme.current().colors.line))
        painter.drawRect(place.adjusted(0, 0, -1, -1))
        if cell.is_left_out:
            painter.setPen(QColor(theme.current().colors.muted))
            painter.drawLine(place.topLeft(), place.bottomRight())

    def _picture(self, data: bytes) -> QPixmap:
        known = self._pictures.get(data)
        if known is None:
            known = QPixmap()
            known.loadFromData(data)
            self._pictures[data] = known
        return known
