"""Topics at the left, the card at the right; while slides run, the trainer's notes instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.page import Page
from agent_desk.ui.pages.teaching.card_sheet import Reading
from agent_desk.ui.pages.teaching.console import Console
from agent_desk.ui.tokens import Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind, back_button
from agent_desk.ui.widgets.cards import Card, EmptyState, PageHeader
from agent_desk.ui.widgets.fields import Field, commit_typing
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.panes import SideAndMain
from agent_desk.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from agent_desk.ui.pages.teaching.presenter import TeachingPresenter
    from agent_desk.ui.pages.teaching.state import TeachingScreen
    from agent_desk.ui.slides.display import SlideDisplay

_SIDE = 360
_SECOND_MS = 1000
_LEAST_LIST = 300


class TeachingPage(Page):
    """Teach a topic. The slides stand on ``display``; this page holds their notes."""

    def __init__(self, presenter: TeachingPresenter, display: SlideDisplay) -> None:
        super().__init__()
        self._presenter = presenter
        self._is_drawing = False
        self._is_showing = False
        self._message = Banner(" ", Tone.GOOD)
        self._problems = Banner(" ", Tone.WAITING)
        self.topics = RowList(tr("Topics"))
        self.reading = Reading(tr("The card of the topic"))
        self.copies = Field(tr("How many sheets"))
        self.copies.prefer_digits()
        self.copies.set_text("1")
        self.console = Console(display.practice)
        self._chooser = QWidget()
        self._title = Card(" ")
        self._header = self._build_header()
        self._seconds = QTimer(self)
        self._seconds.setInterval(_SECOND_MS)
        self._build()
        self._connect(display)
        presenter.listen(self.show_screen)

    def _build_header(self) -> PageHeader:
        self._back = back_button()
        self._slides = Button(
            tr("Show slides"), ButtonKind.PRIMARY, icon="monitor", key=Key.CTRL_ENTER.cap
        )
        self._practice = Button(tr("Practice screens"), icon="keyboard", key=Key.F4.cap)
        self._certificates = Button(tr("Certificates…"), icon="file-check", key=Key.CTRL_P.cap)
        return PageHeader(
            tr("Teach a topic"),
            tr("twenty minutes each"),
            self._back,
            self._certificates,
            self._practice,
            self._slides,
        )

    def _build(self) -> None:
        for part in (self._header, self._message, self._problems):
            self.body.addWidget(part)
        self._message.hide()
        self._problems.hide()
        self.body.addWidget(self._chooser, 1)
        self.body.addWidget(self.console, 1)
        self.console.hide()
        self._empty = EmptyState("graduation-cap", tr("No topic can be used on this PC."))
        column = QVBoxLayout(self._chooser)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._empty)
        self._empty.hide()
        side = QWidget()
        below = QVBoxLayout(side)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(14)
        topics = Card(tr("Topics"), padding=0)
        self.topics.setMinimumHeight(theme.current().scaled(_LEAST_LIST))
        topics.add(self.topics, 1)
        below.addWidget(topics, 1)
        below.addWidget(self._sheets_card())
        self._title.add(self.reading, 1)
        column.addWidget(SideAndMain(side, self._title, side_width=_SIDE), 1)

    def _sheets_card(self) -> Card:
        card = Card(tr("Sheet to take home"))
        self.print = Button(tr("Print the sheets"), icon="printer", key=Key.F8.cap)
        card.add(self.copies)
        card.add(self.print)
        return card

    def _connect(self, display: SlideDisplay) -> None:
        presenter = self._presenter
        self._back.clicked.connect(presenter.leave)
        self._slides.clicked.connect(lambda: presenter.start())
        self._practice.clicked.connect(presenter.practice)
        self._certificates.clicked.connect(presenter.certificates)
        self.print.clicked.connect(self.print_sheets)
        self.topics.current_changed.connect(self._on_chosen)
        self.topics.acted.connect(lambda _key: presenter.start())
        self.console.turned.connect(presenter.turn)
        self.console.sent_out.connect(presenter.put_out)
        self.console.ended.connect(presenter.end)
        display.turned.connect(presenter.turn)
        display.ended.connect(presenter.end)
        display.moved.connect(presenter.moved)
        self._seconds.timeout.connect(presenter.tick)

    def _on_chosen(self, topic: str) -> None:
        if not self._is_drawing:
            self._presenter.choose(topic)

    def print_sheets(self) -> None:
        """Print as many sheets as the field says."""
        commit_typing()
        self._presenter.print_sheets(self.copies.text())

    # Page

    def on_shown(self) -> None:
        self._presenter.refresh()
        (self.console.stage if self._is_showing else self.topics).setFocus()

    def panes(self) -> tuple[QWidget, ...]:
        return (
            (self.console.stage,)
            if self._is_showing
            else (self.topics, self.reading, self.copies.entry)
        )

    def key_actions(self) -> PageActions:
        presenter = self._presenter
        if self._is_showing:
            return PageActions(
                actions=(
                    KeyAction(key=Key.F5, label=tr("Fill the screen"), run=presenter.put_out),
                    KeyAction(key=Key.ESC, label=tr("End the slides"), run=presenter.end),
                )
            )
        return PageActions(
            actions=(
                KeyAction(key=Key.CTRL_ENTER, label=tr("Show slides"), run=presenter.start),
                KeyAction(key=Key.F5, label=tr("Slides on the whole screen"), run=self._fill),
                KeyAction(key=Key.F4, label=tr("Practice screens"), run=presenter.practice),
                KeyAction(key=Key.F8, label=tr("Print the sheets"), run=self.print_sheets),
                KeyAction(key=Key.CTRL_P, label=tr("Certificates…"), run=presenter.certificates),
                KeyAction(key=Key.ESC, label=tr("Back"), run=presenter.leave),
            )
        )

    def _fill(self) -> None:
        self._presenter.start(fills_own_screen=True)

    # Drawing

    def show_screen(self, screen: TeachingScreen) -> None:
        """Draw a state."""
        self._is_drawing = True
        self._show_chooser(screen)
        self._is_drawing = False
        if screen.show is not None and screen.notes is not None:
            self.console.show_notes(screen.show, screen.notes)
        is_showing = screen.show is not None
        if is_showing != self._is_showing:
            self._switch(is_showing)

    def _switch(self, is_showing: bool) -> None:  # a state, not a choice
        self._is_showing = is_showing
        self._header.setVisible(not is_showing)
        self._chooser.setVisible(not is_showing)
        self.console.setVisible(is_showing)
        if is_showing:
            self._seconds.start()
            self.console.stage.setFocus()
        else:
            self._seconds.stop()
            self.topics.setFocus()
        self.actions_changed.emit()

    def _show_chooser(self, screen: TeachingScreen) -> None:
        self._say(self._message, screen.message, screen.tone)
        self._say(self._problems, "\n".join(screen.problems), Tone.WAITING)
        self.copies.set_error(screen.errors)
        self.print.setEnabled(not screen.is_busy)
        if screen.topics != self.topics.rows():
            self.topics.set_rows(screen.topics)
        self._empty.setVisible(not screen.topics)
        self._title.setVisible(screen.card is not None)
        if screen.card is None:
            return
        self._title.set_title(screen.card.title)
        self.reading.sheet.show_card(screen.card)
        self.topics.set_current(screen.card.topic)

    def _say(self, banner: Banner, words: str, tone: Tone) -> None:
        is_shown = bool(words) and not self._is_showing
        if words and (banner.text() != words):
            banner.show_message(words, tone)
        banner.setVisible(is_shown)
