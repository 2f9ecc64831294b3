"""Every way through the guide of every procedure ends somewhere useful."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desk.catalog.guide import evaluate, next_question
from agent_desk.catalog.load import load_catalog

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent_desk.catalog.guide import CaseOutcome

TODAY = date(2026, 11, 21)
CATALOG = load_catalog(on=TODAY)
CODES = sorted(CATALOG.procedures)
COMMON = ({"filer": "self", "channel": "direct", "eid": "co"}, {"channel": "online", "eid": "chua"})


def _ends_well(outcome: CaseOutcome) -> bool:
    if outcome.exit is not None:
        known = not outcome.exit.code or outcome.exit.kind == "goto"
        return known and len(outcome.exit.text) > 10 and not outcome.papers
    return bool(outcome.papers and outcome.office and outcome.channel_reason)


def _endings(code: str, answers: dict[str, str]) -> Iterator[CaseOutcome]:
    question = next_question(CATALOG.procedures[code], CATALOG, answers)
    if question is None:
        yield evaluate(CATALOG, code, answers, on=TODAY)
        return
    for answer in question.answers:
        yield from _endings(code, answers | {question.id: answer.key})


@pytest.mark.parametrize("common", COMMON)
@pytest.mark.parametrize("code", CODES)
def test_every_path_ends_in_papers_an_exit_or_a_stop_with_text(
    code: str, common: dict[str, str]
) -> None:
    count = 0
    for outcome in _endings(code, common):
        count += 1
        assert _ends_well(outcome)
        assert outcome.missing_questions == ()
    assert count >= 2


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.data())
def test_no_question_is_asked_whose_answer_changes_nothing(data: st.DataObject) -> None:
    code = data.draw(st.sampled_from(CODES))
    answers: dict[str, str] = {}
    while question := next_question(CATALOG.procedures[code], CATALOG, answers):
        keys = [answer.key for answer in question.answers]
        ways = {evaluate(CATALOG, code, answers | {question.id: k}, on=TODAY) for k in keys}
        assert len(ways) > 1, (code, question.id, answers)
        answers[question.id] = data.draw(st.sampled_from(keys))


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
