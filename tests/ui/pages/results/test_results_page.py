"""The page of results by keyboard alone; focus, keys and what only Qt can break."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from agent_desk.commands import result
from agent_desk.domain.dossier import DossierState
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.pages.results.page import ResultsPage
from agent_desk.ui.pages.results.presenter import ResultsPresenter
from agent_desk.ui.pages.results.state import Part
from tests.support.desks import TestDesk, a_ready_dossier, a_supplement_request
from tests.ui.pages.desk_window import WrittenDown, a_window, an_office

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from agent_desk.ui.shell import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def open_page(
    desk_app: QApplication, qtbot: QtBot, t: TestDesk, nav: WrittenDown
) -> Callable[[], ResultsPage]:
    def open_it() -> ResultsPage:
        page = ResultsPage(ResultsPresenter(an_office(t), InlineJobs(), nav))
        window: MainWindow = a_window({"results": page})
        qtbot.addWidget(window)
        return page

    return open_it


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifier)
    QApplication.processEvents()


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def lying(t: TestDesk) -> str:
    dossier_id = a_ready_dossier(t)
    result.receive_result(t.desk, t.act(), dossier_id)
    return str(dossier_id)


def test_a_result_is_returned_by_keyboard_alone(
    t: TestDesk, nav: WrittenDown, open_page: Callable[[], ResultsPage]
) -> None:
    dossier_id = lying(t)
    page = open_page()
    assert page.list.hasFocus()
    press(Qt.Key.Key_F7)
    assert page.give.number.entry.hasFocus()
    QTest.keyClicks(page.give.number.entry, "001190000123")
    press(Qt.Key.Key_Return)
    assert page.give._match.text() == "All 12 digits match"
    press(Qt.Key.Key_Return, CTRL)
    assert t.view(dossier_id).state is DossierState.RETURNED
    assert len(nav.printed) == 1
    assert page.isAncestorOf(focused())


def test_a_wrong_digit_holds_the_focus_in_the_number(
    t: TestDesk, open_page: Callable[[], ResultsPage]
) -> None:
    lying(t)
    page = open_page()
    press(Qt.Key.Key_F7)
    QTest.keyClicks(page.give.number.entry, "001190000124")
    press(Qt.Key.Key_Return, CTRL)
    assert page.give.number.entry.hasFocus()
    assert "One digit differs" in page.give.number.error()


def test_a_call_is_written_down_by_digits(
    t: TestDesk, open_page: Callable[[], ResultsPage]
) -> None:
    a_supplement_request(t)
    page = open_page()
    press(Qt.Key.Key_Return)
    assert page.tell.isVisible()
    press(Qt.Key.Key_3)
    assert page.tell.call_at.entry.hasFocus()
    QTest.keyClicks(page.tell.call_at.entry, "25/11 9:00")
    press(Qt.Key.Key_Return, CTRL)
    assert not page.tell.isVisible()
    assert page.list.rows()[0].pill.startswith("Call at")


def test_the_text_message_is_copied(t: TestDesk, open_page: Callable[[], ResultsPage]) -> None:
    a_supplement_request(t)
    page = open_page()
    press(Qt.Key.Key_Return)
    page.tell._copy.click()
    assert "cần bổ sung giấy tờ" in QGuiApplication.clipboard().text()


def test_typing_in_the_list_filters_it_and_escape_shows_all(
    t: TestDesk, open_page: Callable[[], ResultsPage]
) -> None:
    lying(t)
    page = open_page()
    QTest.keyClicks(focused(), "z")
    QTest.keyClicks(focused(), "zz")
    assert page.filter.text() == "zzz"
    assert page.list.count() == 0
    press(Qt.Key.Key_Escape)
    assert page.list.count() == 1
    assert page.list.hasFocus()


def test_f4_takes_numbers_one_after_the_other(
    t: TestDesk, open_page: Callable[[], ResultsPage]
) -> None:
    first, second = a_ready_dossier(t), a_ready_dossier(t)
    page = open_page()
    press(Qt.Key.Key_F4)
    for dossier_id in (first, second):
        QTest.keyClicks(focused(), t.view(dossier_id).reference)
        press(Qt.Key.Key_Return)
        assert page.arrive.number.text() == ""
        assert page.arrive.number.entry.hasFocus()
    assert page.arrive._place.text() == "M2"
    press(Qt.Key.Key_Return, CTRL)
    assert page.presenter.state.part is Part.HINT


def test_escape_puts_a_return_aside_with_what_was_typed(
    t: TestDesk, open_page: Callable[[], ResultsPage]
) -> None:
    lying(t)
    page = open_page()
    press(Qt.Key.Key_F7)
    page.give.items.set_text("Trích lục khai sinh, 2 bản")
    press(Qt.Key.Key_Escape)
    assert page.list.hasFocus()
    press(Qt.Key.Key_F7)
    assert page.give.items.text() == "Trích lục khai sinh, 2 bản"


def test_a_narrow_window_shows_the_pane_in_place_of_the_list(
    t: TestDesk, open_page: Callable[[], ResultsPage]
) -> None:
    lying(t)
    page = open_page()
    press(Qt.Key.Key_F7)
    page.resize(600, 600)
    QApplication.processEvents()
    assert page.give.isVisible()
    assert not page.list.isVisible()


def test_a_refresh_leaves_the_cursor_and_the_words_alone(
    t: TestDesk, open_page: Callable[[], ResultsPage]
) -> None:
    lying(t)
    page = open_page()
    press(Qt.Key.Key_F7)
    page.give.items.setFocus()
    QTest.keyClicks(page.give.items.entry, "abc")
    page.presenter.refresh()
    assert page.give.items.entry.hasFocus()
    assert "abc" in page.give.items.text()
