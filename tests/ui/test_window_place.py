"""The window comes back where it was, and never where nobody can see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QWidget

from agent_desk.ui.window_place import WindowPlace, fitted, is_seen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROOM = QRect(0, 0, 1366, 768)


@pytest.fixture
def window(qapp: QApplication) -> Iterator[QWidget]:
    made = QWidget()
    yield made
    made.close()
    made.deleteLater()


@pytest.mark.parametrize(
    "wanted",
    [QRect(3000, 100, 900, 600), QRect(-5000, -900, 900, 600), QRect(1340, 760, 900, 600)],
)
def test_a_place_on_a_screen_that_is_gone_becomes_one_that_is_there(wanted: QRect) -> None:
    assert not is_seen(wanted, [ROOM])
    place = fitted(wanted, ROOM)
    assert ROOM.contains(place)
    assert is_seen(place, [ROOM])


def test_a_window_larger_than_the_screen_becomes_as_large_as_the_screen() -> None:
    assert fitted(QRect(10, 10, 4000, 3000), ROOM) == ROOM


def test_the_window_comes_back_where_it_was_left(window: QWidget, tmp_path: Path) -> None:
    room = window.screen().availableGeometry()
    window.setGeometry(room.left() + 40, room.top() + 30, 400, 300)
    window.show()
    WindowPlace(window, tmp_path).keep()
    before = window.geometry()
    window.close()
    other = QWidget()
    assert WindowPlace(other, tmp_path).restore()
    assert other.geometry() == before
    other.close()
    other.deleteLater()


def test_a_place_off_the_screen_is_not_restored_as_it_was(window: QWidget, tmp_path: Path) -> None:
    window.setGeometry(40, 30, 400, 300)
    window.show()
    place = WindowPlace(window, tmp_path)
    place.keep()
    file = tmp_path / "window.json"
    file.write_text(file.read_text("utf-8").replace("[40, 30", "[9040, 9030"), "utf-8")
    assert place.restore()
    assert is_seen(window.geometry(), [window.screen().availableGeometry()])


@pytest.mark.parametrize("text", ["", "[]", "{", '{"last": 5}', '{"last": "x", "x": [1, 2]}'])
def test_a_broken_file_places_nothing(window: QWidget, tmp_path: Path, text: str) -> None:
    (tmp_path / "window.json").write_text(text, "utf-8")
    assert not WindowPlace(window, tmp_path).restore()


def test_the_window_comes_home_when_its_screen_is_unplugged(
    window: QWidget, tmp_path: Path
) -> None:
    window.setGeometry(7000, 5000, 400, 300)
    window.show()
    WindowPlace(window, tmp_path).come_home()
    assert is_seen(window.geometry(), [window.screen().availableGeometry()])
