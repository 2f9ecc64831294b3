"""Whatever a network may answer becomes "later" or "no", each with a sentence for the clerk."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING

import pytest

from agent_desk import wire
from agent_desk.errors import CenterRefused, CenterUnreachable
from agent_desk.sync.client import CenterClient
from tests.support.odd_server import Answer, odd_server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.support.odd_server import OddServer

HTML = b"<!DOCTYPE html><html>Wi-Fi login</html>"
HEAD = wire.PushHead(first_seq=1, last_seq=1, head_sha256="", signature="")
CALLS: dict[str, Callable[[CenterClient], object]] = {
    "enroll": lambda c: c.enroll(wire.EnrollRequest(code="1", public_key="2")),
    "nonce": lambda c: c.nonce("desk"),
    "session": lambda c: c.open_session(wire.SessionRequest(desk_id="d", nonce="n", signature="s")),
    "push": lambda c: c.push(HEAD, b"line\t\t\n"),
    "missing": lambda c: c.missing_blobs(["ab"]),
    "put": lambda c: c.put_blob("ab", b"data"),
    "receipt": lambda c: c.receipt(["ab"]),
    "notices": lambda c: c.notices(0),
    "ack": lambda c: c.acknowledge(3),
}
every_call = pytest.mark.parametrize("call", CALLS)


@pytest.fixture(scope="module")
def shared() -> Iterator[OddServer]:
    with odd_server() as server:
        yield server


@pytest.fixture
def odd(shared: OddServer) -> OddServer:
    shared.seen.clear()
    return shared


@pytest.fixture
def client(odd: OddServer) -> Iterator[CenterClient]:
    client = CenterClient(odd.url)
    yield client
    client.close()


LATER: dict[str, tuple[Answer, str]] = {
    "a broken center": (Answer(status=500, body=b"oops"), "busy or under repair"),
    "a center under repair": (Answer(status=503), "busy or under repair"),
    "too many desks": (Answer(status=429, headers={"Retry-After": "77"}), "busy"),
    "a sign-in page": (Answer(body=HTML, headers={"Content-Type": "text/html"}), "sign"),
    "a sign-in page without a type": (Answer(body=HTML), "sign"),
    "a way to a sign-in page": (Answer(status=302, headers={"Location": "http://x/"}), "sign"),
    "a way that stays": (Answer(status=308, headers={"Location": "/v2"}), "sign"),
    "a refusal by the network": (Answer(status=403, body=HTML), "sign"),
    "a sign-in demanded": (Answer(status=511, body=HTML), "busy"),
    "half a JSON": (Answer(body=b'{"nonce": "ab'), "cut off or garbled"),
    "a cut answer": (Answer(body=b'{"nonce": "ab', cut=True), "cannot be reached"),
    "another JSON": (Answer(body=b'{"hello": 1}'), "cut off or garbled"),
    "a JSON list": (Answer(body=b"[1, 2]"), "cut off or garbled"),
    "nothing": (Answer(), "cut off or garbled"),
    "bytes": (Answer(body=bytes(range(256))), "cut off or garbled"),
    "broken gzip": (
        Answer(body=b"not gzip", headers={"Content-Encoding": "gzip"}),
        "cannot be reached",
    ),
    "an unknown refusal": (Answer(status=404, body=b'{"detail": "?"}'), "garbled"),
}


@pytest.mark.parametrize("case", LATER)
@every_call
def test_an_unusable_answer_means_later_and_says_why(
    odd: OddServer, client: CenterClient, case: str, call: str
) -> None:
    odd.answer, why = LATER[case]

    with pytest.raises(CenterUnreachable, match=why):
        CALLS[call](client)


@every_call
def test_a_center_that_never_answers_means_later(odd: OddServer, call: str) -> None:
    odd.answer = Answer(is_silent=True)
    client = CenterClient(odd.url, read_timeout_s=0.02)

    with pytest.raises(CenterUnreachable, match="go on serving"):
        CALLS[call](client)
    client.close()


def test_nobody_at_the_address_means_later() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    client = CenterClient(url)

    with pytest.raises(CenterUnreachable, match="saved on this PC"):
        client.nonce("desk")
    client.close()


@pytest.mark.parametrize("url", ["", "center", "http://", "http://[::1", "ftp://center"])
def test_an_address_that_is_none_means_later(url: str) -> None:
    client = CenterClient(url)

    with pytest.raises(CenterUnreachable):
        client.nonce("desk")
    client.close()


@pytest.mark.parametrize("refusal", [*wire.Refusal, "something_new"])
def test_a_refusal_keeps_its_code_and_says_what_to_do(
    odd: OddServer, client: CenterClient, refusal: str
) -> None:
    body = json.dumps({"code": refusal, "message": "x"}).encode()
    odd.answer = Answer(status=409, body=body)

    with pytest.raises(CenterRefused) as caught:
        client.nonce("desk")
    assert caught.value.code == refusal
    assert caught.value.message.endswith(".")
    assert len(caught.value.message.split()) > 8


@pytest.mark.parametrize(
    ("header", "expected"),
    [("77", 77), ("0", 0), ("999999", 3600), ("soon", None), ("-5", None), ("", None)],
)
def test_the_wait_the_center_asks_for_is_kept_within_an_hour(
    odd: OddServer, client: CenterClient, header: str, expected: int | None
) -> None:
    odd.answer = Answer(status=429, headers={"Retry-After": header})

    with pytest.raises(CenterUnreachable) as caught:
        client.nonce("desk")
    assert caught.value.retry_after_s == expected


def test_calls_after_the_session_carry_its_token(odd: OddServer, client: CenterClient) -> None:
    odd.answer = Answer(body=b'{"nonce": "n"}')
    client.nonce("desk")
    reply = {"center_time": "", "accepted_through": 0, "head_sha256": "", "notices_through": 0}
    odd.answer = Answer(body=json.dumps({"token": "secret", **reply}).encode())
    CALLS["session"](client)
    odd.answer = Answer(status=204)
    client.put_blob("ab", b"data")

    assert [seen.get("Authorization") for seen in odd.seen] == [None, None, "Bearer secret"]


def test_unknown_fields_of_a_newer_center_are_no_harm(odd: OddServer, client: CenterClient) -> None:
    odd.answer = Answer(body=b'{"nonce": "n", "mood": "good"}')

    assert client.nonce("desk") == "n"
