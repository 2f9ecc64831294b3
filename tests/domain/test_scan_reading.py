"""What a scanner meant, whatever stood between it and us."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desk.domain import postal, reference
from agent_desk.domain.people import Sex
from agent_desk.domain.scan import ScanKind
from agent_desk.domain.scan_reading import card_in_part, read_codes, say_in_part, split_codes
from agent_desk.domain.scanner_test import TEXTS, TestCode, which_code
from agent_desk.errors import InvalidInput

TODAY = date(2026, 11, 23)
ONE = "001190000123||Nguyễn Thị Mẫu|01021990|Nữ|Số 1 Phố Mẫu, Hà Nội|15082022"
OTHER = "001085012345|012345678|Lê Văn Toàn|05031985|Nam|Số 2 Phố Mẫu, Hà Nội|15082022"
REFERENCE = reference.make("00102", TODAY, 14)
SECOND = reference.make("00102", TODAY, 15)


def kinds(*readings: str) -> list[ScanKind]:
    return [scan.kind for scan in read_codes(readings, TODAY)]


def test_the_written_reading_wins_and_the_places_of_keys_are_the_next():
    assert read_codes(("ààé&", REFERENCE), TODAY)[0].text == REFERENCE
    assert read_codes((REFERENCE, "xyz"), TODAY)[0].text == REFERENCE
    assert kinds("khai sinh", "khqi sinh") == [ScanKind.OTHER]


def test_a_reading_that_is_wrong_gives_way_to_one_that_is_right():
    broken = ONE.replace("01021990", "0102ư1990")
    assert kinds(broken, ONE) == [ScanKind.CARD]
    with pytest.raises(InvalidInput, match="keyboard program"):
        read_codes((broken, "xx"), TODAY)


@pytest.mark.parametrize("tail", ["", "||||"])
def test_two_cards_in_one_burst_are_two(tail):
    found = read_codes((ONE + tail + OTHER + tail,), TODAY)
    assert [scan.value.number for scan in found] == ["001190000123", "001085012345"]
    assert [str(scan.value.issued_on) for scan in found] == ["2022-08-15"] * 2


def test_a_card_read_twice_in_one_burst_is_one():
    assert len(read_codes((ONE + ONE,), TODAY)) == 1
    assert len(split_codes(REFERENCE * 3)) == 1


def test_glued_references_are_parted():
    assert split_codes(REFERENCE + SECOND) == (REFERENCE, SECOND)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("RÃ73124829VN", "RA473124829VN"),
        ("ÊA123456785VN", None),
        ("EÁ23456785VN", "EA123456785VN"),
        ("Ê123456785VN", "EE123456785VN"),
        ("É123456785VN", "ES123456785VN"),
        ("Đ9-261123-0001", "D99-261123-0001"),
    ],
)
def test_codes_that_a_keyboard_program_rewrote_are_read_when_the_digit_proves_it(written, meant):
    found = read_codes((written,), TODAY)[0]
    assert found.text == (meant or written)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["EA", "RE", "LO", "UA", "CY"]), st.integers(0, 99_999_999))
def test_an_item_code_under_vni_is_never_read_as_another_one(service, serial):
    code = postal.make_s10(service, serial)
    marks = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
    if code[2] not in marks or code[1] not in "AEOUY":
        return
    found = read_codes((code[:2] + marks[code[2]] + code[3:],), TODAY)[0]
    assert found.text == code or found.kind is ScanKind.OTHER


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"Nguyễn Thị Mẫu": "Nguy?n Th? M?u", "Nữ": "N?"}, "lost the Vietnamese accents"),
        ({"Nguyễn Thị Mẫu": "Nguye6n4 Thi5 Ma6u4"}, "keyboard program"),
    ],
)
def test_of_a_card_with_damaged_letters_what_is_sure_is_taken(changes, words):
    text = ONE
    for old, new in changes.items():
        text = text.replace(old, new)
    card = card_in_part((text,), TODAY)
    assert (card.number, card.birth.iso, card.sex) == ("001190000123", "1990-02-01", Sex.FEMALE)
    assert (card.name, card.address) == ("", "")
    assert words in say_in_part((text,))


@pytest.mark.parametrize(
    "text",
    [ONE[:40], ONE, "khai sinh", ONE.replace("01021990", "99999999").replace("ễ", "?")],
)
def test_nothing_is_sure_of_a_card_that_was_cut_or_has_a_wrong_date(text):
    assert card_in_part((text,), TODAY) is None


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(), min_size=1, max_size=2))
def test_any_readings_are_read_or_refused_with_words(readings):
    with contextlib.suppress(InvalidInput):
        assert read_codes(readings, TODAY)
    card_in_part(readings, TODAY)


@pytest.mark.parametrize("code", TestCode)
def test_a_code_of_the_test_sheet_is_known_also_when_damaged(code):
    assert kinds(TEXTS[code]) == [ScanKind.TEST]
    assert which_code(TEXTS[code]) is code
    assert which_code(TEXTS[code][: len(TEXTS[code]) // 2]) is code
    assert which_code("".join("?" if ord(c) > 127 else c for c in TEXTS[code])) is code
