"""The card “Lock” of the settings: the PIN of the clerk who sits at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from agent_desk.i18n import tr
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button
from agent_desk.ui.widgets.cards import Card
from agent_desk.ui.widgets.fields import Field, LineEntry
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.ui.pages.settings.presenter import SettingsState


class PinCard(Card):
    """Sets, changes or takes away a PIN; ``keep(now, wanted)`` does it."""

    def __init__(self, keep: Callable[[str, str], None]) -> None:
        super().__init__(tr("Lock"))
        self._keep = keep
        self._kept = 0
        hint = tr("Ctrl L locks at once. With a PIN only you, or a colleague, open it again.")
        self.add(Text(hint, TextStyle.SMALL, Tone.NEUTRAL))
        self.now = Field(tr("Your PIN now"), entry=_hidden())
        self.wanted = Field(tr("New PIN"), tr("4 to 8 digits; empty: no PIN"), _hidden())
        button = Button(tr("Keep this PIN"), icon="lock")
        button.clicked.connect(self._on_keep)
        for field in (self.now, self.wanted):
            field.prefer_digits()
            self.add(field)
        self.now.hide()
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch(1)
        self.add(row)

    def show_state(self, state: SettingsState) -> None:
        """Draw a state; what was kept is taken out of the fields."""
        self.now.setVisible(state.has_pin)
        self.now.set_error(state.pin_now_error)
        self.wanted.set_error(state.pin_error)
        if state.pins_kept > self._kept:
            self.now.set_text("")
            self.wanted.set_text("")
        self._kept = state.pins_kept

    def _on_keep(self) -> None:
        self._keep(self.now.text(), self.wanted.text())


def _hidden() -> LineEntry:
    entry = LineEntry()
    entry.setEchoMode(QLineEdit.EchoMode.Password)
    return entry
