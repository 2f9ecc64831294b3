"""Every way through the guide of every procedure, walked to its end: none is left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desk.catalog.guide import evaluate, open_questions
from agent_desk.catalog.load import load_catalog

if TYPE_CHECKING:
    from agent_desk.catalog.guide import CaseOutcome

TODAY, NEW_LAW = date(2026, 11, 21), date(2027, 3, 1)
CATALOG = load_catalog(on=TODAY)
CODES = sorted(CATALOG.procedures)
CHANGED = tuple(
    code
    for code, procedure in sorted(CATALOG.procedures.items())
    if procedure.office_on(TODAY) != procedure.office_on(NEW_LAW)
)
CASES = [(code, TODAY) for code in CODES] + [(code, NEW_LAW) for code in CHANGED]


class Walk:
    """One procedure on one day: all endings, and every question that decided nothing."""

    def __init__(self, code: str, on: date) -> None:
        self.code, self.on = code, on
        self.procedure = CATALOG.procedures[code]
        self.endings: dict[CaseOutcome, int] = {}
        self.paths = 0
        self.vain: list[tuple[str, dict[str, str]]] = []
        self.reach({})

    def reach(self, answers: dict[str, str]) -> frozenset[int]:
        """Give the endings that can still be reached, as numbers."""
        left = open_questions(self.procedure, CATALOG, answers, on=self.on)
        if not left:
            return frozenset({self._ending(answers)})
        question = left[0]
        ways = [self.reach(answers | {question.id: a.key}) for a in question.answers]
        if len(set(ways)) == 1:
            self.vain.append((question.id, answers))
        return frozenset().union(*ways)

    def _ending(self, answers: dict[str, str]) -> int:
        self.paths += 1
        outcome = evaluate(CATALOG, self.code, answers, on=self.on)
        return self.endings.setdefault(outcome, len(self.endings))


STOPPED = {"3.000347": {"quyet_dinh_tuoc"}}
"""Papers of cases that the pack's source stops before any paper is listed."""

WALKED: dict[tuple[str, date], Walk] = {}


def _walk(code: str, on: date) -> Walk:
    if (code, on) not in WALKED:
        WALKED[code, on] = Walk(code, on)
    return WALKED[code, on]


def _ends_well(outcome: CaseOutcome) -> bool:
    if outcome.exit is not None:
        known = not outcome.exit.code or outcome.exit.kind == "goto"
        return known and len(outcome.exit.text) > 10 and not outcome.papers
    return bool(outcome.papers and outcome.office and outcome.channel_reason and outcome.result)


@pytest.mark.parametrize(("code", "on"), CASES)
def test_every_path_ends_in_papers_an_exit_or_a_stop_with_text(code: str, on: date) -> None:
    walk = _walk(code, on)
    assert walk.paths >= 6
    for outcome in walk.endings:
        assert _ends_well(outcome)
        assert outcome.missing_questions == ()


@pytest.mark.parametrize(("code", "on"), CASES)
def test_no_path_asks_a_question_whose_answer_changes_nothing(code: str, on: date) -> None:
    assert _walk(code, on).vain == []


def test_every_exit_and_every_paper_can_be_reached() -> None:
    for code in CODES:
        procedure, endings = CATALOG.procedures[code], _walk(code, TODAY).endings
        leaving = {outcome.exit.question_id for outcome in endings if outcome.exit}
        asked = {q.id for q in procedure.questions if any(a.goto for a in q.answers)}
        assert leaving == asked, code
        listed = {paper.id for outcome in endings for paper in outcome.papers}
        assert listed >= {paper.id for paper in procedure.papers} - STOPPED.get(code, set())


def test_the_new_law_only_takes_questions_away() -> None:
    assert len(CHANGED) == 8
    for code in CHANGED:
        assert _walk(code, NEW_LAW).paths <= _walk(code, TODAY).paths


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.data())
def test_any_answers_in_any_order_give_an_outcome(data: st.DataObject) -> None:
    code = data.draw(st.sampled_from(CODES))
    procedure = CATALOG.procedures[code]
    questions = procedure.questions + CATALOG.packs[0].common_questions
    chosen = data.draw(st.lists(st.sampled_from(questions), unique_by=lambda q: q.id))
    answers = {q.id: data.draw(st.sampled_from(q.answers)).key for q in chosen}
    outcome = evaluate(CATALOG, code, answers, on=TODAY)
    leaving = any(a.goto for q in chosen for a in q.answers if a.key == answers[q.id])
    assert (outcome.exit is not None) == leaving
    assert {paper.id for paper in outcome.papers} <= {paper.id for paper in procedure.papers}
    assert not set(outcome.missing_questions) & set(answers)


def test_the_order_of_the_answers_does_not_matter() -> None:
    for code in CODES:
        questions = CATALOG.procedures[code].questions
        answers = {q.id: q.answers[-1].key for q in questions}
        backwards = dict(reversed(answers.items()))
        one, other = (evaluate(CATALOG, code, a, on=TODAY) for a in (answers, backwards))
        assert replace(one) == other
