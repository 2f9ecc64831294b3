"""An address on a card leads to the ward of today, or to a question, never to a guess."""

from __future__ import annotations

import pytest

from agent_desk.catalog.card_address import GuessKind, WardGuess, from_card_address
from agent_desk.catalog.place_names import bare_name
from agent_desk.catalog.wards import HANOI, OldWard, Wards

WARDS = Wards()


def _read(address: str) -> WardGuess:
    return from_card_address(address, WARDS)


@pytest.mark.parametrize(
    ("address", "ward"),
    [
        ("Tổ 3, Hàng Bài, Hoàn Kiếm, Hà Nội", "Phường Cửa Nam"),
        ("Thôn Đoài, Xã Nam Hồng, Huyện Đông Anh, TP Hà Nội", "Xã Phúc Thịnh"),
        ("Vạn Phúc, Hà Đông, Hà Tây", "Phường Hà Đông"),
        ("xã Yên Sở, Hà Nội", "Xã Dương Hòa"),
        ("P.Quan Hoa,Q.Cầu Giấy", None),
        ("Số 5 ngõ 12, phường Yên Hoà, TP. Hà Nội", "Phường Yên Hòa"),
        ("Yên Hòa, Hà Nội", "Phường Yên Hòa"),
        ("Phường Yên Sở, Hà Nội", "Phường Yên Sở"),
        ("thôn 2 xã sóc sơn hà nội", "Xã Sóc Sơn"),
        ("Phường Từ Liêm, quận Nam Từ Liêm, Hà Nội", "Phường Từ Liêm"),
        ("phường Thủ Đức, TP Hồ Chí Minh", "Phường Thủ Đức"),
    ],
)
def test_an_address_with_one_reading_is_exact(address: str, ward: str | None) -> None:
    guess = _read(address)
    assert (guess.ward.full_name if guess.ward else None) == ward
    assert (guess.kind is GuessKind.EXACT) == (ward is not None)


def _as_on_cards(old: OldWard) -> tuple[str, ...]:
    return (
        f"Số 1, {old.name}, {old.district}, Thành phố Hà Nội",
        f"Tổ 3, {bare_name(old.name)}, {bare_name(old.district)}, Hà Nội",
        f"số 3 {old.name.upper()} {old.district.lower()} hà nội",
    )


def test_every_old_ward_gives_its_one_successor_or_asks_among_all_of_them() -> None:
    for old in WARDS.old_wards:
        for address in _as_on_cards(old):
            guess = _read(address)
            possible = {candidate.ward for candidate in guess.candidates} or {guess.ward}
            assert possible >= set(old.successors), address
            assert guess.is_in_hanoi, address
            if len(old.successors) > 1:
                assert guess.kind is GuessKind.CANDIDATES, address
                assert guess.ward is None
                assert guess.ask


def test_with_commas_an_old_ward_offers_its_successors_and_no_other() -> None:
    for old in WARDS.old_wards:
        for address in _as_on_cards(old)[:2]:
            guess = _read(address)
            possible = {candidate.ward for candidate in guess.candidates} or {guess.ward}
            assert possible == set(old.successors), address


def test_of_a_split_ward_one_is_suggested_and_none_is_chosen() -> None:
    guess = _read("Cống Vị, Ba Đình, Hà Nội")
    marked = [(c.ward.full_name, c.is_suggested) for c in guess.candidates]
    assert marked == [("Phường Ngọc Hà", True), ("Phường Giảng Võ", False)]
    assert guess.old_place == "Phường Cống Vị, Quận Ba Đình"


def test_every_ward_of_today_is_found_by_its_full_name() -> None:
    for ward in WARDS.all_in(HANOI):
        for text in (f"Số 1, {ward.full_name}, Thành phố Hà Nội", f"tổ 2 {ward.full_name} Hà Nội"):
            assert _read(text).ward == ward, text


@pytest.mark.parametrize("name", ["Hoàn Kiếm", "Ba Đình", "Hà Đông", "Đông Anh", "Sơn Tây"])
def test_a_name_that_was_a_district_is_asked_about_when_no_ward_stands_before_it(name: str) -> None:
    guess = _read(f"Số 9 phố Huế, {name}, Hà Nội")
    assert guess.kind is GuessKind.CANDIDATES
    assert len(guess.candidates) > 1
    assert guess.candidates[0].ward.name == name
    assert not any(candidate.is_suggested for candidate in guess.candidates)


def test_a_name_that_was_a_district_is_the_ward_when_it_is_called_one() -> None:
    assert _read("Số 9, phường Hoàn Kiếm, Hà Nội").ward == WARDS.hanoi_by_name["hoan kiem"][0]
    assert _read("Hàng Bài, quận Hoàn Kiếm, Hà Nội").old_place.startswith("Phường Hàng Bài")


def test_a_ward_older_than_the_list_offers_the_wards_of_its_district() -> None:
    guess = _read("Bùi Thị Xuân Cũ, Hai Bà Trưng, Hà Nội")
    assert guess.kind is GuessKind.CANDIDATES
    assert guess.old_place == "Quận Hai Bà Trưng"


def test_an_old_address_elsewhere_gives_the_province_of_today_only() -> None:
    guess = _read("Xã Giao Yến, Huyện Giao Thủy, Nam Định")
    assert (guess.kind, guess.is_in_hanoi) == (GuessKind.UNKNOWN, False)
    assert guess.province is not None
    assert guess.province.name == "Ninh Bình"


def test_elsewhere_a_bare_name_may_have_been_a_district_and_is_asked_about() -> None:
    guess = _read("Linh Trung, Thủ Đức, Hồ Chí Minh")
    assert guess.kind is GuessKind.CANDIDATES


@pytest.mark.parametrize(
    "address", ["", " ", ",,,", "Mars", "Hà Nội", "TP.Hà Nội", "\x00", "😀, 😀", "x" * 1_000_000]
)
def test_what_names_no_ward_stays_unknown_and_asks(address: str) -> None:
    guess = _read(address)
    assert (guess.kind, guess.ward) == (GuessKind.UNKNOWN, None)
    assert guess.ask


def test_the_address_as_read_is_kept() -> None:
    assert _read("  Tổ 3,  Hàng Bài,Hoàn Kiếm, Hà Nội ").said == "Tổ 3, Hàng Bài,Hoàn Kiếm, Hà Nội"
