"""TableList: a table of short cells; where it is too narrow, each row becomes a small list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from agent_desk.ui import theme
from agent_desk.ui.table_rows import Table
from agent_desk.ui.tokens import TextStyle
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.cell_list import CellList, CellPainter, Look

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from agent_desk.ui.table_rows import TableCell, TableRow

_PAD, _GAP, _TITLE = 8, 6, 150
_EMPTY = Table(head="", columns=(), rows=())


class _Grid:
    """How wide the columns of a table are; the heads and the rows share it.

    Widths are measured once for a table and a theme: each row asks for them.
    """

    def __init__(self) -> None:
        self.table = _EMPTY
        self._widths: tuple[int, int] | None = None

    def show(self, table: Table) -> None:
        """Take another table."""
        self.table = table
        self.forget()

    def forget(self) -> None:
        """Measure again."""
        self._widths = None

    def cell_width(self) -> int:
        """Give what every column needs so that no word is cut."""
        return self._measured()[1]

    def title_width(self) -> int:
        """Give what titles need: a long one wraps."""
        return self._measured()[0]

    def _measured(self) -> tuple[int, int]:
        if self._widths is None:
            rows, scaled = self.table.rows, theme.current().scaled
            words = [paint.word_width(head, TextStyle.SMALL_STRONG) for head in self.table.columns]
            texts = {cell.text for row in rows for cell in row.cells}
            words += [paint.text_width(text, TextStyle.SMALL_STRONG) for text in texts]
            titles = {word for row in rows for word in row.title.split()}
            first = [paint.text_width(word, TextStyle.STRONG) for word in titles]
            first.append(paint.word_width(self.table.head, TextStyle.SMALL_STRONG))
            self._widths = (
                max(scaled(_TITLE), max(first, default=0)) + _PAD,
                max(words, default=0) + 2 * scaled(12) + _GAP,
            )
        return self._widths

    def is_wide(self, width: int) -> bool:
        """Say whether all columns fit side by side."""
        columns = len(self.table.columns)
        return self.title_width() + columns * (self.cell_width() + _GAP) <= width

    def cells(self, rect: QRect) -> list[QRect]:
        """Give the places of the title and of the cells, side by side."""
        count = max(1, len(self.table.columns))
        most = theme.current().scaled(170)
        wide = min((rect.width() - self.title_width()) // count, max(most, self.cell_width()))
        first = rect.width() - wide * count
        found = [QRect(rect.left(), rect.top(), first - _GAP, rect.height())]
        for place in range(len(self.table.columns)):
            left = rect.left() + first + place * wide
            found.append(QRect(left, rect.top(), wide - _GAP, rect.height()))
        return found


class _TablePainter(CellPainter):
    def __init__(self, grid: _Grid) -> None:
        super().__init__()
        self._grid = grid

    def _row(self, row: int) -> TableRow:
        return self._grid.table.rows[row]

    def least_width(self) -> int:
        heads = [paint.word_width(one, TextStyle.SMALL) for one in self._grid.table.columns]
        return max(self._grid.title_width(), max(heads, default=0) + 2 * _PAD)

    def measure(self, row: int, width: int) -> int:
        item, line = self._row(row), paint.row_height(TextStyle.SMALL_STRONG)
        if self._grid.is_wide(width):
            room = self._grid.cells(QRect(0, 0, width, 0))[0].width() - _PAD
            return max(line, paint.text_height(item.title, TextStyle.STRONG, room)) + 2 * _PAD
        words = paint.text_height(item.title, TextStyle.STRONG, width - 2 * _PAD)
        return words + sum(self._line_heights(item, width)) + 3 * _PAD

    def _line_heights(self, item: TableRow, width: int) -> list[int]:
        half = self._half(width)
        return [
            max(
                paint.text_height(head, TextStyle.SMALL, width - half - 3 * _PAD),
                paint.row_height(TextStyle.SMALL_STRONG),
            )
            + 2
            for head in self._grid.table.columns
            if item.cells
        ]

    def _half(self, width: int) -> int:
        return min(self._grid.cell_width(), max(width // 2, 1))

    def draw(self, painter: QPainter, rect: QRect, row: int, look: Look) -> None:
        used, item = theme.current(), self._row(row)
        if look.is_current or look.is_hovered:
            fill = used.colors.brand_soft if look.is_current else used.colors.ground
            paint.draw_box(painter, rect, paint.Box(fill=fill, radius=used.radius.control))
        if self._grid.is_wide(rect.width()):
            self._draw_wide(painter, rect, item)
        else:
            self._draw_narrow(painter, rect, item)
        paint.draw_line(painter, rect)
        if look.has_focus:
            paint.draw_focus(painter, rect, used.radius.control)

    def _draw_wide(self, painter: QPainter, rect: QRect, item: TableRow) -> None:
        first, *rest = self._grid.cells(rect)
        title = first.adjusted(_PAD, _PAD, 0, -_PAD)
        flags = paint.LEFT | Qt.TextFlag.TextWordWrap
        paint.draw_text(painter, title, item.title, paint.Ink(style=TextStyle.STRONG, flags=flags))
        for place, cell in zip(rest, item.cells, strict=True):
            tall = paint.row_height(TextStyle.SMALL_STRONG)
            box = QRect(place.left(), place.center().y() - tall // 2, place.width(), tall)
            _draw_cell(painter, box, cell, is_strong=item.is_total)

    def _draw_narrow(self, painter: QPainter, rect: QRect, item: TableRow) -> None:
        inner = rect.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        tall = paint.text_height(item.title, TextStyle.STRONG, inner.width())
        title = QRect(inner.left(), inner.top(), inner.width(), tall)
        paint.draw_text(painter, title, item.title, paint.Ink(style=TextStyle.STRONG))
        top, half = title.bottom() + _PAD // 2, self._half(rect.width())
        muted = paint.Ink(style=TextStyle.SMALL, color=theme.current().colors.muted)
        heights = self._line_heights(item, rect.width())
        for head, cell, high in zip(self._grid.table.columns, item.cells, heights, strict=True):
            words = QRect(inner.left(), top + 3, inner.width() - half - _PAD, high)
            paint.draw_text(painter, words, head, muted)
            box = QRect(inner.right() - half, top, half, high - 2)
            _draw_cell(painter, box, cell, is_strong=item.is_total)
            top += high


def _draw_cell(painter: QPainter, rect: QRect, cell: TableCell, *, is_strong: bool) -> None:
    if cell.tone is not None and cell.text:
        paint.draw_pill(painter, rect, cell.text, cell.tone)
        return
    style = TextStyle.SMALL_STRONG if is_strong else TextStyle.SMALL
    paint.draw_text(painter, rect, cell.text, paint.Ink(style=style, flags=paint.CENTER))


class _Heads(QWidget):
    """The heads above the rows; gone where rows are lists."""

    def __init__(self, grid: _Grid) -> None:
        super().__init__()
        self._grid = grid
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(10, self._tall(max(self.width(), 1)))

    def minimumSizeHint(self) -> QSize:
        return QSize(1, self._tall(max(self.width(), 1)))

    def _tall(self, width: int) -> int:
        if not self._grid.table.columns or not self._grid.is_wide(width):
            return 0
        places = self._grid.cells(QRect(0, 0, width, 0))
        texts = (self._grid.table.head, *self._grid.table.columns)
        return 8 + max(
            paint.text_height(text, TextStyle.SMALL_STRONG, place.width())
            for text, place in zip(texts, places, strict=True)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.height() < 2:
            return
        painter, color = QPainter(self), theme.current().colors.muted
        texts = (self._grid.table.head, *self._grid.table.columns)
        for number, (text, place) in enumerate(
            zip(texts, self._grid.cells(self.rect()), strict=True)
        ):
            across = paint.LEFT if number == 0 else paint.CENTER
            flags = across | Qt.TextFlag.TextWordWrap
            ink = paint.Ink(style=TextStyle.SMALL_STRONG, color=color, flags=flags)
            shift = _PAD if number == 0 else 0
            paint.draw_text(painter, place.adjusted(shift, 0, 0, 0), text, ink)
        paint.draw_line(painter, self.rect())


class TableList(QWidget):
    """A table for keyboard and screen reader: Up and Down move, each row is spoken as a sentence.

    ``list`` has the signals ``acted(key)`` and ``current_changed(key)``.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self._grid = _Grid()
        self._painter = _TablePainter(self._grid)
        self.list = CellList(self._painter, name)
        self._heads = _Heads(self._grid)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._heads)
        whole.addWidget(self.list, 1)
        self.setFocusProxy(self.list)

    def fit_height(self) -> None:
        """Be as tall as the rows and never scroll."""
        self.list.fit_height()

    def set_table(self, table: Table) -> None:
        """Show a table; the current row stays, by its key."""
        if table == self._grid.table:
            return
        self._grid.show(table)
        self._painter.forget_heights()
        self.list.replace_rows(
            [row.key for row in table.rows], [table.spoken(r) for r in table.rows]
        )
        self._settle()

    def table(self) -> Table:
        """Give what is shown."""
        return self._grid.table

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_theme_change(event):
            self._grid.forget()
            self._settle()

    def _settle(self) -> None:
        self._heads.updateGeometry()
        self._heads.update()
        self.list.viewport().update()
