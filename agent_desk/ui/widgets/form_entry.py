"""FormEntry: one entry of a form with label, hint, error and doubt, of any kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from agent_desk.ui import theme
from agent_desk.ui.form_rows import EntryKind, EntryRow
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.fields import Field, LineEntry, Picker, TextArea
from agent_desk.ui.widgets.suggest import Suggestions
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from agent_desk.ui.rows import Choice

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_GAP = 3
_SIGHT = 60  # what comes next is seen, too
_LONGEST_PASTE = 20_000
"""More than this was pasted by mistake; what stays is still refused as too long, in words."""


class FormArea(TextArea):
    """Some lines of text; a paste of megabytes does not stop the window."""

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text()
        self.insertPlainText(text[:_LONGEST_PASTE])


class FormEntry(QWidget):
    """Draws one entry and says what is done with it.

    Signals: ``edited(text)`` while typing, ``left(text)`` when the focus leaves, ``chosen(key)``
    when an answer is picked, ``entered`` on Enter.
    """

    edited = Signal(str)
    left = Signal(str)
    chosen = Signal(str)
    entered = Signal()

    def __init__(self, row: EntryRow) -> None:
        super().__init__()
        self._kind = row.kind
        self._hint = row.hint
        self._is_showing = False
        self._options: tuple[Choice, ...] = ()
        self.suggestions: Suggestions | None = None
        self.field = Field(row.label, row.hint, _widget_of(row.kind))
        self.setFocusProxy(self.field)
        self._doubt = Text("", TextStyle.SMALL_STRONG, Tone.WAITING)
        self._doubt.hide()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(_GAP)
        self._layout.addWidget(self.field)
        self._layout.addWidget(self._doubt)
        self._connect()

    def show_row(self, row: EntryRow) -> None:
        """Draw the entry; the text under the cursor is left alone."""
        self._is_showing = True
        self._show(row)
        self._is_showing = False

    def _show(self, row: EntryRow) -> None:
        self.field.set_label(f"{row.label} · {row.mark}" if row.mark else row.label)
        if row.options != self._options:
            self._show_options(row.options)
        if self._kind is EntryKind.PICK:
            self._pick(row.text)
        elif self.field.text() != row.text:
            self.field.set_text(row.text)
            entry = self.field.entry
            if isinstance(entry, QLineEdit) and not entry.hasFocus():
                entry.setCursorPosition(0)
        self.field.set_error(row.error)
        self._doubt.setText("" if row.error else row.doubt)
        self._doubt.setVisible(bool(row.doubt) and not row.error)
        if self.suggestions is not None:
            self.suggestions.show_names(row.suggestions)

    def head_height(self, width: int) -> int:
        """Give the height of label and hint at a width, to line up entries side by side."""
        tall = paint.text_height(self.field.label(), TextStyle.SMALL_STRONG, width)
        if not self._hint:
            return tall
        above = paint.overshoot(theme.current().font(TextStyle.SMALL))
        return tall + _GAP + above + paint.text_height(self._hint, TextStyle.SMALL, width)

    def set_lead(self, height: int) -> None:
        """Leave room above the label, so that the entry stands beside its neighbor's."""
        if self._layout.contentsMargins().top() != height:
            self._layout.setContentsMargins(0, height, 0, 0)

    def text(self) -> str:
        """Give what stands in the entry; of a pick the key."""
        entry = self.field.entry
        if isinstance(entry, Picker):
            return str(entry.currentData() or "")
        return self.field.text()

    def focus(self) -> None:
        """Take the keys, as Tab would, and come into sight."""
        self.field.entry.setFocus(Qt.FocusReason.TabFocusReason)
        self._come_into_sight()
        # An error that has just appeared takes its room only with the next layout.
        QTimer.singleShot(0, self, self._come_into_sight)

    def _come_into_sight(self) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(self, 0, _SIGHT)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field.entry and event.type() == QEvent.Type.KeyPress:
            return isinstance(event, QKeyEvent) and self._on_key(event)
        return False

    def _connect(self) -> None:
        field, entry = self.field, self.field.entry
        field.left.connect(lambda: self.left.emit(self.text()))
        if isinstance(entry, Picker):
            entry.activated.connect(lambda _at: self.chosen.emit(self.text()))
        else:
            field.edited.connect(self._on_edited)
        field.entered.connect(self.entered)
        entry.installEventFilter(self)
        if self._kind is EntryKind.DIGITS:
            field.prefer_digits()
        if self._kind is EntryKind.SUGGEST and isinstance(entry, QLineEdit):
            self.suggestions = Suggestions(entry)
            self.suggestions.taken.connect(self._take_suggestion)

    def _on_edited(self) -> None:
        if not self._is_showing:  # some lines of text report what was put into them, too
            self.edited.emit(self.field.text())

    def _on_key(self, event: QKeyEvent) -> bool:
        """Let Enter go on from entries where Qt gives it another meaning, or none."""
        entry = self.field.entry
        if isinstance(entry, Picker) and self._pick_by_digit(entry, event):
            return True
        is_plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == (
            Qt.KeyboardModifier.NoModifier
        )
        if event.key() not in _ENTER or not is_plain:
            return False
        if isinstance(entry, Picker | QPlainTextEdit):
            if not event.isAutoRepeat():
                self.entered.emit()
            return True
        return False

    def _pick_by_digit(self, entry: Picker, event: QKeyEvent) -> bool:
        """Take the answer of this number and go on, as everywhere where one is chosen."""
        text = event.text()
        if event.isAutoRepeat() or len(text) != 1 or text not in "123456789":
            return False
        if int(text) >= entry.count():
            return False
        entry.setCurrentIndex(int(text))  # the empty answer is number 0
        self.chosen.emit(self.text())
        self.entered.emit()
        return True

    def _show_options(self, options: tuple[Choice, ...]) -> None:
        self._options = options
        entry = self.field.entry
        if not isinstance(entry, Picker):
            return
        entry.clear()
        entry.addItem("", "")
        for option in options:
            entry.addItem(option.label, option.key)

    def _pick(self, key: str) -> None:
        entry = self.field.entry
        if isinstance(entry, Picker):
            entry.setCurrentIndex(max(0, entry.findData(key)))

    def _take_suggestion(self, name: str) -> None:
        self.field.set_text(name)
        self.chosen.emit(name)


def _widget_of(kind: EntryKind) -> QWidget:
    if kind is EntryKind.AREA:
        return FormArea(2)
    return Picker() if kind is EntryKind.PICK else LineEntry()
