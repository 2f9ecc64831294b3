"""Everything by keyboard: the key table, the walk of Tab, the focus that can be seen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_desk.ui.keys import Key
from agent_desk.ui.widgets.key_bar import MOST
from tests.support.desks import a_case
from tests.ui import focus_walk
from tests.ui.open_desk import PAGES, OpenDesk, an_open_desk, in_language

if TYPE_CHECKING:
    from collections.abc import Iterator

RESERVED = re.compile(
    r"(Ctrl\+Shift(\+.*)?|Alt\+Z|Alt\+Shift(\+.*)?|Ctrl\+Space|Meta\+Space|Alt\+\d|F10|"
    r"Ctrl\+[BIJM\]])$"
)
TABLE = (
    *("Ctrl+K", "F1", "F2", "F3", "F5", "F6", "F7", "F8", "F9", "F11", "F12", "Ctrl+Tab"),
    *("Ctrl+L", "Esc", "Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+5", "Ctrl+Z", "Ctrl+Y"),
    *("Ctrl+Return", "Ctrl+S"),
)
EVERYWHERE = (
    Key.CTRL_K, Key.F1, Key.F2, Key.F3, Key.F6, Key.F11, Key.F12, Key.CTRL_TAB, Key.CTRL_S,
    Key.CTRL_Y, *Key.panes(),
)  # fmt: skip
OPENED = [key for key, _icon, _title in PAGES]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Iterator[OpenDesk]:
    with in_language("vi"), an_open_desk(tmp_path_factory.mktemp("keys")) as made:
        a_case(made.t)
        yield made


def sequences(desk: OpenDesk) -> list[str]:
    as_written = QKeySequence.SequenceFormat.PortableText
    bound = [s.key().toString(as_written) for s in desk.window.findChildren(QShortcut)]
    actions = [a.shortcut().toString(as_written) for a in desk.window.findChildren(QAction)]
    return [sequence for sequence in (*bound, *actions) if sequence]


def test_no_shortcut_is_a_single_letter_and_no_reserved_key_is_bound(desk: OpenDesk) -> None:
    for key in OPENED:
        desk.window.open_page(key)
    for sequence in sequences(desk):
        assert not re.fullmatch(r"(Shift\+)?.", sequence), sequence
        assert not RESERVED.match(sequence), sequence


def test_every_key_of_the_table_is_bound(desk: OpenDesk) -> None:
    bound = set(sequences(desk))
    assert [key for key in TABLE if key not in bound] == []


@pytest.mark.parametrize("page", OPENED)
def test_the_keys_that_hold_everywhere_do_something_on_every_page(
    desk: OpenDesk, page: str
) -> None:
    desk.window.open_page(page)
    QApplication.processEvents()
    actions = desk.window.key_actions()
    assert [key.name for key in EVERYWHERE if actions.of(key) is None] == []
    assert 1 <= len(desk.window._bar.hints()) <= MOST


@pytest.mark.parametrize("page", OPENED)
def test_tab_reaches_everything_in_the_order_of_reading_and_comes_back(
    desk: OpenDesk, page: str
) -> None:
    opened = desk.window.open_page(page)
    QApplication.processEvents()
    there = focus_walk.walk(desk.window)
    missed = [
        widget
        for widget in focus_walk.focusable(desk.window)
        if widget not in there and not focus_walk.stands_in_for(widget, there)
    ]
    assert focus_walk.names(missed) == []
    assert focus_walk.out_of_order(there, opened) == []
    back = focus_walk.walk(desk.window, is_back=True)
    assert set(focus_walk.names(back)) == set(focus_walk.names(there))


@pytest.mark.parametrize("page", OPENED)
def test_the_focus_can_be_seen_on_every_widget(desk: OpenDesk, page: str) -> None:
    opened = desk.window.open_page(page)
    QApplication.processEvents()
    unseen = []
    there = focus_walk.walk(desk.window)
    steps = list(zip([there[-1], *there], there, strict=False))
    for before, widget in [step for step in steps if opened.isAncestorOf(step[1])][:8]:
        before.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(before, Qt.Key.Key_Tab)  # which also scrolls it into sight
        QApplication.processEvents()
        focused = focus_walk.picture(widget)
        desk.window.search.line.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        if focus_walk.strong_changes(focus_walk.picture(widget), focused) < 20:
            unseen.append(widget)
    assert focus_walk.names(unseen) == []


def test_the_pane_keys_go_to_the_panes_of_a_page(desk: OpenDesk) -> None:
    page = desk.window.open_page("reception")
    panes = [pane for pane in page.panes() if pane.isVisible()]
    desk.press(Qt.Key.Key_1, ctrl=True)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused in (panes[0], panes[0].focusProxy()) or panes[0].isAncestorOf(focused)


def test_saving_is_answered_even_where_nothing_is_to_be_saved(desk: OpenDesk) -> None:
    desk.window.open_page("sync")
    desk.press(Qt.Key.Key_S, ctrl=True)
    assert re.search(r"\d\d:\d\d", desk.window.toast.accessibleName() or desk.window.toast.text())


def test_f12_says_how_the_desk_is_and_f1_explains_the_page(desk: OpenDesk) -> None:
    desk.window.open_page("dossiers")
    desk.press(Qt.Key.Key_F12)
    assert desk.window.current_key() == "sync"
    desk.press(Qt.Key.Key_F1)
    assert desk.window.current_key() == "help"
    desk.press(Qt.Key.Key_Escape)
    assert desk.window.current_key() == "sync"
