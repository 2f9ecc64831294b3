"""Practice: the citizens, exams, what was done before, and the score sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.page import Page
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind, back_button
from agent_desk.ui.widgets.cards import Card, EmptyState, PageHeader
from agent_desk.ui.widgets.layout import FlowLayout
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.panes import Pane, Panes, pane_of
from agent_desk.ui.widgets.row_list import RowList
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from agent_desk.ui.pages.practice.presenter import PracticePresenter
    from agent_desk.ui.pages.practice.state import PracticeState, Sheet

_LEAST_LIST = 300


class PracticePage(Page):
    """Two faces: the list of citizens with the past, or one score sheet."""

    def __init__(self, presenter: PracticePresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._state: PracticeState | None = None
        self._message = Banner(" ")
        self._message.hide()
        self._trouble = Banner(" ", Tone.WAITING)
        self._trouble.hide()
        self._faces = QStackedWidget()
        self.lists = _Lists(presenter)
        self.sheet = _SheetView(presenter)
        self._faces.addWidget(self.lists)
        self._faces.addWidget(self.sheet)
        self.body.addWidget(self._message)
        self.body.addWidget(self._trouble)
        self.body.addWidget(self._faces, 1)
        presenter.listen(self.show_state)

    def show_state(self, state: PracticeState) -> None:
        """Draw a state."""
        before, self._state = self._state, state
        if state.message:
            self._message.show_message(state.message, state.tone)
        else:
            self._message.hide()
        if state.trouble:
            self._trouble.show_message(state.trouble, Tone.WAITING)
        else:
            self._trouble.hide()
        self.lists.show_state(state)
        is_sheet = state.sheet is not None
        if state.sheet is not None:
            self.sheet.show_sheet(state.sheet, is_busy=state.is_busy)
        was_sheet = before is not None and before.sheet is not None
        self._faces.setCurrentWidget(self.sheet if is_sheet else self.lists)
        if is_sheet is not was_sheet and self.isVisible():
            self._focus_first()
        self.actions_changed.emit()

    def _focus_first(self) -> None:
        next(iter(self.panes())).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        least = theme.current().scaled(_LEAST_LIST)
        for columns in (self.lists.columns, self.sheet.columns):
            columns.setMinimumHeight(least)

    def key_actions(self) -> PageActions:
        """Give what the keys do on the face shown."""
        state, presenter = self._state, self._presenter
        if state is None:
            return PageActions()
        if state.sheet is not None:
            return PageActions(actions=self.sheet.keys(state.sheet))
        if state.going:
            primary = KeyAction(key=Key.CTRL_ENTER, label=tr("Go on"), run=presenter.resume)
        else:
            primary = KeyAction(
                key=Key.CTRL_ENTER, label=tr("Begin an exam"), run=lambda: presenter.start_exam()
            )
        return PageActions(actions=(primary,))

    def panes(self) -> tuple[QWidget, ...]:
        """Give the lists of the face shown."""
        state = self._state
        if state is not None and state.sheet is not None:
            return (self.sheet.rows, self.sheet.learn, self.sheet.next)
        return (self.lists.people, self.lists.history, self.lists.exam)

    def on_shown(self) -> None:
        """Read again and stand in the first list."""
        self._presenter.refresh()
        self._focus_first()

    def on_hidden(self) -> None:
        """Keep the time that ran until now."""
        self._presenter.talk.keep_time()


class _Lists(QWidget):
    """Whom to practice with, an exam, and what was done before."""

    def __init__(self, presenter: PracticePresenter) -> None:
        super().__init__()
        self.going = Banner(" ", Tone.BRAND, tr("Go on"))
        self.going.hide()
        self.going.acted.connect(presenter.resume)
        self.stop = Button(tr("End this exercise"), ButtonKind.QUIET)
        self.stop.hide()
        self.stop.clicked.connect(presenter.break_off)
        self.people = RowList(tr("Citizens to practice with"))
        self.people.acted.connect(presenter.start_exercise)
        self.history = RowList(tr("What you did before"))
        self.history.acted.connect(presenter.open_run)
        self.history.fit_height()
        self._nothing = EmptyState("graduation-cap", tr("Nothing yet. Begin with an easy one."))
        self.exam = Button(
            tr("Begin an exam"), ButtonKind.PRIMARY, icon="graduation-cap", key=Key.CTRL_ENTER.cap
        )
        self.exam.clicked.connect(lambda: presenter.start_exam())
        self._build()

    def _build(self) -> None:
        head = PageHeader(
            tr("Practice with citizens"),
            tr("Invented people with real matters. Serve them in the real pages."),
        )
        people = Card(tr("Choose a citizen"), padding=0)
        people.add(self.people, 1)
        exam = Card(tr("Exam"))
        exam.add(
            Text(
                tr(
                    "Five citizens, one after the other. You may take a break and go on later. "
                    "The time is told, it does not count."
                )
            )
        )
        line = FlowLayout(8, 8)
        line.addWidget(self.exam)
        exam.add(line)
        past = Card(tr("What you did before"), padding=0)
        past.add(self.history)
        past.add(self._nothing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(14)
        whole.addWidget(head)
        whole.addWidget(self.going)
        stop = FlowLayout(8, 8)
        stop.addWidget(self.stop)
        whole.addLayout(stop)
        self.columns = Panes(
            Pane(widget=people, share=3), Pane(widget=pane_of(exam, past), share=2)
        )
        whole.addWidget(self.columns, 1)

    def show_state(self, state: PracticeState) -> None:
        """Draw the lists; rows that are the same stay untouched."""
        if self.people.rows() != state.people:
            self.people.set_rows(state.people)
        if self.history.rows() != state.history:
            self.history.set_rows(state.history)
        self.history.setVisible(bool(state.history))
        self._nothing.setVisible(state.is_read and not state.history)
        is_free = not state.going and state.booth is None
        self.exam.setEnabled(is_free and not state.is_busy)
        self.stop.setVisible(bool(state.going))
        if state.going:
            self.going.show_message(state.going, Tone.BRAND, tr("Go on"))
        else:
            self.going.hide()


class _SheetView(QWidget):
    """One score: what was right, what to do where it was not, where to read again."""

    def __init__(self, presenter: PracticePresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._head = PageHeader(" ")
        self._verdict = Banner(" ")
        self._story = Text("")
        self.rows = RowList(tr("What was looked at"))
        self.learn = RowList(tr("Read again"))
        self.learn.fit_height()
        self.learn.acted.connect(presenter.learn)
        self.next = Button(
            " ", ButtonKind.PRIMARY, trailing_icon="arrow-right", key=Key.CTRL_ENTER.cap
        )
        self.next.clicked.connect(self._go_on)
        self.print = Button(tr("Print the sheet"), icon="printer", key=Key.F8.cap)
        self.print.clicked.connect(presenter.print_sheet)
        self.back = back_button()
        self.back.clicked.connect(presenter.close_sheet)
        self._sheet: Sheet | None = None
        self._build()

    def _build(self) -> None:
        self._checks = Card(tr("What was looked at"), padding=0)
        self._checks.add(self.rows, 1)
        self._about = Card(tr("To remember"))
        self._about.add(self._story)
        self._again = Card(tr("Read again"), padding=0)
        self._again.add(self.learn)
        note = Text(
            tr("This sheet is yours: nobody is ranked or compared."), TextStyle.SMALL, Tone.NEUTRAL
        )
        foot = FlowLayout(10, 10)
        for button in (self.next, self.print, self.back):
            foot.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(14)
        whole.addWidget(self._head)
        whole.addWidget(self._verdict)
        side = pane_of(self._about, self._again, note)
        self._wait = EmptyState(
            "graduation-cap", tr("Breathe out. The next one comes when you say so.")
        )
        self.columns = Panes(Pane(widget=self._checks, share=3), Pane(widget=side, share=2))
        whole.addWidget(self._wait, 1)
        whole.addWidget(self.columns, 1)
        whole.addLayout(foot)

    def show_sheet(self, sheet: Sheet, *, is_busy: bool) -> None:
        """Draw a sheet."""
        is_new = sheet != self._sheet
        self._sheet = sheet
        self.next.set_label(sheet.next_words or tr("Practice on"))
        self.next.setEnabled(not is_busy)
        self.print.setVisible(sheet.can_print)
        self.print.setEnabled(not is_busy)
        if not is_new:
            return
        self._head.set_words(sheet.title)
        self._verdict.show_message(sheet.verdict, sheet.tone)
        self._story.setText(sheet.story)
        self._about.setVisible(bool(sheet.story))
        self.rows.set_rows(sheet.rows)
        self.columns.setVisible(not sheet.next_words)
        self._wait.setVisible(bool(sheet.next_words))
        self._checks.setVisible(bool(sheet.rows))
        self.learn.set_rows(sheet.learn)
        self._again.setVisible(bool(sheet.learn))

    def keys(self, sheet: Sheet) -> tuple[KeyAction, ...]:
        """Give what the keys do."""
        return (
            KeyAction(key=Key.CTRL_ENTER, label=self.next.label(), run=self._go_on),
            KeyAction(
                key=Key.F8,
                label=tr("Print the sheet"),
                run=self._presenter.print_sheet,
                enabled=sheet.can_print,
            ),
            KeyAction(key=Key.ESC, label=tr("Back"), run=self._presenter.close_sheet),
        )

    def _go_on(self) -> None:
        if self._sheet is not None and self._sheet.next_words:
            self._presenter.resume()
        else:
            self._presenter.close_sheet()
