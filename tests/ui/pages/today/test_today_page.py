from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.pages.today.page import TodayPage
from agent_desk.ui.pages.today.presenter import TodayPresenter
from tests.support.desks import TestDesk, a_case, a_taken_in_dossier
from tests.ui.pages.desk_window import HeldJobs, WrittenDown, a_window, an_office

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from agent_desk.ui.shell import MainWindow


def a_today(t: TestDesk, nav: WrittenDown, qtbot: QtBot) -> tuple[MainWindow, TodayPage]:
    page = TodayPage(TodayPresenter(an_office(t), InlineJobs(), nav))
    window = a_window({"today": page})
    qtbot.addWidget(window)
    page.list.setFocus()
    return window, page


def test_enter_on_a_row_goes_where_its_button_goes(
    desk_app: QApplication, qtbot: QtBot, t: TestDesk, nav: WrittenDown
) -> None:
    draft = a_case(t)
    _window, page = a_today(t, nav, qtbot)
    assert page.list.current_key() == draft
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert nav.cases == [draft]


def test_f2_greets_the_next_citizen(
    desk_app: QApplication, qtbot: QtBot, t: TestDesk, nav: WrittenDown
) -> None:
    window, page = a_today(t, nav, qtbot)
    qtbot.keyClick(page.list, Qt.Key.Key_F2)
    assert nav.greeted == 1
    assert "F2" in [action.key.cap for action in window.key_actions().actions]


def test_reading_again_keeps_the_row(
    desk_app: QApplication, qtbot: QtBot, t: TestDesk, nav: WrittenDown
) -> None:
    a_taken_in_dossier(t)
    draft = a_case(t)
    _window, page = a_today(t, nav, qtbot)
    page.list.set_current(draft)
    a_taken_in_dossier(t)
    page.refresh()
    assert page.list.count() == 2  # both papers go to one place: one row
    assert page.list.current_key() == draft


def test_an_empty_day_says_what_to_press(
    desk_app: QApplication, qtbot: QtBot, t: TestDesk, nav: WrittenDown
) -> None:
    _window, page = a_today(t, nav, qtbot)
    assert not page.list.isVisible()
    assert page.empty.isVisible()


def test_nothing_is_called_empty_before_it_was_read(
    desk_app: QApplication, qtbot: QtBot, t: TestDesk, nav: WrittenDown
) -> None:
    jobs = HeldJobs()
    page = TodayPage(TodayPresenter(an_office(t), jobs, nav))
    window = a_window({"today": page})
    qtbot.addWidget(window)
    assert not page.empty.isVisible()
    jobs.release()
    assert page.empty.isVisible()


def test_the_list_has_the_focus_as_soon_as_it_was_read(
    desk_app: QApplication, qtbot: QtBot, t: TestDesk, nav: WrittenDown
) -> None:
    a_taken_in_dossier(t)
    jobs = HeldJobs()
    page = TodayPage(TodayPresenter(an_office(t), jobs, nav))
    window = a_window({"today": page})
    qtbot.addWidget(window)
    if desk_app.focusWidget() is not None:
        desk_app.focusWidget().clearFocus()
    jobs.release()
    assert page.list.hasFocus()
