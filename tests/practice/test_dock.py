"""The citizen beside the pages by keyboard: there and back, asked, and in a narrow window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui import focus_walk
from tests.ui.open_desk import OpenDesk, an_open_desk, in_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent_desk.ui.pages.practice.presenter import PracticePresenter
    from agent_desk.ui.practice_dock import PracticeDock


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Iterator[OpenDesk]:
    folder = tmp_path_factory.mktemp("dock") / "desk"
    with in_language("vi"), an_open_desk(folder, is_practice=True) as made:
        yield made


@pytest.fixture
def presenter(desk: OpenDesk) -> Iterator[PracticePresenter]:
    desk.window.open_page("practice")
    assert desk.pages.rooms.practice is not None
    found = desk.pages.rooms.practice.presenter
    yield found
    found.break_off()
    found.close_sheet()
    desk.window.resize(1366, 768)


@pytest.fixture
def dock(desk: OpenDesk) -> PracticeDock:
    assert desk.pages.rooms.practice is not None
    return desk.pages.rooms.practice.dock


def everything_is_reached(desk: OpenDesk, page: str) -> None:
    opened = desk.window.page(page)
    there = focus_walk.walk(desk.window)
    missed = [
        widget
        for widget in focus_walk.focusable(desk.window)
        if widget not in there and not focus_walk.stands_in_for(widget, there)
    ]
    assert focus_walk.names(missed) == []
    assert focus_walk.out_of_order(there, opened) == []


def test_tab_reaches_all_of_the_list_and_of_the_sheet(
    desk: OpenDesk, presenter: PracticePresenter
) -> None:
    desk.activate()
    everything_is_reached(desk, "practice")
    presenter.start_exercise("birth_plain")
    presenter.finish()
    everything_is_reached(desk, "practice")


def test_ctrl_d_goes_to_the_citizen_and_back_and_enter_asks(
    desk: OpenDesk, presenter: PracticePresenter, dock: PracticeDock
) -> None:
    desk.activate()
    presenter.start_exercise("birth_plain")
    before = QApplication.focusWidget()
    desk.press(Qt.Key.Key_D, ctrl=True)
    assert dock.panel.isAncestorOf(QApplication.focusWidget())
    desk.press(Qt.Key.Key_Return)
    booth = presenter.state.booth
    assert booth is not None
    assert booth.you
    desk.press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is before


def test_in_a_narrow_window_the_citizen_lies_over_the_page_and_folds_away(
    desk: OpenDesk, presenter: PracticePresenter, dock: PracticeDock
) -> None:
    desk.window.resize(1024, 640)
    QApplication.processEvents()
    presenter.start_exercise("birth_plain")
    assert dock.panel.isVisible()
    assert desk.window.width() == 1024
    dock.fold.click()
    assert not dock.panel.isVisible()
    assert dock.unfold.isVisible()
    dock.turn_to()
    assert dock.panel.isVisible()


def test_nobody_stands_there_when_all_are_served(
    desk: OpenDesk, presenter: PracticePresenter, dock: PracticeDock
) -> None:
    presenter.start_exercise("broker_five")
    assert dock.isVisible()
    presenter.finish()
    assert not dock.isVisible()
    assert desk.window.current_key() == "practice"
