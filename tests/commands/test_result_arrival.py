"""Whatever comes is taken in; what is strange is kept apart and never given out by mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from agent_desk.commands import result, result_return
from agent_desk.domain import reference
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.results import Doubt, Standing
from agent_desk.errors import InvalidInput, NotAllowed
from agent_desk.store.result_tables import results
from agent_desk.store.tables import settings
from agent_desk.wire import NoticeKind
from tests.support.contents import counts
from tests.support.desks import (
    a_case,
    a_hand_over,
    a_lodged_dossier,
    a_ready_dossier,
    told,
)

if TYPE_CHECKING:
    from agent_desk.store.tables import StoredRow
    from tests.support.desks import TestDesk


def row(t: TestDesk, result_id: str) -> StoredRow:
    with t.desk.store.read() as connection:
        return connection.execute(select(results).where(results.c.result_id == result_id)).one()


def test_a_result_gets_its_place_by_the_given_name(t: TestDesk) -> None:
    done = result.receive_result(t.desk, t.act(), a_ready_dossier(t))
    assert done["shelf"] == "M1"  # Nguyễn Thị Mẫu
    second = result.receive_result(t.desk, t.act(), a_ready_dossier(t))
    assert second["shelf"] == "M2"


def test_a_shelf_by_numbers_counts_up(t: TestDesk) -> None:
    with t.desk.store.write() as connection:
        connection.execute(settings.insert(), {"key": "shelf_by", "value": "number"})
    assert result.receive_result(t.desk, t.act(), a_ready_dossier(t))["shelf"] == "1"


def test_a_place_is_free_again_after_the_return(t: TestDesk) -> None:
    dossier_id = a_ready_dossier(t)
    result.receive_result(t.desk, t.act(), dossier_id)
    result_return.return_result(t.desk, t.act(), dossier_id, a_hand_over())
    assert result.receive_result(t.desk, t.act(), a_ready_dossier(t))["shelf"] == "M1"


def test_the_bag_may_be_faster_than_the_notice(t: TestDesk) -> None:
    dossier_id = a_lodged_dossier(t)
    result.receive_result(t.desk, t.act(), dossier_id)
    assert t.view(dossier_id).state is DossierState.RESULT_AT_DESK
    told(
        t,
        NoticeKind.RESULT_READY,
        dossier_id,
        form="paper",
        result_number="KQ.9",
        result_name="Giấy khai sinh",
    )
    view = t.view(dossier_id)
    assert (view.state, view.result_number) == (DossierState.RESULT_AT_DESK, "KQ.9")


@pytest.mark.parametrize(
    ("number", "doubt"),
    [
        ("H26.17-261120-0415", Doubt.UNKNOWN),
        ("anything on the paper", Doubt.UNKNOWN),
    ],
)
def test_a_result_of_an_unknown_dossier_is_kept_as_such(
    t: TestDesk, number: str, doubt: Doubt
) -> None:
    done = result.receive_number(t.desk, t.act(), result.Arrival(number=number))
    kept = row(t, done["result_id"])
    assert (kept.standing, kept.doubt, kept.shelf) == (Standing.PARKED.value, doubt.value, "")
    again = result.receive_number(t.desk, t.act(), result.Arrival(number=number))
    assert (again["result_id"], again["again"]) == (done["result_id"], "1")
    with pytest.raises(NotAllowed, match="Ask the center"):
        result_return.return_of_other_desk(t.desk, t.act(), done["result_id"], a_hand_over())


def test_a_reference_of_another_desk_is_told_from_an_unknown_one(t: TestDesk) -> None:
    number = reference.make("00201", t.desk.today(), 4)
    done = result.receive_number(t.desk, t.act(), result.Arrival(number=reference.group(number)))
    assert done["doubt"] == Doubt.OTHER_DESK.value


def test_a_result_of_a_withdrawn_dossier_is_not_given_out(t: TestDesk) -> None:
    dossier_id = a_lodged_dossier(t)
    told(t, NoticeKind.STATUS_CHANGED, dossier_id, status=7)
    done = result.receive_result(t.desk, t.act(), dossier_id)
    assert done["doubt"] == Doubt.WITHDRAWN.value
    assert t.view(dossier_id).state is DossierState.WITHDRAWN
    with pytest.raises(NotAllowed):
        result_return.return_result(t.desk, t.act(), dossier_id, a_hand_over())


def test_a_second_result_of_a_returned_dossier_is_kept_apart(t: TestDesk) -> None:
    dossier_id = a_ready_dossier(t)
    result.receive_result(t.desk, t.act(), dossier_id)
    result_return.return_result(t.desk, t.act(), dossier_id, a_hand_over())
    done = result.receive_result(t.desk, t.act(), dossier_id)
    assert done["doubt"] == Doubt.RETURNED_BEFORE.value
    assert t.view(dossier_id).state is DossierState.RETURNED


def test_a_result_of_a_case_that_never_left_is_kept_apart(t: TestDesk) -> None:
    dossier_id = a_case(t)
    done = result.receive_result(t.desk, t.act(), dossier_id)
    assert done["doubt"] == Doubt.NOT_FILED.value
    assert t.view(dossier_id).state is DossierState.DRAFT


def test_no_number_at_all_is_asked_for(t: TestDesk) -> None:
    before = counts(t.desk.store)
    with pytest.raises(InvalidInput) as caught:
        result.receive_number(t.desk, t.act(), result.Arrival(number="  "))
    assert set(caught.value.field_errors) == {"number"}
    assert counts(t.desk.store) == before


def test_an_electronic_result_comes_with_its_notice_and_lies_on_no_shelf(t: TestDesk) -> None:
    dossier_id = a_ready_dossier(t, "electronic")
    with t.desk.store.read() as connection:
        [kept] = connection.execute(select(results)).all()
    assert (kept.dossier_id, kept.form, kept.shelf) == (dossier_id, "electronic", "")
    assert t.view(dossier_id).state is DossierState.RESULT_READY


def test_what_goes_back_needs_a_sentence_and_closes_the_dossier(t: TestDesk) -> None:
    dossier_id = a_ready_dossier(t)
    result_id = result.receive_result(t.desk, t.act(), dossier_id)["result_id"]
    with pytest.raises(InvalidInput):
        result.send_away(t.desk, t.act(), result_id, Standing.SENT_BACK, " ")
    with pytest.raises(NotAllowed, match="Return it"):
        result.send_away(t.desk, t.act(), result_id, Standing.PASSED_ON, "sang quầy khác")
    result.send_away(t.desk, t.act(), result_id, Standing.SENT_BACK, "Chị Lan đồng ý")
    assert t.view(dossier_id).state is DossierState.SENT_BACK
    with pytest.raises(NotAllowed):
        result.shelve(t.desk, t.act(), result_id, "T1")
