"""Two real desks and the real center: a result returned twice, a supplement asked for twice."""

from __future__ import annotations

import dataclasses
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg
import pytest
from sqlalchemy import select

from agent_desk import signing
from agent_desk.center import blobs, keys
from agent_desk.center.config import CenterSettings, OfficerSettings
from agent_desk.center.database import Database
from agent_desk.center.inspection import inspect_desk
from agent_desk.center.main import running_center
from agent_desk.center.officer import AutoOfficer
from agent_desk.clock import SystemClock
from agent_desk.commands import lodging, paper, result, result_return
from agent_desk.devices.intake import check_bytes
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.ledger import parse
from agent_desk.domain.results import Doubt
from agent_desk.errors import Conflict
from agent_desk.queries import results as query
from agent_desk.store import ledger
from agent_desk.store.result_tables import results
from agent_desk.sync.client import CenterClient
from tests.support import desks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from agent_desk.center.deadlines import Deadlines
    from agent_desk.ids import DossierId
    from agent_desk.queries.results import Everything


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """Two post offices, their center, and the officials."""

    first: desks.TestDesk
    second: desks.TestDesk
    client: CenterClient
    officer: AutoOfficer
    owner_url: str

    def sync(self, *who: desks.TestDesk) -> None:
        for t in who:
            report = t.sync(self.client)
            assert report.is_ok, report.error

    def work(self, t: desks.TestDesk) -> None:
        self.sync(t)
        self.officer.work_until_done()
        self.sync(t)


@contextmanager
def _city(owner_url: str, folder: Path, deadlines: Deadlines) -> Iterator[City]:
    settings = CenterSettings(data_dir=folder / "center", database_url=owner_url)
    storage = blobs.open_storage(settings.blob_location)
    with (
        running_center(settings) as running,
        desks.opened_desk(folder / "first") as first,
        desks.opened_desk(folder / "second", "00201") as second,
        closing(Database(owner_url)) as database,
        closing(CenterClient(running.url)) as client,
    ):
        center_key = signing.public_key(keys.load_or_make(settings.key_file))
        for t, site in ((first, "001"), (second, "002")):
            t.keys = dataclasses.replace(t.keys, center_public_key=center_key)
            _register(owner_url, t, site)
        officer = AutoOfficer(database, storage, SystemClock(), deadlines, OfficerSettings())
        yield City(first=first, second=second, client=client, officer=officer, owner_url=owner_url)


def _register(owner_url: str, t: desks.TestDesk, site: str) -> None:
    public, identity = signing.public_key(t.keys.private_key), t.desk.identity
    name = {"001": "Bưu cục Yên Hòa", "002": "Bưu cục Cửa Nam"}[site]
    with closing(psycopg.connect(owner_url, autocommit=True)) as db:
        db.execute("INSERT INTO sites VALUES (%s, %s, now())", (site, name))
        db.execute(
            "INSERT INTO desks (desk_id, site_code, desk_code, public_key, enrolled_at)"
            " VALUES (%s, %s, %s, %s, now())",
            (identity.desk_id, site, identity.desk_code, public),
        )


def _lodged(t: desks.TestDesk, *, width_px: int = 1600) -> DossierId:
    dossier_id = desks.a_case(t)
    desks.with_all_papers(t, dossier_id)
    desks.with_all_forms(t, dossier_id)
    if width_px < 800:
        _attach(t, dossier_id, width_px)
    lodging.lodge(t.desk, t.act(), dossier_id)
    return dossier_id


def _attach(t: desks.TestDesk, dossier_id: DossierId, width_px: int) -> None:
    item = next(p for p in t.view(dossier_id).papers if p.scans)
    file = check_bytes("scan.png", desks.a_scan(width_px, width_px + 400))
    paper.attach_file(t.desk, t.act(), dossier_id, item.component_id, file)


def _work_list(t: desks.TestDesk) -> Everything:
    with t.desk.store.read() as connection:
        return query.everything(connection)


def _kinds(t: desks.TestDesk) -> list[str]:
    with t.desk.store.read() as connection:
        return [parse(line).kind for line in ledger.lines(connection)]


def _returned_at_second(city: City, number: str) -> str:
    """The paper result lands in the bag of the second desk, which knows nothing of it."""
    t = city.second
    arrival = result.Arrival(
        number=number, owner_name="Nguyễn Thị Mẫu", owner_number="001190000123"
    )
    done = result.receive_number(t.desk, t.act(), arrival)
    assert done["doubt"] == Doubt.OTHER_DESK.value
    result_return.return_of_other_desk(t.desk, t.act(), done["result_id"], desks.a_hand_over())
    return done["result_id"]


def test_two_partitioned_desks_that_both_returned_keep_both_facts_and_are_both_told(
    owner_url: str, tmp_path: Path, deadlines: Deadlines
) -> None:
    with _city(owner_url, tmp_path, deadlines) as city:
        first, second = city.first, city.second
        dossier_id = _lodged(first)
        city.work(first)
        assert first.view(dossier_id).state is DossierState.RESULT_READY
        # From here on neither desk hears of the other.
        _returned_at_second(city, first.view(dossier_id).reference)
        result_return.return_result(first.desk, first.act(), dossier_id, desks.a_hand_over())
        city.sync(first, second, first, second)

        for t, other in ((first, "Bưu cục Cửa Nam"), (second, "Bưu cục Yên Hòa")):
            [disputed] = _work_list(t).disputed
            assert other in disputed.words
            assert "chưa phải là lỗi của ai" in disputed.words
            assert _kinds(t).count("result.returned") == 1
        assert first.view(dossier_id).state is DossierState.RETURNED
        for t in (first, second):
            held = inspect_desk(city.owner_url, t.desk.identity.desk_id)
            assert "fact_disputed" not in held.notices


def test_a_desk_that_hears_in_time_does_not_give_the_result_again(
    owner_url: str, tmp_path: Path, deadlines: Deadlines
) -> None:
    with _city(owner_url, tmp_path, deadlines) as city:
        first, second = city.first, city.second
        dossier_id = _lodged(first)
        city.work(first)
        result.receive_result(first.desk, first.act(), dossier_id)
        _returned_at_second(city, first.view(dossier_id).reference)
        city.sync(second, first)

        with pytest.raises(Conflict, match="already returned by Bưu cục Cửa Nam"):
            result_return.return_result(first.desk, first.act(), dossier_id, desks.a_hand_over())
        with first.desk.store.read() as connection:
            doubts = connection.execute(
                select(results.c.doubt).where(results.c.form == "paper")
            ).scalars()
            assert list(doubts) == [Doubt.RETURNED_ELSEWHERE.value]
        assert _work_list(first).disputed == ()
        city.officer.work_until_done()
        [held] = inspect_desk(city.owner_url, first.desk.identity.desk_id).dossiers
        assert held.status == 10


def test_a_second_request_is_flagged_and_reported_and_a_third_round_is_refused(
    owner_url: str, tmp_path: Path, deadlines: Deadlines
) -> None:
    with _city(owner_url, tmp_path, deadlines) as city:
        t = city.first
        dossier_id = _lodged(t, width_px=300)
        city.work(t)
        [asked] = _work_list(t).asked
        assert (asked.round, len(asked.request["items"])) == (1, 1)  # type: ignore[arg-type]
        assert "supplement.repeated" not in _kinds(t)
        for expected in (2, None):
            t.clock.advance(seconds=5)
            _attach(t, dossier_id, 320 + (expected or 9))
            lodging.supplement(t.desk, t.act(), dossier_id)
            city.work(t)
            found = [one.round for one in _work_list(t).asked]
            assert found == ([expected] if expected else [])
        assert _kinds(t).count("supplement.repeated") == 1
        assert t.view(dossier_id).state is DossierState.NOT_ACCEPTED
        [decided] = _work_list(t).decided
        assert decided.dossier_id == dossier_id
        city.sync(t)
        held = inspect_desk(city.owner_url, t.desk.identity.desk_id)
        assert any(b"supplement.repeated" in line for line in held.lines)
