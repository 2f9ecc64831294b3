"""How times, dates and phones look on Vietnamese paper."""

from __future__ import annotations

from datetime import UTC, date, datetime

from agent_desk.documents.show import (
    show_date,
    show_long_date,
    show_long_moment,
    show_moment,
    show_phone_text,
    show_until,
)

MORNING = datetime(2026, 11, 23, 3, 2, tzinfo=UTC)


def test_an_instant_is_shown_on_the_wall_clock_of_hanoi():
    assert show_moment(MORNING) == "10 giờ 02 phút, 23/11/2026"


def test_the_states_forms_spell_the_date_out():
    assert show_long_moment(MORNING) == "10 giờ 02 phút, ngày 23 tháng 11 năm 2026"


def test_days_under_ten_and_the_first_two_months_have_a_zero():
    assert show_long_date(date(2026, 2, 5)) == "ngày 05 tháng 02 năm 2026"
    assert show_long_date(date(2026, 3, 5)) == "ngày 05 tháng 3 năm 2026"
    assert show_date(date(2026, 2, 5)) == "05/02/2026"


def test_a_time_of_the_same_day_says_so_and_another_day_gives_its_date():
    noon = datetime(2026, 11, 23, 4, 30, tzinfo=UTC)
    late = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)
    assert show_until(noon, MORNING) == "11 giờ 30 phút cùng ngày"
    assert show_until(late, MORNING) == "00 giờ 30 phút, 24/11/2026"


def test_a_mobile_number_is_grouped_and_a_hotline_stays_as_it_is():
    assert show_phone_text("+84912345678").replace("\u00a0", " ") == "0912 345 678"
    assert show_phone_text("1900 1009").replace("\u00a0", " ") == "1900 1009"
    assert show_phone_text("") == ""
