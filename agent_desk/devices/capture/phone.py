"""Pages from a phone: a page on the local network for one case, one phone, ten minutes.

Nothing to install and no Internet: the phone opens an address from a QR code and sends pictures.
"""

from __future__ import annotations

import ipaddress
import secrets
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from agent_desk.devices.capture import phone_page
from agent_desk.devices.capture.interface import RawPage
from agent_desk.devices.capture.phone_upload import read_pictures
from agent_desk.errors import DeskError, InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from agent_desk.clock import Clock

LIFE = timedelta(minutes=10)
MAX_PICTURE_BYTES = 25 * 1024 * 1024
MAX_REQUEST_BYTES = 4 * MAX_PICTURE_BYTES
MAX_PAGES = 60
_COOKIE = "quay"
_IDLE_S = 20
_DRAIN_BYTES = 64 * 1024 * 1024


class PhoneState(StrEnum):
    """How far the phone is."""

    WAITING = "waiting"
    JOINED = "joined"
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneNews:
    """What the clerk is shown; ``refused`` counts other phones that tried."""

    state: PhoneState
    until: datetime
    pages: int = 0
    refused: int = 0
    last_problem: str = ""


def lan_addresses() -> tuple[str, ...]:
    """Give the addresses of this PC on private networks, the one used for outgoing first."""
    found: list[str] = []
    # OSError: no network at all.
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.connect(("192.0.2.1", 9))  # sends nothing: only asks which way it would go
        found.append(str(asking.getsockname()[0]))
    with suppress(OSError):  # this PC does not know its own name
        found += [str(item[4][0]) for item in socket.getaddrinfo(socket.gethostname(), None)]
    return tuple(dict.fromkeys(address for address in found if _is_private(address)))


def _is_private(text: str) -> bool:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return address.version == 4 and address.is_private and not address.is_loopback


class PhoneDoor:
    """The server of one case; open from ``open`` to ``close``. Threads: any.

    ``take`` gets each picture in a thread of the server and may refuse it with a DeskError; what
    it returns without error is counted as arrived.
    """

    def __init__(self, address: str, clock: Clock, take: Callable[[RawPage], None]) -> None:
        self._address = address
        self._clock = clock
        self._take = take
        self._token = secrets.token_urlsafe(16)
        self._guest = ""
        self._lock = threading.Lock()
        self._pages, self._refused, self._problem = 0, 0, ""
        self._until = clock.now() + LIFE
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None

    def open(self) -> str:
        """Begin to listen on the one address; give what the QR code says. Raises: DeskError."""
        try:
            server = _Server((self._address, 0), _Handler)
        except OSError as error:
            raise DeskError(
                tr(
                    "The page for the phone cannot be opened on {address}. Use the scanner, or "
                    "copy the pictures by cable and choose them as files.",
                    address=self._address,
                )
            ) from error
        server.door = self
        self._server = server
        self._thread = threading.Thread(
            target=server.serve_forever, kwargs={"poll_interval": 0.1}, name="phone", daemon=True
        )
        self._thread.start()
        return self.url

    @property
    def url(self) -> str:
        """Give the address of the page; empty while closed."""
        if self._server is None:
            return ""
        return f"http://{self._address}:{self._server.server_port}/{self._token}"

    def close(self) -> None:
        """Stop listening; a second close does nothing."""
        server, self._server = self._server, None
        if server is not None:
            server.shutdown()
            server.server_close()
        if self._thread is not None:
            self._thread.join(timeout=5)
            self._thread = None

    def news(self) -> PhoneNews:
        """Give how it stands."""
        with self._lock:
            state = PhoneState.JOINED if self._guest else PhoneState.WAITING
            if self.is_over:
                state = PhoneState.OVER
            return PhoneNews(
                state=state,
                until=self._until,
                pages=self._pages,
                refused=self._refused,
                last_problem=self._problem,
            )

    @property
    def is_over(self) -> bool:
        """Say whether its time is up."""
        return self._clock.now() >= self._until

    # What requests ask

    def is_path(self, path: str) -> bool:
        """Say whether this is the one path there is; compared in constant time."""
        return secrets.compare_digest(path.encode(), f"/{self._token}".encode())

    def admit(self, cookie: str) -> str | None:
        """Give the cookie of the phone; None if another phone came first."""
        with self._lock:
            if not self._guest:
                self._guest = secrets.token_urlsafe(16)
                return self._guest
            if secrets.compare_digest(cookie.encode(), self._guest.encode()):
                return self._guest
            self._refused += 1
            return None

    def is_guest(self, cookie: str) -> bool:
        """Say whether this is the phone that came first."""
        with self._lock:
            is_same = secrets.compare_digest(cookie.encode(), self._guest.encode())
            return bool(self._guest) and is_same

    def receive(self, body: bytes, content_type: str) -> phone_page.Told:
        """Take the pictures of one request; give what the phone is told."""
        arrived, problem = 0, ""
        try:
            for name, data in read_pictures(body, content_type, MAX_PICTURE_BYTES):
                self._take_one(name, data)
                arrived += 1
        except DeskError as error:
            problem = error.message
        with self._lock:
            self._problem = problem
            return phone_page.Told(arrived=arrived, total=self._pages, problem=problem)

    def _take_one(self, name: str, data: bytes) -> None:
        with self._lock:
            if self._pages >= MAX_PAGES:
                raise InvalidInput(phone_page.TOO_MANY)
        self._take(RawPage(name=name, data=data))
        with self._lock:
            self._pages += 1

    def refuse_size(self) -> phone_page.Told:
        """Say that a request is too large, on the phone and to the clerk."""
        with self._lock:
            self._problem = phone_page.TOO_LARGE
            return phone_page.Told(total=self._pages, problem=phone_page.TOO_LARGE)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = False
    door: PhoneDoor

    def handle_error(self, request: object, client_address: object) -> None:
        """A phone that went away in the middle is no fault of ours."""


class _Handler(BaseHTTPRequestHandler):
    """One request; everything but the one path is not there."""

    server: _Server
    timeout = _IDLE_S
    protocol_version = "HTTP/1.1"
    server_version = "quay"
    sys_version = ""

    def do_GET(self) -> None:  # the name http.server asks for
        """Show the page to the first phone."""
        door = self.server.door
        if not door.is_path(self.path):
            self._answer(HTTPStatus.NOT_FOUND, phone_page.gone())
        elif door.is_over:
            self._answer(HTTPStatus.GONE, phone_page.over())
        elif (cookie := door.admit(self._cookie())) is None:
            self._answer(HTTPStatus.FORBIDDEN, phone_page.other_phone())
        else:
            total = door.news().pages
            page = phone_page.invite(self.path, phone_page.Told(total=total))
            self._answer(HTTPStatus.OK, page, cookie)

    def do_POST(self) -> None:  # the name http.server asks for
        """Take pictures from the phone that came first."""
        door = self.server.door
        length = self.headers.get("Content-Length", "")
        size = int(length) if length.isascii() and length.isdigit() and len(length) < 12 else -1
        if not door.is_path(self.path):
            self._refuse(HTTPStatus.NOT_FOUND, phone_page.gone(), size)
        elif door.is_over:
            self._refuse(HTTPStatus.GONE, phone_page.over(), size)
        elif not door.is_guest(self._cookie()):
            self._refuse(HTTPStatus.FORBIDDEN, phone_page.other_phone(), size)
        elif size < 0:
            self._refuse(HTTPStatus.LENGTH_REQUIRED, phone_page.gone(), 0)
        elif size > MAX_REQUEST_BYTES:
            page = phone_page.invite(self.path, door.refuse_size())
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, page, size)
        else:
            told = door.receive(self.rfile.read(size), self.headers.get("Content-Type", ""))
            code = HTTPStatus.OK if not told.problem else HTTPStatus.UNPROCESSABLE_ENTITY
            self._answer(code, phone_page.invite(self.path, told))

    def _refuse(self, code: HTTPStatus, page: bytes, size: int) -> None:
        """Answer, after reading on: a phone shows no answer before it has sent everything."""
        left = min(max(size, 0), _DRAIN_BYTES)
        while left > 0:
            piece = self.rfile.read(min(left, 65536))
            if not piece:
                break
            left -= len(piece)
        self.close_connection = True
        self._answer(code, page)

    def _answer(self, code: HTTPStatus, page: bytes, cookie: str = "") -> None:
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
            "frame-ancestors 'none'; base-uri 'none'",
        )
        if cookie:
            self.send_header("Set-Cookie", f"{_COOKIE}={cookie}; HttpOnly; SameSite=Strict; Path=/")
        self.end_headers()
        self.wfile.write(page)

    def _cookie(self) -> str:
        for part in self.headers.get("Cookie", "").split(";"):
            name, _, value = part.strip().partition("=")
            if name == _COOKIE:
                return value
        return ""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name there
        """Keep no record of who looked."""
