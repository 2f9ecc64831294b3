"""A desk with the real center behind it, in one process: what the long stories run on."""

from __future__ import annotations

import dataclasses
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg

from agent_desk import signing
from agent_desk.center import blobs, keys
from agent_desk.center.config import CenterSettings, OfficerSettings
from agent_desk.center.database import Database
from agent_desk.center.main import running_center
from agent_desk.center.officer import AutoOfficer
from agent_desk.clock import SystemClock
from agent_desk.sync.client import CenterClient
from tests.support import desks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from agent_desk.center.deadlines import Deadlines


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A desk, the way to its center, and the officials there."""

    t: desks.TestDesk
    client: CenterClient
    officer: AutoOfficer
    owner_url: str

    def sync(self) -> None:
        report = self.t.sync(self.client)
        assert report.is_ok, report.error

    def sync_and_work(self) -> None:
        """Send, let the officials work, and fetch what they say."""
        self.sync()
        self.officer.work_until_done()
        self.sync()


@contextmanager
def real_office(owner_url: str, folder: Path, deadlines: Deadlines) -> Iterator[Office]:
    settings = CenterSettings(data_dir=folder / "center", database_url=owner_url)
    storage = blobs.open_storage(settings.blob_location)
    with (
        running_center(settings) as running,
        desks.opened_desk(folder / "desk") as t,
        closing(Database(owner_url)) as database,
        closing(CenterClient(running.url)) as client,
    ):
        center_key = signing.public_key(keys.load_or_make(settings.key_file))
        t.keys = dataclasses.replace(t.keys, center_public_key=center_key)
        _register(owner_url, t)
        officer = AutoOfficer(database, storage, SystemClock(), deadlines, OfficerSettings())
        yield Office(t=t, client=client, officer=officer, owner_url=owner_url)


def _register(owner_url: str, t: desks.TestDesk) -> None:
    public, identity = signing.public_key(t.keys.private_key), t.desk.identity
    with closing(psycopg.connect(owner_url, autocommit=True)) as db:
        db.execute("INSERT INTO sites VALUES (%s, %s, now())", (identity.site_code, "Bưu cục"))
        db.execute(
            "INSERT INTO desks (desk_id, site_code, desk_code, public_key, enrolled_at)"
            " VALUES (%s, %s, %s, %s, now())",
            (identity.desk_id, identity.site_code, identity.desk_code, public),
        )
