"""The demo does not call a morning good that was not: its report, its watch, its folders."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from agent_desk import i18n
from agent_desk.demo import center_process, morning, proofs
from agent_desk.demo.center_process import StartingCenter
from agent_desk.demo.driver import Driver, Lost
from agent_desk.demo.report import Report
from agent_desk.demo.run import run_demo
from agent_desk.demo.watch import BugCatcher, Watch
from agent_desk.errors import DeskError, InvalidInput

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def vietnamese() -> Iterator[None]:
    before = i18n._active
    i18n.activate("vi")
    yield
    i18n._active = before


def a_window(qtbot: QtBot, text: str) -> QWidget:
    window = QWidget()
    QLabel(text, window)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


# The report


def test_a_report_without_checks_does_not_hold() -> None:
    assert not Report().holds


def test_one_failed_check_is_enough() -> None:
    report = Report()
    report.equal("same", 1, 1)
    assert report.holds
    report.equal("other", 1, 2)
    assert not report.holds


@pytest.mark.parametrize("error", [DeskError("lost the cable"), Lost("no button"), KeyError("bug")])
def test_a_story_that_breaks_off_is_in_the_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def break_off(_scene: object) -> None:
        raise error

    monkeypatch.setattr(morning, "play", break_off)
    if isinstance(error, KeyError):
        with pytest.raises(KeyError):
            run_demo(tmp_path, None, headless=True)
    else:
        assert run_demo(tmp_path, None, headless=True) == 1
    written = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert written["ok"] is False
    failed = [check["name"] for check in written["checks"] if not check["ok"]]
    assert failed == ["the_story_reached_its_end"]


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "desk.db").write_text("somebody's")
    with pytest.raises(InvalidInput):
        run_demo(tmp_path / "out", tmp_path, headless=True)
    assert (tmp_path / "desk.db").read_text() == "somebody's"


# The watch


@pytest.mark.usefixtures("vietnamese")
@pytest.mark.parametrize("text", ["Settings", "Nothing waits here", "Đóng this window"])
def test_english_on_the_screen_is_seen(qtbot: QtBot, text: str) -> None:
    watch, report = Watch(), Report()
    watch.look(a_window(qtbot, text))
    watch.tell(report)
    assert [c.name for c in report.checks if not c.ok] == ["every_word_on_the_screen_is_vietnamese"]
    assert text in report.checks[-1].detail


@pytest.mark.usefixtures("vietnamese")
def test_vietnamese_names_and_numbers_are_not_called_english(qtbot: QtBot) -> None:
    watch, report = Watch(), Report()
    watch.look(a_window(qtbot, "Trần Thu Hà · 1.001193 · Bưu cục Yên Hòa, VNeID mức 2"))
    watch.tell(report)
    assert report.holds


def test_another_window_is_seen(qtbot: QtBot) -> None:
    watch = Watch()
    desk = a_window(qtbot, "")
    stray = a_window(qtbot, "")
    stray.setWindowTitle("stray")
    watch.look(desk)
    assert watch.windows == {"QWidget “stray”"}


def test_a_bug_ends_the_story_at_the_next_wait(qtbot: QtBot, tmp_path: Path) -> None:
    watch = Watch()
    driver = Driver(a_window(qtbot, ""), tmp_path, [], watch)
    BugCatcher(tmp_path, watch).take(ValueError("001190000123"))
    with pytest.raises(Lost, match="a bug came up"):
        driver.wait("what never comes", lambda: False)
    assert "001190000123" not in watch.bugs[0]


# The center


def test_a_center_that_ends_at_once_is_said_with_its_last_words(tmp_path: Path) -> None:
    log = tmp_path / "center.log"
    log.write_text("no room for PostgreSQL")
    with (
        subprocess.Popen([sys.executable, "-c", ""], stdout=subprocess.PIPE) as process,
        pytest.raises(DeskError, match="no room for PostgreSQL"),
    ):
        StartingCenter(process, log).url()


def test_a_center_that_says_nothing_is_not_waited_for_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(center_process, "_START_WAIT_S", 0.05)
    (tmp_path / "center.log").write_text("")
    wait = "import sys; sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", wait], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        with pytest.raises(DeskError):
            StartingCenter(process, tmp_path / "center.log").url()
        process.kill()


# The proofs


def test_a_slip_that_claims_the_center_has_it_does_not_pass(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    report = Report()
    path = tmp_path / "slip.pdf"
    canvas = Canvas(str(path))
    canvas.drawString(100, 700, "nothing about the center")
    canvas.save()
    proofs.says_not_received(report, "taken_in_offline", path)
    assert not report.holds
