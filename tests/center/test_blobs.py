"""Scans arrive whole or not at all, and only who sent them is told that they are held."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from agent_desk import signing, wire
from agent_desk.center import blobs
from agent_desk.center.inspection import inspect_desk
from agent_desk.errors import StoreUnusable
from agent_desk.ids import sha256_hex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.center.conftest import CenterUnderTest
    from tests.support.desk_peer import DeskPeer


def _missing(desk: DeskPeer, names: Sequence[str]) -> list[str]:
    found = desk.post("/v1/blobs/missing", {"sha256": list(names)}).json()["sha256"]
    return list(found)


def _receipt(desk: DeskPeer, names: Sequence[str]) -> dict[str, object]:
    signed = desk.post("/v1/receipt", {"sha256": list(names)}).json()
    message = signing.receipt_message(signed["body"].encode())
    assert signing.is_signed_by(desk.center_key, bytes.fromhex(signed["signature"]), message)
    body: dict[str, object] = json.loads(signed["body"])
    return body


def test_a_blob_is_missing_until_it_is_sent(desk: DeskPeer) -> None:
    name = sha256_hex(b"scan")
    assert _missing(desk, [name, "0" * 64]) == [name, "0" * 64]
    assert desk.put_blob(b"scan").status_code == 204
    assert _missing(desk, [name, "0" * 64]) == ["0" * 64]


def test_sending_a_blob_twice_is_harmless(under_test: CenterUnderTest, desk: DeskPeer) -> None:
    assert [desk.put_blob(b"scan").status_code for _ in range(2)] == [204, 204]
    assert inspect_desk(under_test.owner_url, desk.desk_id).blobs == (sha256_hex(b"scan"),)


def test_an_empty_and_a_packed_blob_arrive_as_they_are(desk: DeskPeer) -> None:
    assert desk.put_blob(b"").status_code == 204
    name, packed = sha256_hex(b"scan"), gzip.compress(b"scan")
    headers = {**desk.headers, "Content-Encoding": "gzip"}
    answer = desk.http.put(f"/v1/blobs/{name}", content=packed, headers=headers)
    assert answer.status_code == 204
    assert _missing(desk, [name, sha256_hex(b"")]) == []


def test_bytes_under_a_wrong_name_leave_nothing_behind(
    under_test: CenterUnderTest, desk: DeskPeer
) -> None:
    answer = desk.put_blob(b"scan", sha256_hex(b"another"))
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_hash")
    assert _missing(desk, [sha256_hex(b"another")]) == [sha256_hex(b"another")]
    assert [path for path in under_test.blob_dir.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("name", ["abc", "A" * 64, "..%2f..%2fcenter.key"])
def test_a_name_that_is_no_hash_is_refused(desk: DeskPeer, name: str) -> None:
    answer = desk.put_blob(b"scan", name)
    assert answer.status_code in {400, 404}
    assert answer.json()["code"] == "bad_request"


def test_a_blob_over_the_limit_is_too_large_packed_or_not(
    desk: DeskPeer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "MAX_BLOB_BYTES", 1000)
    assert desk.put_blob(b"x" * 1000).status_code == 204
    answer = desk.put_blob(b"x" * 1001)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    headers = {**desk.headers, "Content-Encoding": "gzip"}
    packed = gzip.compress(b"x" * 1_000_000)
    url = f"/v1/blobs/{sha256_hex(b'x' * 1_000_000)}"
    answer = desk.http.put(url, content=packed[:900], headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_blobs_lie_in_files_that_nobody_else_may_read(
    under_test: CenterUnderTest, desk: DeskPeer
) -> None:
    desk.put_blob(b"scan")
    [file] = [path for path in under_test.blob_dir.rglob("*") if path.is_file()]
    assert (file.name, file.read_bytes()) == (sha256_hex(b"scan"), b"scan")
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_receipt_names_the_head_and_the_blobs_that_are_held(desk: DeskPeer) -> None:
    desk.record("visit.opened")
    desk.push()
    desk.put_blob(b"scan")
    receipt = _receipt(desk, [sha256_hex(b"scan"), "0" * 64])
    assert (receipt["desk_id"], receipt["through_seq"]) == (desk.desk_id, 1)
    assert receipt["head_sha256"] == desk.chain[0].sha256
    assert receipt["blobs"] == [sha256_hex(b"scan")]


def test_what_another_desk_sent_is_not_confirmed(under_test: CenterUnderTest) -> None:
    sender, other = under_test.desk(), under_test.desk()
    sender.put_blob(b"scan")
    name = sha256_hex(b"scan")
    assert _missing(other, [name]) == [name]
    assert _receipt(other, [name])["blobs"] == []
    other.put_blob(b"scan")
    assert _receipt(other, [name])["blobs"] == [name]


def test_a_blob_lost_at_the_center_is_asked_for_again(
    under_test: CenterUnderTest, desk: DeskPeer
) -> None:
    desk.put_blob(b"scan")
    name = sha256_hex(b"scan")
    (under_test.blob_dir / name[:2] / name).unlink()
    assert _receipt(desk, [name])["blobs"] == []
    assert _missing(desk, [name]) == [name]
    desk.put_blob(b"scan")
    assert _receipt(desk, [name])["blobs"] == [name]


def test_receipts_are_stored_as_they_were_signed(
    under_test: CenterUnderTest, desk: DeskPeer
) -> None:
    signed = desk.post("/v1/receipt", {"sha256": []}).json()
    assert inspect_desk(under_test.owner_url, desk.desk_id).receipts == (signed["body"],)


def test_a_receipt_for_what_is_no_hash_is_refused(desk: DeskPeer) -> None:
    for names in (["x"], "x", [1], None):
        answer = desk.post("/v1/receipt", {"sha256": names})
        assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


def test_only_files_can_hold_blobs() -> None:
    with pytest.raises(StoreUnusable):
        blobs.open_storage("s3://bucket/blobs")
