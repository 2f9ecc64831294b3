"""Working days, due dates and their reasons."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desk.clock import HANOI
from agent_desk.domain.calendar import (
    Calendar,
    CalendarGap,
    bundled_calendars,
    forward_by,
    forward_limits,
    read_calendars,
    reply_by,
    return_at,
)
from agent_desk.domain.calendar_data import DayKind, bundled_calendar_data, library_days
from agent_desk.domain.reasons import ReasonKind, print_reason, say, show_days
from agent_desk.errors import InvalidInput

AGENCY = bundled_calendars().agency
CULTURE_DAY = date(2026, 11, 24)


def at(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=HANOI).astimezone(UTC)


def printed(due) -> list[str]:
    return [print_reason(reason) for reason in due.reasons]


@pytest.mark.parametrize(
    "day",
    [
        "2026-01-02",
        "2026-02-16",
        "2026-02-20",
        "2026-04-27",
        "2026-04-30",
        "2026-05-01",
        "2026-08-31",
        "2026-09-01",
        "2026-09-02",
        "2026-11-24",
        "2026-11-28",
        "2026-11-29",
        "2025-01-27",
    ],
)
def test_agencies_rest_on_days_off_and_weekends(day):
    assert not AGENCY.is_working(date.fromisoformat(day))
    assert AGENCY.why_not(date.fromisoformat(day))


@pytest.mark.parametrize(
    "day", ["2026-01-10", "2026-08-22", "2026-09-03", "2026-02-23", "2026-11-23", "2025-04-26"]
)
def test_agencies_work_on_weekdays_and_make_up_saturdays(day):
    assert AGENCY.is_working(date.fromisoformat(day))
    assert AGENCY.why_not(date.fromisoformat(day)) == ""


def test_the_reason_of_a_rest_day_is_said():
    assert AGENCY.why_not(CULTURE_DAY) == "closed for Ngày Văn hóa Việt Nam, 24/11"
    assert AGENCY.why_not(date(2026, 11, 28)) == "weekly rest day 28/11"


def test_the_bundled_list_agrees_with_the_library_but_for_the_new_year_swap():
    ours = {d: s.kind for d, s in AGENCY.data.days.items() if d.year == 2026}
    theirs = {d: s.kind for d, s in library_days(2026).items()}
    weekend_holiday = date(2026, 4, 26)
    swap = {date(2026, 1, 2): DayKind.HOLIDAY, date(2026, 1, 10): DayKind.MAKE_UP}
    assert theirs.pop(weekend_holiday) is DayKind.HOLIDAY
    assert ours == theirs | swap


def test_every_special_day_names_its_source():
    assert all(day.source and day.name for day in AGENCY.data.days.values())


def test_a_holiday_on_the_way_moves_the_due_date_and_says_why():
    due = return_at(at("23/11/2026 10:42"), 1, AGENCY)
    assert due.at == at("25/11/2026 17:00")
    assert due.on == date(2026, 11, 25)
    assert due.counted_from == date(2026, 11, 23)
    assert printed(due) == ["nghỉ Ngày Văn hóa Việt Nam 24/11"]
    assert due.at.tzinfo is UTC


@pytest.mark.parametrize(
    ("received", "working_days", "due"),
    [
        ("18/11/2026 09:00", 0, "18/11/2026 17:00"),
        ("18/11/2026 15:00", 0, "18/11/2026 17:00"),
        ("18/11/2026 15:01", 0, "19/11/2026 17:00"),
        ("18/11/2026 15:01", 1, "20/11/2026 17:00"),
        ("18/11/2026 07:00", 1, "19/11/2026 17:00"),
        ("20/11/2026 10:00", 1, "23/11/2026 17:00"),
        ("21/11/2026 10:00", 0, "23/11/2026 17:00"),
        ("21/11/2026 10:00", 1, "25/11/2026 17:00"),
        ("21/08/2026 10:00", 1, "22/08/2026 17:00"),
        ("28/08/2026 10:00", 1, "03/09/2026 17:00"),
        ("13/02/2026 10:00", 1, "23/02/2026 17:00"),
        ("31/12/2025 10:00", 1, "05/01/2026 17:00"),
    ],
)
def test_due_dates_follow_the_rules_of_receipt(received, working_days, due):
    assert return_at(at(received), working_days, AGENCY).at == at(due)


def test_the_1500_rule_goes_by_the_wall_clock_of_hanoi():
    assert return_at(datetime(2026, 11, 18, 8, 1, tzinfo=UTC), 0, AGENCY).on == date(2026, 11, 19)
    assert return_at(datetime(2026, 11, 18, 7, 59, tzinfo=UTC), 0, AGENCY).on == date(2026, 11, 18)


def test_late_receipt_and_swapped_days_are_said_on_paper():
    assert printed(return_at(at("21/08/2026 15:30"), 5, AGENCY)) == [
        "nhận sau 15:00 ngày 21/8",
        "ngày 22/8 có làm việc (làm bù cho thứ Hai 31/8)",
    ]
    assert printed(return_at(at("28/08/2026 10:00"), 1, AGENCY)) == ["nghỉ Quốc khánh 31/8–2/9"]
    assert printed(return_at(at("22/11/2026 10:00"), 1, AGENCY))[0] == "nhận vào ngày nghỉ 22/11"
    assert printed(return_at(at("13/02/2026 10:00"), 1, AGENCY)) == ["nghỉ Tết Nguyên đán 16–20/2"]


def test_days_not_announced_yet_make_a_date_provisional():
    due = return_at(at("03/02/2027 10:00"), 2, AGENCY)
    assert due.at == at("15/02/2027 17:00")
    assert due.is_provisional
    assert "chưa công bố" in printed(due)[0]
    assert not return_at(at("23/11/2026 10:00"), 5, AGENCY).is_provisional


def test_every_kind_of_reason_has_words_on_screen():
    dues = [
        return_at(at("21/08/2026 15:30"), 8, AGENCY),
        return_at(at("22/11/2026 10:00"), 1, AGENCY),
        return_at(at("03/02/2027 10:00"), 2, AGENCY),
    ]
    reasons = [reason for due in dues for reason in due.reasons]
    assert {reason.kind for reason in reasons} == set(ReasonKind)
    assert all(show_days(reason) in say(reason) for reason in reasons)


def test_a_year_without_a_list_is_refused_with_what_to_do():
    with pytest.raises(CalendarGap, match="2028.*center"):
        return_at(at("31/12/2027 10:00"), 1, AGENCY)
    with pytest.raises(CalendarGap):
        AGENCY.is_working(date(1999, 1, 4))


def test_years_before_the_list_come_from_the_library():
    assert not AGENCY.is_working(date(2024, 4, 29))
    assert AGENCY.is_working(date(2024, 5, 4))
    assert AGENCY.why_not(date(2024, 9, 2)) == "closed for Quốc khánh, 2/9"


def test_negative_working_days_are_a_bug():
    with pytest.raises(ValueError, match="negative"):
        AGENCY.add_working_days(date(2026, 11, 23), -1)


@pytest.mark.parametrize(
    ("filed", "answered"),
    [
        ("18/11/2026 07:30", "18/11/2026 17:00"),
        ("18/11/2026 10:00", "19/11/2026 10:00"),
        ("18/11/2026 12:30", "19/11/2026 12:00"),
        ("18/11/2026 20:00", "19/11/2026 17:00"),
        ("20/11/2026 16:00", "23/11/2026 16:00"),
        ("23/11/2026 16:00", "25/11/2026 16:00"),
    ],
)
def test_eight_working_hours_skip_lunch_nights_and_days_off(filed, answered):
    assert reply_by(at(filed), AGENCY).at == at(answered)


def test_an_online_reply_says_which_holiday_moved_it():
    assert printed(reply_by(at("23/11/2026 16:00"), AGENCY)) == ["nghỉ Ngày Văn hóa Việt Nam 24/11"]


@given(
    start=st.datetimes(datetime(2026, 1, 1), datetime(2026, 11, 1)),
    minutes=st.integers(1, 5000),
)
def test_office_time_added_is_the_office_time_that_passes(start, minutes):
    begin, amount = start.replace(tzinfo=UTC), timedelta(minutes=minutes)
    end = AGENCY.add_working_time(begin, amount)
    assert AGENCY.working_time_between(begin, end) == amount
    assert AGENCY.is_working(end.astimezone(HANOI).date())


def test_no_office_time_passes_backwards():
    assert (
        AGENCY.working_time_between(at("18/11/2026 12:00"), at("18/11/2026 09:00")) == timedelta()
    )


@given(
    received=st.datetimes(datetime(2026, 1, 1), datetime(2026, 10, 1)),
    working_days=st.integers(0, 40),
)
def test_more_working_days_are_never_due_earlier(received, working_days):
    moment = received.replace(tzinfo=UTC)
    due = return_at(moment, working_days, AGENCY)
    later = return_at(moment, working_days + 1, AGENCY)
    assert moment < later.at
    assert due.at < later.at
    assert AGENCY.is_working(due.on)


@pytest.mark.parametrize(
    ("taken", "forwarded"),
    [
        ("18/11/2026 09:00", "18/11/2026 17:00"),
        ("18/11/2026 15:30", "19/11/2026 07:30"),
        ("23/11/2026 15:30", "25/11/2026 07:30"),
        ("21/11/2026 09:00", "23/11/2026 07:30"),
    ],
)
def test_papers_go_on_the_same_day_or_at_the_start_of_the_next(taken, forwarded):
    assert forward_by(at(taken), bundled_calendars()).at == at(forwarded)


def test_the_postal_limit_is_shown_beside_the_stricter_one():
    limits = forward_limits(at("23/11/2026 09:00"), bundled_calendars())
    assert limits.post.at == at("26/11/2026 17:00")
    assert limits.stricter is limits.transfer


def test_the_agent_may_rest_on_other_days_than_the_agency():
    days = [{"day": "2026-09-03", "kind": "holiday", "name": "Quốc khánh", "source": "nội bộ"}]
    agency = {"years": [2026], "days": [], "hours": [["08:00", "12:00"]], "weekly_rest": [7]}
    text = json.dumps({"calendars": {"agency": agency, "agent": {"like": "agency", "days": days}}})
    calendars = read_calendars(text)
    assert calendars.agency.is_working(date(2026, 9, 3))
    assert not calendars.agent.is_working(date(2026, 9, 3))
    assert calendars.agent.is_working(date(2026, 9, 5))
    assert calendars.agent.closing(date(2026, 9, 5)) == at("05/09/2026 12:00")


@pytest.mark.parametrize(
    "calendars",
    [
        {},
        {"agent": {"years": [2026]}},
        {"agency": {"years": ["2026"]}},
        {"agency": {"years": 2026}},
        {"agency": {"years": [2026], "days": ["2026-01-01"]}},
        {"agency": {"years": [2026], "days": [{"day": "2026-02-30", "kind": "holiday"}]}},
        {"agency": {"years": [2026], "hours": []}},
        {"agency": {"years": [2026], "hours": [["12:00", "08:00"]]}},
        {"agency": {"like": "nobody"}},
        {"agency": {"years": [2026], "cutoff": "25:00"}},
    ],
)
def test_a_broken_holiday_list_is_refused(calendars):
    with pytest.raises(InvalidInput, match="holiday list"):
        read_calendars(json.dumps({"calendars": calendars}))


@pytest.mark.parametrize("text", ["", "[]", "{", b"\xff", '{"calendars": []}'])
def test_a_torn_holiday_list_is_refused(text):
    with pytest.raises(InvalidInput, match="holiday list"):
        read_calendars(text)


def test_both_calendars_come_with_the_program():
    assert set(bundled_calendar_data()) == {"agency", "agent"}
    assert isinstance(bundled_calendars().agent, Calendar)
