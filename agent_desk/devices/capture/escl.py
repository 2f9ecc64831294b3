"""Network scanners that speak eSCL (AirScan, Mopria): a small client over HTTP.

Source: Mopria Alliance, eSCL Technical Specification 1.97. XML is read without a document type
and under a size limit; addresses that a scanner gives back are kept on the same scanner.
"""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from agent_desk.devices.capture import escl_xml
from agent_desk.devices.capture.interface import (
    CaptureFailed,
    RawPage,
    Source,
    Tray,
    Trouble,
    Wish,
)
from agent_desk.devices.capture.trouble import say_trouble
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr
from agent_desk.wire import MAX_BLOB_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from requests import Response, Session

    from agent_desk.devices.capture.interface import Stop

PREFIX = "escl:"
_TIMEOUT_S = (5, 90)
_MOST_XML = 400_000
_TRIES_WHILE_BUSY = 60
_PAUSE_S = 1.0


@dataclass(frozen=True, slots=True)
class Address:
    """Where a scanner listens, ``http://host:port/eSCL``."""

    url: str


def read_address(typed: str) -> Address:
    """Read what a clerk typed: a name, an IP address, or a whole address.

    Raises: InvalidInput.
    """
    text = typed.strip().rstrip("/")
    if text and "://" not in text:
        text = f"http://{text}"
    parts = urlsplit(text)
    try:
        port = parts.port
    except ValueError:
        port = -1
    is_usable = parts.scheme in ("http", "https") and bool(parts.hostname) and port != -1
    if not is_usable or parts.username or parts.query or parts.fragment:
        raise InvalidInput(
            tr("Type the address of the scanner as it stands on its display: 192.168.1.20")
        )
    path = parts.path if parts.path not in ("", "/") else "/eSCL"
    return Address(f"{parts.scheme}://{parts.netloc}{path}")


class Escl:
    """Scanners at known addresses. ``pause`` waits between two questions; tests give their own."""

    def __init__(
        self, addresses: tuple[str, ...], pause: Callable[[float], None] = time.sleep
    ) -> None:
        self._addresses = addresses
        self._pause = pause

    def sources(self) -> tuple[Source, ...]:
        """Give those of the known scanners that answer."""
        found = []
        for typed in self._addresses:
            with suppress(CaptureFailed, InvalidInput):
                found.append(self.ask(typed))
        return tuple(found)

    def ask(self, typed: str) -> Source:
        """Ask one scanner who it is and what it can. Raises: CaptureFailed, InvalidInput."""
        address = read_address(typed)
        with _session() as session:
            can = _capabilities(session, address)
        return Source(key=PREFIX + address.url, name=can.name or address.url, trays=can.trays)

    def pages(self, source: str, wish: Wish, stop: Stop) -> Iterator[RawPage]:
        """Scan. Raises: CaptureFailed."""
        address = read_address(source.removeprefix(PREFIX))
        with _session() as session:
            can = _capabilities(session, address)
            tray = self._tray(session, address, can, wish)
            job = self._begin(session, address, escl_xml.job(can, wish, tray), stop)
            if not job:
                return
            try:
                yield from self._take(session, address, job, wish, stop)
            finally:
                with suppress(CaptureFailed):
                    _call(session, "DELETE", job)  # over already, or ended by this

    def _tray(
        self, session: Session, address: Address, can: escl_xml.Capabilities, wish: Wish
    ) -> Tray:
        if wish.tray is not Tray.AUTO:
            return wish.tray if wish.tray in can.trays else can.trays[0]
        if Tray.FEEDER not in can.trays:
            return Tray.GLASS
        state = _status(session, address)
        has_glass = Tray.GLASS in can.trays
        return Tray.GLASS if has_glass and state.feeder == "ScannerAdfEmpty" else Tray.FEEDER

    def _begin(self, session: Session, address: Address, order: bytes, stop: Stop) -> str:
        """Order a job and give its address; empty if nobody wants it any more."""
        for _ in range(_TRIES_WHILE_BUSY):
            if stop():
                return ""
            answer = _call(session, "POST", f"{address.url}/ScanJobs", order)
            if answer.status_code == 201:
                return _on_same_scanner(address, answer.headers.get("Location", ""))
            if answer.status_code == 503:
                self._pause(_PAUSE_S)
                continue
            _refuse(_why(session, address, answer.status_code), 0)
        raise CaptureFailed(say_trouble(Trouble.BUSY), Trouble.BUSY)

    def _take(
        self, session: Session, address: Address, job: str, wish: Wish, stop: Stop
    ) -> Iterator[RawPage]:
        count, waited = 0, 0
        while not stop() and not (wish.most and count >= wish.most):
            answer = _call(session, "GET", f"{job}/NextDocument", count=count)
            if answer.status_code == 200:
                count, waited = count + 1, 0
                yield RawPage(name=f"{count:03d}.jpg", data=answer.content, dpi=wish.dpi)
            elif answer.status_code == 503 and waited < _TRIES_WHILE_BUSY:
                waited += 1
                self._pause(_PAUSE_S)
            elif answer.status_code in (404, 410):
                self._judge_end(session, address, count)
                return
            else:
                _refuse(_why(session, address, answer.status_code), count)

    @staticmethod
    def _judge_end(session: Session, address: Address, count: int) -> None:
        """Tell an emptied feeder from a jam: both end a job with 404. Raises: CaptureFailed."""
        trouble = _status(session, address).trouble
        if count and trouble in (None, Trouble.NO_PAPER, Trouble.BUSY):
            return
        _refuse(trouble or Trouble.NO_PAPER, count)


def _session() -> Session:
    """Give a session that goes straight to the scanner: no proxy, no cookies of others."""
    import requests

    session = requests.Session()
    session.trust_env = False
    session.headers["User-Agent"] = "Agent Desk"
    return session


def _call(
    session: Session, method: str, url: str, body: bytes | None = None, count: int = 0
) -> Response:
    """Ask the scanner; an answer over the size of a file is cut off. Raises: CaptureFailed."""
    import requests

    headers = {"Content-Type": "text/xml"} if body is not None else {}
    try:
        answer = session.request(
            method,
            url,
            data=body,
            headers=headers,
            timeout=_TIMEOUT_S,
            stream=True,
            allow_redirects=False,
        )
        with answer:
            content = _content(answer)
    except requests.RequestException as error:
        raise CaptureFailed(say_trouble(Trouble.GONE, count), Trouble.GONE) from error
    answer._content = content  # noqa: SLF001  # read here in full, under a limit
    return answer


def _content(answer: Response) -> bytes:
    read = bytearray()
    for piece in answer.iter_content(65536):
        read += piece
        if len(read) > MAX_BLOB_BYTES:
            raise CaptureFailed(say_trouble(Trouble.FAILED), Trouble.FAILED)
    return bytes(read)


def _capabilities(session: Session, address: Address) -> escl_xml.Capabilities:
    answer = _call(session, "GET", f"{address.url}/ScannerCapabilities")
    if answer.status_code != 200 or len(answer.content) > _MOST_XML:
        raise CaptureFailed(say_trouble(Trouble.GONE), Trouble.GONE)
    try:
        return escl_xml.capabilities(answer.content)
    except ValueError as error:
        raise CaptureFailed(say_trouble(Trouble.GONE), Trouble.GONE) from error


def _status(session: Session, address: Address) -> escl_xml.Status:
    answer = _call(session, "GET", f"{address.url}/ScannerStatus")
    try:
        return escl_xml.status(answer.content[:_MOST_XML])
    except ValueError:
        return escl_xml.Status()


def _why(session: Session, address: Address, code: int) -> Trouble:
    if code == 409:
        return _status(session, address).trouble or Trouble.NO_PAPER
    if code in (401, 403):
        return Trouble.REFUSED
    return _status(session, address).trouble or Trouble.FAILED


def _refuse(trouble: Trouble, count: int) -> None:
    raise CaptureFailed(say_trouble(trouble, count), trouble)


def _on_same_scanner(address: Address, told: str) -> str:
    """Take the path of a job and nothing else of what the scanner gave. Raises: CaptureFailed."""
    home, path = urlsplit(address.url), urlsplit(told).path.rstrip("/")
    if not path:
        raise CaptureFailed(say_trouble(Trouble.FAILED), Trouble.FAILED)
    whole = path if path.startswith("/") else f"{home.path}/ScanJobs/{path}"
    return f"{home.scheme}://{home.netloc}{whole}"
