"""Vietnamese text: cleaned, folded, ordered."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desk.domain.text import clean, clean_lines, fold, name_sort_key, sort_key

WORDS = """
    a à ả ã á ạ ai an anh ánh ăn ẳng ắt âm ân ấn ba bà bả bã bá bạ bao bảo bắc bân ca cha chi
    cường da dung dũng đa đà đạt đức e em én ê êm giang ha hà hạ hai hải hạnh hằng hân hiền hoa hòa
    họa hồng hợp hùng hương i khánh kim lan lê linh mai minh nam nga nghĩa ngọc nguyệt nhung
    oanh ô ơn phúc quân quý sơn ta tâm thảo thịnh thư toàn trang tuyết tư uyên ư vân vinh vũ
    xuân y ý yến
""".split()  # noqa: SIM905 - eighty words read better as text
NAMES = [
    "Lê An",
    "Nguyễn Thị An",
    "Nguyễn Văn An",
    "Đặng Anh",
    "Trần Ánh",
    "Lê Thị Ân",
    "Phạm Bắc",
    "Hoàng Dũng",
    "Bùi Đạt",
    "Đỗ Đức",
    "Dương Hà",
    "Đinh Hà",
    "Nguyễn Hải",
    "Vũ Hương",
    "Páo",
    "Giàng A Páo",
    "Ngô Ý",
]


@pytest.mark.parametrize(("words", "key"), [(WORDS, sort_key), (NAMES, name_sort_key)])
def test_order_is_that_of_a_vietnamese_dictionary(words, key):
    shuffled = random.Random(7).sample(words, len(words))  # noqa: S311
    assert sorted(shuffled, key=key) == words


def test_a_shorter_first_word_comes_first():
    names = ["Ánh", "Anh", "An Tâm", "An Bình"]
    assert sorted(names, key=sort_key) == ["An Bình", "An Tâm", "Anh", "Ánh"]


@given(st.sampled_from(NAMES + WORDS))
def test_order_does_not_depend_on_case_or_composition(text):
    assert sort_key(text.upper()) == sort_key(unicodedata.normalize("NFD", text)) == sort_key(text)


def test_old_and_new_tone_placement_order_alike():
    assert sort_key("hoà") == sort_key("hòa")
    assert sort_key("thuý") == sort_key("thúy")


@given(st.text(), st.text())
def test_any_text_has_a_key(one, other):
    assert sort_key(one) + sort_key(other)
    assert isinstance(name_sort_key(one), bytes)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đặng Đức Đỗ", "dang duc do"),
        ("đường", "duong"),
        ("Nguyễn Thị Nguyệt", "nguyen thi nguyet"),
        ("hoà", "hoa"),
        ("hòa", "hoa"),
        ("  Ư  ơ\u00a0Ấ ", "u o a"),
        ("KHAI SINH", "khai sinh"),
        ("H'Bloom Ƀ", "h'bloom ƀ"),
        ("", ""),
    ],
)
def test_folding_takes_accents_and_the_stroke_of_d(text, folded):
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        (" a\u00a0\u00a0b\tc\n", "a b c"),
        ("a\u200bb\ufeff\u00adc\u202e", "abc"),
        ("\u201ca\u201d \u2018b\u2019", "\"a\" 'b'"),
        ("０９１２｜Ａ", "0912|A"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("a\x00\x1bb", "ab"),
        ("\ud800a", "a"),
    ],
)
def test_pasted_text_comes_to_one_form(text, cleaned):
    assert clean(text) == cleaned


@given(st.text())
def test_clean_text_is_composed_and_stays_as_it_is(text):
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)


def test_a_note_keeps_its_lines():
    assert clean_lines(" a  b \n\n c\u200b\n") == "a b\n\nc"
