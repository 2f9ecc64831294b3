"""Follow-up: who is due at the left, the call in turn at the right; a digit ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.page import Page
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind, back_button
from agent_desk.ui.widgets.cards import Card, EmptyState, PageHeader
from agent_desk.ui.widgets.choices import ChoiceGroup
from agent_desk.ui.widgets.fields import Field, commit_typing
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.pane_card import PaneCard, shown
from agent_desk.ui.widgets.panes import Pane, Panes
from agent_desk.ui.widgets.row_list import RowList
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from agent_desk.ui.pages.training_follow_up.presenter import (
        CallPane,
        FollowUpPresenter,
        FollowUpScreen,
    )

_LEAST_LIST = 160


class CallView(PaneCard):
    """One call: whom, what to say, what came of it."""

    def __init__(self) -> None:
        super().__init__()
        self.phone = Text(" ", TextStyle.NUMBER, Tone.BRAND)
        self.phone.set_selectable()
        self._script = Text("", TextStyle.READ)
        self._note_before = Text("", TextStyle.SMALL, Tone.NEUTRAL)
        self.outcome = ChoiceGroup(tr("What the call found out"))
        self._wrong = Text("", TextStyle.SMALL_STRONG, Tone.WRONG)
        self.note = Field(tr("Note"), tr("what is worth knowing next time; no codes, no passwords"))
        self.keep = Button(
            tr("Keep and call the next"), ButtonKind.PRIMARY, icon="check", key=Key.CTRL_ENTER.cap
        )
        for part in (self.phone, self._script, self._note_before, self.outcome, self._wrong):
            self.inside.addWidget(part)
        self.inside.addWidget(self.note)
        self.end((self.keep,))
        self._key = ""

    def show_call(self, pane: CallPane, screen: FollowUpScreen) -> None:
        """Draw a call; what is being typed stays."""
        self.over.setText(pane.told)
        self.title.setText(pane.name)
        self.phone.setText(pane.phone)
        self._script.setText("\n".join(pane.script))
        before = tr("Last time: {note}", note=pane.last_note) if pane.last_note else ""
        shown(self._note_before, before)
        shown(self._wrong, screen.errors.get("outcome", ""))
        self.note.set_error(screen.errors.get("note", ""))
        if pane.key != self._key:
            self._key = pane.key
            self.outcome.set_choices(screen.choices)
            self.note.set_text("")
            self.to_top()
            self.outcome.setFocus()


class FollowUpPage(Page):
    """The list of calls that are due."""

    def __init__(self, presenter: FollowUpPresenter) -> None:
        super().__init__()
        self.presenter = presenter
        back = back_button()
        back.clicked.connect(presenter.back)
        subtitle = tr("Two weeks after a class: did they do one thing alone at home?")
        self._message = Banner(" ", Tone.GOOD)
        self._message.hide()
        self._count = Text(" ", TextStyle.SMALL_STRONG)
        self.list = RowList(tr("People to call"))
        self.list.setMinimumHeight(theme.current().scaled(_LEAST_LIST))
        self._empty = EmptyState(
            "phone",
            tr("Nobody is to be called today. Who agreed to be called appears here two weeks "
               "after the class."),
        )  # fmt: skip
        self.call = CallView()
        card = Card()
        card.add(self._count)
        card.add(self.list, 1)
        card.add(self._empty)
        self.body.addWidget(PageHeader(tr("Calls two weeks later"), subtitle, back))
        self.body.addWidget(self._message)
        columns = Panes(Pane(widget=card, share=5), Pane(widget=self.call, share=6))
        self.body.addWidget(columns, 1)
        self.call.hide()
        self.list.acted.connect(presenter.open)
        self.call.keep.clicked.connect(self._keep)
        self.call.note.entered.connect(self._keep)
        presenter.listen(self.show_screen)

    def show_screen(self, screen: FollowUpScreen) -> None:
        """Draw a state."""
        self._count.setText(screen.count or " ")
        self.list.set_rows(screen.rows)
        have_come = bool(screen.rows) and self.list.isHidden()
        self.list.setVisible(bool(screen.rows))
        if have_come and screen.pane is None and self.isVisible():
            self.list.setFocus()
        self._count.setVisible(bool(screen.rows))
        self._empty.setVisible(screen.is_read and not screen.rows)
        if screen.message:
            self._message.show_message(screen.message, screen.tone)
        else:
            self._message.hide()
        had = not self.call.isHidden()
        self.call.setVisible(screen.pane is not None)
        if screen.pane is not None:
            self.call.show_call(screen.pane, screen)
        elif had:
            self.panes()[0].setFocus()
        self.actions_changed.emit()

    def key_actions(self) -> PageActions:
        """Give what the keys do."""
        back = KeyAction(key=Key.ESC, label=tr("Back"), run=self.presenter.back)
        if self.presenter.state.pane is None:
            call = KeyAction(key=Key.CTRL_ENTER, label=tr("Call"), run=self._open)
            return PageActions(actions=(call, back))
        keep = KeyAction(key=Key.CTRL_ENTER, label=self.call.keep.label(), run=self._keep)
        return PageActions(actions=(keep, back))

    def panes(self) -> tuple[QWidget, ...]:
        """Give the list and the open call."""
        found: list[QWidget] = [self.list] if self.list.count() else []
        if self.presenter.state.pane is not None:
            found.append(self.call.outcome)
        return tuple(found)

    def on_shown(self) -> None:
        """Read who is due and stand in the list."""
        self.presenter.refresh()
        if self.presenter.state.pane is None and self.list.count():
            self.list.setFocus()

    def on_hidden(self) -> None:
        """Put a phone number away when nobody looks at it."""
        if self.presenter.state.pane is not None:
            self.presenter.back()

    def _open(self) -> None:
        self.presenter.open(self.list.current_key() or self._first())

    def _first(self) -> str:
        rows = self.presenter.state.rows
        return rows[0].key if rows else ""

    def _keep(self) -> None:
        commit_typing()
        self.presenter.keep(self.call.outcome.chosen_key(), self.call.note.text())
