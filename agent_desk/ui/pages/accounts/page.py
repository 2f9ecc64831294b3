"""Account help: the case at the left, question and steps in the middle, endings at the right."""

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
from agent_desk.ui.widgets.cards import Card, Rule
from agent_desk.ui.widgets.choices import ChoiceGroup
from agent_desk.ui.widgets.fields import commit_typing
from agent_desk.ui.widgets.layout import ActionBar, FlowLayout, ScrollPage
from agent_desk.ui.widgets.messages import Banner, announce
from agent_desk.ui.widgets.panes import Pane, Panes, pane_of
from agent_desk.ui.widgets.pill import Pill
from agent_desk.ui.widgets.row_list import RowList
from agent_desk.ui.widgets.text import IconMark, Text

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QResizeEvent

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
            Pane(widget=self._left, share=22),
            Pane(widget=self._middle, share=55),
            Pane(widget=self._right, share=23),
        )
        self.body.addWidget(self.columns)
        presenter.listen(self.show_screen)

    # Building

    def _build_left(self) -> QWidget:
        self._citizen = Text("", TextStyle.SMALL_STRONG)
        self.answered = RowList(tr("Answers given"))
        self.answered.fit_height()
        self.answered.acted.connect(self._presenter.ask_again)
        self.answered.clicked.connect(
            lambda _i: self._presenter.ask_again(self.answered.current_key())
        )
        self._clock = Text("", TextStyle.SMALL, Tone.NEUTRAL, wraps=False)
        self._clock.stand_beside()
        self._given = Card(tr("The case"), padding=0)
        self._given.add_to_head_right(IconMark("clock", Tone.NEUTRAL, 16), self._clock)
        self._named = _held(self._citizen, 18)
        self._given.add(self._named)
        self._given.add(self.answered)
        self.due = RowList(tr("Follow-ups that are due"))
        self.due.fit_height()
        self.due.acted.connect(self._presenter.close_follow_up)
        self._nothing = Text(tr("No follow-up is due today."), TextStyle.SMALL, Tone.NEUTRAL)
        self._due_card = Card(tr("Follow-ups that are due"), padding=0)
        self._due_card.add(self.due)
        self._none_due = _held(self._nothing, 18)
        self._due_card.add(self._none_due)
        return pane_of(self._given, self._due_card)

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
        self.steps.picked.connect(self._presenter.tick)
        self.closing = ClosingView(self._presenter)
        self.closing.typed.connect(self._autosave.start)
        self._stack = QStackedWidget()
        self._parts: dict[Phase, QWidget] = {
            Phase.CHOOSING: ScrollPage(self._build_question()),
            Phase.GUIDING: ScrollPage(_held(self.steps, 0)),
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
        self._foot_rule = Rule()
        card.add(self._foot_rule)
        card.add(self._build_foot())
        return card

    def _build_question(self) -> QWidget:
        self._ask = Text("", TextStyle.HEADING)
        self.choices = ChoiceGroup(tr("Answers"))
        self.choices.chosen.connect(self._on_chosen)
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(2, 8, 2, 2)
        layout.setSpacing(12)
        layout.addWidget(self._ask)
        layout.addWidget(self.choices)
        layout.addStretch(1)
        return holder

    def _build_foot(self) -> QWidget:
        self.aside = Button(tr("Could not be done…"))
        self.aside.clicked.connect(self._go_aside)
        self.print = Button(tr("Print the large slip"), icon="printer", key=Key.F8.cap)
        self.print.clicked.connect(lambda: self._presenter.print_slip())
        self.ticket = Button(tr("Short slip (80 mm)"), icon="printer", key=Key.CTRL_P.cap)
        self.ticket.clicked.connect(self._presenter.print_ticket)
        self.primary = Button(
            " ", ButtonKind.PRIMARY, trailing_icon="arrow-right", key=Key.CTRL_ENTER.cap
        )
        self.primary.clicked.connect(self._act)
        self._foot = ActionBar((self.aside, self.print, self.ticket), (self.primary,))
        return self._foot

    def _build_right(self) -> QWidget:
        self.reasons = ReasonList(tr("How did it end?"))
        self.reasons.picked.connect(self._presenter.choose_reason)
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
        self._next.add(Text(tr("Every clerk of this desk sees it."), TextStyle.SMALL, Tone.NEUTRAL))
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
        self._show_foot(screen)
        self._bring_forward(screen)
        self._autosave.start()
        QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        """Keep the current step in sight: the list is as tall as its steps and scrolls outside."""
        scroll = self._parts[Phase.GUIDING]
        content = scroll.widget() if isinstance(scroll, ScrollPage) else None
        is_shown = self._stack.currentWidget() is scroll
        if isinstance(scroll, ScrollPage) and content is not None and is_shown:
            place = self.steps.visualRect(self.steps.currentIndex())
            top = self.steps.mapTo(content, place.topLeft()).y()
            room, bar = scroll.viewport().height(), scroll.verticalScrollBar()
            after = max(0, min(place.height(), room - place.height()))  # the next step, if it fits
            if not bar.value() <= top <= bar.value() + room - place.height() - after:
                bar.setValue(top + place.height() + after - room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit_middle)

    def _fit_middle(self) -> None:
        """Where the columns stand below each other, the middle one fills the window."""
        is_whole = self.columns.columns() == 3
        self._middle.setMinimumHeight(0 if is_whole else self.columns.viewport().height())

    def _bring_forward(self, screen: AccountsScreen) -> None:
        drawn = (screen.key, screen.phase)
        is_other = drawn != self._drawn
        self._drawn = drawn
        self._stack.setCurrentWidget(self._parts[screen.phase])
        if is_other and self.isVisible():
            self._focus_first(screen)
            QTimer.singleShot(0, self, self._to_middle)
        keys = (screen.phase, screen.primary, screen.can_print, screen.has_roll)
        if keys != self._keys:
            self._keys = keys
            self.actions_changed.emit()

    def _to_middle(self) -> None:
        if self.columns.columns() == 1 and self._stack.isAncestorOf(self.focusWidget() or self):
            self.columns.verticalScrollBar().setValue(self._middle.y())

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
        self._named.setVisible(bool(screen.citizen))
        if screen.answered != self.answered.rows():
            self.answered.set_rows(screen.answered)
        self._given.setVisible(bool(screen.answered or screen.citizen))
        if screen.due != self.due.rows():
            self.due.set_rows(screen.due)
        self.due.setVisible(bool(screen.due))
        self._none_due.setVisible(not screen.due)
        self._due_card.setVisible(screen.phase is Phase.CHOOSING)
        self._show_clock()
        self._show_question(screen)

    def _show_question(self, screen: AccountsScreen) -> None:
        asked = screen.asked
        self._ask.setVisible(asked is not None)
        self.choices.setVisible(asked is not None)
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
            QTimer.singleShot(0, self, self._to_middle)

    def _show_right(self, screen: AccountsScreen) -> None:
        self.reasons.set_choices(screen.reasons, screen.reason)
        self._why.setVisible(bool(screen.reasons))
        self._follow_up.setText(screen.follow_up)
        self._next.setVisible(bool(screen.follow_up))

    def _show_foot(self, screen: AccountsScreen) -> None:
        is_guiding = screen.phase is Phase.GUIDING
        aside = tr("Could not be done…") if is_guiding else tr("Back")
        if aside != self.aside.label():
            self.aside.set_label(aside)
        can_print = bool(screen.steps) and screen.phase is not Phase.CHOOSING
        self.print.setVisible(can_print)
        self.ticket.setVisible(can_print and screen.has_roll)
        if screen.primary and screen.primary != self.primary.label():
            self.primary.set_label(screen.primary)
        self.primary.setVisible(bool(screen.primary))
        for part in (self._foot, self._foot_rule):
            part.setVisible(bool(screen.primary))

    def _show_clock(self) -> None:
        time = self._presenter.elapsed()
        self._clock.setText(time)
        self._clock.setAccessibleName(tr("{time} at the counter", time=time) if time else "")

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

    def _go_aside(self) -> None:
        if self._screen is not None and self._screen.can_go_back:
            self._presenter.back()
        else:
            self._to_reasons()

    def _act(self) -> None:
        commit_typing()
        if self._screen is not None and self._screen.primary:
            self._presenter.go_on()

    # The page

    def key_actions(self) -> PageActions:
        screen = self._screen
        if screen is None:
            return PageActions()
        actions: list[KeyAction] = []
        if screen.primary:
            actions.append(KeyAction(key=Key.CTRL_ENTER, label=screen.primary, run=self._act))
        if screen.can_print and screen.phase is not Phase.CHOOSING:
            label = tr("Print the large slip")
            actions.append(KeyAction(key=Key.F8, label=label, run=self.print.click))
            if screen.has_roll:
                label = self.ticket.label()
                actions.append(KeyAction(key=Key.CTRL_P, label=label, run=self.ticket.click))
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


def _held(inner: QWidget, margin: int) -> QWidget:
    """Keep a widget at the top of its place, with room around it that hides along."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(margin, margin // 2, margin, margin // 2)
    layout.addWidget(inner)
    layout.addStretch(1)
    return holder
