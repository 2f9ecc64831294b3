"""TaskList: the parts of a case in the order of the counter, each with shape and word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from agent_desk.ui import icons, theme
from agent_desk.ui.rows import StepState
from agent_desk.ui.tokens import TextStyle
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.cell_list import CellPainter, Look
from agent_desk.ui.widgets.pick_list import PickList
from agent_desk.ui.widgets.states import STATE_ICON, STATE_TONE, state_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from agent_desk.ui.rows import Task

_QUIET = (StepState.NOT_SEEN, StepState.NOT_NEEDED)


class _TaskPainter(CellPainter):
    def __init__(self) -> None:
        super().__init__()
        self.tasks: Sequence[Task] = ()
        self.open_key = ""

    def _words(self, rect: QRect) -> QRect:
        indent = 12 + theme.current().scaled(18) + 10
        return QRect(rect.left() + indent, rect.top(), max(1, rect.width() - indent - 8), 0)

    def least_width(self) -> int:
        words = [paint.word_width(t.title, TextStyle.STRONG) for t in self.tasks]
        words += [paint.word_width(self._second_line(t), TextStyle.SMALL) for t in self.tasks]
        return max(words, default=0) + 12 + theme.current().scaled(18) + 10 + 8

    def _pad(self) -> int:
        return theme.current().scaled(9)

    def measure(self, row: int, width: int) -> int:
        task = self.tasks[row]
        room = self._words(QRect(0, 0, width, 0)).width()
        words = paint.text_height(task.title, TextStyle.STRONG, room)
        words += paint.text_height(self._second_line(task), TextStyle.SMALL, room) + 2
        return words + 2 * self._pad()

    def _second_line(self, task: Task) -> str:
        return task.subtitle or state_word(task.state)

    def draw(self, painter: QPainter, rect: QRect, row: int, look: Look) -> None:
        used, task = theme.current(), self.tasks[row]
        is_open = task.key == self.open_key
        if is_open or look.is_hovered:
            fill = used.colors.brand_soft if is_open else used.colors.ground
            border = used.colors.line if used.is_contrast else ""
            box = paint.Box(fill=fill, border=border, radius=used.radius.control)
            paint.draw_box(painter, rect, box)
        words = self._words(rect)
        top = rect.top() + self._pad()
        side = used.scaled(18)
        line = paint.metrics(TextStyle.STRONG).lineSpacing()
        mark = QRect(rect.left() + 12, top + (line - side) // 2, side, side)
        tone = used.colors.text(STATE_TONE[task.state])
        icons.paint(painter, mark, STATE_ICON[task.state], used.colors.brand if is_open else tone)
        is_quiet = task.state in _QUIET and not is_open
        title = QRect(words.left(), top, words.width(), 0)
        title.setHeight(paint.text_height(task.title, TextStyle.STRONG, words.width()))
        ink = paint.Ink(
            style=TextStyle.BASE if is_quiet else TextStyle.STRONG,
            color=used.colors.muted if is_quiet else used.colors.ink,
        )
        paint.draw_text(painter, title, task.title, ink)
        second = QRect(words.left(), title.bottom() + 3, words.width(), rect.height())
        muted = paint.Ink(style=TextStyle.SMALL, color=used.colors.muted)
        paint.draw_text(painter, second, self._second_line(task), muted)
        if look.has_focus:
            paint.draw_focus(painter, rect, used.radius.control)


class TaskList(PickList):
    """The left pane of a case. Up and Down move; Enter, Space or a click opens.

    Signals: ``picked(key)``.
    """

    def __init__(self, name: str) -> None:
        self._painter = _TaskPainter()
        super().__init__(self._painter, name)

    def set_tasks(self, tasks: Sequence[Task], open_key: str = "") -> None:
        """Show these tasks; the open one has the soft ground."""
        self._painter.tasks = tuple(tasks)
        self._painter.open_key = open_key
        spoken = [
            ", ".join(part for part in (t.title, state_word(t.state), t.subtitle) if part)
            for t in tasks
        ]
        self.replace_rows([t.key for t in tasks], spoken)
        if not self.hasFocus():
            self.set_current(open_key)
        self.viewport().update()
