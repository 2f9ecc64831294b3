"""The set-up page: what stays typed, where the focus goes, one press."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agent_desk.ui.pages.setup.page import SetupPage
from agent_desk.ui.widgets.fields import Field
from agent_desk.ui.widgets.messages import Banner
from tests.ui.pages.desk_window import HeldJobs
from tests.ui.pages.setup.conftest import SetUp, nobody

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from agent_desk.store.engine import Store

pytestmark = pytest.mark.usefixtures("desk_app")


class Shown:
    def __init__(self, qtbot: QtBot, store: Store) -> None:
        self.jobs = HeldJobs()
        self.set_up = SetUp(store, self.jobs)
        self.page = SetupPage(self.set_up.presenter)
        qtbot.addWidget(self.page)
        self.page.resize(1200, 800)
        with qtbot.waitExposed(self.page):
            self.page.show()
        self.page.activateWindow()
        self.page.on_shown()

    @property
    def fields(self) -> list[Field]:
        return [field for field in self.page.findChildren(Field) if field.isVisible()]

    def type(self, *texts: str) -> None:
        for field, text in zip(self.fields, texts, strict=True):
            field.set_text(text)


def test_the_first_field_has_the_focus(qtbot: QtBot, store: Store) -> None:
    shown = Shown(qtbot, store)
    assert shown.page.focusWidget() is shown.fields[0].entry


def test_a_refusal_keeps_what_was_typed_and_allows_another_try(qtbot: QtBot, store: Store) -> None:
    shown = Shown(qtbot, store)
    with nobody() as url:
        shown.type(url, "1234", "Trần Thu Hà")
        QTest.keyClick(shown.fields[2].entry, Qt.Key.Key_Return)
        assert not any(field.entry.isEnabled() for field in shown.fields)
        shown.jobs.release()
    [banner] = shown.page.findChildren(Banner)
    assert banner.isVisible()
    assert [field.text() for field in shown.fields] == [url, "1234", "Trần Thu Hà"]
    assert all(field.entry.isEnabled() for field in shown.fields)


def test_a_wrong_field_gets_its_sentence_and_the_focus(qtbot: QtBot, store: Store) -> None:
    shown = Shown(qtbot, store)
    shown.type("desk.hanoi.gov.vn", "1234", "Hà 2")
    QTest.keyClick(shown.fields[0].entry, Qt.Key.Key_Return)
    assert shown.page.focusWidget() is shown.fields[2].entry
    assert shown.jobs.held == []


def test_pressing_enter_twice_asks_once(qtbot: QtBot, store: Store) -> None:
    shown = Shown(qtbot, store)
    shown.type("desk.hanoi.gov.vn", "1234", "Trần Thu Hà")
    for _ in range(3):
        QTest.keyClick(shown.fields[1].entry, Qt.Key.Key_Return)
        shown.page.key_actions().actions[0].run()
    assert len(shown.jobs.held) == 1


def test_practice_shows_one_field(qtbot: QtBot, practice_store: Store) -> None:
    assert len(Shown(qtbot, practice_store).fields) == 1
