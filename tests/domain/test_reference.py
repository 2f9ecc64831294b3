"""References, official codes, item codes, money, and where scans go."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from agent_desk.domain import reference
from agent_desk.domain.reference import NumberExhausted, is_official_code, parse_official_code
from agent_desk.errors import InvalidInput

DAY = date(2026, 11, 23)
references = st.builds(
    reference.make,
    st.from_regex(r"[0-9]{5}", fullmatch=True),
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.integers(1, 999),
)


def test_a_reference_is_desk_day_counter_and_check_digit():
    digits = reference.make("00102", DAY, 14)
    assert digits[:14] == "00102261123014"
    assert len(digits) == 15
    assert reference.group(digits) == f"00102 261123 014 {digits[-1]}"


@given(references)
def test_a_reference_reads_back_as_it_was_made(digits):
    for text in (digits, reference.group(digits), f" {digits}\n", digits.replace("0", "\uff10")):
        found = reference.check(text)
        assert found.digits == digits
        assert reference.make(found.desk_code, found.day, found.counter) == digits


@given(references, st.integers(0, 14), st.integers(1, 9))
def test_every_single_wrong_digit_is_detected(digits, place, shift):
    wrong = str((int(digits[place]) + shift) % 10)
    with pytest.raises(InvalidInput):
        reference.check(digits[:place] + wrong + digits[place + 1 :])


@given(references, st.integers(0, 13))
def test_every_swap_of_neighbors_is_detected(digits, place):
    assume(digits[place] != digits[place + 1])
    swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    with pytest.raises(InvalidInput):
        reference.check(swapped)


@given(st.lists(st.integers(1, 999), min_size=2, unique=True))
def test_no_reference_is_given_twice_on_a_day(counters):
    made = {reference.make("00102", DAY, counter) for counter in counters}
    assert len(made) == len(counters)


def test_the_thousandth_dossier_of_a_day_is_refused_with_what_to_do():
    with pytest.raises(NumberExhausted, match="another desk"):
        reference.make("00102", DAY, 1000)


@pytest.mark.parametrize(
    ("desk_code", "day", "counter"),
    [("0102", DAY, 1), ("0010a", DAY, 1), ("00102", DAY, 0), ("00102", date(1999, 1, 1), 1)],
)
def test_impossible_parts_of_a_reference_are_a_bug(desk_code, day, counter):
    with pytest.raises(ValueError, match=r"desk code|counters|century"):
        reference.make(desk_code, day, counter)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "digits only"),
        ("00102 261123 O14 7", "digits only"),
        ("0010226112301", "15 digits, here are 13"),
        ("²" * 15, "digits only"),
    ],
)
def test_what_is_no_reference_is_refused_with_what_to_do(text, says):
    with pytest.raises(InvalidInput, match=says) as refused:
        reference.check(text)
    assert list(refused.value.field_errors) == ["reference"]


@pytest.mark.parametrize("body", ["00102261323001", "00102260230001", "00102261123000"])
def test_a_right_check_digit_does_not_save_an_impossible_day_or_counter(body):
    with pytest.raises(InvalidInput, match="digit of this reference is wrong"):
        reference.check(body + reference._damm(body))


@pytest.mark.parametrize(
    ("text", "agency", "order"),
    [
        ("000.00.01.H26-260930-0012", "000.00.01.H26", "0012"),
        ("000.A0.01.H26-210212-9090", "000.A0.01.H26", "9090"),
        ("H21.17-260101-00012", "H21.17", "00012"),
        ("h21.217 - 20260101 - 0000012", "H21.217", "0000012"),
        ("G09.120.01-260930-010012", "G09.120.01", "010012"),
    ],
)
def test_official_codes_of_old_and_new_order_are_read(text, agency, order):
    code = parse_official_code(text)
    assert (code.agency, code.order) == (agency, order)
    assert code.received_on is not None
    assert is_official_code(text)


@pytest.mark.parametrize(
    "text", ["H26.99-261323-0001", "H26-2609-0001", "260930-0012", "001022611230147", "HS-12/2026"]
)
def test_a_code_of_unknown_shape_is_kept_as_it_is(text):
    assert parse_official_code(text).text == text
    assert parse_official_code(text).agency is None
    assert not is_official_code(text)


@given(references)
def test_our_reference_never_looks_like_an_official_code(digits):
    assert not is_official_code(digits)
    assert not is_official_code(reference.group(digits))
    assert reference.looks_like_reference(digits)
