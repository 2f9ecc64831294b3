"""The card “On our papers” of the settings: what every slip and poster says of this post office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk import settings
from agent_desk.i18n import tr
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.cards import Card
from agent_desk.ui.widgets.fields import Field
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.settings import Setting
    from agent_desk.ui.pages.settings.presenter import SettingsState


class PapersCard(Card):
    """A field for each text; ``keep(setting, text)`` is called when it is left, or on Enter."""

    def __init__(self, keep: Callable[[Setting, str], None]) -> None:
        super().__init__(tr("On our papers"))
        hint = tr("Slips, labels and the poster say this. Papers printed before stay as they are.")
        self.add(Text(hint, TextStyle.SMALL, Tone.NEUTRAL))
        self._keep = keep
        self._settings: dict[str, Setting] = {}
        self._shown: dict[str, str] = {}
        self.fields: dict[str, Field] = {}
        for setting, label, placeholder in _lines():
            field = Field(label, placeholder)
            field.left.connect(lambda key=setting.key: self._on_left(key))
            field.entered.connect(lambda key=setting.key: self._on_left(key))
            self._settings[setting.key] = setting
            self.fields[setting.key] = field
            self.add(field)

    def show_state(self, state: SettingsState) -> None:
        """Draw a state; what stands in a field that is wrong, or is being typed, stays."""
        values = state.values or {}
        for key, field in self.fields.items():
            error = state.text_errors.get(key, "")
            field.set_error(error)
            kept = values.get(key, "")
            if error or (field.entry.hasFocus() and kept == self._shown.get(key)):
                continue
            self._shown[key] = kept
            field.set_text(kept)

    def _on_left(self, key: str) -> None:
        self._keep(self._settings[key], self.fields[key].text())


def _lines() -> tuple[tuple[Setting, str, str], ...]:
    """Give setting, label and hint of each text, in the order in which papers carry them."""
    return (
        (settings.OPERATOR, tr("First line: the postal operator"), ""),
        (settings.PLACE, tr("Place before the date"), ""),
        (settings.SITE_ADDRESS, tr("Address of this post office"), ""),
        (settings.OPEN_HOURS, tr("Opening hours"), tr("As citizens read them")),
        (settings.HOTLINE, tr("Number to call when somebody asks for money"), ""),
        (settings.COMPLAIN_PHONE, tr("Number for messages about brokers"), ""),
        (settings.RECEIVER, tr("To whom paper dossiers are sent"), ""),
        (settings.RECEIVER_ADDRESS, tr("Address they are sent to"), ""),
    )
