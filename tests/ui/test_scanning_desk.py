"""Scans through the real window of an open desk: as a keyboard and over a port."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest

from agent_desk import settings
from agent_desk.commands.desk import keep_setting
from agent_desk.devices.scanner.serial_port import PortState
from agent_desk.ui.widgets.dialogs import ConfirmDialog
from tests.support import desks
from tests.ui.desk_runs import PATIENCE_MS, running_desk
from tests.ui.keyboards import Keyboard

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from agent_desk.app import DeskApp
    from agent_desk.ui.pages.reception.sitting import PersonForm

pytestmark = pytest.mark.usefixtures("desk_app")
ASCII_CARD = "001190000123||Nguyen Thi Mau|01021990|Nam|So 1 Pho Mau|15082022"
CARD = "001190000123||Nguyễn Thị Mẫu|01021990|Nữ|Số 1 Phố Mẫu, Hà Nội|15082022"


def front(desk: DeskApp) -> None:
    desk.window.activateWindow()
    QTest.qWaitForWindowActive(desk.window)


def citizen(desk: DeskApp) -> PersonForm:
    assert desk.pages is not None
    assert desk.pages.office is not None
    return desk.pages.rooms.reception._counter.sitting.submitter


def is_heard(desk: DeskApp) -> bool:
    scanning = desk.pages.rooms.scanning if desk.pages else None
    return scanning is not None and scanning.port_state is PortState.OPEN


def test_a_card_and_then_a_slip_open_what_they_are_of(qtbot: QtBot, tmp_path: Path) -> None:
    with desks.opened_desk(tmp_path / "desk") as t:
        dossier_id = desks.a_case(t, person=desks.particulars(number="001085012345"))
        reference = t.view(dossier_id).reference
    with running_desk(qtbot, tmp_path / "desk") as desk:
        front(desk)
        keys = Keyboard()
        keys.scan(ASCII_CARD + "\r")
        qtbot.waitUntil(lambda: citizen(desk).number == "001 190 000 123", timeout=PATIENCE_MS)
        assert desk.window.current_key() == "reception"
        assert citizen(desk).unconfirmed == ("name", "address")
        keys.scan(reference + "\r")
        qtbot.waitUntil(lambda: citizen(desk).number == "001 085 012 345", timeout=PATIENCE_MS)
        desk.window.open_page("today")  # keeps the draft


def test_an_unknown_code_stands_selected_in_the_search_box(qtbot: QtBot, tmp_path: Path) -> None:
    with desks.opened_desk(tmp_path / "desk"):
        pass
    with running_desk(qtbot, tmp_path / "desk") as desk:
        front(desk)
        Keyboard().scan("8934563138165\r")
        line = desk.window.search.line
        assert (line.text(), line.selectedText()) == ("8934563138165",) * 2
        assert line.hasFocus()


def test_a_scan_over_a_question_waits_for_the_answer(qtbot: QtBot, tmp_path: Path) -> None:
    with desks.opened_desk(tmp_path / "desk"):
        pass
    with running_desk(qtbot, tmp_path / "desk") as desk:
        front(desk)
        question = ConfirmDialog(desk.window, "Xoá hồ sơ?", "Không lấy lại được.")
        question.set_answers("Xoá", "Không")
        question.open()
        QTest.qWaitForWindowActive(question)
        Keyboard().scan(ASCII_CARD + "\r")
        assert question.isVisible()
        assert desk.window.current_key() == "today"
        question.reject()
        front(desk)
        qtbot.waitUntil(lambda: citizen(desk).number != "", timeout=PATIENCE_MS)
        desk.window.open_page("today")  # keeps the draft


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminal")
def test_a_card_over_a_port_needs_no_confirmation(qtbot: QtBot, tmp_path: Path) -> None:
    import tty

    ours, theirs = os.openpty()
    tty.setraw(theirs)
    with desks.opened_desk(tmp_path / "desk") as t:
        for setting, value in (
            (settings.SCANNER_WAY, "port"),
            (settings.SCANNER_PORT, os.ttyname(theirs)),
        ):
            keep_setting(t.desk.store, setting.key, value)
    with running_desk(qtbot, tmp_path / "desk") as desk:
        qtbot.waitUntil(lambda: is_heard(desk), timeout=PATIENCE_MS)
        os.write(ours, CARD.encode() + b"\r")
        qtbot.waitUntil(lambda: citizen(desk).name == "Nguyễn Thị Mẫu", timeout=PATIENCE_MS)
        assert citizen(desk).unconfirmed == ()
        desk.window.open_page("today")  # keeps the draft
    os.close(theirs)
    os.close(ours)
