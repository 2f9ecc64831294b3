"""The center takes a chain as it is, once, and never changes it."""

from __future__ import annotations

import gzip
import json
import threading
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import sql

from agent_desk import signing, wire
from agent_desk.center.inspection import inspect_desk, verify_desk
from agent_desk.domain.ledger import SealedFact, private_digest
from agent_desk.ids import sha256_hex

if TYPE_CHECKING:
    from tests.center.conftest import CenterUnderTest
    from tests.support.desk_peer import DeskPeer


def _record(desk: DeskPeer, count: int) -> None:
    for number in range(count):
        desk.record("visit.closed", body={"outcome": "served", "seconds": number})


def test_the_bytes_arrive_as_the_desk_wrote_them(
    under_test: CenterUnderTest, desk: DeskPeer
) -> None:
    desk.record("citizen.recorded", private={"name": "Nguyễn Thị Mẫu"})
    _record(desk, 2)
    reply = desk.push().json()
    assert reply == {"accepted_through": 3, "head_sha256": desk.chain[-1].sha256}
    held = inspect_desk(under_test.owner_url, desk.desk_id)
    assert held.lines == tuple(fact.line for fact in desk.chain)
    assert verify_desk(under_test.owner_url, desk.desk_id).holds


def test_the_private_part_is_kept_apart_and_matches_its_hash(
    under_test: CenterUnderTest, desk: DeskPeer
) -> None:
    fact = desk.record("citizen.recorded", private={"name": "Nguyễn Thị Mẫu"})
    _record(desk, 1)
    desk.push()
    [(seq, salt, payload)] = under_test.rows("SELECT seq, salt, payload FROM fact_private")
    assert (seq, salt, payload) == (1, fact.salt, fact.payload)
    assert json.loads(fact.line)["private_sha256"] == private_digest(fact.salt, fact.payload)
    assert desk.notices() == []


def test_a_batch_sent_twice_is_counted_once(under_test: CenterUnderTest, desk: DeskPeer) -> None:
    _record(desk, 3)
    assert desk.push().json() == desk.push().json()
    assert inspect_desk(under_test.owner_url, desk.desk_id).fact_count == 3


def test_the_same_batch_sent_twice_at_once_is_counted_once(
    under_test: CenterUnderTest, desk: DeskPeer
) -> None:
    _record(desk, 50)
    answers: list[int] = []
    start = threading.Barrier(2)

    def push() -> None:
        start.wait()
        answers.append(desk.push().status_code)

    threads = [threading.Thread(target=push) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [200, 200]
    assert verify_desk(under_test.owner_url, desk.desk_id).count == 50


def test_a_batch_that_overlaps_adds_only_what_is_new(
    under_test: CenterUnderTest, desk: DeskPeer
) -> None:
    _record(desk, 3)
    desk.push(desk.chain[:2])
    assert desk.push(desk.chain[1:]).json()["accepted_through"] == 3
    assert verify_desk(under_test.owner_url, desk.desk_id).count == 3


def test_a_gap_is_a_chain_conflict(under_test: CenterUnderTest, desk: DeskPeer) -> None:
    _record(desk, 3)
    desk.push(desk.chain[:1])
    answer = desk.push(desk.chain[2:])
    assert (answer.status_code, answer.json()["code"]) == (409, "chain_conflict")
    assert inspect_desk(under_test.owner_url, desk.desk_id).accepted_through == 1


def test_another_fact_under_a_known_number_is_a_chain_conflict(
    under_test: CenterUnderTest, desk: DeskPeer
) -> None:
    _record(desk, 2)
    desk.push()
    first = desk.chain[0]
    desk.chain = [first]
    _record(desk, 2)
    answer = desk.push()
    assert (answer.status_code, answer.json()["code"]) == (409, "chain_conflict")
    assert inspect_desk(under_test.owner_url, desk.desk_id).accepted_through == 2


def test_a_second_history_behind_the_held_head_is_a_chain_conflict(desk: DeskPeer) -> None:
    _record(desk, 2)
    desk.push()
    desk.chain = []
    _record(desk, 3)
    assert desk.push(desk.chain[2:]).json()["code"] == "chain_conflict"


def test_a_line_removed_from_the_middle_is_a_chain_conflict(desk: DeskPeer) -> None:
    _record(desk, 3)
    answer = desk.push([desk.chain[0], desk.chain[2]])
    assert answer.json()["code"] == "chain_conflict"


def test_facts_of_another_desk_are_a_chain_conflict(
    under_test: CenterUnderTest, desk: DeskPeer
) -> None:
    other = under_test.desk()
    _record(other, 1)
    assert desk.push(other.chain).json()["code"] == "chain_conflict"


def test_a_head_that_another_key_signed_is_refused(desk: DeskPeer) -> None:
    _record(desk, 1)
    desk.private_key = signing.new_private_key()
    answer = desk.push()
    assert (answer.status_code, answer.json()["code"]) == (401, "bad_signature")


@pytest.mark.parametrize("cut", [1, 40, 300])
def test_a_torn_batch_leaves_nothing_behind(
    under_test: CenterUnderTest, desk: DeskPeer, cut: int
) -> None:
    _record(desk, 3)
    answer = desk.post_facts(desk.push_body()[:-cut])
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")
    assert inspect_desk(under_test.owner_url, desk.desk_id).fact_count == 0


def test_what_is_no_push_at_all_is_refused_in_words(desk: DeskPeer) -> None:
    for body in (b"", b"{}", b"\xff\n", b"[]\n\n", desk_head_only(desk), b"[" * 100_000 + b"\n"):
        answer = desk.post_facts(body)
        assert (answer.status_code, answer.json()["code"]) == (400, "bad_request"), body[:20]


def desk_head_only(desk: DeskPeer) -> bytes:
    _record(desk, 1)
    return desk.push_body().partition(b"\n")[0] + b"\n"


def test_deep_nesting_and_a_boolean_number_are_bad_requests(desk: DeskPeer) -> None:
    fact = desk.record("visit.opened")
    head = desk.push_body().partition(b"\n")[0]
    for line in (b"[" * 200_000, fact.line.replace(b'"seq":1', b'"seq":true')):
        odd = SealedFact(seq=1, line=line, sha256="")
        answer = desk.post_facts(head + b"\n" + wire.pack_facts([odd]))
        assert answer.json()["code"] == "bad_request"


def test_more_facts_than_a_batch_may_hold_are_too_large(desk: DeskPeer) -> None:
    _record(desk, wire.MAX_BATCH_FACTS + 1)
    answer = desk.push()
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert desk.push(desk.chain[:-1]).status_code == 200


def test_a_small_body_that_unpacks_to_a_huge_one_is_too_large(desk: DeskPeer) -> None:
    bomb = gzip.compress(b"\0" * (64 * 1024 * 1024))
    answer = desk.post_facts(bomb, {**desk.headers, "Content-Encoding": "gzip"})
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_a_damaged_packing_is_a_bad_request(desk: DeskPeer) -> None:
    _record(desk, 1)
    headers = {**desk.headers, "Content-Encoding": "gzip"}
    packed = gzip.compress(desk.push_body())
    for body in (b"not gzip", packed[:-9], packed + b"more"):
        assert desk.post_facts(body, headers).json()["code"] == "bad_request"
    zstd = {**desk.headers, "Content-Encoding": "zstd"}
    assert desk.post_facts(packed, zstd).json()["code"] == "bad_request"


@pytest.mark.parametrize("table", ["facts", "fact_private", "notices", "receipts"])
def test_the_program_cannot_change_or_remove_what_is_held(
    under_test: CenterUnderTest, table: str
) -> None:
    name = sql.Identifier(table)
    for query in (
        sql.SQL("UPDATE {} SET desk_id = 'x'"),
        sql.SQL("DELETE FROM {}"),
        sql.SQL("TRUNCATE {}"),
        sql.SQL("RESET ROLE; DELETE FROM {}"),
        sql.SQL("DROP TABLE {}"),
    ):
        with (
            pytest.raises(psycopg.errors.InsufficientPrivilege),
            under_test.center.database.transaction() as db,
        ):
            db.execute(query.format(name))


def test_text_that_a_database_cannot_hold_is_stored_all_the_same(
    under_test: CenterUnderTest, desk: DeskPeer
) -> None:
    desk.record("visit.opened", "nul \x00 and half a pair", {"odd": "\x00"})
    line = desk.chain[0].line.replace(b"half a pair", b"\\ud800")
    odd = SealedFact(seq=1, line=line, sha256=sha256_hex(line))
    desk.chain = [odd]
    assert desk.push().status_code == 200
    assert inspect_desk(under_test.owner_url, desk.desk_id).lines == (line,)


def test_a_newer_push_is_told_to_upgrade(desk: DeskPeer) -> None:
    _record(desk, 1)
    body = desk.push_body().replace(b'"version": 1', b'"version": 2')
    answer = desk.post_facts(body)
    assert (answer.status_code, answer.json()["code"]) == (426, "upgrade_needed")
