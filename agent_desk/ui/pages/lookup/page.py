"""Dossiers of other desks: look up at the left, correct or supplement at the right, edits below."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from agent_desk.domain.scan import ScanKind
from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.page import Page
from agent_desk.ui.pages.lookup.state import EditTyped
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind, back_button
from agent_desk.ui.widgets.cards import Card, EmptyState, PageHeader
from agent_desk.ui.widgets.fields import Field, Picker, TextArea, commit_typing
from agent_desk.ui.widgets.layout import FlowLayout
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.panes import Pane, Panes
from agent_desk.ui.widgets.papers import KeyValue
from agent_desk.ui.widgets.row_list import RowList
from agent_desk.ui.widgets.text import Text
from agent_desk.ui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.domain.scan import Scan
    from agent_desk.ui.pages.lookup.presenter import LookUpPresenter
    from agent_desk.ui.pages.lookup.state import LookUpScreen
    from agent_desk.ui.rows import Choice

    ChooseFiles = Callable[[QWidget, str], tuple[Path, ...]]

_LEAST_LIST = 120


def choose_files(parent: QWidget, title: str) -> tuple[Path, ...]:
    """Ask for scans with the system's file dialog."""
    kinds = tr("Scans (*.pdf *.jpg *.jpeg *.png *.tif *.tiff)")
    paths, _ = QFileDialog.getOpenFileNames(parent, title, "", kinds)
    return tuple(Path(path) for path in paths)


class LookUpPage(Page):
    """What was typed stays until it is sent; ``choose`` gives scans of a supplement."""

    def __init__(self, presenter: LookUpPresenter, choose: ChooseFiles = choose_files) -> None:
        super().__init__()
        self.presenter = presenter
        self._choose = choose
        self._key = ""
        self._message = Banner(" ", Tone.GOOD)
        self._message.hide()
        self.number = Field(tr("Our number or the official code"), tr("Scan it, or type it"))
        self.purpose = Field(tr("Why it is looked up"), tr("It is written down"), Picker())
        self.search = Button(tr("Look up"), ButtonKind.PRIMARY, icon="search")
        self._title = Text("", TextStyle.HEADING)
        self._as_of = Text("", TextStyle.SMALL_STRONG)
        self._pairs = KeyValue()
        self._history = Timeline(tr("What the center told the desk that holds it"))
        self.field = Field(tr("What to correct"), "", Picker())
        self.value = Field(tr("New text"))
        self.reason = Field(tr("Why, for the desk that holds it"), "", TextArea(2))
        self._lease = Text("", TextStyle.SMALL, Tone.NEUTRAL)
        self.lease = Button(tr("May I edit?"), icon="key-round", key=Key.F9.cap)
        self.send = Button(
            tr("Send the correction"), ButtonKind.PRIMARY, icon="send", key=Key.CTRL_ENTER.cap
        )
        self.supplement = Button(tr("Take its supplement…"), icon="paperclip", key=Key.F7.cap)
        self.give = Button(tr("Return its result here…"), icon="inbox", key=Key.F4.cap)
        self._chosen = Banner(" ", Tone.WAITING)
        self.answer = Field(tr("Answer to the other desk"))
        self.accept = Button(tr("Accept"), ButtonKind.PRIMARY, icon="check", key=Key.F11.cap)
        self.decline = Button(tr("Decline"), icon="x", key=Key.F12.cap)
        self.edits = RowList(tr("Corrections and proposals"))
        self._build()
        self._connect()
        presenter.listen(self.show_screen)

    def _build(self) -> None:
        back = back_button()
        back.clicked.connect(self.presenter.leave)
        subtitle = tr("Who looks and why is written down, here and at the center.")
        self.body.addWidget(PageHeader(tr("Dossiers of other desks"), subtitle, back))
        self.body.addWidget(self._message)
        holder = QWidget()
        left = QVBoxLayout(holder)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(16)
        left.addWidget(self._ask_card())
        left.addWidget(self._found_card())
        left.addWidget(self._edits_card(), 1)
        right = self._edit_card()
        self.edits.setMinimumHeight(theme.current().scaled(_LEAST_LIST))
        self.body.addWidget(Panes(Pane(widget=holder, share=6), Pane(widget=right, share=4)), 1)

    def _ask_card(self) -> Card:
        card = Card()
        fields = FlowLayout(12, 10)
        for one in (self.number, self.purpose, self.search):
            fields.addWidget(one)
        card.add(fields)
        return card

    def _found_card(self) -> Card:
        self.sheet = Card()
        for part in (self._title, self._as_of, self._pairs, self._history):
            self.sheet.add(part)
        return self.sheet

    def _edits_card(self) -> Card:
        card = Card(tr("Corrections and proposals"))
        self._no_edits = EmptyState("inbox", tr("No correction waits for an answer."))
        card.add(self._no_edits, 1)
        card.add(self.edits, 1)
        self._deciding = QWidget()
        column = QVBoxLayout(self._deciding)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        buttons = FlowLayout(10, 10)
        buttons.addWidget(self.accept)
        buttons.addWidget(self.decline)
        column.addWidget(self._chosen)
        column.addWidget(self.answer)
        column.addLayout(buttons)
        card.add(self._deciding)
        return card

    def _edit_card(self) -> Card:
        self.editing = Card(tr("Correct or supplement"))
        column = QVBoxLayout()
        column.setSpacing(10)
        for part in (self._lease, self.lease, self.field, self.value, self.reason, self.send):
            column.addWidget(part)
        column.addSpacing(12)
        column.addWidget(self.supplement)
        column.addWidget(self.give)
        column.addStretch(1)
        self.editing.add(column, 1)
        return self.editing

    def _connect(self) -> None:
        p = self.presenter
        self.purpose.edited.connect(self._say_why)
        self.search.clicked.connect(self._look)
        self.number.entered.connect(self._look)
        self.lease.clicked.connect(p.ask_lease)
        self.send.clicked.connect(self._send)
        self.supplement.clicked.connect(self._supplement)
        self.give.clicked.connect(p.return_here)
        self.edits.acted.connect(p.choose)
        self.accept.clicked.connect(self._accept)
        self.decline.clicked.connect(self._decline)
        for one in (self.value, self.reason):
            one.left.connect(lambda: p.keep_typed(self.typed()))

    def typed(self) -> EditTyped:
        """Give what stands in the form."""
        picker = self.field.entry
        name = str(picker.currentData() or "phone") if isinstance(picker, Picker) else "phone"
        return EditTyped(field=name, value=self.value.text(), reason=self.reason.text())

    def show_screen(self, screen: LookUpScreen) -> None:
        """Draw a state; what is being typed stays."""
        _fill(self.purpose, screen.purposes)
        _fill(self.field, screen.fields)
        self.sheet.setVisible(bool(screen.found))
        self.editing.setVisible(bool(screen.found))
        self.give.setVisible(screen.can_return)
        self._title.setText(screen.title)
        self._as_of.setText(screen.as_of)
        self._as_of.set_tone(screen.as_of_tone)
        self._pairs.set_pairs(screen.pairs)
        self._history.set_moments(screen.history)
        self._history.setVisible(bool(screen.history))
        self._lease.setText(screen.lease)
        self.edits.set_rows(screen.rows)
        self.edits.setVisible(bool(screen.rows))
        self._no_edits.setVisible(not screen.rows)
        self._deciding.setVisible(bool(screen.chosen))
        if screen.chosen_words:
            self._chosen.show_message(screen.chosen_words, Tone.WAITING)
        if screen.key != self._key:
            self._key = screen.key
            self.value.set_text(screen.typed.value)
            self.reason.set_text(screen.typed.reason)
            self.answer.set_text("")
        for name in ("number", "value", "reason", "answer"):
            getattr(self, name).set_error(screen.errors.get(name, ""))
        if screen.message:
            self._message.show_message(screen.message, screen.tone)
        else:
            self._message.hide()
        self.actions_changed.emit()

    def key_actions(self) -> PageActions:
        """Give what the keys do."""
        state, found = self.presenter.state, []
        if state.found:
            found += [
                KeyAction(key=Key.CTRL_ENTER, label=tr("Send the correction"), run=self._send),
                KeyAction(key=Key.F9, label=tr("May I edit?"), run=self.presenter.ask_lease),
                KeyAction(key=Key.F7, label=tr("Take its supplement"), run=self._supplement),
            ]
        if state.can_return:
            give = self.presenter.return_here
            found.append(KeyAction(key=Key.F4, label=tr("Return its result here"), run=give))
        if state.chosen:
            found += [
                KeyAction(key=Key.F11, label=tr("Accept"), run=self._accept),
                KeyAction(key=Key.F12, label=tr("Decline"), run=self._decline),
            ]
        found.append(KeyAction(key=Key.ESC, label=tr("Back"), run=self.presenter.leave))
        return PageActions(actions=tuple(found))

    def panes(self) -> tuple[QWidget, ...]:
        """Give the number, the edits and the form."""
        return (self.number, self.edits, *((self.value,) if self.presenter.state.found else ()))

    def take_scan(self, scan: Scan) -> bool:
        """Take a number of a dossier."""
        if scan.kind not in (ScanKind.REFERENCE, ScanKind.OFFICIAL_CODE):
            return False
        self.number.set_text(scan.text)
        self.presenter.look_up(scan.text)
        return True

    def on_shown(self) -> None:
        """Read again and stand in the number."""
        self.presenter.refresh()
        self.number.setFocus()

    def _say_why(self) -> None:
        picker = self.purpose.entry
        if isinstance(picker, Picker):
            self.presenter.choose_purpose(str(picker.currentData()))

    def _look(self) -> None:
        commit_typing()
        self.presenter.look_up(self.number.text())

    def _send(self) -> None:
        commit_typing()
        self.presenter.send_edit(self.typed())

    def _supplement(self) -> None:
        files = self._choose(self, tr("Scans of the supplement"))
        self.presenter.take_supplement(files, self.reason.text())

    def _accept(self) -> None:
        commit_typing()
        self.presenter.decide(self.answer.text(), accepts=True)

    def _decline(self) -> None:
        commit_typing()
        self.presenter.decide(self.answer.text(), accepts=False)


def _fill(field: Field, choices: tuple[Choice, ...]) -> None:
    picker = field.entry
    if isinstance(picker, Picker) and picker.count() != len(choices):
        picker.clear()
        for choice in choices:
            picker.addItem(choice.label, choice.key)
