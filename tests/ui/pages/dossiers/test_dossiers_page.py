from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_desk.commands.result import receive_result
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.pages.dossiers.page import DossiersPage
from agent_desk.ui.pages.dossiers.presenter import DossiersPresenter
from tests.commands.test_deliveries import a_label
from tests.support.desks import TestDesk, a_case, a_lodged_dossier, a_ready_dossier
from tests.ui.pages.desk_window import HeldJobs, WrittenDown, a_window, an_office

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

CTRL = Qt.KeyboardModifier.ControlModifier


class Opened(WrittenDown):
    """Opens dossiers in the page, as the composition root does."""

    presenter: DossiersPresenter | None = None

    def open_dossier(self, dossier_id: str) -> None:
        super().open_dossier(dossier_id)
        if self.presenter is not None:
            self.presenter.open_dossier(dossier_id)


@pytest.fixture
def nav() -> Opened:
    return Opened()


@pytest.fixture
def page(desk_app: QApplication, qtbot: QtBot, t: TestDesk, nav: Opened) -> DossiersPage:
    nav.presenter = DossiersPresenter(an_office(t), InlineJobs(), nav)
    shown = DossiersPage(nav.presenter)
    qtbot.addWidget(a_window({"dossiers": shown}))
    return shown


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def test_enter_opens_a_dossier_and_escape_comes_back_to_its_row(
    t: TestDesk, page: DossiersPage
) -> None:
    older = a_case(t)
    a_case(t)
    page.on_shown()
    page.list_view.list.set_current(older)
    press(Qt.Key.Key_Return)
    assert page.dossier_view.isVisible()
    press(Qt.Key.Key_Escape)
    assert page.list_view.isVisible()
    assert page.list_view.list.current_key() == older
    assert page.list_view.list.hasFocus()


def test_f8_prints_the_sending_slip(t: TestDesk, page: DossiersPage, nav: Opened) -> None:
    nav.open_dossier(a_lodged_dossier(t))
    press(Qt.Key.Key_F8)
    assert [printed.print_number for printed in nav.printed] == [1]


def test_f3_goes_to_the_search_of_the_list(t: TestDesk, page: DossiersPage, nav: Opened) -> None:
    nav.open_dossier(a_case(t))
    press(Qt.Key.Key_F3)
    assert page.list_view.search.line.hasFocus()


def test_a_narrow_window_puts_the_cards_below_and_loses_none(
    t: TestDesk, page: DossiersPage, nav: Opened
) -> None:
    nav.open_dossier(a_lodged_dossier(t))
    view = page.dossier_view

    def left_of_cards(width: int) -> int:
        view.resize(width, 700)
        QApplication.processEvents()
        assert view.prints.isVisible()
        return view.prints.mapTo(view, view.prints.rect().topLeft()).x()

    assert left_of_cards(1200) > 800
    assert left_of_cards(600) < 100
    assert left_of_cards(1200) > 800


def test_escape_empties_the_search_and_shows_all_again(t: TestDesk, page: DossiersPage) -> None:
    a_case(t)
    page.on_shown()
    press(Qt.Key.Key_F3)
    QTest.keyClicks(page.list_view.search.line, "zzz")
    page.presenter.list.search("zzz")
    assert not page.list_view.list.isVisible()
    press(Qt.Key.Key_Escape)
    assert page.list_view.list.isVisible()
    assert page.list_view.list.count() == 1


def test_the_focus_stays_on_the_button_while_its_act_is_written(
    desk_app: QApplication, qtbot: QtBot, t: TestDesk, nav: Opened
) -> None:
    jobs = HeldJobs()
    nav.presenter = DossiersPresenter(an_office(t), jobs, nav)
    page = DossiersPage(nav.presenter)
    qtbot.addWidget(a_window({"dossiers": page}))
    nav.open_dossier(a_ready_dossier(t, "paper"))
    jobs.release()
    main = page.dossier_view.main
    main.setFocus()
    press(Qt.Key.Key_Return, CTRL)
    press(Qt.Key.Key_Return, CTRL)
    assert main.hasFocus()
    jobs.release()
    assert main.hasFocus()
    assert main.label() == "Return result"


def test_f11_leads_to_the_post_only_while_the_result_lies_here_or_travels(
    t: TestDesk, page: DossiersPage, nav: Opened
) -> None:
    dossier_id = a_ready_dossier(t)
    nav.open_dossier(dossier_id)
    page.on_shown()
    assert not page.dossier_view.post.isVisible()
    receive_result(t.desk, t.act(), dossier_id)
    for words in ("Send by post…", "Delivery by post"):
        page.presenter.dossier.refresh()
        assert page.dossier_view.post.isVisible()
        assert page.dossier_view.post.label() == words
        press(Qt.Key.Key_F11)
        assert nav.deliveries.pop() == dossier_id
        if words == "Send by post…":
            a_label(t, dossier_id)
