"""One item: how it stands, the label scanned back, what happened, its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from agent_desk.i18n import tr
from agent_desk.ui.keys import Key
from agent_desk.ui.pages.delivery.state import Happened
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.choices import ChoiceGroup
from agent_desk.ui.widgets.fields import Field, commit_typing
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.pane_card import PaneCard
from agent_desk.ui.widgets.pill import Pill
from agent_desk.ui.widgets.text import Text
from agent_desk.ui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from agent_desk.ui.pages.delivery.state import ItemPane


class ItemView(PaneCard):
    """Signals: ``scanned(text)``, ``written(Happened)``, ``label_asked``."""

    scanned = Signal(str)
    written = Signal(object)
    label_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._key = ""
        self._is_ready = False
        self._state = Pill(" ")
        self._lines = Text("")
        self._payer = Text("", TextStyle.SMALL, Tone.NEUTRAL)
        self._hint = Banner(" ", Tone.WAITING)
        self.scan = Field(
            tr("Number on the post's label"), tr("Scan the label, then the post has it")
        )
        self.acts = ChoiceGroup(tr("What happened"))
        self._wrong = Text("", TextStyle.SMALL_STRONG, Tone.WRONG)
        self.words = Field(tr("Who signed, how invited, or why"))
        self.at = Field(tr("When"), tr("Empty: now. Else as 23/11 14:30"))
        self._history = Timeline(tr("What happened so far"))
        self.primary = Button(" ", ButtonKind.PRIMARY, icon="check", key=Key.CTRL_ENTER.cap)
        self.label = Button(tr("Print the label"), icon="printer", key=Key.F8.cap)
        for part in (
            self._state,
            self._lines,
            self._payer,
            self._hint,
            self.scan,
            self.acts,
            self._wrong,
            self.words,
            self.at,
            self._history,
        ):
            self.inside.addWidget(part)
        self.end((self.primary, self.label))
        self.primary.clicked.connect(self.submit)
        self.label.clicked.connect(self.label_asked)
        self.scan.entered.connect(self.submit)

    def submit(self) -> None:
        """Hand in the scanned label, or what happened."""
        commit_typing()
        if self._is_ready and not self.acts.chosen_key():
            self.scanned.emit(self.scan.text())
            return
        self.written.emit(
            Happened(what=self.acts.chosen_key(), words=self.words.text(), at=self.at.text())
        )

    def show_pane(self, pane: ItemPane) -> None:
        """Show an item; what is typed is emptied only when something new is shown."""
        if pane.key != self._key:
            self._fill(pane)
        self.scan.set_error(pane.errors.get("scanned", ""))
        wrong = pane.errors.get("what", "")
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))
        told = next((pane.errors[k] for k in ("signer", "how", "reason") if k in pane.errors), "")
        self.words.set_error(told)
        self.at.set_error(pane.errors.get("at", ""))

    def _fill(self, pane: ItemPane) -> None:
        self._key, self._is_ready = pane.key, pane.is_ready
        self.over.setText(pane.over)
        self.title.setText(pane.title)
        self._state.set_state(pane.state, pane.tone)
        self._lines.setText("\n".join(pane.lines))
        self._payer.setText(pane.payer)
        if pane.hint:
            self._hint.show_message(pane.hint, Tone.WAITING)
        else:
            self._hint.hide()
        self.scan.setVisible(pane.is_ready)
        self.scan.set_text("")
        self.acts.set_choices(pane.acts, "")
        for part in (self.acts, self.words):
            part.setVisible(bool(pane.acts))
        self.at.setVisible(bool(pane.acts) and not pane.is_ready)
        self.words.set_text("")
        self.at.set_text("")
        self._history.set_moments(pane.history)
        self.primary.setVisible(bool(pane.acts))
        self.primary.set_label(tr("The post has it") if pane.is_ready else tr("Write it down"))
        self.label.setVisible(pane.is_ready)
        self.to_top()

    def focus_first(self) -> None:
        """Stand where the next input is."""
        (self.scan if self._is_ready else self.acts).setFocus()
