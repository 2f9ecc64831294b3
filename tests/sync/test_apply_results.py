"""Notices about supplements, refusals and returns become rows and facts of the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_desk.commands import result
from agent_desk.commands.disputes import close_dispute
from agent_desk.domain.disputes import Outcome
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.ledger import parse
from agent_desk.queries import results as query
from agent_desk.store import ledger
from agent_desk.wire import NoticeKind
from tests.support.contents import everything
from tests.support.desks import (
    a_case,
    a_lodged_dossier,
    a_ready_dossier,
    a_supplement_request,
    told,
)

if TYPE_CHECKING:
    from tests.support.desks import TestDesk


def kinds(t: TestDesk) -> list[str]:
    with t.desk.store.read() as connection:
        return [parse(line).kind for line in ledger.lines(connection)]


def test_the_stricter_date_drives_the_work_list(t: TestDesk) -> None:
    far = a_lodged_dossier(t)
    told(t, NoticeKind.SUPPLEMENT_REQUESTED, far, due_on="2027-02-01")
    near = a_lodged_dossier(t)
    told(t, NoticeKind.SUPPLEMENT_REQUESTED, near, due_on="2026-11-27")
    with t.desk.store.read() as connection:
        order = [one.dossier_id for one in query.everything(connection).asked]
    assert order == [near, far]


def test_only_the_second_request_is_recorded_as_repeated(t: TestDesk) -> None:
    dossier_id = a_supplement_request(t)
    assert "supplement.repeated" not in kinds(t)
    told(t, NoticeKind.SUPPLEMENT_REQUESTED, dossier_id, due_on="2026-12-03")
    assert kinds(t).count("supplement.repeated") == 1


def test_a_refusal_stops_the_dossier_and_waits_to_be_told(t: TestDesk) -> None:
    dossier_id = a_lodged_dossier(t)
    told(t, NoticeKind.REFUSED, dossier_id, reason="Không thuộc thẩm quyền.")
    assert t.view(dossier_id).state is DossierState.NOT_ACCEPTED
    with t.desk.store.read() as connection:
        [decided] = query.everything(connection).decided
    assert (decided.dossier_id, decided.last_try) == (dossier_id, None)


def test_a_return_elsewhere_closes_the_dossier_and_sets_its_paper_apart(t: TestDesk) -> None:
    dossier_id = a_ready_dossier(t)
    result.receive_result(t.desk, t.act(), dossier_id)
    told(
        t,
        NoticeKind.RETURNED_ELSEWHERE,
        dossier_id,
        site="Bưu cục Cửa Nam",
        at="2026-11-23T01:00:00Z",
    )
    view = t.view(dossier_id)
    assert (view.state, view.closed_at) == (DossierState.RETURNED, "2026-11-23T01:00:00.000Z")
    with t.desk.store.read() as connection:
        [kept] = query.everything(connection).lying
    assert kept.doubt.value == "returned_elsewhere"


@pytest.mark.parametrize("body", [{}, {"site": 7, "at": "gestern"}, {"at": None}])
def test_a_return_elsewhere_with_a_strange_body_still_closes(
    t: TestDesk, body: dict[str, object]
) -> None:
    dossier_id = a_ready_dossier(t)
    told(t, NoticeKind.RETURNED_ELSEWHERE, dossier_id, **body)
    assert t.view(dossier_id).state is DossierState.RETURNED


def test_a_disputed_return_is_a_disputed_item_until_somebody_clarifies_it(t: TestDesk) -> None:
    dossier_id = a_ready_dossier(t)
    reference = t.view(dossier_id).reference
    told(
        t,
        NoticeKind.RETURN_DISPUTED,
        dossier_id,
        reference=reference,
        reason="Được ghi trả ở hai nơi.",
        others=[],
    )
    with t.desk.store.read() as connection:
        [disputed] = query.everything(connection).disputed
    assert (disputed.dossier_id, disputed.words) == (dossier_id, "Được ghi trả ở hai nơi.")
    close_dispute(t.desk, t.act(), disputed.dispute_id, Outcome.EXPLAINED, "Phiếu có chữ ký ở đây")
    with t.desk.store.read() as connection:
        assert query.everything(connection).disputed == ()


def test_notices_about_a_case_that_never_left_change_nothing_of_it(t: TestDesk) -> None:
    dossier_id = a_case(t)
    told(t, NoticeKind.RESULT_READY, "nowhere", form="electronic")
    before = t.view(dossier_id)
    told(t, NoticeKind.REFUSED, "nowhere", reason="x")
    assert t.view(dossier_id) == before
    assert everything(t.desk.store)
