"""One window per data folder; later starts ring at it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from PySide6.QtNetwork import QLocalSocket

from agent_desk.errors import Conflict
from agent_desk.ui import single_instance
from agent_desk.ui.single_instance import Doorbell, claim, claim_or_ring
from tests.support import desks
from tests.ui.desk_runs import PATIENCE_MS, running_desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("desk_app")

_HOLD = """
import sys, time
from pathlib import Path
from agent_desk.ui.single_instance import claim
kept = claim(Path(sys.argv[1]))
print("held" if kept else "taken", flush=True)
sys.stdin.read()
"""


@contextmanager
def another_holder(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Let another process hold the folder."""
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        try:
            yield process
        finally:
            process.kill()


def start_again(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """Start the program on the same folder as a clerk does by another click."""
    return subprocess.Popen(
        [sys.executable, "-m", "agent_desk", "--data-dir", str(folder), *arguments],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_a_folder_is_held_by_one_until_it_is_let_go(tmp_path: Path) -> None:
    first = claim(tmp_path)
    assert first is not None
    assert claim(tmp_path) is None
    first.close()
    second = claim(tmp_path)
    assert second is not None
    second.close()


def test_two_folders_do_not_meet(tmp_path: Path) -> None:
    one, two = claim(tmp_path / "one"), claim(tmp_path / "two")
    assert one is not None
    assert two is not None
    one.close()
    two.close()


def test_a_killed_holder_leaves_the_folder_free(tmp_path: Path) -> None:
    with another_holder(tmp_path) as process:
        assert claim(tmp_path) is None
        process.kill()
        process.wait()
        now = claim_or_ring(tmp_path, "", patience_s=10)
        assert now is not None
        now.close()


def test_a_holder_that_does_not_answer_is_said_in_words(tmp_path: Path) -> None:
    with another_holder(tmp_path), pytest.raises(Conflict, match="does not answer"):
        claim_or_ring(tmp_path, "", patience_s=0)


def test_a_folder_that_cannot_be_written_keeps_nobody_out(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    claimed = claim(tmp_path / "file" / "desk")
    assert claimed is not None
    claimed.close()


def test_a_stale_socket_is_swept_away(tmp_path: Path, qtbot: QtBot) -> None:
    first = Doorbell(tmp_path)
    name = first._server.fullServerName()
    first.close()
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(name)  # as a killed program leaves it: a file with nobody behind
    again = Doorbell(tmp_path)
    assert again._server.isListening()
    again.close()


@pytest.mark.parametrize("message", [b"\n", b"[]\n", b'{"show": 1}\n', b"\xff\n", b"x" * 50_000])
def test_garbage_at_the_door_is_ignored(tmp_path: Path, qtbot: QtBot, message: bytes) -> None:
    bell = Doorbell(tmp_path)
    heard: list[str] = []
    bell.rung.connect(heard.append)
    caller = QLocalSocket()
    caller.connectToServer(single_instance._name(tmp_path))
    assert caller.waitForConnected(5_000)
    caller.write(message)
    qtbot.waitUntil(
        lambda: caller.state() == QLocalSocket.LocalSocketState.UnconnectedState, timeout=5_000
    )
    bell.close()
    assert heard == []


@pytest.mark.qt_log_ignore("does not support raise", extend=True)
def test_a_second_start_shows_the_first_window_and_ends(qtbot: QtBot, tmp_path: Path) -> None:
    with desks.opened_desk(tmp_path / "desk") as t:
        reference = t.view(desks.a_lodged_dossier(t)).reference
    held = claim(tmp_path / "desk")
    assert held is not None
    with running_desk(qtbot, tmp_path / "desk") as desk:
        desk.window.showMinimized()
        again = start_again(tmp_path / "desk", "--open", reference)
        qtbot.waitUntil(lambda: desk.window.current_key() == "dossiers", timeout=PATIENCE_MS)
        _, said = again.communicate(timeout=30)
        assert (again.returncode, said) == (0, b"")
        assert not desk.window.isMinimized()
    held.close()


def test_a_wish_that_leads_nowhere_is_said_and_changes_nothing(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with desks.opened_desk(tmp_path / "desk"):
        pass
    with running_desk(qtbot, tmp_path / "desk") as desk:
        desk.look_up("001022611210017")
        desk.look_up("\x00😀")
        desk.look_up("")
        assert desk.window.current_key() == "today"
