"""The strip of pages: order, turns, what is left out, and the way back."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desk.domain.file_names import paper_file_name
from agent_desk.domain.page_check import Finding
from agent_desk.domain.page_strip import Crop, Strip, StripPage, by_paper, dump, load


def a_page(name: str = "p", **changes: object) -> StripPage:
    return StripPage(picture=name, width=100, height=140, **changes)  # type: ignore[arg-type]


def a_strip(names: str = "abc") -> Strip:
    strip = Strip()
    for name in names:
        strip = strip.add(a_page(name))
    return strip


def names(strip: Strip) -> str:
    return "".join(page.picture for page in strip.pages)


def test_a_page_is_moved_and_stays_in_hand() -> None:
    strip = a_strip().move(0, 2)

    assert (names(strip), strip.at) == ("bca", 2)
    assert names(strip.undo()) == "abc"
    assert a_strip().move(0, -5) == a_strip()


def test_a_page_scanned_again_takes_the_place_of_the_old_one() -> None:
    strip = a_strip().select(1).begin("other").swap(a_page("x"), 1)

    assert names(strip) == "axc"
    assert strip.pages[1].begins == "other"
    assert names(strip.undo()) == "abc"


def test_what_is_left_out_is_not_kept_and_comes_back() -> None:
    strip = a_strip().toggle_left_out()

    assert [page.picture for page in strip.kept] == ["b", "c"]
    assert len(strip.undo().kept) == 3
    assert strip.toggle_left_out().kept == a_strip().kept


def test_a_page_that_arrives_later_survives_an_undo() -> None:
    strip = a_strip().turn(1).add(a_page("d")).insert(a_page("e"), 0)

    back = strip.undo()
    assert names(back) == "eabcd"
    assert all(page.turn == 0 for page in back.pages)
    assert back.undo() == back


def test_inserting_before_the_page_in_hand_keeps_it_in_hand() -> None:
    strip = a_strip().select(1).insert(a_page("x"), 1)

    assert (names(strip), strip.at) == ("axbc", 2)


def test_four_turns_are_none_and_a_turn_makes_the_page_whole() -> None:
    strip = a_strip("a").cut(Crop(left=0.2)).turn(1)
    assert strip.pages[0].crop.is_whole
    for _ in range(3):
        strip = strip.turn(1)
    assert strip.pages[0].turn == 0


@pytest.mark.parametrize(("counted", "is_short"), [(0, False), (3, False), (12, True), (2, True)])
def test_pages_are_compared_with_what_was_counted(counted: int, is_short: bool) -> None:
    assert a_strip().count(counted).is_short is is_short


def test_a_straightened_page_is_not_askew_any_more() -> None:
    page = a_page(findings=(Finding.SKEWED,), tilt=2.0, is_straightened=True)
    strip = Strip().add(page)

    assert strip.doubtful == ()
    assert strip.toggle_straight().doubtful == (1,)


def test_one_batch_is_split_at_the_page_where_another_paper_begins() -> None:
    strip = a_strip("abcde").select(2).begin("two").select(4).begin("one")
    found = {paper: "".join(p.picture for p in pages) for paper, pages in by_paper(strip, "one")}

    assert found == {"one": "abe", "two": "cd"}


def test_a_paper_whose_first_page_is_left_out_still_begins_there() -> None:
    strip = a_strip("abc").select(1).begin("two").toggle_left_out()

    assert [(p, len(pages)) for p, pages in by_paper(strip, "one")] == [("one", 1), ("two", 1)]


def test_an_edge_never_passes_the_other() -> None:
    crop = Crop()
    for _ in range(200):
        crop = crop.moved("left", 0.01)
    assert crop.left == pytest.approx(0.9)
    assert crop.moved("right", -0.5).right == pytest.approx(1.0)


STEPS = st.lists(st.sampled_from("add turn out move swap crop straight undo next".split()))  # noqa: SIM905


def step(strip: Strip, what: str, number: int) -> Strip:
    return {
        "add": lambda: strip.add(a_page(str(number))),
        "turn": lambda: strip.turn(1),
        "out": strip.toggle_left_out,
        "move": lambda: strip.move(strip.at, strip.at + 1),
        "swap": lambda: strip.swap(a_page(str(number)), strip.at) if strip.pages else strip,
        "crop": lambda: strip.cut(Crop(top=0.1)),
        "straight": strip.toggle_straight,
        "undo": strip.undo,
        "next": lambda: strip.select(strip.at + 1),
    }[what]()


@given(STEPS)
def test_no_step_loses_a_page_and_the_spool_gives_back_the_same(steps: list[str]) -> None:
    strip, added = Strip(), 0
    for number, what in enumerate(steps):
        strip = step(strip, what, number)
        added += what == "add"
        assert len(strip.pages) == added
        assert 0 <= strip.at <= max(0, added - 1)
    assert load(json.loads(json.dumps(dump(strip)))) == strip.pages


@pytest.mark.parametrize("row", [{}, {"picture": "x", "size": 1, "crop": [], "findings": []}])
def test_a_damaged_entry_is_an_error_and_no_page(row: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        load([row])


@pytest.mark.parametrize(
    ("paper", "taken", "name"),
    [
        ("Giấy chứng sinh", (), "Giay-chung-sinh.pdf"),
        ("Giấy chứng sinh", ("Giay-chung-sinh.pdf",), "Giay-chung-sinh-2.pdf"),
        ("Đơn đề nghị (Mẫu số 01/ĐK)", (), "Don-de-nghi-Mau-so-01-DK.pdf"),
        ("…", (), "Giay-to.pdf"),
        ("../../etc", (), "etc.pdf"),
    ],
)
def test_a_file_is_named_by_its_paper(paper: str, taken: tuple[str, ...], name: str) -> None:
    assert paper_file_name(paper, taken) == name


def test_a_long_name_is_cut_at_a_word() -> None:
    name = paper_file_name("Văn bản ủy quyền " * 20)

    assert len(name) <= 64
    assert name.startswith("Van-ban-uy-quyen-Van")
