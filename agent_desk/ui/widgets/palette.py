"""PaletteBox: one entry over everything, its results below, all by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from agent_desk.i18n import trn
from agent_desk.ui import theme
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.fields import EntryFrame, LineEntry, commit_typing
from agent_desk.ui.widgets.messages import announce
from agent_desk.ui.widgets.row_list import RowList
from agent_desk.ui.widgets.search_box import DEBOUNCE_MS, KeyCap
from agent_desk.ui.widgets.text import IconMark, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent_desk.ui.rows import ListRow

_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WIDTH, _TOP = 720, 70
_STAYS = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class _Panel(QFrame):
    """The card that holds everything."""

    def paintEvent(self, event: QPaintEvent) -> None:
        used = theme.current()
        box = paint.Box(fill=used.colors.card, border=used.colors.control, radius=used.radius.card)
        paint.draw_box(QPainter(self), self.rect(), box)


class PaletteBox(QWidget):
    """Lies over a window; takes every key while it is open and gives the focus back.

    It darkens nothing: painting the whole window again would cost more than opening may.

    Signals: ``typed(text)`` 180 ms after the last edit, or at once on Enter; ``chosen(key)``;
    ``closed``. Enter before the results are complete chooses the first as soon as they are.
    """

    typed = Signal(str)
    chosen = Signal(str)
    closed = Signal()

    def __init__(self, window: QWidget, placeholder: str, keys: str) -> None:
        super().__init__(window)
        self.setAccessibleName(placeholder)
        self.line = LineEntry(placeholder)
        self.line.setAccessibleName(placeholder)
        self.line.setAccessibleDescription(keys)
        self.list = RowList(placeholder)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.nothing = Text("", TextStyle.BASE, Tone.NEUTRAL)
        self.nothing.setMargin(14)
        self.foot = Text("", TextStyle.SMALL, Tone.NEUTRAL)
        self.foot.setMargin(8)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE_MS)
        self._timer.timeout.connect(self._ask)
        self._is_complete = False
        self._is_wanted = False
        self._has_moved = False
        self._before: QWidget | None = None
        self._build()
        self.line.textChanged.connect(lambda _text: self._timer.start())
        self.line.installEventFilter(self)
        self.list.clicked.connect(lambda _index: self._choose())
        self.hide()

    def _build(self) -> None:
        self._panel = _Panel(self)
        frame = EntryFrame(self.line, KeyCap("Esc"))
        frame.put_before(IconMark("search", Tone.NEUTRAL, 18))
        layout = QVBoxLayout(self._panel)
        layout.setContentsMargins(12, 12, 12, 4)
        layout.setSpacing(6)
        for part in (frame, self.nothing, self.list, self.foot):
            layout.addWidget(part)
        layout.setStretchFactor(self.list, 1)
        self._frame = frame

    # Used by its owner

    def open(self) -> None:
        """Come up with an empty entry."""
        window = self.window()
        commit_typing()
        self._before = window.focusWidget()
        self.line.blockSignals(True)
        self.line.clear()
        self.line.blockSignals(False)
        self._timer.stop()
        self._has_moved = self._is_wanted = False
        self._place()
        window.installEventFilter(self)
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)
        self._ask()

    def shut(self) -> None:
        """Go away; the focus returns to where it was."""
        if self.isHidden():
            return
        self._timer.stop()
        self.window().removeEventFilter(self)
        before, self._before = self._before, None
        had_focus = self.line.hasFocus()
        self.hide()
        if had_focus and before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def text(self) -> str:
        """Give what was typed."""
        return self.line.text()

    def show_rows(self, rows: Sequence[ListRow], foot: str, nothing: str) -> None:
        """Show what was found so far; the marked row stays marked once the clerk has moved."""
        kept = self.list.current_key() if self._has_moved else ""
        self.list.set_rows(rows)
        self.list.setVisible(bool(rows))
        self.nothing.setText(nothing)
        self.nothing.setVisible(not rows)
        self.foot.setText(foot)
        if rows:
            keys = [row.key for row in rows]
            self.list.set_current(kept if kept in keys else keys[0])
            self.list.scrollTo(self.list.currentIndex())
        self._place()

    def set_complete(self, *, is_complete: bool) -> None:
        """Say whether everything has been searched for what stands in the entry."""
        self._is_complete = is_complete
        if not is_complete:
            return
        count = self.list.count()
        words = trn("{n} result", "{n} results", count) if count else self.nothing.text()
        announce(self.line, words)
        if self._is_wanted:
            self._is_wanted = False
            self._choose()

    # Inside

    def _ask(self) -> None:
        self._timer.stop()
        self._is_complete = self._has_moved = False
        self.typed.emit(self.line.text())

    def _choose(self) -> None:
        key = self.list.current_key()
        if key and not self.list.isHidden():
            self.shut()
            self.chosen.emit(key)

    def _place(self) -> None:
        used, window = theme.current(), self.window()
        width = min(used.scaled(_WIDTH), window.width() - 32)
        top = min(used.scaled(_TOP), window.height() // 8)
        inner = width - 24
        tall = self._frame.sizeHint().height() + self.foot.heightForWidth(inner) + 34
        if self.list.isHidden():
            tall += self.nothing.heightForWidth(inner)
        else:
            tall += self.list.heightForWidth(inner - 4) + 8
        tall = min(tall, window.height() - top - 24)
        self.setGeometry(QRect((window.width() - width) // 2, top, width, tall))
        self._panel.setGeometry(self.rect())

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.line:
            if event.type() == QEvent.Type.Resize:
                self._place()
            return False
        if isinstance(event, QFocusEvent):
            return self._on_focus(event)
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # the keys of the page below do not work through it
            return True
        return event.type() == QEvent.Type.KeyPress and self._on_key(event)

    def _on_focus(self, event: QFocusEvent) -> bool:
        """Go away when something else takes the focus; not with the whole window, nor a menu."""
        if event.type() == QEvent.Type.FocusOut and event.reason() not in _STAYS:
            QTimer.singleShot(0, self, self.shut)
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        is_ctrl_k = held == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_K
        if key == Qt.Key.Key_Escape or is_ctrl_k:
            self.shut()
        elif key in _MOVES:
            self._has_moved = True
            self.list.keyPressEvent(event)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            pass  # there is nowhere else to go
        elif key in _ENTER and held == Qt.KeyboardModifier.NoModifier:
            if not event.isAutoRepeat():
                self._on_enter()
        else:
            return False
        return True

    def _on_enter(self) -> None:
        commit_typing()
        if self._timer.isActive():
            self._is_wanted = True
            self._ask()
        elif self._is_complete or self._has_moved:
            self._choose()
        else:
            self._is_wanted = True
