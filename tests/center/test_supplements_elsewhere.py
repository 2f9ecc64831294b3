"""Two desks and one center: a request of the authority answered at another desk, or at both."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from agent_desk.center import judging
from agent_desk.center.database import Database
from agent_desk.commands import elsewhere, lodging
from agent_desk.devices.intake import check_bytes
from agent_desk.domain.disputes import DisputeKind
from agent_desk.domain.dossier import DossierState
from agent_desk.errors import NotAllowed
from agent_desk.queries.dossier import timeline
from agent_desk.store.custody_tables import disputes
from agent_desk.store.tables import notices
from agent_desk.ui.pages.dossiers import story
from tests.center.test_any_desk import looked_up, rows
from tests.center.test_two_desks import City, _attach, _city, _lodged
from tests.support import desks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from agent_desk.center.deadlines import Deadlines
    from agent_desk.ids import DossierId


@pytest.fixture
def city(owner_url: str, tmp_path: Path, deadlines: Deadlines) -> Iterator[City]:
    with _city(owner_url, tmp_path, deadlines) as made:
        yield made


def asked(city: City) -> tuple[DossierId, str]:
    """A dossier of the first desk whose scan cannot be read, and the request for a better one."""
    dossier_id = _lodged(city.first, width_px=300)
    city.work(city.first)
    assert city.first.view(dossier_id).state is DossierState.SUPPLEMENT
    return dossier_id, city.first.view(dossier_id).reference


def taken_at_second(city: City, reference: str, *, width_px: int = 1600) -> None:
    t = city.second
    file = check_bytes("bo-sung.png", desks.a_scan(width_px, width_px + 400, tone=77))
    elsewhere.take_supplement(t.desk, t.act(), reference, (file,), "bản rõ hơn")


def told(t: desks.TestDesk, kind: str) -> list[dict[str, object]]:
    with t.desk.store.read() as connection:
        found = connection.execute(select(notices.c.body).where(notices.c.kind == kind))
        return [json.loads(body) for body in found.scalars()]


def doubles(t: desks.TestDesk) -> list[str]:
    wanted = disputes.c.kind == DisputeKind.SUPPLEMENTED_TWICE.value
    with t.desk.store.read() as connection:
        found = connection.execute(select(disputes.c.theirs).where(wanted))
        return list(found.scalars())


def test_an_answer_taken_elsewhere_opens_the_round_and_moves_the_dossier_at_its_desk(
    city: City,
) -> None:
    dossier_id, reference = asked(city)
    reply = looked_up(city, reference)
    assert reply.asked_round == 1
    assert reply.asked_words
    taken_at_second(city, reference)
    city.sync(city.second)
    city.sync(city.first)
    assert city.first.view(dossier_id).state is DossierState.IN_PROCESS
    with pytest.raises(NotAllowed):  # it is answered: nobody asks the citizen again
        lodging.supplement(city.first.desk, city.first.act(), dossier_id)
    [notice] = told(city.first, "supplement_elsewhere")
    assert (notice["site"], notice["clerk"]) == ("Bưu cục Cửa Nam", "Trần Thu Hà")
    [file] = notice["files"]  # type: ignore[misc]
    assert file["name"] == "bo-sung.png"
    city.work(city.first)
    assert city.first.view(dossier_id).state is DossierState.RESULT_READY
    assert looked_up(city, reference).asked_round == 0


def test_the_timeline_says_who_took_it_where_and_which_files(city: City) -> None:
    dossier_id, reference = asked(city)
    taken_at_second(city, reference)
    city.sync(city.second, city.first)
    t = city.first
    with t.desk.store.read() as connection:
        moments = story.moments(timeline(connection, dossier_id), t.clock.now())
    [detail] = [one.detail for one in moments if "bo-sung.png" in one.detail]
    sha256 = rows(city, "SELECT blobs[1] FROM supplements_elsewhere")[0][0]
    for said in ("Bưu cục Cửa Nam", "Trần Thu Hà", "bản rõ hơn", str(sha256)[:12]):
        assert said in detail


def test_two_partitioned_desks_that_answered_one_request_are_one_round_and_both_told(
    city: City,
) -> None:
    dossier_id, reference = asked(city)
    first = city.first
    first.clock.advance(seconds=5)
    _attach(first, dossier_id, 1601)
    lodging.supplement(first.desk, first.act(), dossier_id)
    taken_at_second(city, reference)
    city.sync(first, city.second, first, city.second)  # the one at home came first
    assert rows(city, "SELECT max(round) FROM dossier_rounds") == [(1,)]
    assert rows(city, "SELECT round FROM supplements_elsewhere") == [(1,)]
    for t, other in ((first, "Bưu cục Cửa Nam"), (city.second, "Bưu cục Yên Hòa")):
        [words] = doubles(t)
        assert other in words
        assert "không phải là lỗi của ai" in words
    city.work(first)
    assert first.view(dossier_id).state is DossierState.RESULT_READY


def test_the_other_order_is_one_round_too_and_a_replay_of_the_facts_gives_the_same(
    city: City,
) -> None:
    dossier_id, reference = asked(city)
    first = city.first
    first.clock.advance(seconds=5)
    _attach(first, dossier_id, 1601)
    lodging.supplement(first.desk, first.act(), dossier_id)
    taken_at_second(city, reference)
    city.sync(city.second, first, city.second, first)
    assert [len(doubles(t)) for t in (first, city.second)] == [1, 1]
    assert first.view(dossier_id).state is DossierState.IN_PROCESS
    before = rows(city, "SELECT round, blobs FROM dossier_rounds ORDER BY round")
    database = Database(city.owner_url)
    with database.transaction() as db:
        judging.rebuild(db, first.desk.identity.desk_id)
    database.close()
    assert rows(city, "SELECT round, blobs FROM dossier_rounds ORDER BY round") == before


def test_a_second_request_after_an_answer_elsewhere_is_answered_at_home(city: City) -> None:
    dossier_id, reference = asked(city)
    taken_at_second(city, reference, width_px=310)  # not readable either
    city.sync(city.second)
    city.work(city.first)
    first = city.first
    assert first.view(dossier_id).state is DossierState.SUPPLEMENT
    first.clock.advance(seconds=5)
    _attach(first, dossier_id, 1602)
    lodging.supplement(first.desk, first.act(), dossier_id)
    city.work(first)
    assert rows(city, "SELECT max(round) FROM dossier_rounds") == [(2,)]
    assert first.view(dossier_id).state in (DossierState.RESULT_READY, DossierState.NOT_ACCEPTED)
    assert doubles(first) == []


def test_what_nobody_asked_for_is_told_but_moves_nothing(city: City) -> None:
    dossier_id = _lodged(city.first)
    city.work(city.first)
    before = city.first.view(dossier_id).state
    taken_at_second(city, city.first.view(dossier_id).reference)
    city.sync(city.second, city.first)
    [notice] = told(city.first, "supplement_elsewhere")
    assert notice["is_answer"] is False
    assert city.first.view(dossier_id).state is before
    assert rows(city, "SELECT round FROM supplements_elsewhere") == [(None,)]


def test_a_number_that_no_desk_filed_is_kept_and_said_to_the_desk_that_took_it(city: City) -> None:
    dossier_id = _lodged(city.first)  # filed, but not sent yet
    taken_at_second(city, city.first.view(dossier_id).reference)
    city.sync(city.second)
    [notice] = told(city.second, "fact_disputed")
    assert "chưa ghi nhận" in str(notice["reason"])
    assert rows(city, "SELECT cardinality(blobs) FROM supplements_elsewhere") == [(1,)]
