"""The group: who is how far with what, and what to teach again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.cards import Card, EmptyState
from agent_desk.ui.widgets.row_list import RowList
from agent_desk.ui.widgets.table_list import TableList
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from agent_desk.ui.pages.training_check.state import CheckScreen

_LEAST = 150


class TogetherView(Card):
    """Signals: ``asked(who)`` when a row is opened; ``taught(topic)`` for what to teach again."""

    asked = Signal(str)
    taught = Signal(str)

    def __init__(self) -> None:
        super().__init__(tr("Who can do what"))
        self.table = TableList(tr("Who can do what"))
        self._key = Text(
            tr("“Alone” means: without any help. No points are given. ▲ further than before."),
            TextStyle.SMALL,
            Tone.NEUTRAL,
        )
        self._feelings = Text("", TextStyle.STRONG)
        self._empty = EmptyState(
            "list-checks",
            tr("Nobody was asked yet. Choose somebody at the left, or print sheets with F8."),
        )
        self._again_head = Text(tr("Teach this again"), TextStyle.HEADING)
        self.again = RowList(tr("Teach this again"))
        self.again.fit_height()
        self.table.setMinimumHeight(theme.current().scaled(_LEAST))
        for part in (self._key, self._empty):
            self.add(part)
        self.add(self.table, 1)
        for widget in (self._feelings, self._again_head, self.again):
            self.add(widget)
        self.table.list.acted.connect(self.asked)
        self.again.acted.connect(self.taught)

    def show_screen(self, screen: CheckScreen) -> None:
        """Draw the group."""
        has_rows = bool(screen.table.rows)
        self.table.set_table(screen.table)
        self.table.setVisible(has_rows)
        self._key.setVisible(has_rows)
        self._empty.setVisible(screen.is_read and not has_rows)
        self._feelings.setText(screen.feelings)
        self._feelings.setVisible(bool(screen.feelings))
        self.again.set_rows(screen.again)
        for widget in (self._again_head, self.again):
            widget.setVisible(bool(screen.again))
