"""The first-day tour goes on by real acts alone, and only where nothing is real."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from agent_desk.ui.conditions import Seen, say
from agent_desk.ui.tour_steps import first_day
from tests.support.desks import a_case
from tests.ui.open_desk import OpenDesk, an_open_desk, in_language

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def practice(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Iterator[OpenDesk]:
    folder = tmp_path_factory.mktemp("tour")
    with in_language("vi"), an_open_desk(folder, is_practice=True) as made:
        yield made


def at(desk: OpenDesk) -> int:
    step = desk.keys.tour.step
    return -1 if step is None else [s.says for s in first_day()].index(step.says)


def test_each_step_waits_for_the_real_act(practice: OpenDesk) -> None:
    tour = practice.keys.tour
    practice.keys.start_tour()
    assert at(practice) == 0
    tour.look()
    assert at(practice) == 0
    practice.press(Qt.Key.Key_F2)
    assert at(practice) == 1
    tour.look()
    assert at(practice) == 1
    a_case(practice.t)
    for expected in (2,):
        tour.look()
        assert at(practice) == expected
    tour.look()
    assert at(practice) == 2  # what was done before the step does not count


def test_the_last_step_is_the_palette_and_then_the_tour_ends(practice: OpenDesk) -> None:
    tour = practice.keys.tour
    practice.keys.start_tour()
    for _ in range(len(first_day()) - 1):
        assert tour.bar is not None
        tour.bar.skip.click()
    practice.press(Qt.Key.Key_K, ctrl=True)
    practice.palette.box.line.setText("dong bo")
    practice.press(Qt.Key.Key_Return)
    assert tour.step is None
    assert tour.bar is not None
    assert not tour.bar.isVisible()


def test_the_tour_can_be_left_and_begun_again_from_the_palette(practice: OpenDesk) -> None:
    tour = practice.keys.tour
    practice.keys.start_tour()
    assert tour.bar is not None
    tour.bar.leave.click()
    assert tour.step is None
    practice.press(Qt.Key.Key_K, ctrl=True)
    practice.palette.box.line.setText("ngay dau")
    practice.palette.box._ask()
    practice.palette.box.list.set_current("help:tour")
    practice.palette.box._has_moved = True
    practice.press(Qt.Key.Key_Return)
    assert at(practice) == 0


def test_a_real_desk_has_no_tour(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> None:
    with an_open_desk(tmp_path_factory.mktemp("real")) as desk:
        desk.keys.start_tour()
        assert desk.keys.tour.step is None


def test_the_first_day_offers_the_tour_and_the_first_case_ends_the_offer(
    practice: OpenDesk,
) -> None:
    strip = practice.window.notices
    assert [notice.key for notice in strip.notices()] == ["tour"]
    practice.window.open_page("sync")
    assert strip.notices() == ()
    practice.window.open_page("today")
    strip.acted.emit("tour")
    assert at(practice) == 0
    assert strip.notices() == ()
    a_case(practice.t)
    strip._closed.clear()
    practice.pages.rooms.watch.look()  # type: ignore[union-attr]
    assert strip.notices() == ()


def test_a_real_desk_is_not_offered_the_tour() -> None:
    assert say(Seen(free_bytes=10**12)) == ()
