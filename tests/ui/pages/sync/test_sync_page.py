from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.pages.sync.page import SyncPage
from agent_desk.ui.pages.sync.presenter import SyncPresenter
from tests.support.desks import TestDesk, a_lodged_dossier
from tests.ui.pages.desk_window import WrittenDown, a_window, an_office

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def shown(t: TestDesk, nav: WrittenDown) -> SyncPresenter:
    return SyncPresenter(an_office(t), InlineJobs(), nav)


@pytest.fixture
def page(desk_app: QApplication, qtbot: QtBot, shown: SyncPresenter) -> SyncPage:
    made = SyncPage(shown)
    qtbot.addWidget(a_window({"sync": made}))
    return made


def test_ctrl_enter_sends_now(page: SyncPage, nav: WrittenDown) -> None:
    assert page.send.hasFocus()
    modifier = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, modifier)
    assert nav.syncs == 1


def test_while_it_runs_the_button_says_so_and_does_nothing_more(
    page: SyncPage, shown: SyncPresenter, nav: WrittenDown
) -> None:
    shown.set_progress(True)
    assert page.send.label() == "Sending…"
    page.send.click()
    assert nav.syncs == 0
    assert page.send.hasFocus()
    shown.set_progress(False)
    assert page.send.label() == "Send now"


def test_the_list_gives_way_to_a_sentence_when_nothing_waits(
    t: TestDesk, page: SyncPage, shown: SyncPresenter
) -> None:
    a_lodged_dossier(t)
    shown.refresh()
    assert page.list.isVisible()
    t.sync()
    shown.refresh()
    assert not page.list.isVisible()


def test_a_stop_is_seen_without_a_dialog(t: TestDesk, page: SyncPage, shown: SyncPresenter) -> None:
    from agent_desk.sync import state

    assert not page.stopped.isVisible()
    state.keep(t.desk.store, stopped_code="revoked", last_error="closed")
    shown.refresh()
    assert page.stopped.isVisible()
    assert "revoked" in page.stopped.text()
    assert QApplication.activeModalWidget() is None
