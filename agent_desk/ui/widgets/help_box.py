"""HelpBox: what is known of a field, beside the page; Esc gives the focus back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from agent_desk.ui import theme
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.fields import commit_typing
from agent_desk.ui.widgets.layout import clear
from agent_desk.ui.widgets.messages import announce
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent_desk.ui.help_texts import Block
    from agent_desk.ui.rows import Choice

_WIDTH, _TOP, _EDGE = 400, 74, 20
_CLOSES = (Qt.Key.Key_Escape, Qt.Key.Key_F1)


class HelpBox(QFrame):
    """A card at the right of a window, with the field still in sight.

    Signals: ``chosen(key)`` of one of its buttons; the box has gone by then.
    """

    chosen = Signal(str)

    def __init__(self, window: QWidget, name: str, close: str) -> None:
        super().__init__(window)
        self.setAccessibleName(name)
        self._close = close
        self._before: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(20, 16, 20, 18)
        self._layout.setSpacing(8)
        self.hide()

    def show_help(self, title: str, blocks: Sequence[Block], acts: Sequence[Choice]) -> None:
        """Come up with these words and buttons; Enter presses the first one."""
        window = self.window()
        commit_typing()  # Qt itself does not, for a focus that a pop-up takes
        if self.isHidden():
            self._before = window.focusWidget()
        clear(self._layout)
        self._layout.addWidget(Text(title, TextStyle.TITLE))
        for block in blocks:
            if block.lead:
                self._layout.addWidget(Text(block.lead, TextStyle.SMALL_STRONG, Tone.NEUTRAL))
            self._layout.addWidget(Text(block.text))
        self._layout.addSpacing(4)
        for act in acts:
            button = Button(act.label, ButtonKind.SECONDARY)
            button.clicked.connect(lambda _checked=False, key=act.key: self._choose(key))
            self._layout.addWidget(button)
        back = Button(self._close, ButtonKind.PRIMARY, key="Esc")
        back.clicked.connect(self.shut)
        self._layout.addWidget(back)
        self._place()
        self.show()
        self.raise_()
        back.setFocus(Qt.FocusReason.PopupFocusReason)
        announce(back, ". ".join((title, *(f"{b.lead} {b.text}".strip() for b in blocks))))

    def shut(self) -> None:
        """Go away; the focus returns to the field."""
        before, self._before = self._before, None
        self.hide()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def texts(self) -> list[str]:
        """Give the words shown."""
        return [part.text() for part in self.findChildren(Text) if part.isVisibleTo(self)]

    def _choose(self, key: str) -> None:
        self.shut()
        self.chosen.emit(key)

    def _place(self) -> None:
        used, window = theme.current(), self.window()
        width = min(used.scaled(_WIDTH), window.width() - 2 * _EDGE)
        tall = self._layout.heightForWidth(width)
        tall = min(tall if tall > 0 else self.sizeHint().height(), window.height() - _TOP - _EDGE)
        place = QRect(window.width() - width - _EDGE, used.scaled(_TOP), width, tall)
        self.setGeometry(window.rect().intersected(place))

    def event(self, event: QEvent) -> bool:
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and event.key() in _CLOSES:
            event.accept()  # Esc belongs to the box, not to the page below
            return True
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep Tab among the buttons; Esc leaves."""
        buttons = [b for b in self.findChildren(Button) if b.isVisible()]
        focused = [n for n, button in enumerate(buttons) if button.hasFocus()]
        if not buttons:
            return False
        step = 1 if forward else -1
        buttons[(focused[0] + step if focused else 0) % len(buttons)].setFocus(
            Qt.FocusReason.TabFocusReason
        )
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _CLOSES:
            self.shut()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        used = theme.current()
        box = paint.Box(fill=used.colors.card, border=used.colors.brand, radius=used.radius.card)
        paint.draw_box(QPainter(self), self.rect(), box)
