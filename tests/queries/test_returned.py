from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete

from agent_desk.commands import result_return
from agent_desk.queries import returned
from agent_desk.store.tables import fact_private
from tests.support.desks import a_hand_over, a_ready_dossier

if TYPE_CHECKING:
    from agent_desk.queries.returned import Returned
    from tests.support.desks import TestDesk


def read(t: TestDesk, dossier_id: str) -> Returned | None:
    with t.desk.store.read() as connection:
        return returned.hand_over(connection, dossier_id)


def test_a_hand_over_is_read_back_as_it_was_given(t: TestDesk) -> None:
    dossier_id = a_ready_dossier(t, "electronic")
    assert read(t, dossier_id) is None
    given = a_hand_over()
    result_return.return_result(t.desk, t.act(), dossier_id, given)
    found = read(t, dossier_id)
    assert found is not None
    assert found.items == given.items
    assert found.collector_name == given.collector_name
    assert found.collector == "owner"


def test_nothing_remains_of_an_erased_person(t: TestDesk) -> None:
    dossier_id = a_ready_dossier(t, "electronic")
    result_return.return_result(t.desk, t.act(), dossier_id, a_hand_over())
    with t.desk.store.write() as connection:
        connection.execute(delete(fact_private))
    found = read(t, dossier_id)
    assert found is not None
    assert (found.collector_name, found.collector_number, found.items) == ("", "", ())
