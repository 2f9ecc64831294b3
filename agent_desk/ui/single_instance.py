"""One window per data folder: a second start rings at the first one, says what it wants, and ends.

The lock is one the system takes away when the process ends, however it ends, so nothing stale can
keep a desk shut. What is left of a socket is swept away by who holds the lock.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from agent_desk.errors import Conflict
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

_MAX_BYTES = 20_000
_ANSWER = b"ok\n"
_ANSWER_MS = 5_000
_TRY_AGAIN_S = 0.1


class Claim:
    """The right to be the one window on a data folder, until ``close`` or the process's end."""

    def __init__(self, file: int | None) -> None:
        self._file = file

    def close(self) -> None:
        """Let the next start be the first one."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def claim(root: Path) -> Claim | None:
    """Take the folder; None if another window holds it.

    A folder that cannot be written is nobody's: the store will say what is wrong with it.
    """
    try:
        root.mkdir(parents=True, exist_ok=True)
        file = os.open(root / "desk.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        return Claim(None)
    if _lock(file):
        return Claim(file)
    os.close(file)
    return None


if sys.platform == "win32":

    def _lock(file: int) -> bool:
        import msvcrt

        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:

    def _lock(file: int) -> bool:
        import fcntl

        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


def claim_or_ring(root: Path, wish: str, *, patience_s: float) -> Claim | None:
    """Take the folder, or tell the first window what is wanted and give None.

    A first window may be just opening or just closing: both are tried until one works.
    Raises: Conflict if the first window holds the folder and does not answer in time.
    """
    end = time.monotonic() + patience_s
    while True:
        claimed = claim(root)
        if claimed is not None:
            return claimed
        if ring(root, wish):
            return None
        if time.monotonic() > end:
            raise Conflict(
                tr(
                    "Agent Desk is open on this data already, but does not answer. Look for its "
                    "window; if there is none, restart the PC."
                )
            )
        time.sleep(_TRY_AGAIN_S)


def ring(root: Path, wish: str) -> bool:
    """Tell the first window what is wanted; false if nobody answers."""
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(_name(root))
    is_heard = socket.waitForConnected(_ANSWER_MS) and _say(socket, wish)
    socket.abort()
    return is_heard


def _say(socket: QLocalSocket, wish: str) -> bool:
    socket.write(json.dumps({"show": wish[: _MAX_BYTES // 10]}).encode() + b"\n")
    return (
        socket.waitForBytesWritten(_ANSWER_MS)
        and socket.waitForReadyRead(_ANSWER_MS)
        and socket.readLine(_MAX_BYTES).data() == _ANSWER
    )


class Doorbell(QObject):
    """Hears later starts on the same folder. Belongs to the GUI thread.

    Signals: ``rung(wish)`` when one rang; the wish is empty if only the window is wanted.
    """

    rung = Signal(str)

    def __init__(self, root: Path) -> None:
        super().__init__()
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        QLocalServer.removeServer(_name(root))
        self._server.listen(_name(root))

    def close(self) -> None:
        """Hear nobody any more."""
        self._server.close()

    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(lambda heard=socket: self._on_ready(heard))
            if socket.bytesAvailable():
                self._on_ready(socket)

    def _on_ready(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > _MAX_BYTES:
                socket.abort()
            return
        wish = _read_wish(bytes(socket.readLine(_MAX_BYTES).data()))
        if wish is None:
            socket.abort()
            return
        socket.write(_ANSWER)
        socket.flush()
        socket.disconnectFromServer()
        self.rung.emit(wish)


def _read_wish(line: bytes) -> str | None:
    try:
        wish = json.loads(line)["show"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return wish if isinstance(wish, str) else None


def _name(root: Path) -> str:
    """Give the name of the socket: short, as sockets need, and one per folder and user."""
    import hashlib  # brings OpenSSL: not before the first paint

    user = os.environ.get("USERNAME", "") if sys.platform == "win32" else str(os.getuid())
    place = f"{user}\n{root.resolve()}"
    name = f"agent-desk-{hashlib.sha256(place.encode()).hexdigest()[:24]}"
    own = os.environ.get("XDG_RUNTIME_DIR", "")
    if sys.platform != "win32" and own and Path(own).is_dir() and len(own) < 60:
        return str(Path(own) / name)
    return name
