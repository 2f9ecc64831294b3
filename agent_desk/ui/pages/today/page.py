"""Today: four numbers and the work list, most urgent first; a pane over them when asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from agent_desk.i18n import tr, trn
from agent_desk.ui import theme
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.page import Page
from agent_desk.ui.pages.today.fold_list import FoldList
from agent_desk.ui.pages.today.pane_view import PaneView
from agent_desk.ui.pages.today.state import Ask
from agent_desk.ui.tokens import Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.cards import Card, EmptyState, PageHeader, Skeleton, StatCard
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.pill import Pill

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent

    from agent_desk.ui.pages.today.presenter import TodayPresenter
    from agent_desk.ui.pages.today.state import Figure, Pane, TodayScreen

_FOUR_ABOVE = 820
_MINUTE_MS = 60_000


class TodayPage(Page):
    """The first page of the day."""

    def __init__(self, presenter: TodayPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._keys_of: tuple[object, ...] = (False, False)
        self._build_board()
        self.pane = PaneView()
        self.pane.left.connect(presenter.close_pane)
        self.pane.answered.connect(
            lambda ask, choice, words: presenter.answer(Ask(ask), choice, words)
        )
        self.pane.export_asked.connect(self._export)
        self._whole = QStackedWidget()
        self._whole.addWidget(self._board)
        self._whole.addWidget(self.pane)
        self.body.addWidget(self._whole, 1)
        self._arrange(4)
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._minute.timeout.connect(presenter.tick)
        presenter.listen(self.render_screen)

    def _build_board(self) -> None:
        new = Button(tr("New citizen"), ButtonKind.PRIMARY, icon="file-plus", key=Key.F2.cap)
        new.clicked.connect(self._presenter.greet)
        self._header = PageHeader(tr("To do today"), "", new)
        self._error = Banner("", Tone.WRONG)
        self._error.hide()
        self.news = Banner("", Tone.WAITING, can_dismiss=True)
        self.news.hide()
        self._cards = {
            "served": StatCard(tr("Served today")),
            "right_first": StatCard(tr("Right the first time")),
            "to_forward": StatCard(tr("To forward to the center")),
            "to_return": StatCard(tr("Results to return")),
        }
        self._cards["right_first"].make_clickable()
        self._cards["right_first"].clicked.connect(self._presenter.see_rates)
        self._figures = QGridLayout()
        self._figures.setSpacing(14)
        self._columns = 0
        self._build_list()
        self._board = QWidget()
        board = QVBoxLayout(self._board)
        board.setContentsMargins(0, 0, 0, 0)
        board.setSpacing(16)
        for part in (self._header, self._error, self.news):
            board.addWidget(part)
        board.addLayout(self._figures)
        board.addWidget(self._list_card, 1)

    def tell(self, text: str) -> None:
        """Say something above the figures until the clerk closes it."""
        self.news.show_message(text, Tone.WAITING)

    def _build_list(self) -> None:
        self.list = FoldList(tr("Work list"))
        self.list.acted.connect(self._presenter.act)
        self.list.folded.connect(lambda key, is_open: self._presenter.fold(key, is_open=is_open))
        self.list.end_reached.connect(self._presenter.show_more)
        self._count = Pill("0")
        self._late = Pill("", Tone.WRONG, "triangle-alert")
        self._count.hide()
        self._late.hide()
        self._list_card = Card(tr("Work list"), padding=0)
        self._list_card.add_to_head(self._count, self._late)
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
        self._render_pane(screen)
        self._header.set_words(tr("To do today"), screen.subtitle)
        for name, figure in (
            ("served", screen.served),
            ("right_first", screen.right_first),
            ("to_forward", screen.to_forward),
            ("to_return", screen.to_return),
        ):
            self._draw_figure(self._cards[name], figure)
        if screen.rows != self.list.rows():
            self.list.set_rows(screen.rows, has_more=screen.has_more)
        self._count.set_state(str(screen.count), Tone.NEUTRAL)
        self._count.setVisible(bool(screen.count))
        late = trn("{n} is late", "{n} are late", screen.late)
        self._late.set_state(late, Tone.WRONG, "triangle-alert")
        self._late.setVisible(bool(screen.late))
        self._bring_to_front(self._part(screen))
        if screen.error and (screen.error != self._error.text() or self._error.isHidden()):
            self._error.show_message(screen.error, Tone.WRONG)
        elif not screen.error:
            self._error.hide()

    def _render_pane(self, screen: TodayScreen) -> None:
        was_open = self._whole.currentWidget() is self.pane
        if screen.pane is not None:
            self._whole.setCurrentWidget(self.pane)
            self.pane.show_pane(screen.pane)
        elif was_open:
            self._whole.setCurrentWidget(self._board)
            self.pane.forget()
            self.list.setFocus()
        self._tell_keys(screen.pane)

    def _tell_keys(self, pane: Pane | None) -> None:
        keys = (pane is not None, pane is not None and pane.wants_words)
        if keys != self._keys_of:
            self._keys_of = keys
            self.actions_changed.emit()

    def _bring_to_front(self, part: QWidget) -> None:
        self._stack.setCurrentWidget(part)
        # What could not take the focus while it was hidden takes it now, from nobody.
        if part is self.list and self.list.isVisible() and QApplication.focusWidget() is None:
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
        presenter = self._presenter
        new = KeyAction(key=Key.F2, label=tr("New citizen"), run=presenter.greet)
        if self._shows_pane():
            back = KeyAction(key=Key.ESC, label=tr("Work list"), run=presenter.close_pane)
            send = KeyAction(key=Key.CTRL_ENTER, label=tr("Save"), run=self.pane.send_words)
            table = KeyAction(key=Key.F7, label=tr("Save as a table"), run=self._export)
            pane = presenter.state.pane
            acts = [table] if pane is not None and pane.can_export else []
            acts += [send] if pane is not None and pane.wants_words else []
            return PageActions(actions=(*acts, back, new))
        return PageActions(
            actions=(
                new,
                KeyAction(key=Key.F5, label=tr("Read again"), run=presenter.refresh),
                KeyAction(key=Key.F9, label=tr("The clock"), run=self._see_clock),
                KeyAction(key=Key.F8, label=tr("Right the first time"), run=presenter.see_rates),
            )
        )

    def _shows_pane(self) -> bool:
        return self._presenter.state.pane is not None

    def _see_clock(self) -> None:
        if self.list.current_key():
            self._presenter.see_clock(self.list.current_key())

    def _export(self) -> None:
        self._presenter.export(self._exported)

    def _exported(self, path: Path) -> None:
        self.news.show_message(tr("Saved as {path}", path=path), Tone.GOOD)
        self._presenter.close_pane()

    def panes(self) -> tuple[QWidget, ...]:
        """Give the figure that opens the rates and the work list, or the parts of the pane."""
        if self._shows_pane():
            return (*(card.choices for card in self.pane.cards), self.pane.rows)
        return (self.list, self._cards["right_first"])

    def on_shown(self) -> None:
        """Read the day again and stand on the list; the clocks go on minute by minute."""
        self._presenter.refresh()
        self._minute.start()
        if self._shows_pane():
            self.pane.focus_first()
        else:
            self.list.setFocus()

    def on_hidden(self) -> None:
        """Let the clocks rest; nobody looks at them."""
        self._minute.stop()

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
        self.setTabOrder(self._cards["right_first"], self.list)  # as they are read
