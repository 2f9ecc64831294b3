"""The small panes: scan mode with the place in large letters, and what is kept apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont

from agent_desk.i18n import tr, trn
from agent_desk.ui import theme
from agent_desk.ui.keys import Key
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.choices import ChoiceGroup
from agent_desk.ui.widgets.fields import Field, TextArea, commit_typing
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.pane_card import PaneCard, shown
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent

    from agent_desk.ui.pages.results.state import ArrivePane, AsidePane

_PLACE_TIMES = 3


class ArriveView(PaneCard):
    """Takes scans; shows where the last result goes, readable from two steps away.

    Signals: ``scanned(text)``, ``label_asked``, ``finished``.
    """

    scanned = Signal(str)
    label_asked = Signal()
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._key = ""
        self.over.setText(tr("Scan what has come"))
        self.title.setText(tr("One scan, one result"))
        self.number = Field(tr("Number on the result"), tr("Scan it, or type it and press Enter"))
        self._place = Text("", TextStyle.NUMBER)
        self._place.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._whose = Text("", TextStyle.HEADING)
        self._whose.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._said = Banner("")
        self._said.hide()
        self._count = Text("", TextStyle.SMALL, Tone.NEUTRAL)
        self.label = Button(tr("Print the label"), icon="printer", key=Key.F8.cap)
        done = Button(tr("Done"), ButtonKind.PRIMARY, icon="check", key=Key.CTRL_ENTER.cap)
        for part in (self.number, self._place, self._whose, self._said, self._count):
            self.inside.addWidget(part)
        self.end((done, self.label))
        self.number.entered.connect(self.submit)
        self.label.clicked.connect(self.label_asked)
        done.clicked.connect(self.finished)
        self._enlarge()

    def submit(self) -> None:
        """Take in what stands in the field."""
        commit_typing()
        if self.number.text().strip():
            self.scanned.emit(self.number.text())

    def show_pane(self, pane: ArrivePane) -> None:
        """Show the last one; the field is empty again after each."""
        if pane.key != self._key:
            self._key = pane.key
            self.number.set_text("")
        self.number.set_error(pane.error)
        shown(self._place, pane.place)
        shown(self._whose, pane.whose)
        if not pane.said.text:
            self._said.hide()
        elif pane.said.text != self._said.text() or self._said.isHidden():
            self._said.show_message(pane.said.text, pane.said.tone)
        count = trn("{n} taken in now", "{n} taken in now", pane.count) if pane.count else ""
        shown(self._count, count)
        self.label.setVisible(bool(pane.dossier_id) and pane.place != "?")

    def focus_first(self) -> None:
        """Stand in the field that takes scans."""
        self.number.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_theme_change(event):
            self._enlarge()

    def _enlarge(self) -> None:
        font = QFont(theme.current().font(TextStyle.NUMBER))  # the theme's own is shared
        font.setPointSizeF(font.pointSizeF() * _PLACE_TIMES)
        self._place.setFont(font)


class AsideView(PaneCard):
    """Why something is not given out, and the sentence that settles it.

    Signals: ``settled(text)``, ``chosen(key, text)``, ``followed(owner's name, number)``,
    ``typed_left``.
    """

    settled = Signal(str)
    chosen = Signal(str, str)
    followed = Signal(str, str)
    typed_left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._key = ""
        self._why = Banner(" ", Tone.WAITING)
        self.choices = ChoiceGroup(tr("What was wrong?"))
        self._choice_error = Text("", TextStyle.SMALL_STRONG, Tone.WRONG)
        self._choice_error.hide()
        self.note = Field(" ", "", TextArea(3))
        self.primary = Button(" ", ButtonKind.PRIMARY, icon="check", key=Key.CTRL_ENTER.cap)
        self._other = Button(" ")
        self.owner_name = Field(tr("Owner, as printed on the result"))
        self.owner_number = Field(tr("Citizen number printed on it"))
        self.owner_number.prefer_digits()
        self.inside.addWidget(self._why)
        self.inside.addWidget(self.owner_name)
        self.inside.addWidget(self.owner_number)
        self.inside.addWidget(self.choices)
        self.inside.addWidget(self._choice_error)
        self.inside.addWidget(self.note)
        self.end((self.primary, self._other))
        self.primary.clicked.connect(self.submit)
        self._other.clicked.connect(self._on_other)
        self.note.left.connect(self.typed_left)
        self.choices.chosen.connect(self._on_chosen)

    def submit(self) -> None:
        """Hand in the sentence."""
        commit_typing()
        self.settled.emit(self.note.text())

    def show_pane(self, pane: AsidePane) -> None:
        """Show what it is about."""
        if pane.key != self._key:
            self._key = pane.key
            self.over.setText(tr("Not to be given out yet"))
            self.title.setText(pane.title)
            self._why.show_message(pane.why, Tone.WAITING)
            self.note.set_label(pane.label)
            self.note.set_text(pane.note)
            self.choices.set_choices(pane.choices, pane.chosen)
            self.choices.setVisible(bool(pane.choices))
            self.primary.set_label(pane.primary)
            self._other.set_label(pane.other or " ")
            self._other.setVisible(bool(pane.other))
            self.owner_name.set_text(pane.owner_name)
            self.owner_number.set_text(pane.owner_number)
            self.to_top()
        shown(self._choice_error, pane.choice_error)
        self.note.set_error(pane.error)
        for key, owner in (("name", self.owner_name), ("number", self.owner_number)):
            owner.setVisible(pane.asks_owner)
            owner.set_error(pane.owner_errors.get(key, ""))

    def focus_first(self) -> None:
        """Stand in the first entry."""
        owner, choices = self.owner_name, self.choices
        if choices.isVisibleTo(self) and not choices.chosen_key():
            choices.setFocus()
        else:
            (owner if owner.isVisibleTo(self) else self.note).setFocus()

    def _on_chosen(self, key: str) -> None:
        self.chosen.emit(key, self.note.text())
        self.note.setFocus()

    def _on_other(self) -> None:
        commit_typing()
        self.followed.emit(self.owner_name.text(), self.owner_number.text())
