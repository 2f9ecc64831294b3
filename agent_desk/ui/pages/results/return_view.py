"""The return form: who takes it, the number compared, what is handed over, the signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr
from agent_desk.ui.keys import Key
from agent_desk.ui.pages.results.state import ReturnTyped
from agent_desk.ui.signing import signed_text
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.choices import ChoiceGroup
from agent_desk.ui.widgets.fields import Field, TextArea, commit_typing
from agent_desk.ui.widgets.layout import clear, row
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.pane_card import PaneCard, shown
from agent_desk.ui.widgets.signature_pad import SignaturePad
from agent_desk.ui.widgets.text import IconMark, Text
from agent_desk.ui.widgets.tick import Tick

if TYPE_CHECKING:
    from agent_desk.domain.signature import SignedText
    from agent_desk.ui.pages.results.state import ReturnPane
    from agent_desk.ui.rows import Choice

_MARK = {
    Tone.GOOD: "circle-check",
    Tone.WRONG: "circle-x",
    Tone.WAITING: "triangle-alert",
}


class ReturnView(PaneCard):
    """The form; what is typed stays until the result is given.

    Signals: ``given(ReturnTyped)``, ``right_chosen(str)``, ``number_left``, ``died_toggled``,
    ``typed_left`` when another field was left, ``later``, ``account_asked``, ``post_asked``.
    """

    given = Signal(object)
    right_chosen = Signal(str)
    number_left = Signal()
    died_toggled = Signal()
    typed_left = Signal()
    later = Signal()
    account_asked = Signal()
    post_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._key = ""
        self._choices: tuple[Choice, ...] = ()
        self._offered: tuple[str, ...] = ()
        self._boxes: dict[str, Tick] = {}
        self._signed: SignedText | None = None
        self.right = ChoiceGroup(tr("Who takes the result"))
        self.died = Tick(tr("The owner has died"))
        self.number = Field(tr("Card or number of who takes it"), tr("Scan the card into it"))
        self.name = Field(tr("Name, as on their card"))
        self.paper = Field(" ")
        self.issued_on = Field(tr("Date on the paper"), tr("for example 20/11/2026"))
        self.certified_by = Field(tr("Certified or issued by"))
        self.relation = Field(tr("Relation to the owner"))
        self.items = Field(tr("Handed over, one thing per line"), "", TextArea(2))
        self.taken_back = Field(
            tr("Old papers taken back, one per line"),
            tr("Only what the law withdraws"),
            TextArea(1),
        )
        self._proof = {
            "name": self.name,
            "paper": self.paper,
            "issued_on": self.issued_on,
            "certified_by": self.certified_by,
            "relation": self.relation,
        }
        self.pad = SignaturePad(
            tr("Signature of who takes it"), tr("sign here, or on the printed slip")
        )
        self.give = Button(
            tr("Returned, print slip"), ButtonKind.PRIMARY, icon="check", key=Key.CTRL_ENTER.cap
        )
        self._call = Button(tr("Call…"), key=Key.F9.cap)
        self._account = Button(tr("It is in their account"), icon="monitor")
        self._post = Button(tr("Send by post…"), icon="truck")
        self._build()
        self._connect()

    def _build(self) -> None:
        self._message = Banner("", Tone.WRONG)
        self._message.hide()
        self._mark = IconMark("circle-check", Tone.GOOD, 18)
        self._match = Text("", TextStyle.SMALL_STRONG)
        self._match.stand_beside()
        self._bring = Text("", TextStyle.SMALL, Tone.NEUTRAL)
        inside = self.inside
        inside.addWidget(self._message)
        inside.addWidget(self.number)
        inside.addLayout(_beside(self._mark, self._match))
        inside.addLayout(_under(tr("Who takes the result"), self.right, self.died))
        inside.addWidget(self._bring)
        for field in self._proof.values():
            inside.addWidget(field)
        inside.addWidget(self.items)
        self._originals = QWidget()
        self._originals_column = QVBoxLayout(self._originals)
        self._originals_column.setContentsMargins(0, 0, 0, 0)
        self._originals_column.setSpacing(4)
        inside.addWidget(self._originals)
        inside.addWidget(self.taken_back)
        clear_pad = Button(tr("Sign again"), ButtonKind.QUIET, icon="undo-2")
        clear_pad.clicked.connect(self._sign_again)
        self.signed_there = Text(
            tr("Signed on the citizen's window"), TextStyle.SMALL_STRONG, Tone.GOOD
        )
        self.signed_there.hide()
        title = tr("Signature of who takes it")
        inside.addLayout(_under(title, self.pad, self.signed_there, clear_pad))
        self.end((self.give, self._call, self._account, self._post))

    def _connect(self) -> None:
        self.right.chosen.connect(self.right_chosen)
        self.died.clicked.connect(self.died_toggled)
        self.number.left.connect(self.number_left)
        self.number.entered.connect(self._after_number)
        for field in (*self._proof.values(), self.items, self.taken_back):
            field.left.connect(self.typed_left)
        self.give.clicked.connect(self.submit)
        self._call.clicked.connect(self.later)
        self._account.clicked.connect(self.account_asked)
        self._post.clicked.connect(self.post_asked)

    def typed(self) -> ReturnTyped:
        """Give what stands in the form now."""
        return ReturnTyped(
            right=self.right.chosen_key(),
            number=self.number.text(),
            name=self.name.text(),
            paper=self.paper.text(),
            issued_on=self.issued_on.text(),
            certified_by=self.certified_by.text(),
            relation=self.relation.text(),
            items=self.items.text(),
            originals=tuple(name for name, box in self._boxes.items() if box.isChecked()),
            taken_back=self.taken_back.text(),
            owner_is_dead=self.died.isChecked(),
        )

    def signature(self, words: str) -> SignedText | None:
        """Give what was drawn, under these words; None if the slip is signed on paper.

        Raises: InvalidInput if other words were signed on the citizen's window.
        """
        if self._signed is not None:
            if self._signed.text != words:
                raise InvalidInput(
                    tr("The form was changed after it was signed. Have it signed again.")
                )
            return self._signed
        drawn = self.pad.drawing()
        return signed_text(words, drawn) if drawn is not None else None

    def take_signature(self, signed: SignedText) -> None:
        """Take what was signed on the citizen's window, with the words it stands under."""
        self._show_signed(signed)

    def _sign_again(self) -> None:
        self.pad.clear()
        self._show_signed(None)

    def _show_signed(self, signed: SignedText | None) -> None:
        self._signed = signed
        self.pad.setEnabled(signed is None)
        self.signed_there.setVisible(signed is not None)

    def submit(self) -> None:
        """Hand in what was typed."""
        commit_typing()
        self.given.emit(self.typed())

    def focus_first(self) -> None:
        """Stand where the next input is: the card."""
        self.number.setFocus()

    def show_pane(self, pane: ReturnPane) -> None:
        """Show a form; fields are filled only when it is a new one."""
        if pane.key != self._key:
            self._fill(pane)
        self.over.setText(pane.head)
        for key, field in self._proof.items():
            field.setVisible(key in pane.shown)
        if pane.paper_label:
            self.paper.set_label(pane.paper_label)
        self._mark.setVisible(pane.match.tone in _MARK)
        if pane.match.tone in _MARK:
            self._mark.set_icon(_MARK[pane.match.tone], pane.match.tone)
        self._match.setText(pane.match.text)
        self._match.set_tone(pane.match.tone)
        bring = tr("To be shown: {what}", what=pane.bring) if pane.bring else ""
        shown(self._bring, bring)
        self._account.setVisible(pane.can_be_in_account)
        self._post.setVisible(bool(pane.dossier_id) and not pane.can_be_in_account)
        self._show_errors(pane)

    def _show_errors(self, pane: ReturnPane) -> None:
        if pane.message:
            if pane.message != self._message.text() or self._message.isHidden():
                self._message.show_message(pane.message, Tone.WRONG)
                self.to_top()
        else:
            self._message.hide()
        for key, field in self._wrong_fields():
            error = pane.errors.get(key, "")
            if error != field.error():
                field.set_error(error)

    def _wrong_fields(self) -> tuple[tuple[str, Field], ...]:
        proof = ((key, field) for key, field in self._proof.items() if key != "name")
        first = (("collector_number", self.number), ("collector_name", self.name))
        return (*first, *proof, ("items", self.items))

    def focus_error(self, pane: ReturnPane) -> None:
        """Go to the first field that is wrong."""
        wrong = next((f for key, f in self._wrong_fields() if key in pane.errors), None)
        if wrong is not None:
            wrong.setFocus()

    def _fill(self, pane: ReturnPane) -> None:
        is_other = self.title.text() != pane.owner
        self._key = pane.key
        typed = pane.typed
        self.title.setText(pane.owner)
        if pane.rights != self._choices or self.right.chosen_key() != typed.right:
            self._choices = pane.rights
            self.right.set_choices(pane.rights, typed.right)
        self.died.setChecked(typed.owner_is_dead)
        self.number.set_text(typed.number)
        for key, field in self._proof.items():
            field.set_text(getattr(typed, key))
        self.items.set_text(typed.items)
        self.taken_back.set_text(typed.taken_back)
        if pane.originals != self._offered or is_other:
            self._offer(pane)
        if is_other:
            self._sign_again()
            self.to_top()

    def _offer(self, pane: ReturnPane) -> None:
        self._offered = pane.originals
        clear(self._originals_column)
        self._boxes = {}
        self._originals.setVisible(bool(pane.originals))
        if pane.originals:
            label = Text(tr("Originals given back"), TextStyle.SMALL_STRONG)
            self._originals_column.addWidget(label)
        for name in pane.originals:
            box = Tick(name)
            box.setChecked(name in pane.typed.originals)
            box.clicked.connect(self.typed_left)
            self._boxes[name] = box
            self._originals_column.addWidget(box)

    def _after_number(self) -> None:
        self.number_left.emit()
        shown_fields = [field for field in self._proof.values() if field.isVisibleTo(self)]
        (shown_fields[0] if shown_fields else self.items).setFocus()


def _under(title: str, *widgets: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(Text(title, TextStyle.SMALL_STRONG))
    for widget in widgets:
        column.addWidget(widget)
    return column


def _beside(mark: QWidget, text: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.addLayout(row(mark, text, spacing=8))
    return column
