"""The return form: who takes the result, with which right, what is handed over."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.domain.people import show_number
from agent_desk.i18n import tr
from agent_desk.ui.keys import Key
from agent_desk.ui.pages.dossiers.state import ReturnTyped
from agent_desk.ui.rows import Choice
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.cards import Card, Rule
from agent_desk.ui.widgets.choices import ChoiceGroup
from agent_desk.ui.widgets.fields import Field, TextArea, commit_typing
from agent_desk.ui.widgets.layout import FlowLayout, ScrollPage, clear
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from agent_desk.ui.pages.dossiers.state import ReturnForm


class ReturnView(Card):
    """The form in the right column; what is typed stays until the result is given.

    Signals: ``given(ReturnTyped)``, ``collector_chosen(str)``, ``typed_left`` when a field was
    left, ``closed``.
    """

    given = Signal(object)
    collector_chosen = Signal(str)
    typed_left = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(padding=0)
        self._filled_key = ""
        self._shown_originals: tuple[str, ...] | None = None
        self._shown_choices: tuple[Choice, ...] = ()
        self._owner = Text("", TextStyle.TITLE)
        self.collector = ChoiceGroup(tr("Who takes the result"))
        self.name = Field(tr("Name, as on their card"))
        self.number = Field(tr("Citizen number"))
        self.number.prefer_digits()
        self.authorization = Field(
            tr("Authorization"), tr("Its number and date, or “handwritten, close relative”")
        )
        self.items = Field(tr("Handed over, one thing per line"), "", TextArea(3))
        self._fields = {
            "collector_name": self.name,
            "collector_number": self.number,
            "authorization": self.authorization,
            "items": self.items,
        }
        self._originals = QWidget()
        self._originals_flow = FlowLayout(6, 6)
        self._originals.setLayout(self._originals_flow)
        self.give = Button(
            tr("Returned, print slip"), ButtonKind.PRIMARY, icon="check", key=Key.CTRL_ENTER.cap
        )
        self._later = Button(tr("Later"), key=Key.ESC.cap)
        self._build()
        self._connect()

    def _build(self) -> None:
        fields = QWidget()
        inside = QVBoxLayout(fields)
        inside.setContentsMargins(20, 18, 20, 12)
        inside.setSpacing(12)
        head = QVBoxLayout()
        head.setSpacing(0)
        head.addWidget(Text(tr("Returning the result of"), TextStyle.SMALL, Tone.NEUTRAL))
        head.addWidget(self._owner)
        inside.addLayout(head)
        asked = QVBoxLayout()
        asked.setSpacing(3)
        asked.addWidget(Text(tr("Who takes the result"), TextStyle.SMALL_STRONG))
        asked.addWidget(self.collector)
        inside.addLayout(asked)
        for field in self._fields.values():
            inside.addWidget(field)
        inside.addWidget(self._originals)
        inside.addStretch(1)
        self.body.setSpacing(0)
        self.add(ScrollPage(fields), 1)
        self.add(Rule())
        self.add(self._foot())

    def _foot(self) -> QVBoxLayout:
        hint = tr("Compare face and card. Let the citizen sign the slip.")
        foot = QVBoxLayout()
        foot.setContentsMargins(20, 10, 20, 14)
        foot.setSpacing(10)
        foot.addWidget(Text(hint, TextStyle.SMALL, Tone.NEUTRAL))
        buttons = FlowLayout(10, 10)
        buttons.addWidget(self._later)
        buttons.addWidget(self.give)
        foot.addLayout(buttons)
        return foot

    def _connect(self) -> None:
        self.collector.chosen.connect(self.collector_chosen)
        for field in self._fields.values():
            field.left.connect(self.typed_left)
        self.name.entered.connect(self.number.setFocus)
        self.number.entered.connect(self._after_number)
        self.authorization.entered.connect(self.items.setFocus)
        self.give.clicked.connect(self.submit)
        self._later.clicked.connect(self.closed)

    def typed(self) -> ReturnTyped:
        """Give what stands in the fields now."""
        return ReturnTyped(
            collector=self.collector.chosen_key(),
            name=self.name.text(),
            number=self.number.text(),
            authorization=self.authorization.text(),
            items=self.items.text(),
        )

    def submit(self) -> None:
        """Hand in what was typed."""
        commit_typing()
        self.given.emit(self.typed())

    def focus_first(self) -> None:
        """Stand where the next input is."""
        self.collector.setFocus()

    def focus_next(self) -> None:
        """Go on to the first field after the choice."""
        shown = (field for field in self._fields.values() if field.isVisibleTo(self))
        next(shown, self.items).setFocus()

    def render_form(self, form: ReturnForm) -> None:
        """Show a form; fields are filled only when it is a new one."""
        if form.key != self._filled_key:
            self._fill(form)
        is_proxy = form.typed.collector == "proxy"
        self.authorization.setVisible(is_proxy)
        # What is known of the owner stands on the choice; only what is not must be typed.
        self.name.setVisible(is_proxy or not form.owner)
        self.number.setVisible(is_proxy or not form.owner_number)
        for key, field in self._fields.items():
            message = form.errors.get(key, "")
            if message != field.error():
                field.set_error(message)

    def focus_error(self, form: ReturnForm) -> None:
        """Go to the first field that is wrong."""
        wrong = next((field for key, field in self._fields.items() if key in form.errors), None)
        if wrong is not None:
            wrong.setFocus()

    def _fill(self, form: ReturnForm) -> None:
        self._filled_key = form.key
        self._owner.setText(form.owner)
        choices = (
            Choice(key="owner", label=tr("The owner"), detail=_known(form)),
            Choice(key="proxy", label=tr("A proxy"), detail=tr("with authorization")),
        )
        # Made again only for another owner: new buttons would lose the focus.
        if choices != self._shown_choices or self.collector.chosen_key() != form.typed.collector:
            self._shown_choices = choices
            self.collector.set_choices(choices, form.typed.collector)
        self.name.set_text(form.typed.name)
        self.number.set_text(form.typed.number)
        self.authorization.set_text(form.typed.authorization)
        self.items.set_text(form.typed.items)
        if form.originals != self._shown_originals:
            self._offer(form.originals)

    def _offer(self, originals: tuple[str, ...]) -> None:
        self._shown_originals = originals
        clear(self._originals_flow)
        self._originals.setVisible(bool(originals))
        for text in originals:
            button = Button(text, ButtonKind.COMPACT, icon="plus")
            button.clicked.connect(partial(self._add_item, text))
            self._originals_flow.addWidget(button)

    def _add_item(self, text: str) -> None:
        lines = [line for line in self.items.text().splitlines() if line.strip()]
        if text not in lines:
            self.items.set_text("\n".join([*lines, text]))
            self.typed_left.emit()
        self.items.setFocus()

    def _after_number(self) -> None:
        is_proxy = self.collector.chosen_key() == "proxy"
        (self.authorization if is_proxy else self.items).setFocus()


def _known(form: ReturnForm) -> str:
    return " · ".join(part for part in (form.owner, show_number(form.owner_number)) if part)
