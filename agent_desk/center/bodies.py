"""Request bodies: unpacked, and never bigger than they may be, however small they arrive."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse

from agent_desk import wire
from agent_desk.center.refusals import refused, status_of
from agent_desk.errors import CenterRefused
from agent_desk.i18n import tr
from agent_desk.wire import Refusal

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_MESSAGE_BYTES = 8 * 1024 * 1024
"""A push aims at 256 KiB, but one fact may be larger, and it must never block the queue."""

_BLOB_PATH = "/v1/blobs/"
_GZIP = 31


class BodyGuard:
    """ASGI middleware: undoes gzip and stops a body at its limit.

    Small messages are collected first, so a refusal is always a clean answer; blobs stream.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its plain body, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        streams = scope["method"] == "PUT" and scope["path"].startswith(_BLOB_PATH)
        try:
            body = _PlainBody(scope, receive, wire.MAX_BLOB_BYTES if streams else MAX_MESSAGE_BYTES)
            passed = body.receive if streams else await _collected(body)
        except CenterRefused as error:
            await refusal_response(error)(scope, receive, send)
            return
        await self._app(scope, passed, send)


def refusal_response(error: CenterRefused) -> JSONResponse:
    """Write a refusal as the wire knows it."""
    return JSONResponse(
        {"code": error.code, "message": error.message}, status_code=status_of(error)
    )


class _PlainBody:
    """Receives a body, unpacked, counting what comes out."""

    def __init__(self, scope: Scope, receive: Receive, limit: int) -> None:
        headers = {bytes(key): bytes(value) for key, value in scope["headers"]}
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or int(length) > limit:
            raise _too_large()
        encoding = headers.get(b"content-encoding", b"identity").strip().lower()
        if encoding not in {b"identity", b"gzip"}:
            raise refused(Refusal.BAD_REQUEST, tr("Only gzip is understood as a packing."))
        self._unzip = zlib.decompressobj(_GZIP) if encoding == b"gzip" else None
        self._receive = receive
        self._left = limit

    async def receive(self) -> Message:
        """Give the next part of the plain body. Raises: CenterRefused."""
        message = await self._receive()
        if message["type"] != "http.request":
            return message
        is_last = not message.get("more_body", False)
        plain = self._plain(message.get("body", b""), is_last=is_last)
        return {"type": "http.request", "body": plain, "more_body": not is_last}

    def _plain(self, part: bytes, *, is_last: bool) -> bytes:
        plain = part if self._unzip is None else self._unzipped(part, is_last=is_last)
        self._left -= len(plain)
        if self._left < 0:
            raise _too_large()
        return plain

    def _unzipped(self, part: bytes, *, is_last: bool) -> bytes:
        unzip = self._unzip
        if unzip is None:
            return part
        try:
            plain = unzip.decompress(part, self._left + 1)
        except zlib.error as error:
            raise _damaged() from error
        if len(plain) > self._left:
            raise _too_large()
        if unzip.unused_data or (is_last and not unzip.eof):
            raise _damaged()
        return plain


async def _collected(body: _PlainBody) -> Receive:
    parts: list[bytes] = []
    while True:
        message = await body.receive()
        if message["type"] != "http.request":
            break
        parts.append(message["body"])
        if not message["more_body"]:
            break
    pending: list[Message] = [{"type": "http.request", "body": b"".join(parts), "more_body": False}]

    async def replay() -> Message:
        return pending.pop() if pending else {"type": "http.disconnect"}

    return replay


def _too_large() -> Exception:
    return refused(Refusal.TOO_LARGE, tr("This is larger than the center takes."))


def _damaged() -> Exception:
    return refused(Refusal.BAD_REQUEST, tr("The message arrived damaged. It will be sent again."))
