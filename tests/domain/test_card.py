"""The QR and the machine zone of a card: whole, damaged and forged."""

from __future__ import annotations

import contextlib
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desk.domain.card import FIELDS, is_card_qr, parse_card_qr
from agent_desk.domain.mrz import check_digit, parse_mrz
from agent_desk.domain.partial_date import PartialDate
from agent_desk.domain.people import NumberDoubt, Sex
from agent_desk.errors import InvalidInput

TODAY = date(2026, 11, 23)
WHOLE = {
    "number": "001190000123",
    "old_number": "",
    "name": "Nguyễn Thị Mẫu",
    "birth": "01021990",
    "sex": "Nữ",
    "address": "Số 1 Phố Mẫu, Cửa Nam, Hoàn Kiếm, Hà Nội",
    "issued_on": "15082022",
}
ZONE = (
    "IDVNM1900001230001190000123<<1\n9002018F3002016VNM<<<<<<<<<<<0\nNGUYEN<<THI<MAU<<<<<<<<<<<<<<<"
)


def qr(tail: str = "", **changes: str) -> str:
    return "|".join((WHOLE | changes)[field] for field in FIELDS) + tail


def refusal(text: str) -> InvalidInput:
    assert is_card_qr(text)
    with pytest.raises(InvalidInput) as refused:
        parse_card_qr(text, TODAY)
    return refused.value


def test_a_card_of_2021_is_read():
    card = parse_card_qr(qr(), TODAY)
    assert (card.number, card.old_number, card.name) == ("001190000123", "", "Nguyễn Thị Mẫu")
    assert (card.birth, card.sex) == (PartialDate(year=1990, month=2, day=1), Sex.FEMALE)
    assert card.address == WHOLE["address"]
    assert card.issued_on == date(2022, 8, 15)
    assert card.doubts == ()


@pytest.mark.parametrize("tail", ["||||", "|", "|a|b|c|d|e", "\r", "||||\r\n"])
def test_what_follows_the_seventh_field_is_ignored(tail):
    assert parse_card_qr(qr(tail), TODAY) == parse_card_qr(qr(), TODAY)


@pytest.mark.parametrize(
    "changes",
    [
        {"birth": "01/02/1990", "issued_on": "15/08/2022"},
        {"name": unicodedata.normalize("NFD", WHOLE["name"])},
        {"sex": unicodedata.normalize("NFD", "Nữ")},
        {"name": " Nguyễn  Thị\u00a0Mẫu\u200b "},
        {"number": " 001190000123"},
    ],
)
def test_other_spellings_of_the_same_card_read_the_same(changes):
    assert parse_card_qr(qr(**changes), TODAY) == parse_card_qr(qr(), TODAY)


def test_fields_that_a_card_may_leave_empty_stay_empty():
    card = parse_card_qr(qr(address="", issued_on=""), TODAY)
    assert (card.old_number, card.address, card.issued_on) == ("", "", None)
    assert parse_card_qr(qr(old_number="012345678"), TODAY).old_number == "012345678"


@pytest.mark.parametrize(
    ("birth", "iso"), [("00001948", "1948"), ("00031948", "1948-03"), ("1948", "1948")]
)
def test_zeros_stand_for_an_unknown_day_or_month(birth, iso):
    assert parse_card_qr(qr(birth=birth), TODAY).birth.iso == iso


def test_a_number_that_contradicts_the_card_warns_and_is_not_refused():
    card = parse_card_qr(qr(sex="Nam", birth="01021991"), TODAY)
    assert card.doubts == (NumberDoubt.SEX_DIFFERS, NumberDoubt.YEAR_DIFFERS)


def test_caps_lock_is_undone():
    card = parse_card_qr(qr().swapcase(), TODAY)
    assert card == parse_card_qr(qr(), TODAY)


def test_missing_fields_are_counted_and_named():
    error = refusal("001190000123||Nguyễn Thị Mẫu|01021990")
    assert "4 of 7" in error.message
    assert "Scan again" in error.message
    assert list(error.field_errors) == ["sex", "address", "issued_on"]


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"number": "00119000012"}, ["number"]),
        ({"number": "0011900001234"}, ["number"]),
        ({"old_number": "12345"}, ["old_number"]),
        ({"name": ""}, ["name"]),
        ({"name": "01021990", "birth": "Nguyễn Thị Mẫu"}, ["name", "birth"]),
        ({"birth": "Nữ", "sex": "01021990"}, ["birth", "sex"]),
        ({"sex": ""}, ["sex"]),
        ({"sex": "Khác"}, ["sex"]),
        ({"birth": ""}, ["birth"]),
        ({"birth": "31021990"}, ["birth"]),
        ({"birth": "24112026", "issued_on": ""}, ["birth"]),
        ({"birth": "01021890"}, ["birth"]),
        ({"issued_on": "31022022"}, ["issued_on"]),
        ({"issued_on": "hôm qua"}, ["issued_on"]),
        ({"issued_on": "24112026"}, ["issued_on"]),
        ({"birth": "15082022", "issued_on": "01021990"}, ["birth", "issued_on"]),
        ({"name": WHOLE["address"], "address": WHOLE["name"]}, ["name"]),
    ],
)
def test_wrong_and_swapped_fields_are_named_and_say_what_to_do(changes, fields):
    error = refusal(qr(**changes))
    assert sorted(error.field_errors) == sorted(fields)
    assert "Scan again, or type the number" in error.message or "keyboard" in error.message


def test_an_extra_field_in_the_middle_is_noticed():
    text = qr().replace("|Nữ|", "|x|Nữ|")
    assert "sex" in refusal(text).field_errors


def test_a_dropped_empty_field_is_noticed():
    error = refusal(qr("||||").replace("||", "|", 1))
    assert {"old_number", "name", "birth"} <= set(error.field_errors)


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Nguye6n4 Thi5 Ma6u4"},
        {"name": "Nguyeenx Thij Maaux", "address": "Soos 1 Phoos Maaux, Haf Nooji", "sex": "Nuwx"},
        {"number": "00119000ô123"},
        {"birth": "0102ư1990"},
    ],
)
def test_a_rewriting_keyboard_program_is_found_and_said(changes):
    with pytest.raises(InvalidInput, match="keyboard program.*Turn it off"):
        parse_card_qr(qr(**changes), TODAY)


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Nguy?n Th? M?u", "sex": "N?"},
        {"name": "Nguyễn Thị Mẫu".encode().decode("cp1252", "replace")},
        {"address": "H\ufffd N\ufffdi"},
        {"sex": "Nữ".encode().decode("cp1252")},
    ],
)
def test_lost_accents_are_found_and_said(changes):
    with pytest.raises(InvalidInput, match="COM mode with UTF-8"):
        parse_card_qr(qr(**changes), TODAY)


@pytest.mark.parametrize(
    "name",
    ["H'Bloom Ksor", "Rcom Pos", "Lê Văn Toàn", "LÃ VĂN A", "Y Moan", "Giàng A Páo", "Đèo Oanh"],
)
def test_names_that_look_odd_are_not_taken_for_damage(name):
    assert parse_card_qr(qr(name=name), TODAY).name == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "001190000123",
        "a|b|c",
        "GD4797|4e677579|1|2",
        "001022611230147",
        "https://a.vn/?x=1|2|3",
    ],
)
def test_other_texts_are_not_taken_for_a_card(text):
    assert not is_card_qr(text)


@given(st.text())
def test_any_text_is_read_or_refused_with_words(text):
    for candidate in (text, qr(text), text + qr(), qr(name=text.replace("|", ""))):
        with contextlib.suppress(InvalidInput):
            assert len(parse_card_qr(candidate, TODAY).number) == 12


@given(st.integers(0, len(qr()) - 1))
def test_a_cut_scan_is_refused_or_lacks_only_the_last_field(cut):
    try:
        card = parse_card_qr(qr()[:cut], TODAY)
    except InvalidInput:
        return
    assert card.issued_on is None
    assert card.name == WHOLE["name"]


def test_no_refusal_repeats_what_was_scanned():
    error = refusal(qr(birth="31021990", sex="?"))
    words = error.message + "".join(error.field_errors.values())
    assert not any(part in words for part in ("001190000123", "31021990", "Mẫu"))


def test_a_machine_zone_is_read():
    zone = parse_mrz(ZONE, TODAY)
    assert (zone.number, zone.latin_name) == ("001190000123", "NGUYEN THI MAU")
    assert (zone.birth.iso, zone.sex) == ("1990-02-01", Sex.FEMALE)
    assert zone.expires.iso == "2030-02-01"
    assert parse_mrz(ZONE.replace("\n", " ").lower(), TODAY) == zone


@given(st.integers(0, 59), st.integers(1, 9))
def test_every_wrong_digit_of_a_machine_zone_is_detected(place, shift):
    zone = ZONE.replace("\n", "")
    if not zone[place].isdigit():
        return
    wrong = zone[:place] + str((int(zone[place]) + shift) % 10) + zone[place + 1 :]
    with pytest.raises(InvalidInput, match="three lines"):
        parse_mrz(wrong, TODAY)


@pytest.mark.parametrize(
    "text", ["", ZONE[:61], ZONE + "A", ZONE.replace("VNM", "VNN"), ZONE.replace("MAU", "M4U")]
)
def test_what_is_no_machine_zone_is_refused(text):
    with pytest.raises(InvalidInput, match="three lines"):
        parse_mrz(text, TODAY)


def a_zone(birth: str, expiry: str) -> str:
    one = ZONE.split("\n")[0]
    two = f"{birth}{check_digit(birth)}F{expiry}{check_digit(expiry)}VNM<<<<<<<<<<<"
    total = check_digit(one[5:30] + two[0:7] + two[8:15] + two[18:29])
    return f"{one}\n{two}{total}\n{ZONE.split(chr(10))[2]}"


def test_centuries_and_unknown_parts_of_a_machine_zone_are_resolved():
    assert parse_mrz(a_zone("261123", "991231"), TODAY).birth.iso == "2026-11-23"
    assert parse_mrz(a_zone("261124", "991231"), TODAY).birth.iso == "1926-11-24"
    assert parse_mrz(a_zone("48<<<<", "991231"), TODAY).birth.iso == "1948"
    with pytest.raises(InvalidInput):
        parse_mrz(a_zone("901331", "991231"), TODAY)
