"""Layouts: rows and columns with the house's spacing, a flow that wraps, a scrolling page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from agent_desk.ui.widgets.scroll_bar import SlimScrollBar
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence


def column(*items: QWidget | QLayout, spacing: int = 0, margins: int = 0) -> QVBoxLayout:
    """Stack widgets and layouts from top to bottom."""
    layout = QVBoxLayout()
    layout.setSpacing(spacing)
    layout.setContentsMargins(margins, margins, margins, margins)
    for item in items:
        add(layout, item)
    return layout


def row(*items: QWidget | QLayout, spacing: int = 0, margins: int = 0) -> QHBoxLayout:
    """Set widgets and layouts from left to right, each in the middle of the height."""
    layout = QHBoxLayout()
    layout.setSpacing(spacing)
    layout.setContentsMargins(margins, margins, margins, margins)
    for item in items:
        if isinstance(item, Text):
            item.stand_beside()
        if isinstance(item, QWidget):
            layout.addWidget(item, 0, Qt.AlignmentFlag.AlignVCenter)
        else:
            layout.addLayout(item)
    return layout


def add(layout: QVBoxLayout | QHBoxLayout, item: QWidget | QLayout, stretch: int = 0) -> None:
    """Add a widget or a layout."""
    if isinstance(item, QWidget):
        layout.addWidget(item, stretch)
    else:
        layout.addLayout(item, stretch)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let the widgets die."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def wrapping_policy(across: QSizePolicy.Policy) -> QSizePolicy:
    """Give the size policy of a widget whose height follows from its width.

    Not ``Fixed``: that would bound the height by the hint of one line.
    """
    policy = QSizePolicy(across, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    return policy


def hold_height(widget: QWidget) -> None:
    """Keep a wrapping widget from growing taller than its words; call it on each resize."""
    wanted = max(widget.heightForWidth(widget.width()), widget.sizeHint().height())
    if widget.maximumHeight() != wanted:
        widget.setMaximumHeight(wanted)


class FlowLayout(QLayout):
    """Sets items side by side and wraps to the next line when the width ends."""

    def __init__(self, gap: int = 8, line_gap: int = 8) -> None:
        super().__init__()
        self._gap = gap
        self._line_gap = line_gap
        self._items: list[QLayoutItem] = []
        self._pushed_from = -1
        self.setContentsMargins(QMargins())

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def push_right(self, first: int) -> None:
        """Set the items from this one on at the right end, as long as all fit on one line."""
        self._pushed_from = first
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), moves=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, moves=True)

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._items]
        width = sum(h.width() for h in hints) + self._gap * max(0, len(hints) - 1)
        return QSize(width, max((h.height() for h in hints), default=0))

    def minimumSize(self) -> QSize:
        size = QSize(0, 0)
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, moves: bool) -> int:
        x, y, line = rect.x(), rect.y(), 0
        spare = rect.width() - self.sizeHint().width()
        for number, item in enumerate(self._items):
            if number == self._pushed_from and spare > 0:
                x += spare
            width = min(item.sizeHint().width(), max(item.minimumSize().width(), rect.width()))
            tall = item.hasHeightForWidth()
            height = item.heightForWidth(width) if tall else item.sizeHint().height()
            if x > rect.x() and x + width > rect.right() + 1:
                x, y, line = rect.x(), y + line + self._line_gap, 0
            if moves:
                down = (rect.height() - height) // 2 if spare >= 0 else 0
                item.setGeometry(QRect(QPoint(x, y + max(0, down)), QSize(width, height)))
            x += width + self._gap
            line = max(line, height)
        return y + line - rect.y()


class ScrollPage(QScrollArea):
    """A page that scrolls up and down, never sideways, and shows what gets the focus."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setVerticalScrollBar(SlimScrollBar())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A viewport of our own: asking for Qt's makes Python meet every class of widget, 30 ms.
        self.setViewport(QWidget())
        self.setWidget(content)

    def setWidget(self, widget: QWidget) -> None:
        super().setWidget(widget)
        widget.setAutoFillBackground(False)  # QScrollArea has just switched it on

    def sizeHint(self) -> QSize:
        # No taller than it must be: a page inside a page would make both scroll.
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        content = self.widget()
        inner = content.minimumSizeHint().width() if content is not None else 0
        return QSize(inner + self.verticalScrollBar().sizeHint().width(), 80)


def spacer() -> QWidget:
    """Make an empty widget that takes the room left over."""
    empty = QWidget()
    empty.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return empty


class ActionBar(QWidget):
    """The buttons under a form: some at the left, some at the right; wraps at large text."""

    def __init__(self, left: Sequence[QWidget], right: Sequence[QWidget]) -> None:
        super().__init__()
        flow = FlowLayout(12, 8)
        for widget in (*left, *right):
            if isinstance(widget, Text):
                widget.stand_beside()
            flow.addWidget(widget)
        flow.push_right(len(left))
        self.setLayout(flow)
        self.setSizePolicy(wrapping_policy(QSizePolicy.Policy.Expanding))
