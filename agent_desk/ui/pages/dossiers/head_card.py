"""The top of a dossier: number, procedure, person, state, road, custody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.cards import Card
from agent_desk.ui.widgets.papers import PairStrip
from agent_desk.ui.widgets.pill import Pill
from agent_desk.ui.widgets.progress import Stepper
from agent_desk.ui.widgets.text import Part, Text

if TYPE_CHECKING:
    from agent_desk.ui.pages.dossiers.state import Head

_WHY_WIDTH = 320


class HeadCard(Card):
    """Says which dossier this is and how it stands."""

    def __init__(self) -> None:
        super().__init__(padding=22)
        self._shown_head: Head | None = None
        self._numbers = Text("", TextStyle.SMALL, Tone.NEUTRAL)
        self._numbers.set_selectable()
        self._numbers.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._procedure = Text("", TextStyle.TITLE)
        self._person = Text("", TextStyle.BASE, Tone.NEUTRAL)
        self._pill = Pill("")
        self._why = Text("", TextStyle.SMALL, Tone.NEUTRAL)
        self._why.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._why.setMaximumWidth(theme.current().scaled(_WHY_WIDTH))
        self._stepper = Stepper()
        self._pairs = PairStrip()
        words = QVBoxLayout()
        words.setSpacing(2)
        for part in (self._numbers, self._procedure, self._person):
            words.addWidget(part)
        state = QVBoxLayout()
        state.setSpacing(6)
        state.addStretch(1)
        state.addWidget(self._pill, 0, Qt.AlignmentFlag.AlignRight)
        state.addWidget(self._why)
        state.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addLayout(words, 1)
        top.addLayout(state)
        self.body.setSpacing(14)
        self.add(top)
        self.add(self._stepper)
        self.add(self._pairs)

    def render_head(self, head: Head) -> None:
        """Show a head."""
        if head == self._shown_head:
            return
        self._shown_head = head
        parts = [Part(text=tr("Reference") + " "), Part(text=head.reference, is_strong=True)]
        if head.official_code:
            parts.append(Part(text=" · " + tr("Official code") + " "))
            parts.append(Part(text=head.official_code, is_strong=True))
        self._numbers.set_parts(parts)
        self._procedure.setText(head.procedure)
        self._person.setText(head.person)
        self._pill.set_state(head.pill.text, head.pill.tone, "clock")
        self._why.setText(head.why_due)
        self._why.setVisible(bool(head.why_due))
        self._stepper.set_stages(head.stages, head.at)
        self._pairs.set_pairs(head.pairs)
