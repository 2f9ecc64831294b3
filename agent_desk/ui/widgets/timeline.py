"""Timeline: what happened, newest first, as dots on a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView

from agent_desk.ui import theme
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.cell_list import CellList, CellPainter, Look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent_desk.ui.rows import Moment

_INDENT = 23


class _MomentPainter(CellPainter):
    def __init__(self) -> None:
        super().__init__()
        self.moments: Sequence[Moment] = ()

    def _room(self, width: int) -> int:
        return max(1, width - theme.current().scaled(_INDENT) - 8)

    def least_width(self) -> int:
        words = [paint.word_width(self._head(m), TextStyle.STRONG) for m in self.moments]
        return max(words, default=60) + theme.current().scaled(_INDENT) + 8

    def _head(self, moment: Moment) -> str:
        return f"{moment.title} · {moment.when}" if moment.when else moment.title

    def measure(self, row: int, width: int) -> int:
        moment, room = self.moments[row], self._room(width)
        height = paint.text_height(self._head(moment), TextStyle.STRONG, room)
        height += paint.text_height(moment.detail, TextStyle.SMALL, room)
        return height + theme.current().scaled(14)

    def draw(self, painter: QPainter, rect: QRect, row: int, look: Look) -> None:
        used, moment = theme.current(), self.moments[row]
        indent = used.scaled(_INDENT)
        line = paint.metrics(TextStyle.STRONG).lineSpacing()
        middle = QPointF(rect.left() + used.scaled(7), rect.top() + 4 + line / 2)
        if row + 1 < len(self.moments):
            x = round(middle.x()) - 1
            top = round(middle.y())
            painter.fillRect(QRect(x, top, 2, rect.bottom() - top + 8), QColor(used.colors.line))
        if row:
            x = round(middle.x()) - 1
            painter.fillRect(
                QRect(x, rect.top(), 2, round(middle.y()) - rect.top()), QColor(used.colors.line)
            )
        is_quiet = moment.tone is Tone.NEUTRAL
        dot = used.colors.control if is_quiet else used.colors.text(moment.tone)
        paint.draw_dot(painter, middle, used.scaled(11) / 2, dot)
        room = self._room(rect.width())
        self._draw_words(painter, QRect(rect.left() + indent, rect.top() + 4, room, 0), moment)
        if look.has_focus:
            paint.draw_focus(painter, rect.adjusted(0, 0, -2, -2))

    def _draw_words(self, painter: QPainter, place: QRect, moment: Moment) -> None:
        used = theme.current()
        width = place.width()
        title_width = paint.text_width(moment.title, TextStyle.STRONG)
        when = f" · {moment.when}" if moment.when else ""
        height = paint.text_height(self._head(moment), TextStyle.STRONG, width)
        place.setHeight(height)
        muted = paint.Ink(style=TextStyle.SMALL, color=used.colors.muted)
        fits = title_width + paint.text_width(when, TextStyle.SMALL) <= width
        words = moment.title if fits else self._head(moment)
        paint.draw_text(painter, place, words, paint.Ink(style=TextStyle.STRONG))
        if fits and when:
            beside = paint.Ink(style=TextStyle.SMALL, color=used.colors.muted, flags=paint.LEFT)
            rest = QRect(place.left() + title_width, place.top(), width - title_width, height)
            paint.draw_text(painter, rest, when, beside)
        below = QRect(place.left(), place.bottom() + 2, width, 0)
        below.setHeight(paint.text_height(moment.detail, TextStyle.SMALL, width))
        paint.draw_text(painter, below, moment.detail, muted)


class Timeline(CellList):
    """Moments as dots on a line; arrow keys read them one by one.

    Signals: none of its own.
    """

    def __init__(self, name: str) -> None:
        self._painter = _MomentPainter()
        super().__init__(self._painter, name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)

    def set_moments(self, moments: Sequence[Moment]) -> None:
        """Show these moments, in the order given."""
        self._painter.moments = tuple(moments)
        spoken = [", ".join(p for p in (m.title, m.when, m.detail) if p) for m in moments]
        self.replace_rows([str(n) for n in range(len(moments))], spoken)
