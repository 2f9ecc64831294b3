"""Item codes of the post and the table of its times."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desk.domain.postal import (
    ItemKind,
    Leg,
    bundled_postal_times,
    check_s10,
    classify_item,
    group_item,
    is_s10,
    make_s10,
    normalize_item,
    read_postal_times,
    s10_digit,
)
from agent_desk.errors import InvalidInput


@pytest.mark.parametrize(("serial", "digit"), [(12345678, 5), (47312482, 9), (1, 4)])
def test_check_digits_agree_with_known_vectors(serial, digit):
    assert s10_digit(serial) == digit


def test_an_item_code_is_made_and_shown_in_groups():
    assert make_s10("EA", 12345678) == "EA123456785VN"
    assert make_s10("RB", 47312482, "GB") == "RB473124829GB"
    assert group_item("EA123456785VN") == "EA 123 456 785 VN"
    assert group_item("PKT-7") == "PKT-7"


@pytest.mark.parametrize(("service", "serial"), [("E", 1), ("ea", 1), ("EA", 100000000)])
def test_impossible_parts_of_an_item_code_are_a_bug(service, serial):
    with pytest.raises(ValueError, match="two letters"):
        make_s10(service, serial)


@given(st.integers(0, 99999999))
def test_an_item_code_reads_back_as_it_was_made(serial):
    code = make_s10("RA", serial)
    assert check_s10(group_item(code).lower()) == code
    assert classify_item(code).kind is ItemKind.S10


@given(st.integers(0, 99999999), st.integers(2, 9), st.integers(1, 9))
def test_a_wrong_digit_in_the_serial_is_detected(serial, place, shift):
    code = make_s10("RA", serial)
    wrong = code[:place] + str((int(code[place]) + shift) % 10) + code[place + 1 :]
    # Remainders 0 and 6 share the digit 5, so S10 itself lets a few pairs collide.
    collides = s10_digit(int(wrong[2:10])) == s10_digit(serial)
    assert is_s10(wrong) is collides


@pytest.mark.parametrize("text", ["EA123456784VN", "EA12345678VN", "", "EA 123 456 785"])
def test_a_wrong_s10_code_is_refused_with_what_to_do(text):
    with pytest.raises(InvalidInput, match=r"label") as refused:
        check_s10(text)
    assert list(refused.value.field_errors) == ["item_code"]


@pytest.mark.parametrize("text", ["VNP 0012-3456.78", "1234567890", "AB12CD34EF56"])
def test_other_item_codes_of_the_operator_are_kept(text):
    item = classify_item(text)
    assert item.kind is ItemKind.OTHER
    assert item.code == normalize_item(text)


@pytest.mark.parametrize("text", ["", "abc", "Nguyễn Thị Mẫu 12", "ABCDEFGH", "EA123456784VN"])
def test_what_cannot_be_an_item_code_is_refused(text):
    with pytest.raises(InvalidInput):
        classify_item(text)


def test_the_bundled_times_are_those_of_the_circular():
    times = bundled_postal_times()
    assert [times[leg].days for leg in Leg] == [1, 2, 3, 4]
    assert [times[leg].days_with_slip for leg in Leg] == [2, 4, 6, 8]


@pytest.mark.parametrize("text", ["", "{}", json.dumps({"legs": {"same_district": {"days": 1}}})])
def test_a_broken_table_of_times_is_refused(text):
    with pytest.raises(InvalidInput, match="postal times"):
        read_postal_times(text)
