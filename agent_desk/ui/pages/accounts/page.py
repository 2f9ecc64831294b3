"""Account help: questions at the left, steps in the middle, how it ends at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from agent_desk.i18n import tr
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.page import Page
from agent_desk.ui.pages.accounts.closing_view import ClosingView
from agent_desk.ui.pages.accounts.lists import ReasonList, StepList
from agent_desk.ui.pages.accounts.state import Phase
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.cards import Card, EmptyState, Rule
from agent_desk.ui.widgets.choices import ChoiceGroup
from agent_desk.ui.widgets.fields import commit_typing
from agent_desk.ui.widgets.layout import ActionBar, FlowLayout, ScrollPage, row
from agent_desk.ui.widgets.messages import Banner, announce
from agent_desk.ui.widgets.panes import Pane, Panes, pane_of
from agent_desk.ui.widgets.pill import Pill
from agent_desk.ui.widgets.row_list import RowList
from agent_desk.ui.widgets.text import IconMark, Text

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent

    from agent_desk.ui.pages.accounts.presenter import AccountsPresenter
    from agent_desk.ui.pages.accounts.state import AccountsScreen, Asked

AUTOSAVE_MS = 500


class AccountsPage(Page):
    """Helps a citizen to an account without ever touching it."""

    def __init__(self, presenter: AccountsPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._screen: AccountsScreen | None = None
        self._asked: Asked | None = None
        self._keys: tuple[object, ...] = ()
        self._drawn: tuple[str, Phase] | None = None
        self._autosave = QTimer(self)
        self._autosave.setSingleShot(True)
        self._autosave.setInterval(AUTOSAVE_MS)
        self._autosave.timeout.connect(presenter.save)
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._show_clock)
        self._left = self._build_left()
        self._middle = self._build_middle()
        self._right = self._build_right()
        self.columns = Panes(
            Pane(widget=self._left, share=27),
            Pane(widget=self._middle, share=50),
            Pane(widget=self._right, share=25),
        )
        self.body.addWidget(self.columns)
        presenter.listen(self.show_screen)

    # Building

    def _build_left(self) -> QWidget:
        self._citizen = Text("", TextStyle.SMALL_STRONG)
        self._ask = Text("", TextStyle.HEADING)
        self.choices = ChoiceGroup(tr("Answers"))
        self.choices.chosen.connect(self._on_chosen)
        self.answered = RowList(tr("Answers given"))
        self.answered.fit_height()
        self.answered.acted.connect(self._presenter.ask_again)
        self.answered.clicked.connect(
            lambda _i: self._presenter.ask_again(self.answered.current_key())
        )
        self._clock = Text("", TextStyle.SMALL, Tone.NEUTRAL, wraps=False)
        self._clock_row = QWidget()
        clock = row(IconMark("clock", Tone.NEUTRAL, 16), self._clock, spacing=6)
        clock.addStretch(1)
        self._clock_row.setLayout(clock)
        questions = Card(padding=16)
        questions.body.setSpacing(10)
        for part in (self._citizen, self._ask, self.choices, self._clock_row):
            questions.add(part)
        self._given = Card(tr("Answers given"), padding=0)
        self._given.add(self.answered)
        self._questions = questions
        return pane_of(self._given, questions)

    def _build_middle(self) -> Card:
        self._title = Text("", TextStyle.TITLE)
        self._title.stand_beside()
        self._pill = Pill(" ")
        head = FlowLayout(12, 6)
        head.addWidget(self._title)
        head.addWidget(self._pill)
        self._subtitle = Text("", TextStyle.BASE, Tone.NEUTRAL)
        self._message = Banner("")
        self._message.hide()
        self.steps = StepList(tr("Steps"))
        self.steps.ticked.connect(self._presenter.tick)
        self.closing = ClosingView(self._presenter)
        self.closing.typed.connect(self._autosave.start)
        self.due = RowList(tr("Follow-ups that are due"))
        self.due.acted.connect(self._presenter.close_follow_up)
        self._nothing = EmptyState("shield-check", tr("No follow-up is due today."))
        waiting = QWidget()
        self._waiting = QVBoxLayout(waiting)
        self._waiting.setContentsMargins(0, 0, 0, 0)
        self._due_title = Text(tr("Follow-ups that are due"), TextStyle.HEADING)
        self._waiting.addWidget(self._due_title)
        self._waiting.addWidget(self.due, 1)
        self._waiting.addWidget(self._nothing, 1)
        self._stack = QStackedWidget()
        self._parts: dict[Phase, QWidget] = {
            Phase.CHOOSING: waiting,
            Phase.GUIDING: ScrollPage(_held(self.steps)),
            Phase.CLOSING: ScrollPage(self.closing),
        }
        for part in self._parts.values():
            self._stack.addWidget(part)
        card = Card(padding=22)
        card.body.setSpacing(8)
        card.add(head)
        for part in (self._subtitle, self._message, Rule()):
            card.add(part)
        card.add(self._stack, 1)
        card.add(self._build_foot())
        return card

    def _build_foot(self) -> QWidget:
        self.back = Button(tr("Back"), icon="undo-2", key=Key.ESC.cap)
        self.back.clicked.connect(self._presenter.back)
        self.cannot = Button(tr("Could not be done…"))
        self.cannot.clicked.connect(self._to_reasons)
        self.print = Button(tr("Print the large slip"), icon="printer", key=Key.F8.cap)
        self.print.clicked.connect(self._presenter.print_slip)
        self.primary = Button(
            " ", ButtonKind.PRIMARY, trailing_icon="arrow-right", key=Key.CTRL_ENTER.cap
        )
        self.primary.clicked.connect(self._act)
        self._foot = ActionBar((self.back, self.cannot, self.print), (self.primary,))
        return self._foot

    def _build_right(self) -> QWidget:
        self.reasons = ReasonList(tr("How did it end?"))
        self.reasons.chosen.connect(self._presenter.choose_reason)
        self._why = Card(tr("How did it end?"), padding=14)
        self._why.add(self.reasons)
        warning = Card(tr("Remind the citizen"), tone=Tone.WAITING, padding=16)
        warning.add(
            Text(
                tr(
                    "Nobody may ask for a password or a code, not even the police or a clerk. "
                    "Log out on other people's computers."
                ),
                TextStyle.SMALL,
            )
        )
        self._next = Card(tr("Follow-up"), padding=16)
        self._follow_up = Text("", TextStyle.SMALL_STRONG)
        self._next.add(self._follow_up)
        self._next.add(Text(tr("any desk sees it"), TextStyle.SMALL, Tone.NEUTRAL))
        return pane_of(self._why, warning, self._next)

    # Drawing

    def show_screen(self, screen: AccountsScreen) -> None:
        """Draw a state."""
        self._screen = screen
        self._title.setText(screen.title)
        self._pill.set_state(screen.pill or " ", Tone.NEUTRAL)
        self._pill.setVisible(bool(screen.pill))
        self._subtitle.setText(screen.subtitle)
        self._subtitle.setVisible(bool(screen.subtitle))
        self._show_message(screen)
        self._show_left(screen)
        self._show_right(screen)
        self.steps.set_lines(screen.steps)
        if screen.closing is not None:
            self.closing.show_form(screen.closing)
        if screen.due != self.due.rows():
            self.due.set_rows(screen.due)
        for part in (self.due, self._due_title):
            part.setVisible(bool(screen.due))
        self._nothing.setVisible(not screen.due)
        self._show_foot(screen)
        self._bring_forward(screen)
        self._autosave.start()

    def _bring_forward(self, screen: AccountsScreen) -> None:
        drawn = (screen.key, screen.phase)
        is_other = drawn != self._drawn
        self._drawn = drawn
        self._stack.setCurrentWidget(self._parts[screen.phase])
        if is_other and self.isVisible():
            self._focus_first(screen)
        keys = (screen.phase, screen.primary, screen.is_primary_on, screen.can_print)
        if keys != self._keys:
            self._keys = keys
            self.actions_changed.emit()

    def _show_message(self, screen: AccountsScreen) -> None:
        message = screen.message
        if message is None:
            self._message.hide()
        elif self._message.text() != message.text or self._message.isHidden():
            self._message.show_message(message.text, message.tone)
            if message.tone is Tone.WRONG and screen.closing is not None:
                self.closing.focus_error(screen.closing)

    def _show_left(self, screen: AccountsScreen) -> None:
        self._citizen.setText(screen.citizen)
        self._citizen.setVisible(bool(screen.citizen))
        if screen.answered != self.answered.rows():
            self.answered.set_rows(screen.answered)
        self._given.setVisible(bool(screen.answered))
        asked = screen.asked
        self._ask.setVisible(asked is not None)
        self.choices.setVisible(asked is not None)
        self._show_clock()
        if asked == self._asked:
            return
        self._asked = asked
        if asked is None:
            return
        self._ask.setText(asked.ask)
        self.choices.setAccessibleName(asked.ask)
        self.choices.set_choices(asked.choices, asked.chosen)
        if self.isVisible():
            self.choices.setFocus()
            announce(self, asked.ask)

    def _show_right(self, screen: AccountsScreen) -> None:
        self.reasons.set_choices(screen.reasons, screen.reason)
        self._why.setVisible(bool(screen.reasons))
        self._follow_up.setText(screen.follow_up)
        self._next.setVisible(bool(screen.follow_up))

    def _show_foot(self, screen: AccountsScreen) -> None:
        is_guiding = screen.phase is Phase.GUIDING
        self.back.setVisible(screen.can_go_back)
        self.cannot.setVisible(is_guiding)
        self.print.setVisible(bool(screen.steps) and screen.phase is not Phase.CHOOSING)
        self.print.setEnabled(screen.can_print)
        if screen.primary and screen.primary != self.primary.label():
            self.primary.set_label(screen.primary)
        self.primary.setVisible(bool(screen.primary))
        self.primary.setEnabled(screen.is_primary_on)
        self._foot.setVisible(bool(screen.primary))

    def _show_clock(self) -> None:
        time = self._presenter.elapsed()
        self._clock.setText(tr("{time} at the counter", time=time) if time else "")
        self._clock_row.setVisible(bool(time))
        asked = self._screen.asked if self._screen is not None else None
        has_citizen = self._screen is not None and bool(self._screen.citizen)
        self._questions.setVisible(asked is not None or bool(time) or has_citizen)

    def _focus_first(self, screen: AccountsScreen) -> None:
        if screen.phase is Phase.GUIDING:
            self.steps.setFocus(Qt.FocusReason.OtherFocusReason)
        elif screen.phase is Phase.CLOSING:
            self.closing.focus_first()
        elif screen.asked is not None:
            self.choices.setFocus(Qt.FocusReason.OtherFocusReason)

    # Acts

    def _on_chosen(self, key: str) -> None:
        if self._asked is not None and key:
            self._presenter.answer(self._asked.id, key)

    def _to_reasons(self) -> None:
        self.reasons.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _act(self) -> None:
        commit_typing()
        if self._screen is not None and self._screen.is_primary_on and self._screen.primary:
            self._presenter.go_on()

    # The page

    def key_actions(self) -> PageActions:
        screen = self._screen
        if screen is None:
            return PageActions()
        actions: list[KeyAction] = []
        if screen.primary:
            actions.append(
                KeyAction(
                    key=Key.CTRL_ENTER,
                    label=screen.primary,
                    run=self._act,
                    enabled=screen.is_primary_on,
                )
            )
        if screen.can_print and screen.phase is not Phase.CHOOSING:
            run = self._presenter.print_slip
            actions.append(KeyAction(key=Key.F8, label=tr("Print the large slip"), run=run))
        if screen.phase is Phase.GUIDING:
            label = tr("Could not be done…")
            actions.append(KeyAction(key=Key.F9, label=label, run=self._to_reasons))
        actions.append(KeyAction(key=Key.ESC, label=tr("Back"), run=self._presenter.back))
        actions.append(KeyAction(key=Key.F5, label=tr("Read again"), run=self._presenter.refresh))
        return PageActions(actions=tuple(actions))

    def panes(self) -> tuple[QWidget, ...]:
        """Give questions, steps and endings."""
        return (self.choices, self.answered, self.steps, self.reasons, self.due, self.primary)

    def on_shown(self) -> None:
        """Read again, go on where it stopped."""
        self._second.start()
        self._presenter.refresh()
        if self._screen is not None:
            self._focus_first(self._screen)

    def on_hidden(self) -> None:
        """Keep what stands half-done."""
        commit_typing()
        self._second.stop()
        self._autosave.stop()
        self._presenter.save()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._second.stop()


def _held(inner: QWidget) -> QWidget:
    """Keep a list at the top of its scrolling place."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(4, 0, 4, 0)
    layout.addWidget(inner)
    layout.addStretch(1)
    return holder
