"""One check while it is entered: from a paper, or read aloud with the words to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from agent_desk.domain.skill_check import Way
from agent_desk.i18n import tr
from agent_desk.ui.keys import Key
from agent_desk.ui.pages.training_check.answer_list import AnswerList
from agent_desk.ui.pages.training_check.words import say_count
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.cards import Card, Rule
from agent_desk.ui.widgets.layout import FlowLayout
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from agent_desk.ui.pages.training_check.state import Entry


class EntryView(Card):
    """The name or number above, the questions, the acts below.

    Signals: ``answered(row, option)``, ``turned(row)``, ``kept``, ``aloud``, ``given`` (to the
    learner).
    """

    answered = Signal(int, int)
    turned = Signal(int)
    kept = Signal()
    aloud = Signal()
    given = Signal()

    def __init__(self) -> None:
        super().__init__(padding=0)
        self._over = Text(" ", TextStyle.SMALL, Tone.NEUTRAL)
        self._who = Text(" ", TextStyle.TITLE)
        self._say = Banner(" ", Tone.BRAND)
        self.list = AnswerList()
        self.keep = Button(tr("Keep"), ButtonKind.PRIMARY, icon="check", key=Key.CTRL_ENTER.cap)
        self.aloud_button = Button(tr("Read aloud"), icon="users", key=Key.F9.cap)
        self.give = Button(tr("Big buttons for the learner"), icon="monitor", key=Key.F11.cap)
        self._order: tuple[str, ...] = ()
        self._build()
        self.list.answered.connect(self.answered)
        self.list.current_changed.connect(self._on_current)
        self.keep.clicked.connect(self.kept)
        self.aloud_button.clicked.connect(self.aloud)
        self.give.clicked.connect(self.given)

    def _build(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(20, 16, 20, 10)
        head.setSpacing(4)
        for part in (self._over, self._who, self._say):
            head.addWidget(part)
        foot = FlowLayout(10, 10)
        foot.setContentsMargins(20, 12, 20, 14)
        for button in (self.keep, self.aloud_button, self.give):
            foot.addWidget(button)
        self.body.setSpacing(0)
        self.add(head)
        self.add(self.list, 1)
        self.add(Rule())
        self.add(foot)

    def show_entry(self, entry: Entry) -> None:
        """Draw an entry; the question in turn is in sight."""
        self._order = tuple(one.id for one in entry.questions)
        self._who.setText(entry.who)
        self._over.setText(say_count(entry.answered, len(entry.questions)))
        at = min(entry.at, len(entry.questions) - 1)
        if entry.way is Way.ALOUD:
            self._say.show_message(tr("Say: “{words}”", words=entry.questions[at].say), Tone.BRAND)
        else:
            self._say.hide()
        self.list.set_questions(entry.questions, entry.at)
        self.aloud_button.setVisible(entry.way is not Way.ALOUD)

    def _on_current(self, key: str) -> None:
        if key in self._order:
            self.turned.emit(self._order.index(key))
