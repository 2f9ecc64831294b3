"""What covers the window while the desk is locked: who may go on, and with which PIN."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.cards import Card
from agent_desk.ui.widgets.fields import Field, Picker
from agent_desk.ui.widgets.layout import ScrollPage
from agent_desk.ui.widgets.messages import announce
from agent_desk.ui.widgets.pin_entry import PinEntry
from agent_desk.ui.widgets.practice_frame import frame_margins, paint_frame
from agent_desk.ui.widgets.text import IconMark, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent_desk.queries.desk import ClerkRow

_WIDTH = 420


class LockScreen(QWidget):
    """Lies over the whole window and follows its size.

    Signals: ``unlock_asked(clerk_id, pin)`` on Enter or the button.
    """

    unlock_asked = Signal(str, str)

    def __init__(self, over: QWidget, practice: str = "") -> None:
        super().__init__(over)
        self._practice = practice
        self.setContentsMargins(frame_margins(practice))
        self.setAccessibleName(tr("The desk is locked"))
        self._clerks = Picker()
        self._who = Field(tr("Who goes on"), entry=self._clerks)
        self.pin = Field(tr("PIN"), "", PinEntry())
        self.pin.prefer_digits()
        self._open = Button(tr("Unlock"), ButtonKind.PRIMARY, icon="lock", key="Enter")
        self._build()
        over.installEventFilter(self)
        self._open.clicked.connect(self._ask)
        self.pin.entered.connect(self._ask)
        self._clerks.activated.connect(lambda _index: self._turn_to_clerk())
        self._with_pin: frozenset[str] = frozenset()
        self.hide()

    def _build(self) -> None:
        card = Card(padding=24)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(IconMark("lock", Tone.BRAND, 32))
        title = Text(tr("The desk is locked"), TextStyle.TITLE)
        title.stand_beside()
        head.addWidget(title, 1)
        card.body.setSpacing(14)
        card.add(head)
        words = tr("Everything is saved. Sending and printing go on while the screen is locked.")
        card.add(Text(words, TextStyle.BASE, Tone.NEUTRAL))
        self._forgotten = Text(
            tr(
                "Forgotten? A colleague of this desk can unlock with their own PIN; technical "
                "support can take a PIN away."
            ),
            TextStyle.SMALL,
            Tone.NEUTRAL,
        )
        for part in (self._who, self.pin, self._open, self._forgotten):
            card.add(part)
        inside = QWidget()
        middle = QVBoxLayout(inside)
        middle.addStretch(1)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card)
        across.addStretch(1)
        middle.addLayout(across)
        middle.addStretch(1)
        self._card = card
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 16)
        whole.addWidget(ScrollPage(inside))

    def cover(self, clerks: Sequence[ClerkRow], current: str, with_pin: frozenset[str]) -> None:
        """Hide everything at once and ask who goes on."""
        self._with_pin = with_pin
        self._clerks.clear()
        for clerk in clerks:
            self._clerks.addItem(clerk.name, clerk.clerk_id)
        self._clerks.setCurrentIndex(max(self._clerks.findData(current), 0))
        self._who.setVisible(len(clerks) > 1)
        self._turn_to_clerk()
        self._fill()
        self.show()
        self.raise_()
        self._first().setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, tr("The desk is locked"), urgent=True)

    def refuse(self, why: str) -> None:
        """Say why it stays locked; the wrong PIN is taken away."""
        self.pin.set_text("")
        self.pin.set_error(why)
        self.pin.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self.pin.entry, why, urgent=True)

    def lift(self) -> None:
        """Uncover the window; nothing of the PIN stays."""
        self.pin.set_text("")
        self.pin.set_error("")
        self.hide()

    def _first(self) -> QWidget:
        return self.pin if self.pin.isVisibleTo(self) else self._open

    def _turn_to_clerk(self) -> None:
        must = str(self._clerks.currentData() or "") in self._with_pin
        self.pin.set_text("")
        self.pin.set_error("")
        self.pin.setVisible(must)
        self._forgotten.setVisible(must)
        if self.isVisible():
            self._first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self) -> None:
        self.unlock_asked.emit(str(self._clerks.currentData() or ""), self.pin.text())

    def _fill(self) -> None:
        over = self.parentWidget()
        if over is not None:
            self.setGeometry(over.rect())
        self._card.setFixedWidth(min(theme.current().scaled(_WIDTH), max(240, self.width() - 60)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self._fill()
        return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_theme_change(event):
            self._fill()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.current().colors.ground))
        paint_frame(painter, self.rect(), self._practice)
