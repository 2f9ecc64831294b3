"""A real center as a process of its own, started and stopped by the demo."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from agent_desk.errors import DeskError
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_START_WAIT_S = 120
_STOP_WAIT_S = 20


class StartingCenter:
    """A center whose process was started; it answers once ``url`` has come back."""

    def __init__(self, process: subprocess.Popen[bytes], log: Path) -> None:
        self._log = log
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, args=(process,), daemon=True)
        self._reader.start()

    def url(self) -> str:
        """Wait for the address. Raises: DeskError if the center does not start."""
        try:
            line = self._lines.get(timeout=_START_WAIT_S)
        except queue.Empty:
            line = b""
        if not line:
            last = self._log.read_text("utf-8", "replace")[-600:]
            raise DeskError(tr("The center did not start. Look at its messages.") + " " + last)
        return str(json.loads(line)["url"])

    def _read(self, process: subprocess.Popen[bytes]) -> None:
        if process.stdout is not None:
            self._lines.put(process.stdout.readline())


@contextmanager
def center_process(folder: Path) -> Iterator[StartingCenter]:
    """Run ``agent-desk center serve --officer auto`` on a free port; it starts meanwhile."""
    command = [
        *_center(),
        *("center", "serve", "--data-dir", str(folder), "--officer", "auto", "--port", "0"),
    ]
    messages = folder.parent / "center.log"
    with messages.open("wb") as log:
        process = subprocess.Popen(  # noqa: S603  # our own program
            command, stdout=subprocess.PIPE, stderr=log
        )
        try:
            yield StartingCenter(process, messages)
        finally:
            process.terminate()
            try:
                process.wait(_STOP_WAIT_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if process.stdout is not None:
                process.stdout.close()


def enroll_code(folder: Path, site: str) -> str:
    """Ask the center's command line for a one-time code."""
    return str(_ask_center(folder, "enroll-code", "--site", site)["code"])


def holdings(folder: Path, desk_id: str) -> dict[str, object]:
    """Ask the center's command line what it holds of a desk."""
    return _ask_center(folder, "inspect", "--desk-id", desk_id)


def _ask_center(folder: Path, *arguments: str) -> dict[str, object]:
    done = subprocess.run(  # noqa: S603  # our own program
        [*_center(), "center", *arguments, "--data-dir", str(folder)],
        capture_output=True,
        check=False,
    )
    if done.returncode != 0:
        raise DeskError(
            tr(
                "The center gave no answer: {reason}",
                reason=done.stderr.decode("utf-8", "replace")[-400:],
            )
        )
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def sync_process(data_dir: Path) -> subprocess.Popen[bytes]:
    """Start ``agent-desk sync`` on a desk's data, as its own process."""
    return subprocess.Popen(  # noqa: S603  # our own program
        [*_agent_desk(), "sync", "--data-dir", str(data_dir)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def _agent_desk() -> list[str]:
    frozen = getattr(sys, "frozen", False)
    return [sys.executable] if frozen else [sys.executable, "-m", "agent_desk"]


def _center() -> list[str]:
    """Give the command of the center; a frozen desk has none inside and is told where one is."""
    told = os.environ.get("AGENT_DESK_CENTER_COMMAND")
    return [str(part) for part in json.loads(told)] if told else _agent_desk()
