"""The machine zone of a card: which line is wrong, and what may be guessed."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desk.domain.mrz import as_card, is_mrz, is_mrz_line, parse_mrz
from agent_desk.domain.people import NumberDoubt, Sex
from agent_desk.errors import InvalidInput

TODAY = date(2026, 11, 23)
LINES = (
    "IDVNM1900001230001190000123<<1",
    "9002018F3002016VNM<<<<<<<<<<<0",
    "NGUYEN<<THI<MAU<<<<<<<<<<<<<<<",
)
ZONE = "\n".join(LINES)


def wrong_fields(*lines: str) -> list[str]:
    with pytest.raises(InvalidInput, match="three lines") as refused:
        parse_mrz("\n".join(lines), TODAY)
    return sorted(refused.value.field_errors)


def test_a_zone_becomes_a_card_without_accents_and_address():
    card = as_card(parse_mrz(ZONE, TODAY))
    assert (card.number, card.name, card.sex) == ("001190000123", "NGUYEN THI MAU", Sex.FEMALE)
    assert (card.birth.iso, card.address, card.issued_on, card.doubts) == (
        "1990-02-01",
        "",
        None,
        (),
    )


def test_a_number_that_contradicts_the_zone_warns():
    man = (LINES[0], LINES[1].replace("F", "M"), LINES[2])
    assert as_card(parse_mrz("\n".join(man), TODAY)).doubts == (NumberDoubt.SEX_DIFFERS,)


@pytest.mark.parametrize(
    ("lines", "fields"),
    [
        ((LINES[0].replace("123<", "124<"), *LINES[1:]), ["mrz1"]),
        ((LINES[0][:-1], *LINES[1:]), ["mrz1"]),
        ((LINES[0], LINES[1].replace("900201", "900202"), LINES[2]), ["mrz2"]),
        ((LINES[0], LINES[1].replace("VNM", "VNN"), LINES[2]), ["mrz2"]),
        ((LINES[0], LINES[1][:-1] + "7", LINES[2]), ["mrz1", "mrz2"]),
        ((*LINES[:2], "NGUYEN THI MAU"), ["mrz3"]),
        ((*LINES[:2], "NGUYEN<<TH1<MAU"), ["mrz3"]),
        ((LINES[1], LINES[0], LINES[2]), ["mrz1", "mrz2"]),
        (LINES[:2], ["mrz1", "mrz2", "mrz3"]),
    ],
)
def test_the_lines_that_are_wrong_are_named(lines, fields):
    assert wrong_fields(*lines) == fields


@pytest.mark.parametrize(
    "typed",
    [
        ZONE.lower(),
        ZONE.replace("<", "‹"),
        ZONE.replace("<<", "«"),
        ZONE.replace("0001190000123", "OOO119OOOO123"),
        ZONE.replace("<<<<<<<<<<<<<<<", ""),
        ZONE.replace("\n", ""),
        " " + ZONE.replace("\n", " \r\n "),
    ],
)
def test_what_people_type_for_a_zone_is_the_same_zone(typed):
    assert parse_mrz(typed, TODAY) == parse_mrz(ZONE, TODAY)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 59), st.sampled_from("0123456789ABCDEFGHKMNOPRTUVWXY<"))
def test_no_wrong_character_of_the_first_two_lines_passes_as_another_person(place, char):
    zone = "".join(LINES)
    changed = zone[:place] + char + zone[place + 1 :]
    try:
        found = parse_mrz(changed, TODAY)
    except InvalidInput:
        return
    right = parse_mrz(ZONE, TODAY)
    assert (found.number, found.birth, found.expires) == (right.number, right.birth, right.expires)


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_any_text_is_read_or_refused_with_words(text):
    for candidate in (text, LINES[0] + "\n" + text + "\n" + LINES[2]):
        with contextlib.suppress(InvalidInput):
            assert len(parse_mrz(candidate, TODAY).number) == 12


def test_a_zone_and_its_lines_are_told_from_other_codes():
    assert is_mrz(ZONE)
    assert is_mrz(ZONE.replace("\n", ""))
    assert all(is_mrz_line(line) for line in LINES)
    for other in ("", "001022611230147", "EA123456785VN", "IDVNM", "N" * 30, LINES[0] + "0"):
        assert not is_mrz(other)
        assert not is_mrz_line(other)
