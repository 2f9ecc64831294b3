"""Sounds, patterns of speech and features."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_desk.catalog.listen import Listener
from agent_desk.catalog.patterns import PatternIndex, parse_pattern
from agent_desk.catalog.sounds import northern, sound, untyped, words_of

if TYPE_CHECKING:
    from agent_desk.catalog.spec import Catalog

CLASSES = {"person": ("ông", "bà", "mẹ"), "thing": ("giấy", "bằng")}


def _concepts(said: str, *patterns: str) -> set[str]:
    parsed = {pattern: (parse_pattern(pattern, CLASSES),) for pattern in patterns}
    return PatternIndex(parsed).concepts_in([sound(word) for word in words_of(said)])


def test_the_place_of_a_tone_mark_does_not_matter() -> None:
    assert sound("xoá") == sound("xóa")
    assert sound("đường").bare == "duong"
    assert sound("duong") != sound("đuong")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sinhs", "sinh"),
        ("tuwr", "tu"),
        ("giaays", "giay"),
        ("ddawng", "dang"),
        ("nguwowif", "nguoi"),
        ("gia6y1", "giay"),
        ("thuwowngf", "thuong"),
    ],
)
def test_keys_left_in_a_word_are_taken_out(typed: str, meant: str) -> None:
    assert meant in untyped(typed)


@pytest.mark.parametrize(
    ("one", "other"), [("lam", "nam"), ("tra", "cha"), ("sinh", "xinh"), ("giay", "day")]
)
def test_northern_pairs_sound_alike(one: str, other: str) -> None:
    assert northern(one) == northern(other)


def test_a_refusal_looks_at_the_next_word() -> None:
    pattern = "<person> mất !<thing>"
    assert _concepts("ông mất hôm qua", pattern)
    assert _concepts("ong mat", pattern)
    assert not _concepts("ông mất giấy", pattern)


def test_a_gap_takes_up_to_three_words() -> None:
    assert _concepts("mất rồi cái bằng", "mất * bằng")
    assert _concepts("mất bằng", "mất * bằng")
    assert not _concepts("mất a b c d bằng", "mất * bằng")


def test_typed_accents_must_fit_but_may_be_left_out() -> None:
    assert _concepts("ban nha", "bán nhà")
    assert _concepts("bán nha", "bán nhà")
    assert not _concepts("bản nhà", "bán nhà")


def test_the_end_of_a_sentence_can_be_asked_for() -> None:
    assert _concepts("ông vừa đi", "vừa đi !<any>")
    assert not _concepts("ông vừa đi chợ", "vừa đi !<any>")


@pytest.mark.parametrize("pattern", ["", "* mất", "!mất", "mất !a b", "<nobody> mất", "a//b"])
def test_a_pattern_that_cannot_be_read_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"pattern|class"):
        parse_pattern(pattern, CLASSES)


def test_abbreviations_are_written_out(catalog: Catalog) -> None:
    heard = Listener(catalog.words).hear("mất GPLX")
    assert [word.bare for word in heard] == ["mat", "giay", "phep", "lai", "xe"]


def test_features_hold_words_accents_neighbors_and_concepts(catalog: Catalog) -> None:
    listener = Listener(catalog.words)
    found = listener.features(listener.hear("lấy vợ"))
    assert {"w:lay", "w:vo", "p:nai vo", "c:wedding"} <= set(found)
    assert any(feature.startswith("t:lay") for feature in found)
