"""Sessions: the month and what is planned at the left, one session or its form at the right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.domain.scan import ScanKind
from agent_desk.domain.training.session_code import parse
from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.page import Page
from agent_desk.ui.pages.training.plan_view import PlanView
from agent_desk.ui.pages.training.session_view import SessionView
from agent_desk.ui.pages.training.state import PlanPane, SessionPane
from agent_desk.ui.pages.training.words import weekdays
from agent_desk.ui.prints.training import TrainingSheet
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind, IconButton
from agent_desk.ui.widgets.cards import Card, EmptyState, PageHeader
from agent_desk.ui.widgets.layout import row
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.month_grid import MonthGrid
from agent_desk.ui.widgets.panes import Pane, Panes
from agent_desk.ui.widgets.row_list import RowList
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from agent_desk.domain.scan import Scan
    from agent_desk.ui.pages.training.presenter import TrainingPresenter
    from agent_desk.ui.pages.training.state import TrainingScreen

_LEAST_LIST = 130
_CALLS, _REPORT = "training_follow_up", "training_report"


class TrainingPage(Page):
    """The calendar of the site."""

    def __init__(self, presenter: TrainingPresenter) -> None:
        super().__init__()
        self.presenter = presenter
        self._shown = ""
        self._message = Banner(" ", Tone.GOOD)
        self._message.hide()
        self.plan = Button(tr("Plan a session"), ButtonKind.PRIMARY, icon="plus", key=Key.F7.cap)
        self.calls = Button(tr("Calls two weeks later"), icon="phone", key=Key.F11.cap)
        self.report = Button(tr("Report of classes"), icon="file-text", key=Key.CTRL_P.cap)
        self._month = Text(" ", TextStyle.HEADING)
        self.back = IconButton("chevron-left", tr("Earlier month"))
        self.on = IconButton("chevron-right", tr("Later month"))
        self.today = Button(tr("Today"), ButtonKind.QUIET)
        self.grid = MonthGrid(tr("Calendar of sessions"), weekdays())
        self._heading = Text(" ", TextStyle.SMALL_STRONG)
        self.list = RowList(tr("Sessions"))
        self._empty = EmptyState(
            "graduation-cap", tr("No session from this day on in this month. F7 plans one.")
        )
        self.session, self.form = SessionView(), PlanView()
        self._build()
        self._connect()
        presenter.listen(self.show_screen)

    def _build(self) -> None:
        subtitle = tr("Free lessons for citizens.")
        ways = (self.calls, self.report, self.plan)
        self.body.addWidget(PageHeader(tr("Digital skills classes"), subtitle, *ways))
        self.body.addWidget(self._message)
        card = Card()
        column = QVBoxLayout()
        column.setSpacing(8)
        head = row(self.back, self._month, self.on, spacing=6)
        head.addStretch(1)
        head.addWidget(self.today)
        column.addLayout(head)
        column.addWidget(self.grid, 3)
        column.addWidget(self._heading)
        column.addWidget(self.list, 2)
        column.addWidget(self._empty)
        card.add(column, 1)
        self.list.setMinimumHeight(theme.current().scaled(_LEAST_LIST))
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        for pane in (self.session, self.form):
            pane.hide()
            right.addWidget(pane)
        self._right.hide()
        columns = Panes(Pane(widget=card, share=6), Pane(widget=self._right, share=5))
        self.body.addWidget(columns, 1)

    def _connect(self) -> None:
        p = self.presenter
        self.plan.clicked.connect(p.plan_new)
        self.calls.clicked.connect(lambda: p.lead_to(_CALLS))
        self.report.clicked.connect(lambda: p.lead_to(_REPORT))
        self.back.clicked.connect(lambda: p.turn_month(-1))
        self.on.clicked.connect(lambda: p.turn_month(1))
        self.today.clicked.connect(p.go_to_today)
        self.grid.picked.connect(p.choose_day)
        self.grid.acted.connect(p.act_on_day)
        self.list.acted.connect(p.open_session)
        self.form.saved.connect(p.save)
        self.form.left.connect(p.look_at)
        view = self.session
        view.register_opened.connect(self._open_register)
        view.check_opened.connect(self._open_check)
        view.taught.connect(self._teach)
        view.changed.connect(p.change)
        view.finished.connect(p.finish)
        view.cancel_begun.connect(p.begin_cancel)
        view.canceled.connect(p.cancel)
        view.printed.connect(p.print_paper)
        view.other_opened.connect(p.open_session)

    def show_screen(self, screen: TrainingScreen) -> None:
        """Draw a state; what is being typed stays."""
        self._month.setText(screen.month)
        if screen.chosen is not None:
            self.grid.show_month(screen.cells, screen.chosen)
        self._heading.setText(screen.heading or " ")
        self.list.set_rows(screen.rows)
        self.list.setVisible(bool(screen.rows))
        self._empty.setVisible(not screen.rows and screen.is_read)
        if screen.message:
            self._message.show_message(screen.message, screen.tone)
        else:
            self._message.hide()
        pane = screen.pane
        self._right.setVisible(pane is not None)
        self.session.setVisible(isinstance(pane, SessionPane))
        self.form.setVisible(isinstance(pane, PlanPane))
        if isinstance(pane, SessionPane):
            self.session.show_pane(pane)
        elif isinstance(pane, PlanPane):
            self.form.show_pane(pane)
        self._move_focus(screen)
        self.actions_changed.emit()

    def _move_focus(self, screen: TrainingScreen) -> None:
        pane = screen.pane
        key = f"{pane.key}{sorted(pane.errors)}" if pane is not None else ""
        if isinstance(pane, SessionPane):
            key += str(pane.is_canceling)
        if key == self._shown or screen.is_busy:
            return
        had, self._shown = self._shown, key
        if isinstance(pane, SessionPane):
            self.session.focus_first()
        elif isinstance(pane, PlanPane):
            self.form.focus_first()
        elif had:
            self.grid.setFocus()

    def key_actions(self) -> PageActions:
        """Give what the keys do."""
        p, pane = self.presenter, self.presenter.state.pane
        found: list[KeyAction] = []
        if isinstance(pane, PlanPane):
            primary = self.form.primary
            found.append(KeyAction(key=Key.CTRL_ENTER, label=primary.label(), run=self.form.submit))
        elif isinstance(pane, SessionPane):
            found += self._session_keys(pane)
        plan = KeyAction(key=Key.F7, label=tr("Plan a session"), run=p.plan_new)
        back = KeyAction(key=Key.ESC, label=tr("Back"), run=p.close_pane)
        if not isinstance(pane, PlanPane):
            found.append(plan)
        if pane is None:
            found.append(KeyAction(key=Key.CTRL_ENTER, label=tr("Open"), run=self._open_current))
        for key, label, way in (
            (Key.F11, self.calls.label(), _CALLS),
            (Key.CTRL_P, self.report.label(), _REPORT),
        ):
            found.append(KeyAction(key=key, label=label, run=partial(p.lead_to, way)))
        return PageActions(actions=(*found, back))

    def _session_keys(self, pane: SessionPane) -> list[KeyAction]:
        p, view = self.presenter, self.session
        found = [KeyAction(key=Key.CTRL_ENTER, label=view.primary.label(), run=view.submit)]
        if not pane.is_open:
            return found
        if pane.may_end:
            found.append(KeyAction(key=Key.F9, label=tr("Finish the session"), run=p.finish))
        poster, sheet = TrainingSheet.POSTER, TrainingSheet.SIGN_UP
        found += [
            KeyAction(key=Key.F4, label=tr("Change or move"), run=p.change),
            KeyAction(key=Key.F8, label=tr("Poster"), run=lambda: p.print_paper(poster)),
            KeyAction(
                key=Key.SHIFT_F8, label=tr("Sign-up sheet"), run=lambda: p.print_paper(sheet)
            ),
        ]
        return found

    def panes(self) -> tuple[QWidget, ...]:
        """Give the calendar, the list and what is open."""
        pane = self.presenter.state.pane
        found: list[QWidget] = [self.grid]
        if self.list.count():
            found.append(self.list)
        if isinstance(pane, PlanPane):
            found.append(self.form.fields["day"])
        elif isinstance(pane, SessionPane):
            found.append(self.session.primary)
        return tuple(found)

    def take_scan(self, scan: Scan) -> bool:
        """Take the number of a session from its poster or sheet."""
        code = parse(scan.text) if scan.kind is ScanKind.SESSION else ""
        if code:
            self.presenter.open_code(code)
        return bool(code)

    def on_shown(self) -> None:
        """Read again; the focus stays in what is open."""
        self.presenter.refresh()
        if self.presenter.state.pane is None:
            self.grid.setFocus()

    def _open_current(self) -> None:
        key = self.list.current_key() if self.list.hasFocus() else ""
        if key:
            self.presenter.open_session(key)
        elif self.presenter.state.chosen is not None:
            self.presenter.act_on_day(self.presenter.state.chosen)

    def _open_register(self) -> None:
        pane = self.presenter.state.pane
        if isinstance(pane, SessionPane):
            self.presenter.ways.open_register(pane.session_id)

    def _open_check(self) -> None:
        pane = self.presenter.state.pane
        if isinstance(pane, SessionPane):
            self.presenter.ways.open_check(pane.session_id)

    def _teach(self) -> None:
        pane = self.presenter.state.pane
        if isinstance(pane, SessionPane):
            self.presenter.ways.teach(pane.topics, pane.session_id)
