"""The scripted citizen beside all pages: what they say, what they have, what to ask and say.

Beside the page where the window is wide enough; else a narrow strip that opens over the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMargins, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.domain.practice.spec import Look
from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.keys import Key
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.buttons import Button, ButtonKind, IconButton
from agent_desk.ui.widgets.cards import Rule
from agent_desk.ui.widgets.layout import FlowLayout, ScrollPage
from agent_desk.ui.widgets.messages import announce
from agent_desk.ui.widgets.row_list import RowList
from agent_desk.ui.widgets.speech import Bubble, Figure, Hair
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.ui.pages.practice.presenter import PracticePresenter
    from agent_desk.ui.pages.practice.state import Booth, PracticeState
    from agent_desk.ui.rows import ListRow
    from agent_desk.ui.shell import MainWindow

_WIDTH = 296
_BESIDE_FROM = 1180
_HAIR = {
    Look.WOMAN: Hair.LONG,
    Look.MAN: Hair.SHORT,
    Look.OLD_WOMAN: Hair.LONG_GRAY,
    Look.OLD_MAN: Hair.SHORT_GRAY,
}


class PracticeDock(QWidget):
    """Lives in the window of a practice desk; hidden while nobody stands at the counter."""

    def __init__(self, window: MainWindow, presenter: PracticePresenter) -> None:
        super().__init__()
        self._window, self._presenter = window, presenter
        self._says = ""
        self._is_open = False
        self._before: QWidget | None = None
        self.panel = _Panel(presenter)
        self.fold = IconButton("chevron-right", tr("Fold the citizen away"))
        self.unfold = IconButton("users", tr("Show the citizen ({key})", key=Key.CTRL_D.cap))
        self.panel.head.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignTop)
        self.fold.clicked.connect(self._shut)
        self.unfold.clicked.connect(self.turn_to)
        self.panel.left.connect(self._go_back)
        self._strip = QVBoxLayout()
        self._strip.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignHCenter)
        self._strip.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addLayout(self._strip)
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(presenter.talk.tick)
        self.hide()
        self.panel.hide()
        window.put_beside_pages(self)
        window.installEventFilter(self)
        presenter.watch(self.show_state)

    def show_state(self, state: PracticeState) -> None:
        """Draw who stands here, or go away."""
        booth = state.booth
        self.setVisible(booth is not None)
        if booth is None:
            self._second.stop()
            self.panel.hide()
            self._says = ""
            return
        if not self._second.isActive():
            self._second.start()
            self._is_open = True  # what they say first must be seen
            self._place()
        self.panel.show_booth(booth, is_busy=state.is_busy)
        if booth.says != self._says:
            self._says = booth.says
            announce(self.panel.bubble, booth.says)

    def turn_to(self) -> None:
        """Give the focus to the citizen, and back to the page by the same key."""
        if self.isHidden():
            return
        focused = self._window.focusWidget()
        if focused is not None and self.panel.isAncestorOf(focused):
            self._go_back()
            return
        self._before = focused
        if not self._is_beside():
            self._is_open = True
            self._place()
        self.panel.asks.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_back(self) -> None:
        before, self._before = self._before, None
        if not self._is_beside():
            self._is_open = False
            self._place()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _shut(self) -> None:
        self._is_open = False
        self._go_back()
        self._place()

    # Where it stands

    def _is_beside(self) -> bool:
        return self._window.width() >= theme.current().scaled(_BESIDE_FROM)

    def _place(self) -> None:
        """Stand beside the pages, or as a strip with the panel over them."""
        is_beside, scaled = self._is_beside(), theme.current().scaled
        self._window.toast.stay_left_of(self if is_beside or not self._is_open else self.panel)
        self.fold.setVisible(not is_beside)
        self.unfold.setVisible(not is_beside)
        self._strip.setContentsMargins(0, 0 if is_beside else 12, 0, 0)
        if is_beside:
            self._row.addWidget(self.panel, 1)
            self.setFixedWidth(scaled(_WIDTH))
            self.panel.setVisible(self._second.isActive())
            return
        self.setFixedWidth(self.unfold.sizeHint().width())
        over = self._window.centralWidget()
        self._row.removeWidget(self.panel)
        self.panel.setParent(over)
        if over is not None and self._is_open:
            self._cover(over)
        self.panel.setVisible(self._is_open and self._second.isActive())
        if self._is_open:
            self.panel.raise_()

    def _cover(self, over: QWidget) -> None:
        layout = over.layout()
        edge = layout.contentsMargins() if layout is not None else QMargins()
        inner = over.rect().marginsRemoved(edge)
        width = min(theme.current().scaled(_WIDTH), inner.width() * 3 // 4)
        left = inner.right() - width + 1
        self.panel.setGeometry(QRect(left, inner.top(), width, inner.height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._second.isActive():
            self._place()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_theme_change(event) and self._second.isActive():
            self._place()


class _Panel(QFrame):
    """The citizen and the lists; all of it scrolls, the buttons stay.

    Signals: ``left`` on Esc.
    """

    left = Signal()

    def __init__(self, presenter: PracticePresenter) -> None:
        super().__init__()
        talk = presenter.talk
        self.setAccessibleName(tr("The citizen at the counter"))
        self.figure = Figure()
        self.name = Text("", TextStyle.STRONG)
        self.place = Text("", TextStyle.SMALL, Tone.NEUTRAL)
        self.way = Text(
            tr("{key}: to the citizen and back", key=Key.CTRL_D.cap), TextStyle.SMALL, Tone.NEUTRAL
        )
        self.you = Text("", TextStyle.SMALL, Tone.NEUTRAL)
        self.bubble = Bubble()
        self.lying = Text("", TextStyle.SMALL_STRONG, Tone.WAITING)
        self.asks = _list(tr("Ask"), talk.ask)
        self.cards = _list(tr("Card on the reader"), talk.put_card)
        self.papers = _list(tr("Papers they have"), talk.hand_over)
        self.replies = _list(tr("Tell them"), talk.tell)
        self.done = Button(tr("They are served"), ButtonKind.PRIMARY, icon="check")
        self.pause = Button(tr("Break"), ButtonKind.SECONDARY)
        self.done.clicked.connect(presenter.finish)
        self.pause.clicked.connect(presenter.pause)
        self._titles: dict[RowList, Text] = {}
        self._build()

    def _build(self) -> None:
        self.head = QHBoxLayout()
        self.head.setSpacing(10)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.name)
        names.addWidget(self.place)
        names.addWidget(self.way)
        names.addStretch(1)
        self.head.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignTop)
        self.head.addLayout(names, 1)
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(14, 12, 14, 12)
        inside.setSpacing(6)
        inside.addLayout(self.head)
        inside.addWidget(self.you)
        inside.addWidget(self.bubble)
        inside.addWidget(self.lying)
        for part in (self.cards, self.asks, self.papers, self.replies):
            title = Text(part.accessibleName(), TextStyle.SMALL_STRONG, Tone.NEUTRAL)
            self._titles[part] = title
            inside.addSpacing(4)
            inside.addWidget(title)
            inside.addWidget(part)
        inside.addStretch(1)
        self._scroll = ScrollPage(content)
        foot = FlowLayout(8, 8)
        foot.setContentsMargins(14, 10, 14, 12)
        foot.addWidget(self.done)
        foot.addWidget(self.pause)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(Rule())
        whole.addLayout(foot)

    def show_booth(self, booth: Booth, *, is_busy: bool) -> None:
        """Draw a citizen."""
        self.figure.set_hair(_HAIR[booth.look])
        self.name.setText(booth.name)
        place = tr("{place} · in writing", place=booth.place) if booth.writes else booth.place
        self.place.setText(place)
        self.you.setText(tr("You: {words}", words=booth.you) if booth.you else "")
        self.you.setVisible(bool(booth.you))
        if booth.says != self.bubble.words.text():
            self.bubble.say(booth.says)
            self._scroll.verticalScrollBar().setValue(0)
        lying = tr("On the counter: {paper}. F7 or F4 at its row scans it.", paper=booth.lying)
        self.lying.setText(lying if booth.lying else "")
        self.lying.setVisible(bool(booth.lying))
        for part, rows in (
            (self.asks, booth.asks),
            (self.cards, booth.cards),
            (self.papers, booth.papers),
            (self.replies, booth.replies),
        ):
            self._show(part, rows)
        self.done.setEnabled(not is_busy)

    def _show(self, part: RowList, rows: tuple[ListRow, ...]) -> None:
        if part.rows() != rows:
            part.set_rows(rows)
        part.setVisible(bool(rows))
        self._titles[part].setVisible(bool(rows))

    def event(self, event: QEvent) -> bool:
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()  # Esc leaves the citizen, not the step of the page
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        used = theme.current()
        box = paint.Box(fill=used.colors.card, border=used.colors.line, radius=0)
        paint.draw_box(QPainter(self), self.rect(), box)


def _list(name: str, act: Callable[[str], None]) -> RowList:
    made = RowList(name)
    made.fit_height()
    made.acted.connect(act)
    return made
