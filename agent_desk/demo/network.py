"""The cable between desk and center: it can be cut, mended, or cut right before an answer."""

from __future__ import annotations

import http.client
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

_TIMEOUT_S = 30
_PASSED_ON = ("content-type", "content-encoding", "authorization", "accept", "user-agent")


class Cable:
    """A loopback relay to the center. Threads: any."""

    def __init__(self, center_url: str) -> None:
        self._target = urlsplit(center_url)
        self._is_cut = False
        self._before_answer: tuple[str, Callable[[], None]] | None = None
        self.requests = 0
        cable = self

        class Handler(_Relay):
            owner = cable

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, name="cable", daemon=True
        )
        self._thread.start()

    @property
    def url(self) -> str:
        """Where the desk finds the center."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def cut(self) -> None:
        """Unplug: every request is dropped without an answer."""
        self._is_cut = True

    def mend(self) -> None:
        """Plug in again."""
        self._is_cut = False

    def strike_before_answer(self, path: str, strike: Callable[[], None]) -> None:
        """On the next request to ``path`` the center does its work, then ``strike`` runs and
        the answer is lost.
        """
        self._before_answer = (path, strike)

    def close(self) -> None:
        """Stop relaying."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    def is_cut(self) -> bool:
        """Say whether the cable is unplugged."""
        return self._is_cut

    def take_strike(self, path: str) -> Callable[[], None] | None:
        """Give the strike planned for this path, once."""
        planned = self._before_answer
        if planned is None or not path.startswith(planned[0]):
            return None
        self._before_answer = None
        return planned[1]

    def ask(
        self, method: str, path: str, body: bytes, headers: dict[str, str]
    ) -> tuple[int, list[tuple[str, str]], bytes]:
        """Pass one request on and give status, headers and body of the answer."""
        connection = http.client.HTTPConnection(
            self._target.hostname or "127.0.0.1", self._target.port or 80, timeout=_TIMEOUT_S
        )
        try:
            connection.request(method, path, body=body, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        finally:
            connection.close()


class _Relay(BaseHTTPRequestHandler):
    owner: Cable
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # the name is http.server's
        """Pass a request on."""
        self._relay()

    def do_POST(self) -> None:
        """Pass a request on."""
        self._relay()

    def do_PUT(self) -> None:
        """Pass a request on."""
        self._relay()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Stay silent."""

    def _relay(self) -> None:
        if self.owner.is_cut():
            self._drop()
            return
        self.owner.requests += 1
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        headers = {name: self.headers[name] for name in _PASSED_ON if self.headers.get(name)}
        try:
            status, answered, content = self.owner.ask(self.command, self.path, body, headers)
        except OSError:
            self._drop()
            return
        strike = self.owner.take_strike(self.path)
        if strike is not None:
            strike()
            self._drop()
            return
        self.send_response(status)
        for name, value in answered:
            if name.lower() in ("content-type", "retry-after"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _drop(self) -> None:
        self.close_connection = True
        self.connection.close()
