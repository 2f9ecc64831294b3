"""The list that all painted lists are made of: a model of spoken rows, a view, a painter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from agent_desk.ui import theme
from agent_desk.ui.widgets.layout import wrapping_policy
from agent_desk.ui.widgets.scroll_bar import SlimScrollBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a row is met now. QStyle would say the same and bring 700 enum members along."""

    is_current: bool = False
    has_focus: bool = False
    is_hovered: bool = False


class SpokenRows(QAbstractListModel):
    """Rows as a screen reader and the clipboard see them: a key and a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._keys: list[str] = []
        self._spoken: list[str] = []

    def replace(self, keys: Sequence[str], spoken: Sequence[str]) -> None:
        """Show these rows instead."""
        self.beginResetModel()
        self._keys = list(keys)
        self._spoken = list(spoken)
        self.endResetModel()

    def key(self, row: int) -> str:
        """Give the key of a row; empty for none."""
        return self._keys[row] if 0 <= row < len(self._keys) else ""

    def row_of(self, key: str) -> int:
        """Give the row of a key, -1 if it is not here."""
        return self._keys.index(key) if key in self._keys else -1

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._keys)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken[index.row()]
        return None


class CellPainter(QStyledItemDelegate):
    """Measures and paints one row; a list subclasses this.

    Heights are kept until the width, the rows or the theme change.
    """

    def __init__(self) -> None:
        super().__init__()
        self._heights: dict[int, int] = {}
        self._width = -1

    def forget_heights(self) -> None:
        """Measure again."""
        self._heights.clear()

    def height(self, row: int, width: int) -> int:
        """Give the height of a row at a width."""
        if width != self._width:
            self.forget_heights()
            self._width = width
        if row not in self._heights:
            self._heights[row] = self.measure(row, width)
        return self._heights[row]

    def measure(self, row: int, width: int) -> int:
        """Compute the height of a row at a width."""
        raise NotImplementedError

    def least_width(self) -> int:
        """Give the width below which words would be cut."""
        return 120

    def draw(self, painter: QPainter, rect: QRect, row: int, look: Look) -> None:
        """Paint a row."""
        raise NotImplementedError

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else 0
        return QSize(1, self.height(index.row(), width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        rect: QRect = option.rect
        view = self.parent()
        look = view.look_of(index.row()) if isinstance(view, CellList) else Look()
        self.draw(painter, rect, index.row(), look)
        painter.restore()


class CellList(QListView):
    """A list of painted rows for keyboard and mouse.

    Signals: ``acted(key)`` on Enter or a double click; ``current_changed(key)`` when the current
    row moves. It keeps the current row, by key, and the scroll position when rows are replaced.
    """

    acted = Signal(str)
    current_changed = Signal(str)

    def __init__(self, cells: CellPainter, name: str) -> None:
        super().__init__()
        self.setVerticalScrollBar(SlimScrollBar())
        self._cells = cells
        self._rows = SpokenRows()
        self._fits = False
        self._hovered = -1
        cells.setParent(self)
        self.setModel(self._rows)
        self.setItemDelegate(cells)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.viewport().setAutoFillBackground(False)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def fit_height(self) -> None:
        """Be as tall as the rows and never scroll; for short lists inside a card."""
        self._fits = True
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(wrapping_policy(QSizePolicy.Policy.Expanding))

    def look_of(self, row: int) -> Look:
        """Say how a row is met now."""
        is_current = self.currentIndex().row() == row
        return Look(
            is_current=is_current,
            has_focus=is_current and self.hasFocus(),
            is_hovered=self._hovered == row,
        )

    def current_key(self) -> str:
        """Give the key of the current row; empty if none."""
        return self._rows.key(self.currentIndex().row())

    def set_current(self, key: str) -> None:
        """Make a row current; does nothing if the key is not here."""
        row = self._rows.row_of(key)
        if row >= 0:
            self.setCurrentIndex(self._rows.index(row, 0))

    def count(self) -> int:
        """Give how many rows are shown."""
        return self._rows.rowCount()

    def replace_rows(self, keys: Sequence[str], spoken: Sequence[str]) -> None:
        """Show other rows; a subclass has already given them to its painter."""
        kept, scrolled = self.current_key(), self.verticalScrollBar().value()
        self._cells.forget_heights()
        with_signals_off = self.selectionModel().blockSignals(True)
        self._rows.replace(keys, spoken)
        self.set_current(kept)
        if self.hasFocus():
            self._stand_somewhere()
        self.selectionModel().blockSignals(with_signals_off)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(scrolled)
        self.updateGeometry()
        if self.current_key() != kept:
            self.current_changed.emit(self.current_key())

    def hasHeightForWidth(self) -> bool:
        return self._fits

    def heightForWidth(self, width: int) -> int:
        return sum(self._cells.measure(row, width) for row in range(self.count()))

    def sizeHint(self) -> QSize:
        if not self._fits:
            return QSize(240, 160)
        width = max(self.viewport().width(), 120)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = self._cells.least_width()
        if not self._fits:
            return QSize(width, 96)
        return QSize(width, self.heightForWidth(max(width, self.viewport().width())))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_theme_change(event):
            self._cells.forget_heights()
            self.doItemsLayout()
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._cells.forget_heights()
            self.scheduleDelayedItemsLayout()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._stand_somewhere()

    def _stand_somewhere(self) -> None:
        """A list with the focus has a current row, also when its rows come later."""
        if not self.currentIndex().isValid() and self.count():
            self.setCurrentIndex(self._rows.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if event.key() in _ENTER and plain and self.current_key():
            if not event.isAutoRepeat():
                self.acted.emit(self.current_key())
            return
        if event.text() and event.key() != Qt.Key.Key_Space:
            # No type-ahead: it would cut a Telex syllable in two.
            event.ignore()
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.acted.emit(self._rows.key(index.row()))

    def _on_current_changed(self, current: QModelIndex) -> None:
        self.current_changed.emit(self._rows.key(current.row()))
