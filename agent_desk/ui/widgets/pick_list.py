"""PickList: a list as tall as its rows, where Enter, Space or one click takes a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from agent_desk.ui.widgets.cell_list import CellList

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from agent_desk.ui.widgets.cell_list import CellPainter


class PickList(CellList):
    """The base of short lists beside or inside a page; a key held down takes a row once.

    Signals: ``picked(key)``.
    """

    picked = Signal(str)

    def __init__(self, painter: CellPainter, name: str) -> None:
        super().__init__(painter, name)
        self.fit_height()
        self.acted.connect(self.picked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.current_key():
            if not event.isAutoRepeat():
                self.picked.emit(self.current_key())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(self.current_key())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Do nothing more: the first release already picked."""
