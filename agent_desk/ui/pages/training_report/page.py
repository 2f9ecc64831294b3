"""The report of sessions: days at the left, its tables at the right, paper and spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.i18n import tr
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.page import Page
from agent_desk.ui.pages.training_report.presenter import Days
from agent_desk.ui.rows import Choice
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind, back_button
from agent_desk.ui.widgets.cards import Card, EmptyState, PageHeader
from agent_desk.ui.widgets.choices import ChoiceGroup
from agent_desk.ui.widgets.layout import FlowLayout
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.panes import Pane, Panes, pane_of
from agent_desk.ui.widgets.table_list import TableList
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from agent_desk.ui.pages.training_report.presenter import ReportPresenter, ReportScreen


class ReportPage(Page):
    """Figures of whole months, quarters and years; small groups are hidden everywhere."""

    def __init__(self, presenter: ReportPresenter) -> None:
        super().__init__()
        self.presenter = presenter
        back = back_button()
        back.clicked.connect(presenter.back)
        self._message = Banner(" ", Tone.GOOD)
        self._message.hide()
        self.days = ChoiceGroup(tr("Days"), _choices(), Days.THIS_MONTH)
        self._span = Text(" ", TextStyle.STRONG)
        self.print = Button(tr("Print"), ButtonKind.PRIMARY, icon="printer", key=Key.F8.cap)
        self.save = Button(tr("Spreadsheet"), icon="download", key=Key.F9.cap)
        self._hidden = Text(
            tr("“–” is hidden: fewer than 5 people, or a number from which they could be "
               "reckoned."),
            TextStyle.SMALL,
            Tone.NEUTRAL,
        )  # fmt: skip
        self._empty = EmptyState(
            "graduation-cap", tr("No class was finished in these days. Choose other days.")
        )
        self.summary = TableList(tr("In short"))
        self.wards = TableList(tr("People by ward and year of birth"))
        self.skills = TableList(tr("Skills after the class"))
        self.sessions = TableList(tr("Classes"))
        self._cards: list[tuple[Card, TableList]] = []
        subtitle = tr("People and skills count only who agreed, and sheets without a name.")
        self.body.addWidget(PageHeader(tr("Report of classes"), subtitle, back))
        self.body.addWidget(self._message)
        self._build()
        self._connect()
        presenter.listen(self.show_screen)

    def _build(self) -> None:
        side = Card(tr("Days"))
        for widget in (self.days, self._span):
            side.add(widget)
        acts = FlowLayout(10, 10)
        acts.addWidget(self.print)
        acts.addWidget(self.save)
        side.add(acts)
        side.add(self._hidden)
        side.add_stretch()
        for title, table in (
            (tr("In short"), self.summary),
            (tr("People by ward and year of birth"), self.wards),
            (tr("Skills after the class"), self.skills),
            (tr("Classes"), self.sessions),
        ):
            card = Card(title)
            table.fit_height()
            card.add(table)
            self._cards.append((card, table))
        right = pane_of(self._empty, *(card for card, _ in self._cards))
        self.body.addWidget(Panes(Pane(widget=side, share=3), Pane(widget=right, share=8)), 1)

    def _connect(self) -> None:
        self.days.chosen.connect(lambda key: self.presenter.choose(Days(key)))
        self.print.clicked.connect(self.presenter.print)
        self.save.clicked.connect(self.presenter.save)

    def show_screen(self, screen: ReportScreen) -> None:
        """Draw a state."""
        if self.days.chosen_key() != screen.days.value:
            self.days.set_choices(_choices(), screen.days.value)
        self._span.setText(screen.span or " ")
        tables = (screen.summary, screen.wards, screen.skills, screen.sessions)
        for (card, widget), table in zip(self._cards, tables, strict=True):
            widget.set_table(table)
            card.setVisible(bool(table.rows) and not screen.is_empty)
        self._empty.setVisible(screen.is_read and screen.is_empty)
        self._hidden.setVisible(screen.hides)
        may = screen.is_read and not screen.is_busy
        for button in (self.print, self.save):
            button.setEnabled(may)
        if screen.message:
            self._message.show_message(screen.message, screen.tone)
        else:
            self._message.hide()
        self.actions_changed.emit()

    def key_actions(self) -> PageActions:
        """Give what the keys do."""
        p = self.presenter
        may = p.state.is_read and not p.state.is_busy
        return PageActions(
            actions=(
                KeyAction(key=Key.F8, label=tr("Print"), run=p.print, enabled=may),
                KeyAction(key=Key.F9, label=tr("Spreadsheet"), run=p.save, enabled=may),
                KeyAction(key=Key.ESC, label=tr("Back"), run=p.back),
            )
        )

    def panes(self) -> tuple[QWidget, ...]:
        """Give the days and the tables that are shown."""
        shown = [table for card, table in self._cards if not card.isHidden()]
        return (self.days, *shown)

    def on_shown(self) -> None:
        """Count again and stand on the days."""
        self.presenter.refresh()
        self.days.setFocus()


def _choices() -> tuple[Choice, ...]:
    return (
        Choice(key=Days.THIS_MONTH, label=tr("This month")),
        Choice(key=Days.LAST_MONTH, label=tr("Last month")),
        Choice(key=Days.THIS_QUARTER, label=tr("This quarter")),
        Choice(key=Days.LAST_QUARTER, label=tr("Last quarter")),
        Choice(key=Days.THIS_YEAR, label=tr("This year")),
    )
