"""Who may collect: digit by digit, by right, by proof."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desk.domain.collecting import (
    Compared,
    OwnerFacts,
    Proof,
    Right,
    compare,
    is_minor,
    lacking,
    on_paper,
    rights_for,
    say_right,
    side_by_side,
    what_to_bring,
)

TODAY = date(2026, 11, 23)
NUMBER = "001190000123"


@given(st.integers(0, 11), st.integers(1, 9))
def test_a_number_off_by_one_digit_is_told_from_another_persons(place: int, by: int) -> None:
    digit = str((int(NUMBER[place]) + by) % 10)
    read = NUMBER[:place] + digit + NUMBER[place + 1 :]
    assert compare(NUMBER, read) is Compared.ONE_DIGIT
    on_file, shown = side_by_side(NUMBER, read)
    assert on_file.replace(" ", "")[place] == NUMBER[place]
    assert shown.replace(" ", "")[place] == digit
    assert on_file.count("•") >= 8


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        (NUMBER, Compared.SAME),
        ("001190000132", Compared.OTHER),
        ("00119000012", Compared.OTHER),
        ("B1234567", Compared.OTHER),
        ("", Compared.OTHER),
    ],
)
def test_what_is_not_the_number_is_not_called_nearly_right(read: str, expected: Compared) -> None:
    assert compare(NUMBER, read) is expected


def test_without_a_number_on_file_nothing_is_called_the_same() -> None:
    assert compare("", NUMBER) is Compared.UNKNOWN


def test_a_dead_owner_leaves_heirs_and_who_filed_and_nobody_with_an_authorization() -> None:
    dead = OwnerFacts(number=NUMBER, birth="1950-01-01", is_dead=True)
    assert rights_for(dead, TODAY, has_submitter=False) == (Right.HEIR,)
    assert rights_for(dead, TODAY, has_submitter=True) == (Right.SUBMITTER, Right.HEIR)


def test_a_child_is_collected_for_by_its_parents_without_authorization() -> None:
    child = OwnerFacts(number="", birth="2026-10-01")
    rights = rights_for(child, TODAY, has_submitter=True)
    assert rights[0] is Right.PARENT
    assert Right.OWNER not in rights
    assert set(lacking(Right.PARENT, Proof())) == {"relation"}


def test_who_has_an_own_card_from_14_on_may_come_alone() -> None:
    young = OwnerFacts(number=NUMBER, birth="2011-11-23")
    assert Right.OWNER in rights_for(young, TODAY, has_submitter=False)


@pytest.mark.parametrize(
    ("birth", "expected"),
    [
        ("2008-11-23", False),
        ("2008-11-24", True),
        ("2008", False),
        ("2009", True),
        ("", False),
        ("2008-02-29", False),
    ],
)
def test_a_birth_that_is_not_known_makes_nobody_a_child(birth: str, *, expected: bool) -> None:
    assert is_minor(birth, TODAY) is expected


def test_every_right_but_the_first_two_needs_proof_and_says_what_to_bring() -> None:
    for right in Right:
        asked = lacking(right, Proof())
        assert bool(asked) is (right not in (Right.OWNER, Right.SUBMITTER))
        assert what_to_bring(right)
        assert say_right(right)
        full = Proof(paper="1", issued_on="2026-11-20", certified_by="UBND", relation="vợ")
        assert lacking(right, full) == {}


def test_the_slip_names_right_and_proof_in_vietnamese() -> None:
    proof = Proof(paper="15/2026", issued_on="2026-11-20", certified_by="UBND phường Cửa Nam")
    assert on_paper(Right.CERTIFIED, proof) == (
        "Văn bản ủy quyền có chứng thực số 15/2026, ngày 20/11/2026, UBND phường Cửa Nam"
    )
    assert on_paper(Right.OWNER, proof) == ""
