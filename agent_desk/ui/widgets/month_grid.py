"""A month as a grid of days, for keyboard and mouse."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from agent_desk.ui import theme
from agent_desk.ui.month_cells import WEEK, WEEKS, DayCell, add_months
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.messages import announce

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -WEEK,
    Qt.Key.Key_Down: WEEK,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_PADDING = 6


class MonthGrid(QWidget):
    """Six weeks, one day chosen. Arrows move by day and week, Page keys by month.

    Signals: ``picked(date)`` when another day is chosen, also of another month; ``acted(date)`` on
    Enter, Space or a double click.
    """

    picked = Signal(object)
    acted = Signal(object)

    def __init__(self, name: str, weekdays: Sequence[str]) -> None:
        super().__init__()
        self._cells: tuple[DayCell, ...] = ()
        self._weekdays = tuple(weekdays)
        self._chosen: date | None = None
        self._name = name
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_month(self, cells: tuple[DayCell, ...], chosen: date) -> None:
        """Show these 42 days, one of them chosen."""
        has_moved = chosen != self._chosen
        self._cells, self._chosen = cells, chosen
        spoken = next((cell.spoken for cell in cells if cell.day == chosen), "")
        self.setAccessibleDescription(spoken)
        if has_moved and self.hasFocus():
            announce(self, spoken)
        self.update()

    def rect_of(self, at: int) -> QRect:
        """Give where the at-th day is drawn."""
        head, width = self._head(), self.width()
        room = max(1, self.height() - head)
        row, column = divmod(at, WEEK)
        left, right = width * column // WEEK, width * (column + 1) // WEEK
        top, bottom = head + room * row // WEEKS, head + room * (row + 1) // WEEKS
        return QRect(left, top, right - left, bottom - top)

    def sizeHint(self) -> QSize:
        # A card beside a list: it grows into the room there is, and makes no page scroll.
        least = self.minimumSizeHint()
        return QSize(least.width() * 2, least.height())

    def minimumSizeHint(self) -> QSize:
        wide = paint.text_width("88:88", TextStyle.CAPTION) + 2 * _PADDING + 4
        return QSize(wide * WEEK, self._head() + WEEKS * self._least_row())

    def _least_row(self) -> int:
        small = theme.current().metrics(TextStyle.CAPTION).height()
        return paint.metrics(TextStyle.SMALL_STRONG).height() + small + 6

    def _head(self) -> int:
        return paint.row_height(TextStyle.SMALL)

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if self._chosen is None or not plain:
            event.ignore()
        elif key in _ENTER:
            if not event.isAutoRepeat():
                self.acted.emit(self._chosen)
        elif (to := self._target(key, self._chosen)) is not None:
            self.picked.emit(to)
        else:
            event.ignore()

    @staticmethod
    def _target(key: Qt.Key, chosen: date) -> date | None:
        if key in _STEPS:
            return chosen + timedelta(days=_STEPS[key])
        if key == Qt.Key.Key_PageUp:
            return add_months(chosen, -1)
        if key == Qt.Key.Key_PageDown:
            return add_months(chosen, 1)
        if key == Qt.Key.Key_Home:
            return chosen - timedelta(days=chosen.weekday())
        if key == Qt.Key.Key_End:
            return chosen + timedelta(days=WEEK - 1 - chosen.weekday())
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self._under(event.position().toPoint())
        if cell is not None:
            self.picked.emit(cell.day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        cell = self._under(event.position().toPoint())
        if cell is not None:
            self.acted.emit(cell.day)

    def event(self, event: QEvent) -> bool:
        if not isinstance(event, QHelpEvent):
            return super().event(event)
        cell = self._under(event.pos())
        QToolTip.showText(event.globalPos(), cell.spoken if cell is not None else "", self)
        return True

    def _under(self, place: QPoint) -> DayCell | None:
        found = (n for n in range(len(self._cells)) if self.rect_of(n).contains(place))
        at = next(found, None)
        return None if at is None else self._cells[at]

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        used = theme.current()
        ink = paint.Ink(style=TextStyle.SMALL, color=used.colors.muted, flags=paint.CENTER)
        for column, word in enumerate(self._weekdays):
            left = self.width() * column // WEEK
            right = self.width() * (column + 1) // WEEK
            paint.draw_text(painter, QRect(left, 0, right - left, self._head()), word, ink)
        for at, cell in enumerate(self._cells):
            self._draw(painter, self.rect_of(at).adjusted(1, 1, -2, -2), cell)

    def _draw(self, painter: QPainter, rect: QRect, cell: DayCell) -> None:
        used = theme.current()
        colors, is_chosen = used.colors, cell.day == self._chosen
        fill = colors.brand_soft if is_chosen else colors.neutral_soft if cell.is_rest else ""
        border = colors.brand if cell.is_today else colors.line
        box = paint.Box(fill=fill, border=border, radius=used.radius.control)
        paint.draw_box(painter, rect, box)
        if is_chosen and self.hasFocus():
            paint.draw_focus(painter, rect, used.radius.control)
        inner = rect.adjusted(_PADDING, 3, -_PADDING + 2, -2)
        is_strong = cell.is_today or is_chosen or bool(cell.lines)
        style = TextStyle.SMALL_STRONG if is_strong else TextStyle.SMALL
        color = colors.muted if cell.is_outside and not is_chosen else colors.ink
        tall = paint.metrics(style).height()
        number = QRect(inner.left(), inner.top(), inner.width(), tall)
        paint.draw_text(painter, number, str(cell.day.day), paint.Ink(style=style, color=color))
        self._draw_lines(painter, inner, cell, number)

    def _draw_lines(self, painter: QPainter, inner: QRect, cell: DayCell, number: QRect) -> None:
        """Draw what is on a day, a holiday beside its number; what has no room is counted."""
        colors = theme.current().colors
        fonts = paint.metrics(TextStyle.CAPTION)
        if cell.note:
            after = paint.text_width("88", TextStyle.SMALL_STRONG) + 4
            room = QRect(
                number.left() + after, number.top(), number.width() - after, number.height()
            )
            ink = paint.Ink(
                style=TextStyle.CAPTION, color=colors.text(Tone.WRONG), flags=paint.RIGHT
            )
            words = fonts.elidedText(cell.note, Qt.TextElideMode.ElideRight, room.width())
            paint.draw_text(painter, room, words, ink)
        top, step = number.bottom() + 1, fonts.height() + 1
        fits = max(1, (inner.bottom() - top + 2) // step)
        shown = cell.lines if len(cell.lines) <= fits else cell.lines[: fits - 1]
        hidden = len(cell.lines) - len(shown)
        words_ = [*shown, f"+{hidden}"] if hidden else list(shown)
        ink = paint.Ink(style=TextStyle.CAPTION, color=colors.text(Tone.BRAND))
        for n, words in enumerate(words_):
            line = QRect(inner.left(), top + n * step, inner.width(), step)
            cut = fonts.elidedText(words, Qt.TextElideMode.ElideRight, line.width())
            paint.draw_text(painter, line, cut, ink)
