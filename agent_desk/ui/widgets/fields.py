"""Fields: label, entry, hint and error as one thing for eye, keyboard and screen reader.

No entry has an input mask or a maximum length: both destroy what people paste (measured). Text is
read after ``commit_typing``, because a keyboard program may still hold half a syllable.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from agent_desk.ui import icons, theme
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.scroll_bar import SlimScrollBar
from agent_desk.ui.widgets.text import Text

_PART_GAP = 3


def commit_typing() -> None:
    """Make the keyboard program give what it still holds; before any shortcut, scan or read."""
    QGuiApplication.inputMethod().commit()


class LineEntry(QLineEdit):
    """A line edit that leaves the shell's keys alone and commits when it loses the focus."""

    def __init__(self, placeholder: str = "") -> None:
        super().__init__()
        self.setFrame(False)
        self.setPlaceholderText(placeholder)
        self.setMinimumWidth(40)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_ctrl_k = event.modifiers() == Qt.KeyboardModifier.ControlModifier and (
                event.key() == Qt.Key.Key_K
            )
            if is_ctrl_k:  # On Linux QLineEdit would take it to delete to the end of the line.
                event.ignore()
                return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        commit_typing()
        super().focusOutEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(200, paint.row_height(TextStyle.BASE))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, paint.row_height(TextStyle.BASE))


class EntryFrame(QFrame):
    """The rounded frame around an entry; its border shows focus and error."""

    def __init__(self, entry: QWidget, *beside: QWidget) -> None:
        super().__init__()
        self.entry = entry
        self._is_wrong = False
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 4, 10, 4)
        layout.setSpacing(8)
        layout.addWidget(entry, 1)
        for widget in beside:
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        entry.installEventFilter(self)
        self.setFocusProxy(entry)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def put_before(self, widget: QWidget) -> None:
        """Put a widget, such as an icon, to the left of the entry."""
        layout = self.layout()
        if isinstance(layout, QHBoxLayout):
            layout.insertWidget(0, widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_wrong(self, *, is_wrong: bool) -> None:
        """Color the border."""
        self._is_wrong = is_wrong
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().expandedTo(QSize(80, 38))

    def paintEvent(self, event: QPaintEvent) -> None:
        used = theme.current()
        border = used.colors.wrong if self._is_wrong else used.colors.control
        box = paint.Box(fill=used.colors.card, border=border, radius=used.radius.control)
        painter = QPainter(self)
        paint.draw_box(painter, self.rect(), box)
        if self.entry.hasFocus():
            paint.draw_focus(painter, self.rect(), used.radius.control)


class Field(QWidget):
    """A label above an entry, a hint under the label's line, an error below the entry.

    Signals: ``edited`` while typing (never validate on it), ``left`` when the focus leaves:
    validate then; ``entered`` on Enter.
    """

    edited = Signal()
    left = Signal()
    entered = Signal()

    def __init__(self, label: str, hint: str = "", entry: QWidget | None = None) -> None:
        super().__init__()
        self.entry = entry or LineEntry()
        self._hint_text = hint
        self._message = ""
        self._refusal = ""
        self._lines_told = ""
        self._label = Text(label, TextStyle.SMALL_STRONG)
        self._label.setBuddy(self.entry)
        self._hint = Text(hint, TextStyle.SMALL, Tone.NEUTRAL)
        if not hint:  # showing it before it has a parent would open a window for a moment
            self._hint.hide()
        self._error = Text("", TextStyle.SMALL_STRONG, Tone.WRONG)
        self._error.hide()
        self._frame = EntryFrame(self.entry)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_PART_GAP)
        for part in (self._label, self._hint, self._frame, self._error):
            layout.addWidget(part)
        self.entry.setAccessibleName(label)
        self.setFocusProxy(self.entry)
        self.entry.installEventFilter(self)
        self._describe("")
        self._connect()

    def _connect(self) -> None:
        if isinstance(self.entry, QLineEdit):
            self.entry.textEdited.connect(self.edited)
            self.entry.returnPressed.connect(self.entered)
        elif isinstance(self.entry, QPlainTextEdit):
            self.entry.textChanged.connect(self._on_lines_changed)
        elif isinstance(self.entry, QComboBox):
            self.entry.activated.connect(self.edited)

    def _on_lines_changed(self) -> None:
        """Say what was typed; a syllable that is still composed changes nothing yet.

        Lines of text report it too, and reading them then would end the composition.
        """
        typed = self.entry.toPlainText() if isinstance(self.entry, QPlainTextEdit) else ""
        if typed != self._lines_told:
            self._lines_told = typed
            self.edited.emit()

    def text(self) -> str:
        """Give what was typed, with anything the keyboard program still held."""
        if self.entry.hasFocus():
            commit_typing()
        if isinstance(self.entry, QLineEdit):
            return self.entry.text()
        if isinstance(self.entry, QPlainTextEdit):
            return self.entry.toPlainText()
        return self.entry.currentText() if isinstance(self.entry, QComboBox) else ""

    def set_text(self, text: str) -> None:
        """Show a text; leaves the cursor alone when it is the same."""
        if text == self.text():
            return
        self.refuse("")
        if isinstance(self.entry, QLineEdit):
            self.entry.setText(text)
        elif isinstance(self.entry, QPlainTextEdit):
            self.entry.setPlainText(text)
        elif isinstance(self.entry, QComboBox):
            self.entry.setCurrentText(text)

    def foot(self) -> int:
        """Give the height of what stands under the entry: the error, if there is one."""
        is_shown = not self._error.isHidden()
        return self._error.sizeHint().height() + _PART_GAP if is_shown else 0

    def set_label(self, label: str) -> None:
        """Change the label."""
        self._label.setText(label)
        self.entry.setAccessibleName(label)

    def set_hint(self, hint: str) -> None:
        """Change the hint; empty takes no room."""
        self._hint_text = hint
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._describe(self._refusal or self._message)

    def set_error(self, message: str) -> None:
        """Show what is wrong, or nothing."""
        self._message = message
        self._show_problem()

    def error(self) -> str:
        """Give what is wrong; empty if nothing is."""
        return self._message

    def refuse(self, why: str) -> None:
        """Say why the text may not stand here at all, over any other error; empty says nothing."""
        self._refusal = why
        self._show_problem()

    def refusal(self) -> str:
        """Give why the text may not stand here; empty if it may."""
        return self._refusal

    def _show_problem(self) -> None:
        shown = self._refusal or self._message
        self._error.setText(shown)
        self._error.setVisible(bool(shown))
        self._frame.set_wrong(is_wrong=bool(shown))
        self._describe(shown)

    def label(self) -> str:
        """Give the label."""
        return self._label.text()

    def prefer_digits(self) -> None:
        """Tell keyboards that digits are expected; nothing is refused."""
        self.entry.setInputMethodHints(
            Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhPreferNumbers
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.entry and event.type() == QEvent.Type.FocusOut:
            commit_typing()
            self.left.emit()
        return False

    def _describe(self, error: str) -> None:
        self.entry.setAccessibleDescription(" ".join(t for t in (error, self._hint_text) if t))


class TextArea(QPlainTextEdit):
    """An entry of some lines; Tab moves on instead of typing a tab."""

    def __init__(self, lines: int = 3) -> None:
        super().__init__()
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(SlimScrollBar())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, self._lines * paint.metrics(TextStyle.BASE).lineSpacing() + 12)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        commit_typing()
        super().focusOutEvent(event)


_WIDEST = 480


class Picker(QComboBox):
    """A combo box whose value the wheel cannot change while it has no focus.

    A value of any length, such as the name of a printer, is cut with an ellipsis; its tool tip and
    the open list say it whole.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrame(False)
        # AdjustToContents resizes the box 20 ms later behind the back of its layout.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for changed in (self.model().rowsInserted, self.model().rowsRemoved):
            changed.connect(self.updateGeometry)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and not self.hasFocus():
            event.ignore()
            return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        widest = max(
            (self.fontMetrics().horizontalAdvance(self.itemText(n)) for n in range(self.count())),
            default=0,
        )
        room = widest + theme.current().scaled(16) + 12
        return QSize(max(80, min(room, _WIDEST)), paint.row_height(TextStyle.BASE))

    def paintEvent(self, event: QPaintEvent) -> None:
        # Fusion would draw a second frame inside the rounded one.
        used = theme.current()
        painter = QPainter(self)
        side = used.scaled(16)
        mark = QRect(self.width() - side, (self.height() - side) // 2, side, side)
        ink = used.colors.ink if self.isEnabled() else used.colors.muted
        icons.paint(painter, mark, "chevron-down", ink)
        words = self.rect().adjusted(0, 0, -side - 6, 0)
        style = paint.Ink(color=ink, flags=paint.LEFT)
        whole = self.currentText()
        shown = self.fontMetrics().elidedText(
            whole, Qt.TextElideMode.ElideRight, max(0, words.width() - 1)
        )
        self.setToolTip(whole if shown != whole else "")
        paint.draw_text(painter, words, shown, style)
