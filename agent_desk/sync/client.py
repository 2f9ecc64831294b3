"""The desk's side of the wire: one method per message, failures told apart by what to do."""

from __future__ import annotations

import gzip
import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Protocol, TypeVar

import requests
from pydantic import TypeAdapter, ValidationError

from agent_desk import wire
from agent_desk.errors import CenterRefused, CenterUnreachable
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")
M = TypeVar("M")

_CONNECT_TIMEOUT_S = 5.0
_READ_TIMEOUT_S = 30.0
_MAX_RETRY_AFTER_S = 3600


class CenterApi(Protocol):
    """What the sync run needs of the center. Every method may raise the two center errors."""

    def nonce(self, desk_id: str) -> str:
        """Ask for something fresh to sign."""
        ...

    def open_session(self, request: wire.SessionRequest) -> wire.SessionReply:
        """Open a session; later calls carry its token."""
        ...

    def push(self, head: wire.PushHead, records: bytes) -> wire.PushReply:
        """Send packed facts."""
        ...

    def missing_blobs(self, names: Sequence[str]) -> tuple[str, ...]:
        """Ask which of these the center does not hold."""
        ...

    def put_blob(self, name: str, data: bytes) -> None:
        """Send one blob."""
        ...

    def receipt(self, blobs: Sequence[str]) -> wire.SignedReceipt:
        """Ask for a receipt that covers everything pushed and these blobs."""
        ...

    def notices(self, after: int) -> wire.NoticePage:
        """Ask for the notices that follow a number."""
        ...

    def acknowledge(self, through: int) -> None:
        """Say that every notice up to this number was applied."""
        ...


class CenterClient:
    """The center over HTTP. Threads: one at a time (the net lane)."""

    def __init__(self, url: str, *, read_timeout_s: float = _READ_TIMEOUT_S) -> None:
        self._url = url.rstrip("/")
        self._timeout_s = (_CONNECT_TIMEOUT_S, read_timeout_s)
        self._session = requests.Session()
        self._session.headers["User-Agent"] = "agent-desk"
        self._token = ""
        if self._url.startswith("https:"):
            import truststore

            truststore.inject_into_ssl()

    def enroll(self, request: wire.EnrollRequest) -> wire.EnrollReply:
        """Show the one-time code and take the desk's number back."""
        return self._post_json("/v1/enroll", request, wire.EnrollReply)

    def nonce(self, desk_id: str) -> str:
        """Ask for something fresh to sign."""
        request = wire.NonceRequest(desk_id=desk_id)
        return self._post_json("/v1/session/nonce", request, wire.NonceReply).nonce

    def open_session(self, request: wire.SessionRequest) -> wire.SessionReply:
        """Open a session; later calls carry its token."""
        reply = self._post_json("/v1/session", request, wire.SessionReply)
        self._token = reply.token
        return reply

    def push(self, head: wire.PushHead, records: bytes) -> wire.PushReply:
        """Send packed facts, compressed."""
        body = _adapter(wire.PushHead).dump_json(head) + b"\n" + records
        headers = {"Content-Type": "application/x-ndjson", "Content-Encoding": "gzip"}
        answer = self._send("POST", "/v1/facts", gzip.compress(body, 5), headers)
        return _read(answer, wire.PushReply)

    def missing_blobs(self, names: Sequence[str]) -> tuple[str, ...]:
        """Ask which of these the center does not hold."""
        asked = wire.BlobList(sha256=tuple(names))
        return self._post_json("/v1/blobs/missing", asked, wire.BlobList).sha256

    def put_blob(self, name: str, data: bytes) -> None:
        """Send one blob."""
        headers = {"Content-Type": "application/octet-stream"}
        self._send_only("PUT", f"/v1/blobs/{name}", data, headers)

    def receipt(self, blobs: Sequence[str]) -> wire.SignedReceipt:
        """Ask for a receipt that covers everything pushed and these blobs."""
        return self._post_json(
            "/v1/receipt", wire.BlobList(sha256=tuple(blobs)), wire.SignedReceipt
        )

    def notices(self, after: int) -> wire.NoticePage:
        """Ask for the notices that follow a number."""
        answer = self._send("GET", f"/v1/notices?after={after}", None, {})
        return _read(answer, wire.NoticePage)

    def acknowledge(self, through: int) -> None:
        """Say that every notice up to this number was applied."""
        body = _adapter(wire.NoticeAck).dump_json(wire.NoticeAck(through=through))
        headers = {"Content-Type": "application/json"}
        self._send_only("POST", "/v1/notices/ack", body, headers)

    def look_up(self, request: wire.LookUpRequest) -> wire.LookUpReply:
        """Ask for a dossier of any desk."""
        return self._post_json("/v1/lookup", request, wire.LookUpReply)

    def lease(self, request: wire.LeaseRequest) -> wire.LeaseReply:
        """Ask to hold a dossier for editing."""
        return self._post_json("/v1/lease", request, wire.LeaseReply)

    def close(self) -> None:
        """Let the connection go."""
        self._session.close()

    def _post_json(self, path: str, message: M, reply: type[T]) -> T:
        body = _adapter(type(message)).dump_json(message)
        answer = self._send("POST", path, body, {"Content-Type": "application/json"})
        return _read(answer, reply)

    def _send_only(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> None:
        """Send what has no answer but "done": a page of somebody else must not pass for it."""
        answer = self._send(method, path, body, headers)
        if answer.status_code != HTTPStatus.NO_CONTENT:
            raise CenterUnreachable(_garbled(answer))

    def _send(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> requests.Response:
        if self._token:
            headers = {**headers, "Authorization": f"Bearer {self._token}"}
        try:
            answer = self._session.request(
                method,
                self._url + path,
                data=body,
                headers=headers,
                timeout=self._timeout_s,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise CenterUnreachable(
                tr(
                    "The center cannot be reached now. Everything is saved on this PC; go on "
                    "serving, it is sent by itself later."
                )
            ) from error
        if answer.status_code // 100 != 2:
            _raise_for(answer)
        return answer


def parse_receipt(body: str) -> wire.Receipt:
    """Read the body of a signed receipt. Raises: ValueError if it is not one."""
    return _adapter(wire.Receipt).validate_json(body)


_adapters: dict[type, object] = {}


def _adapter(kind: type[T]) -> TypeAdapter[T]:
    """Give the validator of a message type; building one takes milliseconds, so it is kept."""
    found = _adapters.get(kind)
    if not isinstance(found, TypeAdapter):
        found = _adapters[kind] = TypeAdapter(kind)
    return found


def _read(answer: requests.Response, kind: type[T]) -> T:
    try:
        return _adapter(kind).validate_json(answer.content)
    except ValidationError as error:
        raise CenterUnreachable(_garbled(answer)) from error


def _garbled(answer: requests.Response) -> str:
    if "html" in answer.headers.get("Content-Type", "").lower() or answer.content[:1] == b"<":
        return _somebody_else()
    return tr(
        "The center's answer was cut off or garbled. Nothing is lost: the same step is repeated "
        "by itself later."
    )


def _somebody_else() -> str:
    return tr(
        "A sign-in page of the network answered instead of the center. Open the browser, sign "
        "in to the network, then press “Send now”. Everything is saved on this PC."
    )


def _raise_for(answer: requests.Response) -> None:
    status = answer.status_code
    if status in (429, 503) or status >= 500:
        raise CenterUnreachable(
            tr(
                "The center is busy or under repair (code {status}). Everything is saved on this "
                "PC; it is sent by itself later.",
                status=status,
            ),
            retry_after_s=_retry_after_s(answer),
        )
    if 300 <= status < 400:
        raise CenterUnreachable(_somebody_else())
    code = _refusal_code(answer)
    if code is None:
        raise CenterUnreachable(_garbled(answer))
    raise CenterRefused(_say_refusal(code), code=code)


def _refusal_code(answer: requests.Response) -> str | None:
    try:
        raw = json.loads(answer.content)
    except ValueError:
        return None
    code = raw.get("code") if isinstance(raw, dict) else None
    return code if isinstance(code, str) else None


def _retry_after_s(answer: requests.Response) -> int | None:
    text = answer.headers.get("Retry-After", "")
    return min(int(text), _MAX_RETRY_AFTER_S) if text.isdecimal() else None


def _say_refusal(code: str) -> str:
    known = {
        wire.Refusal.BAD_CODE.value: tr(
            "The code is wrong, used or expired. Ask the center for a new one and type it again."
        ),
        wire.Refusal.UNKNOWN_DESK.value: tr(
            "The center does not know this desk. Call technical support; go on serving, "
            "everything stays saved."
        ),
        wire.Refusal.REVOKED.value: tr(
            "The center has closed this desk's access. Call the center; go on serving, "
            "everything stays saved."
        ),
        wire.Refusal.CHAIN_CONFLICT.value: tr(
            "This desk's book and the center's copy differ. Sending has stopped so that nothing "
            "is mixed up. Call technical support; go on serving, everything stays saved."
        ),
        wire.Refusal.UPGRADE_NEEDED.value: tr(
            "The center needs a newer Agent Desk. Install the update; go on serving, "
            "everything stays saved."
        ),
        wire.Refusal.BAD_SIGNATURE.value: tr(
            "The center could not confirm that this is the enrolled PC. Call technical support; "
            "go on serving, everything stays saved."
        ),
        wire.Refusal.PRACTICE.value: tr(
            "This is practice data: the center takes none of it. Close this window and start "
            "Agent Desk without “Practice” to serve citizens."
        ),
        wire.Refusal.TOO_LARGE.value: tr(
            "A file is larger than the center takes. Scan it at 200 dpi and attach it again."
        ),
    }
    return known.get(
        code,
        tr(
            "The center refused this step ({code}). Call technical support; go on serving, "
            "everything stays saved.",
            code=code,
        ),
    )
