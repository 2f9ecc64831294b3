"""What a learner answers alone: one question, three large buttons, nothing about anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.layout import ScrollPage, clear, row
from agent_desk.ui.widgets.messages import announce
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from agent_desk.ui.pages.training_check.state import Entry

_QUESTION, _ANSWER = 26.0, 20.0
"""Points; large enough from an arm's length without glasses."""
_WIDEST = 980
_LEAST = 76
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


def _font(points: float, *, is_strong: bool) -> QFont:
    font = QFont(theme.current().family)
    font.setPointSizeF(points * min(theme.current().text_percent, 130) / 100)
    font.setWeight(QFont.Weight.DemiBold if is_strong else QFont.Weight.Medium)
    return font


class BigAnswer(QPushButton):
    """One answer, to be touched with a finger; its digit stands before it."""

    def __init__(self, number: int, text: str, *, is_chosen: bool) -> None:
        super().__init__(text.replace("&", "&&"))
        self.number = number
        self._words, self._is_chosen = text, is_chosen
        self.setFont(_font(_ANSWER, is_strong=is_chosen))
        self.setAccessibleName(f"{number}. {text}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(1, width - 108), 10_000)
        tall = self.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), self._words)
        return max(_LEAST, tall.height() + 32)

    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(max(self.width(), 400)))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, _LEAST)

    def event(self, event: QEvent) -> bool:
        return _hold_keys(event) or super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colors, painter = theme.current().colors, QPainter(self)
        is_marked = self._is_chosen or self.isDown()
        fill = colors.brand_soft if is_marked else colors.card
        border = colors.brand if is_marked or self.underMouse() else colors.control
        box = paint.Box(fill=fill, border=border, radius=16, width=3 if is_marked else 2)
        paint.draw_box(painter, self.rect(), box)
        side = 44
        cap = QRect(24, (self.height() - side) // 2, side, side)
        paint.draw_box(painter, cap, paint.Box(border=border, radius=10, width=2))
        painter.setFont(self.font())
        painter.setPen(QColor(colors.ink))
        painter.drawText(cap, int(Qt.AlignmentFlag.AlignCenter), str(self.number))
        words = self.rect().adjusted(88, 0, -20, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(words, int(flags), self._words)
        if self.hasFocus():
            paint.draw_focus(painter, self.rect(), 16)


def _hold_keys(event: QEvent) -> bool:
    """Keep the keys of the desk from whoever sits here; locking the screen stays possible."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    is_lock = (
        event.key() == Qt.Key.Key_L and event.modifiers() & Qt.KeyboardModifier.ControlModifier
    )
    if not is_lock:
        event.accept()
    return not is_lock


class LearnerView(QWidget):
    """Lies over the whole window while a learner answers. 1 to 3 answer, Left goes back.

    Signals: ``answered(option)``; ``went_back``; ``ended`` on Esc or its button.
    """

    answered = Signal(int)
    went_back = Signal()
    ended = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setAccessibleName(tr("Questions for the learner"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._progress = Text(" ", TextStyle.HEADING, Tone.NEUTRAL)
        self._question = QLabel()
        self._question.setWordWrap(True)
        self._question.setTextFormat(Qt.TextFormat.PlainText)
        self._answers = QVBoxLayout()
        self._answers.setSpacing(16)
        self.back = Button(tr("The question before"), icon="arrow-left", key="←")
        self.end = Button(tr("Give back to the trainer"), ButtonKind.QUIET, key="Esc")
        self.buttons: list[BigAnswer] = []
        self._shown: tuple[str, int] = ("", -1)
        self._build()
        over.installEventFilter(self)
        self.back.clicked.connect(self.went_back)
        self.end.clicked.connect(self.ended)
        self.hide()

    def _build(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 28, 28, 20)
        column.setSpacing(20)
        column.addWidget(self._progress)
        column.addWidget(self._question)
        column.addLayout(self._answers)
        column.addStretch(1)
        foot = row(self.back, spacing=16)
        foot.addStretch(1)
        foot.addWidget(self.end)
        column.addLayout(foot)
        inside.setMaximumWidth(_WIDEST)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        middle = QWidget()
        across = row(spacing=0)
        across.addStretch(1)
        across.addWidget(inside, 100)
        across.addStretch(1)
        middle.setLayout(across)
        whole.addWidget(ScrollPage(middle))

    def show_entry(self, entry: Entry) -> None:
        """Show the question in turn, or thanks after the last one."""
        self._fill()
        self.show()
        self.raise_()
        if (entry.key, entry.at) == self._shown:
            return
        self._shown = entry.key, entry.at
        clear(self._answers)
        self.buttons = []
        self._question.setFont(_font(_QUESTION, is_strong=True))
        self.back.setVisible(0 < entry.at < len(entry.questions))
        if entry.is_over:
            self._progress.setText(" ")
            self._put_question(tr("Thank you! Please give the computer back to the trainer."))
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        asked = entry.questions[entry.at]
        of = len(entry.questions)
        self._progress.setText(
            tr("{who} · question {n} of {of}", who=entry.who, n=entry.at + 1, of=of)
        )
        self._put_question(asked.text)
        for number, text in enumerate(asked.options, 1):
            button = BigAnswer(number, text, is_chosen=number == asked.chosen)
            button.clicked.connect(lambda _c=False, n=number: self.answered.emit(n))
            self._answers.addWidget(button)
            self.buttons.append(button)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_question(self, text: str) -> None:
        self._question.setText(text)
        announce(self, text)

    def event(self, event: QEvent) -> bool:
        return _hold_keys(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        code = Qt.Key(event.key())
        if event.isAutoRepeat():
            return
        if code == Qt.Key.Key_Escape:
            self.ended.emit()
        elif code in (Qt.Key.Key_Left, Qt.Key.Key_Backspace) and self.back.isVisibleTo(self):
            self.went_back.emit()
        elif code in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if code == Qt.Key.Key_Down else -1)
        elif code in _ENTER:
            self._press_focused()
        elif 1 <= code - Qt.Key.Key_0 <= len(self.buttons):
            self.answered.emit(code - Qt.Key.Key_0)

    def _step(self, by: int) -> None:
        at = next((n for n, one in enumerate(self.buttons) if one.hasFocus()), -1 if by > 0 else 1)
        if self.buttons:
            to = max(0, min(len(self.buttons) - 1, at + by))
            self.buttons[to].setFocus(Qt.FocusReason.TabFocusReason)

    def _press_focused(self) -> None:
        for one in self.buttons:
            if one.hasFocus():
                one.click()
                return

    def _fill(self) -> None:
        over = self.parentWidget()
        if over is not None:
            self.setGeometry(over.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self._fill()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(theme.current().colors.ground))
