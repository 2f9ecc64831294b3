"""The register: one line to put somebody on the list, the list to tick, one person beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from agent_desk.domain.people import CardReading
from agent_desk.domain.scan import ScanKind
from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.page import Page
from agent_desk.ui.pages.training.attendance_list import AttendanceList
from agent_desk.ui.pages.training.person_view import AlikeView, PersonView
from agent_desk.ui.pages.training.register_state import AlikePane, NewTyped, PersonPane
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind, back_button
from agent_desk.ui.widgets.cards import Card, EmptyState, PageHeader
from agent_desk.ui.widgets.field_row import FieldRow
from agent_desk.ui.widgets.fields import Field, commit_typing
from agent_desk.ui.widgets.layout import FlowLayout
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.panes import Pane, Panes
from agent_desk.ui.widgets.suggest import Suggestions
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from agent_desk.domain.scan import Scan
    from agent_desk.ui.pages.training.register_presenter import RegisterPresenter
    from agent_desk.ui.pages.training.register_state import RegisterScreen

_LEAST_LIST = 180
_FILTER_FROM = 12
"""Fewer people than this are found faster by looking."""


class RegisterPage(Page):
    """The list stays while one person is looked at."""

    def __init__(self, presenter: RegisterPresenter) -> None:
        super().__init__()
        self.presenter = presenter
        self._shown = ""
        self._added = 0
        self._message = Banner(" ", Tone.GOOD)
        self._message.hide()
        self._alike = Banner(" ", Tone.WAITING)
        self._alike.hide()
        back = back_button()
        back.clicked.connect(presenter.close_pane)
        self.header = PageHeader(" ", " ", back)
        self.name = Field(tr("First name"), tr("or scan the card"))
        self.birth = Field(tr("Born about"), tr("as 1950; may stay empty"))
        self.birth.prefer_digits()
        self.add = Button(tr("Put on the list"), ButtonKind.PRIMARY, icon="plus", key="⏎")
        self._count = Text(" ", TextStyle.SMALL_STRONG)
        self.filter = Field(tr("Find on the list"))
        self.list = AttendanceList(tr("People of this session"))
        self._keys = Text(
            tr("In the list: Space is here · 0 will not come · ⏎ opens"),
            TextStyle.SMALL,
            Tone.NEUTRAL,
        )
        self._empty = EmptyState(
            "users", tr("Nobody yet. A first name is enough; a card can be scanned too.")
        )
        self.wall = Button(tr("Show first names to all"), icon="monitor", key=Key.F11.cap)
        self.roster = Button(tr("Enter a paper list"), icon="clipboard-list", key=Key.F7.cap)
        self.print = Button(tr("Print the class list"), icon="printer", key=Key.F8.cap)
        self.finish = Button(tr("Finish the session"), icon="check", key=Key.F9.cap)
        self.person, self.pair = PersonView(presenter.wards.names_like), AlikeView()
        self._build()
        self._connect()
        presenter.listen(self.show_screen)

    def _build(self) -> None:
        self.body.addWidget(self.header)
        self.body.addWidget(self._message)
        self.body.addWidget(self._alike)
        card = Card()
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(FieldRow(self.name, self.birth, self.add))
        column.addWidget(self._count)
        column.addWidget(self._keys)
        column.addWidget(self.filter)
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)
        foot = FlowLayout(8, 8)
        for button in (self.wall, self.roster, self.print, self.finish):
            foot.addWidget(button)
        column.addLayout(foot)
        card.add(column, 1)
        self.list.setMinimumHeight(theme.current().scaled(_LEAST_LIST))
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        for pane in (self.person, self.pair):
            pane.hide()
            right.addWidget(pane)
        self._right.hide()
        self.body.addWidget(Panes(Pane(widget=card, share=6), Pane(widget=self._right, share=4)), 1)

    def _connect(self) -> None:
        p = self.presenter
        self.add.clicked.connect(self.submit)
        self.name.entered.connect(self._name_entered)
        self.birth.entered.connect(self.submit)
        self.filter.edited.connect(lambda: p.filter(self.filter.text()))
        self.list.acted.connect(p.open_person)
        self.list.ticked.connect(p.tick)
        self.list.missed.connect(p.mark_absent)
        self.wall.clicked.connect(p.turn_wall)
        self.roster.clicked.connect(self._open_roster)
        self.print.clicked.connect(p.print_list)
        self.finish.clicked.connect(p.finish)
        self._alike.acted.connect(p.look_at_alike)
        self._message.acted.connect(p.undo)
        self.person.saved.connect(p.save_person)
        self.person.taken_off.connect(p.take_off)
        self.pair.merged.connect(p.merge)
        self.pair.parted.connect(p.keep_apart)
        entry = self.name.entry
        if isinstance(entry, QLineEdit):
            self.suggestions = Suggestions(entry)
            self.suggestions.taken.connect(p.choose_known)
            self.name.edited.connect(
                lambda: self.suggestions.show_names(p.known_like(self.name.text()))
            )

    def _name_entered(self) -> None:
        """Go on to the decade; a second Enter there puts them on the list."""
        if self.name.text().strip():
            self.birth.setFocus()
        else:
            self.submit()

    def submit(self) -> None:
        """Put on the list who was typed."""
        commit_typing()
        self.presenter.add(NewTyped(name=self.name.text(), birth=self.birth.text()))

    def show_screen(self, screen: RegisterScreen) -> None:
        """Draw a state; what is being typed stays."""
        self.header.set_words(screen.title or tr("Class list"), screen.subtitle)
        self._count.setText(screen.count or " ")
        self._count.set_tone(screen.count_tone)
        self.list.set_rows(screen.rows)
        is_filtered = bool(screen.filter)
        self.list.setVisible(bool(screen.rows) or is_filtered)
        self._keys.setVisible(bool(screen.rows))
        self._empty.setVisible(screen.is_read and not screen.rows and not is_filtered)
        self.filter.setVisible(len(screen.rows) >= _FILTER_FROM or is_filtered)
        for field, key in ((self.name, "name"), (self.birth, "birth")):
            self._say_wrong(field, screen.errors.get(key, ""))
        can_write = bool(screen.session_id) and screen.is_open
        for widget in (self.add, self.wall, self.roster, self.print, self.finish):
            widget.setEnabled(can_write)
        words = tr("Take the names away") if screen.is_on_wall else tr("Show first names to all")
        self.wall.set_label(words)
        self._show_messages(screen)
        pane = screen.pane
        self._right.setVisible(pane is not None)
        self.person.setVisible(isinstance(pane, PersonPane))
        self.pair.setVisible(isinstance(pane, AlikePane))
        if isinstance(pane, PersonPane):
            self.person.show_pane(pane)
        elif isinstance(pane, AlikePane):
            self.pair.show_pane(pane)
        self._show_new(screen)
        self._move_focus(screen)
        self.actions_changed.emit()

    @staticmethod
    def _say_wrong(field: Field, words: str) -> None:
        """Say what is wrong with a field, and stand in it when that is new."""
        is_new = bool(words) and words != field.error()
        field.set_error(words)
        if is_new:
            field.setFocus()

    def _show_new(self, screen: RegisterScreen) -> None:
        """Empty the line once somebody was put on the list; a card read in part fills it."""
        if screen.added != self._added:
            self._added = screen.added
            self.name.set_text("")
            self.birth.set_text("")
            self.name.setFocus()
        elif screen.card is not None and not self.birth.text():
            self.birth.set_text(screen.new.birth)
            self.name.setFocus()

    def _show_messages(self, screen: RegisterScreen) -> None:
        if screen.message:
            action = tr("Take back") if screen.undo else ""
            self._message.show_message(screen.message, screen.tone, action)
        else:
            self._message.hide()
        if screen.alike and not isinstance(screen.pane, AlikePane):
            words = tr("Two entries may be one person.")
            self._alike.show_message(words, Tone.WAITING, tr("Look at them"))
        else:
            self._alike.hide()

    def _move_focus(self, screen: RegisterScreen) -> None:
        pane = screen.pane
        key = pane.key if pane is not None else ""
        if isinstance(pane, PersonPane):
            key += str(sorted(pane.errors))
        if key == self._shown or screen.is_busy:
            return
        had, self._shown = self._shown, key
        if isinstance(pane, PersonPane):
            self.person.focus_first()
        elif isinstance(pane, AlikePane):
            self.pair.focus_first()
        elif had:
            self.list.setFocus()

    def key_actions(self) -> PageActions:
        """Give what the keys do."""
        p, screen = self.presenter, self.presenter.state
        pane, can_write = screen.pane, bool(screen.session_id) and screen.is_open
        found: list[KeyAction] = []
        if isinstance(pane, PersonPane):
            found.append(KeyAction(key=Key.CTRL_ENTER, label=tr("Keep it"), run=self.person.submit))
        elif isinstance(pane, AlikePane):
            found.append(KeyAction(key=Key.CTRL_ENTER, label=tr("One person: merge"), run=p.merge))
            found.append(KeyAction(key=Key.CTRL_P, label=tr("Two people"), run=p.keep_apart))
        else:
            found.append(
                KeyAction(
                    key=Key.CTRL_ENTER, label=tr("Put on the list"), run=self.submit,
                    enabled=can_write,
                )
            )  # fmt: skip
            if screen.alike:
                look = tr("Look at the two")
                found.append(KeyAction(key=Key.CTRL_P, label=look, run=p.look_at_alike))
        found += [
            KeyAction(key=Key.F4, label=tr("Another name"), run=self.name.setFocus),
            KeyAction(
                key=Key.F7, label=tr("Enter a paper list"), run=self._open_roster,
                enabled=can_write,
            ),
            KeyAction(
                key=Key.F8, label=tr("Print the class list"), run=p.print_list, enabled=can_write
            ),
            KeyAction(key=Key.F9, label=tr("Finish"), run=p.finish, enabled=can_write),
            KeyAction(key=Key.F11, label=self.wall.label(), run=p.turn_wall, enabled=can_write),
            KeyAction(key=Key.ESC, label=tr("Back"), run=p.close_pane),
        ]  # fmt: skip
        if screen.undo:
            found.append(KeyAction(key=Key.CTRL_Z, label=tr("Take back"), run=p.undo))
        return PageActions(actions=tuple(found))

    def panes(self) -> tuple[QWidget, ...]:
        """Give the line, the list and what is open."""
        found: list[QWidget] = [self.name]
        if self.list.count():
            found.append(self.list)
        pane = self.presenter.state.pane
        if isinstance(pane, PersonPane):
            found.append(self.person.contact)
        elif isinstance(pane, AlikePane):
            found.append(self.pair.two)
        return tuple(found)

    def take_scan(self, scan: Scan) -> bool:
        """Take a card: its holder is here."""
        can_write = bool(self.presenter.state.session_id) and self.presenter.state.is_open
        if scan.kind is not ScanKind.CARD or not can_write:
            return False
        if isinstance(scan.value, CardReading):
            self.presenter.take_card(scan.value)
        return True

    def on_shown(self) -> None:
        """Read again; stand where a name is typed."""
        self.presenter.open_next()
        if self.presenter.state.pane is None:
            self.name.setFocus()

    def _open_roster(self) -> None:
        self.presenter.ways.open_roster(self.presenter.state.session_id)
