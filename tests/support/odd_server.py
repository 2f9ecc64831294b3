"""A web server that answers every request with one thing: whatever a network may put there."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(slots=True, kw_only=True)
class Answer:
    """``cut`` promises more bytes than it sends; ``is_silent`` never answers."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False
    is_silent: bool = False


@dataclass(slots=True, kw_only=True)
class OddServer:
    """``seen`` collects the headers of what was asked."""

    url: str
    answer: Answer
    seen: list[dict[str, str]] = field(default_factory=list)


@contextmanager
def odd_server() -> Iterator[OddServer]:
    ended = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_args: object) -> None:
            pass

        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            odd.seen.append({"path": self.path, **dict(self.headers)})
            answer = odd.answer
            if answer.is_silent:
                ended.wait(20)
                return
            self.send_response(answer.status)
            length = len(answer.body) + (100 if answer.cut else 0)
            for name, value in {"Content-Length": str(length), **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)
            self.close_connection = True

        do_GET = do_POST = do_PUT = answer  # noqa: N815

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        odd = OddServer(url=f"http://127.0.0.1:{server.server_port}/", answer=Answer())
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield odd
        finally:
            ended.set()
            server.shutdown()
            thread.join()
