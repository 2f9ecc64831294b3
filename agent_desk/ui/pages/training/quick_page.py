"""Five minutes at the counter: the topics, what to show of one, the next classes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.commands.training_quick import QuickOutcome
from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.page import Page
from agent_desk.ui.rows import Choice
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind, back_button
from agent_desk.ui.widgets.cards import Card, EmptyState, PageHeader
from agent_desk.ui.widgets.choices import ChoiceButton, ChoiceGroup
from agent_desk.ui.widgets.fields import Field, commit_typing
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.pane_card import PaneCard
from agent_desk.ui.widgets.panes import Pane, Panes
from agent_desk.ui.widgets.row_list import RowList
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from agent_desk.ui.pages.training.quick_presenter import QuickPresenter
    from agent_desk.ui.pages.training.quick_state import QuickCard, QuickScreen

_LEAST_LIST = 120


class CardView(PaneCard):
    """One topic: the points in large type for the citizen, what the clerk says and asks."""

    def __init__(self) -> None:
        super().__init__()
        self._points = Text("", TextStyle.TITLE)
        self._say = Text("", TextStyle.BASE)
        self._do = Text("", TextStyle.BASE)
        self._ask = Text(tr("How far did they come?"), TextStyle.SMALL_STRONG)
        self.outcome = ChoiceGroup(tr("How far did they come?"))
        self.primary = Button(
            tr("Keep it"), ButtonKind.PRIMARY, icon="check", key=Key.CTRL_ENTER.cap
        )
        for widget in (
            self._points,
            Text(tr("Say"), TextStyle.SMALL_STRONG, Tone.NEUTRAL),
            self._say,
            Text(tr("Let them do"), TextStyle.SMALL_STRONG, Tone.NEUTRAL),
            self._do,
            self._ask,
            self.outcome,
        ):
            self.inside.addWidget(widget)
        self.end((self.primary,))
        self._topic = ""

    def show_card(self, card: QuickCard) -> None:
        """Show a topic; an answer given for another one is taken away."""
        if card.topic != self._topic:
            self._topic = card.topic
            self.over.setText(tr("in 5 minutes"))
            self.title.setText(card.title)
            self._points.setText("\n".join(f"• {point}" for point in card.points))
            self._say.setText(card.say)
            self._do.setText(card.do)
            self.outcome.set_choices(_outcomes())
            for answer in self.outcome.findChildren(ChoiceButton):
                self.setTabOrder(answer, self.primary)
            self.to_top()


def _outcomes() -> tuple[Choice, ...]:
    return (
        Choice(key=QuickOutcome.ALONE.value, label=tr("did it alone")),
        Choice(key=QuickOutcome.WITH_HELP.value, label=tr("did it with help")),
        Choice(key=QuickOutcome.SAW.value, label=tr("saw how it goes")),
    )


class QuickPage(Page):
    """Topics and classes at the left, one topic at the right."""

    def __init__(self, presenter: QuickPresenter) -> None:
        super().__init__()
        self.presenter = presenter
        self._message = Banner(" ", Tone.GOOD)
        self._message.hide()
        back = back_button()
        back.clicked.connect(presenter.close)
        self.header = PageHeader(tr("Learn one thing in 5 minutes"), " ", back)
        self.topics = RowList(tr("Topics"))
        self.sessions = RowList(tr("Next classes"))
        self._no_class = EmptyState("calendar", tr("No class is planned yet."), tr("Plan one"))
        self.name = Field(tr("First name of who signs up"))
        self.sign_up = Button(tr("Sign up for the chosen class"), icon="plus", key=Key.F4.cap)
        self.card = CardView()
        self._build()
        self._connect()
        presenter.listen(self.show_screen)

    def _build(self) -> None:
        self.body.addWidget(self.header)
        self.body.addWidget(self._message)
        left = Card()
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self.topics, 3)
        column.addWidget(Text(tr("Or sign up for a class"), TextStyle.SMALL_STRONG))
        column.addWidget(self._no_class)
        column.addWidget(self.sessions, 2)
        column.addWidget(self.name)
        column.addWidget(self.sign_up)
        left.add(column, 1)
        scaled = theme.current().scaled
        for rows in (self.topics, self.sessions):
            rows.setMinimumHeight(scaled(_LEAST_LIST))
        self.body.addWidget(Panes(Pane(widget=left, share=5), Pane(widget=self.card, share=6)), 1)

    def _connect(self) -> None:
        p = self.presenter
        self.topics.current_changed.connect(p.choose)
        self.topics.acted.connect(lambda _key: self.card.outcome.setFocus())
        self.sessions.acted.connect(lambda _key: self._sign_up())
        self.name.entered.connect(self._sign_up)
        self.sign_up.clicked.connect(self._sign_up)
        self.card.primary.clicked.connect(self.submit)
        self._no_class.acted.connect(p.plan)

    def submit(self) -> None:
        """Keep how far they came."""
        self.presenter.keep(self.card.outcome.chosen_key())

    def _sign_up(self) -> None:
        commit_typing()
        key = self.sessions.current_key()
        if not key and self.sessions.rows():
            key = self.sessions.rows()[0].key
        self.presenter.sign_up(key, self.name.text())

    def show_screen(self, screen: QuickScreen) -> None:
        """Draw a state."""
        about = tr("for {name}", name=screen.who) if screen.who else tr("for anybody who asks")
        self.header.set_words(tr("Learn one thing in 5 minutes"), about)
        self.topics.set_rows(screen.topics)
        self.sessions.set_rows(screen.sessions)
        has_class = bool(screen.sessions)
        self.sessions.setVisible(has_class)
        self.sign_up.setVisible(has_class)
        self.name.setVisible(has_class and not screen.who)
        self._no_class.setVisible(screen.is_read and not has_class)
        self.card.setVisible(screen.card is not None)
        if screen.card is not None:
            self.card.show_card(screen.card)
            self.topics.set_current(screen.card.topic)
        if screen.message:
            self._message.show_message(screen.message, screen.tone)
        else:
            self._message.hide()
        self.actions_changed.emit()

    def key_actions(self) -> PageActions:
        """Give what the keys do."""
        has_class = bool(self.presenter.state.sessions)
        return PageActions(
            actions=(
                KeyAction(key=Key.CTRL_ENTER, label=tr("Keep it"), run=self.submit),
                KeyAction(
                    key=Key.F4, label=tr("Sign up for a class"), run=self._sign_up,
                    enabled=has_class,
                ),
                KeyAction(key=Key.ESC, label=tr("Back"), run=self.presenter.close),
            )
        )  # fmt: skip

    def panes(self) -> tuple[QWidget, ...]:
        """Give the topics, the classes and the answers."""
        found: list[QWidget] = [self.topics]
        if self.presenter.state.sessions:
            found.append(self.sessions)
        if self.presenter.state.card is not None:
            found.append(self.card.outcome)
        return tuple(found)

    def on_shown(self) -> None:
        """Read again and stand in the topics."""
        self.presenter.refresh()
        self.topics.setFocus()
