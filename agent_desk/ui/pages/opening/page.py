"""The page of the first second: gray rows, or why the data cannot be opened and what to do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from agent_desk.i18n import tr
from agent_desk.ui import going_on
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.page import Page
from agent_desk.ui.tokens import Tone
from agent_desk.ui.widgets.buttons import Button
from agent_desk.ui.widgets.cards import Card, Skeleton
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.text import Text


class OpeningPage(Page):
    """Gray rows while the store opens; practice that cannot be opened leads to the real desk.

    Signals: ``retry`` when the clerk asks to try again.
    """

    retry = Signal()

    def __init__(self, *, is_practice: bool = False) -> None:
        super().__init__()
        self._banner = Banner("", Tone.WRONG)
        self._banner.hide()
        self._banner.acted.connect(self.retry)
        self._rows = Skeleton(tr("The desk is being opened"))
        card = Card()
        card.add(self._rows)
        card.add_stretch()
        self.body.addWidget(self._banner)
        self._serving = Card(going_on.title())
        steps = going_on.beside_practice() if is_practice else going_on.without_program()
        for number, step in enumerate(steps, start=1):
            self._serving.add(Text(f"{number}. {step}"))
        self._serving.hide()
        self.body.addWidget(self._serving)
        self._card = card
        self.body.addWidget(card, 1)
        self._rest = QWidget()
        self._rest.hide()
        self.body.addWidget(self._rest, 1)

    def show_problem(self, message: str) -> None:
        """Say why the data cannot be opened; Enter tries again."""
        self._show_serving(is_shown=True)
        self._banner.show_message(message, Tone.WRONG, tr("Try again"))
        for button in self._banner.findChildren(Button):
            button.setFocus()
        self.actions_changed.emit()

    def problem(self) -> str:
        """Give what is shown as the reason; empty if none is."""
        return "" if self._banner.isHidden() else self._banner.text()

    def hide_problem(self) -> None:
        """Show the gray rows alone, as while it is opened."""
        self._banner.hide()
        self._show_serving(is_shown=False)
        self.actions_changed.emit()

    def _show_serving(self, *, is_shown: bool) -> None:
        """Say how to serve without the program, or show the gray rows instead."""
        self._serving.setVisible(is_shown)
        self._rest.setVisible(is_shown)
        self._rows.setVisible(not is_shown)
        self._card.setVisible(not is_shown)

    def key_actions(self) -> PageActions:
        """Give Ctrl+Enter as the way to try again."""
        if self._banner.isHidden():
            return PageActions()
        again = KeyAction(key=Key.CTRL_ENTER, label=tr("Try again"), run=self.retry.emit)
        return PageActions(actions=(again,))
