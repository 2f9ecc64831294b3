"""The last two parts: the check that is read aloud, and lodging with its slip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from agent_desk.i18n import tr
from agent_desk.ui.pages.reception.count_view import CountPanel
from agent_desk.ui.pages.reception.gate_view import GatePanel
from agent_desk.ui.pages.reception.sitting import Step
from agent_desk.ui.pages.reception.step_view import StepView, TextLines
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button
from agent_desk.ui.widgets.cards import Card
from agent_desk.ui.widgets.papers import KeyValue
from agent_desk.ui.widgets.pill import Pill
from agent_desk.ui.widgets.row_list import RowList
from agent_desk.ui.widgets.text import Text, strong

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.ui.pages.reception.lodging import Lodging
    from agent_desk.ui.pages.reception.state import State


class CheckView(StepView):
    """Everything once more; a line goes back to its part."""

    def __init__(self, jump: Callable[[Step], None]) -> None:
        super().__init__()
        self._jump = jump
        self.stops = RowList(tr("What still stops it"))
        self.lines = RowList(tr("The whole case"))
        for rows in (self.stops, self.lines):
            rows.fit_height()
            rows.acted.connect(self._on_acted)
            self.box.addWidget(rows)
        self.box.addStretch(1)

    def show_state(self, state: State) -> None:
        step = state.check
        if step is None:
            return
        if step.stops != self.stops.rows():
            self.stops.set_rows(step.stops)
        if step.rows != self.lines.rows():
            self.lines.set_rows(step.rows)
        self.stops.setVisible(bool(step.stops))

    def focus_first(self) -> None:
        if self.stops.count():
            self.stops.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.primary_wanted.emit()

    def _on_acted(self, key: str) -> None:
        self._jump(Step(key.split(" ", 1)[0]))


class LodgeView(StepView):
    """What is about to happen; afterwards the reference, large, and what to say."""

    def __init__(self, lodging: Lodging, learn: Callable[[], None]) -> None:
        super().__init__()
        self.learn = Button(tr("Learn one thing in 5 minutes"), icon="graduation-cap")
        self.learn.clicked.connect(learn)
        self.gate = GatePanel(lodging.gating)
        self.gate.settled.connect(self.focus_first)
        self.count = CountPanel(lodging.counting)
        self.count.finished.connect(self.primary_wanted)
        self._heading = Text("", TextStyle.HEADING)
        self._sentence = Text("", TextStyle.BASE)
        self._reference_name = Text(tr("Our reference"), TextStyle.SMALL, Tone.NEUTRAL)
        self.reference = Text("", TextStyle.NUMBER, wraps=False)
        self.reference.set_selectable()
        self._custody = Pill(" ", Tone.WAITING, "hard-drive")
        self._pairs = KeyValue()
        self._say_head = strong(tr("Say aloud"))
        self._say = TextLines(8)
        card = self._card = Card(padding=16)
        for part in (self._reference_name, self.reference, self._custody):
            card.add(part)
        for widget in (self._heading, self._sentence, self.gate, self.count, card, self._pairs):
            self.box.addWidget(widget)
        self.box.addWidget(self._say_head)
        self.box.addWidget(self._say)
        self.box.addWidget(self.learn, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.addStretch(1)

    def show_state(self, state: State) -> None:
        step = state.lodge
        if step is None:
            return
        self._heading.setText(step.heading)
        self._sentence.setText(step.sentence)
        self._sentence.setVisible(bool(step.sentence))
        self.reference.setText(step.reference or "–")
        self._card.setVisible(bool(step.reference) or not step.is_done)
        self._custody.set_state(step.custody or " ", Tone.WAITING, "hard-drive")
        self._custody.setVisible(bool(step.custody))
        self._pairs.set_pairs(step.pairs)
        self._pairs.setVisible(bool(step.pairs))
        self.learn.setVisible(step.is_done)
        self._say_head.setVisible(bool(step.say))
        self._say.set_lines([Text(text) for text in step.say], step.say)
        self.count.setVisible(step.count is not None)
        if step.count is not None:
            self.count.show_step(step.count)
        self.gate.show_step(step.gate)

    def focus_first(self) -> None:
        if self.gate.is_asking():
            self.gate.focus_first()
        elif self.count.isVisibleTo(self):
            self.count.focus_first()
        else:
            self.primary_wanted.emit()
