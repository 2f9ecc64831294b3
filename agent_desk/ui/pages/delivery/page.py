"""Deliveries: what may go by post and what is under way at the left, one of them at the right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from agent_desk.domain.scan import ScanKind
from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.page import Page
from agent_desk.ui.pages.delivery.form_view import FormView
from agent_desk.ui.pages.delivery.item_view import ItemView
from agent_desk.ui.pages.delivery.presenter import DeliveryPresenter
from agent_desk.ui.pages.delivery.state import FormPane, ItemPane
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, back_button
from agent_desk.ui.widgets.cards import Card, EmptyState, PageHeader
from agent_desk.ui.widgets.layout import FlowLayout
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.panes import Pane, Panes
from agent_desk.ui.widgets.row_list import RowList
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.domain.scan import Scan
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.pages.delivery.state import DeliveryScreen

    ChooseFile = Callable[[QWidget, str], Path | None]

_LEAST_LIST = 160


def choose_file(parent: QWidget, title: str) -> Path | None:
    """Ask for a list of the post with the system's file dialog."""
    path, _ = QFileDialog.getOpenFileName(parent, title, "", tr("Lists (*.csv *.txt)"))
    return Path(path) if path else None


class DeliveryPage(Page):
    """The list stays while one item is worked on; ``choose`` gives the files of the post."""

    def __init__(self, presenter: DeliveryPresenter, choose: ChooseFile = choose_file) -> None:
        super().__init__()
        self.presenter = presenter
        self._choose = choose
        self._shown = ""
        self._message = Banner(" ", Tone.GOOD)
        self._message.hide()
        self.list = RowList(tr("Results by post"))
        self._empty = EmptyState("send", tr("No result waits to be sent, and none is under way."))
        self._pool = Text(" ", TextStyle.SMALL, Tone.NEUTRAL)
        self.numbers = Button(tr("Import numbers…"), icon="upload", key=Key.F11.cap)
        self.tracking = Button(tr("Import states…"), icon="upload", key=Key.F12.cap)
        self.claims = Button(tr("List for the city"), icon="file-text", key=Key.SHIFT_F8.cap)
        self.form, self.item = FormView(presenter.wards_like), ItemView()
        self._build()
        self._connect()
        presenter.listen(self.show_screen)

    def _build(self) -> None:
        back = back_button()
        back.clicked.connect(self.presenter.close_pane)
        subtitle = tr("The post delivers; the citizen pays nothing to this office.")
        self.body.addWidget(PageHeader(tr("Results by post"), subtitle, back))
        self.body.addWidget(self._message)
        card = Card()
        foot = FlowLayout(10, 10)
        for button in (self.numbers, self.tracking, self.claims):
            foot.addWidget(button)
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)
        column.addWidget(self._pool)
        column.addLayout(foot)
        card.add(column, 1)
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        for pane in (self.form, self.item):
            pane.hide()
            right.addWidget(pane)
        self._right.hide()
        self.list.setMinimumHeight(theme.current().scaled(_LEAST_LIST))
        columns = Panes(Pane(widget=card, share=6), Pane(widget=self._right, share=4))
        self.body.addWidget(columns, 1)

    def _connect(self) -> None:
        p = self.presenter
        self.list.acted.connect(p.act)
        self.numbers.clicked.connect(self._import_numbers)
        self.tracking.clicked.connect(self._import_tracking)
        self.claims.clicked.connect(p.export_claims)
        self.form.made.connect(p.make_label)
        self.form.typed_left.connect(p.keep_address)
        self.item.scanned.connect(p.hand_over)
        self.item.written.connect(p.write_down)
        self.item.label_asked.connect(lambda: p.print_label())

    def show_screen(self, screen: DeliveryScreen) -> None:
        """Draw a state; what is being typed stays."""
        self.list.set_rows(screen.rows)
        has_rows = bool(screen.rows)
        self.list.setVisible(has_rows)
        self._empty.setVisible(not has_rows and screen.is_read)
        self._pool.setText(screen.pool)
        self._pool.set_tone(screen.pool_tone)
        self.claims.setEnabled(screen.claims > 0)
        if screen.message:
            self._message.show_message(screen.message, screen.tone)
        else:
            self._message.hide()
        pane = screen.pane
        self._right.setVisible(pane is not None)
        self.form.setVisible(isinstance(pane, FormPane))
        self.item.setVisible(isinstance(pane, ItemPane))
        if isinstance(pane, FormPane):
            self.form.show_pane(pane)
        elif isinstance(pane, ItemPane):
            self.item.show_pane(pane)
        self._move_focus(screen)
        self.actions_changed.emit()

    def _move_focus(self, screen: DeliveryScreen) -> None:
        pane = screen.pane
        key = f"{pane.key}{sorted(pane.errors)}" if pane is not None else ""
        if key == self._shown or screen.is_busy:
            return
        self._shown = key
        if isinstance(pane, FormPane):
            self.form.focus_first()
        elif isinstance(pane, ItemPane):
            self.item.focus_first()
        else:
            self.list.setFocus()

    def key_actions(self) -> PageActions:
        """Give what the keys do."""
        pane = self.presenter.state.pane
        found = []
        if isinstance(pane, FormPane):
            found.append(
                KeyAction(key=Key.CTRL_ENTER, label=tr("Make the label"), run=self.form.submit)
            )
        elif isinstance(pane, ItemPane) and pane.acts:
            found.append(
                KeyAction(key=Key.CTRL_ENTER, label=self.item.primary.label(), run=self.item.submit)
            )
            if pane.is_ready:
                found.append(
                    KeyAction(
                        key=Key.F8, label=tr("Print the label"), run=self.presenter.print_label
                    )
                )
        found += [
            KeyAction(key=Key.ESC, label=tr("Back"), run=self.presenter.close_pane),
            KeyAction(key=Key.F11, label=tr("Import numbers"), run=self._import_numbers),
            KeyAction(key=Key.F12, label=tr("Import states"), run=self._import_tracking),
            KeyAction(
                key=Key.SHIFT_F8,
                label=tr("List for the city"),
                run=self.presenter.export_claims,
                enabled=self.presenter.state.claims > 0,
            ),
        ]
        return PageActions(actions=tuple(found))

    def panes(self) -> tuple[QWidget, ...]:
        """Give the list and what is open."""
        pane = self.presenter.state.pane
        if isinstance(pane, FormPane):
            return (self.list, self.form.receiver)
        if isinstance(pane, ItemPane):
            return (self.list, self.item.scan if pane.is_ready else self.item.acts)
        return (self.list,)

    def take_scan(self, scan: Scan) -> bool:
        """Take the number of an item: it sends the open label, or opens its delivery."""
        if scan.kind is not ScanKind.S10:
            return False
        self.presenter.take_item(scan.text)
        return True

    def on_shown(self) -> None:
        """Read again; the focus stays in what is open."""
        self.presenter.refresh()
        if self.presenter.state.pane is None:
            self.list.setFocus()

    def _import_numbers(self) -> None:
        file = self._choose(self, tr("Numbers from the post"))
        if file is not None:
            self.presenter.import_numbers(file)

    def _import_tracking(self) -> None:
        file = self._choose(self, tr("States from the post"))
        if file is not None:
            self.presenter.import_tracking(file)


def delivery_page(office: Office, jobs: JobRunner, navigator: Navigator) -> DeliveryPage:
    """Build the page."""
    return DeliveryPage(DeliveryPresenter(office, jobs, navigator))
