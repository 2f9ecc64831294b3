"""Results: never refused, aged by the days people can come, told what is next."""

from __future__ import annotations

from datetime import date

import pytest

from agent_desk.domain.calendar import bundled_calendars
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.results import (
    AgeStep,
    Doubt,
    age_days,
    age_step,
    doubt_about,
    say_doubt,
    say_step,
    step_begins_on,
)

AGENT = bundled_calendars().agent


def test_every_state_takes_a_result_in_one_way_or_another() -> None:
    for state in DossierState:
        assert doubt_about(state) in Doubt
    assert doubt_about(None) is Doubt.UNKNOWN
    assert doubt_about(DossierState.WITHDRAWN) is Doubt.WITHDRAWN
    assert doubt_about(DossierState.IN_PROCESS) is Doubt.NONE


@pytest.mark.parametrize(
    ("days", "step"),
    [
        (0, AgeStep.NONE),
        (2, AgeStep.NONE),
        (3, AgeStep.CALL_AGAIN),
        (9, AgeStep.CALL_AGAIN),
        (10, AgeStep.REMIND_IN_WRITING),
        (29, AgeStep.REMIND_IN_WRITING),
        (30, AgeStep.ASK_CENTER),
        (400, AgeStep.ASK_CENTER),
    ],
)
def test_three_ten_and_thirty_days_ask_for_something_each(days: int, step: AgeStep) -> None:
    assert age_step(days) is step


def test_the_new_year_holiday_does_not_age_a_result() -> None:
    before, after = date(2026, 2, 13), date(2026, 2, 23)
    assert (after - before).days == 10
    assert age_days(before, after, AGENT) < 10
    assert age_days(date(2026, 3, 2), date(2026, 3, 12), AGENT) == 10


def test_a_step_begins_on_the_day_its_age_is_reached() -> None:
    since = date(2026, 2, 13)
    for step in AgeStep:
        first = step_begins_on(since, step, AGENT)
        assert age_days(since, first, AGENT) == step.value


def test_a_year_without_a_list_counts_every_day() -> None:
    assert age_days(date(2031, 1, 1), date(2031, 1, 11), AGENT) == 10


def test_every_doubt_and_step_has_words_that_say_what_to_do() -> None:
    assert all(say_doubt(doubt) for doubt in Doubt if doubt is not Doubt.NONE)
    assert all(say_step(step) for step in AgeStep)
