"""Layouts: rows and columns with the house's spacing, a flow that wraps, a scrolling page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QMargins, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from agent_desk.ui import theme
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


class _Width(QObject):
    """Keeps a widget as wide as so many px at 100 % text."""

    def __init__(self, widget: QWidget, width: int) -> None:
        super().__init__(widget)
        self._widget, self._width = widget, width
        widget.installEventFilter(self)
        self._fit()

    def _fit(self) -> None:
        self._widget.setFixedWidth(theme.current().scaled(self._width))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if theme.is_theme_change(event):
            self._fit()
        return False


def fix_width(widget: QWidget, width: int) -> None:
    """Give a widget a fixed width, in px at 100 % text; it follows when the text size changes."""
    _Width(widget, width)


def hold_height(widget: QWidget) -> None:
    """Keep a wrapping widget from growing taller than its words; call it on each resize."""
    wanted = max(widget.heightForWidth(widget.width()), widget.sizeHint().height())
    if widget.maximumHeight() != wanted:
        widget.setMaximumHeight(wanted)


@runtime_checkable
class Footed(Protocol):
    """A field: what stands beside it goes with its entry, not with its label or its error."""

    def foot(self) -> int:
        """Give the height of what stands under the entry."""


class _Placed(NamedTuple):
    """An item on a line, and its size there."""

    item: QLayoutItem
    size: QSize


class FlowLayout(QLayout):
    """Sets items side by side and wraps to the next line when the width ends.

    Items of a line stand in its middle; those beside fields stand with the entries.
    """

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
        edge = self.contentsMargins()
        lines = self._lines(width - edge.left() - edge.right())
        tall = sum(map(_height, lines)) + self._line_gap * max(0, len(lines) - 1)
        return tall + edge.top() + edge.bottom()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        inner = self.contentsRect()
        lines = self._lines(inner.width())
        y = inner.y()
        for line in lines:
            height = inner.height() if len(lines) == 1 else _height(line)
            self._set_line(line, QRect(inner.x(), y, inner.width(), height), len(lines))
            y += height + self._line_gap

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(h.width() for h in hints) + self._gap * max(0, len(hints) - 1)
        edge = self.contentsMargins()
        tall = max((h.height() for h in hints), default=0)
        return QSize(width, tall).grownBy(edge)

    def minimumSize(self) -> QSize:
        size = QSize(0, 0)
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, room: int) -> list[list[_Placed]]:
        lines: list[list[_Placed]] = []
        x = 0
        for item in self._shown():
            width = min(item.sizeHint().width(), max(item.minimumSize().width(), room))
            tall = item.hasHeightForWidth()
            height = item.heightForWidth(width) if tall else item.sizeHint().height()
            if not lines or x + width > room:
                lines.append([])
                x = 0
            lines[-1].append(_Placed(item, QSize(width, height)))
            x += width + self._gap
        return lines

    def _set_line(self, line: list[_Placed], place: QRect, lines: int) -> None:
        x = place.x()
        spare = place.width() - sum(one.size.width() + self._gap for one in line) + self._gap
        pushed = self._first_pushed() if lines == 1 else None
        feet = [foot for one in line if (foot := _foot(one.item)) is not None]
        for item, size in line:
            if item is pushed:
                x += max(0, spare)
            down = (place.height() - size.height()) // 2
            if feet:
                down = place.height() - max(feet) - size.height() + (_foot(item) or 0)
            item.setGeometry(QRect(QPoint(x, place.y() + max(0, down)), size))
            x += size.width() + self._gap

    def _first_pushed(self) -> QLayoutItem | None:
        if self._pushed_from < 0:
            return None
        pushed = (item for item in self._items[self._pushed_from :] if not item.isEmpty())
        return next(pushed, None)


def _height(line: list[_Placed]) -> int:
    return max(one.size.height() for one in line)


def _foot(item: QLayoutItem) -> int | None:
    """Give what a field has under its entry; None for what is no field."""
    widget = item.widget()
    return widget.foot() if isinstance(widget, Footed) else None


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
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_moved)

    def _on_focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Show what Tab reached from outside: Qt scrolls only while the focus was inside before.

        What can be seen in part stays where it is, so that nothing moves away under the mouse.
        """
        content = self.widget()
        if content is None or now is None or not content.isAncestorOf(now):
            return
        if self.isVisible() and now.visibleRegion().isEmpty():
            self.ensureWidgetVisible(now)

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
