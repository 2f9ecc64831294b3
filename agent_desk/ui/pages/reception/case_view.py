"""The case part: the question of now with big answers, and everything answered so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from agent_desk.i18n import tr
from agent_desk.ui.pages.reception.step_view import StepView, TextLines, focus_new
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.cards import Rule
from agent_desk.ui.widgets.choices import ChoiceGroup
from agent_desk.ui.widgets.fields import Field
from agent_desk.ui.widgets.messages import Banner, announce
from agent_desk.ui.widgets.row_list import RowList
from agent_desk.ui.widgets.search_box import DEBOUNCE_MS
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from agent_desk.ui.pages.reception.case import Case
    from agent_desk.ui.pages.reception.state import CaseStep, State
    from agent_desk.ui.pages.reception.ways import Ways
    from agent_desk.ui.rows import Choice


class CaseView(StepView):
    """Which case it is, and how it is filed."""

    def __init__(self, case: Case, ways: Ways) -> None:
        super().__init__()
        self._case = case
        self._ways = ways
        self._asked: tuple[str, tuple[Choice, ...], str] = ("", (), "")
        self._wants_found = False
        self.answered = RowList(tr("Answers given"))
        self.answered.fit_height()
        self.answered.acted.connect(case.ask_again)
        self.answered.clicked.connect(lambda _i: case.ask_again(self.answered.current_key()))
        self._progress = Text("", TextStyle.SMALL, Tone.NEUTRAL)
        self._ask = Text("", TextStyle.HEADING)
        self._why = Text("", TextStyle.SMALL, Tone.NEUTRAL)
        self.choices = ChoiceGroup(tr("Answers"))
        self.choices.chosen.connect(self._on_chosen)
        self.ward = Field(tr("Another ward or commune: type its name, an old name too"))
        self._search_soon = QTimer(self)
        self._search_soon.setSingleShot(True)
        self._search_soon.setInterval(DEBOUNCE_MS)
        self._search_soon.timeout.connect(self._search)
        self.ward.edited.connect(self._search_soon.start)
        self.ward.entered.connect(self._on_ward_entered)
        self.ward.entry.installEventFilter(self)
        self._exit = Banner("", Tone.WAITING)
        self._decided = Text("", TextStyle.HEADING)
        self._reason = Text("", TextStyle.BASE, Tone.NEUTRAL)
        self._proposal = Banner("", Tone.WAITING)
        self._proposal.acted.connect(case.take_proposal)
        self._advice = TextLines(6)
        self._rule = Rule()
        for part in (self._progress, self._ask, self._why, self.ward, self.choices, self._exit):
            self.box.addWidget(part)
        for widget in (self._decided, self._reason, self._proposal, self._advice):
            self.box.addWidget(widget)
        self.box.addWidget(self._rule)
        self.box.addWidget(self.answered)
        self.box.addStretch(1)

    def show_state(self, state: State) -> None:
        step = state.case
        if step is None:
            return
        self._show_question(step)
        self._progress.setText(step.progress)
        self._progress.setVisible(bool(step.progress))
        _say(self._exit, step.exit_text)
        self._decided.setText(tr("To be filed: {way}", way=step.decided) if step.decided else "")
        self._decided.setVisible(bool(step.decided))
        self._reason.setText(step.reason)
        self._reason.setVisible(bool(step.reason))
        if step.proposal:
            text = tr("Proposed instead: {way}", way=step.proposal)
            self._proposal.show_message(text, Tone.WAITING, tr("File it this way"))
        else:
            self._proposal.hide()
        lines = [Text(f"• {text}", TextStyle.BASE) for text in step.advice]
        self._advice.set_lines(lines, step.advice)
        if step.answered != self.answered.rows():
            self.answered.set_rows(step.answered)
        self.answered.setVisible(bool(step.answered))
        self._rule.setVisible(bool(step.answered))

    def _show_question(self, step: CaseStep) -> None:
        asked = (step.question_id, step.choices, step.chosen)
        self._ask.setText(step.ask)
        self._ask.setVisible(bool(step.ask) and not step.exit_text)
        self._why.setText(step.why)
        self._why.setVisible(bool(step.why) and not step.exit_text)
        self.choices.setVisible(bool(step.choices))
        self.ward.setVisible(step.is_place)
        if asked == self._asked:
            return
        is_same = step.question_id == self._asked[0]
        is_typing = is_same and self.ward.entry.hasFocus() and bool(self.ward.text())
        if step.choices and self._wants_found:
            self._wants_found = is_typing = False
        if not is_same:
            self._search_soon.stop()
            self.ward.set_text("")
        self._asked = asked
        self.choices.setAccessibleName(step.ask)
        self.choices.set_choices(step.choices, step.chosen)
        if self.isVisible() and not is_typing:
            self.focus_first()
            announce(self, step.ask or step.exit_text or self._decided.text())

    def focus_first(self) -> None:
        if self._asked[1]:
            focus_new(self.choices)
        elif self.ward.isVisibleTo(self):
            self.ward.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.primary_wanted.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_down = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        if watched is self.ward.entry and event.type() == QEvent.Type.KeyPress and is_down:
            focus_new(self.choices)
            return True
        return super().eventFilter(watched, event)

    def _search(self) -> None:
        self._search_soon.stop()
        self._ways.search_ward(self.ward.text())

    def _on_ward_entered(self) -> None:
        """Go to what is found; the first is chosen with one more Enter, never unseen."""
        self._wants_found = True
        self._search()

    def _on_chosen(self, key: str) -> None:
        if self._asked[0] and key:
            self._ways.answer(self._asked[0], key)


def _say(banner: Banner, text: str) -> None:
    if not text:
        banner.hide()
    elif banner.text() != text or not banner.isVisible():
        banner.show_message(text, Tone.WAITING)
