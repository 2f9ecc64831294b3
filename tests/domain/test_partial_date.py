"""Dates of birth as people know them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desk.domain.partial_date import PartialDate, parse_birth
from agent_desk.errors import InvalidInput

TODAY = date(2026, 11, 23)
WHOLE = PartialDate(year=1985, month=3, day=5)
partial_dates = st.dates(date(1900, 1, 1), TODAY).flatmap(
    lambda day: st.sampled_from(
        [
            PartialDate.of(day),
            PartialDate(year=day.year, month=day.month),
            PartialDate(year=day.year),
        ]
    )
)


@pytest.mark.parametrize(
    "text",
    [
        "5/3/1985",
        "05/03/1985",
        "5-3-1985",
        "05.03.1985",
        "5 3 1985",
        "05031985",
        "050385",
        "5/3/85",
        "1985-03-05",
        "ngày 5 tháng 3 năm 1985",
        "Sinh ngày 05/03/1985 ",
    ],
)
def test_a_whole_birth_is_read_as_it_was_typed(text):
    assert parse_birth(text, TODAY) == WHOLE


@pytest.mark.parametrize(
    ("text", "iso", "shown"),
    [
        ("1948", "1948", "1948"),
        ("năm 1948", "1948", "1948"),
        ("3/1948", "1948-03", "03/1948"),
        ("031948", "1948-03", "03/1948"),
        ("1948-03", "1948-03", "03/1948"),
        ("tháng 3 năm 1948", "1948-03", "03/1948"),
        ("29/2/2000", "2000-02-29", "29/02/2000"),
    ],
)
def test_partly_known_births_stay_partly_known(text, iso, shown):
    birth = parse_birth(text, TODAY)
    assert birth.iso == iso
    assert str(birth) == shown
    assert birth.is_whole is (len(iso) == 10)


@given(partial_dates)
def test_births_survive_storing_and_showing(birth):
    assert PartialDate.from_iso(birth.iso) == birth
    assert parse_birth(str(birth), TODAY) == birth
    assert parse_birth(birth.iso, TODAY) == birth
    assert birth.earliest() <= birth.latest()


@pytest.mark.parametrize(
    ("text", "year"), [("23/11/26", 2026), ("24/11/26", 1926), ("1/1/00", 2000), ("1/1/27", 1927)]
)
def test_two_digits_mean_the_latest_year_that_is_not_in_the_future(text, year):
    assert parse_birth(text, TODAY).year == year


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Type a date"),
        ("hôm qua", "Type a date"),
        ("5/3", "four digits"),
        ("48", "four digits"),
        ("3/48", "four digits"),
        ("5/3/198", "Type a date"),
        ("1/2/3/1985", "Type a date"),
        ("123456789", "Type a date"),
        ("5/3/²", "Type a date"),
        ("31/02/1985", "no such day"),
        ("5/13/1985", "no such day"),
        ("0/1/1985", "no such day"),
        ("5/3/1899", "before 1900"),
        ("24/11/2026", "future"),
        ("12/2026", "future"),
        ("2027", "future"),
    ],
)
def test_what_is_no_birth_is_refused_at_its_field(text, says):
    with pytest.raises(InvalidInput, match=says) as refused:
        parse_birth(text, TODAY)
    assert list(refused.value.field_errors) == ["birth"]


def test_a_birth_this_month_or_year_is_not_in_the_future():
    assert parse_birth("11/2026", TODAY).month == 11
    assert parse_birth("2026", TODAY).year == 2026


def test_ages_are_known_only_where_the_date_decides():
    assert WHOLE.age_on(date(2026, 3, 4)) == 40
    assert WHOLE.age_on(date(2026, 3, 5)) == 41
    assert PartialDate(year=1985).age_on(date(2026, 6, 1)) is None
    assert PartialDate(year=1985).age_on(date(2025, 12, 31)) == 40
    assert PartialDate(year=1985, month=3).age_on(date(2026, 4, 1)) == 41


def test_who_was_born_on_a_leap_day_has_it_on_1_march():
    leap = PartialDate(year=2008, month=2, day=29)
    assert leap.age_on(date(2026, 2, 28)) == 17
    assert leap.age_on(date(2026, 3, 1)) == 18


def test_reaching_an_age_is_yes_no_or_unknown():
    born_2012 = PartialDate(year=2012)
    assert born_2012.is_at_least(14, date(2026, 12, 31)) is True
    assert born_2012.is_at_least(14, date(2026, 6, 1)) is None
    assert born_2012.is_at_least(14, date(2025, 12, 31)) is False


def test_order_is_told_only_where_it_is_known():
    assert PartialDate(year=1948).is_before(PartialDate(year=1950, month=3)) is True
    assert PartialDate(year=1950).is_before(PartialDate(year=1948)) is False
    assert PartialDate(year=1948).is_before(PartialDate(year=1948, month=3)) is None
    assert WHOLE.is_before(WHOLE) is False


@given(partial_dates)
def test_the_last_day_is_in_the_same_month_or_year(birth):
    assert (birth.earliest().year, birth.latest().year) == (birth.year, birth.year)
    if birth.month is not None:
        assert birth.latest().month == birth.month


@pytest.mark.parametrize(
    "text", ["", "48", "1948-3", "1948-13", "1948-02-30", "05/03/1985", "0000"]
)
def test_only_our_own_text_is_read_from_storage(text):
    with pytest.raises(ValueError, match=r".+"):
        PartialDate.from_iso(text)


def test_a_day_without_a_month_is_a_bug():
    with pytest.raises(ValueError, match="month"):
        PartialDate(year=1985, day=5)
