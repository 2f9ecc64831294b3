"""One dossier on the screen: head and timeline at the left, cards beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.keys import Key
from agent_desk.ui.pages.dossiers.head_card import HeadCard
from agent_desk.ui.pages.dossiers.side_cards import BookCard, PapersCard, PrintCard
from agent_desk.ui.pages.dossiers.state import Said, say_main_act
from agent_desk.ui.tokens import Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.cards import Card
from agent_desk.ui.widgets.layout import ScrollPage
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from agent_desk.ui.pages.dossiers.dossier_presenter import DossierPresenter
    from agent_desk.ui.pages.dossiers.state import DossierScreen

_SIDE_BY_SIDE_ABOVE = 860
_SIDE_WIDTH = 300
_TIMELINE_AT_LEAST = 140


class DossierView(QWidget):
    """Draws what the presenter shows.

    Buttons stay enabled while an act is written, so that the focus stays; the presenter takes
    only one act at a time.

    Signals: ``left`` when the clerk wants the list back, ``keys_changed``.
    """

    left = Signal()
    keys_changed = Signal()

    def __init__(self, presenter: DossierPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._shown: DossierScreen | None = None
        self._back = Button(tr("All dossiers"), ButtonKind.QUIET, icon="arrow-left", key="Esc")
        self.main = Button("", ButtonKind.PRIMARY, key=Key.CTRL_ENTER.cap)
        self._message, self._notice = Banner(""), Banner("", Tone.WAITING)
        self._message.hide()
        self._notice.hide()
        self._head = HeadCard()
        self.timeline = Timeline(tr("What happened"))
        self.prints, self._papers, self._book = PrintCard(), PapersCard(), BookCard()
        self.correct = Button(tr("Correct the return…"), icon="pencil", key=Key.F9.cap)
        self.post = Button("", icon="truck", key=Key.F11.cap)
        self._build()
        self._connect()
        presenter.listen(self.render_screen)

    def _build(self) -> None:
        bar = QHBoxLayout()
        bar.addWidget(self._back)
        bar.addStretch(1)
        bar.addWidget(self.correct)
        bar.addWidget(self.post)
        bar.addWidget(self.main)
        story = Card(tr("What happened"), padding=22)
        self.timeline.setMinimumHeight(theme.current().scaled(_TIMELINE_AT_LEAST))
        story.add(self.timeline, 1)
        left = QWidget()
        self._left = QVBoxLayout(left)
        self._left.setContentsMargins(0, 0, 0, 0)
        self._left.setSpacing(14)
        for part in (self._message, self._notice, self._head):
            self._left.addWidget(part)
        self._left.addWidget(story, 1)
        self._left_scroll = ScrollPage(left)
        self._side = QWidget()
        cards = QVBoxLayout(self._side)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(14)
        for card in (self.prints, self._papers, self._book):
            cards.addWidget(card)
        cards.addStretch(1)
        self._side_scroll = ScrollPage(self._side)
        columns = QHBoxLayout()
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(16)
        columns.addWidget(self._left_scroll, 1)
        columns.addWidget(self._side_scroll)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(bar)
        layout.addLayout(columns, 1)

    def _connect(self) -> None:
        presenter = self._presenter
        self._back.clicked.connect(self.step_back)
        self.main.clicked.connect(presenter.do_main_act)
        self.prints.chosen.connect(presenter.print)
        self.prints.looked_at.connect(self._look_at)
        self._book.check_asked.connect(presenter.verify)
        self.correct.clicked.connect(presenter.correct_return)
        self.post.clicked.connect(presenter.open_delivery)

    def _look_at(self, print_id: str) -> None:
        if print_id:
            self._presenter.look_at_print(print_id)
        else:
            self._presenter.look_at_papers()

    # What the page calls

    def run_main(self) -> None:
        """Do what the primary button says."""
        self._presenter.do_main_act()

    def step_back(self) -> None:
        """Go back to the list."""
        self.left.emit()

    def focus_first(self) -> None:
        """Stand where the next input is."""
        if self.main.isVisibleTo(self):
            self.main.setFocus()
        else:
            self.timeline.setFocus()

    # Drawing

    def render_screen(self, screen: DossierScreen) -> None:
        """Draw a state."""
        before, self._shown = self._shown, screen
        self._head.render_head(screen.head)
        if before is None or screen.moments != before.moments:
            self.timeline.set_moments(screen.moments)
        for card in (self.prints, self._papers, self._book):
            card.render_screen(screen)
        _say(self._message, screen.message)
        _say(self._notice, screen.notice)
        self._fit_columns()
        self._draw_main(screen)
        was_empty = before is None or not before.head.reference
        if was_empty and screen.head.reference and self.timeline.hasFocus():
            self.focus_first()  # only now is it known what there is to do
        self.keys_changed.emit()

    def _draw_main(self, screen: DossierScreen) -> None:
        act = screen.main_act
        is_shown = act is not None
        self.correct.setVisible(screen.can_correct)
        if self.post.hasFocus() and not screen.post:
            self.timeline.setFocus()
        self.post.setVisible(bool(screen.post))
        self.post.set_label(screen.post)
        if self.main.hasFocus() and not is_shown:
            self.timeline.setFocus()  # else Qt gives the focus to the rail
        self.main.setVisible(is_shown)
        if act is not None:
            self.main.set_label(say_main_act(act))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Set the side beside the story, or below it where the window is narrow."""
        used = theme.current()
        is_wide = self.width() >= used.scaled(_SIDE_BY_SIDE_ABOVE)
        self._place_side(is_wide=is_wide)
        self._side_scroll.setVisible(is_wide)
        bar = self._side_scroll.verticalScrollBar().sizeHint().width()
        self._side_scroll.setFixedWidth(used.scaled(_SIDE_WIDTH) + bar)

    def _place_side(self, *, is_wide: bool) -> None:
        is_beside = self._side_scroll.widget() is self._side
        if is_wide and not is_beside:
            self._left.removeWidget(self._side)
            self._side_scroll.setWidget(self._side)
        elif not is_wide and is_beside:
            self._side_scroll.takeWidget()
            self._left.addWidget(self._side)
            self._side.show()


def _say(banner: Banner, said: Said) -> None:
    if said.text and (said.text != banner.text() or banner.isHidden()):
        banner.show_message(said.text, said.tone)
    elif not said.text:
        banner.hide()
