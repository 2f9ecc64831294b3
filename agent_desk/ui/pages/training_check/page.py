"""The check before and after a session: who is asked at the left, one entry or the group right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.domain.skill_check import Phase, Way, say_phase
from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.page import Page
from agent_desk.ui.pages.training_check.entry_view import EntryView
from agent_desk.ui.pages.training_check.learner_view import LearnerView
from agent_desk.ui.pages.training_check.state import Mode
from agent_desk.ui.pages.training_check.together_view import TogetherView
from agent_desk.ui.rows import Choice
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, back_button
from agent_desk.ui.widgets.cards import Card, PageHeader
from agent_desk.ui.widgets.choices import ChoiceGroup
from agent_desk.ui.widgets.fields import Field, Picker, commit_typing
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.panes import Pane, Panes
from agent_desk.ui.widgets.row_list import RowList
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from agent_desk.ui.pages.training_check.presenter import CheckPresenter
    from agent_desk.ui.pages.training_check.state import CheckScreen
    from agent_desk.ui.rows import ListRow

_FIELD = 110


class CheckPage(Page):
    """Paper entered fast, read aloud, or large buttons for the learner."""

    def __init__(self, presenter: CheckPresenter) -> None:
        super().__init__()
        self.presenter = presenter
        self._focused = ""
        self._people: tuple[ListRow, ...] | None = None
        self._learner: LearnerView | None = None
        back = back_button()
        back.clicked.connect(presenter.back)
        self._head = PageHeader(tr("Check before and after"), " ", back)
        self._message = Banner(" ", Tone.GOOD)
        self._message.hide()
        self.topic = Picker()
        self._topic = Field(tr("Topic"), entry=self.topic)
        self.phase = ChoiceGroup(tr("When"), _phases(), Phase.BEFORE)
        self.list = RowList(tr("Who is asked"))
        self._nobody = Text(" ", TextStyle.BASE, Tone.NEUTRAL)
        self.number = Field(tr("Sheet number"))
        self.number.prefer_digits()
        self.next_paper = Button(tr("Enter a sheet"), icon="pencil", key=Key.F7.cap)
        self.papers = Field(tr("How many"))
        self.papers.prefer_digits()
        self.print = Button(tr("Print sheets"), icon="printer", key=Key.F8.cap)
        self.entry, self.together = EntryView(), TogetherView()
        self._build()
        self._connect()
        presenter.listen(self.show_screen)

    def _build(self) -> None:
        card = Card()
        column = QVBoxLayout()
        column.setSpacing(10)
        for widget in (self._topic, self.phase):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addWidget(self._nobody, 1, Qt.AlignmentFlag.AlignTop)
        for field, button in ((self.number, self.next_paper), (self.papers, self.print)):
            beside = QHBoxLayout()
            beside.setSpacing(10)
            field.setMaximumWidth(theme.current().scaled(_FIELD))
            beside.addWidget(field)
            beside.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
            beside.addStretch(1)
            column.addLayout(beside)
        card.add(column, 1)
        right = QWidget()
        views = QVBoxLayout(right)
        views.setContentsMargins(0, 0, 0, 0)
        for view in (self.together, self.entry):
            views.addWidget(view)
        self.entry.hide()
        self.body.addWidget(self._head)
        self.body.addWidget(self._message)
        self.body.addWidget(Panes(Pane(widget=card, share=4), Pane(widget=right, share=7)), 1)

    def _connect(self) -> None:
        p = self.presenter
        self.topic.activated.connect(lambda _n: p.choose_topic(str(self.topic.currentData())))
        self.phase.chosen.connect(lambda key: p.choose_phase(Phase(key)))
        self.list.acted.connect(p.ask)
        self.next_paper.clicked.connect(self._ask_paper)
        self.number.entered.connect(self._ask_paper)
        self.print.clicked.connect(self._print)
        self.papers.entered.connect(self._print)
        self.together.asked.connect(p.ask)
        self.together.taught.connect(p.teach)
        self.entry.answered.connect(self._answer)
        self.entry.turned.connect(p.turn_to)
        self.entry.kept.connect(p.keep)
        self.entry.aloud.connect(lambda: p.switch(Way.ALOUD))
        self.entry.given.connect(lambda: p.switch(Way.BUTTONS))

    def show_screen(self, screen: CheckScreen) -> None:
        """Draw a state; what is being typed stays."""
        self._head.set_words(screen.title or tr("Check before and after"), screen.subtitle)
        if self.topic.count() != len(screen.topics):
            self.topic.clear()
            for choice in screen.topics:
                self.topic.addItem(choice.label, choice.key)
        self.topic.setCurrentIndex(max(self.topic.findData(screen.topic), 0))
        self._topic.setVisible(len(screen.topics) > 1)
        if self.phase.chosen_key() != screen.phase.value:
            self.phase.set_choices(_phases(), screen.phase.value)
        if screen.people is not self._people:  # 300 rows are not drawn anew at each digit
            self._people = screen.people
            self.list.set_rows(screen.people)
        have_come = bool(screen.people) and self.list.isHidden()
        self.list.setVisible(bool(screen.people))
        if have_come and screen.mode is Mode.TOGETHER and self.isVisible():
            self.list.setFocus()
        self._nobody.setText(_say_nobody(screen))
        self._nobody.setVisible(not screen.people)
        if not self.papers.entry.hasFocus():
            self.papers.set_text(screen.papers)
        self.number.set_error(screen.errors.get("number", screen.errors.get("paper_number", "")))
        self.papers.set_error(screen.errors.get("papers", ""))
        if screen.message:
            self._message.show_message(screen.message, screen.tone)
        else:
            self._message.hide()
        self._show_right(screen)
        self.actions_changed.emit()

    def _show_right(self, screen: CheckScreen) -> None:
        entry = screen.entry
        self.together.setVisible(screen.mode is Mode.TOGETHER)
        self.entry.setVisible(screen.mode is not Mode.TOGETHER)
        if screen.mode is Mode.TOGETHER:
            self.together.show_screen(screen)
        if entry is not None:
            self.entry.show_entry(entry)
        if entry is not None and screen.mode is Mode.LEARNER:
            self._learner_view().show_entry(entry)
        elif self._learner is not None:
            self._learner.hide()
        key = f"{screen.mode}{entry.key if entry else ''}"
        if key != self._focused:
            had, self._focused = self._focused, key
            if screen.mode is Mode.ENTRY:
                self.number.set_text("")
                self.entry.list.setFocus()
            elif had and screen.mode is Mode.TOGETHER:
                self.list.setFocus()

    def _learner_view(self) -> LearnerView:
        if self._learner is None:
            self._learner = LearnerView(self.window())
            self._learner.answered.connect(self.presenter.answer)
            self._learner.went_back.connect(self._go_back_one)
            self._learner.ended.connect(self.presenter.end_learner)
        return self._learner

    def key_actions(self) -> PageActions:
        """Give what the keys do."""
        p, state = self.presenter, self.presenter.state
        found: list[KeyAction] = []
        if state.entry is not None:
            found.append(KeyAction(key=Key.CTRL_ENTER, label=tr("Keep"), run=p.keep))
        else:
            found.append(KeyAction(key=Key.CTRL_ENTER, label=tr("Ask"), run=self._ask_current))
        found += [
            KeyAction(key=Key.F7, label=tr("Enter a sheet"), run=self._ask_paper),
            KeyAction(key=Key.F9, label=tr("Read aloud"), run=lambda: self._switch(Way.ALOUD)),
            KeyAction(key=Key.F11, label=tr("Big buttons"), run=lambda: self._switch(Way.BUTTONS)),
            KeyAction(key=Key.F8, label=tr("Print sheets"), run=self._print),
            KeyAction(key=Key.F4, label=tr("Take a check back"), run=self._take_back),
            KeyAction(key=Key.ESC, label=tr("Back"), run=p.back),
        ]
        return PageActions(actions=tuple(found))

    def panes(self) -> tuple[QWidget, ...]:
        """Give the list and what stands beside it."""
        right: QWidget = self.together.table
        if self.presenter.state.mode is not Mode.TOGETHER:
            right = self.entry.list
        elif self.together.table.isHidden():
            return (self.list if self.list.count() else self.phase, self.number)
        return (self.list if self.list.count() else self.phase, right)

    def on_shown(self) -> None:
        """Read again and stand in the list."""
        self.presenter.refresh()
        if self.presenter.state.mode is Mode.TOGETHER:
            self.panes()[0].setFocus()

    def on_hidden(self) -> None:
        """Take the learner's questions away with the page."""
        if self._learner is not None:
            self._learner.hide()

    def _answer(self, row: int, option: int) -> None:
        self.presenter.turn_to(row)
        self.presenter.answer(option)

    def _go_back_one(self) -> None:
        entry = self.presenter.state.entry
        if entry is not None:
            self.presenter.turn_to(entry.at - 1)

    def _ask_current(self) -> None:
        self.presenter.ask(self.list.current_key())

    def _switch(self, way: Way) -> None:
        if self.presenter.state.entry is None:
            self.presenter.ask(self.list.current_key(), way)
        if self.presenter.state.entry is None or self.presenter.state.entry.way is not way:
            self.presenter.switch(way)

    def _ask_paper(self) -> None:
        commit_typing()
        self.presenter.ask_paper(self.number.text())

    def _print(self) -> None:
        commit_typing()
        self.presenter.print_sheets(self.papers.text())

    def _take_back(self) -> None:
        state = self.presenter.state
        self.presenter.take_back(state.chosen if state.entry else self.list.current_key())


def _say_nobody(screen: CheckScreen) -> str:
    if not screen.session_id:
        return tr("Choose a class in the calendar first (Esc).")
    return tr("Nobody is on the list yet. Sheets without a name can be entered all the same.")


def _phases() -> tuple[Choice, ...]:
    return tuple(Choice(key=phase.value, label=say_phase(phase)) for phase in Phase)
