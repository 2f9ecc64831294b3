"""The end of a shift: the list, and the confirmation of the one who leaves and of the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from agent_desk.i18n import tr
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.page import Page
from agent_desk.ui.pages.shift.presenter import ShiftPresenter
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind, back_button
from agent_desk.ui.widgets.cards import Card, PageHeader
from agent_desk.ui.widgets.fields import Field, TextArea, commit_typing
from agent_desk.ui.widgets.layout import FlowLayout
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.row_list import RowList
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.pages.shift.presenter import ShiftScreen


class ShiftPage(Page):
    """One list, one sentence, one button: which one depends on who sits here."""

    def __init__(self, presenter: ShiftPresenter) -> None:
        super().__init__()
        self.presenter = presenter
        back = back_button()
        back.clicked.connect(presenter.leave)
        subtitle = tr("Who leaves confirms what is left; who comes counts it and confirms too.")
        self._message = Banner(" ", Tone.GOOD)
        self._message.hide()
        self._said = Banner(" ", Tone.WAITING)
        self._said.hide()
        self._card = Card(" ")
        self.list = RowList(tr("What is left to the next clerk"))
        self.note = Field(" ", "", TextArea(2))
        self.primary = Button(" ", ButtonKind.PRIMARY, icon="check", key=Key.CTRL_ENTER.cap)
        self.print = Button(tr("Print the list"), icon="printer", key=Key.F8.cap)
        self._last = Text(" ", TextStyle.SMALL, Tone.NEUTRAL)
        self.primary.clicked.connect(self.submit)
        self.print.clicked.connect(presenter.print_list)
        foot = FlowLayout(10, 10)
        foot.addWidget(self.primary)
        foot.addWidget(self.print)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(self._said)
        column.addWidget(self.list, 1)
        column.addWidget(self.note)
        column.addLayout(foot)
        column.addWidget(self._last)
        self._card.add(column, 1)
        self.body.addWidget(PageHeader(tr("Hand the shift over"), subtitle, back))
        self.body.addWidget(self._message)
        self.body.addWidget(self._card, 1)
        presenter.listen(self.show_screen)

    def show_screen(self, screen: ShiftScreen) -> None:
        """Draw a state; what is being typed stays."""
        self._card.set_title(screen.title or " ")
        self.list.set_rows(screen.rows)
        if screen.said:
            self._said.show_message(screen.said, screen.tone)
        else:
            self._said.hide()
        takes = bool(screen.waiting)
        self.note.set_label(
            tr("What differs from the list; empty if nothing")
            if takes
            else tr("A word to the next clerk")
        )
        self.primary.set_label(tr("I take over") if takes else tr("I leave this"))
        self.primary.setEnabled(not screen.is_busy)
        self.print.setEnabled(bool(screen.last_id))
        self._last.setText(screen.last)
        if screen.message:
            self._message.show_message(screen.message, screen.message_tone)
            if screen.message_tone is Tone.GOOD:
                self.note.set_text("")
        else:
            self._message.hide()
        self.actions_changed.emit()

    def submit(self) -> None:
        """Confirm, as the one who leaves or as the one who takes over."""
        commit_typing()
        if self.presenter.state.waiting:
            self.presenter.take(self.note.text())
        else:
            self.presenter.give(self.note.text())

    def key_actions(self) -> PageActions:
        """Give what the keys do."""
        return PageActions(
            actions=(
                KeyAction(key=Key.CTRL_ENTER, label=self.primary.label(), run=self.submit),
                KeyAction(
                    key=Key.F8,
                    label=tr("Print the list"),
                    run=self.presenter.print_list,
                    enabled=bool(self.presenter.state.last_id),
                ),
                KeyAction(key=Key.ESC, label=tr("Back"), run=self.presenter.leave),
            )
        )

    def panes(self) -> tuple[QWidget, ...]:
        """Give the list and the sentence."""
        return (self.list, self.note)

    def on_shown(self) -> None:
        """Read again and stand in the list."""
        self.presenter.refresh()
        self.list.setFocus()


def shift_page(office: Office, jobs: JobRunner, navigator: Navigator) -> ShiftPage:
    """Build the page."""
    return ShiftPage(ShiftPresenter(office, jobs, navigator))
