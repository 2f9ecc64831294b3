"""The questions of one check, each with its answers: a digit ticks and goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal

from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.tokens import TextStyle
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.cell_list import CellList, CellPainter, Look

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

    from agent_desk.ui.pages.training_check.state import Asked

_PAD, _GAP = 10, 6
_LEAST = 36
_CLEARING = (Qt.Key.Key_0, Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class _AnswerPainter(CellPainter):
    def __init__(self) -> None:
        super().__init__()
        self.questions: tuple[Asked, ...] = ()

    def least_width(self) -> int:
        words = [
            paint.word_width(text, TextStyle.STRONG)
            for one in self.questions
            for text in (one.text, *one.options)
        ]
        return max(words, default=0) + 4 * _PAD + theme.current().scaled(34)

    def measure(self, row: int, width: int) -> int:
        return self._options(QRect(0, 0, width, 0), row)[-1].bottom() + _PAD

    def question(self, rect: QRect, row: int) -> QRect:
        """Give where the words of a question stand."""
        room = rect.width() - 2 * _PAD
        tall = paint.text_height(self.say(row), TextStyle.STRONG, room)
        return QRect(rect.left() + _PAD, rect.top() + _PAD, room, tall)

    def say(self, row: int) -> str:
        """Give a question with its number."""
        return f"{row + 1}. {self.questions[row].text}"

    def _options(self, rect: QRect, row: int) -> list[QRect]:
        """Give where the answers stand: side by side if all fit, else one below the other."""
        asked, words = self.questions[row], self.question(rect, row)
        top, room = words.bottom() + _GAP, words.width()
        cap = theme.current().scaled(34)
        widths = [paint.text_width(t, TextStyle.BASE) + cap + _PAD for t in asked.options]
        tall = max(_LEAST, paint.row_height(TextStyle.BASE))
        across = max(widths, default=0)
        if across * len(widths) + _GAP * (len(widths) - 1) <= room:
            step = min(room // len(widths), across + theme.current().scaled(60))
            return [
                QRect(words.left() + n * step, top, step - _GAP, tall) for n in range(len(widths))
            ]
        found = []
        for text in asked.options:
            high = max(tall, paint.text_height(text, TextStyle.BASE, room - cap - _PAD) + 12)
            found.append(QRect(words.left(), top, room, high))
            top += high + 3
        return found

    def option_at(self, rect: QRect, row: int, x: int, y: int) -> int:
        """Give which answer is under a point, 1 to 3; 0 for none."""
        places = self._options(rect, row)
        return next((n for n, place in enumerate(places, 1) if place.contains(x, y)), 0)

    def draw(self, painter: QPainter, rect: QRect, row: int, look: Look) -> None:
        used, asked = theme.current(), self.questions[row]
        if look.is_current:
            box = paint.Box(fill=used.colors.ground, radius=used.radius.control)
            paint.draw_box(painter, rect, box)
        paint.draw_text(
            painter, self.question(rect, row), self.say(row), paint.Ink(style=TextStyle.STRONG)
        )
        for number, place in enumerate(self._options(rect, row), 1):
            _draw_option(painter, place, (number, asked.options[number - 1]), asked.chosen)
        paint.draw_line(painter, rect)
        if look.has_focus:
            paint.draw_focus(painter, rect, used.radius.control)


def _draw_option(painter: QPainter, place: QRect, option: tuple[int, str], chosen: int) -> None:
    used, (number, text) = theme.current(), option
    is_chosen = number == chosen
    box = paint.Box(
        fill=used.colors.brand_soft if is_chosen else used.colors.card,
        border=used.colors.brand if is_chosen else used.colors.line,
        radius=used.radius.control,
        width=2 if is_chosen else 1,
    )
    paint.draw_box(painter, place, box)
    size = paint.keycap_size(str(number))
    left = place.left() + _PAD
    cap = QRect(left, place.center().y() - size.height() // 2, size.width(), size.height())
    color = used.colors.brand if is_chosen else used.colors.muted
    paint.draw_keycap(painter, cap, str(number), color)
    words = place.adjusted(used.scaled(34), 0, -4, 0)
    style = TextStyle.STRONG if is_chosen else TextStyle.BASE
    flags = paint.LEFT | Qt.TextFlag.TextWordWrap
    paint.draw_text(painter, words, text, paint.Ink(style=style, flags=flags))


class AnswerList(CellList):
    """Up and Down move, 1 to 3 tick and go on, 0 or Backspace takes a tick away.

    Signals: ``answered(row, option)`` with 0 for no answer; ``current_changed`` as every list.
    """

    answered = Signal(int, int)

    def __init__(self) -> None:
        self._painter = _AnswerPainter()
        super().__init__(self._painter, tr("Questions of the check"))

    def set_questions(self, questions: tuple[Asked, ...], at: int) -> None:
        """Show these questions and stand on the one in turn."""
        if questions != self._painter.questions:
            self._painter.questions = questions
            self.replace_rows([one.id for one in questions], [_spoken(one) for one in questions])
        if questions and self.current_key() != questions[min(at, len(questions) - 1)].id:
            blocked = self.blockSignals(True)
            self.set_current(questions[min(at, len(questions) - 1)].id)
            self.blockSignals(blocked)
        self.scrollTo(self.currentIndex())
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, code = self.currentIndex().row(), Qt.Key(event.key())
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if row >= 0 and plain == Qt.KeyboardModifier.NoModifier and not event.isAutoRepeat():
            option = code - Qt.Key.Key_0
            if code in _CLEARING:
                self.answered.emit(row, 0)
                return
            if 1 <= option <= len(self._painter.questions[row].options):
                self.answered.emit(row, option)
                return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        index = self.indexAt(point)
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        row, rect = index.row(), self.visualRect(index)
        option = self._painter.option_at(rect, row, point.x(), point.y())
        if option:
            is_same = self._painter.questions[row].chosen == option
            self.answered.emit(row, 0 if is_same else option)


def _spoken(asked: Asked) -> str:
    if not asked.chosen:
        return ", ".join((asked.text, tr("not answered"), *asked.options))
    return ", ".join((asked.text, asked.options[asked.chosen - 1]))
