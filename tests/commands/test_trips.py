"""Round trips: counted where somebody comes back, asked once, and the rate by procedure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_desk.commands import dossier, lodging, paper, trips
from agent_desk.devices.intake import check_bytes
from agent_desk.domain.trips import FirstTime, TripCause
from agent_desk.errors import InvalidInput, NotFound
from agent_desk.queries.trips import came_again, first_time_right, whole
from agent_desk.store.clock_tables import trips as trip_rows
from tests.support.acts import component
from tests.support.custody import rows_of
from tests.support.desks import (
    a_case,
    a_lodged_dossier,
    a_scan,
    a_supplement_request,
    with_all_forms,
    with_all_papers,
)

if TYPE_CHECKING:
    from agent_desk.queries.trips import ProcedureRate
    from tests.support.desks import TestDesk

BEGIN = "2026-11-22T17:00:00.000Z"


def rates(t: TestDesk) -> tuple[ProcedureRate, ...]:
    with t.desk.store.read() as connection:
        return first_time_right(connection, BEGIN)


def again(t: TestDesk) -> int:
    with t.desk.store.read() as connection:
        return came_again(connection, BEGIN)


def a_return(t: TestDesk, hours: float = 20) -> str:
    dossier_id = a_case(t)
    dossier.advise(t.desk, t.act(), dossier_id)
    t.clock.advance(hours=hours)
    dossier.reopen(t.desk, t.act(), dossier_id)
    return dossier_id


def a_supplement(t: TestDesk) -> str:
    dossier_id = a_supplement_request(t)
    t.clock.advance(days=1)
    file = check_bytes("again.png", a_scan(70, 90))
    paper.attach_file(t.desk, t.act(), dossier_id, component(t, dossier_id), file)
    lodging.supplement(t.desk, t.act(), dossier_id)
    return dossier_id


def test_who_was_sent_home_with_a_list_and_comes_back_lacked_something(t: TestDesk) -> None:
    dossier_id = a_return(t)
    (one,) = rows_of(t, trip_rows)

    assert (one.dossier_id, one.cause, one.is_certain) == (dossier_id, "citizen_lacked", 1)


def test_who_only_stepped_aside_made_no_trip(t: TestDesk) -> None:
    a_return(t, hours=0.1)

    assert rows_of(t, trip_rows) == []


def test_a_supplement_is_a_trip_whose_cause_is_asked(t: TestDesk) -> None:
    a_supplement(t)
    (one,) = rows_of(t, trip_rows)
    assert (one.cause, one.is_certain, again(t)) == ("unknown", 0, 1)
    trips.explain_trip(t.desk, t.act(), one.trip_id, TripCause.TOLD_WRONG)

    assert rows_of(t, trip_rows)[0].cause == "told_wrong"


def test_only_the_four_causes_are_answers(t: TestDesk) -> None:
    a_supplement(t)
    (one,) = rows_of(t, trip_rows)
    with pytest.raises(InvalidInput):
        trips.explain_trip(t.desk, t.act(), one.trip_id, TripCause.UNKNOWN)
    with pytest.raises(NotFound):
        trips.explain_trip(t.desk, t.act(), "unknown", TripCause.OTHER_NEED)


def test_the_rate_counts_what_was_filed_and_who_need_not_come_again(t: TestDesk) -> None:
    a_lodged_dossier(t)
    late = a_return(t)
    with_all_papers(t, late)
    with_all_forms(t, late)
    lodging.lodge(t.desk, t.act(), late)
    (one,) = rates(t)

    assert (one.rate, one.rate.percent) == (FirstTime(filed=2, right=1), 50)
    assert one.causes == {TripCause.CITIZEN_LACKED: 1}
    assert whole((one, one)) == FirstTime(filed=4, right=2)


def test_another_need_of_the_citizen_is_no_fault_of_the_first_visit(t: TestDesk) -> None:
    a_supplement(t)
    assert rates(t)[0].rate.percent == 0  # not asked yet: counts against us
    (one,) = rows_of(t, trip_rows)
    trips.explain_trip(t.desk, t.act(), one.trip_id, TripCause.OTHER_NEED)

    assert rates(t)[0].rate.percent == 100
    assert again(t) == 0


def test_nothing_filed_has_no_rate(t: TestDesk) -> None:
    assert rates(t) == ()
    assert whole(()).percent is None
