"""Beside the device: how far the learner is, what is to be done, the practice card, a hint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from agent_desk.i18n import tr
from agent_desk.ui import icons, theme
from agent_desk.ui.sandbox.contents import Said, Sheet
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.layout import clear
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from agent_desk.domain.sandbox import Element
    from agent_desk.domain.sandbox_play import Play

_DOT = 34
_PHONE_DIGITS, _NUMBER_DIGITS = 10, 12


class Dots(QWidget):
    """One dot a step: done ones hold a tick, the present one its number."""

    def __init__(self) -> None:
        super().__init__()
        self._at, self._count = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_step(self, at: int, count: int) -> None:
        """Show that ``at`` steps lie behind."""
        self._at, self._count = at, count
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        side = self._side()
        return QSize(self._count * (side + 14), side + 2)

    def minimumSizeHint(self) -> QSize:
        side = self._side()
        return QSize(self._count * (side + 4), side + 2)

    @staticmethod
    def _side() -> int:
        return min(48, theme.current().scaled(_DOT))

    def paintEvent(self, event: QPaintEvent) -> None:
        used, painter, side = theme.current(), QPainter(self), self._side()
        gap = min(14, (self.width() - self._count * side) // max(1, self._count - 1))
        for number in range(self._count):
            place = QRect(number * (side + gap), 1, side, side)
            if number + 1 < self._count:
                line = QRect(place.right() + 1, place.center().y() - 1, gap, 3)
                painter.fillRect(line, used.colors.control)
            self._draw(painter, place, number)

    def _draw(self, painter: QPainter, place: QRect, number: int) -> None:
        colors = theme.current().colors
        is_behind, is_here = number < self._at, number == self._at
        fill = colors.good_soft if is_behind else colors.brand_fill if is_here else colors.card
        border = colors.good if is_behind else colors.brand_fill if is_here else colors.control
        box = paint.Box(fill=fill, border=border, radius=place.height() / 2, width=2)
        paint.draw_box(painter, place, box)
        if is_behind:
            inner = place.adjusted(7, 7, -7, -7)
            icons.paint(painter, inner, "check", colors.good)
            return
        color = colors.on_brand if is_here else colors.muted
        ink = paint.Ink(style=TextStyle.STRONG, color=color, flags=paint.CENTER)
        words = QRect(0, 0, place.width(), place.height())
        words.moveCenter(QPointF(place.center()).toPoint())
        paint.draw_text(painter, words, str(number + 1), ink)


class SidePanel(QWidget):
    """Tells the learner what is to be done; holds nothing that can be pressed."""

    def __init__(self) -> None:
        super().__init__()
        self._dots = Dots()
        self._step = Text("", TextStyle.READ_SMALL, Tone.NEUTRAL)
        self._task = Text("", TextStyle.READ_TASK)
        self._extra = QVBoxLayout()
        self._extra.setSpacing(14)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self._dots)
        layout.addWidget(self._step)
        layout.addWidget(self._task)
        layout.addLayout(self._extra)
        layout.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def show_play(self, play: Play) -> None:
        """Show the task of the present screen."""
        steps = play.scenario.steps
        self._dots.show_step(play.step, len(steps))
        words = _step_words(play)
        self._step.setText(words)
        self._dots.setAccessibleName(words)
        self._task.setText(tr("The practice is finished.") if play.is_done else play.screen.task)
        clear(self._extra)
        if play.is_done:
            return
        if play.screen.fields:
            self._extra.addWidget(_card(play.screen.fields))
        if play.is_hinted:
            self._extra.addWidget(Said(play.screen.hint, Tone.WAITING, TextStyle.READ, "info"))


def _step_words(play: Play) -> str:
    steps = play.scenario.steps
    if play.is_done:
        return tr("All {count} steps done", count=len(steps))
    name = steps[play.step]
    return tr("Step {n} of {count}: {name}", n=play.step + 1, count=len(steps), name=name)


def _card(fields: tuple[Element, ...]) -> Sheet:
    """Make the practice card: what is to be typed, of a person who does not exist."""
    card = Sheet(Tone.BRAND)
    card.body.addWidget(Text(tr("Practice card (nobody's real data)"), TextStyle.READ_SMALL))
    for field in fields:
        card.body.addWidget(Text(field.text, TextStyle.READ_SMALL, Tone.NEUTRAL))
        value = Text(
            paint.breakable(grouped(field)),
            TextStyle.READ_STRONG if field.detail else TextStyle.NUMBER,
        )
        value.setAlignment(Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(value)
    return card


def grouped(field: Element) -> str:
    """Write long numbers in groups of three, as they are read aloud; a secret as it is.

    A code that comes in a message is not on the card: the learner reads it there.
    """
    text = field.detail or field.give[0]
    if field.is_secret or not text.isdigit():
        return text
    if len(text) == _NUMBER_DIGITS:
        return " ".join(text[place : place + 3] for place in range(0, _NUMBER_DIGITS, 3))
    if len(text) == _PHONE_DIGITS:
        return f"{text[:4]} {text[4:7]} {text[7:]}"
    return text
