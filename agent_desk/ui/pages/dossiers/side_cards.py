"""The right column of a dossier: what can be printed, its papers, its part of the book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from agent_desk.i18n import tr
from agent_desk.ui.keys import Key
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.cards import Card
from agent_desk.ui.widgets.layout import clear
from agent_desk.ui.widgets.papers import PaperRow, Stack
from agent_desk.ui.widgets.row_list import RowList
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from agent_desk.ui.pages.dossiers.state import DossierScreen, PaperLine, PrintOffer, Said


class PrintCard(Card):
    """What can be printed, the first one has the key; below, what was.

    Signals: ``chosen(str)`` with the key of the paper; ``looked_at(str)`` with the key of a print
    of the past, or empty to look at what can be printed.
    """

    chosen = Signal(str)
    looked_at = Signal(str)

    def __init__(self) -> None:
        super().__init__(tr("Print"), padding=16)
        self._offers: tuple[PrintOffer, ...] | None = None
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self._hint = Text("", TextStyle.SMALL, Tone.NEUTRAL)
        self._look = Button(tr("Look first"), ButtonKind.QUIET, icon="eye", key=Key.SHIFT_F8.cap)
        self._look.clicked.connect(lambda: self.looked_at.emit(""))
        self._past = Text(tr("Prints so far"), TextStyle.SMALL_STRONG)
        self.history = RowList(tr("Prints so far"))
        self.history.fit_height()
        self.history.acted.connect(self.looked_at)
        for part in (self._list, self._hint, self._look, self._past, self.history):
            self.add(part)

    def render_screen(self, screen: DossierScreen) -> None:
        """Show the offers; buttons live on while the offers stay the same."""
        self._hint.setText(screen.print_hint)
        self._hint.setVisible(bool(screen.print_hint))
        self._look.setVisible(bool(screen.prints))
        self.history.set_rows(screen.history)
        for part in (self._past, self.history):
            part.setVisible(bool(screen.history))
        if screen.prints != self._offers:
            self._offers = screen.prints
            self._rebuild(screen.prints)

    def _rebuild(self, offers: tuple[PrintOffer, ...]) -> None:
        clear(self._list)
        if not offers:
            self._list.addWidget(Text(tr("Nothing to print yet."), TextStyle.SMALL, Tone.NEUTRAL))
        for number, offer in enumerate(offers):
            key = Key.F8.cap if number == 0 else ""
            button = Button(offer.label, ButtonKind.WIDE, icon=offer.icon, key=key)
            button.setAccessibleDescription(" ".join(t for t in (offer.note, key) if t))
            button.clicked.connect(lambda _checked, kind=offer.kind: self.chosen.emit(kind))
            self._list.addWidget(button)
            self._list.addWidget(Text(offer.note, TextStyle.SMALL, Tone.NEUTRAL))


class PapersCard(Card):
    """The papers of the dossier and who holds their scans."""

    def __init__(self) -> None:
        super().__init__(tr("Papers"), padding=16)
        self._papers: tuple[PaperLine, ...] | None = None
        self._stack = Stack()
        self._none = Text(
            tr("The papers are known once the case is answered."), TextStyle.SMALL, Tone.NEUTRAL
        )
        self.add(self._none)
        self.add(self._stack)

    def render_screen(self, screen: DossierScreen) -> None:
        """Show the papers."""
        self._none.setVisible(not screen.papers)
        if screen.papers == self._papers:
            return
        self._papers = screen.papers
        self._stack.set_items([PaperRow(p.name, p.subtitle, p.state) for p in screen.papers])


class BookCard(Card):
    """How much of the dossier the center holds, and a check of the whole chain.

    Signals: ``check_asked``.
    """

    check_asked = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Book of this desk"), padding=16)
        self._held = Text("", TextStyle.SMALL_STRONG)
        self._chain = Text("", TextStyle.SMALL_STRONG)
        self._check = Button(tr("Check the chain"), ButtonKind.COMPACT, icon="shield-check")
        self._check.clicked.connect(self.check_asked)
        for part in (self._held, self._chain, self._check):
            self.add(part)

    def render_screen(self, screen: DossierScreen) -> None:
        """Show both sentences."""
        self._say(self._held, screen.held)
        self._say(self._chain, screen.chain)

    @staticmethod
    def _say(text: Text, said: Said) -> None:
        text.setText(said.text)
        text.set_tone(said.tone)
        text.setVisible(bool(said.text))
