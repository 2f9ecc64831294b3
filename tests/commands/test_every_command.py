"""What holds for every command: once for ever, all or nothing, sealed into the chain."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from sqlalchemy import event

from agent_desk.commands import visit
from agent_desk.commands.desk import Role, add_clerk
from agent_desk.commands.unit import Act
from agent_desk.domain.facts import AuthorType
from agent_desk.domain.ledger import parse
from agent_desk.errors import NotAllowed
from agent_desk.ids import IntentId, new_intent
from agent_desk.store import ledger
from agent_desk.store.hot import Hot
from tests.support.acts import EVERY
from tests.support.contents import counts, everything

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Connection

    from tests.support.desks import TestDesk

every_command = pytest.mark.parametrize("command", EVERY)


class PowerCut(Exception):
    pass


@contextmanager
def cut_before_statement(t: TestDesk, number: int) -> Iterator[list[str]]:
    """Fail before the n-th statement of the writing connection."""
    seen: list[str] = []

    def count(sql: str) -> None:
        seen.append(sql)
        if len(seen) == number:
            raise PowerCut(sql)

    def toolkit(*args: object) -> None:
        count(str(args[2]))

    def driver(self: Hot, connection: Connection, values: Mapping[str, object]) -> object:
        count(self._sql)
        return rows(self, connection, values)

    writer, rows = t.desk.store._writer, Hot.rows
    event.listen(writer, "before_cursor_execute", toolkit)
    try:
        with patch.object(Hot, "rows", driver):
            yield seen
    finally:
        event.remove(writer, "before_cursor_execute", toolkit)


@every_command
def test_the_same_act_twice_is_one_act(t: TestDesk, command: str) -> None:
    ready, act = EVERY[command](t), t.act()
    first = ready(act)
    before = everything(t.desk.store)

    again = ready(act)
    assert again.values == first.values
    assert (first.repeated, again.repeated) == (False, True)
    assert everything(t.desk.store) == before


@every_command
def test_every_act_is_a_fact_of_its_author_in_an_unbroken_chain(t: TestDesk, command: str) -> None:
    ready, act = EVERY[command](t), t.act()
    with t.desk.store.read() as connection:
        before = ledger.head(connection).seq
    ready(act)

    with t.desk.store.read() as connection:
        assert ledger.verify(connection).holds
        new = [parse(fact.line) for fact in ledger.after(connection, before, limit=50)]
    assert new
    assert {(fact.intent_id, fact.author_id, fact.author_type) for fact in new} == {
        (act.intent_id, t.clerk_id, "person")
    }


@every_command
def test_a_failure_before_any_statement_leaves_nothing(t: TestDesk, command: str) -> None:
    ready, act = EVERY[command](t), t.act()
    before, number = everything(t.desk.store), 0
    while True:
        number += 1
        with cut_before_statement(t, number) as seen:
            try:
                ready(act)
                break
            except PowerCut:
                pass
        assert everything(t.desk.store) == before, seen[-1]
    assert number > 4
    with t.desk.store.read() as connection:
        assert ledger.verify(connection).holds


def test_a_key_used_for_one_command_is_refused_for_another(t: TestDesk) -> None:
    act = t.act()
    visit_id = visit.open_visit(t.desk, act)["visit_id"]
    before = everything(t.desk.store)

    with pytest.raises(NotAllowed, match="open it again"):
        visit.close_visit(t.desk, act, visit_id, visit.VisitOutcome.LEFT)  # type: ignore[arg-type]
    assert everything(t.desk.store) == before


def test_one_click_200_times_is_one_visit(t: TestDesk) -> None:
    act = t.act()

    ids = {visit.open_visit(t.desk, act)["visit_id"] for _ in range(200)}
    assert len(ids) == 1
    assert counts(t.desk.store)["visits"] == 1


def test_the_same_act_from_two_threads_is_one_act(t: TestDesk) -> None:
    ready, act, start = EVERY["open_dossier"](t), t.act(), threading.Barrier(4)

    def press(_n: int) -> str:
        start.wait()
        return ready(act)["reference"]

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(press, range(4)))) == 1
    assert counts(t.desk.store)["dossiers"] == 1


def test_five_clerks_on_two_threads_get_one_chain_and_different_references(t: TestDesk) -> None:
    ready = EVERY["open_dossier"](t)
    clerks = [
        add_clerk(t.desk, t.automatic(), f"Clerk {n}", Role.CLERK)["clerk_id"] for n in range(5)
    ]

    def serve(number: int) -> str:
        return ready(Act(intent_id=new_intent(), author_id=clerks[number % 5]))["reference"]

    with ThreadPoolExecutor(2) as pool:
        references = list(pool.map(serve, range(40)))
    assert len(set(references)) == 40
    with t.desk.store.read() as connection:
        assert ledger.verify(connection).holds
        facts = [parse(line) for line in ledger.lines(connection)]
    opened = [fact.author_id for fact in facts if fact.kind == "dossier.opened"]
    assert sorted(opened) == sorted(clerks * 8)
    assert [fact.recorded_at for fact in facts] == sorted(fact.recorded_at for fact in facts)


@pytest.mark.parametrize(
    ("author_type", "who"),
    [
        (AuthorType.DESK, "clerk"),
        (AuthorType.CENTER, "desk"),
        (AuthorType.PERSON, "desk"),
        (AuthorType.PERSON, "nobody"),
    ],
)
def test_an_automatic_act_never_wears_a_persons_name_nor_the_other_way(
    t: TestDesk, author_type: AuthorType, who: str
) -> None:
    ids = {"clerk": t.clerk_id, "desk": t.desk.identity.desk_id, "nobody": ""}
    act = Act(intent_id=IntentId("x"), author_id=ids[who], author_type=author_type)

    with pytest.raises(ValueError, match="cannot act as"):
        visit.open_visit(t.desk, act)
