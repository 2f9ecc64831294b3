"""RowList: the work list of a page, each row with its pill, words, time and one button."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal

from agent_desk.ui import icons, theme
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.cell_list import CellList, CellPainter, Look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QMouseEvent, QPainter

    from agent_desk.ui.rows import ListRow

_SIDE = 18
_GAP = 12
_TILE = 44
_NARROW_BELOW = 600
_NOWHERE = QRect()
_Form = tuple[bool, str, bool, str, bool, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """The widths that the rows shown together ask for."""

    lead: int = 0
    pill: int = 0
    when: int = 0
    button: int = 0
    tile: int = 0
    last_pill: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shape:
    """Where the parts of one row lie; an empty rectangle is not drawn."""

    lead: QRect
    pill: QRect
    title: QRect
    subtitle: QRect
    when: QRect
    button: QRect
    height: int


def button_size(text: str) -> QSize:
    """Give the size of the compact button of a row."""
    width = paint.text_width(text, TextStyle.STRONG) + 2 * theme.current().scaled(12)
    return QSize(width, max(32, paint.row_height(TextStyle.STRONG) + 4))


class _RowPainter(CellPainter):
    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[ListRow] = ()
        self._columns = _Columns()
        self._forms: dict[_Form, tuple[int, int]] = {}

    def show_rows(self, rows: Sequence[ListRow]) -> None:
        self.rows = rows
        self.forget_heights()

    def forget_heights(self) -> None:
        super().forget_heights()
        self._columns = self._measure_columns()
        self._forms.clear()

    def _measure_columns(self) -> _Columns:
        # The longest words by count stand for the widest: measuring 1,000 texts would be slow.
        def widest(texts: list[str], style: TextStyle) -> int:
            longest = sorted({t for t in texts if t}, key=len, reverse=True)[:8]
            return max((paint.text_width(t, style) for t in longest), default=0)

        actions = {r.action for r in self.rows if r.action}
        firsts = {r.pill for r in self.rows if r.pill and not r.pill_last}
        lasts = {r.pill for r in self.rows if r.pill and r.pill_last}
        lead = widest([r.lead for r in self.rows], TextStyle.SMALL)
        return _Columns(
            lead=lead + _GAP if lead else 0,
            pill=max((paint.pill_size(p).width() for p in firsts), default=0),
            when=widest([r.when for r in self.rows], TextStyle.SMALL),
            button=max((button_size(a).width() for a in actions), default=0),
            tile=theme.current().scaled(_TILE) if any(r.tile for r in self.rows) else 0,
            last_pill=max((paint.pill_size(p).width() for p in lasts), default=0),
        )

    def least_width(self) -> int:
        words = [paint.word_width(r.title, TextStyle.STRONG) for r in self.rows[:50]]
        before = self._columns.lead + self._columns.tile + _GAP * bool(self._columns.tile)
        needed = (max(words, default=0) + before, self._columns.button)
        return max(needed) + 2 * _SIDE

    def measure(self, row: int, width: int) -> int:
        item, used = self.rows[row], theme.current()
        # Rows of one form whose words fit on one line are equally tall: 10 times as fast.
        form = (bool(item.subtitle), item.pill if item.pill_last else "", bool(item.pill),
                item.action, bool(item.when), width)  # fmt: skip
        room, height = self._forms.get(form, (0, 0))
        longest = max(
            used.width(item.title, TextStyle.STRONG),
            used.width(item.subtitle, TextStyle.SMALL),
            used.width(item.when, TextStyle.SMALL),
        )
        if longest < room and "\n" not in item.title + item.subtitle:
            return height
        shape = self.shape(item, QRect(0, 0, width, 0))
        if longest < shape.title.width():
            self._forms[form] = (shape.title.width(), shape.height)
        return shape.height

    def shape(self, row: ListRow, rect: QRect) -> _Shape:
        """Arrange a row; wide rows use columns, narrow ones stack the time under the words."""
        is_narrow = rect.width() < theme.current().scaled(_NARROW_BELOW)
        if self._columns.tile:
            rect = rect.adjusted(self._columns.tile + _GAP, 0, 0, 0)
        return self._narrow(row, rect) if is_narrow else self._wide(row, rect)

    def _wide(self, row: ListRow, rect: QRect) -> _Shape:
        cols = self._columns
        left, right = rect.left() + _SIDE, rect.right() - _SIDE + 1
        button = _NOWHERE
        if cols.button:
            size = button_size(row.action) if row.action else QSize()
            button = QRect(QPoint(right - size.width(), 0), size)
            right -= cols.button + 2 * _GAP
        last_pill = _NOWHERE
        if row.pill and row.pill_last:
            last_pill = QRect(QPoint(0, 0), paint.pill_size(row.pill))
            last_pill.moveLeft(right - max(last_pill.width(), cols.last_pill if cols.tile else 0))
            right = last_pill.left() - _GAP
        when = QRect(right - cols.when, 0, cols.when, 0)
        right = when.left() - 2 * _GAP if cols.when else right
        lead = QRect(left, 0, cols.lead, 0)
        left += cols.lead
        pill = QRect(left, 0, cols.pill, paint.pill_size("A").height())
        left += cols.pill + _GAP if cols.pill else 0
        words = QRect(left, 0, max(1, right - left), 0)
        return self._settle(row, rect, _Shape(
            lead=lead, pill=last_pill if row.pill_last else pill, title=words, subtitle=words,
            when=when, button=button, height=0,
        ))  # fmt: skip

    def _settle(self, row: ListRow, rect: QRect, wide: _Shape) -> _Shape:
        width = wide.title.width()
        title_height = paint.text_height(row.title, TextStyle.STRONG, width)
        sub_height = paint.text_height(row.subtitle, TextStyle.SMALL, width)
        when_height = paint.text_height(row.when, TextStyle.SMALL, max(1, wide.when.width()))
        words_height = title_height + (sub_height + 2 if row.subtitle else 0)
        beside = (wide.button.height(), wide.pill.height(), when_height, self._columns.tile)
        inner = max(words_height, *beside)
        height = inner + 2 * theme.current().scaled(13 if row.subtitle else 10)
        middle = rect.top() + height // 2
        top = middle - words_height // 2

        def centered(part: QRect, tall: int) -> QRect:
            return QRect(part.left(), middle - tall // 2, part.width(), tall)

        return _Shape(
            lead=centered(wide.lead, inner),
            pill=centered(wide.pill, wide.pill.height()) if row.pill else _NOWHERE,
            title=QRect(wide.title.left(), top, width, title_height),
            subtitle=QRect(wide.title.left(), top + title_height + 2, width, sub_height),
            when=centered(wide.when, when_height),
            button=centered(wide.button, wide.button.height()) if row.action else _NOWHERE,
            height=height,
        )

    def _narrow(self, row: ListRow, rect: QRect) -> _Shape:
        left, y = rect.left() + _SIDE, rect.top() + 12
        width = max(1, rect.width() - 2 * _SIDE)
        pill = _NOWHERE
        if row.pill:
            pill = QRect(QPoint(left, y), paint.pill_size(row.pill))
            pill.setWidth(min(pill.width(), width))
            y += pill.height() + 6
        lead = QRect(left, y, self._columns.lead, paint.metrics(TextStyle.STRONG).lineSpacing())
        left, width = left + self._columns.lead, max(1, width - self._columns.lead)
        parts: list[QRect] = []
        for text, style in (
            (row.title, TextStyle.STRONG),
            (row.subtitle, TextStyle.SMALL),
            (row.when, TextStyle.SMALL),
        ):
            parts.append(QRect(left, y, width, paint.text_height(text, style, width)))
            y += parts[-1].height() + (2 if text else 0)
        button = _NOWHERE
        if row.action:
            button = QRect(QPoint(left, y + 6), button_size(row.action))
            y = button.bottom() + 1
        return _Shape(
            lead=lead, pill=pill, title=parts[0], subtitle=parts[1], when=parts[2],
            button=button, height=y + 12 - rect.top(),
        )  # fmt: skip

    def draw(self, painter: QPainter, rect: QRect, row: int, look: Look) -> None:
        used, item = theme.current(), self.rows[row]
        is_current = look.is_current
        if is_current:
            painter.fillRect(rect, used.colors.brand_soft)
        elif look.is_hovered:
            painter.fillRect(rect, used.colors.ground)
        if is_current and used.is_contrast:
            box = paint.Box(border=used.colors.ink, radius=used.radius.control)
            paint.draw_box(painter, rect.adjusted(2, 1, -2, -2), box)
        if row + 1 < len(self.rows):
            paint.draw_line(painter, rect)
        shape = self.shape(item, rect)
        if item.tile:
            self._draw_tile(painter, rect, item.tile)
        muted = paint.Ink(style=TextStyle.SMALL, color=used.colors.muted)
        left_muted = paint.Ink(style=TextStyle.SMALL, color=used.colors.muted, flags=paint.LEFT)
        paint.draw_text(painter, shape.lead, item.lead, left_muted)
        if item.pill:
            paint.draw_pill(painter, shape.pill, item.pill, item.tone)
            if is_current:  # a brand pill has the ground of the current row
                edge = paint.Box(border=used.colors.text(item.tone), radius=used.scaled(14))
                paint.draw_box(painter, shape.pill, edge)
        paint.draw_text(painter, shape.title, item.title, paint.Ink(style=TextStyle.STRONG))
        paint.draw_text(painter, shape.subtitle, item.subtitle, muted)
        is_column = item.pill_last and shape.when.left() != shape.title.left()
        right_muted = paint.Ink(style=TextStyle.SMALL, color=used.colors.muted, flags=paint.RIGHT)
        paint.draw_text(painter, shape.when, item.when, right_muted if is_column else muted)
        if item.action:
            self._draw_button(painter, shape.button, item.action)
        if look.has_focus:
            paint.draw_focus(painter, rect.adjusted(2, 1, -2, -2))

    def _draw_tile(self, painter: QPainter, rect: QRect, tile: str) -> None:
        used, side = theme.current(), self._columns.tile
        place = QRect(rect.left() + _SIDE, rect.center().y() - side // 2, side, side)
        box = paint.Box(fill=used.colors.soft(Tone.NEUTRAL), radius=used.radius.control)
        paint.draw_box(painter, place, box)
        if tile.startswith("icon:"):
            inner = place.adjusted(side // 4, side // 4, -side // 4, -side // 4)
            icons.paint(painter, inner, tile.removeprefix("icon:"), used.colors.muted)
            return
        fits = used.width(tile, TextStyle.HEADING) < side - 4
        style = TextStyle.HEADING if fits else TextStyle.SMALL_STRONG
        paint.draw_text(painter, place, tile, paint.Ink(style=style, flags=paint.CENTER))

    def _draw_button(self, painter: QPainter, rect: QRect, text: str) -> None:
        used = theme.current()
        box = paint.Box(fill=used.colors.card, border=used.colors.line, radius=used.radius.control)
        paint.draw_box(painter, rect, box)
        ink = paint.Ink(style=TextStyle.STRONG, flags=paint.CENTER)
        paint.draw_text(painter, rect, text, ink)


class RowList(CellList):
    """Rows with pill, title, subtitle, time and one button; fast with thousands of rows.

    Up, Down, Page and Home keys move; Enter or the button acts.
    Signals: ``acted(key)``, ``current_changed(key)``, ``end_reached`` when the last row comes
    into sight and more were promised.
    """

    end_reached = Signal()

    def __init__(self, name: str) -> None:
        self._painter = _RowPainter()
        self._has_more = False
        super().__init__(self._painter, name)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def set_rows(self, rows: Sequence[ListRow], *, has_more: bool = False) -> None:
        """Show these rows; current row and scroll position stay where they were."""
        self._has_more = has_more
        self._painter.show_rows(tuple(rows))
        self.replace_rows([r.key for r in rows], [r.spoken for r in rows])

    def append_rows(self, rows: Sequence[ListRow], *, has_more: bool = False) -> None:
        """Add the next page below."""
        self.set_rows((*self._painter.rows, *rows), has_more=has_more)

    def rows(self) -> tuple[ListRow, ...]:
        """Give the rows shown."""
        return tuple(self._painter.rows)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        key = self._button_at(event.position().toPoint())
        if key and event.button() == Qt.MouseButton.LeftButton:
            self.acted.emit(key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # The second press on a button is still one act: its release already acted.
        if not self._button_at(event.position().toPoint()):
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = self._button_at(event.position().toPoint())
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def button_rect(self, key: str) -> QRect:
        """Give where the button of a row is, in viewport coordinates; empty if there is none."""
        for number, row in enumerate(self._painter.rows):
            if row.key == key:
                rect = self.visualRect(self.model().index(number, 0))
                return self._painter.shape(row, rect).button
        return QRect()

    def _button_at(self, point: QPoint) -> str:
        index = self.indexAt(point)
        if not index.isValid():
            return ""
        row = self._painter.rows[index.row()]
        shape = self._painter.shape(row, self.visualRect(index))
        return row.key if shape.button.contains(point) else ""

    def _on_scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if self._has_more and value >= bar.maximum() - bar.pageStep() // 2:
            self._has_more = False
            self.end_reached.emit()
