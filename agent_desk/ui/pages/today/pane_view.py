"""The pane over the work list: lines, rows, questions with digits, and a sentence if needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.i18n import tr
from agent_desk.ui.keys import Key
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.cards import Card, PageHeader
from agent_desk.ui.widgets.choices import ChoiceGroup
from agent_desk.ui.widgets.fields import Field, TextArea
from agent_desk.ui.widgets.layout import clear
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.row_list import RowList
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from agent_desk.ui.pages.today.state import Pane, Question


class QuestionCard(Card):
    """One question; an answer that needs words shows a field first.

    Signals: ``answered(choice, words)``.
    """

    answered = Signal(str, str)

    def __init__(self, question: Question) -> None:
        super().__init__(question.title)
        self._question = question
        self.choices = ChoiceGroup(question.title, question.choices)
        self.choices.chosen.connect(lambda key: self.answered.emit(key, ""))
        self.words = Field(question.words_label, entry=TextArea(2))
        self.save = Button(tr("Save"), ButtonKind.PRIMARY, icon="check", key=Key.CTRL_ENTER.cap)
        self.save.clicked.connect(self.send_words)
        self.add(self.choices)
        self.add(self.words)
        self.body.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        self.ask_words(is_wanted=False)

    def ask_words(self, *, is_wanted: bool) -> None:
        """Show the field for the sentence in place of the answers, or the answers again."""
        self.choices.setVisible(not is_wanted)
        self.words.setVisible(is_wanted)
        self.save.setVisible(is_wanted)
        if is_wanted:
            self.words.setFocus()
        elif not self.choices.isHidden():
            self.choices.setFocus()

    def send_words(self) -> None:
        """Send the answer with its sentence."""
        if not self.words.isHidden():
            self.answered.emit(self._question.words_for, self.words.text())

    def say_error(self, message: str) -> None:
        """Show what is wrong where it can be put right."""
        self.words.set_error("" if self.words.isHidden() else message)


class PaneView(QWidget):
    """Shows one pane; Esc goes back.

    Signals: ``left``, ``answered(ask, choice, words)``, ``export_asked``.
    """

    left = Signal()
    answered = Signal(str, str, str)
    export_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        back = Button(tr("Work list"), ButtonKind.QUIET, icon="arrow-left", key=Key.ESC.cap)
        back.clicked.connect(self.left)
        self.export = Button(tr("Save as a table"), icon="download", key=Key.F7.cap)
        self.export.clicked.connect(self.export_asked)
        self._header = PageHeader("", "", self.export, back)
        self._error = Banner("", Tone.WRONG)
        self._error.hide()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.rows = RowList("")
        self.rows.fit_height()
        self._rows_card = Card(" ", padding=0)
        self._rows_card.add(self.rows)
        self._questions = QVBoxLayout()
        self._questions.setSpacing(16)
        self._shown: tuple[Question, ...] = ()
        self.cards: list[QuestionCard] = []
        self._pane: Pane | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(16)
        whole.addWidget(self._header)
        whole.addWidget(self._error)
        whole.addLayout(self._lines)
        whole.addWidget(self._rows_card)
        whole.addLayout(self._questions)
        whole.addStretch(1)

    def show_pane(self, pane: Pane) -> None:
        """Draw a pane; what was typed stays while its questions do."""
        is_new = self._pane is None or pane.questions != self._shown
        self._header.set_words(pane.title, pane.subtitle)
        self.export.setVisible(pane.can_export)
        if self._pane is None or pane.lines != self._pane.lines:
            clear(self._lines)
            for line in pane.lines:
                self._lines.addWidget(Text(line, TextStyle.BASE))
        self._rows_card.set_title(pane.rows_title or " ")
        self.rows.set_rows(pane.rows)
        self._rows_card.setVisible(bool(pane.rows))
        if is_new:
            self._build(pane.questions)
        self._pane = pane
        self._ask_words(pane)
        if is_new:
            self.focus_first()

    def forget(self) -> None:
        """Leave the pane."""
        self._pane = None
        self._build(())

    def _build(self, questions: tuple[Question, ...]) -> None:
        clear(self._questions)
        self._shown = questions
        self.cards = []
        for question in questions:
            card = QuestionCard(question)
            ask = question.ask.value
            card.answered.connect(
                lambda choice, words, ask=ask: self.answered.emit(ask, choice, words)
            )
            self._questions.addWidget(card)
            self.cards.append(card)

    def _ask_words(self, pane: Pane) -> None:
        for question, card in zip(self._shown, self.cards, strict=True):
            is_wanted = pane.wants_words is question.ask
            if is_wanted != (not card.words.isHidden()):
                card.ask_words(is_wanted=is_wanted)
            card.say_error(pane.error if is_wanted else "")
        at_field = pane.wants_words is not None
        if pane.error and not at_field:
            self._error.show_message(pane.error, Tone.WRONG)
        else:
            self._error.hide()

    def send_words(self) -> None:
        """Send the sentence of the question that waits for one."""
        for card in self.cards:
            card.send_words()

    def focus_first(self) -> None:
        """Stand where the next input is."""
        (self.cards[0].choices if self.cards else self.rows).setFocus()
