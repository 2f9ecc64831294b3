"""Migrations: the files make exactly the tables the code expects, after a copy, or not at all."""

from __future__ import annotations

import runpy
import shutil
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from agent_desk import paths
from agent_desk.errors import StoreUnusable
from agent_desk.paths import DataDir
from agent_desk.store import (
    certificate_tables,
    check_tables,
    clock_tables,
    competence_tables,
    counter_tables,
    custody_tables,
    delivery_tables,
    migrate,
    offered_tables,
    practice_mark,
    practice_tables,
    result_tables,
    training_tables,
)
from agent_desk.store.engine import open_store
from agent_desk.store.tables import metadata
from tests.support.contents import counts
from tests.support.desks import a_lodged_dossier, a_taken_in_dossier

if TYPE_CHECKING:
    from pathlib import Path

    from agent_desk.store.engine import Store
    from tests.support.desks import TestDesk

NEXT = """
from alembic import op
import sqlalchemy as sa
revision = "9999"
down_revision = "{head}"
branch_labels = None
depends_on = None

def upgrade():
    op.create_table("later", sa.Column("x", sa.Integer))
    op.execute("UPDATE clerks SET name = 'moved'")
    {end}
"""

HEAD = migrate.HEAD
KNOWN = (
    certificate_tables.certificates,
    check_tables.home_calls,
    clock_tables.trips,
    competence_tables.first_dossiers,
    counter_tables.shifts,
    custody_tables.packets,
    delivery_tables.deliveries,
    offered_tables.offered_follow_ups,
    practice_mark.practice_marks,
    practice_tables.practice_runs,
    result_tables.results,
    training_tables.learners,
)
"""Named here so that all tables are known when models and migrations are compared."""


def next_script(end: str) -> str:
    return NEXT.format(head=HEAD, end=end)


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Pretend that the program knows one migration more."""
    folder = tmp_path / "migrations"
    shutil.copytree(paths.migrations() / "desk", folder)
    (folder / "versions" / "9999_next.py").write_text(next_script("pass"))
    monkeypatch.setattr(migrate, "HEAD", "9999")
    monkeypatch.setattr(migrate, "_folder", lambda: folder)
    return folder


def revision(store: Store) -> str:
    with store.read() as connection:
        return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar())


def test_the_migrations_make_exactly_the_tables_of_the_code(t: TestDesk) -> None:
    with t.desk.store.read() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_name": lambda name, kind, _parent: (
                    kind != "table" or not str(name).startswith("search")
                ),
            },
        )
        assert compare_metadata(context, metadata) == []


def test_the_newest_migration_is_the_one_the_code_names() -> None:
    scripts = ScriptDirectory(str(paths.migrations() / "desk"))

    assert scripts.get_heads() == [migrate.HEAD]


def test_a_start_at_the_newest_version_makes_no_copy(t: TestDesk) -> None:
    t.close()
    open_store(t.desk.store.data, use_system_store=False).close()

    assert not list(t.desk.store.data.backups.iterdir())


def test_the_data_is_copied_whole_before_it_is_changed(
    t: TestDesk, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    a_lodged_dossier(t)
    before = counts(t.desk.store)
    t.close()
    request.getfixturevalue("newer")

    open_store(t.desk.store.data, use_system_store=False).close()
    (copy,) = t.desk.store.data.backups.iterdir()
    restored = DataDir(root=tmp_path / "restored")
    restored.root.mkdir()
    shutil.copy(copy, restored.database)
    shutil.copy(t.desk.store.data.key_file, restored.key_file)
    request.getfixturevalue("monkeypatch").undo()
    store = open_store(restored, use_system_store=False)
    assert (revision(store), counts(store)) == (HEAD, before)
    store.close()


def test_an_older_version_is_brought_up_with_its_rows(
    t: TestDesk, request: pytest.FixtureRequest
) -> None:
    t.close()
    request.getfixturevalue("newer")

    store = open_store(t.desk.store.data, use_system_store=False)
    with store.read() as connection:
        assert connection.exec_driver_sql("SELECT name FROM clerks").scalar() == "moved"
    assert revision(store) == "9999"
    store.close()


def test_a_migration_that_fails_half_way_changes_nothing(
    t: TestDesk, request: pytest.FixtureRequest
) -> None:
    t.close()
    newer: Path = request.getfixturevalue("newer")
    broken = next_script("raise RuntimeError('half way')")
    (newer / "versions" / "9999_next.py").write_text(broken)

    with pytest.raises(RuntimeError, match="half way"):
        open_store(t.desk.store.data, use_system_store=False)
    request.getfixturevalue("monkeypatch").undo()
    store = open_store(t.desk.store.data, use_system_store=False)
    with store.read() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
        assert connection.exec_driver_sql("SELECT name FROM clerks").scalar() == "Trần Thu Hà"
    assert (revision(store), "later" in names) == (HEAD, False)
    store.close()


def test_no_room_for_the_copy_stops_the_migration(
    t: TestDesk, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    t.close()
    request.getfixturevalue("newer")

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(migrate.shutil, "copyfile", full)
    with pytest.raises(StoreUnusable, match="no room for a copy"):
        open_store(t.desk.store.data, use_system_store=False)
    assert not list(t.desk.store.data.backups.iterdir())


def test_only_the_last_five_copies_are_kept(t: TestDesk, request: pytest.FixtureRequest) -> None:
    t.close()
    data = t.desk.store.data
    for year in range(2010, 2020):
        (data.backups / f"desk-before-0001-from-0000-{year}0101T000000Z.db").write_bytes(b"x")
    request.getfixturevalue("newer")

    open_store(data, use_system_store=False).close()
    assert len(list(data.backups.iterdir())) == 5


def test_a_new_desk_whose_first_start_fails_starts_afresh(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    newer: Path = request.getfixturevalue("newer")
    broken = next_script("raise RuntimeError('half way')")
    (newer / "versions" / "9999_next.py").write_text(broken)
    data = DataDir(root=tmp_path / "fresh")
    with pytest.raises(RuntimeError):
        open_store(data, use_system_store=False)

    (newer / "versions" / "9999_next.py").write_text(next_script("pass"))
    store = open_store(data, use_system_store=False)
    assert revision(store) == "9999"
    store.close()


def test_papers_taken_in_before_there_were_packets_get_one_with_its_first_hop(
    t: TestDesk,
) -> None:
    reference = t.view(a_taken_in_dossier(t)).reference
    columns = "reference, kind, place, destination, originals, copies, sheets, forward_by, hops"
    script = ScriptDirectory(str(paths.migrations() / "desk")).get_revision("0005")
    assert script is not None
    with t.desk.store.write() as connection:
        read = f"SELECT {columns} FROM packets"  # noqa: S608  # names of our own
        before = connection.exec_driver_sql(read).one()
        for table in ("hops", "packets"):
            connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608
        for statement in (script.module._TAKEN_IN, script.module._FIRST_HOP):
            connection.exec_driver_sql(statement)
        assert connection.exec_driver_sql(read).one() == before
        assert connection.exec_driver_sql("SELECT hop, kind, place FROM hops").one() == (
            1,
            "taken",
            "desk",
        )
    assert before[0] == reference


def test_who_filed_a_procedure_before_the_gate_came_is_no_beginner(t: TestDesk) -> None:
    dossier_id = a_taken_in_dossier(t)
    path = paths.migrations() / "desk" / "versions" / "0014_practice_gate.py"
    known = runpy.run_path(str(path))["_KNOWN"]
    with t.desk.store.write() as connection:
        connection.exec_driver_sql("DELETE FROM first_dossiers")
        connection.exec_driver_sql(known)
        rows = connection.exec_driver_sql("SELECT dossier_id, clerk_id FROM first_dossiers").all()
    assert [tuple(row) for row in rows] == [(dossier_id, t.clerk_id)]
