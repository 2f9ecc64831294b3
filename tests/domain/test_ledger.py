"""The chain of facts: what was changed is found."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desk.domain.facts import AuthorType, FactKind
from agent_desk.domain.ledger import GENESIS, FactHead, parse, private_digest, seal, verify_chain

DESK = "0192f0a0-0000-7000-8000-000000000001"
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
BODIES = st.dictionaries(WORDS, WORDS | st.integers() | st.none() | st.lists(WORDS), max_size=3)


def a_head(seq: int, prev: str = GENESIS, desk_id: str = DESK) -> FactHead:
    return FactHead(
        desk_id=desk_id,
        seq=seq,
        fact_id=f"fact-{seq}",
        intent_id=f"intent-{seq}",
        kind=FactKind.VISIT_OPENED,
        subject_id="visit-1",
        recorded_at="2026-11-23T02:41:07.120Z",
        utc_offset_min=420,
        author_type=AuthorType.PERSON,
        author_id="clerk-1",
        prev_sha256=prev,
    )


def a_chain(length: int, desk_id: str = DESK) -> list[bytes]:
    lines, prev = [], GENESIS
    for seq in range(1, length + 1):
        fact = seal(a_head(seq, prev, desk_id), {"n": seq, "chữ": "Phố Mẫu"})
        lines.append(fact.line)
        prev = fact.sha256
    return lines


CHAIN = a_chain(6)
HEAD = hashlib.sha256(CHAIN[-1]).hexdigest()


def is_untouched(lines: list[bytes]) -> bool:
    report = verify_chain(lines, desk_id=DESK)
    return report.holds and (report.last_seq, report.head_sha256) == (len(CHAIN), HEAD)


def test_a_chain_as_it_was_written_holds():
    report = verify_chain(CHAIN)
    assert report.holds
    assert (report.count, report.last_seq, report.head_sha256) == (6, 6, HEAD)
    assert is_untouched(CHAIN)


def test_an_empty_chain_holds_and_ends_in_the_genesis():
    report = verify_chain([])
    assert (report.holds, report.count, report.head_sha256) == (True, 0, GENESIS)


@given(st.integers(0, 5), st.integers(0, 10_000), st.integers(0, 7))
def test_one_flipped_bit_is_detected(index, place, bit):
    line = bytearray(CHAIN[index])
    line[place % len(line)] ^= 1 << bit
    assert not is_untouched([*CHAIN[:index], bytes(line), *CHAIN[index + 1 :]])


@given(st.permutations(range(6)))
def test_another_order_is_detected(order):
    assert is_untouched([CHAIN[i] for i in order]) is (list(order) == list(range(6)))


@given(st.sets(st.integers(0, 5), min_size=1))
def test_deleted_lines_are_detected(gone):
    assert not is_untouched([line for i, line in enumerate(CHAIN) if i not in gone])


@given(st.integers(0, 5), st.integers(0, 6))
def test_a_line_that_comes_twice_is_detected(index, place):
    assert not is_untouched([*CHAIN[:place], CHAIN[index], *CHAIN[place:]])


@given(st.integers(0, 5), st.data())
def test_a_truncated_line_is_detected(index, data):
    cut = data.draw(st.integers(0, len(CHAIN[index]) - 1))
    assert not is_untouched([*CHAIN[:index], CHAIN[index][:cut], *CHAIN[index + 1 :]])


def test_a_truncated_chain_holds_but_ends_at_another_head():
    report = verify_chain(CHAIN[:-1])
    assert report.holds
    assert report.head_sha256 != HEAD


@pytest.mark.parametrize("line", [b"", b"{}", b"[]", b"\xff", b"{", b"1", b"[" * 100_000])
def test_the_first_bad_line_is_named(line):
    report = verify_chain([*CHAIN[:2], line, *CHAIN[3:]])
    assert not report.holds
    assert (report.count, report.bad_seq) == (2, 3)
    assert report.reason


def test_the_reason_says_what_is_wrong():
    assert "number 3 where 2" in verify_chain([CHAIN[0], CHAIN[2]]).reason
    forged = seal(a_head(2, "f" * 64), {}).line
    assert "another predecessor" in verify_chain([CHAIN[0], forged]).reason
    assert "another desk" in verify_chain(CHAIN, desk_id="other").reason
    foreign = seal(a_head(2, hashlib.sha256(CHAIN[0]).hexdigest(), "other"), {}).line
    assert "another desk" in verify_chain([CHAIN[0], foreign]).reason


def test_a_piece_of_a_chain_is_verified_from_where_it_begins():
    before = hashlib.sha256(CHAIN[2]).hexdigest()
    assert verify_chain(CHAIN[3:], after_seq=3, prev_sha256=before).last_seq == 6
    assert not verify_chain(CHAIN[3:], after_seq=3).holds
    assert not verify_chain(CHAIN[3:], after_seq=2, prev_sha256=before).holds


@given(BODIES, BODIES | st.none())
def test_a_fact_reads_back_as_it_was_sealed(body, private):
    fact = seal(a_head(1), body, private)
    read = parse(fact.line)
    assert (read.seq, read.body, read.prev_sha256) == (1, body, GENESIS)
    assert fact.sha256 == hashlib.sha256(fact.line).hexdigest()
    assert not {b"\n", b"\t"} & {bytes([byte]) for byte in fact.line + fact.payload}


def test_personal_data_stays_out_of_the_line_and_is_named_by_a_salted_hash():
    private = {"name": "Nguyễn Thị Mẫu"}
    first, second = seal(a_head(1), {}, private), seal(a_head(1), {}, private)
    assert "Mẫu".encode() not in first.line
    assert json.loads(first.payload) == private
    assert parse(first.line).private_sha256 == private_digest(first.salt, first.payload)
    assert first.line != second.line


def test_erasing_a_person_leaves_the_chain_whole():
    fact = seal(a_head(1), {}, {"name": "Nguyễn Thị Mẫu"})
    follower = seal(a_head(2, fact.sha256), {})
    assert verify_chain([fact.line, follower.line]).holds


@pytest.mark.parametrize(
    "changes",
    [
        {"seq": "1"},
        {"seq": True},
        {"seq": 1.0},
        {"seq": None},
        {"body": []},
        {"body": None},
        {"kind": None},
        {"kind": ["visit.opened"]},
        {"recorded_at": 0},
        {"utc_offset_min": "420"},
        {"private_sha256": 0},
        {"prev_sha256": {}},
    ],
)
def test_a_line_of_wrong_types_is_no_fact(changes):
    with pytest.raises(ValueError, match="wrong type"):
        parse(json.dumps(json.loads(CHAIN[0]) | changes).encode())


@pytest.mark.parametrize("key", sorted(json.loads(CHAIN[0])))
def test_a_line_that_lacks_a_key_is_no_fact(key):
    raw = json.loads(CHAIN[0])
    del raw[key]
    with pytest.raises(ValueError, match="keys are missing"):
        parse(json.dumps(raw).encode())


def test_a_line_from_a_later_version_may_say_more():
    raw = json.loads(CHAIN[0]) | {"later": 1}
    assert parse(json.dumps(raw).encode()).seq == 1
