"""Opening the desk's database: new, again, and every way in which it can be spoiled."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from agent_desk.commands import drafts
from agent_desk.errors import StoreUnusable
from agent_desk.paths import DataDir
from agent_desk.store import engine, keys
from agent_desk.store.engine import open_store
from tests.support.contents import counts
from tests.support.desks import a_desk, a_lodged_dossier

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.desks import TestDesk

HOLDER = """
import sys
from sqlcipher3 import dbapi2
c = dbapi2.connect(sys.argv[1], isolation_level=None)
c.execute(f"PRAGMA key = \\"x'{sys.argv[2]}'\\"")
c.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def closed(tmp_path: Path) -> DataDir:
    t = a_desk(tmp_path / "desk")
    t.close()
    return t.desk.store.data


def test_a_new_desk_keeps_its_key_where_only_its_user_reads_it(tmp_path: Path) -> None:
    closed = DataDir(root=tmp_path / "new")
    open_store(closed, use_system_store=False).close()
    assert stat.S_IMODE(closed.key_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(closed.root.stat().st_mode) == 0o700
    assert not list(closed.root.glob("*.part"))


def test_the_store_says_who_guards_the_key(t: TestDesk) -> None:
    health = t.desk.store.health()

    assert health.key_place is keys.KeyPlace.FILE
    assert "folder" in keys.say_place(health.key_place)
    assert not health.disk_is_low


def test_no_clear_text_lies_in_the_database_file(t: TestDesk) -> None:
    a_lodged_dossier(t)
    t.desk.store.checkpoint()

    content = t.desk.store.data.database.read_bytes()
    assert not content.startswith(b"SQLite format 3")
    assert "Nguyễn".encode() not in content
    assert b"001190000123" not in content


def test_what_was_written_is_there_after_opening_again(t: TestDesk) -> None:
    dossier_id = a_lodged_dossier(t)
    before = counts(t.desk.store)
    t.close()

    store = open_store(t.desk.store.data, use_system_store=False)
    assert counts(store) == before
    with store.read() as connection:
        assert connection.exec_driver_sql("SELECT dossier_id FROM dossiers").scalar() == dossier_id
    store.close()


def test_a_database_without_its_key_is_refused_and_no_new_key_is_made(closed: DataDir) -> None:
    closed.key_file.unlink()

    with pytest.raises(StoreUnusable, match="key is not"):
        open_store(closed, use_system_store=False)
    assert not closed.key_file.exists()


@pytest.mark.parametrize("content", ["", "zz", "ab" * 31, "ab" * 33, "é"])
def test_a_damaged_key_file_is_refused(closed: DataDir, content: str) -> None:
    closed.key_file.write_text(content, "utf-8")

    with pytest.raises(StoreUnusable, match="Call technical support"):
        open_store(closed, use_system_store=False)
    assert closed.key_file.read_text("utf-8") == content


def test_another_key_is_refused_and_the_file_stays_as_it_was(closed: DataDir) -> None:
    closed.key_file.write_text("ab" * 32)
    before = closed.database.read_bytes()

    with pytest.raises(StoreUnusable, match="Do not delete"):
        open_store(closed, use_system_store=False)
    assert closed.database.read_bytes() == before


@pytest.mark.parametrize("kept", [100, 4096, 5000, 40960, -4096])
def test_a_cut_off_database_is_refused_and_not_touched(closed: DataDir, kept: int) -> None:
    content = closed.database.read_bytes()[:kept]
    closed.database.write_bytes(content)

    with pytest.raises(StoreUnusable, match="damaged"):
        open_store(closed, use_system_store=False)
    assert closed.database.read_bytes() == content


@pytest.mark.parametrize("content", [b"not a database at all", os.urandom(20_000)])
def test_a_garbage_database_is_refused_and_not_touched(closed: DataDir, content: bytes) -> None:
    closed.database.write_bytes(content)

    with pytest.raises(StoreUnusable, match="Serve on paper"):
        open_store(closed, use_system_store=False)
    assert closed.database.read_bytes() == content


@pytest.mark.parametrize("gone", ["emptied", "deleted"])
def test_an_empty_book_never_replaces_one_that_vanished(t: TestDesk, gone: str) -> None:
    a_lodged_dossier(t)
    t.close()
    data = t.desk.store.data
    data.database.write_bytes(b"")
    if gone == "deleted":
        data.database.unlink()

    with pytest.raises(StoreUnusable, match="gone or empty"):
        open_store(data, use_system_store=False)


def test_a_start_that_died_before_its_first_page_can_start_again(tmp_path: Path) -> None:
    data = DataDir(root=tmp_path / "desk")
    data.root.mkdir()
    keys.load_or_make(data, use_system_store=False)
    data.database.write_bytes(b"")

    open_store(data, use_system_store=False).close()


@pytest.mark.parametrize("spoiled", ["a changed bit", "the last byte gone"])
def test_one_spoiled_page_is_found_by_the_integrity_check(t: TestDesk, spoiled: str) -> None:
    a_lodged_dossier(t)  # its rows lie behind the pages that every start reads
    t.close()
    data = t.desk.store.data
    content = bytearray(data.database.read_bytes())
    content[-2000] ^= 1
    data.database.write_bytes(content if spoiled == "a changed bit" else content[:-1])

    store = open_store(data, use_system_store=False)
    assert not store.check_integrity()
    store.close()


def test_a_sound_file_passes_the_integrity_check(t: TestDesk) -> None:
    a_lodged_dossier(t)

    assert t.desk.store.check_integrity()


def test_a_database_held_by_another_process_says_so(
    closed: DataDir, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_BUSY_TIMEOUT_MS", 30)
    store = open_store(closed, use_system_store=False)
    key = closed.key_file.read_text().strip()
    command = [sys.executable, "-c", HOLDER, str(closed.database), key]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(StoreUnusable, match="Another program"), store.write():
            pass
        with store.read() as connection:  # reading goes on
            assert connection.exec_driver_sql("SELECT count(*) FROM desk").scalar() == 1
        holder.communicate(b"\n")
    with store.write():
        pass
    store.close()


def test_a_newer_data_version_is_refused_and_not_touched(t: TestDesk) -> None:
    with t.desk.store.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    t.close()
    before = t.desk.store.data.database.read_bytes()

    with pytest.raises(StoreUnusable, match="newer Agent Desk"):
        open_store(t.desk.store.data, use_system_store=False)
    assert t.desk.store.data.database.read_bytes() == before


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(StoreUnusable, match="cannot be written"):
        open_store(DataDir(root=tmp_path / "file" / "desk"), use_system_store=False)


def test_a_file_that_cannot_be_written_says_so(t: TestDesk) -> None:
    with t.desk.store.write() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")

    with pytest.raises(StoreUnusable, match="opened for writing"):
        drafts.forget_draft(t.desk.store, "reception")


def test_writes_are_durable_and_references_are_held(t: TestDesk) -> None:
    for transaction in (t.desk.store.write, t.desk.store.read):
        with transaction() as connection:
            found = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys", "cipher_version")
            }
        assert found.pop("cipher_version")
        assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_an_error_of_a_statement_never_shows_the_values(t: TestDesk) -> None:
    insert = "INSERT INTO citizens (citizen_id, name) VALUES (?, ?)"
    with pytest.raises(Exception, match="NOT NULL") as caught, t.desk.store.write() as connection:
        connection.exec_driver_sql(insert, ("c1", "Nguyễn Thị Mẫu"))

    assert "Nguyễn" not in str(caught.value)
