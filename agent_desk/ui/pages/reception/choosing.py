"""The procedure and the case: found in everyday words, then asked one question at a time."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from agent_desk.catalog.guide import evaluate, open_questions, questions_of
from agent_desk.commands.dossier import NewDossier, answer_case, open_dossier
from agent_desk.i18n import tr
from agent_desk.ids import DossierId
from agent_desk.queries import reception as reception_query
from agent_desk.ui.pages.reception.sitting import Step
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from agent_desk.catalog.find import Match
    from agent_desk.catalog.guide import CaseOutcome
    from agent_desk.catalog.spec import Catalog, Channel, Question
    from agent_desk.queries.dossier import DossierView
    from agent_desk.ui.pages.reception.counter import Counter
    from agent_desk.ui.pages.reception.sitting import Sitting

_FOUND = 8


def pruned(catalog: Catalog, code: str, answers: Mapping[str, str]) -> dict[str, str]:
    """Drop answers to questions that no longer make sense, until nothing changes."""
    questions = questions_of(catalog.procedure(code), catalog)
    kept = dict(answers)
    while True:
        known = {q.id for q in questions if q.id in kept and q.ask_when.holds(kept)}
        if known == set(kept):
            return kept
        kept = {key: value for key, value in kept.items() if key in known}


def question_now(catalog: Catalog, sitting: Sitting) -> Question | None:
    """Give the question on the screen: the one being changed, else the next open one."""
    if not sitting.procedure_code:
        return None
    procedure = catalog.procedure(sitting.procedure_code)
    if sitting.asking:
        asked = (q for q in questions_of(procedure, catalog) if q.id == sitting.asking)
        return next(asked, None)
    return next(iter(open_questions(procedure, catalog, sitting.answers)), None)


def outcome_of(counter: Counter, sitting: Sitting) -> CaseOutcome | None:
    """Say what the answers decide so far; None before a procedure is chosen."""
    if not sitting.procedure_code:
        return None
    return evaluate(
        counter.desk.catalog, sitting.procedure_code, sitting.answers, on=counter.today()
    )


def is_decided(outcome: CaseOutcome | None) -> bool:
    """Say whether every question is answered and the case stays in this procedure."""
    return outcome is not None and outcome.exit is None and not outcome.missing_questions


def way_is_open(outcome: CaseOutcome | None, answers: Mapping[str, str]) -> bool:
    """Say whether the chosen way to file is one that the case allows."""
    if outcome is None or outcome.proposed_channel is None:
        return False
    return answers.get("channel") == outcome.proposed_channel.value


class ProcedureChoice:
    """The procedure step."""

    def __init__(self, counter: Counter, open_step: Callable[[Step], None]) -> None:
        self._counter = counter
        self._open_step = open_step

    def read_usual(self) -> None:
        """Read what is asked for most at this desk."""
        counter = self._counter

        def read() -> tuple[str, ...]:
            with counter.desk.store.read() as connection:
                return reception_query.most_used(connection)

        counter.run(read, lambda codes: counter.show(replace(counter.sitting, usual=codes)))

    def search(self, text: str) -> None:
        """Find what the citizen means; results of an older text are dropped."""
        counter, finder = self._counter, self._counter.office.finder
        counter.keep(replace(counter.sitting, query=text, sibling_of=""))
        if not text.strip():
            counter.show(replace(counter.sitting, matches=()))
            return

        def found(matches: list[Match]) -> None:
            if counter.sitting.query == text:
                counter.show(replace(counter.sitting, matches=tuple(matches), notice=None))

        counter.run(lambda: finder.get().find(text, _FOUND), found, lane="work")

    def pick(self, code: str) -> None:
        """Take a procedure; one that has siblings asks "which one?" first."""
        counter = self._counter
        if counter.desk.catalog.siblings(code) and counter.sitting.sibling_of != code:
            counter.show(replace(counter.sitting, sibling_of=code, notice=None))
            return
        self.choose(code)

    def back_to_search(self) -> None:
        """Leave the question between siblings."""
        self._counter.show(replace(self._counter.sitting, sibling_of=""))

    def choose(self, code: str) -> None:
        """Begin the case; the citizen and what they said of themselves stay."""
        counter, sitting = self._counter, self._counter.sitting
        catalog = counter.desk.catalog
        if code == sitting.procedure_code:
            counter.keep(replace(sitting, sibling_of=""))
            self._open_step(Step.CASE)
            return
        procedure = catalog.require_valid(code, counter.today())
        asked = {q.id: q for q in questions_of(procedure, catalog) if q.is_common}
        same = {
            key: value
            for key, value in sitting.answers.items()
            if key in asked and asked[key].answer(value) is not None
        }
        offered = [channel.value for channel in procedure.channels]
        if same.get("channel") not in offered:
            same.pop("channel", None)
        if len(offered) == 1:
            same["channel"] = offered[0]
        counter.keep(
            replace(
                sitting,
                procedure_code=code,
                answers=pruned(catalog, code, same),
                asking="",
                sibling_of="",
                view=None,
                paper="",
                removed=None,
            )
        )
        self._open_step(Step.CASE)


class Case:
    """The case step: answers, and the dossier that opens once they decide the papers."""

    def __init__(self, counter: Counter, open_step: Callable[[Step], None]) -> None:
        self._counter = counter
        self._open_step = open_step
        self._wants_on = False

    def answer(self, question_id: str, key: str) -> None:
        """Take one answer; when it decides the case, the papers are laid out and kept."""
        counter, sitting = self._counter, self._counter.sitting
        answers = {**sitting.answers, question_id: key}
        answers = pruned(counter.desk.catalog, sitting.procedure_code, answers)
        counter.show(replace(sitting, answers=answers, asking="", notice=None))
        self._keep_if_decided()

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
            self._wants_on = True  # a quick hand: the last answer is still being kept
            return
        outcome = outcome_of(counter, sitting)
        if outcome is None:
            self._open_step(Step.PROCEDURE)
        elif outcome.exit is not None:
            self.switch(outcome.exit.code)
        elif not is_decided(outcome) or sitting.asking:
            counter.say(tr("Answer the question first."), Tone.WAITING)
        elif sitting.view is None or dict(sitting.view.answers) != dict(sitting.answers):
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

        def done(view: DossierView) -> None:
            counter.spent("open", _answers_key(counter.sitting.answers))
            counter.show(replace(counter.sitting, view=view))
            counter.navigator.something_changed()
            then()

        counter.commit(work, done)

    def _keep_if_decided(self) -> None:
        counter = self._counter
        if is_decided(outcome_of(counter, counter.sitting)):
            if counter.sitting.submitter_id is None:
                return  # kept with the draft until the citizen is named
            self.keep(self._go_on_if_wanted)

    def _go_on_if_wanted(self) -> None:
        if self._wants_on:
            self._wants_on = False
            self.go_on()

    def _work(self, sitting: Sitting) -> Callable[[], DossierView] | None:
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
        answers = held_answers(counter, sitting)
        known = sitting.view.dossier_id if sitting.view is not None else None
        opening, answering = counter.act("open"), counter.act(_answers_key(sitting.answers))

        def work() -> DossierView:
            dossier_id = known or DossierId(open_dossier(desk, opening, new)["dossier_id"])
            answer_case(desk, answering, dossier_id, answers)
            return counter.read_view(dossier_id)

        return work


def held_answers(counter: Counter, sitting: Sitting) -> dict[str, str]:
    """Give the answers without the one that leads out of the procedure: it stays open."""
    outcome = outcome_of(counter, sitting)
    left = outcome.exit.question_id if outcome is not None and outcome.exit is not None else ""
    return {key: value for key, value in sitting.answers.items() if key != left}


def _answers_key(answers: Mapping[str, str]) -> str:
    return "answers " + json.dumps(dict(sorted(answers.items())))


def offered_answers(question: Question, channels: tuple[Channel, ...]) -> tuple[str, ...]:
    """Give the keys worth offering: of the ways to file only those the procedure knows."""
    keys = tuple(answer.key for answer in question.answers)
    if question.id != "channel":
        return keys
    offered = {channel.value for channel in channels}
    return tuple(key for key in keys if key in offered) or keys
