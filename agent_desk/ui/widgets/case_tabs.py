"""Stripes that tell open cases apart: a letter and a color for each, and the list of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from agent_desk.ui import theme
from agent_desk.ui.tokens import STRIPES, STRIPES_DARK, TextStyle
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.cell_list import CellPainter, Look
from agent_desk.ui.widgets.pick_list import PickList

if TYPE_CHECKING:
    from collections.abc import Sequence


_WIDTH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class TabRow:
    """One open case: its letter, the number of its color, and the words beside it."""

    key: str
    letter: str
    color: int
    title: str
    subtitle: str
    is_open: bool


def stripe_color(number: int) -> str:
    """Give the color of a stripe; in high contrast the letter alone tells them apart."""
    used = theme.current()
    if used.is_contrast:
        return used.colors.ink
    colors = STRIPES_DARK if used.is_dark else STRIPES
    return colors[number % len(colors)]


class Stripe(QWidget):
    """A thin bar in the color of a case, over the card that shows it."""

    def __init__(self) -> None:
        super().__init__()
        self._number = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_number(self, number: int) -> None:
        """Show the color of this case."""
        self._number = number
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(40, _WIDTH)

    def paintEvent(self, event: QPaintEvent) -> None:
        box = paint.Box(fill=stripe_color(self._number), radius=2)
        paint.draw_box(QPainter(self), self.rect(), box)


class _TabPainter(CellPainter):
    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[TabRow] = ()

    def _words(self, width: int) -> QRect:
        left = 14 + theme.current().scaled(20) + 10
        return QRect(left, 0, max(1, width - left - 8), 0)

    def least_width(self) -> int:
        words = [paint.word_width(row.title, TextStyle.STRONG) for row in self.rows]
        words += [paint.word_width(row.subtitle, TextStyle.SMALL) for row in self.rows]
        return max(words, default=0) + self._words(0).left() + 8

    def measure(self, row: int, width: int) -> int:
        room = self._words(width).width()
        one = self.rows[row]
        words = paint.text_height(one.title, TextStyle.STRONG, room)
        return words + paint.text_height(one.subtitle, TextStyle.SMALL, room) + 14

    def draw(self, painter: QPainter, rect: QRect, row: int, look: Look) -> None:
        used, one = theme.current(), self.rows[row]
        color = stripe_color(one.color)
        if one.is_open or look.is_hovered:
            fill = used.colors.brand_soft if one.is_open else used.colors.ground
            paint.draw_box(painter, rect, paint.Box(fill=fill, radius=used.radius.control))
        bar = QRect(rect.left() + 2, rect.top() + 5, _WIDTH, rect.height() - 10)
        paint.draw_box(painter, bar, paint.Box(fill=color, radius=2))
        side = used.scaled(20)
        top = rect.top() + 7
        mark = QRect(rect.left() + 14, top, side, side)
        paint.draw_keycap(painter, mark, one.letter, color)
        words = self._words(rect.width()).translated(rect.left(), 0)
        title = QRect(words.left(), top, words.width(), 0)
        title.setHeight(paint.text_height(one.title, TextStyle.STRONG, words.width()))
        paint.draw_text(painter, title, one.title, paint.Ink(style=TextStyle.STRONG))
        below = QRect(words.left(), title.bottom() + 1, words.width(), rect.height())
        muted = paint.Ink(style=TextStyle.SMALL, color=used.colors.muted)
        paint.draw_text(painter, below, one.subtitle, muted)
        if look.has_focus:
            paint.draw_focus(painter, rect, used.radius.control)


class CaseTabs(PickList):
    """The open cases. Up and Down move; Enter, Space or a click goes to one.

    Signals: ``picked(key)``.
    """

    def __init__(self, name: str) -> None:
        self._painter = _TabPainter()
        super().__init__(self._painter, name)

    def set_cases(self, rows: Sequence[TabRow]) -> None:
        """Show these cases."""
        self._painter.rows = tuple(rows)
        spoken = [", ".join((row.letter, row.title, row.subtitle)) for row in rows]
        self.replace_rows([row.key for row in rows], spoken)
        opened = next((row.key for row in rows if row.is_open), "")
        if not self.hasFocus():
            self.set_current(opened)
        self.viewport().update()
