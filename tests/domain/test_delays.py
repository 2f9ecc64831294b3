"""Whatever was noted before, no finding ends against a person who was not heard."""

from __future__ import annotations

import itertools

import pytest

from agent_desk.domain.delays import (
    Answer,
    DelayReason,
    Finding,
    FindingOutcome,
    FindingState,
    SoftwareCheck,
    needs_words,
    require_closable,
    say_outcome,
    say_reason,
)
from agent_desk.domain.trips import CameFor, FirstTime, TripCause, certain_cause, say_cause
from agent_desk.errors import DeskError

EVERY = list(itertools.product(FindingState, SoftwareCheck, Answer, FindingOutcome, ("", "Lê Thu")))


def may_close(finding: Finding, outcome: FindingOutcome, reviewer: str) -> bool:
    try:
        require_closable(finding, outcome, reviewer)
    except DeskError:
        return False
    return True


@pytest.mark.parametrize(("state", "software", "answer", "outcome", "reviewer"), EVERY)
def test_only_one_way_leads_to_a_person_at_fault(
    state: FindingState,
    software: SoftwareCheck,
    answer: Answer,
    outcome: FindingOutcome,
    reviewer: str,
) -> None:
    closes = may_close(Finding(state=state, software=software, answer=answer), outcome, reviewer)
    expected = state is FindingState.OPEN and bool(reviewer)
    if outcome is FindingOutcome.PERSON_AT_FAULT:
        expected &= software is SoftwareCheck.NO_FAULT and answer is not Answer.NONE
    elif outcome is FindingOutcome.SOFTWARE_FAULT:
        expected &= software is SoftwareCheck.FAULT
    assert closes is expected


def test_every_code_has_its_own_words() -> None:
    for words in (
        [say_reason(reason) for reason in DelayReason],
        [say_outcome(outcome) for outcome in FindingOutcome],
        [say_cause(cause) for cause in TripCause],
    ):
        assert len(set(words)) == len(words)
    assert [reason for reason in DelayReason if needs_words(reason)] == [DelayReason.OTHER]


def test_only_who_was_sent_home_with_a_list_needs_no_question() -> None:
    certain = [one for one in CameFor if certain_cause(one) is not TripCause.UNKNOWN]

    assert certain == [CameFor.MISSING_PAPERS]


def test_a_hundred_percent_means_all() -> None:
    assert FirstTime(filed=1000, right=999).percent == 99
    assert FirstTime(filed=3, right=3).percent == 100
