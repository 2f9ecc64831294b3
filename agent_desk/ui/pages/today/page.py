"""Today: four numbers and the work list, most urgent first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QGridLayout, QStackedWidget

from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.page import Page
from agent_desk.ui.tokens import Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.cards import Card, EmptyState, PageHeader, Skeleton, StatCard
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.pill import Pill
from agent_desk.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from agent_desk.ui.pages.today.presenter import Figure, TodayPresenter, TodayScreen

_FOUR_ABOVE = 820


class TodayPage(Page):
    """The first page of the day."""

    def __init__(self, presenter: TodayPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        new = Button(tr("New citizen"), ButtonKind.PRIMARY, icon="file-plus", key=Key.F2.cap)
        new.clicked.connect(presenter.greet)
        self._header = PageHeader(tr("To do today"), "", new)
        self._error = Banner("", Tone.WRONG)
        self._error.hide()
        self.news = Banner("", Tone.WAITING, can_dismiss=True)
        self.news.hide()
        self._cards = {
            "served": StatCard(tr("Served today")),
            "sent_home": StatCard(tr("Sent home to fetch papers")),
            "to_forward": StatCard(tr("To forward to the center")),
            "to_return": StatCard(tr("Results to return")),
        }
        self._figures = QGridLayout()
        self._figures.setSpacing(14)
        self._columns = 0
        self._build_list()
        self.body.addWidget(self._header)
        self.body.addWidget(self._error)
        self.body.addWidget(self.news)
        self.body.addLayout(self._figures)
        self.body.addWidget(self._list_card, 1)
        self._arrange(4)
        presenter.listen(self.render_screen)

    def tell(self, text: str) -> None:
        """Say something above the figures until the clerk closes it."""
        self.news.show_message(text, Tone.WAITING)

    def _build_list(self) -> None:
        self.list = RowList(tr("Work list"))
        self.list.acted.connect(self._presenter.act)
        self._count = Pill("0")
        self._count.hide()
        self._list_card = Card(tr("Work list"), padding=0)
        self._list_card.add_to_head(self._count)
        self.empty = EmptyState(
            "circle-check", tr("Nothing waits. Press F2 when the next citizen comes.")
        )
        self._reading = Skeleton(tr("Reading the work list"))
        self._stack = QStackedWidget()
        for part in (self._reading, self.list, self.empty):
            self._stack.addWidget(part)
        self._list_card.add(self._stack, 1)

    def render_screen(self, screen: TodayScreen) -> None:
        """Draw a state."""
        self._header.set_words(tr("To do today"), screen.subtitle)
        for name, figure in (
            ("served", screen.served),
            ("sent_home", screen.sent_home),
            ("to_forward", screen.to_forward),
            ("to_return", screen.to_return),
        ):
            self._draw_figure(self._cards[name], figure)
        self.list.set_rows(screen.rows)
        self._count.set_state(str(len(screen.rows)), Tone.NEUTRAL)
        self._count.setVisible(bool(screen.rows))
        self._bring_to_front(self._part(screen))
        if screen.error and (screen.error != self._error.text() or self._error.isHidden()):
            self._error.show_message(screen.error, Tone.WRONG)
        elif not screen.error:
            self._error.hide()

    def _bring_to_front(self, part: QWidget) -> None:
        self._stack.setCurrentWidget(part)
        # What could not take the focus while it was hidden takes it now, from nobody.
        if part is self.list and self.isVisible() and QApplication.focusWidget() is None:
            self.list.setFocus()

    def _part(self, screen: TodayScreen) -> QWidget:
        if not screen.is_read:
            return self._reading
        return self.list if screen.rows else self.empty

    @staticmethod
    def _draw_figure(card: StatCard, figure: Figure) -> None:
        card.set_value(figure.value, figure.note, figure.tone)

    def key_actions(self) -> PageActions:
        """Give what the keys do."""
        return PageActions(
            actions=(
                KeyAction(key=Key.F2, label=tr("New citizen"), run=self._presenter.greet),
                KeyAction(key=Key.F5, label=tr("Read again"), run=self._presenter.refresh),
            )
        )

    def panes(self) -> tuple[QWidget, ...]:
        """Give the work list."""
        return (self.list,)

    def on_shown(self) -> None:
        """Read the day again and stand on the list."""
        self._presenter.refresh()
        self.list.setFocus()

    def refresh(self) -> None:
        """Read again; selection and scroll position stay."""
        self._presenter.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(4 if self.width() >= theme.current().scaled(_FOUR_ABOVE) else 2)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, card in enumerate(self._cards.values()):
            self._figures.addWidget(card, number // columns, number % columns)
        for column in range(4):
            self._figures.setColumnStretch(column, 1 if column < columns else 0)
