"""The first page of a new desk: three fields and one button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.page import Page
from agent_desk.ui.pages.setup.presenter import SetupEntries
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.cards import Card
from agent_desk.ui.widgets.fields import Field
from agent_desk.ui.widgets.layout import ScrollPage
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent

    from agent_desk.ui.pages.setup.presenter import SetupPresenter, SetupState

_CARD_WIDTH = 560


class SetupPage(Page):
    """Asks for the center's address, the one-time code and the clerk's name."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._url = Field(
            tr("Address of the center"), tr("It came with the code, e.g. desk.hanoi.gov.vn")
        )
        self._code = Field(
            tr("One-time code"), tr("Digits, with or without spaces; it works once, for 7 days")
        )
        self._clerk = Field(tr("Your name"), tr("As it is to be printed on slips"))
        self._fields = {
            "center_url": self._url,
            "code": self._code,
            "clerk_name": self._clerk,
        }
        self._code.prefer_digits()
        self._start = Button(
            tr("Start this desk"), ButtonKind.PRIMARY, icon="arrow-right", key=Key.CTRL_ENTER.cap
        )
        self._start.clicked.connect(self._submit)
        self._banner = Banner("", Tone.WRONG)
        self._banner.hide()
        self._key_note = Text("", TextStyle.SMALL, Tone.NEUTRAL)
        self._lay_out()
        for field in self._fields.values():
            field.entered.connect(self._submit)
        presenter.listen(self.show_state)

    def _lay_out(self) -> None:
        state = self._presenter.state
        practice = state.is_practice
        card = Card(padding=28)
        self._card = card
        self._fit_card()
        card.body.setSpacing(14)
        card.add(Text(tr("Practice desk") if practice else tr("Set up this desk"), TextStyle.TITLE))
        card.add(
            Text(
                tr("Everything here is for practice: nothing is sent, every page is marked.")
                if practice
                else tr(
                    "Needed once, with a connection. Afterwards this desk serves without one: "
                    "everything is saved on this PC and sent when there is a network."
                ),
                TextStyle.BASE,
                Tone.NEUTRAL,
            )
        )
        card.add(self._banner)
        for name, field in self._fields.items():
            if state.asks_center or name == "clerk_name":
                card.add(field)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._start)
        card.add(row)
        card.add(self._key_note)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(1)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card, 100)  # as wide as it may be; its height follows from its width
        across.addStretch(1)
        column.addLayout(across)
        column.addStretch(2)
        self.body.addWidget(ScrollPage(middle))

    def _fit_card(self) -> None:
        self._card.setMaximumWidth(theme.current().scaled(_CARD_WIDTH))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_theme_change(event):
            self._fit_card()

    def key_actions(self) -> PageActions:
        """Give Ctrl+Enter as the one action."""
        is_free = not self._presenter.state.is_busy
        start = KeyAction(
            key=Key.CTRL_ENTER, label=tr("Start this desk"), run=self._submit, enabled=is_free
        )
        return PageActions(actions=(start,))

    def on_shown(self) -> None:
        """Begin at the first field that is empty."""
        fields = [f for f in self._fields.values() if f.isVisibleTo(self)]
        first = next((f for f in fields if not f.text()), fields[-1])
        first.entry.setFocus()

    def show_state(self, state: SetupState) -> None:
        """Draw a state; what was typed stays."""
        errors = state.errors or {}
        for name, field in self._fields.items():
            field.set_error(errors.get(name, ""))
            field.entry.setEnabled(not state.is_busy)
        if state.problem:
            self._banner.show_message(state.problem, Tone.WRONG)
        self._banner.setVisible(bool(state.problem))
        self._start.setEnabled(not state.is_busy)
        self._start.set_label(tr("Asking the center…") if state.is_busy else tr("Start this desk"))
        self._key_note.setText(state.key_sentence)
        wrong = next((f for name, f in self._fields.items() if errors.get(name)), None)
        if wrong is not None:
            wrong.entry.setFocus()
        self.actions_changed.emit()

    def _submit(self) -> None:
        self._presenter.start(
            SetupEntries(
                center_url=self._url.text(),
                code=self._code.text(),
                clerk_name=self._clerk.text(),
            )
        )
