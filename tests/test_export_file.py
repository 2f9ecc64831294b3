"""The proof of an export: it holds for the true file and for no other."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from agent_desk import signing
from agent_desk.errors import InvalidInput
from agent_desk.export_file import prove
from agent_desk.queries.export import export
from tests.support import desks

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from agent_desk.export_file import Proof

    Lines = list[bytes]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Export a desk with a lodged dossier, receipted by its center."""
    folder = tmp_path_factory.mktemp("export")
    with desks.opened_desk(folder / "desk") as t:
        desks.a_lodged_dossier(t)
        assert t.sync().is_ok
        export(t.desk.store, t.clock, folder / "whole.txt", with_private=True)
        export(t.desk.store, t.clock, folder / "bare.txt", with_private=False)
    return folder / "whole.txt"


def proof_of(original: Path, tmp_path: Path, change: Callable[[Lines], None]) -> Proof:
    """Prove the export after somebody changed its lines."""
    lines = original.read_bytes().splitlines(keepends=True)
    change(lines)
    path = tmp_path / "changed.txt"
    path.write_bytes(b"".join(lines))
    return prove(path)


def header_of(lines: Lines) -> dict[str, object]:
    header: dict[str, object] = json.loads(lines[0])
    return header


def with_header(lines: Lines, **changes: object) -> None:
    lines[0] = json.dumps({**header_of(lines), **changes}).encode() + b"\n"


def test_the_true_export_proves_itself(original: Path) -> None:
    for name in ("whole.txt", "bare.txt"):
        proof = prove(original.with_name(name))
        assert proof.faults == ()
        assert proof.held_through > 0
        assert proof.receipts > 0


def test_personal_data_is_in_the_export_only_if_asked_for(original: Path) -> None:
    name = "Nguyễn Thị Mẫu".encode()
    assert name in original.read_bytes()
    assert name not in original.with_name("bare.txt").read_bytes()
    assert prove(original).private_payloads > 0
    assert prove(original.with_name("bare.txt")).private_payloads == 0


def test_no_half_file_is_left_beside_the_export(original: Path) -> None:
    assert not list(original.parent.glob("*.part"))


@pytest.mark.parametrize("where", [0.2, 0.5, 0.9])
def test_one_flipped_bit_in_a_fact_is_found(original: Path, tmp_path: Path, where: float) -> None:
    def flip(lines: Lines) -> None:
        facts = int(str(header_of(lines)["facts"]))
        number = 1 + int(facts * where)
        line = bytearray(lines[number])
        line[len(line) // 3] ^= 1
        lines[number] = bytes(line)

    assert not proof_of(original, tmp_path, flip).holds


@pytest.mark.parametrize("end", [0.3, 0.8, 0.99])
def test_a_truncated_export_is_found(original: Path, tmp_path: Path, end: float) -> None:
    data = original.read_bytes()
    path = tmp_path / "cut.txt"
    path.write_bytes(data[: int(len(data) * end)])
    assert not prove(path).holds


def test_an_export_without_its_last_fact_is_found(original: Path, tmp_path: Path) -> None:
    def drop(lines: Lines) -> None:
        facts = int(str(header_of(lines)["facts"]))
        del lines[facts]
        with_header(lines, facts=facts - 1)

    assert not proof_of(original, tmp_path, drop).holds


def test_two_facts_in_another_order_are_found(original: Path, tmp_path: Path) -> None:
    def swap(lines: Lines) -> None:
        lines[3], lines[4] = lines[4], lines[3]

    proof = proof_of(original, tmp_path, swap)
    assert proof.chain.bad_seq == 3


def test_a_receipt_signed_by_somebody_else_is_found(original: Path, tmp_path: Path) -> None:
    def forge(lines: Lines) -> None:
        receipt = json.loads(lines[-1])
        message = signing.receipt_message(receipt["receipt"].encode())
        receipt["signature"] = signing.sign(signing.new_private_key(), message).hex()
        lines[-1] = json.dumps(receipt).encode() + b"\n"

    assert not proof_of(original, tmp_path, forge).holds


def test_a_receipt_that_says_more_than_was_signed_is_found(original: Path, tmp_path: Path) -> None:
    def stretch(lines: Lines) -> None:
        receipt = json.loads(lines[-1])
        said = json.loads(receipt["receipt"])
        receipt["receipt"] = json.dumps({**said, "blobs": [*said["blobs"], "0" * 64]})
        lines[-1] = json.dumps(receipt).encode() + b"\n"

    assert not proof_of(original, tmp_path, stretch).holds


def test_a_missing_receipt_is_found(original: Path, tmp_path: Path) -> None:
    assert not proof_of(original, tmp_path, lambda lines: lines.pop()).holds  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "receipt",
    [
        b"null",
        b"[]",
        b"[" * 60_000,
        b'{"receipt": "[]", "signature": ""}',
        b'{"receipt": "{\\"through_seq\\": [1]}", "signature": ""}',
        b'{"receipt": "{\\"through_seq\\": Infinity, \\"desk_id\\": 1}", "signature": "00"}',
        b"\xff\xfe",
    ],
)
def test_garbage_in_place_of_a_receipt_is_a_fault(
    original: Path, tmp_path: Path, receipt: bytes
) -> None:
    def put(lines: Lines) -> None:
        lines[-1] = receipt + b"\n"

    assert not proof_of(original, tmp_path, put).holds


def test_an_altered_private_part_is_found(original: Path, tmp_path: Path) -> None:
    def alter(lines: Lines) -> None:
        number = next(n for n, line in enumerate(lines) if "Thị Mẫu".encode() in line)
        lines[number] = lines[number].replace("Thị Mẫu".encode(), "Thị Mậu".encode())

    proof = proof_of(original, tmp_path, alter)
    assert proof.chain.holds
    assert not proof.holds


def test_an_erased_private_part_is_counted_and_no_fault(original: Path, tmp_path: Path) -> None:
    def erase(lines: Lines) -> None:
        number = next(n for n, line in enumerate(lines) if "Thị Mẫu".encode() in line)
        lines[number] = lines[number].split(b"\t")[0] + b"\t\t\n"

    proof = proof_of(original, tmp_path, erase)
    assert proof.holds
    assert proof.erased_payloads == 1


def test_a_payload_without_its_salt_is_a_fault(original: Path, tmp_path: Path) -> None:
    def strip(lines: Lines) -> None:
        number = next(n for n, line in enumerate(lines) if line.count(b"\t\t\n") == 1)
        lines[number] = lines[number].replace(b"\t\t\n", b'\t\t{"name":"x"}\n')

    assert not proof_of(original, tmp_path, strip).holds


@pytest.mark.parametrize(
    "changes",
    [
        {"facts": -1},
        {"facts": 10**30},
        {"receipts": 0},
        {"head_sha256": "0" * 64},
        {"desk_id": "somebody-else"},
        {"desk_public_key": "0" * 64},
        {"center_public_key": "1" * 64},
    ],
)
def test_a_header_that_lies_is_found(
    original: Path, tmp_path: Path, changes: dict[str, object]
) -> None:
    assert not proof_of(original, tmp_path, lambda lines: with_header(lines, **changes)).holds


@pytest.mark.parametrize(
    "changes",
    [
        {"format": "other"},
        {"version": 2},
        {"facts": "12"},
        {"facts": True},
        {"receipts": None},
        {"center_public_key": "not hexadecimal"},
        {"desk_id": ["a"]},
    ],
)
def test_a_header_of_another_kind_is_refused(
    original: Path, tmp_path: Path, changes: dict[str, object]
) -> None:
    with pytest.raises(InvalidInput):
        proof_of(original, tmp_path, lambda lines: with_header(lines, **changes))


@pytest.mark.parametrize("content", [b"", b"\n", b"[" * 90_000, b"{}", b"\x00\xff", b"a" * 200_000])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.txt"
    path.write_bytes(content)
    with pytest.raises(InvalidInput):
        prove(path)


def test_another_key_of_the_center_than_the_one_given_is_found(original: Path) -> None:
    known = prove(original).header.center_public_key
    assert prove(original, center_public_key=known).holds
    assert not prove(original, center_public_key="0" * 64).holds
