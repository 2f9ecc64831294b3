"""The wards of today by code, by name and by the names they had."""

from __future__ import annotations

import time

import pytest

from agent_desk.catalog.wards import HANOI, Wards
from agent_desk.errors import NotFound


@pytest.fixture(scope="module")
def wards() -> Wards:
    return Wards()


def _names(wards: Wards, text: str, limit: int = 8) -> list[str]:
    return [hit.ward.full_name for hit in wards.find(text, limit)]


def test_every_unit_of_the_list_is_there(wards: Wards) -> None:
    assert len(wards.provinces) == 34
    assert sum(len(wards.all_in(code)) for code in wards.provinces) == 3_321
    assert len(wards.all_in(HANOI)) == 126
    assert sum(ward.kind == "Phường" for ward in wards.all_in(HANOI)) == 51


def test_every_old_ward_has_successors_and_one_suggestion_among_them(wards: Wards) -> None:
    assert len(wards.old_wards) == 526
    assert sum(len(old.successors) for old in wards.old_wards) == 794
    assert sum(len(old.successors) == 1 for old in wards.old_wards) == 327
    for old in wards.old_wards:
        assert old.suggested in old.successors
        assert old.in_order()[0] == old.suggested


def test_a_code_gives_its_ward_and_an_unknown_one_is_refused(wards: Wards) -> None:
    ward = wards.by_code("00175")
    assert (ward.full_name, ward.in_sentence) == ("Phường Yên Hòa", "phường Yên Hòa")
    assert (ward.province, ward.is_in_hanoi) == ("Thành phố Hà Nội", True)
    with pytest.raises(NotFound, match="99999"):
        wards.by_code("99999")


@pytest.mark.parametrize("typed", ["Yên Hòa", "yên hoà", "YEN HOA", "yen  hoa", "Phường Yên Hoà"])
def test_accents_case_and_the_place_of_the_tone_do_not_matter(wards: Wards, typed: str) -> None:
    assert _names(wards, typed)[0] == "Phường Yên Hòa"


def test_exact_accents_come_before_other_names_of_the_same_letters(wards: Wards) -> None:
    elsewhere = [name for name in _names(wards, "Yên Hoa") if name.startswith("Xã")]
    assert elsewhere[0] == "Xã Yên Hoa"
    assert [n for n in _names(wards, "Yên Hoà") if n.startswith("Xã")][0] == "Xã Yên Hòa"


def test_the_beginning_of_a_name_is_enough_and_hanoi_comes_first(wards: Wards) -> None:
    hits = wards.find("hoan k", 3)
    assert hits[0].ward.full_name == "Phường Hoàn Kiếm"
    assert all(hit.ward.is_in_hanoi for hit in wards.find("hoa", 5))


def test_an_old_name_leads_to_all_its_successors_and_says_so(wards: Wards) -> None:
    hits = wards.find("Dịch Vọng Hậu")
    assert {hit.via for hit in hits} == {"Phường Dịch Vọng Hậu, Quận Cầu Giấy"}
    old = next(old for old in wards.old_wards if old.name == "Phường Dịch Vọng Hậu")
    assert [hit.ward for hit in hits] == old.in_order()


def test_a_search_may_be_kept_to_one_province(wards: Wards) -> None:
    hits = wards.find("yen hoa", province_code="42")
    assert {hit.ward.province for hit in hits} == {"Tỉnh Hà Tĩnh"}


@pytest.mark.parametrize("typed", ["", "  ", "😀", "\x00", "zzzz", "-", "a" * 1_000_000])
def test_what_is_no_name_finds_nothing(wards: Wards, typed: str) -> None:
    assert wards.find(typed) == []
    assert wards.find("hoa", 0) == []


def test_old_provinces_are_known_by_the_one_they_are_part_of(wards: Wards) -> None:
    assert wards.provinces_by_name["nam dinh"].name == "Ninh Bình"
    assert wards.provinces_by_name["ha tay"].code == HANOI
    assert len(wards.provinces_by_name) == 34 + 31


def test_reading_the_list_takes_little_and_nothing_is_read_before_it_is_asked_for() -> None:
    start = time.process_time()
    wards = Wards()
    assert time.process_time() - start < 0.005
    wards.by_code("00175")
    assert time.process_time() - start < 0.15  # 11 to 20 ms measured
