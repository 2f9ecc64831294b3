"""The list of people that is ticked: Space or a click on the mark, 0 for who will not come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from agent_desk.ui import theme
from agent_desk.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

_MARK_WIDTH = 56
"""How far from the left edge a click is a tick."""


class AttendanceList(RowList):
    """Signals: ``ticked(key)``, ``missed(key)``; Enter and a double click act as in any list."""

    ticked = Signal(str)
    missed = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = self.current_key()
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        wanted = {Qt.Key.Key_Space: self.ticked, Qt.Key.Key_0: self.missed}
        signal = wanted.get(Qt.Key(event.key()))
        if signal is None or not key or modifiers != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            signal.emit(key)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        is_mark = place.x() <= theme.current().scaled(_MARK_WIDTH)
        if is_mark and event.button() == Qt.MouseButton.LeftButton:
            index = self.indexAt(place)
            if index.isValid():
                self.setCurrentIndex(index)
                self.ticked.emit(self.current_key())
