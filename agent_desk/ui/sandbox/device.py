"""The mock device: its frame, and on it the screen, an explanation, or the end of the practice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from agent_desk.domain.sandbox import Device, Keypad, Kind
from agent_desk.domain.sandbox_play import BACK, HOME, pointed_at
from agent_desk.i18n import tr, trn
from agent_desk.ui import theme
from agent_desk.ui.sandbox.contents import Said, full, pressed, still
from agent_desk.ui.sandbox.entries import KeypadView, PracticeField
from agent_desk.ui.sandbox.frame import DeviceBar, NavBar
from agent_desk.ui.sandbox.press import BigButton
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.buttons import ButtonKind
from agent_desk.ui.widgets.layout import clear
from agent_desk.ui.widgets.text import IconMark, Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton

    from agent_desk.domain.sandbox import Element
    from agent_desk.domain.sandbox_play import Play

PHONE_WIDTH, _LEAST_HEIGHT = 572, 420
_LARGE = 140
"""Above this text size pictures stand two in a row."""
_TILES = {Device.PHONE: 3, Device.COMPUTER: 4}


class Pointed(QFrame):
    """Holds one part of the screen; a hint draws a thick broken line around it."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.content = content
        self._is_pointed = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 5, 6, 5)
        layout.addWidget(content)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def set_pointed(self, *, is_pointed: bool) -> None:
        """Point at it, or not."""
        self._is_pointed = is_pointed
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._is_pointed:
            used = theme.current()
            box = paint.Box(
                fill=used.colors.waiting_soft, border=used.colors.waiting, radius=14, width=4
            )
            paint.draw_box(QPainter(self), self.rect(), box)


class DeviceView(QFrame):
    """Draws a play and says what was pressed (GUI thread).

    Signals: ``element_pressed(id)``, ``typed(id, text)``, ``closed`` of an explanation, ``back``,
    ``home``, ``again`` and ``left`` at the end.
    """

    element_pressed = Signal(str)
    typed = Signal(str, str)
    closed = Signal()
    back = Signal()
    home = Signal()
    again = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, PracticeField] = {}
        self.answers: list[QAbstractButton] = []
        self.main: QAbstractButton | None = None
        self._parts: dict[str, Pointed] = {}
        self._device = Device.PHONE
        self.bar = DeviceBar()
        self.nav = NavBar()
        self.nav.back.clicked.connect(self.back)
        self.nav.home.clicked.connect(self.home)
        self._body = QVBoxLayout()
        self._body.setContentsMargins(14, 8, 14, 8)
        self._body.setSpacing(2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(6, 6, 6, 6)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        whole.addLayout(self._body, 1)
        whole.addWidget(self.nav)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def show_play(self, play: Play) -> None:
        """Draw a new screen, an explanation, or the end; forget all that was typed before."""
        clear(self._body)
        self.fields, self.answers, self.main, self._parts = {}, [], None, {}
        screen = play.screen
        self._fit(screen.device)
        self.bar.show_words(screen.app, screen.address, screen.device)
        if play.is_done:
            self._show_end(play)
        elif play.said:
            self._show_said(play.said)
        else:
            self._show_screen(play)
        self.nav.setVisible(not play.is_done)
        self.nav.set_device(screen.device)
        self.setAccessibleName(spoken(play))
        self._order()
        self.mark(play)
        self.update()

    def mark(self, play: Play) -> None:
        """Show the ticks of the fields and what a hint points at, without drawing anew."""
        for field_id, field in self.fields.items():
            field.set_right(is_right=field_id in play.filled)
        target = pointed_at(play) if play.is_hinted and not play.said else ""
        for part_id, part in self._parts.items():
            part.set_pointed(is_pointed=part_id == target)
        self.nav.point(is_back=target == BACK, is_home=target == HOME)

    def texts(self) -> dict[str, str]:
        """Give what stands in the fields now; to be looked at and forgotten."""
        return {field_id: field.line.text() for field_id, field in self.fields.items()}

    def fill(self, height: int) -> None:
        """Be as tall as the room there is, so that the device looks the same on every screen."""
        self.setMinimumHeight(max(_LEAST_HEIGHT, height))

    def take_focus(self) -> None:
        """Put the focus where the learner goes on: the first open field, else the device."""
        open_ = [f for f in self.fields.values() if not f.line.accessibleDescription()]
        if open_:
            open_[0].line.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.main is not None and (self.fields or not self._parts):
            self.main.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _order(self) -> None:
        """Show what is new at once, so that it can take the focus, and let Tab go as one reads."""
        before: QWidget = self
        for widget in _widgets_of(self._body):
            widget.show()
            inner = widget.content if isinstance(widget, Pointed) else widget
            target = inner.focusProxy() or inner
            if target.focusPolicy() & Qt.FocusPolicy.TabFocus:
                QWidget.setTabOrder(before, target)
                before = target
        QWidget.setTabOrder(before, self.nav.back)
        QWidget.setTabOrder(self.nav.back, self.nav.home)

    def _fit(self, device: Device) -> None:
        is_phone = device is Device.PHONE
        self._device = device
        self.setMaximumWidth(theme.current().scaled(PHONE_WIDTH) if is_phone else 16_777_215)

    # The screen

    def _show_screen(self, play: Play) -> None:
        screen = play.screen
        for element in screen.elements:
            if element.kind is Kind.TILE:
                continue
            self._body.addWidget(self._part(element, play))
        tiles = [element for element in screen.elements if element.kind is Kind.TILE]
        if tiles:
            self._body.addLayout(self._tiles(tiles, play))
        self._body.addStretch(1)
        keypad = next((f.keypad for f in screen.fields if f.keypad is not Keypad.NONE), None)
        if keypad is not None:
            self._add_keypad(KeypadView(keypad))

    def _tiles(self, tiles: list[Element], play: Play) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(6)
        is_large = theme.current().text_percent > _LARGE and any(one.picture for one in tiles)
        across = 2 if is_large else _TILES[self._device]
        for place, element in enumerate(tiles):
            grid.addWidget(self._part(element, play), place // across, place % across)
        return grid

    def _part(self, element: Element, play: Play) -> Pointed:
        if element.is_field:
            content: QWidget = self._field(element, play)
        elif element.is_pressed:
            content = self._pressed(element)
        else:
            content = still(element)
        part = Pointed(content)
        self._parts[element.id] = part
        return part

    def _field(self, element: Element, play: Play) -> PracticeField:
        field = PracticeField(element)
        if element.id in play.filled:
            field.refill(element.give[0])
        field.typed.connect(lambda text: self.typed.emit(element.id, text))
        field.entered.connect(self._on_entered)
        self.fields[element.id] = field
        return field

    def _pressed(self, element: Element) -> QAbstractButton:
        button = pressed(element, len(self.answers) + 1)
        if element.kind is Kind.ANSWER:
            self.answers.append(button)
        if element.kind is Kind.MAIN:
            self.main = button
        button.clicked.connect(lambda: self.element_pressed.emit(element.id))
        return button

    def _add_keypad(self, keypad: KeypadView) -> None:
        for number, field in enumerate(self.fields.values()):
            field.line.focused.connect(lambda line=field.line: keypad.serve(line))
            if number == 0:
                keypad.serve(field.line)
        self._body.addWidget(keypad)

    def _on_entered(self) -> None:
        """Go to the next open field, or press the main button."""
        open_ = [f for f in self.fields.values() if not f.line.text()]
        if open_:
            open_[0].line.setFocus(Qt.FocusReason.TabFocusReason)
        elif self.main is not None:
            self.main.click()

    # Instead of the screen

    def _show_said(self, words: str) -> None:
        self._body.addStretch(1)
        self._body.addWidget(IconMark("info", Tone.WAITING, 64), 0, paint.CENTER)
        for text, style in (
            (tr("Wait a moment – no harm done"), TextStyle.READ_TASK),
            (words, TextStyle.READ),
        ):
            line = Text(text, style)
            line.setAlignment(paint.CENTER)
            self._body.addWidget(line)
            self._body.addSpacing(16)
        close = full(BigButton(tr("I see, try again"), ButtonKind.PRIMARY))
        close.clicked.connect(self.closed)
        self.main = close
        self._body.addWidget(close)
        self._body.addStretch(1)

    def _show_end(self, play: Play) -> None:
        self._body.setSpacing(8)
        self._body.addWidget(Said(tr("Done, well done!"), Tone.GOOD, TextStyle.READ_TASK))
        self._body.addWidget(Text(result_words(play), TextStyle.READ_STRONG))
        for line in play.scenario.learned:
            self._body.addWidget(Said(line, Tone.GOOD, TextStyle.READ))
        self._body.addStretch(1)
        again = full(BigButton(tr("Next learner"), ButtonKind.PRIMARY, key="F5"))
        left = full(BigButton(tr("End the practice"), key="F9"))
        again.clicked.connect(self.again)
        left.clicked.connect(self.left)
        self.main = again
        self._body.addWidget(again)
        self._body.addWidget(left)

    def paintEvent(self, event: QPaintEvent) -> None:
        used, painter = theme.current(), QPainter(self)
        radius = 30 if self._device is Device.PHONE else 12
        box = paint.Box(fill=used.colors.card, border=used.colors.control, radius=radius, width=4)
        paint.draw_box(painter, self.rect(), box)
        if self.hasFocus():
            paint.draw_focus(painter, QRect(self.rect()), radius)


def _widgets_of(layout: QLayout) -> list[QWidget]:
    """Give the widgets of a layout and of those inside it, in order."""
    found: list[QWidget] = []
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            found.append(widget)
        elif inner is not None:
            found += _widgets_of(inner)
    return found


def result_words(play: Play) -> str:
    """Say how it went; never a mark, never a number of mistakes."""
    if not play.hints:
        return tr("Done alone, without a hint.")
    return trn("Done with {n} hint.", "Done with {n} hints.", play.hints)


def spoken(play: Play) -> str:
    """Give the whole screen in one text, for a screen reader."""
    if play.is_done:
        return ". ".join((tr("Done, well done!"), result_words(play), *play.scenario.learned))
    if play.said:
        return f"{tr('Wait a moment – no harm done')}. {play.said}"
    screen = play.screen
    read = [
        ": ".join(part for part in (element.text, element.detail) if part)
        for element in screen.elements
        if not element.is_pressed and not element.is_field
    ]
    return ". ".join(
        (screen.app, *(part for part in (screen.address,) if part), screen.task, *read)
    )
