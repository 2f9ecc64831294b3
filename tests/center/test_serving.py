"""The center as a process: ready line, clean stop, a code made beside it, keys and migrations."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import httpx
import psutil
import psycopg
import pytest
from alembic.script import ScriptDirectory

from agent_desk import paths
from agent_desk.center import keys, migrate
from agent_desk.center.config import CenterSettings, Officer
from agent_desk.center.database import Database
from agent_desk.center.main import enroll_code, running_center
from agent_desk.errors import StoreUnusable
from tests.support.desk_peer import DeskPeer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PROGRAM = """
import sys
from pathlib import Path
from agent_desk.center.config import CenterSettings, Officer
from agent_desk.center.main import serve
sys.exit(serve(CenterSettings(data_dir=Path(sys.argv[1]), officer=Officer.AUTO)))
"""


@pytest.fixture
def process(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", _PROGRAM, str(tmp_path / "data")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as started:
        yield started
        if started.poll() is None:
            started.send_signal(signal.SIGTERM)


def _postgres_pid(data_dir: Path) -> int:
    return int((data_dir / "postgres" / "postmaster.pid").read_text().split()[0])


def _runs(pid: int) -> bool:
    # Without a real init nobody reaps the daemon: what is left of it then is a zombie.
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


def test_serve_says_its_url_works_and_leaves_no_process_behind(
    process: subprocess.Popen[str], tmp_path: Path
) -> None:
    assert process.stdout is not None
    url = json.loads(process.stdout.readline())["url"]
    settings = CenterSettings(data_dir=tmp_path / "data")
    with httpx.Client(base_url=url) as http:
        desk = DeskPeer(http)
        assert desk.enroll(enroll_code(settings, "Bưu cục Cửa Nam")).status_code == 200
        assert http.get("/health").json()["ok"] is True
    postgres_pid = _postgres_pid(tmp_path / "data")
    process.send_signal(signal.SIGTERM)
    assert process.stdout.read() == ""
    assert process.wait(20) == 0
    assert not _runs(postgres_pid)


def test_a_second_use_in_one_process_does_not_stop_the_server_of_the_first(
    tmp_path: Path,
) -> None:
    settings = CenterSettings(data_dir=tmp_path / "data")
    with running_center(settings) as running:
        codes = {enroll_code(settings, "Bưu cục Cửa Nam") for _ in range(2)}
        assert httpx.get(f"{running.url}/health").status_code == 200
        postgres_pid = _postgres_pid(tmp_path / "data")
    assert len(codes) == 2
    assert not _runs(postgres_pid)


def test_a_center_on_a_given_database_works_as_the_restricted_role(
    owner_url: str, tmp_path: Path
) -> None:
    settings = CenterSettings(data_dir=tmp_path, database_url=owner_url, officer=Officer.AUTO)
    with running_center(settings) as running, httpx.Client(base_url=running.url) as http:
        desk = DeskPeer(http)
        desk.enroll(enroll_code(settings, "Bưu cục Cửa Nam"))
        assert desk.open_session().status_code == 200
        desk.record("visit.opened")
        assert desk.push().status_code == 200
    with closing(Database(owner_url)) as database, database.transaction() as db:
        assert db.execute("SELECT current_user").fetchone() == ("agent_desk_center",)


def test_a_taken_port_is_said_in_words(owner_url: str, tmp_path: Path) -> None:
    settings = CenterSettings(data_dir=tmp_path, database_url=owner_url)
    with running_center(settings) as running:
        port = int(running.url.rpartition(":")[2])
        again = CenterSettings(data_dir=tmp_path, database_url=owner_url, port=port)
        with pytest.raises(StoreUnusable, match=str(port)), running_center(again):
            pass


def test_the_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    key = keys.load_or_make(tmp_path / "data" / "center.key")
    assert keys.load_or_make(tmp_path / "data" / "center.key") == key
    assert (tmp_path / "data" / "center.key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["center.key"]


def test_a_damaged_key_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "center.key").write_bytes(b"short")
    with pytest.raises(StoreUnusable):
        keys.load_or_make(tmp_path / "center.key")
    assert (tmp_path / "center.key").read_bytes() == b"short"


def test_a_replica_with_another_key_does_not_start(owner_url: str, tmp_path: Path) -> None:
    for name in ("one", "two"):
        keys.load_or_make(tmp_path / name / "center.key")
    with running_center(CenterSettings(data_dir=tmp_path / "one", database_url=owner_url)):
        pass
    other = CenterSettings(data_dir=tmp_path / "two", database_url=owner_url)
    with pytest.raises(StoreUnusable, match=r"center\.key"), running_center(other):
        pass


def test_a_database_of_a_newer_center_is_refused(owner_url: str) -> None:
    with closing(psycopg.connect(owner_url, autocommit=True)) as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreUnusable, match="newer"):
        migrate.bring_up_to_date(owner_url)


def test_an_embedded_database_that_cannot_start_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "PG_VERSION").write_text("9\n")
    with pytest.raises(StoreUnusable), running_center(CenterSettings(data_dir=tmp_path)):
        pass


def test_a_database_that_does_not_answer_is_said_in_words() -> None:
    with pytest.raises(StoreUnusable):
        migrate.bring_up_to_date("postgresql://nobody@/nothing?host=/nonexistent")


def test_the_newest_migration_is_the_one_the_program_names() -> None:
    folder = ScriptDirectory(str(paths.migrations() / "center"))
    assert folder.get_current_head() == migrate.HEAD


def test_migrating_twice_changes_nothing(owner_url: str) -> None:
    migrate.bring_up_to_date(owner_url)
    with closing(psycopg.connect(owner_url)) as db:
        assert db.execute("SELECT count(*) FROM alembic_version").fetchone() == (1,)


def test_large_tables_begin_their_key_with_the_desk(owner_url: str) -> None:
    small = {"center_settings", "sites", "enroll_codes", "code_counters", "alembic_version"}
    small |= {"leases"}  # one row for a dossier that is edited away from its desk, for 30 minutes
    with closing(psycopg.connect(owner_url)) as db:
        rows = db.execute(
            "SELECT c.relname, a.attname FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid"
            " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]"
            " WHERE i.indisprimary AND c.relnamespace = 'public'::regnamespace"
        ).fetchall()
    assert {column for table, column in rows if table not in small} == {"desk_id"}
    assert len(rows) > 12
