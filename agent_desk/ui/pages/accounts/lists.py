"""The painted lists of account help: the steps with who does them, and how it may end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from agent_desk.ui import icons, theme
from agent_desk.ui.tokens import TextStyle
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.cell_list import CellPainter, Look
from agent_desk.ui.widgets.pick_list import PickList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QPainter

    from agent_desk.ui.pages.accounts.state import StepLine
    from agent_desk.ui.rows import Choice

_DISC = 28
_GAP = 14
_EDGE = 10
_NARROW_BELOW = 460
_EYE = "eye-off"


class _StepPainter(CellPainter):
    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[StepLine] = ()

    def least_width(self) -> int:
        words = [paint.word_width(line.title, TextStyle.STRONG) for line in self.lines]
        pills = [self._pill(line).width() for line in self.lines]
        return max([*words, *pills], default=120) + self._indent() + 8

    def _indent(self) -> int:
        return theme.current().scaled(_DISC) + _GAP + _EDGE

    @staticmethod
    def _pad() -> int:
        return theme.current().scaled(8)

    @staticmethod
    def _pill(line: StepLine) -> QSize:
        return paint.pill_size(line.doer, icon=_EYE if line.look_away else "")

    @staticmethod
    def _is_narrow(width: int) -> bool:
        return width < theme.current().scaled(_NARROW_BELOW)

    def _room(self, line: StepLine, width: int) -> int:
        beside = 0 if self._is_narrow(width) else self._pill(line).width() + _GAP
        return max(1, width - self._indent() - beside - _EDGE)

    @staticmethod
    def _head_height(line: StepLine, width: int) -> int:
        if not line.heading:
            return 0
        words = paint.text_height(line.heading, TextStyle.HEADING, width)
        return words + theme.current().scaled(16)

    def measure(self, row: int, width: int) -> int:
        line = self.lines[row]
        room = self._room(line, width)
        height = paint.text_height(line.title, TextStyle.STRONG, room)
        height += paint.text_height(line.detail, TextStyle.SMALL, room) + 2
        if self._is_narrow(width):
            height += self._pill(line).height() + 6
        height = max(height, theme.current().scaled(_DISC))
        return self._head_height(line, width) + height + 2 * self._pad()

    def draw(self, painter: QPainter, rect: QRect, row: int, look: Look) -> None:
        used, line = theme.current(), self.lines[row]
        head = self._head_height(line, rect.width())
        if head:
            place = QRect(rect.left(), rect.top() + used.scaled(10), rect.width(), head)
            paint.draw_text(painter, place, line.heading, paint.Ink(style=TextStyle.HEADING))
        body = rect.adjusted(0, head, 0, 0)
        ground = body.adjusted(0, 1, -1, -2)
        if line.is_current or look.is_hovered:
            color = used.colors.brand_soft if line.is_current else used.colors.ground
            border = used.colors.line if used.is_contrast else ""
            box = paint.Box(fill=color, border=border, radius=used.radius.control)
            paint.draw_box(painter, ground, box)
        if row + 1 < len(self.lines):
            paint.draw_line(painter, rect)
        top = body.top() + self._pad()
        self._draw_disc(painter, QRect(body.left() + _EDGE, top, 0, 0), line)
        self._draw_words(painter, body, line)
        if look.has_focus:
            paint.draw_focus(painter, ground, used.radius.control)

    def _draw_disc(self, painter: QPainter, place: QRect, line: StepLine) -> None:
        used = theme.current()
        side = used.scaled(_DISC)
        disc = QRect(place.left(), place.top(), side, side)
        quiet = used.colors.control if line.is_later else used.colors.muted
        color = used.colors.brand if line.is_current else quiet
        color = used.colors.good if line.is_done else color
        box = paint.Box(fill=used.colors.card, border=color, radius=side, width=2)
        paint.draw_box(painter, disc, box)
        if line.is_done:
            inner = side * 3 // 5
            mark = QRect(0, 0, inner, inner)
            mark.moveCenter(disc.center())
            icons.paint(painter, mark, "check", color)
            return
        ink = paint.Ink(style=TextStyle.STRONG, color=color, flags=paint.CENTER)
        paint.draw_text(painter, disc, str(line.number), ink)

    def _draw_words(self, painter: QPainter, body: QRect, line: StepLine) -> None:
        used, width = theme.current(), body.width()
        left, top = body.left() + self._indent(), body.top() + self._pad()
        room = self._room(line, width)
        title = QRect(left, top, room, paint.text_height(line.title, TextStyle.STRONG, room))
        is_quiet = not (line.is_current or line.is_done)
        ink = used.colors.muted if is_quiet else used.colors.ink
        style = paint.Ink(style=TextStyle.STRONG, color=ink)
        paint.draw_text(painter, title, line.title, style)
        below = QRect(left, title.bottom() + 3, room, 0)
        below.setHeight(paint.text_height(line.detail, TextStyle.SMALL, room))
        muted = paint.Ink(style=TextStyle.SMALL, color=used.colors.muted)
        paint.draw_text(painter, below, line.detail, muted)
        size = self._pill(line)
        if self._is_narrow(width):
            pill = QRect(left, below.bottom() + 6, min(size.width(), room), size.height())
        else:
            pill = QRect(body.right() - size.width() - _EDGE, top, size.width(), size.height())
        icon = _EYE if line.look_away else ""
        paint.draw_pill(painter, pill, line.doer, line.tone, icon=icon)
        if line.is_current:  # a brand pill has the ground of the current step
            edge = paint.Box(border=used.colors.text(line.tone), radius=used.scaled(14))
            paint.draw_box(painter, pill, edge)


class StepList(PickList):
    """The steps of the cards. Enter, Space or a click on a step marks it done or not.

    Signals: ``picked(key)``.
    """

    def __init__(self, name: str) -> None:
        self._painter = _StepPainter()
        super().__init__(self._painter, name)

    def set_lines(self, lines: Sequence[StepLine]) -> None:
        """Show these steps; the current one is marked, and keeps the keyboard with it."""
        self._painter.lines = tuple(lines)
        self.replace_rows([line.key for line in lines], [line.spoken for line in lines])
        current = next((line.key for line in lines if line.is_current), "")
        if current:
            self.set_current(current)
        self.viewport().update()

    def lines(self) -> tuple[StepLine, ...]:
        """Give the steps shown."""
        return tuple(self._painter.lines)


class _ReasonPainter(CellPainter):
    def __init__(self) -> None:
        super().__init__()
        self.choices: Sequence[Choice] = ()
        self.chosen = ""

    def _room(self, width: int) -> int:
        return max(1, width - theme.current().scaled(18) - 24)

    def least_width(self) -> int:
        words = [paint.word_width(choice.label, TextStyle.BASE) for choice in self.choices]
        return max(words, default=80) + theme.current().scaled(18) + 24

    def measure(self, row: int, width: int) -> int:
        words = paint.text_height(self.choices[row].label, TextStyle.BASE, self._room(width))
        return max(words + 8, 26)

    def draw(self, painter: QPainter, rect: QRect, row: int, look: Look) -> None:
        used, choice = theme.current(), self.choices[row]
        is_chosen = choice.key == self.chosen
        if is_chosen or look.is_hovered:
            fill = used.colors.brand_soft if is_chosen else used.colors.ground
            border = used.colors.line if used.is_contrast else ""
            box = paint.Box(fill=fill, border=border, radius=used.radius.control)
            paint.draw_box(painter, rect, box)
        room = self._room(rect.width())
        height = paint.text_height(choice.label, TextStyle.BASE, room)
        place = QRect(rect.left() + 10, rect.center().y() - height // 2, room, height)
        ink = used.colors.brand if is_chosen else used.colors.ink
        paint.draw_text(painter, place, choice.label, paint.Ink(color=ink))
        if is_chosen:
            side = used.scaled(16)
            mark = QRect(rect.right() - side - 8, rect.center().y() - side // 2, side, side)
            icons.paint(painter, mark, "check", ink)
        if look.has_focus:
            paint.draw_focus(painter, rect, used.radius.control)


class ReasonList(PickList):
    """How the help may end. Enter, Space or a click chooses.

    Signals: ``picked(key)``.
    """

    def __init__(self, name: str) -> None:
        self._painter = _ReasonPainter()
        super().__init__(self._painter, name)

    def set_choices(self, choices: Sequence[Choice], chosen: str) -> None:
        """Show these endings; ``chosen`` is the key of the one taken, or empty."""
        self._painter.choices = tuple(choices)
        self._painter.chosen = chosen
        self.replace_rows([c.key for c in choices], [c.label for c in choices])
        if chosen and not self.hasFocus():
            self.set_current(chosen)
        self.viewport().update()
