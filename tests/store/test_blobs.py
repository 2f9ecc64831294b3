"""Scans as files: sealed, whole or absent, found when altered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_desk.commands import paper, printing
from agent_desk.devices.intake import check_bytes
from agent_desk.domain.printing import PrintSubject, SubjectKind
from agent_desk.errors import InvalidInput, NotFound, StoreUnusable
from agent_desk.ids import sha256_hex
from agent_desk.store import blobs
from agent_desk.wire import MAX_BLOB_BYTES
from tests.support.desks import a_case, a_scan

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.desks import TestDesk

CLEAR = b"the scan of a card " * 100


def files(t: TestDesk) -> set[Path]:
    return {path for path in t.desk.store.data.blobs.rglob("*") if path.is_file()}


def test_a_scan_comes_back_as_it_was_and_lies_sealed(t: TestDesk) -> None:
    name = t.desk.store.blobs.put(CLEAR)

    assert name == sha256_hex(CLEAR)
    assert t.desk.store.blobs.get(name) == CLEAR
    assert CLEAR[:19] not in t.desk.store.blobs.path(name).read_bytes()


def test_the_same_bytes_twice_are_one_file(t: TestDesk) -> None:
    assert t.desk.store.blobs.put(CLEAR) == t.desk.store.blobs.put(CLEAR)
    assert len(files(t)) == 1


@pytest.mark.parametrize("at", [0, 12, 500, -1])
def test_one_changed_bit_is_found(t: TestDesk, at: int) -> None:
    name = t.desk.store.blobs.put(CLEAR)
    sealed = bytearray(t.desk.store.blobs.path(name).read_bytes())
    sealed[at] ^= 1
    t.desk.store.blobs.path(name).write_bytes(sealed)

    with pytest.raises(StoreUnusable, match="damaged"):
        t.desk.store.blobs.get(name)


def test_a_file_under_another_name_is_found(t: TestDesk) -> None:
    first, second = t.desk.store.blobs.put(CLEAR), t.desk.store.blobs.put(b"another")
    t.desk.store.blobs.path(second).write_bytes(t.desk.store.blobs.path(first).read_bytes())

    with pytest.raises(StoreUnusable, match="damaged"):
        t.desk.store.blobs.get(second)


def test_a_damaged_scan_is_whole_again_when_it_is_chosen_again(t: TestDesk) -> None:
    name = t.desk.store.blobs.put(CLEAR)
    t.desk.store.blobs.path(name).write_bytes(b"cut")

    t.desk.store.blobs.put(CLEAR)
    assert t.desk.store.blobs.get(name) == CLEAR


def test_a_scan_that_is_not_here_says_so(t: TestDesk) -> None:
    with pytest.raises(NotFound, match="Scan the paper again"):
        t.desk.store.blobs.get("ab" * 32)


@pytest.mark.parametrize("data", [b"", bytes(MAX_BLOB_BYTES + 1)], ids=["empty", "too large"])
def test_a_file_of_impossible_size_is_refused(t: TestDesk, data: bytes) -> None:
    with pytest.raises(InvalidInput, match="Scan"):
        t.desk.store.blobs.put(data)
    assert not files(t)


def test_the_sweep_takes_what_no_row_names_and_nothing_else(t: TestDesk) -> None:
    dossier_id = a_case(t)
    component = t.view(dossier_id).papers[0].component_id
    scan = paper.attach_file(t.desk, t.act(), dossier_id, component, check_bytes("a", a_scan()))
    job = printing.PrintJob(
        subject=PrintSubject(SubjectKind.DOSSIER, dossier_id),
        document="bring",
        template_version="1",
        render=lambda _n: b"%PDF",
    )
    page = printing.record_print(t.desk, t.act(), job)
    t.desk.store.blobs.put(b"left by a crash")

    with t.desk.store.read() as connection:
        known = blobs.named(connection)
    assert t.desk.store.blobs.sweep(known) == 1
    assert {path.name for path in files(t)} == {scan["sha256"], page["sha256"]}
