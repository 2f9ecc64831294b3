"""A bug is shown once, its report names nobody, and the next start knows."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from agent_desk import log
from agent_desk.ui.crash import CrashHandler, report_of
from agent_desk.ui.crash_dialog import CrashDialog
from agent_desk.ui.jobs import Jobs
from agent_desk.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("desk_app")
SECRET = "001190000123 Nguyễn Thị Mẫu"


def _break(value: str) -> None:
    raise ValueError(f"cannot read {value}")


def a_bug() -> BaseException:
    try:
        try:
            _break(SECRET)
        except ValueError as error:
            raise KeyError(SECRET) from error
    except KeyError as error:
        return error


@pytest.fixture
def handler(tmp_path: Path) -> Iterator[CrashHandler]:
    made = CrashHandler(tmp_path)
    hooks = sys.excepthook, threading.excepthook
    made.install()
    yield made
    made.uninstall()
    sys.excepthook, threading.excepthook = hooks


def answered(qtbot: QtBot, cause: Callable[[], object]) -> list[str]:
    """Cause bugs; close every dialog that comes; give the reports that were shown."""
    reports: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, CrashDialog):
            reports.append(dialog.findChildren(QPlainTextEdit)[0].toPlainText())
            next(b for b in dialog.findChildren(Button) if b.label() == "Go on").click()

    watching = QTimer()
    watching.timeout.connect(look)
    watching.start(5)
    cause()
    qtbot.waitUntil(lambda: bool(reports), timeout=5_000)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=5_000)
    watching.stop()
    return reports


def test_a_report_has_places_and_no_values() -> None:
    report = report_of(a_bug())
    assert "test_crash.py" in report
    assert "builtins.KeyError" in report
    assert "builtins.ValueError" in report
    assert not any(word in report for word in SECRET.split())


def test_a_cause_that_names_itself_ends_the_report() -> None:
    error = ValueError("x")
    error.__context__ = other = KeyError("y")
    other.__context__ = error
    assert report_of(error).count("ValueError") == 1


def test_a_bug_from_a_lane_is_shown(qtbot: QtBot, handler: CrashHandler) -> None:
    jobs = Jobs({"work": 1}, handler.take)

    def cause() -> None:
        jobs.submit("work", lambda: _break(SECRET), done=_nothing, failed=_nothing)

    [report] = answered(qtbot, cause)
    jobs.shutdown(wait=True)
    assert "_break" in report


def test_a_bug_from_a_thread_is_shown(qtbot: QtBot, handler: CrashHandler) -> None:
    [report] = answered(qtbot, threading.Thread(target=_break, args=(SECRET,)).start)
    assert "_break" in report
    assert SECRET not in report


def test_a_bug_from_the_main_thread_is_shown(qtbot: QtBot, handler: CrashHandler) -> None:
    error = a_bug()
    [report] = answered(qtbot, lambda: sys.excepthook(type(error), error, error.__traceback__))
    assert "KeyError" in report


def test_many_bugs_at_once_bring_one_dialog(qtbot: QtBot, handler: CrashHandler) -> None:
    def cause() -> None:
        for _ in range(50):
            handler.take(a_bug())

    assert len(answered(qtbot, cause)) == 1


def test_ctrl_c_is_no_bug(handler: CrashHandler, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[object] = []
    monkeypatch.setattr(handler, "take", taken.append)
    monkeypatch.setattr(QCoreApplication, "quit", lambda: taken.append("the end"))
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert taken == ["the end"]


def _nothing(_value: object) -> None:
    pass


# Whether the last run died


def test_a_run_that_ended_in_order_leaves_no_sign(tmp_path: Path) -> None:
    first = CrashHandler(tmp_path)
    assert not first.install()
    first.uninstall()
    second = CrashHandler(tmp_path)
    assert not second.install()
    second.uninstall()


def test_a_run_that_was_killed_is_known_at_the_next_start(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path;"
        "from PySide6.QtCore import QCoreApplication; app = QCoreApplication([]);"
        "from agent_desk.ui.crash import CrashHandler;"
        "CrashHandler(Path(sys.argv[1])).install(); os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    handler = CrashHandler(tmp_path)
    hooks = sys.excepthook, threading.excepthook
    assert handler.install()
    handler.uninstall()
    sys.excepthook, threading.excepthook = hooks


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    handler = CrashHandler(tmp_path / "file" / "logs")
    hooks = sys.excepthook, threading.excepthook
    assert not handler.install()
    handler.uninstall()
    sys.excepthook, threading.excepthook = hooks
    with log.writing_to(tmp_path / "file" / "logs"):
        logging.getLogger("agent_desk.x").info("goes nowhere")


# The log


def test_the_log_names_places_and_no_values(tmp_path: Path) -> None:
    with log.writing_to(tmp_path):
        logger = logging.getLogger("agent_desk.test")
        try:
            _break(SECRET)
        except ValueError:
            logger.exception("a step failed")
        logger.info("after")
    lines = [json.loads(line) for line in (tmp_path / "desk.log").read_text().splitlines()]
    assert [line["message"] for line in lines] == ["a step failed", "after"]
    assert "_break" in lines[0]["trace"]
    assert not any(word in json.dumps(lines, ensure_ascii=False) for word in SECRET.split())
