"""What came from the center, and the book of this desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.i18n import tr
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.cards import Card
from agent_desk.ui.widgets.layout import ScrollPage, clear
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from agent_desk.ui.pages.sync.presenter import Line, SyncScreen


class SideCard(Card):
    """The right side of the sync page.

    Signals: ``check_asked``.
    """

    check_asked = Signal()

    def __init__(self) -> None:
        super().__init__(padding=4)
        self._from_center, self._book = _Lines(), _Lines()
        self._chain = Text("", TextStyle.SMALL_STRONG)
        self._chain.hide()
        self._key_place = Text("", TextStyle.SMALL, Tone.NEUTRAL)
        self.check = Button(tr("Check the chain"), ButtonKind.COMPACT, icon="shield-check")
        self.check.clicked.connect(self.check_asked)
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(18, 14, 18, 14)
        inside.setSpacing(8)
        inside.addWidget(Text(tr("From the center"), TextStyle.HEADING))
        inside.addLayout(self._from_center)
        inside.addSpacing(12)
        inside.addWidget(Text(tr("Book of this desk"), TextStyle.HEADING))
        inside.addLayout(self._book)
        inside.addWidget(self._chain)
        inside.addWidget(self.check, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addSpacing(12)
        inside.addWidget(self._key_place)
        inside.addStretch(1)
        self.add(ScrollPage(content), 1)

    def render_screen(self, screen: SyncScreen) -> None:
        """Show both parts."""
        self._from_center.show_lines(screen.from_center)
        self._book.show_lines(screen.book)
        self._chain.setVisible(screen.chain is not None)
        if screen.chain is not None:
            self._chain.setText(screen.chain.text)
            self._chain.set_tone(screen.chain.tone)
        self._key_place.setText(screen.key_place)


class _Lines(QVBoxLayout):
    """Small sentences one below the other."""

    def __init__(self) -> None:
        super().__init__()
        self.setSpacing(6)
        self._shown: tuple[Line, ...] = ()

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Show these lines instead of those there."""
        if lines == self._shown:
            return
        self._shown = lines
        clear(self)
        for line in lines:
            self.addWidget(Text(line.text, TextStyle.SMALL, line.tone))
