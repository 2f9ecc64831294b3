"""The page of account help in the real window: keys, focus, what is shown where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from agent_desk.domain.assist import Outcome, Reason
from agent_desk.ui.pages.accounts.page import AccountsPage
from agent_desk.ui.pages.accounts.state import Phase
from tests.support.acts import a_follow_up
from tests.ui.pages.accounts.counter import (
    FORGOTTEN,
    NEW_ADULT,
    a_presenter,
    answered,
    rows,
    step_by_step,
)
from tests.ui.pages.desk_window import WrittenDown, a_window

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from agent_desk.ui.shell import MainWindow
    from tests.support.desks import TestDesk

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def shown(
    desk_app: QApplication, qtbot: QtBot, t: TestDesk, nav: WrittenDown
) -> tuple[MainWindow, AccountsPage]:
    page = AccountsPage(a_presenter(t, nav))
    window = a_window({"accounts": page})
    qtbot.addWidget(window)
    return window, page


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, modifier: object = None) -> None:
    target = window.focusWidget() or window
    qtbot.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)


def test_the_whole_help_needs_no_mouse(
    qtbot: QtBot, t: TestDesk, shown: tuple[MainWindow, AccountsPage]
) -> None:
    window, page = shown
    for digit in (Qt.Key.Key_1, Qt.Key.Key_7, Qt.Key.Key_1, Qt.Key.Key_1):
        press(qtbot, window, digit)
    assert page.steps.hasFocus()
    for _ in page.steps.lines():
        press(qtbot, window, Qt.Key.Key_Return)
    press(qtbot, window, Qt.Key.Key_Return, CTRL)
    assert page.closing.due.entry.hasFocus()
    press(qtbot, window, Qt.Key.Key_Return, CTRL)

    assert [row.outcome for row in rows(t)] == [Outcome.DONE]
    assert page.choices.isVisible()


def test_f9_goes_to_the_endings_and_enter_chooses_one(
    qtbot: QtBot, nav: WrittenDown, shown: tuple[MainWindow, AccountsPage]
) -> None:
    window, page = shown
    answered(page._presenter, NEW_ADULT)
    press(qtbot, window, Qt.Key.Key_F9)
    assert page.reasons.hasFocus()
    press(qtbot, window, Qt.Key.Key_Down)
    press(qtbot, window, Qt.Key.Key_Return)

    assert page._presenter.state.reason == Reason.SIM_NOT_OWN.value
    assert page.closing.isVisible()


def test_escape_goes_back_and_discards_nothing(
    qtbot: QtBot, shown: tuple[MainWindow, AccountsPage]
) -> None:
    window, page = shown
    step_by_step(answered(page._presenter, NEW_ADULT))
    page.closing.note.setFocus()
    qtbot.keyClicks(page.closing.note.entry, "nghe kem")
    press(qtbot, window, Qt.Key.Key_Escape)
    assert page._presenter.state.phase is Phase.GUIDING

    press(qtbot, window, Qt.Key.Key_Return, CTRL)
    assert page.closing.note.text() == "nghe kem"


def test_f8_prints_the_slip(
    qtbot: QtBot, nav: WrittenDown, shown: tuple[MainWindow, AccountsPage]
) -> None:
    window, page = shown
    answered(page._presenter, FORGOTTEN)
    press(qtbot, window, Qt.Key.Key_F8)

    assert len(nav.printed) == 1


def test_fields_follow_each_other_by_enter_and_by_tab(
    qtbot: QtBot, shown: tuple[MainWindow, AccountsPage]
) -> None:
    window, page = shown
    step_by_step(answered(page._presenter, NEW_ADULT))
    closing = page.closing
    for field in (closing.due, closing.what, closing.name, closing.phone):
        assert field.entry.hasFocus()
        press(qtbot, window, Qt.Key.Key_Return)
    assert closing.note.entry.hasFocus()


def test_typing_a_name_asks_for_consent_and_a_refusal_forgets_it(
    qtbot: QtBot, shown: tuple[MainWindow, AccountsPage]
) -> None:
    _window, page = shown
    step_by_step(answered(page._presenter, NEW_ADULT))
    closing = page.closing
    assert not closing.consent.isVisible()
    closing.name.setFocus()
    qtbot.keyClicks(closing.name.entry, "Le Van B")
    assert closing.consent.isVisible()
    assert closing.name.text() == "Le Van B"

    closing.consent.setFocus()
    qtbot.keyClick(closing.consent.focusProxy(), Qt.Key.Key_2)
    assert closing.name.text() == ""
    assert not closing.consent.isVisible()
    assert closing.note.entry.hasFocus()


def test_an_error_takes_the_focus_to_its_field(
    qtbot: QtBot, shown: tuple[MainWindow, AccountsPage]
) -> None:
    window, page = shown
    answered(page._presenter, NEW_ADULT)
    page._presenter.choose_reason(Reason.COME_BACK.value)
    page.closing.note.setFocus()
    press(qtbot, window, Qt.Key.Key_Return, CTRL)

    assert page.closing.due.entry.hasFocus()
    assert page.closing.due.error()


def test_a_follow_up_is_done_from_the_list(
    desk_app: QApplication, qtbot: QtBot, t: TestDesk, nav: WrittenDown
) -> None:
    a_follow_up(t)
    t.clock.advance(days=8)
    page = AccountsPage(a_presenter(t, nav))
    window = a_window({"accounts": page})
    qtbot.addWidget(window)
    page.due.setFocus()
    press(qtbot, window, Qt.Key.Key_Return)

    assert page.due.count() == 0
    assert nav.changes == 1


def test_f6_goes_through_the_parts_that_are_shown(
    qtbot: QtBot, shown: tuple[MainWindow, AccountsPage]
) -> None:
    window, page = shown
    answered(page._presenter, NEW_ADULT)
    page.steps.setFocus()
    seen = []
    for _ in range(4):
        press(qtbot, window, Qt.Key.Key_F6)
        seen.append(window.focusWidget())
    assert page.reasons in seen
    assert page.primary in seen


@pytest.mark.parametrize("size", [(1024, 640), (1366, 768)])
def test_no_word_of_a_step_is_cut(
    qtbot: QtBot, shown: tuple[MainWindow, AccountsPage], size: tuple[int, int]
) -> None:
    window, page = shown
    answered(page._presenter, NEW_ADULT)
    window.resize(*size)
    qtbot.waitUntil(lambda: page.steps.width() > 300)

    assert page.steps.width() >= page.steps.minimumSizeHint().width()
    assert page.columns.horizontalScrollBar().maximum() == 0
