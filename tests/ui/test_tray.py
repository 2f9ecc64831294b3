"""The icon beside the clock of the system: only when wanted, only where there is a place for it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSystemTrayIcon

from agent_desk.ui.page import Page, PageSpec, WindowSpec
from agent_desk.ui.shell import MainWindow
from agent_desk.ui.tray import Tray

pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged", "does not support raise")
"""What the offscreen platform says of a tray and of windows."""


@pytest.fixture
def window(desk_app):
    page = PageSpec(key="today", icon="house", title="Hôm nay", factory=Page)
    made = MainWindow(
        WindowSpec(product="Agent Desk", letters="AD", pages=(page,), search_placeholder="Tìm")
    )
    yield made
    made.dispose()


@pytest.fixture
def place(monkeypatch):
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)


@pytest.mark.usefixtures("place")
def test_it_is_off_until_it_is_wanted_and_goes_when_it_is_not(window):
    tray = Tray(window)
    assert tray.icon is None
    tray.set_wanted(is_wanted=True)
    first = tray.icon
    tray.set_wanted(is_wanted=True)
    assert first is not None
    assert tray.icon is first
    tray.set_wanted(is_wanted=False)
    assert tray.icon is None


@pytest.mark.usefixtures("place")
def test_it_says_how_the_desk_is(window):
    tray = Tray(window)
    window.set_connection("Ngoại tuyến · 3 việc chờ gửi", is_online=False)
    tray.set_wanted(is_wanted=True)
    assert "3 việc chờ gửi" in tray.icon.toolTip()
    window.set_connection("Đã kết nối", is_online=True)
    assert tray.icon.toolTip().endswith("Đã kết nối")


@pytest.mark.usefixtures("place")
def test_a_click_brings_a_minimized_window_back(window):
    tray = Tray(window)
    tray.set_wanted(is_wanted=True)
    window.showMinimized()
    tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert window.isVisible()
    assert not window.windowState() & Qt.WindowState.WindowMinimized


def test_where_the_system_has_no_place_nothing_happens(window, monkeypatch):
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
    tray = Tray(window)
    tray.set_wanted(is_wanted=True)
    assert tray.icon is None
    tray.stop()
