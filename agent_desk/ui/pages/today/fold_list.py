"""The work list whose groups fold: Right and Left, or a click on the mark before the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from agent_desk.ui import theme
from agent_desk.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

_BEFORE_WORDS = 92
_OPENS = {Qt.Key.Key_Right: True, Qt.Key.Key_Left: False}


class FoldList(RowList):
    """A RowList with groups.

    Signals: ``folded(key, is_open)`` when a group shall be shown or hidden.
    """

    folded = Signal(str, bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_open = _OPENS.get(Qt.Key(event.key()))
        if is_open is not None and self.current_key():
            self.folded.emit(self.current_key(), is_open)
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        row = self.indexAt(point).row()
        if row < 0 or event.button() != Qt.MouseButton.LeftButton:
            return
        if point.x() < theme.current().scaled(_BEFORE_WORDS):
            shown = self.rows()[row]
            if shown.key.startswith("group:"):
                self.folded.emit(shown.key, shown.lead == "▸")
