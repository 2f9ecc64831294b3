"""Numbers, names, phones: read as pasted, refused with what to do."""

from __future__ import annotations

import unicodedata

import pytest

from agent_desk.domain.partial_date import PartialDate
from agent_desk.domain.people import (
    CitizenNumber,
    NumberDoubt,
    Sex,
    clean_name,
    cross_check,
    mask_number,
    parse_number,
    parse_sex,
    say_doubt,
    show_number,
    show_sex,
    suggest_name,
)
from agent_desk.domain.phone import mask_phone, parse_phone, show_phone
from agent_desk.errors import InvalidInput

NUMBER = CitizenNumber("001190000123")
BORN_1990 = PartialDate(year=1990, month=2, day=1)


@pytest.mark.parametrize(
    "text",
    ["001190000123", "001 190 000 123", " 001.190.000.123 ", "００１190000123", "001-190-000123"],
)
def test_a_number_is_read_as_it_was_pasted(text):
    assert parse_number(text) == NUMBER


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "digits only"),
        ("00119000012a", "digits only"),
        ("٠٠١١٩٠٠٠٠١٢٣", "digits only"),
        ("012345678", "old 9-digit"),
        ("00119000012", "here are 11"),
        ("0011900001234", "here are 13"),
    ],
)
def test_a_wrong_number_is_refused_at_its_field(text, says):
    with pytest.raises(InvalidInput, match=says) as refused:
        parse_number(text)
    assert list(refused.value.field_errors) == ["number"]


@pytest.mark.parametrize(
    ("sex", "birth", "doubts"),
    [
        (Sex.FEMALE, BORN_1990, ()),
        (Sex.MALE, BORN_1990, (NumberDoubt.SEX_DIFFERS,)),
        (Sex.FEMALE, PartialDate(year=1991), (NumberDoubt.YEAR_DIFFERS,)),
        (Sex.FEMALE, PartialDate(year=2090), (NumberDoubt.CENTURY_DIFFERS,)),
        (
            Sex.MALE,
            PartialDate(year=2003),
            tuple(NumberDoubt(d) for d in ("century_differs", "sex_differs", "year_differs")),
        ),
        (None, None, ()),
    ],
)
def test_a_number_that_contradicts_the_card_only_warns(sex, birth, doubts):
    assert set(cross_check(NUMBER, sex, birth)) == set(doubts)


def test_numbers_of_this_century_are_understood():
    boy = CitizenNumber("001205000123")
    assert cross_check(boy, Sex.MALE, PartialDate(year=2005)) == ()
    assert cross_check(boy, Sex.MALE, PartialDate(year=1905)) == (NumberDoubt.CENTURY_DIFFERS,)


def test_every_doubt_says_where_to_look():
    assert all("Look at the card" in say_doubt(doubt) for doubt in NumberDoubt)


def test_numbers_are_shown_grouped_and_masked():
    assert show_number(NUMBER) == "001 190 000 123"
    assert mask_number(NUMBER) == "001 1•• ••• 123"
    assert mask_number("012345678") == "012 3•• 678"
    assert mask_number("1234") == "••••"


def test_sex_is_read_from_card_and_zone():
    assert parse_sex("Nam") is parse_sex("M") is Sex.MALE
    assert parse_sex("nữ") is parse_sex(unicodedata.normalize("NFD", "Nữ")) is Sex.FEMALE
    assert parse_sex("x") is None
    assert (show_sex(Sex.MALE), show_sex(Sex.FEMALE)) == ("Male", "Female")


@pytest.mark.parametrize(
    "name",
    ["Nguyễn Thị Mẫu", "Páo", "H'Bloom Niê", "Y Krông Ƀing", "K'Brôih", "Anne-Marie O'Brien", "Ư"],
)
def test_names_of_all_peoples_are_kept_as_written(name):
    assert clean_name(name) == name
    assert clean_name(unicodedata.normalize("NFD", f"  {name}\u200b\u00a0 ")) == name


def test_pasted_apostrophes_and_hyphens_become_plain():
    assert clean_name("H\u2019Bloom  Anne\u2010Marie K\u02bcso") == "H'Bloom Anne-Marie K'so"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Type the name"),
        ("' -", "Type the name"),
        ("Nguye6n4 Thi5 Ma6u4", "digit"),
        ("Mẫu 🙂", "letters, spaces"),
        ("Mẫu ✝", "letters, spaces"),
        ("Nguyễn\x00Mẫu", "invisible"),
        ("Nguyen \u0410n", "letters, spaces"),
        ("a@b", "letters, spaces"),
        ("Ơ" * 121, "at most 120"),
    ],
)
def test_what_cannot_stand_in_a_name_is_refused(text, says):
    with pytest.raises(InvalidInput, match=says) as refused:
        clean_name(text)
    assert list(refused.value.field_errors) == ["name"]


def test_a_name_of_120_letters_fits():
    assert clean_name("Ơ" * 120) == "Ơ" * 120


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [
        ("NGUYỄN THỊ MẪU", "Nguyễn Thị Mẫu"),
        ("đặng văn ý", "Đặng Văn Ý"),
        ("H'BLOOM NIÊ", "H'Bloom Niê"),
        ("anne-marie", "Anne-Marie"),
        ("Nguyễn Thị Mẫu", None),
        ("Lê thị Hoa", None),
        ("Y", None),
    ],
)
def test_capitals_are_suggested_only_for_names_in_one_case(name, suggestion):
    assert suggest_name(name) == suggestion


@pytest.mark.parametrize(
    "text",
    [
        "0912345678",
        "0912.345.678",
        "0912 345 678",
        "+84 912 345 678",
        "84912345678",
        "0084912345678",
        "(091) 234-5678",
        "+84 (0)912 345 678",
        "０912345678",
    ],
)
def test_a_phone_is_read_as_it_was_pasted(text):
    assert parse_phone(text) == "+84912345678"


def test_no_phone_is_legal():
    assert parse_phone("  ") == ""
    assert show_phone("") == mask_phone("") == ""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("091234567", "too short"),
        ("09123456789", "too long"),
        ("0", "too short"),
        ("+", "digits only"),
        ("gọi con trai", "digits only"),
        ("0012345678", "No network|too short|too long"),
        ("0112345678", "No network"),
        ("01681234567", "0168 begin with 038"),
        ("+841681234567", "0168 begin with 038"),
        ("0912345678 / 0987654321", "two phone numbers"),
        ("9" * 40, "too long"),
    ],
)
def test_a_wrong_phone_is_refused_with_what_is_wrong(text, says):
    with pytest.raises(InvalidInput, match=says) as refused:
        parse_phone(text)
    assert list(refused.value.field_errors) == ["phone"]


def test_phones_are_shown_as_people_read_them():
    assert show_phone("+84912345678") == "0912 345 678"
    assert show_phone(parse_phone("024 3825 3525")).startswith("024 ")
    assert show_phone(parse_phone("+33 1 42 68 53 00")) == "+33 1 42 68 53 00"


def test_phones_are_masked():
    assert mask_phone("+84912345678") == "0912 ••• 678"
    assert mask_phone("+33142685300") == "+331 ••• 300"
