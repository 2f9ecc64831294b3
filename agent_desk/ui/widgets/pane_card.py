"""A card for a side pane: what scrolls above, the buttons that always stay in sight below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.cards import Card, Rule
from agent_desk.ui.widgets.layout import FlowLayout, ScrollPage
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence


class PaneCard(Card):
    """A card whose content scrolls and whose buttons do not."""

    def __init__(self) -> None:
        super().__init__(padding=0)
        self.over = Text("", TextStyle.SMALL, Tone.NEUTRAL)
        self.title = Text("", TextStyle.TITLE)
        content = QWidget()
        self.inside = QVBoxLayout(content)
        self.inside.setContentsMargins(20, 18, 20, 12)
        self.inside.setSpacing(12)
        head = QVBoxLayout()
        head.setSpacing(0)
        head.addWidget(self.over)
        head.addWidget(self.title)
        self.inside.addLayout(head)
        self._scroller = ScrollPage(content)
        self.body.setSpacing(0)
        self.add(self._scroller, 1)

    def end(self, buttons: Sequence[QWidget]) -> None:
        """Close the content and set the buttons under it."""
        self.inside.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(20, 12, 20, 14)
        row = FlowLayout(10, 10)
        for button in buttons:
            row.addWidget(button)
        foot.addLayout(row)
        self.add(Rule())
        self.add(foot)

    def focus_first(self) -> None:
        """Stand where the next input is; each pane says where."""

    def to_top(self) -> None:
        """Show the beginning."""
        self._scroller.verticalScrollBar().setValue(0)


def shown(text: Text, words: str) -> None:
    """Show words, or take no room for none."""
    text.setText(words)
    text.setVisible(bool(words))
