"""The card that puts other words into blocks of a paper, for one print of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.i18n import tr
from agent_desk.ui.keys import Key
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button
from agent_desk.ui.widgets.cards import Card
from agent_desk.ui.widgets.fields import Field, TextArea
from agent_desk.ui.widgets.layout import FlowLayout, clear
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.ui.prints.spec import TextBlock

_LINES = 4


class RewordingCard(Card):
    """Long fields, one for each block; hidden while there are none.

    Signals: ``looked`` to see the paper with these words, ``taken_back`` for the template's words.
    """

    looked = Signal()
    taken_back = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Other words for this print"))
        self._blocks: tuple[TextBlock, ...] = ()
        self.fields: dict[str, Field] = {}
        hint = tr("The paper says that the words were changed here. They are kept with the print.")
        self.add(Text(hint, TextStyle.SMALL, Tone.NEUTRAL))
        self._stack = QVBoxLayout()
        self._stack.setSpacing(10)
        self.add(self._stack)
        flow = FlowLayout(8, 8)
        self.look = Button(tr("Look at it"), icon="file-text", key=Key.CTRL_ENTER.cap)
        self.look.clicked.connect(self.looked)
        self.undo = Button(tr("As in the template"), icon="undo-2")
        self.undo.clicked.connect(self.taken_back)
        for button in (self.look, self.undo):
            flow.addWidget(button)
        holder = QWidget()
        holder.setLayout(flow)
        self.add(holder)
        self.add_stretch()
        self.hide()

    def show_blocks(self, blocks: tuple[TextBlock, ...]) -> None:
        """Draw the blocks; what is being typed stays as long as they are the same."""
        if blocks == self._blocks:
            return
        self._blocks = blocks
        clear(self._stack)
        self.fields = {block.key: Field(block.label, "", TextArea(_LINES)) for block in blocks}
        for block in blocks:
            field = self.fields[block.key]
            field.set_text(block.text)
            self._stack.addWidget(field)
        if blocks:
            self.fields[blocks[0].key].entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def words(self) -> Mapping[str, str]:
        """Give the blocks that do not say what the template says."""
        typed = {block.key: self.fields[block.key].text().strip() for block in self._blocks}
        return {b.key: typed[b.key] for b in self._blocks if typed[b.key] != b.template.strip()}
