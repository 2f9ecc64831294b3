"""A scanner on a serial port: read in a thread of its own, found again when it is plugged in."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from agent_desk.devices.scanner.lines import LineCutter

if TYPE_CHECKING:
    from collections.abc import Callable

    from serial import Serial

    from agent_desk.devices.scanner.lines import Line

SPEED = 9600
"""USB scanners ignore it; it is what the few on a real COM port leave the factory with."""
_READ_S = 0.1
_IDLE_READS = 2
_RETRY_S = 1.0


class PortState(Enum):
    """Whether the scanner can be heard."""

    OPEN = "open"
    MISSING = "missing"
    BUSY = "busy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Port:
    """A port of this PC; ``identity`` stays the same when its name changes, or is empty."""

    name: str
    words: str
    identity: str


def ports() -> tuple[Port, ...]:
    """Give the serial ports of this PC now, those with a USB device first."""
    from serial.tools import list_ports

    found = [
        Port(
            name=info.device,
            words=" · ".join(dict.fromkeys(w for w in (info.device, _said(info.description)) if w)),
            identity=_identity(info.vid, info.pid, info.serial_number),
        )
        for info in list_ports.comports()
    ]
    return tuple(sorted(found, key=lambda port: (not port.identity, port.name)))


def _said(description: str | None) -> str:
    return "" if description in (None, "n/a") else str(description)


def _identity(vendor: int | None, product: int | None, number: str | None) -> str:
    if vendor is None or product is None:
        return ""
    return f"{vendor:04x}:{product:04x}:{number or ''}"


class SerialScanner:
    """Reads lines until it is stopped.

    ``heard`` and ``changed`` are called in the thread of the port. The port is remembered by its
    name and, where it has one, by the identity of its device, for a COM number may change.
    """

    def __init__(
        self,
        name: str,
        identity: str,
        heard: Callable[[Line], None],
        changed: Callable[[PortState], None],
        retry_s: float = _RETRY_S,
    ) -> None:
        self._name = name
        self._identity = identity
        self._heard = heard
        self._changed = changed
        self._retry_s = retry_s
        self._state: PortState | None = None
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="scanner", daemon=True)

    def start(self) -> None:
        """Begin to read; a port that is not there yet is waited for."""
        self._thread.start()

    def stop(self) -> None:
        """Hear nothing more; returns within two tenths of a second, whatever the port does."""
        self._ending.set()
        if self._thread.is_alive():
            self._thread.join(2 * _READ_S)

    def _run(self) -> None:
        while not self._ending.is_set():
            port = self._open()
            if port is None:
                self._ending.wait(self._retry_s)
                continue
            with port:
                self._tell(PortState.OPEN)
                self._read(port)

    def _open(self) -> Serial | None:
        import serial

        try:
            return serial.Serial(self._place(), SPEED, timeout=_READ_S, exclusive=_exclusive())
        except serial.SerialException as error:
            is_busy = error.errno in _BUSY or "PermissionError" in str(error)
            self._tell(PortState.BUSY if is_busy else PortState.MISSING)
        except (OSError, ValueError):
            self._tell(PortState.MISSING)
        return None

    def _place(self) -> str:
        """Give the name under which the device is found now."""
        if not self._identity:
            return self._name
        found = [port.name for port in ports() if port.identity == self._identity]
        return found[0] if found and self._name not in found else self._name

    def _read(self, port: Serial) -> None:
        import serial

        cutter, idle = LineCutter(), 0
        while not self._ending.is_set():
            try:
                piece = port.read(1)
                piece += port.read(port.in_waiting) if piece else b""
            except (serial.SerialException, OSError, TypeError):
                # TypeError: pyserial 3.5 when the port is closed while it is being read.
                self._tell(PortState.MISSING)
                return
            idle = 0 if piece else idle + 1
            lines = cutter.take(piece) if piece else ()
            if idle == _IDLE_READS and cutter.is_waiting:
                lines = cutter.silence()
            for line in lines:
                if not self._ending.is_set():
                    self._heard(line)

    def _tell(self, state: PortState) -> None:
        if state is not self._state and not self._ending.is_set():
            self._state = state
            self._changed(state)


_BUSY = (11, 13, 16)
"""EAGAIN of a lock that another program holds, EACCES, EBUSY."""


def _exclusive() -> bool | None:
    """Ask for the port alone, where the system can; Windows always gives it alone."""
    import sys

    return None if sys.platform == "win32" else True
