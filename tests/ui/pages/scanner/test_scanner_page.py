"""The page that tries a scanner out: through the real window, with real keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agent_desk import settings
from agent_desk.devices.scanner.lines import Line
from agent_desk.devices.scanner.serial_port import Port, PortState
from agent_desk.domain.scanner_test import TEXTS, TestCode
from agent_desk.errors import DeskError
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.page import Page, PageSpec, WindowSpec
from agent_desk.ui.pages.scanner.page import ScannerPage
from agent_desk.ui.pages.scanner.presenter import ScannerPresenter
from agent_desk.ui.rows import StepState
from agent_desk.ui.scanning import Scanning
from agent_desk.ui.scanning_setup import ScannerSetup, ScannerWay, SentEnd, keep_setup, read_setup
from agent_desk.ui.shell import MainWindow
from tests.support import desks
from tests.ui.keyboards import Keyboard
from tests.ui.pages.desk_window import WrittenDown, an_office

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from tests.support.desks import TestDesk

pytestmark = pytest.mark.usefixtures("desk_app")
COM = Port(name="/dev/null/none", words="COM3 · Honeywell", identity="0c2e:0b6a:1")
DIGITS, KEYS, LETTERS = (TEXTS[code] for code in TestCode)


class NoSearch:
    def put(self, text: str) -> None:
        pass


class Shown:
    def __init__(self, t: TestDesk) -> None:
        self.office, self.to, self.keys = an_office(t), WrittenDown(), Keyboard()
        pages = (
            PageSpec(key="today", icon="house", title="Hôm nay", factory=Page),
            PageSpec(key="scanner", icon="scan", title="Kiểm tra", factory=self.make),
        )
        spec = WindowSpec(product="AD", letters="AD", pages=pages, search_placeholder="Tìm")
        self.window = MainWindow(spec)
        jobs = InlineJobs()
        self.scanning = Scanning(self.window, self.office, jobs, self.to, NoSearch())
        self.presenter = ScannerPresenter(self.office, jobs, self.to, self.scanning, lambda: (COM,))
        self.window.show()
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        self.window.open_page("scanner")

    def make(self) -> Page:
        return ScannerPage(self.presenter, self.scanning, lambda: self.to.open_page("settings"))

    @property
    def marks(self) -> list[StepState]:
        return [line.state for line in self.presenter.state.checks]


@pytest.fixture(scope="module")
def t(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestDesk]:
    with desks.opened_desk(tmp_path_factory.mktemp("scanner") / "desk") as opened:
        yield opened


@pytest.fixture
def shown(qtbot: QtBot, t: TestDesk) -> Iterator[Shown]:
    keep_setup(an_office(t), ScannerSetup())
    shown = Shown(t)
    yield shown
    shown.scanning.stop()
    shown.window.dispose()


def test_codes_are_judged_as_they_come_and_open_nothing(shown):
    shown.keys.scan(DIGITS + "\r")
    shown.keys.scan(KEYS + "\r")
    assert shown.marks == [StepState.COMPLETE, StepState.COMPLETE, StepState.NOT_SEEN]
    assert shown.presenter.state.shown is TestCode.LETTERS
    assert (shown.to.pages, shown.to.said) == ([], [])


def test_a_scanner_too_slow_for_the_desk_is_learned_and_kept(shown):
    shown.keys.scan(DIGITS + "\r", gap_ms=70)
    line = shown.presenter.state.checks[0]
    assert line.state is StepState.IN_WORK
    assert "slowly" in line.says
    QTest.keyClick(shown.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    setup = read_setup(shown.office)
    assert (setup.end, setup.gap_ms, setup.mean_ms) == (SentEnd.ENTER, 105, 100)
    assert shown.scanning.setup == setup
    shown.window.open_page("today")
    shown.keys.scan("01234567899876543210\r", gap_ms=70)
    assert shown.to.pages == ["scanner"]  # the slow scanner is read now


def test_a_missing_end_is_said_and_the_rest_waits_for_it(shown, qtbot):
    shown.keys.scan(DIGITS)
    qtbot.waitUntil(lambda: shown.marks[0] is StepState.IN_WORK, timeout=3000)
    assert "suffix CR" in shown.presenter.state.checks[0].says


def test_letters_that_lost_their_accents_point_to_the_port(shown):
    shown.presenter.choose_way("port")
    shown.presenter.choose_port(COM.name)
    setup = read_setup(shown.office)
    assert (setup.way, setup.port, setup.device) == (ScannerWay.PORT, COM.name, COM.identity)
    for text in (DIGITS, KEYS, LETTERS):
        shown.scanning.heard.emit(Line(text=text))
    assert shown.marks == [StepState.COMPLETE] * 3
    assert "fine" in shown.presenter.state.verdict
    shown.scanning.heard.emit(Line(text="Nguy¤n", is_utf8=False))
    assert StepState.MISSING in shown.marks


def test_one_digit_of_a_person_chooses_the_way_and_a_code_never_does(shown, qtbot):
    shown.keys.scan("1" + DIGITS[1:] + "\r")
    assert shown.scanning.setup.way is ScannerWay.KEYBOARD
    shown.keys.now_ms += 2000
    shown.keys.press("2")
    qtbot.waitUntil(lambda: shown.scanning.setup.way is ScannerWay.PORT, timeout=3000)


def test_every_print_of_the_sheet_has_its_number(shown):
    QTest.keyClick(shown.window, Qt.Key.Key_F8)
    QTest.keyClick(shown.window, Qt.Key.Key_F8)
    assert [printed.print_number for printed in shown.to.printed] == [1, 2]
    assert shown.to.printed[0].path.read_bytes().startswith(b"%PDF")


def test_start_over_forgets_and_escape_leads_to_the_settings(shown):
    shown.keys.scan(DIGITS + "\r")
    QTest.keyClick(shown.window, Qt.Key.Key_F5)
    assert shown.marks == [StepState.NOT_SEEN] * 3
    QTest.keyClick(shown.window, Qt.Key.Key_Escape)
    assert shown.to.pages == ["settings"]


def test_what_cannot_be_kept_is_said_and_changes_nothing(shown, monkeypatch):
    def fail(*_given: object) -> None:
        raise DeskError("full")

    monkeypatch.setattr("agent_desk.ui.pages.scanner.presenter.keep_setup", fail)
    shown.presenter.choose_way("port")
    assert shown.scanning.setup == ScannerSetup()
    assert "full" in shown.to.said[0]


def test_a_port_that_went_stands_as_a_line_until_it_is_back_which_is_said_once(shown):
    for state in (PortState.OPEN, PortState.MISSING):
        shown.scanning.port_changed.emit(state)
    assert ["gone" in notice.text for notice in shown.window.notices.notices()] == [True]
    assert shown.to.said == []
    shown.scanning.port_changed.emit(PortState.OPEN)
    assert shown.window.notices.notices() == ()
    assert len(shown.to.said) == 1


def test_settings_nobody_understands_are_as_none(shown):
    from agent_desk.commands.desk import keep_setting

    for setting in (settings.SCANNER_WAY, settings.SCANNER_END, settings.SCANNER_GAP_MS):
        keep_setting(shown.office.desk.store, setting.key, "x")
    assert read_setup(shown.office) == ScannerSetup()
