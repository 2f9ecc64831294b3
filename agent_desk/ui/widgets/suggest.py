"""Suggestions: names under an entry while it is typed in, taken by key or mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent

from agent_desk.ui.rows import ListRow
from agent_desk.ui.widgets.results_popup import ResultsPopup

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit

_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Suggestions(QObject):
    """Shows names under an entry; the entry keeps the focus, and nothing is marked at first.

    So Enter takes what was typed, and Down and then Enter what is suggested.
    Signals: ``taken(name)``.
    """

    taken = Signal(str)

    def __init__(self, entry: QLineEdit) -> None:
        super().__init__(entry)
        self._entry = entry
        self._names: tuple[str, ...] = ()
        self._made: ResultsPopup | None = None
        entry.installEventFilter(self)

    @property
    def popup(self) -> ResultsPopup:
        """The list, made when it is first needed; it goes with the entry."""
        if self._made is None:
            self._made = ResultsPopup(self._entry.accessibleName())
            self._made.nothing.hide()
            self._made.list.clicked.connect(lambda _at: self._take())
            self._entry.destroyed.connect(self._made.deleteLater)
        return self._made

    def is_open(self) -> bool:
        """Say whether the list is shown."""
        return self._made is not None and self._made.isVisible()

    def show_names(self, names: tuple[str, ...]) -> None:
        """Show these names, if the entry has the focus; none closes the list."""
        if names == self._names and (self.is_open() or not names):
            return
        self._names = names
        if not names or not self._entry.hasFocus():
            self._close()
            return
        self.popup.list.set_rows([ListRow(key=name, title=name) for name in names])
        self._open()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._entry:
            return False
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self._close()
        if not self.is_open() or not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return event.type() == QEvent.Type.KeyPress and self._on_key(event)

    def _on_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
            return True
        if event.key() in _MOVES:
            self._move(event)
            return True
        if event.key() in _ENTER and self.popup.list.current_key():
            self._take()
            return True
        return False

    def _move(self, event: QKeyEvent) -> None:
        if self.popup.list.current_key():
            self.popup.list.keyPressEvent(event)
        elif self._names:
            self.popup.list.set_current(self._names[0])

    def _take(self) -> None:
        name = self.popup.list.current_key()
        self._close()
        self._names = ()
        if name:
            self.taken.emit(name)

    def _close(self) -> None:
        if self._made is not None:
            self._made.hide()

    def _open(self) -> None:
        entry, window = self._entry, self._entry.window()
        if self.popup.parentWidget() is not window:
            self.popup.setParent(window)
        frame = entry.parentWidget() or entry
        corner = frame.mapTo(window, QPoint(0, frame.height() + 2))
        width = min(frame.width(), window.width() - corner.x() - 8)
        self.popup.resize(width, 100)
        tall = self.popup.list.heightForWidth(width - 6) + 14
        room = window.height() - corner.y() - 8
        if tall > room and corner.y() - frame.height() > room:  # more room above than below
            tall = min(tall, corner.y() - frame.height() - 8)
            corner.setY(corner.y() - frame.height() - tall - 4)
        self.popup.setGeometry(QRect(corner, QSize(width, min(tall, window.height()))))
        self.popup.show()
        self.popup.raise_()
