"""The card “First dossiers” of the settings: how many a colleague looks at, and exams passed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from agent_desk import settings
from agent_desk.domain.competence_gate import asked_of
from agent_desk.i18n import tr, trn
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button
from agent_desk.ui.widgets.cards import Card
from agent_desk.ui.widgets.fields import Field, Picker
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.settings import Setting
    from agent_desk.ui.pages.settings.exams import Exams
    from agent_desk.ui.pages.settings.presenter import SettingsState

_SETTING = settings.FIRST_DOSSIERS


class GateCard(Card):
    """``choose(setting, value)`` keeps the number; ``exams`` reads the practice desk."""

    def __init__(self, choose: Callable[[Setting, str], None], exams: Exams) -> None:
        super().__init__(tr("First dossiers of a procedure"))
        hint = tr(
            "Who is new to a procedure lets a colleague look before a dossier leaves. The "
            "colleague confirms with a PIN. After the practice exam one dossier is enough."
        )
        self.add(Text(hint, TextStyle.SMALL, Tone.NEUTRAL))
        self.picker = Picker()
        for choice in _SETTING.choices:
            self.picker.addItem(_say(int(choice)), choice)
        self.picker.activated.connect(
            lambda _index: choose(_SETTING, str(self.picker.currentData()))
        )
        self.add(Field(tr("A colleague looks at"), entry=self.picker))
        self.take_over = Button(tr("Take over exams passed in practice"), icon="download")
        self.take_over.clicked.connect(exams.take_over)
        row = QHBoxLayout()
        row.addWidget(self.take_over)
        row.addStretch(1)
        self.add(row)
        self.take_over.setVisible(exams.can_take_over)

    def show_state(self, state: SettingsState) -> None:
        """Draw a state; a number that was never offered is shown as it counts."""
        kept = (state.values or {}).get(_SETTING.key, _SETTING.default)
        counted = str(asked_of(kept))
        if self.picker.findData(counted) < 0:
            self.picker.addItem(_say(int(counted)), counted)
        self.picker.setCurrentIndex(self.picker.findData(counted))


def _say(number: int) -> str:
    if not number:
        return tr("None")
    return trn("The first {n} dossier", "The first {n} dossiers", number)
