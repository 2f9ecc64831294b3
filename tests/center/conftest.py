"""One PostgreSQL for all tests of the center; every test gets a database of its own."""

from __future__ import annotations

import itertools
import shutil
import tempfile
import warnings
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from agent_desk import signing
from agent_desk.center import blobs, enrolling, migrate
from agent_desk.center.app import create_app
from agent_desk.center.config import OfficerSettings
from agent_desk.center.context import Center
from agent_desk.center.database import Database, as_app_user
from agent_desk.center.deadlines import bundled_deadlines
from agent_desk.center.embedded import embedded_postgres
from agent_desk.center.officer import AutoOfficer
from tests.support.desk_peer import DeskPeer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.testclient import TestClient

    from agent_desk.center.deadlines import Deadlines

_TEMPLATE = "center_template"
_MORNING = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
_EMPTY_ALL = """
DO $$ BEGIN EXECUTE (
    SELECT 'TRUNCATE ' || string_agg(quote_ident(tablename), ', ') FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> 'alembic_version'
); END $$
"""
_numbers = itertools.count(1)


class HandClock:
    """A clock that a test turns by hand."""

    def __init__(self) -> None:
        self.at = _MORNING

    def now(self) -> datetime:
        return self.at

    def turn(self, **by: float) -> None:
        self.at += timedelta(**by)


@dataclass(frozen=True, slots=True, kw_only=True)
class CenterUnderTest:
    """A center in this process, its clock, and its owner's way into the database."""

    center: Center
    clock: HandClock
    http: TestClient
    owner_url: str
    blob_dir: Path

    def code(self, site: str = "Bưu cục Cửa Nam") -> str:
        with self.center.database.transaction() as db:
            return enrolling.make_code(db, site, self.clock.now())

    def desk(self, site: str = "Bưu cục Cửa Nam") -> DeskPeer:
        peer = DeskPeer(self.http)
        assert peer.enroll(self.code(site)).status_code == 200
        assert peer.open_session().status_code == 200
        return peer

    def rows(self, query: str) -> list[tuple[object, ...]]:
        with self.center.database.transaction() as db:
            return db.execute(query).fetchall()


def _test_client(center: Center) -> TestClient:
    with warnings.catch_warnings():
        # starlette 1.x warns that its test client will move from httpx to another library.
        warnings.simplefilter("ignore")
        from starlette.testclient import TestClient
    return TestClient(create_app(center))


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    # Not in pytest's own folder: its long names leave no room for the path of a socket.
    with (
        tempfile.TemporaryDirectory(prefix="center-") as folder,
        embedded_postgres(Path(folder) / "pg") as url,
    ):
        with closing(psycopg.connect(url, autocommit=True)) as db:
            db.execute("ALTER SYSTEM SET fsync = off")
            db.execute("ALTER SYSTEM SET full_page_writes = off")
            db.execute("SELECT pg_reload_conf()")
            db.execute(f"CREATE DATABASE {_TEMPLATE}")
        migrate.bring_up_to_date(psycopg.conninfo.make_conninfo(url, dbname=_TEMPLATE))
        yield url


@pytest.fixture
def owner_url(postgres: str) -> Iterator[str]:
    name = f"center_{next(_numbers)}"
    with closing(psycopg.connect(postgres, autocommit=True)) as db:
        db.execute(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE}")
        yield psycopg.conninfo.make_conninfo(postgres, dbname=name)
        db.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def shared_center(
    postgres: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[CenterUnderTest]:
    name, blob_dir = "center_shared", tmp_path_factory.mktemp("blobs")
    with closing(psycopg.connect(postgres, autocommit=True)) as db:
        db.execute(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE}")
    url, clock = psycopg.conninfo.make_conninfo(postgres, dbname=name), HandClock()
    with closing(Database(as_app_user(url))) as database:
        center = Center(
            database=database,
            storage=blobs.open_storage(blob_dir.as_uri()),
            key=signing.new_private_key(),
            clock=clock,
            name="Trung tâm thử",
        )
        with _test_client(center) as http:
            yield CenterUnderTest(
                center=center, clock=clock, http=http, owner_url=url, blob_dir=blob_dir
            )


@pytest.fixture
def under_test(shared_center: CenterUnderTest) -> Iterator[CenterUnderTest]:
    shared_center.clock.at = _MORNING
    yield shared_center
    with closing(psycopg.connect(shared_center.owner_url, autocommit=True)) as db:
        db.execute(_EMPTY_ALL)
    for folder in shared_center.blob_dir.iterdir():
        shutil.rmtree(folder)


@pytest.fixture
def desk(under_test: CenterUnderTest) -> DeskPeer:
    return under_test.desk()


@pytest.fixture(scope="session")
def deadlines() -> Deadlines:
    return bundled_deadlines(datetime(2026, 11, 23, tzinfo=UTC).date())


@pytest.fixture
def officer(under_test: CenterUnderTest, deadlines: Deadlines) -> AutoOfficer:
    center = under_test.center
    return AutoOfficer(center.database, center.storage, center.clock, deadlines, OfficerSettings())
