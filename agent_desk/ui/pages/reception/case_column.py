"""The left column: the open cases, the parts of this one, and the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.i18n import tr
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.cards import Card, Rule
from agent_desk.ui.widgets.case_tabs import CaseTabs, TabRow
from agent_desk.ui.widgets.layout import row
from agent_desk.ui.widgets.task_list import TaskList
from agent_desk.ui.widgets.text import IconMark, Text

if TYPE_CHECKING:
    from agent_desk.ui.pages.reception.state import State


class CaseColumn(QWidget):
    """What is open, and how far it is."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[TabRow, ...] = ()
        self.cases = CaseTabs(tr("Open cases"))
        self._open = Card(padding=8)
        self._open.add(self.cases)
        self._open.hide()
        self._head = Text("", TextStyle.SMALL, Tone.NEUTRAL)
        self._head_line = Text("", TextStyle.SMALL_STRONG)
        self.tasks = TaskList(tr("Parts of the case"))
        self._clock = Text("", TextStyle.SMALL, Tone.NEUTRAL, wraps=False)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(14)
        self._box.addWidget(self._open)
        self._box.addWidget(self._parts(), 1)

    def _parts(self) -> Card:
        card = Card(padding=12)
        head = QVBoxLayout()
        head.setContentsMargins(12, 4, 8, 4)
        head.setSpacing(0)
        head.addWidget(self._head)
        head.addWidget(self._head_line)
        card.add(head)
        card.add(self.tasks)
        card.add(Rule())
        clock = row(IconMark("clock", Tone.NEUTRAL, 16), self._clock, spacing=6)
        clock.setContentsMargins(12, 0, 0, 0)
        clock.addStretch(1)
        card.add(clock)
        card.add_stretch()
        return card

    def add_below(self, widget: QWidget) -> None:
        """Put the cards of the case under the parts, where there is no third column."""
        self._box.addWidget(widget)

    def show_clock(self, words: str) -> None:
        """Show the time at the counter."""
        self._clock.setText(words)

    def show_state(self, state: State) -> None:
        """Draw the open cases and the parts of this one."""
        self._head.setText(state.head)
        self._head_line.setText(state.head_line)
        self._head_line.setVisible(bool(state.head_line))
        self.tasks.set_tasks(state.tasks, state.step)
        rows = tuple(
            TabRow(
                key=tab.key, letter=tab.letter, color=tab.color, title=tab.title,
                subtitle=tab.subtitle, is_open=tab.is_open,
            )
            for tab in state.cases
        )  # fmt: skip
        if rows != self._rows:
            self._rows = rows
            self.cases.set_cases(rows)
        self._open.setVisible(bool(rows))
