"""Sync: what waits for the center, what the center holds, what to do when sending stops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.page import Page
from agent_desk.ui.pages.sync.side_card import SideCard
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.cards import Card, EmptyState, PageHeader, Skeleton
from agent_desk.ui.widgets.layout import row, spacer
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.pill import Pill
from agent_desk.ui.widgets.progress import ThinBar
from agent_desk.ui.widgets.row_list import RowList
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from agent_desk.ui.pages.sync.presenter import SyncPresenter, SyncScreen

_SIDE_BY_SIDE_ABOVE = 820


class SyncPage(Page):
    """Everything about sending, in words."""

    def __init__(self, presenter: SyncPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.send = Button(
            tr("Send now"), ButtonKind.PRIMARY, icon="refresh-cw", key=Key.CTRL_ENTER.cap
        )
        self.send.clicked.connect(presenter.send_now)
        self._header = PageHeader(tr("Sync"), "", self.send)
        self.stopped = Banner("", Tone.WRONG)
        self._warning = Banner("", Tone.WAITING)
        self._error = Banner("", Tone.WRONG)
        self.side = SideCard()
        self.side.check_asked.connect(presenter.verify)
        self.body.addWidget(self._header)
        for banner in (self.stopped, self._error, self._warning):
            banner.hide()
            self.body.addWidget(banner)
        self.body.addWidget(self._waiting_card())
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(16)
        self._columns.addWidget(self._queue_card(), 56)
        self._columns.addWidget(self.side, 44)
        self.body.addLayout(self._columns, 1)
        presenter.listen(self.render_screen)

    def _waiting_card(self) -> Card:
        card = Card(padding=22)
        self._pill = Pill("")
        self._attempts = Text("", TextStyle.SMALL, Tone.NEUTRAL)
        self._bar = ThinBar(tr("Sending"))
        self._detail = Text("", TextStyle.SMALL, Tone.NEUTRAL)
        title = Text(tr("Waits to be sent"), TextStyle.HEADING, wraps=False)
        head = row(title, self._pill, spacer(), self._attempts, spacing=12)
        card.body.setSpacing(10)
        card.add(head)
        card.add(self._bar)
        card.add(self._detail)
        return card

    def _queue_card(self) -> Card:
        card = Card(tr("Queue, oldest first"), padding=0)
        self.list = RowList(tr("Queue, oldest first"))
        self._beyond = Text("", TextStyle.SMALL, Tone.NEUTRAL)
        self._beyond.setMargin(12)
        filled = QWidget()
        layout = QVBoxLayout(filled)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._beyond)
        self._filled = filled
        self._empty = EmptyState("circle-check", "")
        self._reading = Skeleton(tr("Reading the queue"))
        self._stack = QStackedWidget()
        for part in (self._reading, self._filled, self._empty):
            self._stack.addWidget(part)
        card.add(self._stack, 1)
        return card

    def render_screen(self, screen: SyncScreen) -> None:
        """Draw a state."""
        self._header.set_words(tr("Sync"), screen.headline)
        # Not disabled while it runs: it would lose the focus; pressed again it does nothing.
        self.send.setEnabled(not screen.is_practice)
        self.send.set_label(tr("Sending…") if screen.is_running else tr("Send now"))
        self._pill.set_state(screen.waiting.text, screen.waiting.tone or Tone.NEUTRAL)
        self._attempts.setText(screen.attempts)
        self._bar.setVisible(screen.is_running)
        self._bar.set_share(screen.share or 0.0)
        self._detail.setText(screen.detail.text)
        self._detail.set_tone(screen.detail.tone)
        for banner, text, tone in (
            (self.stopped, screen.stopped, Tone.WRONG),
            (self._error, screen.error, Tone.WRONG),
            (self._warning, screen.warning, Tone.WAITING),
        ):
            _say(banner, text, tone)
        self.list.set_rows(screen.rows)
        self._beyond.setText(screen.beyond)
        self._beyond.setVisible(bool(screen.beyond))
        self._empty.set_sentence(tr("Nothing waits. New work is sent by itself."))
        self._stack.setCurrentWidget(self._part(screen))
        self.side.render_screen(screen)
        self.actions_changed.emit()

    def _part(self, screen: SyncScreen) -> QWidget:
        if not screen.is_read:
            return self._reading
        return self._filled if screen.rows else self._empty

    def key_actions(self) -> PageActions:
        """Give what the keys do."""
        state = self._presenter.state
        send = KeyAction(
            key=Key.CTRL_ENTER,
            label=tr("Send now"),
            run=self._presenter.send_now,
            enabled=not state.is_practice,
        )
        again = KeyAction(key=Key.F5, label=tr("Read again"), run=self._presenter.refresh)
        return PageActions(actions=(send, again))

    def panes(self) -> tuple[QWidget, ...]:
        """Give the queue and the check of the chain."""
        return (self.list, self.side.check)

    def on_shown(self) -> None:
        """Read again and stand on the one button."""
        self._presenter.refresh()
        self.send.setFocus()

    def refresh(self) -> None:
        """Read again; selection and scroll position stay."""
        self._presenter.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.width() >= theme.current().scaled(_SIDE_BY_SIDE_ABOVE)
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)


def _say(banner: Banner, text: str, tone: Tone) -> None:
    if text and (text != banner.text() or banner.isHidden()):
        banner.show_message(text, tone)
    elif not text:
        banner.hide()
