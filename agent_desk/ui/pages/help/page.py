"""Draws the page of all help: the list at the left, the open page at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from agent_desk.i18n import tr
from agent_desk.ui import help_texts, theme
from agent_desk.ui.help_texts import Block, BlockKind
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.page import Page
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.cards import Card, PageHeader
from agent_desk.ui.widgets.layout import clear, wrapping_policy
from agent_desk.ui.widgets.panes import Pane, Panes, pane_of
from agent_desk.ui.widgets.row_list import RowList
from agent_desk.ui.widgets.search_box import KeyCap
from agent_desk.ui.widgets.text import Text, heading

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.ui.pages.help.presenter import HelpPresenter, HelpState

_LEAD = 130
_SCROLLS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_Space: 1}


class Picture(QWidget):
    """A picture of the program, as wide as there is room, with the words under it spoken."""

    def __init__(self, name: str, shows: str) -> None:
        super().__init__()
        self._pixmap = QPixmap(str(help_texts.folder() / "pictures" / "howto" / name))
        self.setAccessibleName(shows)
        self.setSizePolicy(wrapping_policy(QSizePolicy.Policy.Expanding))

    def has_picture(self) -> bool:
        """Say whether the file could be read."""
        return not self._pixmap.isNull()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._pixmap.isNull():
            return 0
        return min(width, self._pixmap.width()) * self._pixmap.height() // self._pixmap.width()

    def sizeHint(self) -> QSize:
        return QSize(480, self.heightForWidth(480))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._pixmap.isNull():
            return
        width = min(self.width(), self._pixmap.width())
        scaled = self._pixmap.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, scaled)
        box = paint.Box(border=theme.current().colors.line, radius=0)
        paint.draw_box(painter, scaled.rect(), box)


class HelpPage(Page):
    """All help on one page."""

    def __init__(self, presenter: HelpPresenter, go_back: Callable[[], None]) -> None:
        super().__init__()
        self._presenter = presenter
        self._go_back = go_back
        self._shown: tuple[str, tuple[Block, ...]] = ("", ())
        back = Button(tr("Back"), key=Key.ESC.cap)
        back.clicked.connect(go_back)
        self.act = Button("", ButtonKind.PRIMARY, key=Key.CTRL_ENTER.cap)
        self.act.clicked.connect(presenter.act)
        self.body.addWidget(PageHeader(tr("Help"), "", back, self.act))
        self.list = RowList(tr("Help"))
        self.list.fit_height()
        self.list.current_changed.connect(self._on_current)
        self._title = Text("", TextStyle.TITLE)
        self._intro = Text("", TextStyle.BASE, Tone.NEUTRAL)
        self._blocks = QVBoxLayout()
        self._blocks.setSpacing(10)
        left, right = Card(padding=0), Card()
        left.add(self.list)
        for part in (self._title, self._intro, self._blocks):
            right.add(part)
        panes = Panes(Pane(widget=pane_of(left), share=3), Pane(widget=pane_of(right), share=8))
        self.body.addWidget(panes, 1)
        self._panes = panes
        self.list.installEventFilter(self)
        presenter.listen(self.draw)

    def draw(self, state: HelpState) -> None:
        """Draw the list, and the open page if it is another one."""
        self.list.set_rows(state.rows)
        self.list.set_current(state.current)
        self._title.setText(state.title)
        self._intro.setText(state.intro)
        self._intro.setVisible(bool(state.intro))
        self.act.set_label(state.act)
        self.act.setVisible(bool(state.act))
        if self._shown != (state.current, state.blocks):
            self._shown = (state.current, state.blocks)
            clear(self._blocks)
            for block in state.blocks:
                self._blocks.addWidget(_drawn(block))
        self.actions_changed.emit()

    def key_actions(self) -> PageActions:
        back = KeyAction(key=Key.ESC, label=tr("Back"), run=self._go_back)
        words = self._presenter.state.act
        if not words:
            return PageActions(actions=(back,))
        run = self._presenter.act
        return PageActions(
            actions=(
                KeyAction(key=Key.CTRL_ENTER, label=words, run=run),
                KeyAction(key=Key.F8, label=tr("Print the key sheet"), run=self._print),
                back,
            )
        )

    def _print(self) -> None:
        self._presenter.open("keys")
        self._presenter.act()

    def panes(self) -> tuple[QWidget, ...]:
        return (self.list,)

    def on_shown(self) -> None:
        self._presenter.reread()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        step = _SCROLLS.get(Qt.Key(event.key()))
        if step is None:
            return False
        bar = self._panes.verticalScrollBar()  # the open page scrolls, the list is short
        bar.setValue(bar.value() + step * bar.pageStep() * 9 // 10)
        return True

    def _on_current(self, key: str) -> None:
        if key and key != self._presenter.state.current:
            self._presenter.open(key)


def _drawn(block: Block) -> QWidget:
    if block.kind is BlockKind.HEADING:
        return heading(block.text)
    if block.kind is BlockKind.PICTURE:
        return _with_words(block)
    if block.kind is BlockKind.TEXT:
        return Text(block.text)
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(14)
    lead: QWidget = Text(block.lead, TextStyle.SMALL_STRONG, Tone.NEUTRAL)
    if block.kind is BlockKind.KEY:
        lead = _cap(block.lead)
    elif block.kind is BlockKind.STEP:
        lead = Text(block.lead, TextStyle.HEADING, Tone.BRAND, wraps=False)
    room = 24 if block.kind is BlockKind.STEP else _LEAD
    lead.setFixedWidth(theme.current().scaled(room))
    line.addWidget(lead, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Text(block.text), 1, Qt.AlignmentFlag.AlignTop)
    return holder


def _cap(words: str) -> QWidget:
    holder = QWidget()
    holder.setAccessibleName(words)
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(KeyCap(words))
    line.addStretch(1)
    return holder


def _with_words(block: Block) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 4, 0, 6)
    column.setSpacing(4)
    column.addWidget(Picture(block.text, block.lead))
    column.addWidget(Text(block.lead, TextStyle.SMALL, Tone.NEUTRAL))
    return holder
