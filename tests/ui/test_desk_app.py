"""The whole desk in its real window: how it opens, closes, and what it survives."""

from __future__ import annotations

import json
import sqlite3
import threading
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlcipher3 import dbapi2

from agent_desk.commands.desk import keep_setting
from agent_desk.paths import DataDir
from agent_desk.queries import desk as desk_query
from agent_desk.store.engine import open_store
from agent_desk.ui import theme
from agent_desk.ui.look import Look, read_look
from agent_desk.ui.pages.today.page import TodayPage
from agent_desk.ui.widgets.buttons import Button, IconButton
from tests.support import desks
from tests.ui.desk_runs import PATIENCE_MS, ShownWindows, running_desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from agent_desk.app import DeskApp
    from agent_desk.store.engine import Store

pytestmark = pytest.mark.usefixtures("desk_app")
PAGES = ("today", "reception", "dossiers", "sync", "settings")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the data folder of an enrolled desk with one lodged dossier."""
    with desks.opened_desk(tmp_path / "desk") as t:
        desks.a_lodged_dossier(t)
    return tmp_path / "desk"


def press(desk: DeskApp, text: str) -> None:
    button = next(b for b in desk.window.findChildren(Button) if b.label() == text)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@contextmanager
def opened_store(folder: Path) -> Iterator[Store]:
    store = open_store(DataDir(root=folder), use_system_store=False)
    try:
        yield store
    finally:
        store.close()


# Opening


def test_a_new_folder_begins_with_set_up(qtbot: QtBot, tmp_path: Path) -> None:
    with running_desk(qtbot, tmp_path / "new") as desk:
        assert desk.window.current_key() == "first_run"


def test_an_enrolled_folder_begins_with_today(qtbot: QtBot, folder: Path) -> None:
    with running_desk(qtbot, folder) as desk:
        assert desk.window.current_key() == "today"
        assert desk.pages is not None
        assert desk.pages.office is not None
        assert desk.pages.office.clerk.name == "Trần Thu Hà"


def test_a_damaged_file_is_said_and_opens_after_it_was_repaired(qtbot: QtBot, folder: Path) -> None:
    whole = (folder / "desk.db").read_bytes()
    (folder / "desk.db").write_bytes(b"garbage " * 1000)
    with running_desk(qtbot, folder) as desk:
        assert desk.window.current_key() == "opening"
        assert "damaged" in desk.problem
        (folder / "desk.db").write_bytes(whole)
        press(desk, "Try again")
        qtbot.waitUntil(lambda: desk.is_ready, timeout=PATIENCE_MS)
        assert desk.window.current_key() == "today"


def test_try_again_says_it_again_while_it_is_still_damaged(qtbot: QtBot, folder: Path) -> None:
    (folder / "desk.db").write_bytes(b"garbage " * 1000)
    with running_desk(qtbot, folder) as desk:
        press(desk, "Try again")
        assert desk.problem == ""
        qtbot.waitUntil(lambda: bool(desk.problem), timeout=PATIENCE_MS)
        assert not desk.is_ready


def test_nothing_can_be_opened_while_the_data_cannot(qtbot: QtBot, folder: Path) -> None:
    (folder / "desk.db").write_bytes(b"garbage " * 1000)
    with running_desk(qtbot, folder) as desk:
        for key in (Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F6, Qt.Key.Key_F7, Qt.Key.Key_F8):
            QTest.keyClick(desk.window, key)
        rail = [b for b in desk.window.findChildren(Button) if b.isVisible()]
        assert [b.label() for b in rail] == ["Try again"]
        assert desk.window.current_key() == "opening"


def test_a_file_held_by_another_program_is_said(
    qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agent_desk.store.engine._BUSY_TIMEOUT_MS", 50)
    secret = (folder / "desk.key").read_text("ascii").strip()
    with closing(dbapi2.connect(str(folder / "desk.db"), isolation_level=None)) as other:
        other.execute(f"PRAGMA key = \"x'{secret}'\"")
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with running_desk(qtbot, folder) as desk:
            assert "Another program holds the data" in desk.problem
            other.execute("ROLLBACK")
            other.close()
            press(desk, "Try again")
            qtbot.waitUntil(lambda: desk.is_ready, timeout=PATIENCE_MS)


def test_a_folder_that_cannot_be_written_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with running_desk(qtbot, tmp_path / "file" / "desk") as desk:
        assert "cannot be written" in desk.problem


def test_a_file_of_another_kind_is_not_overwritten(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    with closing(sqlite3.connect(tmp_path / "desk" / "desk.db")) as other:
        other.execute("CREATE TABLE theirs (x)")
        other.commit()
    before = (tmp_path / "desk" / "desk.db").read_bytes()
    with running_desk(qtbot, tmp_path / "desk") as desk:
        assert desk.problem
    assert (tmp_path / "desk" / "desk.db").read_bytes() == before


# In use


def test_opening_every_page_opens_no_other_window(qtbot: QtBot, folder: Path) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    windows = ShownWindows(app)
    with running_desk(qtbot, folder) as desk:
        for page in (*PAGES, *reversed(PAGES)):
            desk.window.open_page(page)
            qtbot.waitUntil(lambda: desk.jobs.running == 0, timeout=PATIENCE_MS)
        windows.stop()
        assert windows.seen == [desk.window]


def test_a_desk_that_died_says_so_on_today_until_it_is_closed(qtbot: QtBot, folder: Path) -> None:
    with running_desk(qtbot, folder, has_died=True) as desk:
        page = desk.window.page("today")
        assert isinstance(page, TodayPage)
        assert page.news.isVisible()
        assert "ended unexpectedly" in page.news.text()
        desk.window.open_page("sync")
        desk.window.open_page("today")
        assert page.news.isVisible()
        QTest.mouseClick(page.news.findChildren(IconButton)[0], Qt.MouseButton.LeftButton)
        assert not page.news.isVisible()


def test_a_desk_that_ended_in_order_says_nothing(qtbot: QtBot, folder: Path) -> None:
    with running_desk(qtbot, folder) as desk:
        page = desk.window.page("today")
        assert isinstance(page, TodayPage)
        assert not page.news.isVisible()


def test_the_colors_and_the_text_size_are_those_of_the_settings(qtbot: QtBot, folder: Path) -> None:
    with opened_store(folder) as store:
        keep_setting(store, "color_scheme", "dark")
        keep_setting(store, "text_percent", "125")
    with running_desk(qtbot, folder):
        qtbot.waitUntil(lambda: theme.current().is_dark, timeout=PATIENCE_MS)
        assert theme.current().text_percent == 125
    assert read_look(folder) == Look(color_scheme="dark", text_percent="125")


def test_the_first_paint_wears_the_look_that_was_kept(qtbot: QtBot, folder: Path) -> None:
    with running_desk(qtbot, folder, look=Look(color_scheme="dark")):
        pass
    assert read_look(folder) == Look()


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{", b"\xff", b'{"language": 3, "color_scheme": ["x"]}', b"[" * 90_000]
)
def test_a_broken_look_file_is_the_usual_look(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "look.json").write_bytes(content)
    assert read_look(tmp_path) == Look()


def test_one_wrong_value_of_the_look_leaves_the_others(tmp_path: Path) -> None:
    kept = {"language": "en", "text_percent": "9999"}
    (tmp_path / "look.json").write_text(json.dumps(kept))
    assert read_look(tmp_path) == Look(language="en")


# Closing


def test_closing_in_the_middle_of_saving_loses_nothing(qtbot: QtBot, folder: Path) -> None:
    held = threading.Event()
    with running_desk(qtbot, folder) as desk:
        assert desk.pages is not None
        assert desk.pages.office is not None
        store = desk.pages.office.desk.store
        desk.jobs.submit("store", held.wait, done=lambda _b: None, failed=_fail)
        for number in range(20):
            desk.jobs.submit(
                "store",
                lambda n=number: keep_setting(store, f"n{n}", str(n)),
                done=lambda _n: None,
                failed=_fail,
            )
        threading.Timer(0.2, held.set).start()
        desk.window.close()
    with opened_store(folder) as again, again.read() as connection:
        assert [desk_query.setting(connection, f"n{n}") for n in range(20)] == [
            str(n) for n in range(20)
        ]


def _fail(error: BaseException) -> None:
    raise AssertionError(error)
