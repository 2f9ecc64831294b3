"""The case: answered one question at a time, and the dossier that opens once it is decided."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from agent_desk.commands.dossier import NewDossier, answer_case, open_dossier
from agent_desk.domain.filing import HowFiled
from agent_desk.i18n import tr
from agent_desk.ids import DossierId
from agent_desk.ui.pages.reception.choosing import (
    ProcedureChoice,
    is_decided,
    lacks_way,
    outcome_of,
    pruned,
    settled,
    why_elsewhere,
)
from agent_desk.ui.pages.reception.sitting import Source, Step, Undoable, UndoKind
from agent_desk.ui.pages.reception.taking_up import reopening
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.catalog.guide import CaseOutcome
    from agent_desk.ui.pages.reception.counter import CaseRead, Counter
    from agent_desk.ui.pages.reception.sitting import Sitting

_MOST_UNDO = 50


class Case:
    """The case step: answers, and the dossier that opens once they decide the papers."""

    def __init__(self, counter: Counter, open_step: Callable[[Step], None]) -> None:
        self._counter = counter
        self._open_step = open_step
        self._wants_on = ""

    def outcome(self) -> CaseOutcome | None:
        """Say what the answers decide so far."""
        return outcome_of(self._counter, self._counter.sitting)

    def answer(self, question_id: str, key: str, source: Source = Source.CLERK) -> None:
        """Take one answer; when it decides the case, the papers are laid out and kept."""
        counter, sitting = self._counter, self._counter.sitting
        answers = {**sitting.answers, question_id: key}
        answers = pruned(counter.catalog, sitting.procedure_code, answers)
        changed = replace(
            sitting,
            answers=answers,
            answered_by={**sitting.answered_by, question_id: source},
            asking="",
            notice=None,
            is_confirmed=False,
        )
        self.take(settled(counter.catalog, changed))

    def take(self, changed: Sitting) -> None:
        """Take a case answered differently; what it was before can be brought back."""
        before = self._counter.sitting
        undo = Undoable(
            kind=UndoKind.ANSWERS,
            answers=before.answers,
            way=before.way,
            paper_reason=before.paper_reason,
        )
        self._counter.show(replace(changed, undo=(*before.undo[1 - _MOST_UNDO :], undo), redo=()))
        self.keep_if_decided()

    def ask_again(self, question_id: str) -> None:
        """Put an answered question on the screen again."""
        counter = self._counter
        counter.show(replace(counter.sitting, asking=question_id, notice=None))

    def stop_asking(self) -> None:
        """Leave the answer as it was."""
        self._counter.show(replace(self._counter.sitting, asking=""))

    def take_proposal(self) -> None:
        """File the way the guide proposes."""
        outcome = outcome_of(self._counter, self._counter.sitting)
        if outcome is not None and outcome.proposed_channel is not None:
            self.answer("channel", outcome.proposed_channel.value)

    def go_on(self) -> None:
        """Do what comes next: switch, or go to the papers once the case is decided."""
        counter, sitting = self._counter, self._counter.sitting
        if sitting.is_busy:
            self._wants_on = sitting.key  # a quick hand: the last answer is still being kept
            return
        outcome = outcome_of(counter, sitting)
        if outcome is None:
            self._open_step(Step.PROCEDURE)
        elif outcome.exit is not None:
            self.switch(outcome.exit.code)
        elif not is_decided(outcome) or lacks_way(sitting, outcome) or sitting.asking:
            counter.say(tr("Answer the question first."), Tone.WAITING)
        elif not _is_kept(counter, sitting):
            self.keep(lambda: self._open_step(Step.PAPERS))
        else:
            self._open_step(Step.PAPERS)

    def switch(self, code: str) -> None:
        """Go on under another procedure of the catalog, with the same people."""
        counter = self._counter
        if code in counter.desk.catalog.procedures:
            ProcedureChoice(counter, self._open_step).choose(code)

    def keep(self, then: Callable[[], None]) -> None:
        """Open the dossier if there is none yet, and keep the answers that hold."""
        counter = self._counter
        work = self._work(counter.sitting)
        if work is None:
            counter.say(tr("First say who the citizen is."), Tone.WAITING)
            return
        key = _key(counter, counter.sitting)

        def done(read: CaseRead) -> None:
            counter.spent("open", "reopen", key)
            counter.show(read.onto(counter.sitting))
            counter.navigator.something_changed()
            then()

        counter.commit(work, done)

    def keep_if_decided(self) -> None:
        """Keep the answers once they decide the case and say how it is filed."""
        counter, sitting = self._counter, self._counter.sitting
        outcome = outcome_of(counter, sitting)
        if not is_decided(outcome) or lacks_way(sitting, outcome):
            return
        if why_elsewhere(counter.catalog, sitting, outcome):
            return  # nothing is filed here, so nothing is opened
        if sitting.submitter_id is None:
            return  # kept with the draft until the citizen is named
        self.keep(self._go_on_if_wanted)

    def _go_on_if_wanted(self) -> None:
        if self._wants_on == self._counter.sitting.key:
            self._wants_on = ""
            self.go_on()

    def _work(self, sitting: Sitting) -> Callable[[], CaseRead] | None:
        counter, desk = self._counter, self._counter.desk
        visit_id, owner_id, submitter_id = sitting.visit_id, sitting.owner_id, sitting.submitter_id
        if visit_id is None or owner_id is None or submitter_id is None:
            return None
        new = NewDossier(
            visit_id=visit_id,
            procedure_code=sitting.procedure_code,
            owner_id=owner_id,
            submitter_id=submitter_id,
        )
        answers, how = held_answers(counter, sitting), how_filed(counter, sitting)
        known = sitting.view.dossier_id if sitting.view is not None else None
        opening, answering = counter.act("open"), counter.act(_key(counter, sitting))
        again = reopening(counter, sitting.view)

        def work() -> CaseRead:
            again()
            dossier_id = known or DossierId(open_dossier(desk, opening, new)["dossier_id"])
            answer_case(desk, answering, dossier_id, answers, how)
            return counter.read_case(dossier_id)

        return work


def held_answers(counter: Counter, sitting: Sitting) -> dict[str, str]:
    """Give the answers without the one that leads out of the procedure: it stays open."""
    outcome = outcome_of(counter, sitting)
    left = outcome.exit.question_id if outcome is not None and outcome.exit is not None else ""
    return {key: value for key, value in sitting.answers.items() if key != left}


def how_filed(counter: Counter, sitting: Sitting) -> HowFiled:
    """Give the way, the reason and the office as they stand now."""
    outcome = outcome_of(counter, sitting)
    return HowFiled(
        way=sitting.way,
        paper_reason=sitting.paper_reason,
        office=outcome.office if outcome is not None else "",
        places={place: ward.code if ward else "" for place, ward in sitting.places.items()},
    )


def _is_kept(counter: Counter, sitting: Sitting) -> bool:
    view = sitting.view
    if view is None or dict(view.answers) != dict(sitting.answers):
        return False
    how = how_filed(counter, sitting)
    now = (how.way or "", how.paper_reason or "", dict(how.places))
    return now == (view.way, view.paper_reason, dict(view.places))


def _key(counter: Counter, sitting: Sitting) -> str:
    how = how_filed(counter, sitting)
    given = [dict(sorted(sitting.answers.items())), how.way, how.paper_reason, dict(how.places)]
    return "answers " + json.dumps(given)
