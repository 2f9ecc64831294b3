"""Results are returned to the right person, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_desk.commands import result, result_return
from agent_desk.domain.dossier import DossierState, NationalStatus
from agent_desk.errors import Conflict, InvalidInput, NotAllowed
from agent_desk.wire import NoticeKind
from tests.support.contents import counts, everything
from tests.support.desks import a_hand_over, a_lodged_dossier, a_ready_dossier, told

if TYPE_CHECKING:
    from tests.support.desks import TestDesk


def test_a_paper_result_comes_to_the_desk_and_goes_to_its_owner(t: TestDesk) -> None:
    dossier_id = a_ready_dossier(t)
    result.receive_result(t.desk, t.act(), dossier_id)
    assert t.view(dossier_id).state is DossierState.RESULT_AT_DESK

    done = result_return.return_result(t.desk, t.act(), dossier_id, a_hand_over())
    view = t.view(dossier_id)
    assert (view.state, view.closed_at) == (DossierState.RETURNED, done["returned_at"])


def test_a_result_that_lies_here_is_not_received_again(t: TestDesk) -> None:
    dossier_id = a_ready_dossier(t)
    result.receive_result(t.desk, t.act(), dossier_id)
    before = counts(t.desk.store)["facts"]

    result.receive_result(t.desk, t.act(), dossier_id)
    assert counts(t.desk.store)["facts"] == before


def test_a_result_is_not_given_twice_and_the_refusal_says_when(t: TestDesk) -> None:
    dossier_id = a_ready_dossier(t)
    result_return.return_result(t.desk, t.act(), dossier_id, a_hand_over())
    before = everything(t.desk.store)

    with pytest.raises(Conflict, match=r"on 23/11/2026 at 08:30\. Do not give it again"):
        result_return.return_result(t.desk, t.act(), dossier_id, a_hand_over())
    assert everything(t.desk.store) == before


def test_a_dossier_cannot_be_returned_before_its_result_is_ready(t: TestDesk) -> None:
    dossier_id = a_lodged_dossier(t)

    with pytest.raises(NotAllowed, match="next step"):
        result_return.return_result(t.desk, t.act(), dossier_id, a_hand_over())


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"collector_name": " "}, "collector_name"),
        ({"items": ()}, "items"),
        ({"items": ("", " ")}, "items"),
    ],
)
def test_a_hand_over_that_says_too_little_is_refused_at_the_field(
    t: TestDesk, changes: dict[str, object], field: str
) -> None:
    dossier_id = a_ready_dossier(t)

    with pytest.raises(InvalidInput) as caught:
        result_return.return_result(t.desk, t.act(), dossier_id, a_hand_over(**changes))
    assert set(caught.value.field_errors) == {field}
    assert t.view(dossier_id).state is DossierState.RESULT_READY


def test_what_lies_at_the_desk_is_returned_by_the_desk_alone(t: TestDesk) -> None:
    dossier_id = a_ready_dossier(t)
    result.receive_result(t.desk, t.act(), dossier_id)
    told(t, NoticeKind.STATUS_CHANGED, dossier_id, status=NationalStatus.RETURNED.value)

    result_return.return_result(t.desk, t.act(), dossier_id, a_hand_over())
    assert t.view(dossier_id).state is DossierState.RETURNED
