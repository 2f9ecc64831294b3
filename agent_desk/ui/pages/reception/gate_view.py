"""The gate on the last part: who looked, with their PIN, or why nobody could."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.i18n import tr
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.choices import ChoiceGroup
from agent_desk.ui.widgets.fields import Field
from agent_desk.ui.widgets.pill import Pill
from agent_desk.ui.widgets.pin_entry import PinEntry
from agent_desk.ui.widgets.text import Text, strong

if TYPE_CHECKING:
    from agent_desk.ui.pages.reception.gating import GateStep, Gating


class GatePanel(QWidget):
    """Who looked over the shoulder. Signals: ``settled`` when the clerk may go on."""

    settled = Signal()

    def __init__(self, gating: Gating) -> None:
        super().__init__()
        self._gating = gating
        self._was_asking = False
        self._known: tuple[object, ...] = ()
        self._heading = strong("")
        self._sentence = Text("", TextStyle.BASE, Tone.NEUTRAL)
        self._done = Pill(" ", Tone.GOOD, "check")
        self.colleagues = ChoiceGroup(tr("Who looked at it?"))
        self._who = Text(tr("Who looked at it?"), TextStyle.SMALL_STRONG)
        self.pin = Field(tr("PIN of the colleague"), tr("They type it themselves"), PinEntry())
        self.pin.prefer_digits()
        self._confirm = Button(tr("I have looked at it"), icon="check", key="Enter")
        self._alone = Text(tr("Nobody can look now? Say why:"), TextStyle.SMALL_STRONG)
        self.reasons = ChoiceGroup(tr("Why nobody can look"))
        self.words = Field(tr("Why, in a few words"))
        self._go = Button(tr("Go without a second look"), ButtonKind.SECONDARY, key="Enter")
        self._asking = QWidget()
        self._build()
        self.colleagues.chosen.connect(self._on_colleague)
        self.pin.entered.connect(self._on_pin)
        self._confirm.clicked.connect(self._on_pin)
        self.reasons.chosen.connect(self._on_reason)
        self.words.entered.connect(self._on_words)
        self._go.clicked.connect(self._on_words)

    def _build(self) -> None:
        inside = QVBoxLayout(self._asking)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        for part in (self._who, self.colleagues, self.pin, _left(self._confirm)):
            inside.addWidget(part)
        inside.addSpacing(6)
        for part in (self._alone, self.reasons, self.words, _left(self._go)):
            inside.addWidget(part)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for part in (self._heading, self._sentence, self._done, self._asking):
            box.addWidget(part)

    def show_step(self, step: GateStep | None) -> None:
        """Show the gate; nothing at all where nobody is asked to look."""
        self.setVisible(step is not None)
        if step is None:
            return
        self._heading.setText(step.heading)
        self._sentence.setText(step.sentence)
        self._sentence.setVisible(bool(step.sentence))
        self._done.set_state(step.settled or " ", step.tone, _mark(step.tone))
        self._done.setVisible(bool(step.settled))
        self._asking.setVisible(not step.settled)
        self._show_asking(step)
        if step.settled:
            self.pin.set_text("")
            if self._was_asking:
                self.settled.emit()
        self._was_asking = not step.settled

    def _show_asking(self, step: GateStep) -> None:
        errors = step.errors or {}
        if (step.colleagues, step.chosen) != self._shown():
            self.colleagues.set_choices(step.colleagues, step.chosen)
            self._known = step.colleagues
        if not self.reasons.chosen_key() or step.reason != self.reasons.chosen_key():
            self.reasons.set_choices(step.reasons, step.reason)
        shown: dict[QWidget, bool] = {
            **dict.fromkeys((self._who, self.colleagues, self._alone), bool(step.colleagues)),
            **dict.fromkeys((self.pin, self._confirm), bool(step.chosen)),
            **dict.fromkeys((self.words, self._go), step.needs_words),
        }
        for widget, is_shown in shown.items():
            widget.setVisible(is_shown)
        self.pin.set_error(errors.get("pin") or errors.get("colleague", ""))
        self.words.set_error(errors.get("words", ""))
        if errors.get("pin"):
            self.pin.set_text("")
            self.pin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _shown(self) -> tuple[object, str]:
        return self._known, self.colleagues.chosen_key()

    def is_asking(self) -> bool:
        """Say whether somebody must look, or nobody can, before the clerk goes on."""
        return self._asking.isVisibleTo(self) and not self.isHidden()

    def focus_first(self) -> None:
        """Stand where the next input is."""
        if not self.colleagues.isVisibleTo(self):
            self.reasons.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.colleagues.chosen_key():
            self.pin.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.colleagues.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_colleague(self, key: str) -> None:
        self._gating.choose(key)
        self.pin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_pin(self) -> None:
        self._gating.confirm(self.pin.text())

    def _on_reason(self, key: str) -> None:
        self._gating.go_alone(key)
        if self.words.isVisibleTo(self):
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_words(self) -> None:
        self._gating.say_why(self.words.text())


def _left(button: Button) -> QWidget:
    """Put a button at the left of its row."""
    row = QWidget()
    box = QHBoxLayout(row)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(button)
    box.addStretch(1)
    return row


def _mark(tone: Tone) -> str:
    return "check" if tone is Tone.GOOD else "info"
