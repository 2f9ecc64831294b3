"""The strip that asks why somebody had to come again: four answers, each with its key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.keys import Key, KeyAction
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.buttons import Button, ButtonKind, IconButton
from agent_desk.ui.widgets.layout import FlowLayout, clear
from agent_desk.ui.widgets.messages import announce
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from agent_desk.ui.pages.reception.trip_asking import TripAsking, TripQuestion


class TripStrip(QWidget):
    """Never takes the focus by itself; goes when answered or closed.

    Signals: ``changed`` when other keys answer now.
    """

    changed = Signal()

    def __init__(self, asking: TripAsking) -> None:
        super().__init__()
        self._asking = asking
        self._question: TripQuestion | None = None
        self._title = Text("", TextStyle.STRONG)
        self._detail = Text("", TextStyle.SMALL, Tone.NEUTRAL)
        self._answers = FlowLayout()
        cross = IconButton("x", tr("Do not ask now"))
        cross.clicked.connect(asking.dismiss)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self._title)
        words.addWidget(self._detail)
        words.addLayout(self._answers)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(14, 10, 10, 10)
        whole.addLayout(words, 1)
        whole.addWidget(cross, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()
        asking.listen(self.show_question)

    def show_question(self, question: TripQuestion | None) -> None:
        """Draw the question; none takes no room."""
        if question == self._question:
            return
        self._question = question
        self.setVisible(question is not None)
        if question is not None:
            self._draw(question)
        self.changed.emit()

    def _draw(self, question: TripQuestion) -> None:
        self._title.setText(question.title)
        self._detail.setText(question.detail)
        self._detail.setVisible(bool(question.detail))
        clear(self._answers)
        for key, choice in zip(Key.answers(), question.choices, strict=True):
            button = Button(choice.label, ButtonKind.COMPACT, key=key.cap)
            button.clicked.connect(partial(self._answer, choice.key))
            self._answers.addWidget(button)
        self.setAccessibleName(question.title)
        announce(self, question.title)

    def keys(self) -> list[KeyAction]:
        """Give the keys that answer from anywhere on the page."""
        if self._question is None:
            return []
        return [
            KeyAction(key=key, label=choice.label, run=partial(self._answer, choice.key))
            for key, choice in zip(Key.answers(), self._question.choices, strict=True)
        ]

    def _answer(self, choice: str, *_clicked: object) -> None:
        self._asking.answer(choice)

    def paintEvent(self, event: QPaintEvent) -> None:
        used = theme.current()
        border = used.colors.line if used.is_contrast else used.colors.text(Tone.BRAND)
        fill = used.colors.soft(Tone.BRAND)
        box = paint.Box(fill=fill, border=border, radius=used.radius.control)
        paint.draw_box(QPainter(self), self.rect(), box)
