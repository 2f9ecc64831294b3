"""A card written out for the trainer: what to say, what learners do, what goes wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from agent_desk.ui import theme
from agent_desk.ui.slides.drawing import picture
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.layout import FlowLayout, ScrollPage, clear
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from agent_desk.ui.pages.teaching.state import CardView, Passage

_PICTURE = QSize(148, 111)


class _Picture(QWidget):
    """One picture of a card, small."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._renderer = picture(name)
        self.setFixedSize(_PICTURE * theme.current().text_percent / 100)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._renderer.render(painter, QRectF(self.rect()))


class CardSheet(QWidget):
    """Draws one card; built anew when another is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._view: CardView | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_card(self, view: CardView) -> None:
        """Write a card out."""
        if view == self._view:
            return
        self._view = view
        clear(self._column)
        self._add(view.hook, TextStyle.HEADING)
        self._add(view.about, TextStyle.SMALL, Tone.NEUTRAL)
        strip = QWidget()
        flow = FlowLayout(10, 8)
        for name in view.pictures:
            flow.addWidget(_Picture(name))
        strip.setLayout(flow)
        self._column.addWidget(strip)
        for passage in view.passages:
            self._passage(passage)
        self._column.addStretch(1)

    def _passage(self, passage: Passage) -> None:
        self._column.addSpacing(8)
        self._add(passage.title, TextStyle.STRONG, Tone.BRAND)
        for line in passage.lines:
            self._add(line, TextStyle.BASE)

    def _add(self, words: str, style: TextStyle, tone: Tone | None = None) -> None:
        text = Text(words, style, tone)
        text.run_on()
        self._column.addWidget(text)


class Reading(QWidget):
    """A card that scrolls by the keys, with a ring while it has the focus."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.sheet = CardSheet()
        self._scroll = ScrollPage(self.sheet)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setAccessibleName(name)
        self._scroll.installEventFilter(self)
        self.setFocusProxy(self._scroll)
        around = QVBoxLayout(self)
        around.setContentsMargins(6, 6, 6, 6)
        around.addWidget(self._scroll)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._scroll.hasFocus():
            paint.draw_focus(QPainter(self), self.rect())
