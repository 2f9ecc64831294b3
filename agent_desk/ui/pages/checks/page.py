"""The check of this PC: one list, and a report to copy."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget

from agent_desk.i18n import tr
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.page import Page
from agent_desk.ui.pages.checks.presenter import ChecksPresenter
from agent_desk.ui.tokens import Tone
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.buttons import Button, back_button
from agent_desk.ui.widgets.cards import Card, PageHeader, Skeleton
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.pages.checks.presenter import ChecksState
    from agent_desk.ui.rows import ListRow


class ChecksPage(Page):
    """Looks each time it is opened."""

    def __init__(self, presenter: ChecksPresenter) -> None:
        super().__init__()
        self.presenter = presenter
        back = back_button()
        back.clicked.connect(presenter.leave)
        self.again = Button(tr("Look again"), icon="refresh-cw", key=Key.F5.cap)
        self.again.clicked.connect(presenter.look)
        self.copy = Button(tr("Copy the report"), icon="copy", key=Key.F8.cap)
        self.copy.clicked.connect(self.copy_report)
        subtitle = tr("What technical support asks first.")
        self.summary = Banner(" ", Tone.GOOD)
        self.summary.hide()
        self.list = RowList(tr("What was looked at"))
        self._stack = QStackedWidget()
        self._reading = Skeleton(tr("Looking at this PC"), 6)
        self._stack.addWidget(self._reading)
        self._stack.addWidget(self.list)
        card = Card(padding=8)
        card.add(self._stack, 1)
        self.body.addWidget(PageHeader(tr("Check this PC"), subtitle, back, self.copy, self.again))
        self.body.addWidget(self.summary)
        self.body.addWidget(card, 1)
        presenter.listen(self.show_state)

    def show_state(self, state: ChecksState) -> None:
        """Draw a state; what was found before stays while it looks again."""
        self.list.set_rows(tuple(_breakable(row) for row in state.rows))
        self._stack.setCurrentWidget(self.list if state.rows else self._reading)
        self.again.setEnabled(not state.is_looking)
        self.copy.setEnabled(bool(state.report))
        if state.summary and not state.is_looking:
            self.summary.show_message(state.summary, state.tone)
        self.actions_changed.emit()

    def copy_report(self) -> None:
        """Put the report, which names no citizen, on the clipboard."""
        QGuiApplication.clipboard().setText(self.presenter.state.report)
        self.presenter.say_copied()

    def key_actions(self) -> PageActions:
        """Give what the keys do."""
        state, copy = self.presenter.state, tr("Copy the report")
        return PageActions(
            actions=(
                KeyAction(key=Key.F8, label=copy, run=self.copy_report, enabled=bool(state.report)),
                KeyAction(
                    key=Key.F5,
                    label=tr("Look again"),
                    run=self.presenter.look,
                    enabled=not state.is_looking,
                ),
                KeyAction(key=Key.ESC, label=tr("Back"), run=self.presenter.leave),
            )
        )

    def panes(self) -> tuple[QWidget, ...]:
        """Give the list."""
        return (self.list,)

    def on_shown(self) -> None:
        """Look, and stand in the list."""
        self.presenter.look()
        self.list.setFocus()


def _breakable(row: ListRow) -> ListRow:
    """Let the path of a folder wrap."""
    return replace(row, title=paint.breakable(row.title), subtitle=paint.breakable(row.subtitle))


def checks_page(office: Office, jobs: JobRunner, navigator: Navigator) -> ChecksPage:
    """Build the page."""
    return ChecksPage(ChecksPresenter(office, jobs, navigator))
