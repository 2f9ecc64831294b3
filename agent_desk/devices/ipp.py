"""The few words of IPP that printing needs, spoken to the print service of this PC.

Its programs (``lpstat``) do not tell a canceled job from a printed one; the protocol does.
Source: RFC 8010 (encoding), RFC 8011 (operations and attributes), CUPS "IPP API".
"""

from __future__ import annotations

import http.client
import os
import socket
import struct
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_TIMEOUT_S = 8
_SOCKETS = ("/run/cups/cups.sock", "/var/run/cups/cups.sock", "/private/var/run/cupsd")
_DEFAULT_PORT = 631
_OPERATION, _JOB, _END, _PRINTER = 0x01, 0x02, 0x03, 0x04
_INTEGER, _BOOLEAN, _ENUM = 0x21, 0x22, 0x23
_NAME, _KEYWORD, _URI, _CHARSET, _LANGUAGE, _MIME = 0x42, 0x44, 0x45, 0x47, 0x48, 0x49


class Operation(IntEnum):
    """The operations that we use."""

    PRINT_JOB = 0x0002
    CANCEL_JOB = 0x0008
    GET_JOB = 0x0009
    GET_PRINTER = 0x000B
    CUPS_GET_PRINTERS = 0x4002


class Status(IntEnum):
    """The answers that we tell apart; everything below 0x0100 is a success."""

    NOT_FOUND = 0x0406
    NOT_POSSIBLE = 0x0404
    NOT_ACCEPTING = 0x0506


class IppSilent(OSError):
    """The print service cannot be reached, or what answers is not one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked; ``job`` and ``wanted`` are left out when empty."""

    operation: Operation
    printer: str = ""
    job: int = 0
    wanted: tuple[str, ...] = ()
    title: str = ""
    media_type: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    document: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What was answered: one group of attributes for each printer or job."""

    status: int
    groups: tuple[Mapping[str, tuple[str, ...]], ...]

    @property
    def is_good(self) -> bool:
        """Say whether it was done."""
        return self.status < 0x0100

    def first(self, name: str) -> str:
        """Give the first value of an attribute anywhere; empty if there is none."""
        return next((g[name][0] for g in self.groups if g.get(name)), "")


def ask(request: Request) -> Reply:
    """Ask the print service of this PC. Raises: IppSilent."""
    connection = _connection()
    path = "/" if not request.printer else f"/printers/{request.printer}"
    try:
        connection.request(
            "POST",
            _quoted(path),
            body=_encoded(request) + request.document,
            headers={"Content-Type": "application/ipp", "Host": "localhost"},
        )
        answer = connection.getresponse()
        body = answer.read()
    except (OSError, http.client.HTTPException) as error:
        raise IppSilent("the print service does not answer") from error
    finally:
        connection.close()
    if answer.status != http.HTTPStatus.OK:
        raise IppSilent(f"the print service answers {answer.status}")
    return _decoded(body)


class _SocketConnection(http.client.HTTPConnection):
    """HTTP over a socket in the file system."""

    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=_TIMEOUT_S)
        self._path = path

    def connect(self) -> None:
        """Connect to the socket file."""
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(_TIMEOUT_S)
        self.sock.connect(self._path)


def _connection() -> http.client.HTTPConnection:
    """Give the way to the service: ``CUPS_SERVER`` as the programs of CUPS read it, else here."""
    named = os.environ.get("CUPS_SERVER", "")
    if named.startswith("/"):
        return _SocketConnection(named)
    if named:
        host, _, port = named.partition(":")
        number = int(port) if port.isdigit() else _DEFAULT_PORT
        return http.client.HTTPConnection(host, number, timeout=_TIMEOUT_S)
    for path in _SOCKETS:
        if Path(path).is_socket():
            return _SocketConnection(path)
    return http.client.HTTPConnection("localhost", _DEFAULT_PORT, timeout=_TIMEOUT_S)


def _quoted(path: str) -> str:
    from urllib.parse import quote

    return quote(path)


def _encoded(request: Request) -> bytes:
    parts = [
        struct.pack(">BBHI", 2, 0, request.operation, 1),
        bytes([_OPERATION]),
        _one(_CHARSET, "attributes-charset", "utf-8"),
        _one(_LANGUAGE, "attributes-natural-language", "en"),
    ]
    if request.printer:
        uri = f"ipp://localhost{_quoted(f'/printers/{request.printer}')}"
        parts.append(_one(_URI, "printer-uri", uri))
    if request.job:
        parts.append(_attribute(_INTEGER, "job-id", struct.pack(">i", request.job)))
    parts.append(_one(_NAME, "requesting-user-name", _user()))
    if request.title:
        parts.append(_one(_NAME, "job-name", request.title))
    if request.media_type:
        parts.append(_one(_MIME, "document-format", request.media_type))
    for number, name in enumerate(request.wanted):
        parts.append(_one(_KEYWORD, "" if number else "requested-attributes", name))
    if request.options:
        parts.append(bytes([_JOB]))
        parts += [_one(_KEYWORD, name, value) for name, value in request.options.items()]
    return b"".join((*parts, bytes([_END])))


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "agent-desk"


def _one(tag: int, name: str, value: str) -> bytes:
    return _attribute(tag, name, value.encode())


def _attribute(tag: int, name: str, value: bytes) -> bytes:
    label = name.encode()
    return struct.pack(">BH", tag, len(label)) + label + struct.pack(">H", len(value)) + value


def _decoded(body: bytes) -> Reply:
    if len(body) < 8:
        raise IppSilent("the answer is too short")
    status: int = struct.unpack_from(">H", body, 2)[0]
    groups: list[dict[str, tuple[str, ...]]] = []
    at, name = 8, ""
    try:
        while body[at] != _END:
            tag = body[at]
            at += 1
            if tag < 0x10:
                if tag in (_JOB, _PRINTER):
                    groups.append({})
                name = ""
                continue
            label, at = _piece(body, at)
            value, at = _piece(body, at)
            name = label.decode() or name
            if groups:
                groups[-1][name] = (*groups[-1].get(name, ()), _value(tag, value))
    except (IndexError, struct.error, UnicodeDecodeError) as error:
        raise IppSilent("the answer is damaged") from error
    return Reply(status=status, groups=tuple(groups))


def _piece(body: bytes, at: int) -> tuple[bytes, int]:
    (length,) = struct.unpack_from(">H", body, at)
    end = at + 2 + length
    if end > len(body):
        raise IndexError("cut off")
    return body[at + 2 : end], end


def _value(tag: int, value: bytes) -> str:
    if tag in (_INTEGER, _ENUM):
        return str(struct.unpack(">i", value)[0])
    if tag == _BOOLEAN:
        return "true" if value != b"\0" else "false"
    return value.decode(errors="replace")
