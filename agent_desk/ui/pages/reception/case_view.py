"""The case part: the question of now with big answers, and everything answered so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.i18n import tr
from agent_desk.ui.pages.reception.step_view import StepView, TextLines, focus_new
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.cards import Rule
from agent_desk.ui.widgets.choices import ChoiceGroup
from agent_desk.ui.widgets.messages import Banner, announce
from agent_desk.ui.widgets.row_list import RowList
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from agent_desk.ui.pages.reception.choosing import Case
    from agent_desk.ui.pages.reception.state import CaseStep, State
    from agent_desk.ui.rows import Choice


class CaseView(StepView):
    """Which case it is."""

    def __init__(self, case: Case) -> None:
        super().__init__()
        self._case = case
        self._asked: tuple[str, tuple[Choice, ...], str] = ("", (), "")
        self.answered = RowList(tr("Answers given"))
        self.answered.fit_height()
        self.answered.acted.connect(case.ask_again)
        self.answered.clicked.connect(lambda _i: case.ask_again(self.answered.current_key()))
        self._progress = Text("", TextStyle.SMALL, Tone.NEUTRAL)
        self._ask = Text("", TextStyle.HEADING)
        self._why = Text("", TextStyle.SMALL, Tone.NEUTRAL)
        self.choices = ChoiceGroup(tr("Answers"))
        self.choices.chosen.connect(self._on_chosen)
        self._exit = Banner("", Tone.WAITING)
        self._decided = Text("", TextStyle.HEADING)
        self._reason = Text("", TextStyle.BASE, Tone.NEUTRAL)
        self._proposal = Banner("", Tone.WAITING)
        self._proposal.acted.connect(case.take_proposal)
        self._advice = TextLines(6)
        self._rule = Rule()
        for part in (self._progress, self._ask, self._why, self.choices, self._exit):
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
        if asked == self._asked:
            return
        self._asked = asked
        self.choices.setAccessibleName(step.ask)
        self.choices.set_choices(step.choices, step.chosen)
        if self.isVisible():
            self.focus_first()
            announce(self, step.ask or step.exit_text or self._decided.text())

    def focus_first(self) -> None:
        if self._asked[1]:
            focus_new(self.choices)
        else:
            self.primary_wanted.emit()

    def _on_chosen(self, key: str) -> None:
        if self._asked[0] and key:
            self._case.answer(self._asked[0], key)


def _say(banner: Banner, text: str) -> None:
    if not text:
        banner.hide()
    elif banner.text() != text or not banner.isVisible():
        banner.show_message(text, Tone.WAITING)
