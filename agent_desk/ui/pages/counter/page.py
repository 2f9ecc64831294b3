"""At the counter: the works that stand beside the cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.i18n import tr
from agent_desk.ui.page import Page
from agent_desk.ui.widgets.cards import Card, PageHeader
from agent_desk.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from agent_desk.ui.pages.counter.presenter import CounterPresenter, CounterScreen


class CounterPage(Page):
    """One list: Enter opens a row."""

    def __init__(self, presenter: CounterPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.list = RowList(tr("Works at the counter"))
        self.list.acted.connect(presenter.open)
        card = Card(padding=8)
        card.add(self.list, 1)
        subtitle = tr("What stands beside the cases.")
        self.body.addWidget(PageHeader(tr("Counter"), subtitle))
        self.body.addWidget(card, 1)
        presenter.listen(self.show_screen)

    def show_screen(self, screen: CounterScreen) -> None:
        """Draw the rows."""
        self.list.set_rows(screen.rows)

    def panes(self) -> tuple[QWidget, ...]:
        """Give the list."""
        return (self.list,)

    def on_shown(self) -> None:
        """Count again and stand in the list."""
        self._presenter.refresh()
        self.list.setFocus()
