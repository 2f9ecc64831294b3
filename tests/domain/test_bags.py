from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desk.domain import bags, custody, disputes
from agent_desk.domain import reference as references
from agent_desk.domain.custody import HopKind, Place
from agent_desk.domain.reference import NumberExhausted
from agent_desk.domain.scan import ScanKind, classify
from agent_desk.domain.state_money import MoneyLine, check, require_held, totals
from agent_desk.errors import InvalidInput, NotAllowed

DAY = date(2026, 11, 23)
codes = st.from_regex(r"[0-9]{5}", fullmatch=True)
days = st.dates(date(2026, 1, 1), date(2099, 12, 31))


@given(code=codes, day=days, counter=st.integers(1, 99))
def test_a_bag_number_says_whose_bag_it_is_and_reads_back(
    code: str, day: date, counter: int
) -> None:
    number = bags.parse(bags.group(bags.make(code, day, counter)))
    assert number is not None
    assert (number.desk_code, number.day, number.counter) == (code, day, counter)


@given(code=codes, day=days, counter=st.integers(1, 99), at=st.integers(0, 13))
def test_one_wrong_digit_is_never_taken_for_another_bag(
    code: str, day: date, counter: int, at: int
) -> None:
    digits = bags.make(code, day, counter)
    wrong = digits[:at] + str((int(digits[at]) + 1) % 10) + digits[at + 1 :]
    assert bags.parse(wrong) is None


@given(code=codes, counter=st.integers(1, 999))
def test_a_slip_and_a_bag_are_told_apart_by_scanning_alone(code: str, counter: int) -> None:
    slip = references.make(code, DAY, counter)
    assert classify(slip, DAY).kind is ScanKind.REFERENCE
    assert classify(bags.make(code, DAY, counter % 99 + 1), DAY).kind is ScanKind.BAG


def test_the_hundredth_bag_of_a_day_is_refused_with_words() -> None:
    with pytest.raises(NumberExhausted, match="99"):
        bags.make("00102", DAY, 100)


@pytest.mark.parametrize("typed", ["vnp 88 20417", "VNP-88-20417", "VNP 8820417"])
def test_a_seal_is_the_same_however_it_is_written(typed: str) -> None:
    assert bags.same_seal(bags.seal_number(typed), "VNP 88 20417")


def test_what_cannot_be_a_seal_is_refused() -> None:
    for typed in ("", "7", "hỏng rồi!", "x" * 40):
        with pytest.raises(InvalidInput):
            bags.seal_number(typed)


@given(st.lists(st.integers(-3000, 3000), min_size=1, max_size=20))
def test_the_time_that_counts_never_runs_back(minutes: list[int]) -> None:
    at, counted = datetime(2026, 11, 23, 2, tzinfo=UTC), None
    for change in minutes:
        at += timedelta(minutes=change)
        time = custody.follow(at, counted)
        assert counted is None or time.counted_at >= counted
        assert time.clock_was_wrong is (time.counted_at != at)
        counted = time.counted_at


@given(place=st.sampled_from(Place), kind=st.sampled_from(HopKind))
def test_every_hop_ends_in_one_known_place_or_is_refused(place: Place, kind: HopKind) -> None:
    with contextlib.suppress(NotAllowed):
        assert custody.after(place, kind) in Place
    assert custody.say(place)
    assert custody.say_hop(kind)


def test_no_outcome_of_a_dispute_and_no_kind_of_one_names_a_guilty_person() -> None:
    words = [disputes.say(kind) for kind in disputes.DisputeKind]
    words += [disputes.say_outcome(outcome) for outcome in disputes.Outcome]
    assert not [word for word in words if "fault" in word or "guilty" in word]


@given(st.lists(st.tuples(st.sampled_from(["taken", "remitted", "returned"]), st.integers(1))))
def test_what_is_held_is_what_was_taken_and_not_passed_on(entries: list[tuple[str, int]]) -> None:
    sums = totals(entries)
    assert sums.held_vnd == sums.taken_vnd - sums.remitted_vnd - sums.returned_vnd


@pytest.mark.parametrize("amount", [0, -1, 500_000_001, True, 8000.5])
def test_an_amount_that_is_no_whole_dong_is_refused(amount: int) -> None:
    with pytest.raises(InvalidInput):
        check(MoneyLine(what="Lệ phí", amount_vnd=amount))


def test_no_more_is_passed_on_than_is_held() -> None:
    require_held(8000, 8000)
    with pytest.raises(InvalidInput, match="held"):
        require_held(8000, 8001)
