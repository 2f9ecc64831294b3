"""The printers of this desk: one line for each role, and below what waits to come out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QWidget

from agent_desk.domain.printing import PrintAnswer, PrinterRole
from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.page import Page
from agent_desk.ui.pages.printers.presenter import SiteSheet
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind, back_button
from agent_desk.ui.widgets.cards import Card, EmptyState, PageHeader
from agent_desk.ui.widgets.fields import EntryFrame, Field, Picker
from agent_desk.ui.widgets.layout import FlowLayout
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.pill import Pill
from agent_desk.ui.widgets.row_list import RowList
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QResizeEvent

    from agent_desk.ui.pages.printers.presenter import (
        PrintersPresenter,
        PrintersScreen,
        RoleLine,
    )


_LINES = 3
"""Lines of the grid that one role may take."""
_NARROW = 620


class _RoleRow:
    """The widgets of one role, set into a grid."""

    def __init__(self, role: PrinterRole, grid: QGridLayout, at: int) -> None:
        self.role = role
        self.title = Text("", TextStyle.STRONG)
        self.picker = Picker()
        self.state = Pill("")
        self.test = Button(tr("Print a test page"), icon="printer")
        self.cure = Text("", TextStyle.SMALL, Tone.NEUTRAL)
        self._keys: tuple[str, ...] = ()
        self._grid, self._at = grid, at
        self._framed = EntryFrame(self.picker)
        self.cure.hide()
        self.stand(is_narrow=False)

    def stand(self, *, is_narrow: bool) -> None:
        """Stand on one line, or on two when the page is narrow; the cure goes below."""
        grid, top = self._grid, _LINES * self._at
        parts = (self.title, self._framed, self.state, self.test)
        for part in (*parts, self.cure):
            grid.removeWidget(part)
        if is_narrow:
            grid.addWidget(self.title, top, 0, 1, 2)
            grid.addWidget(self.state, top, 2, 1, 2, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(self._framed, top + 1, 0, 1, 2)
            grid.addWidget(self.test, top + 1, 2, 1, 2)
        else:
            for column, widget in enumerate(parts):
                grid.addWidget(widget, top, column)
        grid.addWidget(self.cure, top + 2, 0 if is_narrow else 1, 1, 4 if is_narrow else 3)

    def draw(self, line: RoleLine) -> None:
        """Draw how the role stands; the list is made anew only when it has changed."""
        self.title.setText(line.title)
        self.picker.setAccessibleName(line.title)
        keys = tuple(choice.key for choice in line.choices)
        if keys != self._keys:
            self._keys = keys
            self.picker.clear()
            for choice in line.choices:
                self.picker.addItem(choice.label, choice.key)
        self.picker.setCurrentIndex(max(self.picker.findData(line.chosen), 0))
        self.state.set_state(line.state, line.tone)
        self.state.setVisible(bool(line.state))
        self.cure.setText(line.cure)
        self.cure.setVisible(bool(line.cure))
        self.fit()
        words = tr("Print a test page: {role}", role=line.title)
        self.test.setAccessibleName(words)

    def fit(self) -> None:
        """Keep the button whole: a grid gives what can wrap only its narrowest width."""
        self.test.setMinimumWidth(self.test.sizeHint().width())


class PrintersPage(Page):
    """Which printer serves which kind of paper; ``left`` goes back."""

    def __init__(self, presenter: PrintersPresenter, left: Callable[[], None]) -> None:
        super().__init__()
        self._presenter = presenter
        self._left = left
        self._is_narrow = False
        back = back_button()
        back.clicked.connect(left)
        again = Button(tr("Read again"), icon="refresh-cw", key=Key.F5.cap)
        again.clicked.connect(presenter.refresh)
        self._header = PageHeader(
            tr("Printers"), tr("Each kind of paper goes to its own printer."), back, again
        )
        self._problem = Banner("", Tone.WRONG)
        self._problem.hide()
        self.rows: dict[PrinterRole, _RoleRow] = {}
        self.waiting = RowList(tr("Prints that wait"))
        self.sheets: dict[SiteSheet, Button] = {}
        self._answers: dict[PrintAnswer, Button] = {}
        self.body.addWidget(self._header)
        self.body.addWidget(self._problem)
        self.body.addWidget(self._build_roles())
        self.body.addWidget(self._build_waiting(), 1)
        self.body.addWidget(self._build_sheets())
        presenter.listen(self.render_screen)

    def _build_roles(self) -> Card:
        card = Card(tr("Printers by kind of paper"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for at, role in enumerate((
            PrinterRole.SLIP, PrinterRole.DOCUMENT, PrinterRole.TICKET, PrinterRole.LABEL
        )):  # fmt: skip
            row = _RoleRow(role, grid, at)
            row.picker.activated.connect(partial(self._on_picked, role))
            row.test.clicked.connect(partial(self._on_test, role))
            self.rows[role] = row
        card.add(grid)
        self.address = Field(
            tr("Ticket printer that the system does not list"),
            tr("Its address, such as 192.168.1.50:9100, or its device, such as /dev/usb/lp0."),
        )
        self.address.entered.connect(self._on_address)
        self.address.left.connect(self._on_address)
        card.add(self.address)
        return card

    def _build_sheets(self) -> Card:
        card = Card(tr("Sheets of this post office"))
        flow = FlowLayout(8, 8)
        for sheet, words, icon in (
            (SiteSheet.POSTER, tr("Poster: free help here"), "printer"),
            (SiteSheet.KEYS, tr("Key sheet"), "printer"),
            (SiteSheet.SCANNER, tr("Test sheet for barcode scanners"), "scan"),
        ):
            button = Button(words, icon=icon)
            button.clicked.connect(partial(self._on_sheet, sheet))
            self.sheets[sheet] = button
            flow.addWidget(button)
        self.so_far = Button(
            tr("Prints so far"), ButtonKind.QUIET, icon="eye", key=Key.SHIFT_F8.cap
        )
        self.so_far.clicked.connect(self._presenter.look_at_sheets)
        flow.addWidget(self.so_far)
        holder = QWidget()
        holder.setLayout(flow)
        card.add(holder)
        return card

    def _build_waiting(self) -> Card:
        card = Card(tr("Prints that wait"), padding=0)
        self._count = Pill("0", Tone.WAITING)
        card.add_to_head(self._count)
        self._empty = EmptyState("circle-check", tr("Every paper has come out."))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.waiting)
        card.add(self._stack, 1)
        bar = QHBoxLayout()
        bar.setContentsMargins(18, 10, 18, 14)
        bar.addStretch(1)
        for answer, words, icon, key in (
            (PrintAnswer.NOT_NEEDED, tr("Not needed"), "x", ""),
            (PrintAnswer.CAME_OUT, tr("It came out"), "check", Key.CTRL_ENTER.cap),
            (PrintAnswer.PRINT_AGAIN, tr("Print again, same number"), "printer", Key.F8.cap),
        ):
            button = Button(words, icon=icon, key=key)
            button.clicked.connect(partial(self._on_answer, answer))
            self._answers[answer] = button
            bar.addWidget(button)
        card.add(bar)
        self.waiting.acted.connect(self._presenter.look)
        return card

    def render_screen(self, screen: PrintersScreen) -> None:
        """Draw a state."""
        for line in screen.roles:
            self.rows[line.role].draw(line)
        self.address.set_error(screen.address_error)
        if not screen.address_error and not self.address.entry.hasFocus():
            self.address.set_text(screen.address)
        has_waiting = bool(screen.waiting)
        self.waiting.set_rows(screen.waiting)
        self._stack.setCurrentWidget(self.waiting if has_waiting else self._empty)
        self._count.set_state(str(len(screen.waiting)), Tone.WAITING)
        self._count.setVisible(has_waiting)
        for button in self._answers.values():
            button.setVisible(has_waiting)
        if screen.problem:
            self._problem.show_message(screen.problem, Tone.WRONG)
        else:
            self._problem.hide()
        self.actions_changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_theme_change(event):
            for row in self.rows.values():
                row.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = event.size().width() < theme.current().scaled(_NARROW)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            for row in self.rows.values():
                row.stand(is_narrow=is_narrow)

    def _on_picked(self, role: PrinterRole, _index: int) -> None:
        self._presenter.choose(role, str(self.rows[role].picker.currentData()))

    def _on_address(self) -> None:
        if self.address.text() != self._presenter.state.address:
            self._presenter.keep_address(self.address.text())

    def _on_sheet(self, sheet: SiteSheet, _checked: object = None) -> None:
        self._presenter.print_sheet(sheet)

    def _on_test(self, role: PrinterRole, _checked: object = None) -> None:
        self._presenter.test(role)

    def _on_answer(self, answer: PrintAnswer, _checked: object = None) -> None:
        self._presenter.answer(self.waiting.current_key(), answer)

    def key_actions(self) -> PageActions:
        """Give what the keys do."""
        found: list[KeyAction] = []
        if self._presenter.state.waiting:
            for key, words, answer in (
                (Key.F8, tr("Print again, same number"), PrintAnswer.PRINT_AGAIN),
                (Key.CTRL_ENTER, tr("It came out"), PrintAnswer.CAME_OUT),
            ):
                run = partial(self._on_answer, answer)
                found.append(KeyAction(key=key, label=words, run=run))
        look = self._presenter.look_at_sheets
        found.append(KeyAction(key=Key.SHIFT_F8, label=tr("Prints so far"), run=look))
        found.append(KeyAction(key=Key.F5, label=tr("Read again"), run=self._presenter.refresh))
        found.append(KeyAction(key=Key.ESC, label=tr("Back"), run=self._left))
        return PageActions(actions=tuple(found))

    def panes(self) -> tuple[QWidget, ...]:
        """Give the printers and what waits."""
        return (self.rows[PrinterRole.SLIP].picker, self.waiting)

    def on_shown(self) -> None:
        """Ask again; stand on what waits if something does."""
        self._presenter.refresh()
        if self._presenter.state.waiting:
            self.waiting.setFocus()
        else:
            self.rows[PrinterRole.SLIP].picker.setFocus()
