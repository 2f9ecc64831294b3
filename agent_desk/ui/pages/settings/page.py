"""The settings page: three cards, every change kept at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from agent_desk import settings
from agent_desk.i18n import tr, trn
from agent_desk.ui.page import Page
from agent_desk.ui.pages.settings.devices_card import DevicesCard
from agent_desk.ui.pages.settings.gate_card import GateCard
from agent_desk.ui.pages.settings.papers_card import PapersCard
from agent_desk.ui.pages.settings.pin_card import PinCard
from agent_desk.ui.pages.settings.presenter import SHOWN, SettingsPresenter
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button
from agent_desk.ui.widgets.cards import Card, PageHeader
from agent_desk.ui.widgets.fields import Field, Picker
from agent_desk.ui.widgets.panes import Pane, Panes, pane_of
from agent_desk.ui.widgets.papers import KeyValue
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.settings import Setting
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.pages.settings.presenter import SettingsState


class SettingsPage(Page):
    """Who works here, how it looks and prints, and what this desk is."""

    def __init__(self, presenter: SettingsPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._added = 0
        self._pickers = {setting.key: Picker() for setting in SHOWN}
        self._clerk = Picker()
        self._new_name = Field(tr("Add a clerk"), tr("As it is to be printed on slips"))
        self._about = KeyValue()
        self.pickups = Field(tr("The courier comes on working days at"), tr("09:30, 15:30"))
        self._key_note = Text("", TextStyle.SMALL, Tone.NEUTRAL)
        self._fields = {
            setting.key: Field(_label(setting), entry=self._pickers[setting.key])
            for setting in SHOWN
        }
        self._lay_out()
        self._fill()
        self._connect()
        presenter.listen(self.show_state)

    def _lay_out(self) -> None:
        people = Card(tr("Who works at this desk"))
        people.add(Field(tr("Clerk at the desk now"), entry=self._clerk))
        people.add(self._new_name)
        add = Button(tr("Add"), icon="plus")
        add.clicked.connect(self._add_clerk)
        row = QHBoxLayout()
        row.addWidget(add)
        row.addStretch(1)
        people.add(row)
        people.add_stretch()
        look = Card(tr("Screen and paper"))
        for setting in SHOWN:
            look.add(self._fields[setting.key])
        look.add_stretch()
        desk = Card(tr("This desk"))
        desk.add(self._about)
        desk.add(self.pickups)
        desk.add(self._key_note)
        desk.add_stretch()
        self.devices = DevicesCard(self._presenter.open_device)
        self.pin = PinCard(self._presenter.keep_pin)
        self.papers = PapersCard(self._presenter.keep_text)
        self.gate = GateCard(self._presenter.choose, self._presenter.exams)
        columns = (
            pane_of(people, self.pin, self.devices),
            pane_of(look, desk),
            pane_of(self.papers, self.gate),
        )
        self.body.addWidget(
            PageHeader(tr("Settings"), tr("Every change is kept at once on this PC."))
        )
        self.body.addWidget(Panes(*(Pane(widget=one, share=1) for one in columns)), 1)

    def _fill(self) -> None:
        for setting in SHOWN:
            picker = self._pickers[setting.key]
            for choice in setting.choices:
                picker.addItem(_say_choice(setting, choice), choice)

    def _connect(self) -> None:
        for setting in SHOWN:
            self._pickers[setting.key].activated.connect(
                lambda _index, chosen=setting: self._presenter.choose(
                    chosen, str(self._pickers[chosen.key].currentData())
                )
            )
        self._clerk.activated.connect(
            lambda _index: self._presenter.choose(
                settings.CURRENT_CLERK, str(self._clerk.currentData())
            )
        )
        self._new_name.entered.connect(self._add_clerk)
        self.pickups.left.connect(self._keep_pickups)
        self.pickups.entered.connect(self._keep_pickups)

    def on_shown(self) -> None:
        """Read fresh data."""
        self._presenter.refresh()
        self._clerk.setFocus()

    def show_state(self, state: SettingsState) -> None:
        """Draw a state."""
        values = state.values or {}
        for key, picker in self._pickers.items():
            position = picker.findData(values.get(key, ""))
            picker.setCurrentIndex(max(position, 0))
        self._clerk.clear()
        for choice in state.clerks:
            self._clerk.addItem(choice.label, choice.key)
        self._clerk.setCurrentIndex(max(self._clerk.findData(state.current_clerk), 0))
        if state.added > self._added:
            self._new_name.set_text("")
        self._added = state.added
        self._new_name.set_error(state.name_error)
        self._show_pickups(state)
        self._about.set_pairs(state.about)
        self._key_note.setText(state.key_sentence)
        self.pin.show_state(state)
        self.papers.show_state(state)
        self.gate.show_state(state)

    def _show_pickups(self, state: SettingsState) -> None:
        key = settings.PICKUP_TIMES.key
        error = state.text_errors.get(key, "")
        self.pickups.set_error(error)
        if not error and not self.pickups.entry.hasFocus():
            self.pickups.set_text(values_of(state, key))

    def _keep_pickups(self) -> None:
        self._presenter.keep_text(settings.PICKUP_TIMES, self.pickups.text())

    def _add_clerk(self) -> None:
        if self._new_name.text().strip():
            self._presenter.add_clerk(self._new_name.text())


def values_of(state: SettingsState, key: str) -> str:
    """Give a stored value; empty before anything was read."""
    return (state.values or {}).get(key, "")


def _label(setting: Setting) -> str:
    return {
        settings.LANGUAGE.key: tr("Language (from the next start)"),
        settings.COLOR_SCHEME.key: tr("Colors"),
        settings.TEXT_PERCENT.key: tr("Text size"),
        settings.PAPER_SIZE.key: tr("Paper in the slip printer"),
        settings.MODE.key: tr("How paper is taken in, by contract"),
        settings.SHELF_BY.key: tr("Order of the shelf for results"),
        settings.LOCK_MINUTES.key: tr("Lock the screen when nobody touches it"),
        settings.TRAY.key: tr("Icon beside the clock of the system"),
    }[setting.key]


def _say_choice(setting: Setting, choice: str) -> str:
    if setting is settings.TEXT_PERCENT:
        return f"{choice} %"
    if setting is settings.LOCK_MINUTES:
        minutes = int(choice)
        after = trn("after {n} minute", "after {n} minutes", minutes)
        return after if minutes else tr("Never by itself")
    return {
        "vi": "Tiếng Việt",
        "en": "English",
        "system": tr("As the system"),
        "light": tr("Light"),
        "dark": tr("Dark"),
        "forwarding": tr("Postal forwarding"),
        "given_name": tr("By the letter of the given name"),
        "number": tr("By running numbers"),
        "yes": tr("Shown"),
        "no": tr("Not shown"),
        "contracted": tr("Contracted reception (prints Mẫu 01)"),
    }.get(choice, choice)


def settings_page(
    office: Office,
    jobs: JobRunner,
    navigator: Navigator,
    changed: Callable[[str, str], None],
) -> SettingsPage:
    """Build the page; ``changed`` is told of each setting that was kept."""
    return SettingsPage(SettingsPresenter(office, jobs, navigator, changed))
