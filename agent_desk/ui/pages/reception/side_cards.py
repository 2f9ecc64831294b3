"""The cards beside a case: the person, the case in words, fee and result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.i18n import tr
from agent_desk.ui.pages.reception.step_view import TextLines
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.cards import Card
from agent_desk.ui.widgets.layout import column
from agent_desk.ui.widgets.papers import KeyValue
from agent_desk.ui.widgets.text import Avatar, Text, strong

if TYPE_CHECKING:
    from agent_desk.ui.pages.reception.state import Side


class SideCards(QWidget):
    """Three cards; one without content is hidden."""

    def __init__(self) -> None:
        super().__init__()
        self._side: Side | None = None
        self._avatar = Avatar("")
        self._name = strong("")
        self._line = Text("", TextStyle.SMALL, Tone.NEUTRAL)
        self._pairs = KeyValue()
        self._person = Card(padding=16)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._line)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self._avatar)
        top.addLayout(words, 1)
        self._person.add(top)
        self._person.add(self._pairs)
        self._office_name = Text(tr("Decided by"), TextStyle.SMALL, Tone.NEUTRAL)
        self._office = Text("", TextStyle.SMALL)
        self._person.add(column(self._office_name, self._office))
        self._case = Card(tr("This case"), padding=16)
        self._answers = TextLines(3)
        self._case.add(self._answers)
        self._fee = Card(tr("Fee and result"), padding=16)
        self._money = TextLines(5)
        self._fee.add(self._money)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        for card in (self._person, self._case, self._fee):
            layout.addWidget(card)
        layout.addStretch(1)

    def show_side(self, side: Side) -> None:
        """Draw the cards, if they changed."""
        if side == self._side:
            return
        self._side = side
        self._person.setVisible(bool(side.name))
        self._avatar.set_letters(side.initials)
        self._name.setText(side.name)
        self._line.setText(side.line)
        self._line.setVisible(bool(side.line))
        self._pairs.set_pairs(side.person)
        self._pairs.setVisible(bool(side.person))
        self._office.setText(side.office)
        self._office.setVisible(bool(side.office))
        self._office_name.setVisible(bool(side.office))
        self._case.setVisible(bool(side.case))
        self._answers.set_lines([Text(t, TextStyle.SMALL) for t in side.case], side.case)
        self._fee.setVisible(bool(side.fee))
        lines = [
            Text(t, TextStyle.SMALL_STRONG if n == 0 else TextStyle.SMALL)
            for n, t in enumerate(side.fee)
        ]
        self._money.set_lines(lines, side.fee)
