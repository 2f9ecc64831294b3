"""The main window: pages made late, keys, focus, what a start must not import."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from agent_desk.ui.key_dispatch import KeyDispatch
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.page import Page, PageSpec, WindowSpec
from agent_desk.ui.shell import MainWindow
from agent_desk.ui.widgets.key_bar import KeyBar

RESERVED = ("Ctrl+Shift", "Alt+Z", "Alt+Shift", "Ctrl+Space", "F10", "Ctrl+B", "Ctrl+I", "Ctrl+J",
            "Ctrl+M", "Ctrl+]")  # fmt: skip


class NotePage(Page):
    """A page that notes what happens to it."""

    def __init__(self, log, name):
        super().__init__()
        self.log, self.name, self.enabled = log, name, True
        self.entry = QLineEdit()
        self.body.addWidget(self.entry)
        log.append(f"made {name}")

    def panes(self):
        return (self.entry,)

    def on_hidden(self):
        self.log.append(f"hidden {self.name}")

    def key_actions(self):
        note = self.log.append
        return PageActions(actions=(
            KeyAction(key=Key.F7, label="Quét", run=lambda: note(f"F7 {self.name}")),
            KeyAction(key=Key.CTRL_ENTER, label="Nộp", run=lambda: note(f"send {self.name}"),
                      enabled=self.enabled),
        ))  # fmt: skip


@pytest.fixture
def log():
    return []


@pytest.fixture
def window(desk_app, qtbot, log):
    pages = tuple(
        PageSpec(key=k, icon="house", title=k.title(), factory=lambda k=k: NotePage(log, k))
        for k in ("today", "case", "sync")
    )
    everywhere = KeyAction(key=Key.F2, label="Người dân mới", run=lambda: log.append("F2"))
    shown = MainWindow(WindowSpec(
        product="Agent Desk", letters="AD", pages=pages, search_placeholder="Tìm",
        sync_page="sync", global_actions=PageActions(actions=(everywhere,)),
    ))  # fmt: skip
    qtbot.addWidget(shown)
    shown.open_page("today")
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    return shown


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def test_a_page_is_made_when_it_is_opened_first_and_only_once(window, log):
    assert log == ["made today"]
    window.open_page("case")
    window.open_page("today")
    assert log == ["made today", "made case", "hidden today", "hidden case"]


def test_keys_go_to_the_page_at_the_front(window, log):
    press(Qt.Key.Key_F7)
    window.open_page("case")
    press(Qt.Key.Key_F7)
    press(Qt.Key.Key_F2)
    assert [line for line in log if "F" in line] == ["F7 today", "F7 case", "F2"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_ctrl_enter_acts_from_inside_a_field(window, log, key):
    press(key, Qt.KeyboardModifier.ControlModifier)
    assert "send today" in log


def test_a_disabled_action_does_nothing_by_key_or_by_click(window, log):
    page = window.page("today")
    page.enabled = False
    page.actions_changed.emit()
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    window.findChild(KeyBar).pressed.emit(Key.CTRL_ENTER.name)
    assert "send today" not in log


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_search_is_one_key_away_even_from_a_field(window, key, modifier):
    window.page("today").entry.setFocus()
    press(key, modifier)
    assert window.search.line.hasFocus()


def test_ctrl_k_in_the_search_box_does_not_delete_the_text(window):
    window.search.line.setFocus()
    QTest.keyClicks(window.search.line, "mai")
    QTest.keyClick(window.search.line, Qt.Key.Key_Home)
    press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.search.text() == "mai"


def test_f6_goes_round_the_panes(window):
    page = window.page("today")
    page.entry.setFocus()
    press(Qt.Key.Key_F6)
    assert QApplication.focusWidget() is not page.entry
    press(Qt.Key.Key_F6)
    assert QApplication.focusWidget() is page.entry


def test_an_opened_page_has_the_focus(window):
    page = window.open_page("case")
    assert page.entry.hasFocus()


def test_the_bar_shows_at_most_six_keys_and_those_of_the_page_first(window):
    hints = window.findChild(KeyBar).hints()
    assert hints[:3] == ["Quét", "Nộp", "Người dân mới"]
    assert len(hints) <= 6


def test_the_connection_pill_opens_the_sync_page(window, qtbot):
    window.set_connection("Ngoại tuyến · 3 việc chờ gửi", is_online=False)
    with qtbot.waitSignal(window.page_opened) as told:
        QTest.mouseClick(window._top.connection, Qt.MouseButton.LeftButton)
    assert told.args == ["sync"]


def test_a_badge_is_spoken_with_its_page(window):
    window.set_badge("case", 3)
    assert window._rail.button("case").accessibleName() == "Case, 3"


def test_tab_reaches_every_control_and_comes_back(window):
    window.set_connection("Đã kết nối", is_online=True)
    start = window.page("today").entry
    start.setFocus()
    seen = []
    for _ in range(20):
        press(Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if focused is start:
            break
        seen.append(focused)
    assert QApplication.focusWidget() is start
    assert window.search.line in seen
    assert all(widget.accessibleName() for widget in seen)


def test_no_reserved_key_and_no_single_letter_is_bound(window):
    bound = KeyDispatch(window, lambda _key: None).sequences()
    assert not [key for key in bound if any(key.startswith(r) for r in RESERVED)]
    assert not [key for key in bound if len(key) == 1]


def test_a_toast_does_not_take_the_focus(window):
    window.page("today").entry.setFocus()
    window.show_toast("Đã lưu trên máy.")
    assert window.toast.isVisible()
    assert window.page("today").entry.hasFocus()


def test_the_window_fits_a_small_screen(window):
    assert window.minimumSizeHint().width() <= 1024
    assert window.minimumSizeHint().height() <= 640


def test_a_disposed_window_lets_the_program_end_without_a_crash():
    script = (
        "from PySide6.QtWidgets import QApplication\n"
        "from tests.support.gallery_screens import sample_window\n"
        "from agent_desk.ui import theme\n"
        "app = QApplication([])\n"
        "theme.apply(app)\n"
        "window = sample_window('today')\n"
        "window.show()\n"
        "app.processEvents()\n"
        "window.dispose()\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert done.returncode == 0


def test_painting_the_shell_imports_nothing_heavy():
    script = (
        "import sys\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from tests.support.gallery_screens import sample_window\n"
        "from agent_desk.ui import theme, jobs\n"
        "app = QApplication([])\n"
        "theme.apply(app)\n"
        "sample_window('today').grab()\n"
        "heavy = {'sqlalchemy', 'requests', 'reportlab', 'pydantic', 'alembic', 'PIL', 'yaml'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True,
                          check=False)  # fmt: skip
    assert (
        done.returncode,
        done.stderr.replace("This plugin does not support propagateSizeHints()", "").strip(),
    ) == (0, "")
