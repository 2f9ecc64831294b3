"""Supplements: both dates, the round that counts as late, the due date counted both ways."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from agent_desk.clock import local
from agent_desk.domain.calendar import bundled_calendars
from agent_desk.domain.supplement import (
    BothClocks,
    Pause,
    closes_at,
    due_twice,
    is_repeated,
    paused,
)

AGENCY = bundled_calendars().agency


def at(day: int, hour: int = 9, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour - 7, tzinfo=UTC)


def test_a_silent_dossier_is_closed_after_15_working_days_holidays_left_out() -> None:
    closes = local(closes_at(at(23), AGENCY))
    assert closes.date() == date(2026, 12, 15)  # 24 November is a holiday
    assert f"{closes:%H:%M}" == "23:59"


def test_the_stricter_of_both_dates_counts() -> None:
    early, late = at(25), at(26)
    assert BothClocks(authority=early, law=late).stricter == early
    assert BothClocks(authority=None, law=late).stricter == late
    assert BothClocks(authority=None, law=None).stricter is None


@pytest.mark.parametrize(("number", "expected"), [(1, False), (2, True), (3, True)])
def test_the_second_request_counts_as_late(number: int, *, expected: bool) -> None:
    assert is_repeated(number) is expected


def test_all_pauses_are_counted_in_office_time_and_an_open_one_up_to_now() -> None:
    pauses = [
        Pause(asked_at=at(16, 9), ended_at=at(16, 10)),
        Pause(asked_at=at(18, 9), ended_at=at(18, 11)),
        Pause(asked_at=at(20, 9)),
    ]
    assert paused(pauses, at(20, 10), AGENCY) == timedelta(hours=4)
    assert paused(pauses, at(17, 10), AGENCY) == timedelta(hours=1)


def test_the_index_deducts_the_pause_and_the_law_begins_anew() -> None:
    due = at(20, 17)
    pauses = [Pause(asked_at=at(16, 8), ended_at=at(18, 8))]
    both = due_twice(due, 5, pauses, at(19), AGENCY)
    assert both.deducted > due
    assert both.restarted is not None
    assert both.restarted.on == date(2026, 11, 26)  # 5 working days after the 18th, less the 24th


def test_while_the_citizen_is_asked_nothing_begins_anew() -> None:
    both = due_twice(at(20, 17), 5, [Pause(asked_at=at(16))], at(17), AGENCY)
    assert both.restarted is None


def test_without_a_pause_the_date_stays() -> None:
    assert due_twice(at(20, 17), None, [], at(17), AGENCY).deducted == at(20, 17)
