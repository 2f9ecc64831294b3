"""The page of checks by keyboard: digits tick, the learner's view keeps the desk's keys away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agent_desk.domain.skill_check import Way
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.keys import Key
from agent_desk.ui.pages.training_check.page import CheckPage
from agent_desk.ui.pages.training_check.presenter import CheckPresenter
from agent_desk.ui.pages.training_check.state import Mode
from tests.support.checked import a_session, comes
from tests.ui.pages.desk_window import WrittenDown, a_window, an_office

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent_desk.ui.shell import MainWindow
    from tests.support.desks import TestDesk


@pytest.fixture
def window(desk_app: object, t: TestDesk) -> Iterator[MainWindow]:
    session_id = a_session(t)
    comes(t, session_id)
    nowhere = (lambda _session: None, lambda _topics: None)
    presenter = CheckPresenter(an_office(t), InlineJobs(), WrittenDown(), nowhere)
    presenter.open_session(session_id)
    window = a_window({"accounts": CheckPage(presenter)})
    yield window
    window.dispose()


def test_digits_enter_a_sheet_and_the_learner_meets_large_buttons_only(window: MainWindow) -> None:
    page = window.page("accounts")
    assert isinstance(page, CheckPage)
    page._ask_paper()
    QTest.keyClicks(page.entry.list, "132")
    entry = page.presenter.state.entry
    assert entry is not None
    assert [one.chosen for one in entry.questions][:4] == [1, 3, 2, 0]
    QTest.keyClick(page.entry.list, Qt.Key.Key_Up)
    QTest.keyClick(page.entry.list, Qt.Key.Key_0)
    assert page.presenter.state.entry is not None
    assert page.presenter.state.entry.questions[2].chosen == 0
    page.presenter.switch(Way.BUTTONS)
    view = page._learner
    assert view is not None
    assert view.isVisible()
    assert view.geometry() == window.rect()
    assert len(view.buttons) == 3
    QTest.keyClick(view, Qt.Key.Key_F2)
    assert page.presenter.state.mode is Mode.LEARNER
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view.isVisible()
    assert page.key_actions().of(Key.CTRL_ENTER) is not None
