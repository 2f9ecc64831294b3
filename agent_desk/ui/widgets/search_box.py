"""SearchBox: the entry at the top, its results below it, all by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from agent_desk.i18n import tr, trn
from agent_desk.ui import theme
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.fields import EntryFrame, LineEntry, commit_typing
from agent_desk.ui.widgets.messages import announce
from agent_desk.ui.widgets.text import IconMark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent_desk.ui.rows import ListRow
    from agent_desk.ui.widgets.results_popup import ResultsPopup

DEBOUNCE_MS = 180
"""A keyboard program for Vietnamese sends three edits for one accented letter (measured)."""

_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class KeyCap(QWidget):
    """A key drawn as a cap; decoration, the words are elsewhere."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return paint.keycap_size(self._text)

    def paintEvent(self, event: QPaintEvent) -> None:
        color = theme.current().colors.muted
        paint.draw_keycap(QPainter(self), self.rect(), self._text, color)


class SearchBox(EntryFrame):
    """Search as you type, safe for keyboard programs that compose.

    Signals: ``search_requested(text)`` 180 ms after the last edit, also with empty text;
    ``result_chosen(key)`` on Enter or a click in the results; ``submitted(text)`` on Enter with no
    result marked.
    """

    search_requested = Signal(str)
    result_chosen = Signal(str)
    submitted = Signal(str)

    def __init__(self, placeholder: str, key: str = "Ctrl K") -> None:
        self._placeholder = placeholder
        self._wanted = 0
        self._line = LineEntry(placeholder)
        self._key = key
        super().__init__(self._line, KeyCap(key))
        self.put_before(IconMark("search", Tone.NEUTRAL, 18))
        self._line.setAccessibleName(placeholder)
        self._line.setAccessibleDescription(key)
        self._made: ResultsPopup | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE_MS)
        self._timer.timeout.connect(self._on_pause)
        self._line.textChanged.connect(self._on_edited)

    def ask_for(self, width: int) -> None:
        """Ask for a width in px at 100 % text; take less where there is less."""
        self._wanted = width
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(max(hint.width(), theme.current().scaled(self._wanted)), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_placeholder()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_theme_change(event):
            self._fit_placeholder()

    def _fit_placeholder(self) -> None:
        """Say it in one word, or none, where it would be cut; the tool tip keeps the sentence."""
        beside = theme.current().scaled(18) + paint.keycap_size(self._key).width() + 52
        room = self.width() - beside
        choices = (self._placeholder, tr("Search"))
        said = next((one for one in choices if paint.text_width(one, TextStyle.BASE) <= room), "")
        self._line.setPlaceholderText(said)
        self._line.setToolTip("" if said == self._placeholder else self._placeholder)

    @property
    def line(self) -> QLineEdit:
        """The entry itself."""
        return self._line

    @property
    def popup(self) -> ResultsPopup:
        """The results, made when there are some for the first time."""
        if self._made is None:
            # Lists draw what the first paint of the window can do without.
            from agent_desk.ui.widgets.results_popup import ResultsPopup

            self._made = made = ResultsPopup(self._placeholder)
            made.list.acted.connect(self._choose)
            made.list.clicked.connect(lambda _index: self._choose(made.list.current_key()))
        return self._made

    def text(self) -> str:
        """Give what was typed."""
        return self._line.text()

    def focus(self) -> None:
        """Put the cursor into the box with its text selected."""
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._line.selectAll()

    def clear(self) -> None:
        """Empty the box and close the results."""
        self._line.clear()
        self._timer.stop()
        self._close_popup()

    def set_results(self, text: str, rows: Sequence[ListRow], nothing: str) -> None:
        """Show the results of ``text``; late results of an older text are dropped.

        ``nothing`` is the helpful sentence shown when there are none.
        """
        if text != self._line.text() or not self._line.hasFocus():
            return
        popup = self.popup
        popup.list.set_rows(rows)
        popup.list.setVisible(bool(rows))
        popup.nothing.setText(nothing)
        popup.nothing.setVisible(not rows)
        if rows:
            popup.list.set_current(rows[0].key)
        self._open(popup)
        found = trn("{n} result", "{n} results", len(rows))
        announce(self._line, found if rows else nothing)

    def _open(self, popup: ResultsPopup) -> None:
        window = self.window()
        if popup.parentWidget() is not window:
            popup.setParent(window)
        width = max(self.width(), theme.current().scaled(640))
        corner = self.mapTo(window, QPoint(0, self.height() + 4))
        width = min(width, window.width() - corner.x() - 8)
        rows = popup.list
        popup.resize(width, 100)
        wanted = rows.heightForWidth(width - 6) if rows.count() else 0
        tall = wanted + 14 if rows.count() else popup.nothing.heightForWidth(width - 6) + 14
        tall = min(tall, window.height() - corner.y() - 16)
        popup.setGeometry(QRect(corner, QSize(width, tall)))
        popup.show()
        popup.raise_()

    def _is_open(self) -> bool:
        return self._made is not None and self._made.isVisible()

    def _close_popup(self) -> None:
        if self._made is not None:
            self._made.hide()

    def _on_edited(self, _text: str) -> None:
        if self._line.hasFocus():
            self._timer.start()

    def _on_pause(self) -> None:
        text = self._line.text()
        if not text.strip():
            self._close_popup()
        self.search_requested.emit(text)

    def _choose(self, key: str) -> None:
        if key:
            self._close_popup()
            self.result_chosen.emit(key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._line:
            if event.type() == QEvent.Type.FocusOut:
                self._close_popup()
            elif event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
                return self._claim_escape(event)
            elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._on_key(event)
        return super().eventFilter(watched, event)

    def _claim_escape(self, event: QKeyEvent) -> bool:
        # Escape closes the results first, then empties the box, and only then goes to the page.
        if event.key() == Qt.Key.Key_Escape and (self._is_open() or self._line.text()):
            event.accept()
            return True
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        is_open = self._is_open()
        if event.key() == Qt.Key.Key_Escape and (is_open or self._line.text()):
            self._close_popup() if is_open else self.clear()
            return True
        if event.key() in _MOVES and is_open:
            self.popup.list.keyPressEvent(event)
            return True
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _ENTER and modifiers == Qt.KeyboardModifier.NoModifier:
            self._on_enter(is_repeat=event.isAutoRepeat())
            return True
        return False

    def _on_enter(self, *, is_repeat: bool) -> None:
        if is_repeat:
            return
        commit_typing()
        is_fresh = not self._timer.isActive()
        if self._is_open() and is_fresh and self.popup.list.current_key():
            self._choose(self.popup.list.current_key())
            return
        self._timer.stop()
        self.submitted.emit(self._line.text())
