"""The outage kit: its numbers at the left, the slip that is being entered at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from agent_desk.domain.scan import ScanKind
from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.page import Page
from agent_desk.ui.pages.outage.presenter import OutagePresenter, SlipTyped
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind, back_button
from agent_desk.ui.widgets.cards import Card, EmptyState, PageHeader
from agent_desk.ui.widgets.fields import EntryFrame, Field, Picker, commit_typing
from agent_desk.ui.widgets.layout import FlowLayout
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.panes import Pane, Panes
from agent_desk.ui.widgets.row_list import RowList
from agent_desk.ui.widgets.suggest import Suggestions
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from agent_desk.domain.scan import Scan
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.pages.outage.presenter import OutageScreen

_LEAST_LIST = 160


class OutagePage(Page):
    """Numbers of the kit and the form of one slip."""

    def __init__(self, presenter: OutagePresenter) -> None:
        super().__init__()
        self.presenter = presenter
        self._key = ""
        self._message = Banner(" ", Tone.GOOD)
        self._message.hide()
        self.list = RowList(tr("Numbers of the outage kit"))
        self._empty = EmptyState("printer", tr("No kit yet. Print one before you need it."))
        self._count = Text(" ", TextStyle.SMALL, Tone.NEUTRAL)
        self.many = Field(tr("How many slips"), tr("as 20; each is a sheet with two copies"))
        self.many.prefer_digits()
        self.make = Button(tr("Make and print a kit"), icon="printer", key=Key.F8.cap)
        self.why = Picker()
        self.why.setAccessibleName(tr("Why a number is void"))
        self.void = Button(tr("Void the chosen number"), icon="x", key=Key.F9.cap)
        self.fields = {
            "number": Field(tr("Number on the slip"), tr("Scan it, or type it")),
            "happened_at": Field(tr("Day and time on the slip"), tr("as 23/11 14:30")),
            "name": Field(tr("Citizen's name")),
            "person_number": Field(tr("Citizen's number")),
            "phone": Field(tr("Phone")),
            "procedure": Field(tr("Procedure"), tr("Type some letters and choose")),
        }
        self.taken_by = Field(tr("Who filled it in"), "", Picker())
        self.primary = Button(
            tr("Enter this slip"), ButtonKind.PRIMARY, icon="check", key=Key.CTRL_ENTER.cap
        )
        self._build()
        self._connect()
        presenter.listen(self.show_screen)

    def _build(self) -> None:
        back = back_button()
        back.clicked.connect(self.presenter.leave)
        subtitle = tr("Without power or PC: write on paper, enter it later with its own time.")
        self.body.addWidget(PageHeader(tr("Outage kit"), subtitle, back))
        self.body.addWidget(self._message)
        self.list.setMinimumHeight(theme.current().scaled(_LEAST_LIST))
        left, right = self._numbers_card(), self._form_card()
        self.body.addWidget(Panes(Pane(widget=left, share=6), Pane(widget=right, share=4)), 1)

    def _numbers_card(self) -> Card:
        card = Card(tr("Numbers"))
        void = FlowLayout(10, 10)
        void.addWidget(EntryFrame(self.why))
        void.addWidget(self.void)
        making = FlowLayout(12, 10)
        making.addWidget(self.many)
        making.addWidget(self.make)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)
        column.addWidget(self._count)
        column.addLayout(void)
        column.addLayout(making)
        card.add(column, 1)
        return card

    def _form_card(self) -> Card:
        card = Card(tr("Enter a slip"))
        column = QVBoxLayout()
        column.setSpacing(10)
        beside = QHBoxLayout()
        beside.setSpacing(10)
        for key, field in self.fields.items():
            if key in ("person_number", "phone"):
                beside.addWidget(field, 1)
            else:
                column.addWidget(field)
            if key == "happened_at":
                column.addWidget(self.taken_by)
            elif key == "name":
                column.addLayout(beside)
        column.addWidget(self.primary)
        column.addStretch(1)
        card.add(column, 1)
        return card

    def _connect(self) -> None:
        self.list.acted.connect(self.presenter.act)
        self.make.clicked.connect(self._make)
        self.void.clicked.connect(self._void)
        self.primary.clicked.connect(self.submit)
        for field in self.fields.values():
            field.left.connect(lambda: self.presenter.keep(self.typed()))
        procedure = self.fields["procedure"]
        if isinstance(procedure.entry, QLineEdit):
            suggestions = Suggestions(procedure.entry)
            suggestions.taken.connect(procedure.set_text)
            procedure.edited.connect(
                lambda: suggestions.show_names(self.presenter.procedures_like(procedure.text()))
            )

    def typed(self) -> SlipTyped:
        """Give what stands in the form."""
        who = self.taken_by.entry
        clerk = str(who.currentData() or "") if isinstance(who, Picker) else ""
        texts = {key: field.text() for key, field in self.fields.items()}
        return SlipTyped(taken_by=clerk, **texts)

    def submit(self) -> None:
        """Enter the slip."""
        commit_typing()
        self.presenter.enter(self.typed())

    def show_screen(self, screen: OutageScreen) -> None:
        """Draw a state; what is being typed stays."""
        self.list.set_rows(screen.rows)
        self.list.setVisible(bool(screen.rows))
        self._empty.setVisible(not screen.rows)
        self._count.setText(screen.count)
        for picker, choices in ((self.taken_by.entry, screen.clerks), (self.why, screen.reasons)):
            if isinstance(picker, Picker) and picker.count() != len(choices):
                picker.clear()
                for choice in choices:
                    picker.addItem(choice.label, choice.key)
        if screen.key != self._key:
            self._key = screen.key
            for key, field in self.fields.items():
                field.set_text(getattr(screen.typed, key))
            if screen.typed.number:
                self.fields["happened_at"].setFocus()
        for key, field in self.fields.items():
            field.set_error(screen.errors.get(key, ""))
        self.taken_by.set_error(screen.errors.get("taken_by", ""))
        self.many.set_error(screen.errors.get("count", ""))
        if screen.message:
            self._message.show_message(screen.message, screen.tone)
        else:
            self._message.hide()
        self.actions_changed.emit()

    def key_actions(self) -> PageActions:
        """Give what the keys do."""
        return PageActions(
            actions=(
                KeyAction(key=Key.CTRL_ENTER, label=tr("Enter this slip"), run=self.submit),
                KeyAction(key=Key.F8, label=tr("Make and print a kit"), run=self._make),
                KeyAction(key=Key.F9, label=tr("Void the chosen number"), run=self._void),
                KeyAction(key=Key.ESC, label=tr("Back"), run=self.presenter.leave),
            )
        )

    def panes(self) -> tuple[QWidget, ...]:
        """Give the list and the form."""
        return (self.list, self.fields["number"])

    def take_scan(self, scan: Scan) -> bool:
        """Take the number of a slip."""
        if scan.kind is not ScanKind.REFERENCE:
            return False
        self.presenter.take_number(scan.text)
        return True

    def on_shown(self) -> None:
        """Read again and stand in the number."""
        self.presenter.refresh()
        self.fields["number"].setFocus()

    def _make(self) -> None:
        commit_typing()
        self.presenter.make_kit(self.many.text())

    def _void(self) -> None:
        number = self.list.current_key().partition(":")[0]
        self.presenter.void(number, str(self.why.currentData() or ""))


def outage_page(office: Office, jobs: JobRunner, navigator: Navigator) -> OutagePage:
    """Build the page."""
    return OutagePage(OutagePresenter(office, jobs, navigator))
