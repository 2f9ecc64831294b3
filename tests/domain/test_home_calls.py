"""Whom to call two weeks after a session, and when it is enough."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from agent_desk.domain.calendar import bundled_calendars
from agent_desk.domain.training.home_calls import (
    Attended,
    CallSoFar,
    CallState,
    HomeOutcome,
    due_calls,
    is_closed_by,
    next_call_on,
)

HELD = date(2026, 11, 2)


def came(session: str = "s1", who: str = "lan", on: date = HELD) -> Attended:
    return Attended(session_id=session, learner_id=who, held_on=on)


def called(state: CallState = CallState.CLOSED, **changes: object) -> CallSoFar:
    values: dict[str, object] = {"session_id": "s1", "learner_id": "lan", "tries": 1}
    return CallSoFar(state=state, **{**values, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(("days", "is_due"), [(13, False), (14, True), (90, True), (91, False)])
def test_a_call_is_due_from_two_weeks_to_three_months_after(days: int, is_due: bool) -> None:
    assert bool(due_calls([came()], [], HELD + timedelta(days=days))) is is_due


def test_who_came_several_times_is_called_once_about_the_last() -> None:
    days = [came("s1"), came("s2", on=HELD + timedelta(days=7))]
    due = due_calls(days, [], HELD + timedelta(days=30))
    assert [one.session_id for one in due] == ["s2"]


def test_a_call_covers_what_was_learned_a_week_before_it() -> None:
    today = HELD + timedelta(days=21)
    days = [came("s1"), came("s2", on=HELD + timedelta(days=6))]
    done = called(closed_on=HELD + timedelta(days=15))
    assert due_calls(days, [done], today) == ()


def test_a_try_that_waits_for_its_day_is_not_shown_before() -> None:
    open_call = called(CallState.OPEN, next_on=HELD + timedelta(days=20))
    assert due_calls([came()], [open_call], HELD + timedelta(days=19)) == ()
    (due,) = due_calls([came()], [open_call], HELD + timedelta(days=20))
    assert due.tries == 1


def test_the_longest_waiting_is_called_first() -> None:
    days = [came(who="b", on=HELD + timedelta(days=1)), came(who="a")]
    due = due_calls(days, [], HELD + timedelta(days=20))
    assert [one.learner_id for one in due] == ["a", "b"]


def test_three_calls_without_an_answer_are_enough() -> None:
    assert [is_closed_by(HomeOutcome.NOT_REACHED, n) for n in (1, 2, 3)] == [False, False, True]
    assert all(is_closed_by(one, 1) for one in HomeOutcome if one is not HomeOutcome.NOT_REACHED)


def test_the_next_try_is_on_a_working_day_and_later_after_the_second() -> None:
    friday = date(2026, 11, 20)
    calendar = bundled_calendars().agency
    first, second = (next_call_on(friday, tries, calendar) for tries in (1, 2))
    assert calendar.is_working(first)
    assert first < second
