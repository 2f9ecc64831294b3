"""A desk proves that it holds its key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk import signing
from agent_desk.center import enrolling
from agent_desk.clock import to_iso

if TYPE_CHECKING:
    from tests.center.conftest import CenterUnderTest
    from tests.support.desk_peer import DeskPeer


def test_a_session_tells_the_centers_time_and_where_its_copy_ends(
    under_test: CenterUnderTest, desk: DeskPeer
) -> None:
    desk.record("visit.opened")
    desk.push()
    reply = desk.open_session().json()
    assert reply["center_time"] == to_iso(under_test.clock.now())
    assert (reply["accepted_through"], reply["head_sha256"]) == (1, desk.chain[0].sha256)
    assert reply["notices_through"] == 0


def test_a_signature_of_another_key_opens_nothing(desk: DeskPeer) -> None:
    answer = desk.open_session(key=signing.new_private_key())
    assert (answer.status_code, answer.json()["code"]) == (401, "bad_signature")


def test_a_nonce_opens_one_session_only(desk: DeskPeer) -> None:
    nonce = desk.nonce()
    assert desk.open_session(nonce).status_code == 200
    answer = desk.open_session(nonce)
    assert (answer.status_code, answer.json()["code"]) == (401, "no_session")


def test_a_nonce_is_spent_by_a_wrong_signature_too(desk: DeskPeer) -> None:
    nonce = desk.nonce()
    desk.open_session(nonce, key=signing.new_private_key())
    assert desk.open_session(nonce).json()["code"] == "no_session"


def test_a_nonce_dies_after_two_minutes(under_test: CenterUnderTest, desk: DeskPeer) -> None:
    nonce = desk.nonce()
    under_test.clock.turn(minutes=2, seconds=1)
    assert desk.open_session(nonce).json()["code"] == "no_session"


def test_a_token_dies_after_an_hour(under_test: CenterUnderTest, desk: DeskPeer) -> None:
    under_test.clock.turn(minutes=59)
    assert under_test.http.get("/v1/notices", headers=desk.headers).status_code == 200
    under_test.clock.turn(minutes=2)
    answer = under_test.http.get("/v1/notices", headers=desk.headers)
    assert (answer.status_code, answer.json()["code"]) == (401, "no_session")


def test_without_a_token_nothing_is_told(under_test: CenterUnderTest) -> None:
    for method, path in (("GET", "/v1/notices"), ("POST", "/v1/facts"), ("POST", "/v1/receipt")):
        answer = under_test.http.request(method, path)
        assert answer.json()["code"] == "no_session", path


def test_one_desks_token_is_not_anothers(under_test: CenterUnderTest, desk: DeskPeer) -> None:
    other = under_test.desk()
    stolen = f"{other.desk_id}.{desk.token.partition('.')[2]}"
    answer = under_test.http.get("/v1/notices", headers={"Authorization": f"Bearer {stolen}"})
    assert answer.status_code == 401


def test_a_revoked_desk_is_shut_out_at_once(under_test: CenterUnderTest, desk: DeskPeer) -> None:
    with under_test.center.database.transaction() as db:
        enrolling.revoke(db, desk.desk_id, under_test.clock.now())
    desk.record("visit.opened")
    assert desk.push().json()["code"] == "revoked"
    answer = under_test.http.post("/v1/session/nonce", json={"desk_id": desk.desk_id})
    assert (answer.status_code, answer.json()["code"]) == (403, "revoked")


def test_an_unknown_desk_gets_no_nonce(under_test: CenterUnderTest) -> None:
    answer = under_test.http.post("/v1/session/nonce", json={"desk_id": "nobody"})
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_desk")


def test_tokens_and_nonces_are_stored_only_as_hashes(
    under_test: CenterUnderTest, desk: DeskPeer
) -> None:
    nonce = desk.nonce()
    stored = str(under_test.rows("SELECT token_sha256 FROM sessions"))
    stored += str(under_test.rows("SELECT nonce_sha256 FROM nonces"))
    assert nonce not in stored
    assert desk.token.partition(".")[2] not in stored
