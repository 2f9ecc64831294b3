"""A real desk and the real center: filed offline, asked for more, settled, returned, once each."""

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
from agent_desk.center.inspection import inspect_desk, verify_desk
from agent_desk.center.main import running_center
from agent_desk.center.officer import AutoOfficer
from agent_desk.clock import SystemClock
from agent_desk.commands import hand_over, lodging, paper, result, result_return
from agent_desk.devices.intake import check_bytes
from agent_desk.domain.dossier import DossierState
from agent_desk.sync.client import CenterClient
from tests.support import desks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from agent_desk.center.deadlines import Deadlines
    from agent_desk.ids import DossierId


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
def _office(owner_url: str, folder: Path, deadlines: Deadlines) -> Iterator[Office]:
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


def _attach(office: Office, dossier_id: DossierId, *, width_px: int) -> None:
    item = next(p for p in office.t.view(dossier_id).papers if p.scans)
    file = check_bytes("scan.png", desks.a_scan(width_px, width_px + 400))
    paper.attach_file(office.t.desk, office.t.act(), dossier_id, item.component_id, file)


def test_a_dossier_goes_all_the_way_and_both_books_are_equal(
    owner_url: str, tmp_path: Path, deadlines: Deadlines
) -> None:
    with _office(owner_url, tmp_path, deadlines) as office:
        t, dossier_id = office.t, desks.a_case(office.t)
        desks.with_all_papers(t, dossier_id)
        desks.with_all_forms(t, dossier_id)
        _attach(office, dossier_id, width_px=300)
        lodging.lodge(t.desk, t.act(), dossier_id)
        office.sync_and_work()
        assert t.view(dossier_id).state is DossierState.SUPPLEMENT
        _attach(office, dossier_id, width_px=1700)
        lodging.supplement(t.desk, t.act(), dossier_id)
        office.sync_and_work()
        assert t.view(dossier_id).state is DossierState.RESULT_READY
        _hand_over(t, dossier_id)
        office.sync_and_work()
        _require_equal_books(office, dossier_id)


def _hand_over(t: desks.TestDesk, dossier_id: DossierId) -> None:
    result.receive_result(t.desk, t.act(), dossier_id)
    given = hand_over.HandOver(
        collector_name="Nguyễn Thị Mẫu",
        collector_number="001190000123",
        items=("Giấy khai sinh",),
    )
    result_return.return_result(t.desk, t.act(), dossier_id, given)


def _require_equal_books(office: Office, dossier_id: DossierId) -> None:
    desk_id = office.t.desk.identity.desk_id
    held = inspect_desk(office.owner_url, desk_id)
    [dossier] = held.dossiers
    assert (dossier.dossier_id, dossier.status, dossier.is_returned) == (dossier_id, 10, True)
    assert dossier.official_code == office.t.view(dossier_id).official_code
    assert "fact_disputed" not in held.notices
    assert (held.copied_facts, held.split_intents) == (0, 0)
    assert held.notices_acked == len(held.notices)
    assert verify_desk(office.owner_url, desk_id).count == held.accepted_through
