"""Series of sessions: their days, holidays named, and what is in the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desk.clock import HANOI
from agent_desk.domain.calendar import bundled_calendars
from agent_desk.domain.training.series import (
    MOST_REPEATS,
    DoubtKind,
    Repeat,
    Taken,
    doubts,
    holiday,
    series_days,
)
from agent_desk.domain.training.session_code import LENGTH, make, parse
from agent_desk.domain.training.sessions import SessionPlan, require_plan
from agent_desk.errors import InvalidInput

TUESDAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=HANOI)
PLAN = SessionPlan(
    starts_at=datetime(2026, 11, 25, 14, 0, tzinfo=HANOI),
    minutes=90,
    place="Nhà văn hóa tổ 5",
    trainer_id="ha",
    topics=("vneid",),
    seats=15,
)
AGENT = bundled_calendars().agent


def taken(hour: int, place: str = "Nơi khác", trainer: str = "other") -> Taken:
    starts = PLAN.starts_at.replace(hour=hour)
    ends = starts + timedelta(minutes=90)
    return Taken(session_id="s", starts_at=starts, ends_at=ends, place=place, trainer_id=trainer)


def kinds(plan: SessionPlan = PLAN, *others: Taken) -> list[DoubtKind]:
    return [doubt.kind for doubt in doubts(plan, others, AGENT, NOW)]


def test_a_series_of_five_weeks_keeps_its_weekday() -> None:
    days = series_days(TUESDAY, Repeat(times=5))
    assert [day.weekday() for day in days] == [1] * 5
    assert days[-1] == TUESDAY + timedelta(weeks=4)


def test_a_series_until_a_day_includes_that_day_and_none_after() -> None:
    assert series_days(TUESDAY, Repeat(until=date(2026, 12, 8)))[-1] == date(2026, 12, 8)
    assert series_days(TUESDAY, Repeat(weeks=2, until=date(2026, 12, 21)))[-1] == date(2026, 12, 8)


@pytest.mark.parametrize(
    "repeat", [Repeat(times=0), Repeat(times=MOST_REPEATS + 1), Repeat(until=date(2026, 11, 1))]
)
def test_a_series_without_end_or_without_sessions_is_refused(repeat: Repeat) -> None:
    with pytest.raises(InvalidInput):
        series_days(TUESDAY, repeat)


def test_a_holiday_is_named_and_warned_of() -> None:
    assert "Văn hóa" in holiday(TUESDAY, AGENT)
    (doubt,) = doubts(replace(PLAN, starts_at=PLAN.starts_at.replace(day=24)), (), AGENT, NOW)
    assert (doubt.kind, "Văn hóa" in doubt.words) == (DoubtKind.REST_DAY, True)


def test_the_past_and_a_weekend_only_warn() -> None:
    assert kinds(replace(PLAN, starts_at=NOW - timedelta(days=3))) == [DoubtKind.PAST]
    assert kinds(replace(PLAN, starts_at=PLAN.starts_at.replace(day=28))) == [DoubtKind.REST_DAY]


def test_trainer_and_place_are_warned_of_only_when_the_hours_touch() -> None:
    place = PLAN.place.upper()
    assert kinds(PLAN, taken(15, place, "ha")) == [DoubtKind.TRAINER_BUSY, DoubtKind.PLACE_BUSY]
    assert kinds(PLAN, taken(9, place, "ha")) == []
    ends_at_two = replace(taken(12, place, "ha"), ends_at=PLAN.starts_at)
    assert kinds(PLAN, ends_at_two) == []


def test_every_fault_of_a_plan_is_told_at_once() -> None:
    plan = replace(PLAN, minutes=0, place=" ", trainer_id="", topics=(), seats=0)
    with pytest.raises(InvalidInput) as refused:
        require_plan(plan)
    assert set(refused.value.field_errors) == {"minutes", "place", "trainer", "topics", "seats"}


@given(st.integers(1, 9999), st.integers(0, 99999), st.integers(0, LENGTH - 1), st.integers(1, 9))
def test_a_wrong_digit_of_a_session_number_is_always_seen(
    counter: int, desk: int, at: int, by: int
) -> None:
    code = make(f"{desk:05d}", TUESDAY, counter)
    assert parse(f" {code[:5]} {code[5:]} ") == code
    wrong = code[:at] + str((int(code[at]) + by) % 10) + code[at + 1 :]
    assert parse(wrong) == ""
