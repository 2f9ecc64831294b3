"""What stands on a mock screen: one widget for each element, bubbles, pairs and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from agent_desk.domain.sandbox import Element, Kind
from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.sandbox.pictures import Picture
from agent_desk.ui.sandbox.press import BigButton, RowPress, SwitchPress, TilePress, Words
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.buttons import ButtonKind
from agent_desk.ui.widgets.text import IconMark, Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QAbstractButton

_TONES = {Kind.GOOD: Tone.GOOD, Kind.WARNING: Tone.WAITING}
_ICONS = {Tone.GOOD: "circle-check", Tone.WAITING: "triangle-alert"}


class Sheet(QWidget):
    """A box on a soft ground of a tone, with words in it."""

    def __init__(self, tone: Tone) -> None:
        super().__init__()
        self._tone = tone
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(14, 10, 14, 12)
        self.body.setSpacing(4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def paintEvent(self, event: QPaintEvent) -> None:
        used = theme.current()
        plain = self._tone is Tone.NEUTRAL or used.is_contrast
        border = used.colors.line if plain else used.colors.text(self._tone)
        fill = used.colors.soft(self._tone)
        box = paint.Box(fill=fill, border=border, radius=used.radius.card)
        paint.draw_box(QPainter(self), self.rect(), box)


class Said(Sheet):
    """A box with a mark and one sentence: well done, take care, a hint."""

    def __init__(
        self, text: str, tone: Tone, style: TextStyle = TextStyle.READ_STRONG, icon: str = ""
    ) -> None:
        super().__init__(tone)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(IconMark(icon or _ICONS[tone], tone, 28))
        words = Text(text, style)
        words.stand_beside()
        line.addWidget(words, 1)
        self.body.addLayout(line)


class Bubble(QWidget):
    """Something that was said or written; what the learner says stands at the right."""

    def __init__(self, element: Element) -> None:
        super().__init__()
        is_mine = element.kind is Kind.MINE
        sheet = Sheet(Tone.BRAND if is_mine else Tone.NEUTRAL)
        sheet.body.setContentsMargins(14, 6, 14, 8)
        sheet.body.setSpacing(2)
        who = tr("Mrs Mẫu") if is_mine else element.detail
        if who:
            sheet.body.addWidget(Text(who, TextStyle.READ_SMALL, Tone.NEUTRAL))
        sheet.body.addWidget(Text(element.text, TextStyle.READ))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(48 if is_mine else 0, 0, 0 if is_mine else 48, 0)
        layout.addWidget(sheet, 1)


class Pair(Sheet):
    """A name in small letters and its value in large ones."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__(Tone.NEUTRAL)
        self.body.setContentsMargins(14, 5, 14, 7)
        self.body.setSpacing(0)
        self.body.addWidget(Text(name, TextStyle.READ_SMALL, Tone.NEUTRAL))
        self.body.addWidget(Text(value, TextStyle.READ_STRONG))


def still(element: Element) -> QWidget:
    """Make what is only read."""
    kind = element.kind
    if kind in (Kind.BUBBLE, Kind.MINE):
        return Bubble(element)
    if kind is Kind.PAIR:
        return Pair(element.text, element.detail)
    if kind is Kind.PICTURE:
        return _pictured(element)
    if kind in _TONES:
        return Said(element.text, _TONES[kind])
    styles = {Kind.HEADING: TextStyle.NUMBER, Kind.NOTE: TextStyle.READ_SMALL}
    tone = Tone.NEUTRAL if kind is Kind.NOTE else None
    return Text(element.text, styles.get(kind, TextStyle.READ), tone)


def pressed(element: Element, number: int) -> QAbstractButton:
    """Make what can be pressed; ``number`` is the digit of an answer."""
    words = Words(
        text=element.text, detail=element.detail, icon=element.icon, picture=element.picture
    )
    kind = element.kind
    if kind is Kind.ROW:
        return RowPress(words)
    if kind is Kind.TILE:
        return TilePress(words)
    if kind is Kind.SWITCH:
        return SwitchPress(words, is_on=element.is_on)
    if kind is Kind.ANSWER:
        return BigButton(f"{number}. {element.text}", ButtonKind.WIDE)
    if kind is Kind.MAIN:
        return full(BigButton(element.text, ButtonKind.PRIMARY, icon=element.icon))
    look = ButtonKind.QUIET if kind is Kind.LINK else ButtonKind.SECONDARY
    button = BigButton(paint.breakable(element.text), look, icon=element.icon)
    button.setAccessibleName(element.text)
    return full(button)


def full(button: BigButton) -> BigButton:
    """Let a button take the whole width, which a finger finds best."""
    policy = button.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
    button.setSizePolicy(policy)
    return button


def _pictured(element: Element) -> QWidget:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    layout.addWidget(Picture(element.picture, element.text))
    words = Text(element.text, TextStyle.READ_STRONG)
    words.setAlignment(paint.CENTER)
    layout.addWidget(words)
    return holder
