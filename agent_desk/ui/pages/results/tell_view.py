"""The call pane: phone number, the authority's words, what to say, how it went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.i18n import tr
from agent_desk.ui.keys import Key
from agent_desk.ui.pages.results.state import TellTyped
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.cards import Card
from agent_desk.ui.widgets.choices import ChoiceGroup
from agent_desk.ui.widgets.fields import Field, commit_typing
from agent_desk.ui.widgets.layout import row
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.pane_card import PaneCard, shown
from agent_desk.ui.widgets.text import IconMark, Text

if TYPE_CHECKING:
    from agent_desk.ui.pages.results.state import TellPane


class TellView(PaneCard):
    """What is said and what is written down; typing stays until it is saved.

    Signals: ``saved(TellTyped)``, ``outcome_chosen(str)``, ``typed_left``, ``followed``,
    ``print_asked``.
    """

    saved = Signal(object)
    outcome_chosen = Signal(str)
    typed_left = Signal()
    followed = Signal()
    print_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._key = ""
        self._copied = ""
        self.outcome = ChoiceGroup(tr("How did it go?"))
        self.call_at = Field(tr("Call back at"), tr("14:30, or 25/11 9:00"))
        self.come_on = Field(tr("Comes on"), tr("for example 25/11; may stay empty"))
        self.note = Field(tr("Note"))
        self.save = Button(
            tr("Write it down"), ButtonKind.PRIMARY, icon="check", key=Key.CTRL_ENTER.cap
        )
        self._follow = Button(" ")
        self._print = Button(tr("What to bring"), icon="printer", key=Key.F8.cap)
        self._build()
        self._connect()

    def _build(self) -> None:
        self._phone = Text("", TextStyle.NUMBER)
        self._phone.set_selectable()
        self._no_phone = Text(
            tr("No phone number is known. Tell by letter, or at the counter."),
            TextStyle.SMALL,
            Tone.WAITING,
        )
        self._warning = Banner("", Tone.WRONG)
        self._warning.hide()
        self._before = Text("", TextStyle.SMALL, Tone.NEUTRAL)
        self._lines = Text("", TextStyle.BASE)
        self._lines.set_selectable()
        self._clocks = Text("", TextStyle.SMALL_STRONG, Tone.WAITING)
        self._words = Card(tr("The authority's words"), padding=14)
        self._words.add(self._lines)
        self._words.add(self._clocks)
        self._script = Text("", TextStyle.BASE)
        self._seconds = Text("", TextStyle.SMALL, Tone.NEUTRAL, wraps=False)
        self._seconds.stand_beside()
        self._say = Card(tr("What to say"), tone=Tone.BRAND, padding=14)
        self._say.add_to_head_right(self._seconds)
        self._say.add(self._script)
        self._sms = Text("", TextStyle.SMALL)
        self._sms.set_selectable()
        self._copy = Button(tr("Copy"), ButtonKind.COMPACT, icon="copy")
        self._text = Card(tr("Text message"), padding=14)
        self._text.add_to_head_right(self._copy)
        self._text.add(self._sms)
        inside = self.inside
        call = QWidget()
        call.setLayout(row(IconMark("phone", Tone.BRAND, 24), self._phone, spacing=10))
        self._call = call
        for part in (call, self._no_phone, self._warning, self._before, self._words, self._say):
            inside.addWidget(part)
        asked = QVBoxLayout()
        asked.setSpacing(4)
        asked.addWidget(Text(tr("How did it go?"), TextStyle.SMALL_STRONG))
        asked.addWidget(self.outcome)
        self._outcome_error = Text("", TextStyle.SMALL_STRONG, Tone.WRONG)
        self._outcome_error.hide()
        asked.addWidget(self._outcome_error)
        inside.addLayout(asked)
        for field in (self.call_at, self.come_on, self.note):
            inside.addWidget(field)
        inside.addWidget(self._text)
        self.end((self.save, self._follow, self._print))

    def _connect(self) -> None:
        self.outcome.chosen.connect(self.outcome_chosen)
        for field in (self.call_at, self.come_on, self.note):
            field.left.connect(self.typed_left)
        self.save.clicked.connect(self.submit)
        self._follow.clicked.connect(self.followed)
        self._print.clicked.connect(self.print_asked)
        self._copy.clicked.connect(self._on_copied)

    def typed(self) -> TellTyped:
        """Give what was chosen and typed."""
        return TellTyped(
            outcome=self.outcome.chosen_key(),
            call_at=self.call_at.text(),
            come_on=self.come_on.text(),
            note=self.note.text(),
        )

    def submit(self) -> None:
        """Hand in what was typed."""
        commit_typing()
        self.saved.emit(self.typed())

    def focus_first(self) -> None:
        """Stand on the outcomes: digits choose."""
        self.outcome.setFocus()

    def show_pane(self, pane: TellPane) -> None:
        """Show a call; fields are filled only when it is another one."""
        is_new = pane.key != self._key
        if is_new:
            self._fill(pane)
        self.call_at.setVisible(pane.typed.outcome == "call_back")
        self.come_on.setVisible(
            pane.typed.outcome not in ("call_back", "no_answer", "wrong_number")
        )
        shown(self._outcome_error, pane.errors.get("outcome", ""))
        fields = {"call_at": self.call_at, "come_on": self.come_on, "note": self.note}
        for key, field in fields.items():
            if pane.errors.get(key, "") != field.error():
                field.set_error(pane.errors.get(key, ""))
        if is_new:
            self.to_top()

    def focus_next(self, pane: TellPane) -> None:
        """Go on to what the chosen outcome needs."""
        wanted = self.call_at if pane.typed.outcome == "call_back" else self.save
        wanted.setFocus()

    def focus_error(self, pane: TellPane) -> None:
        """Go to the first thing that is wrong."""
        fields = {"outcome": self.outcome, "call_at": self.call_at, "come_on": self.come_on}
        wrong = next((part for key, part in fields.items() if key in pane.errors), self.note)
        wrong.setFocus()

    def _fill(self, pane: TellPane) -> None:
        self._key = pane.key
        self.over.setText(pane.matter)
        self.title.setText(pane.name)
        self._phone.setText(pane.phone)
        self._call.setVisible(bool(pane.phone))
        self._no_phone.setVisible(not pane.phone)
        if pane.warning:
            self._warning.show_message(pane.warning, Tone.WRONG)
        else:
            self._warning.hide()
        shown(self._before, pane.before)
        self._lines.setText("\n".join(pane.lines))
        shown(self._clocks, "\n".join(pane.clocks))
        is_result = pane.about == "result"
        self._words.set_title(tr("Where it is") if is_result else tr("The authority's words"))
        self._words.setVisible(bool(pane.lines))
        self._script.setText("\n".join(pane.script))
        self._seconds.setText(pane.script_note)
        self._sms.setText(pane.text_message)
        self.outcome.set_choices(pane.outcomes, pane.typed.outcome)
        self.call_at.set_text(pane.typed.call_at)
        self.come_on.set_text(pane.typed.come_on)
        self.note.set_text(pane.typed.note)
        self._follow.set_label(pane.follow or " ")
        self._follow.setVisible(bool(pane.follow))
        self._print.setVisible(pane.can_print)

    def _on_copied(self) -> None:
        QGuiApplication.clipboard().setText(self._sms.text())
        self._copy.set_label(tr("Copied"))
