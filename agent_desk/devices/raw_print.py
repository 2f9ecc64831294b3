"""Bytes straight to a printer: a queue of the system, a device file, or a printer in the network.

Every failure is a ``NotPrinted`` that says whether something may have come out all the same.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from agent_desk.devices.not_printed import NotPrinted
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

NETWORK_PORT = 9100
_PATIENCE_S = 10.0
_FAREWELL_S = 2.0
_CHUNK = 4096
_LAST_PORT = 65_535
_KINDS = ("queue", "file", "tcp")
_HOST = re.compile(r"(?=.*[.\d])[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
_NO_SERVICE = ("scheduler", "Unable to connect", "Connection refused")


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueTarget:
    """A print queue of the system by its name, which must pass bytes on as they are.

    ``server`` is a CUPS server other than the system's, ``host:port`` or a socket path.
    """

    name: str
    server: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceTarget:
    """A device file such as ``/dev/usb/lp0``."""

    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkTarget:
    """A printer that listens in the network itself."""

    host: str
    port: int = NETWORK_PORT


RawTarget = QueueTarget | DeviceTarget | NetworkTarget


def parse_target(text: str) -> RawTarget:
    """Read a target as the settings keep it: ``queue:NAME``, ``file:PATH``, ``tcp:HOST:PORT``.

    Raises: InvalidInput if it is none of these.
    """
    kind, _, rest = text.strip().partition(":")
    if kind == "queue" and rest:
        return QueueTarget(name=rest)
    if kind == "file" and rest:
        return DeviceTarget(path=Path(rest))
    host, _, port = rest.rpartition(":") if rest.rpartition(":")[2].isdigit() else (rest, "", "")
    if kind == "tcp" and host:
        return NetworkTarget(host=host, port=int(port or NETWORK_PORT))
    raise _not_a_target()


def _not_a_target() -> InvalidInput:
    message = tr(
        "A ticket printer is a queue (queue:NAME), a device (file:/dev/usb/lp0) or an address "
        "in the network (tcp:192.168.1.50:9100)."
    )
    return InvalidInput(message, {"target": message})


def parse_typed(text: str) -> RawTarget:
    """Read a target as a person types it: also a bare address or a path to a device.

    Raises: InvalidInput if it is none of these.
    """
    typed = "".join(text.split())
    kind, parted, port = typed.partition(":")
    if kind not in _KINDS and typed.startswith("/"):
        return DeviceTarget(path=Path(typed))
    if kind not in _KINDS and _HOST.fullmatch(kind) and (port.isdigit() or not parted):
        typed = f"tcp:{typed}"
    target = parse_target(typed)
    if isinstance(target, NetworkTarget) and not (
        _HOST.fullmatch(target.host) and 0 < target.port <= _LAST_PORT
    ):
        raise _not_a_target()
    return target


def show_target(target: RawTarget) -> str:
    """Write a target as ``parse_target`` reads it."""
    match target:
        case QueueTarget(name=name):
            return f"queue:{name}"
        case DeviceTarget(path=path):
            return f"file:{path}"
        case NetworkTarget(host=host, port=port):
            return f"tcp:{host}:{port}"


def send_raw(target: RawTarget, data: bytes, title: str = "") -> str:
    """Send bytes to a printer (work lane); give the job's id of the queue, empty if it has none.

    Raises: NotPrinted.
    """
    match target:
        case QueueTarget():
            return _to_queue(target, data, title)
        case DeviceTarget(path=path):
            _to_device(path, data)
        case NetworkTarget():
            _to_network(target, data)
    return ""


def _to_queue(target: QueueTarget, data: bytes, title: str) -> str:
    if sys.platform == "win32":
        from agent_desk.devices import winspool

        return winspool.send(target.name, data, title)
    program = shutil.which("lp")
    if program is None:
        raise NotPrinted(tr("The printing system CUPS is not installed. Run agent-desk doctor."))
    with tempfile.NamedTemporaryFile(suffix=".bin") as kept:
        kept.write(data)
        kept.flush()
        command = [program, "-d", target.name, "-o", "raw", "-t", title or "ticket", kept.name]
        try:
            done = subprocess.run(  # noqa: S603  # fixed program, no shell
                command,
                env=_environment(target),
                capture_output=True,
                text=True,
                timeout=_PATIENCE_S,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise _silent(target.name) from error
    if done.returncode != 0:
        raise NotPrinted(_queue_words(target.name, done.stderr))
    return _job_id(done.stdout)


def _environment(target: QueueTarget) -> Mapping[str, str]:
    found = {**os.environ, "LC_ALL": "C"}
    if target.server:
        found["CUPS_SERVER"] = target.server
    return found


def _queue_words(name: str, said: str) -> str:
    if "does not exist" in said or "unknown" in said.lower():
        # lp says the same of a queue it does not know and of a service that is not running.
        return tr(
            "There is no printer queue “{name}”, or CUPS is not running. Choose the ticket "
            "printer again.",
            name=name,
        )
    if "not accepting" in said or "rejecting" in said:
        return tr(
            "The printer “{name}” takes no jobs now. Switch it on again, then print.", name=name
        )
    if any(mark in said for mark in _NO_SERVICE):
        return tr("The printing system is not running. Start CUPS, then print again.")
    return tr("The printer “{name}” refused the ticket. Look at the printer.", name=name)


def _job_id(said: str) -> str:
    # "request id is TICKET-12 (1 file(s))"
    words = said.split()
    return words[words.index("is") + 1] if "is" in words[:-1] else ""


def _to_device(path: Path, data: bytes) -> None:
    try:
        if not path.exists():
            raise NotPrinted(
                tr("The printer is not at {path}. Plug it in and switch it on.", path=path)
            )
        if stat.S_ISDIR(path.stat().st_mode):
            raise NotPrinted(tr("{path} is a folder, not a printer.", path=path))
        device = os.open(path, os.O_WRONLY | os.O_NOCTTY)
    except PermissionError as error:
        raise NotPrinted(
            tr(
                "This user may not write to {path}. Ask for the right to use printers.",
                path=path,
            )
        ) from error
    except OSError as error:
        raise NotPrinted(
            tr("The printer at {path} does not answer. Plug it in again.", path=path)
        ) from error
    _write_all(device, path, data)


def _write_all(device: int, path: Path, data: bytes) -> None:
    left = memoryview(data)
    try:
        while left:
            left = left[os.write(device, left[:_CHUNK]) :]
    except OSError as error:
        raise NotPrinted(
            tr("The printer at {path} stopped in the middle. Look at its paper.", path=path),
            may_have_printed=len(left) < len(data),
        ) from error
    finally:
        os.close(device)


def _to_network(target: NetworkTarget, data: bytes) -> None:
    where = f"{target.host}:{target.port}"
    try:
        link = socket.create_connection((target.host, target.port), timeout=_PATIENCE_S)
    except OSError as error:
        raise NotPrinted(
            tr(
                "The printer {where} does not answer. Is it switched on and in the network?",
                where=where,
            )
        ) from error
    with link:
        try:
            link.sendall(data)
            link.shutdown(socket.SHUT_WR)
            _say_farewell(link)
        except TimeoutError as error:
            raise _silent(where) from error
        except OSError as error:
            raise NotPrinted(
                tr("The printer {where} broke off. Look at its paper.", where=where),
                may_have_printed=True,
            ) from error


def _say_farewell(link: socket.socket) -> None:
    """Wait a moment for the printer to hang up: only then a break is told from the end."""
    link.settimeout(_FAREWELL_S)
    with contextlib.suppress(TimeoutError):  # some printers stay on the line; all was taken
        while link.recv(_CHUNK):
            pass


def _silent(where: str) -> NotPrinted:
    return NotPrinted(
        tr("The printer {where} did not say that it is done. Look at its paper.", where=where),
        may_have_printed=True,
    )
