"""Two desks and one center: looked up, leased, edited, supplemented, numbers given twice."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import psycopg
import pytest

from agent_desk.commands import deliveries, elsewhere, result
from agent_desk.devices.intake import check_bytes
from agent_desk.domain.elsewhere import EditField, Purpose
from agent_desk.errors import Conflict
from agent_desk.queries import elsewhere as query
from agent_desk.sync import ask
from agent_desk.wire import LookUpReply, LookUpRequest
from tests.center.test_two_desks import City, _city, _lodged
from tests.commands.test_deliveries import TO
from tests.support import desks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from agent_desk.center.deadlines import Deadlines


@pytest.fixture
def city(owner_url: str, tmp_path: Path, deadlines: Deadlines) -> Iterator[City]:
    with _city(owner_url, tmp_path, deadlines) as made:
        yield made


def looked_up(city: City, number: str) -> LookUpReply:
    t = city.second
    request = LookUpRequest(number=number, purpose="correction", asked_by=t.clerk_id)
    reply = ask.look_up(t.enrolled, city.client, request)
    elsewhere.keep_look_up(t.desk, t.act(), number, Purpose.CORRECTION, reply)
    return reply


def leased(city: City, t: desks.TestDesk, reference: str) -> bool:
    lease = ask.lease(t.enrolled, city.client, reference)
    if lease.is_granted:
        elsewhere.keep_lease(t.desk, reference, lease)
    return lease.is_granted


def edited(t: desks.TestDesk, reference: str, phone: str) -> None:
    edit = elsewhere.Edit(
        reference=reference, field=EditField.PHONE, value=phone, reason="người dân báo đổi số"
    )
    elsewhere.make_edit(t.desk, t.act(), edit)


def edits_of(t: desks.TestDesk) -> tuple[query.EditRow, ...]:
    with t.desk.store.read() as connection:
        return query.latest_edits(connection)


def rows(city: City, sql: str) -> list[tuple[object, ...]]:
    with psycopg.connect(city.owner_url, autocommit=True) as db:
        return db.execute(sql).fetchall()  # type: ignore[call-overload, no-any-return]


def a_dossier(city: City) -> tuple[str, str]:
    dossier_id = _lodged(city.first)
    city.work(city.first)
    return dossier_id, city.first.view(dossier_id).reference


def test_a_look_up_tells_all_masked_and_is_kept_on_both_sides(city: City) -> None:
    dossier_id, reference = a_dossier(city)
    reply = looked_up(city, reference)
    assert (reply.found, reply.site) == (True, "Bưu cục Yên Hòa")
    assert reply.official_code == city.first.view(dossier_id).official_code
    assert "001190000123" not in repr(reply)
    assert looked_up(city, reply.official_code).reference == reference
    assert not looked_up(city, "001022611239990").found
    kept = rows(city, "SELECT purpose, was_found FROM lookups ORDER BY asked_at")
    assert kept == [("correction", True), ("correction", True), ("correction", False)]
    with city.second.desk.store.read() as connection:  # the network is gone: last known
        known = query.last_known(connection, reference)
    assert known is not None
    assert known.as_of == looked_up(city, reference).as_of or known.as_of


def test_an_edit_under_the_lease_is_taken_over_and_one_without_waits(city: City) -> None:
    dossier_id, reference = a_dossier(city)
    looked_up(city, reference)
    assert leased(city, city.second, reference)
    assert not leased(city, city.first, reference)
    edited(city.second, reference, "0987654321")
    city.sync(city.second, city.first, city.second)
    assert city.first.view(dossier_id).submitter.phone == "+84987654321"
    assert [one.state for one in edits_of(city.second)] == ["applied"]

    with psycopg.connect(city.owner_url, autocommit=True) as db:
        db.execute("UPDATE leases SET until = now() - interval '1 minute'")
    edited(city.second, reference, "0912000111")
    city.sync(city.second, city.first, city.second)
    assert city.first.view(dossier_id).submitter.phone == "+84987654321"
    assert edits_of(city.second)[0].state == "proposed"
    waiting = edits_of(city.first)[0]
    assert (waiting.state, waiting.site) == ("open", "Bưu cục Cửa Nam")


def test_a_lease_taken_by_another_turns_what_was_typed_into_a_proposal_to_decide(
    city: City,
) -> None:
    dossier_id, reference = a_dossier(city)
    looked_up(city, reference)
    assert leased(city, city.second, reference)
    edited(city.second, reference, "0987654321")  # typed under the lease, sent too late
    with psycopg.connect(city.owner_url, autocommit=True) as db:
        db.execute("UPDATE leases SET until = now() - interval '1 minute'")
    assert leased(city, city.first, reference)
    city.sync(city.second, city.first)
    t = city.first
    [open_one] = edits_of(t)
    elsewhere.decide_edit(t.desk, t.act(), open_one.edit_id, "đã gọi lại", accepts=True)
    with pytest.raises(Conflict):
        elsewhere.decide_edit(t.desk, t.act(), open_one.edit_id, "", accepts=True)
    assert t.view(dossier_id).submitter.phone == "+84987654321"
    city.sync(city.first, city.second)
    assert [(one.state, one.answer) for one in edits_of(city.second)] == [
        ("accepted", "đã gọi lại")
    ]


def test_a_supplement_taken_elsewhere_is_told_to_the_desk_that_holds_it(city: City) -> None:
    _, reference = a_dossier(city)
    t = city.second
    file = check_bytes("bo-sung.png", desks.a_scan(tone=77))
    elsewhere.take_supplement(t.desk, t.act(), reference, (file,), "bản rõ hơn")
    city.sync(city.second, city.first)
    [notice] = [n for n in _notices(city.first) if n[0] == "supplement_elsewhere"]
    assert "bản rõ hơn" in notice[1]
    assert rows(city, "SELECT cardinality(blobs) FROM supplements_elsewhere") == [(1,)]


def test_two_desks_that_give_the_same_item_number_are_both_told(city: City) -> None:
    for t in (city.first, city.second):
        dossier_id = _lodged(t)
        city.work(t)
        result.receive_result(t.desk, t.act(), dossier_id)
        new = deliveries.NewDelivery(to=TO, items=("Kết quả",), item_code="EA123456785VN")
        deliveries.prepare(t.desk, t.act(), dossier_id, new)
        t.clock.moment += timedelta(seconds=5)
    city.sync(city.first, city.second, city.first)
    for t in (city.first, city.second):
        told = [body for kind, body in _notices(t) if kind == "fact_disputed"]
        assert len(told) == 1
        assert "EA123456785VN" in told[0]


def _notices(t: desks.TestDesk) -> list[tuple[str, str]]:
    from sqlalchemy import select

    from agent_desk.store.tables import notices

    with t.desk.store.read() as connection:
        found = connection.execute(select(notices.c.kind, notices.c.body))
        return [(row.kind, row.body) for row in found]
