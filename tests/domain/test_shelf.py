"""The shelf: a place that two people find again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desk.domain.shelf import ShelfBy, letter_of, next_place, read_place
from agent_desk.errors import InvalidInput


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("Nguyễn Văn Đức", "D"),
        ("Trần Thị Ánh", "A"),
        ("Lê Ơn", "O"),
        ("H'Hen Niê", "N"),
        ("Tý", "T"),
        ("", "X"),
        ("李", "X"),
    ],
)
def test_the_letter_is_the_given_names_without_marks(name: str, letter: str) -> None:
    assert letter_of(name) == letter


def test_the_lowest_free_place_is_given_again() -> None:
    assert next_place("Phạm Thu", {"T1", "T3", "B2"}, ShelfBy.GIVEN_NAME) == "T2"
    assert next_place("Phạm Thu", {"1", "2", "T3"}, ShelfBy.NUMBER) == "3"


def test_a_full_letter_is_said() -> None:
    with pytest.raises(InvalidInput, match="full"):
        next_place("Thu", {f"T{n}" for n in range(1, 1000)}, ShelfBy.GIVEN_NAME)


@pytest.mark.parametrize(("typed", "place"), [("t3", "T3"), (" đ 12 ", "D12"), ("17", "17")])
def test_a_place_is_read_as_people_type_it(typed: str, place: str) -> None:
    assert read_place(typed) == place


@given(st.from_regex(r"[a-zA-ZđĐ]? ?[1-9][0-9]{0,2}", fullmatch=True))
def test_a_place_once_read_stays_as_it_is(text: str) -> None:
    place = read_place(text)
    assert read_place(place) == place


@pytest.mark.parametrize("text", ["", "T", "0", "T0", "TT3", "T1234", "?"])
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(InvalidInput, match="T3"):
        read_place(text)
