"""Calls: outcomes leave a next try; scripts stay within a minute and say nothing to strangers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desk.domain.calendar import bundled_calendars
from agent_desk.domain.call_script import Matter, script_for, seconds_of
from agent_desk.domain.calls import (
    About,
    Outcome,
    Told,
    check,
    is_told,
    retry_at,
    say_outcome,
    should_write,
)
from agent_desk.errors import InvalidInput

AGENT = bundled_calendars().agent
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
MATTER = Matter(
    about=About.SUPPLEMENT,
    person="Nguyễn Thị Mẫu",
    site="Bưu cục Yên Hòa",
    reference="001022611230147",
    procedure="Đăng ký khai sinh",
    defects=("Ảnh quét quá nhỏ, không đọc được", "Thiếu trang 2"),
    bring=("Giấy chứng sinh",),
    until=date(2026, 12, 1),
    hotline="1900 1009",
)


def told(outcome: Outcome, **changes: object) -> Told:
    return replace(Told(about=About.RESULT, outcome=outcome), **changes)  # type: ignore[arg-type]


def test_who_knows_is_not_called_again_and_everybody_else_is() -> None:
    for outcome in Outcome:
        again = retry_at(told(outcome, call_at=NOW + timedelta(days=1)), 1, NOW, AGENT)
        assert (again is None) is is_told(outcome)
        assert say_outcome(outcome)


def test_no_answer_waits_two_office_hours_and_the_third_time_a_working_day() -> None:
    late = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)  # 16:30 in Hanoi, before a holiday
    first = retry_at(told(Outcome.NO_ANSWER), 1, NOW, AGENT)
    assert first is not None
    assert first > NOW
    third = retry_at(told(Outcome.NO_ANSWER), 3, late, AGENT)
    assert third is not None
    assert AGENT.is_working(third.astimezone(UTC).date())
    assert third - late > timedelta(hours=12)
    assert should_write(3)


def test_a_wish_to_be_called_back_needs_its_time() -> None:
    with pytest.raises(InvalidInput) as caught:
        check(told(Outcome.CALL_BACK), NOW)
    assert set(caught.value.field_errors) == {"call_at"}
    for wrong in (NOW - timedelta(minutes=1), NOW + timedelta(days=99)):
        with pytest.raises(InvalidInput):
            check(told(Outcome.CALL_BACK, call_at=wrong), NOW)


def test_a_day_to_come_lies_ahead_and_near() -> None:
    check(told(Outcome.REACHED, come_on=NOW.date()), NOW)
    for wrong in (date(2026, 11, 1), date(2027, 11, 24)):
        with pytest.raises(InvalidInput) as caught:
            check(told(Outcome.REACHED, come_on=wrong), NOW)
        assert set(caught.value.field_errors) == {"come_on"}


texts = st.text(alphabet="abc đê ơ", min_size=1, max_size=900)


@given(st.sampled_from(About), st.lists(texts, max_size=20), st.lists(texts, max_size=20), texts)
def test_no_call_takes_more_than_a_minute_whatever_the_authority_writes(
    about: About, defects: list[str], bring: list[str], reason: str
) -> None:
    matter = replace(MATTER, about=about, defects=tuple(defects), bring=tuple(bring), reason=reason)
    script = script_for(matter)
    assert script.seconds <= 60
    assert script.seconds == seconds_of(script.sentences)


def test_the_person_is_asked_for_before_anything_of_the_matter_is_said() -> None:
    script = script_for(MATTER)
    assert "Nguyễn Thị Mẫu" in script.sentences[0]
    assert "khai sinh" not in script.sentences[0]
    assert any("Thứ 2: Thiếu trang 2" in sentence for sentence in script.sentences)
    assert any("01/12/2026" in sentence for sentence in script.sentences)


@pytest.mark.parametrize("about", About)
def test_a_text_message_names_no_person_and_no_matter(about: About) -> None:
    text = script_for(replace(MATTER, about=about, reason="bí mật")).text_message
    for secret in ("Mẫu", "khai sinh", "bí mật", "Giấy chứng sinh"):
        assert secret not in text
    assert "00102 261123 014 7" in text
    assert "Không thu tiền" in text
