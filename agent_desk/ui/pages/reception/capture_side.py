"""Beside the pages: what is wrong with the one in hand, the size of the file, the hand tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from agent_desk.domain.page_check import Tint
from agent_desk.i18n import tr
from agent_desk.ui.keys import Key
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.cards import Card
from agent_desk.ui.widgets.fields import Field, Picker
from agent_desk.ui.widgets.layout import FlowLayout, clear
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.progress import ThinBar
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from agent_desk.ui.pages.reception.capture_state import CaptureState, PhoneCard
    from agent_desk.ui.pages.reception.capturing import Capturing


class CaptureSide(QWidget):
    """The cards at the right.

    Signals: ``wanted(what)`` for ``crop``, ``split``, ``paste``: the view does these.
    """

    wanted = Signal(str)

    def __init__(self, capturing: Capturing) -> None:
        super().__init__()
        self._capturing = capturing
        self._faults: tuple[str, ...] = ()
        self._tools: list[Button] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(16)
        for card in (self._page_card(), self._file_card(), self._tool_card()):
            box.addWidget(card)
        box.addStretch(1)

    def _page_card(self) -> Card:
        card = Card(tr("This page"))
        self._facts = Text("", TextStyle.BASE, Tone.NEUTRAL)
        self._good = Banner(tr("Readable."), Tone.GOOD)
        holder = QWidget()
        self._list = QVBoxLayout(holder)
        self._list.setContentsMargins(0, 0, 0, 0)
        for part in (self._facts, self._good, holder):
            card.add(part)
        return card

    def _file_card(self) -> Card:
        card = Card(tr("The file"))
        self._size = Text("", TextStyle.BASE)
        self._bar = ThinBar(tr("Room in the file"))
        self._counted = Field(tr("Pages counted by hand (F3)"))
        self._counted.prefer_digits()
        self._counted.left.connect(self._on_counted)
        self._counted.entered.connect(self._on_counted)
        self._tint = Picker()
        for key, words in (
            ("auto", tr("As found on each page")),
            (Tint.GRAY.value, tr("Gray")),
            (Tint.BITONAL.value, tr("Black and white")),
        ):
            self._tint.addItem(words, key)
        self._tint.activated.connect(self._on_tint)
        for part in (self._size, self._bar, self._counted):
            card.add(part)
        card.add(Field(tr("Colors"), entry=self._tint))
        return card

    def _tool_card(self) -> Card:
        card = Card(tr("Hand tools"))
        holder = QWidget()
        flow = FlowLayout(8, 8)
        holder.setLayout(flow)
        change = self._capturing.change
        tools = (
            (tr("Leave out"), "Del", lambda: change(lambda s: s.toggle_left_out())),
            (tr("Turn right"), "*", lambda: change(lambda s: s.turn(1))),
            (tr("Turn left"), "/", lambda: change(lambda s: s.turn(-1))),
            (tr("Straighten"), Key.F11.cap, lambda: change(lambda s: s.toggle_straight())),
            (tr("Cut edges"), Key.F9.cap, lambda: self.wanted.emit("crop")),
            (tr("Before this page"), "Ins", self._capturing.insert),
            (tr("Again"), Key.F5.cap, self._capturing.rescan),
            (tr("Another paper"), Key.F8.cap, lambda: self.wanted.emit("split")),
            (tr("Up"), "Ctrl ↑", lambda: self._move(-1)),
            (tr("Down"), "Ctrl ↓", lambda: self._move(1)),
            (tr("Undo"), Key.CTRL_Z.cap, lambda: change(lambda s: s.undo())),
            (tr("Paste"), "Ctrl V", lambda: self.wanted.emit("paste")),
        )
        for words, key, act in tools:
            button = Button(words, ButtonKind.COMPACT, key=key)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _checked=False, run=act: run())
            flow.addWidget(button)
            self._tools.append(button)
        card.add(holder)
        card.add(Text(tr("+ and − zoom, 0 fits the page."), TextStyle.SMALL, Tone.NEUTRAL))
        return card

    def _move(self, step: int) -> None:
        self._capturing.change(lambda strip: strip.move(strip.at, strip.at + step))

    def count(self) -> None:
        """Let the clerk type how many pages were counted."""
        self._counted.entry.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_counted(self) -> None:
        text = self._counted.text().strip()
        is_number = text.isascii() and text.isdigit() and len(text) <= 4
        self._counted.set_error("" if is_number or not text else tr("Type a number."))
        if is_number or not text:
            counted = int(text or "0")
            self._capturing.change(lambda strip: strip.count(counted))

    def _on_tint(self) -> None:
        key = str(self._tint.currentData())
        self._capturing.choose_tint(None if key == "auto" else Tint(key))

    def show_state(self, state: CaptureState) -> None:
        """Draw a state."""
        has_page = bool(state.cells)
        self._facts.setText(state.facts or state.progress or tr("No page yet."))
        if state.faults != self._faults:
            self._faults = state.faults
            clear(self._list)
            for words in state.faults:
                self._list.addWidget(Banner(words, Tone.WAITING))
        self._good.setVisible(has_page and not state.faults and not state.is_left_out)
        self._size.setText(state.size)
        self._bar.set_share(state.size_share)
        if not self._counted.entry.hasFocus():
            self._counted.set_text(str(state.counted) if state.counted else "")
        self._tint.setCurrentIndex(max(self._tint.findData(state.tint), 0))
        for button in self._tools[:-1]:
            button.setEnabled(has_page)
        self._tools[0].set_label(tr("Take in") if state.is_left_out else tr("Leave out"))
        self._tools[3].setEnabled(state.can_straighten)
        self._tools[3].set_label(
            tr("As it came") if state.is_straightened and has_page else tr("Straighten")
        )
        self._tools[-2].setEnabled(state.can_undo)


class QrMark(QWidget):
    """A QR code as large as there is room for."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._text = ""
        self._rows: tuple[bytes, ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_text(self, text: str) -> None:
        """Show the code of a text; empty shows nothing."""
        if text == self._text:
            return
        self._text, self._rows = text, ()
        if text:
            import segno

            made = segno.make_qr(text, error="m")
            self._rows = tuple(bytes(row) for row in made.matrix_iter(border=4))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(180, 180)

    def minimumSizeHint(self) -> QSize:
        return QSize(140, 140)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._rows:
            return
        painter = QPainter(self)
        module = max(1, min(self.width(), self.height()) // len(self._rows))
        side = module * len(self._rows)
        place = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        painter.fillRect(place, QColor("#ffffff"))  # a code is dark on white in every theme
        for y, row in enumerate(self._rows):
            for x, dark in enumerate(row):
                if dark:
                    at = (place.left() + x * module, place.top() + y * module)
                    painter.fillRect(*at, module, module, QColor("#000000"))


class PhonePanel(QWidget):
    """The code for the phone, where it leads and how long."""

    def __init__(self, capturing: Capturing) -> None:
        super().__init__()
        self._news = Banner("", Tone.BRAND)
        self._mark = QrMark(tr("Code for the phone"))
        self._where = Text("", TextStyle.BASE, Tone.NEUTRAL)
        hang_up = Button(tr("Close the page of the phone"), key=Key.F12.cap)
        hang_up.clicked.connect(capturing.invite_phone)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        for part in (self._news, self._mark, self._where, hang_up):
            box.addWidget(part, 1 if part is self._mark else 0)

    def show_card(self, card: PhoneCard | None) -> None:
        """Show how the phone stands."""
        self._mark.set_text(card.url if card is not None else "")
        if card is None:
            return
        if self._news.text() != card.news:
            self._news.show_message(card.news, card.tone)
        self._where.setText(
            tr(
                "Open for {left} minutes, for this case and one phone, only on the local network "
                "({address}). The phone must be on the same Wi-Fi.",
                left=card.left,
                address=card.address,
            )
        )
