"""Results: the work list at the left, one thing at a time at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.page import Page
from agent_desk.ui.pages.results.return_view import ReturnView
from agent_desk.ui.pages.results.signs_there import SignsThere
from agent_desk.ui.pages.results.small_views import ArriveView, AsideView
from agent_desk.ui.pages.results.state import (
    ArrivePane,
    AsidePane,
    Part,
    ReturnPane,
    TellPane,
)
from agent_desk.ui.pages.results.tell_view import TellView
from agent_desk.ui.pages.results.visiting import Visiting
from agent_desk.ui.tokens import Tone
from agent_desk.ui.widgets.buttons import Button
from agent_desk.ui.widgets.cards import Card, EmptyState, Rule
from agent_desk.ui.widgets.fields import EntryFrame, LineEntry
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.pill import Pill
from agent_desk.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from agent_desk.domain.scan import Scan
    from agent_desk.ui.citizen_display import CitizenDisplay
    from agent_desk.ui.pages.results.presenter import ResultsPresenter
    from agent_desk.ui.pages.results.state import ResultsScreen
    from agent_desk.ui.widgets.pane_card import PaneCard

_BESIDE_ABOVE = 860
_PANE_WIDTH = 400
_MINUTE_MS = 60_000
_ANY_WIDTH = 16_777_215


class ResultsPage(Page):
    """Shows what is to be done about results; the list stays while one thing is done."""

    def __init__(self, presenter: ResultsPresenter, display: CitizenDisplay | None = None) -> None:
        super().__init__()
        self.presenter = presenter
        self._screen: ResultsScreen | None = None
        self._keys: tuple[object, ...] = ()
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._minute.timeout.connect(presenter.refresh)
        self.list = RowList(tr("What is to be done about results"))
        self.filter = LineEntry(tr("Filter by name, place or number"))
        self.filter.setAccessibleName(tr("Filter by name, place or number"))
        self.arrive, self.tell = ArriveView(), TellView()
        self.give, self.aside = ReturnView(), AsideView()
        self._visits = Visiting(presenter)
        self._there: SignsThere | None = None
        if display is not None:
            self._there = SignsThere(presenter.giving, self.give, display)
            self._there.changed.connect(self.actions_changed)
        self._build()
        self._connect()
        presenter.listen(self.show_screen)

    # Building

    def _build(self) -> None:
        self._count = Pill(" ")
        self.scan = Button(tr("Scan what has come"), icon="scan", key=Key.F4.cap)
        self._message = Banner("", can_dismiss=True)
        self._message.hide()
        self._nothing = EmptyState("inbox", tr("No results, no requests."))
        self._left = Card(tr("Results at the counter"), padding=0)
        self._left.body.setSpacing(0)
        self._left.add_to_head(self._count)
        self._left.add_to_head_right(self.scan)
        strip = QWidget()
        inner = QVBoxLayout(strip)
        inner.setContentsMargins(18, 10, 18, 10)
        inner.setSpacing(8)
        inner.addWidget(self._message)
        inner.addWidget(EntryFrame(self.filter))
        self._left.add(strip)
        self._left.add(Rule())
        self._left.add(self.list, 1)
        self._left.add(self._nothing, 1)
        self._hint = Card(padding=0)
        self._hint_state = EmptyState(
            "inbox", tr("Choose a row and press Enter, or scan a card or a slip.")
        )
        self._hint.add(self._hint_state, 1)
        self._stack = QStackedWidget()
        self._parts: dict[Part, QWidget] = {
            Part.HINT: self._hint,
            Part.ARRIVE: self.arrive,
            Part.TELL: self.tell,
            Part.RETURN: self.give,
            Part.ASIDE: self.aside,
        }
        for part in self._parts.values():
            self._stack.addWidget(part)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addWidget(self._left, 1)
        columns.addWidget(self._stack)
        self.body.addLayout(columns, 1)

    def _connect(self) -> None:
        presenter, give, tell = self.presenter, self.give, self.tell
        self.list.acted.connect(presenter.act)
        self.filter.textEdited.connect(presenter.filter)
        self.filter.returnPressed.connect(self.list.setFocus)
        self.scan.clicked.connect(presenter.arriving.open)
        self.arrive.scanned.connect(presenter.arriving.take)
        self.arrive.label_asked.connect(presenter.arriving.print_label)
        self.arrive.finished.connect(self._close)
        tell.saved.connect(presenter.calling.save)
        tell.outcome_chosen.connect(lambda key: presenter.calling.choose(key, tell.typed()))
        tell.typed_left.connect(lambda: presenter.calling.keep(tell.typed()))
        tell.followed.connect(presenter.follow)
        tell.print_asked.connect(presenter.calling.print_bring)
        give.given.connect(lambda typed: presenter.giving.give(typed, give.signature))
        give.right_chosen.connect(lambda key: presenter.giving.choose(key, give.typed()))
        give.number_left.connect(lambda: presenter.giving.check_number(give.typed()))
        give.died_toggled.connect(lambda: presenter.giving.owner_died(give.typed()))
        give.typed_left.connect(lambda: presenter.giving.keep(give.typed()))
        give.later.connect(presenter.follow)
        give.account_asked.connect(presenter.giving.in_account)
        give.post_asked.connect(presenter.send_by_post)
        self.aside.settled.connect(presenter.aside.settle)
        self.list.current_changed.connect(lambda _key: self.actions_changed.emit())
        self.aside.chosen.connect(presenter.aside.choose)
        self.aside.followed.connect(presenter.aside.return_here)
        self.aside.typed_left.connect(lambda: presenter.aside.keep(self.aside.note.text()))

    # Drawing

    def show_screen(self, screen: ResultsScreen) -> None:
        """Draw a state."""
        before, self._screen = self._screen, screen
        self._count.set_state(screen.count or " ", Tone.NEUTRAL)
        self._count.setVisible(bool(screen.count))
        if before is None or screen.rows != before.rows:
            self.list.set_rows(screen.rows)
        is_empty = screen.is_read and not screen.rows
        if is_empty and self.list.hasFocus():
            self.filter.setFocus()  # else Qt gives the focus to the rail
        self.list.setVisible(not is_empty)
        self._nothing.setVisible(is_empty)
        self._nothing.set_sentence(screen.nothing)
        self._hint_state.set_sentence(_hint_words(screen))
        self._show_message(screen)
        self._show_pane(before, screen)
        keys = (screen.part, bool(screen.rows))
        if keys != self._keys:
            self._keys = keys
            self.actions_changed.emit()

    def _show_message(self, screen: ResultsScreen) -> None:
        said = screen.message
        if not said.text:
            self._message.hide()
        elif said.text != self._message.text() or self._message.isHidden():
            self._message.show_message(said.text, said.tone)

    def _show_pane(self, before: ResultsScreen | None, screen: ResultsScreen) -> None:
        pane = screen.pane
        if isinstance(pane, ArrivePane):
            self.arrive.show_pane(pane)
        elif isinstance(pane, TellPane):
            self.tell.show_pane(pane)
        elif isinstance(pane, ReturnPane):
            self.give.show_pane(pane)
        elif isinstance(pane, AsidePane):
            self.aside.show_pane(pane)
        self._stack.setCurrentWidget(self._parts[screen.part])
        self._fit()
        if self.isVisible():
            self._move_focus(before, screen)

    def _move_focus(self, before: ResultsScreen | None, screen: ResultsScreen) -> None:
        last = before.pane if before is not None else None
        pane = screen.pane
        if type(last) is not type(pane) or _subject(last) != _subject(pane):
            self.list.set_current(self.presenter.key_of(_subject(pane)))
            self._focus_pane(screen)
        elif isinstance(pane, ReturnPane) and isinstance(last, ReturnPane):
            if pane.errors and not last.errors:
                self.give.focus_error(pane)
        elif isinstance(pane, TellPane) and isinstance(last, TellPane):
            if pane.errors and not last.errors:
                self.tell.focus_error(pane)
            elif pane.typed.outcome != last.typed.outcome:
                self.tell.focus_next(pane)
        elif isinstance(pane, ArrivePane) and pane != last:
            self.arrive.focus_first()

    def _focus_pane(self, screen: ResultsScreen) -> None:
        views: dict[Part, PaneCard] = {
            Part.ARRIVE: self.arrive,
            Part.TELL: self.tell,
            Part.RETURN: self.give,
            Part.ASIDE: self.aside,
        }
        view = views.get(screen.part)
        if view is not None:
            view.focus_first()
        else:
            self._focus_list()

    def _focus_list(self) -> None:
        (self.list if self.list.isVisibleTo(self) else self.filter).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Set the pane beside the list, or in its place where the window is narrow."""
        used = theme.current()
        is_wide = self.width() >= used.scaled(_BESIDE_ABOVE)
        has_pane = self._screen is not None and self._screen.part is not Part.HINT
        if is_wide:
            self._stack.setFixedWidth(used.scaled(_PANE_WIDTH))
        else:
            self._stack.setMinimumWidth(0)
            self._stack.setMaximumWidth(_ANY_WIDTH)
        self._left.setVisible(is_wide or not has_pane)
        self._stack.setVisible(is_wide or has_pane)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let typing in the list go on in the filter."""
        text = event.text()
        if self.list.hasFocus() and text.isprintable() and text.strip():
            self.filter.setFocus()
            self.filter.setText(self.filter.text() + text)
            self.presenter.filter(self.filter.text())
            return
        super().keyPressEvent(event)

    def key_actions(self) -> PageActions:
        """Give what the keys do with the open pane, or with the current row."""
        screen = self._screen
        if screen is None:
            return PageActions()
        scan = KeyAction(
            key=Key.F4, label=tr("Scan what has come"), run=self.presenter.arriving.open
        )
        again = KeyAction(key=Key.F5, label=tr("Read again"), run=self.presenter.refresh)
        find = KeyAction(key=Key.F3, label=tr("Filter"), run=self.filter.setFocus)
        return PageActions(actions=(*self._pane_actions(screen), scan, find, again))

    def _pane_actions(self, screen: ResultsScreen) -> tuple[KeyAction, ...]:
        back = KeyAction(key=Key.ESC, label=tr("Later"), run=self._close)
        main, label = {
            Part.ARRIVE: (self._close, tr("Done")),
            Part.TELL: (self.tell.submit, tr("Write it down")),
            Part.RETURN: (self.give.submit, tr("Returned, print slip")),
            Part.ASIDE: (self.aside.submit, tr("Write it down")),
        }.get(screen.part, (self._act_on_row, tr("Open")))
        actions = [KeyAction(key=Key.CTRL_ENTER, label=label, run=main)]
        if screen.part is Part.TELL:
            run = self.presenter.calling.print_bring
            actions.append(KeyAction(key=Key.F8, label=tr("What to bring"), run=run))
        if screen.part is Part.ARRIVE:
            run = self.presenter.arriving.print_label
            actions.append(KeyAction(key=Key.F8, label=tr("Print the label"), run=run))
        if screen.part in (Part.HINT, Part.RETURN):
            is_vain = screen.part is Part.HINT and self._visits.is_vain(self.list.current_key())
            label = tr("Came, not here yet") if is_vain else tr("Call")
            run = self._came_in_vain if is_vain else self._call
            actions.append(KeyAction(key=Key.F9, label=label, run=run))
        if screen.part is Part.RETURN and self._there is not None:
            actions.append(self._there.action())
        if screen.part is Part.HINT:
            actions.append(KeyAction(key=Key.F7, label=tr("Return"), run=self._give))
        if screen.part is not Part.HINT:
            actions.append(back)
        elif screen.filter:
            actions.append(KeyAction(key=Key.ESC, label=tr("Show all"), run=self._show_all))
        return tuple(actions)

    def _act_on_row(self) -> None:
        self.presenter.act(self.list.current_key())

    def _call(self) -> None:
        if self._screen is not None and self._screen.part is Part.RETURN:
            self.presenter.follow()
        else:
            self.presenter.call(self.list.current_key())

    def _came_in_vain(self) -> None:
        self._visits.came(self.list.current_key())

    def _give(self) -> None:
        self.presenter.give(self.list.current_key())

    def _close(self) -> None:
        self._keep_typed()
        if self._there is not None:
            self._there.end()
        self.presenter.close_pane()

    def _show_all(self) -> None:
        self.filter.clear()
        self.presenter.filter("")
        self._focus_list()

    def _keep_typed(self) -> None:
        part = self._screen.part if self._screen is not None else Part.HINT
        if part is Part.RETURN:
            self.presenter.giving.keep(self.give.typed())
        elif part is Part.TELL:
            self.presenter.calling.keep(self.tell.typed())
        elif part is Part.ASIDE:
            self.presenter.aside.keep(self.aside.note.text())

    # The page

    def take_scan(self, scan: Scan) -> bool:
        """Take cards and numbers that belong to a result here."""
        self._keep_typed()
        return self.presenter.take_scan(scan)

    def panes(self) -> tuple[QWidget, ...]:
        """Give the list, the pane, the filter."""
        part = self._screen.part if self._screen is not None else Part.HINT
        first: dict[Part, QWidget] = {
            Part.ARRIVE: self.arrive.number,
            Part.TELL: self.tell.outcome,
            Part.RETURN: self.give.number,
            Part.ASIDE: self.aside.note,
        }
        side = (first[part],) if part in first else ()
        return (self.list, *side, self.filter)

    def on_shown(self) -> None:
        """Read again; the clocks move by the minute."""
        self._minute.start()
        self.presenter.refresh()
        if self._screen is not None:
            self._focus_pane(self._screen)

    def on_hidden(self) -> None:
        """Keep what was typed."""
        self._minute.stop()
        self._keep_typed()
        if self._there is not None:
            self._there.end()


def _subject(pane: object) -> str:
    for name in ("dossier_id", "result_id", "subject_id"):
        found = getattr(pane, name, "")
        if found and not isinstance(pane, ArrivePane):
            return str(found)
    return ""


def _hint_words(screen: ResultsScreen) -> str:
    if not screen.rows:
        return screen.hint
    choose = tr("Choose a row and press Enter, or scan a card or a slip.")
    return f"{screen.hint} {choose}".strip()
