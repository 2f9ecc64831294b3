"""The work list of results reads open matters along their indexes, whatever the past holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import event

from agent_desk.commands import result, result_return
from agent_desk.queries import lying as lying_query
from agent_desk.queries import results as query
from tests.support.desks import a_hand_over, a_lodged_dossier, a_ready_dossier

if TYPE_CHECKING:
    from tests.support.desks import TestDesk


def test_no_statement_walks_through_all_dossiers_tellings_or_notices(t: TestDesk) -> None:
    seen: list[tuple[str, tuple[object, ...]]] = []

    def note(*args: object) -> None:
        seen.append((str(args[2]), args[3]))  # type: ignore[arg-type]

    result.receive_result(t.desk, t.act(), a_ready_dossier(t))
    with t.desk.store.read() as connection:
        event.listen(connection.engine, "before_cursor_execute", note)
        query.everything(connection)
        event.remove(connection.engine, "before_cursor_execute", note)
        statements = [one for one in seen if one[0].startswith("SELECT")]
        plans = [
            str(row[3])
            for sql, values in statements
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
        ]
    assert len(statements) > 5
    tables = ("dossiers", "tellings", "notices", "results", "citizens")
    assert [p for p in plans if p.startswith(tuple(f"SCAN {name}" for name in tables))] == []
    assert [plan for plan in plans if "MATERIALIZE" in plan] == []


def test_what_was_returned_is_not_on_the_list_and_what_is_expected_is(t: TestDesk) -> None:
    returned, expected = a_ready_dossier(t), a_ready_dossier(t)
    a_lodged_dossier(t)
    result.receive_result(t.desk, t.act(), returned)
    with t.desk.store.read() as connection:
        assert lying_query.lying_of(connection, returned) is not None
    result_return.return_result(t.desk, t.act(), returned, a_hand_over())
    with t.desk.store.read() as connection:
        found = query.everything(connection)
        assert lying_query.lying_of(connection, returned) is None
    assert found.lying == ()
    assert [one.dossier_id for one in found.expected] == [expected]


def test_a_card_finds_the_results_of_owner_and_submitter(t: TestDesk) -> None:
    dossier_id = a_ready_dossier(t)
    result_id = result.receive_result(t.desk, t.act(), dossier_id)["result_id"]
    with t.desk.store.read() as connection:
        assert lying_query.of_person(connection, "001190000123") == (result_id,)
        assert lying_query.of_person(connection, "001190000124") == ()
