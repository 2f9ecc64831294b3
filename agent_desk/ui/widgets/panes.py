"""Panes: two or three columns that become fewer when the window is small or the text large."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QVBoxLayout, QWidget

from agent_desk.ui import theme
from agent_desk.ui.widgets.layout import ScrollPage

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_THREE_FROM = 960
_TWO_FROM = 600
_LEAST_MAIN = 380
_LEAST_SIDE = 260
_ANY = 16_777_215


@dataclass(frozen=True, slots=True, kw_only=True)
class Pane:
    """A column and its share of the width."""

    widget: QWidget
    share: int


class Panes(ScrollPage):
    """Columns side by side; all scroll together when they are taller than the window.

    A hidden pane leaves its room to the others. Of three columns the last goes under the middle
    one below 960 px at 100 % text; below 600 px all stand one under the other.
    """

    def __init__(self, *panes: Pane) -> None:
        self._holder = QWidget()
        self._grid = QGridLayout(self._holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(16)
        self._panes = panes
        self._shape: tuple[int, tuple[Pane, ...]] = (0, ())
        super().__init__(self._holder)
        self._arrange(len(panes))
        for pane in panes:
            pane.widget.installEventFilter(self)

    def columns(self) -> int:
        """Give how many columns are shown now."""
        return self._shape[0]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._fit(self.viewport().width())
        return super().eventFilter(watched, event)

    def _fit(self, width: int) -> None:
        scaled = theme.current().scaled
        self._arrange(3 if width >= scaled(_THREE_FROM) else 2 if width >= scaled(_TWO_FROM) else 1)

    def _arrange(self, most: int) -> None:
        shown = tuple(pane for pane in self._panes if not _is_put_away(pane.widget))
        columns = min(most, len(shown))
        if self._shape == (columns, shown):
            return
        self._shape = (columns, shown)
        for number, pane in enumerate(self._panes):
            self._grid.removeWidget(pane.widget)
            self._grid.setColumnStretch(number, 0)
            self._grid.setRowStretch(number, 0)
        for number, pane in enumerate(shown):
            if columns == len(shown):
                self._grid.addWidget(pane.widget, 0, number)
                self._grid.setColumnStretch(number, pane.share)
            elif columns == 1:
                self._grid.addWidget(pane.widget, number, 0)
            elif number == 0:
                self._grid.addWidget(pane.widget, 0, 0, 2, 1)
                self._grid.setColumnStretch(0, pane.share)
            else:
                self._grid.addWidget(pane.widget, number - 1, 1)
        if columns == 2 < len(shown):
            self._grid.setColumnStretch(1, sum(pane.share for pane in shown[1:]))
        self._grid.setRowStretch(0, 1)


def _is_put_away(widget: QWidget) -> bool:
    """Say whether somebody hid it; a widget that was never shown yet counts as hidden for Qt."""
    return widget.isHidden() and widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)


class SideAndMain(QWidget):
    """A narrow side beside what is looked at; under it when both do not fit side by side."""

    def __init__(self, side: QWidget, main: QWidget, *, side_width: int) -> None:
        super().__init__()
        self._side = side
        self._side_width = side_width
        self._main = main
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)
        self._row.addWidget(side)
        self._row.addWidget(main, 1)
        self._fit()

    def is_stacked(self) -> bool:
        """Say whether the side stands above the main part."""
        return self._row.direction() == QBoxLayout.Direction.TopToBottom

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_theme_change(event):
            self._fit()

    def _fit(self) -> None:
        scaled = theme.current().scaled
        wide = self._side_width + _LEAST_MAIN
        stacks = self.width() < scaled(wide)
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if stacks else direction.LeftToRight)
        self._side.setMaximumWidth(_ANY if stacks else scaled(self._side_width))
        self._side.setMinimumWidth(0 if stacks else scaled(self._side_width))
        self._side.setMinimumHeight(scaled(_LEAST_SIDE) if stacks else 0)
        self._main.setMinimumHeight(scaled(_LEAST_MAIN) if stacks else 0)

    def minimumSizeHint(self) -> QSize:
        # Side by side is never forced: what is too narrow stacks.
        least = super().minimumSizeHint()
        inner = max(self._main.minimumSizeHint().width(), self._side.minimumSizeHint().width())
        return QSize(min(least.width(), inner), least.height())


def pane_of(*widgets: QWidget) -> QWidget:
    """Stack cards into one column that keeps them at the top."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(14)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return holder
