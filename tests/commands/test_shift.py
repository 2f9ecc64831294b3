"""A shift changes hands: one list, two people, both in the book."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_desk.commands import shift
from agent_desk.commands.desk import Role, add_clerk
from agent_desk.commands.unit import Act
from agent_desk.errors import Conflict, NotAllowed
from agent_desk.ids import new_intent
from agent_desk.queries import shift as query
from tests.support.desks import TestDesk, a_case, a_taken_in_dossier

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def other(t: TestDesk) -> Callable[[], Act]:
    clerk_id = add_clerk(t.desk, t.automatic(), "Lê Văn Sau", Role.CLERK)["clerk_id"]
    return lambda: Act(intent_id=new_intent(), author_id=clerk_id)


def lists(t: TestDesk) -> tuple[query.ShiftRow, ...]:
    with t.desk.store.read() as connection:
        return query.latest(connection)


def test_the_list_names_what_is_left_and_waits_for_the_other(
    t: TestDesk, other: Callable[[], Act]
) -> None:
    a_case(t)
    a_taken_in_dossier(t)
    done = shift.give_shift(t.desk, t.act(), "túi 02 còn mở")
    [waiting] = lists(t)
    assert (waiting.state, waiting.giver) == ("waiting", "Trần Thu Hà")
    assert waiting.left.counts()["open"] == 1
    assert waiting.left.counts()["papers"] == 1
    with pytest.raises(NotAllowed, match="Another clerk"):
        shift.take_shift(t.desk, t.act(), done["shift_id"])
    shift.take_shift(t.desk, other(), done["shift_id"], "thiếu 1 túi")
    [taken] = lists(t)
    assert (taken.state, taken.taker, taken.differs) == ("confirmed", "Lê Văn Sau", "thiếu 1 túi")


def test_a_list_is_confirmed_once_and_a_newer_one_replaces_it(
    t: TestDesk, other: Callable[[], Act]
) -> None:
    first = shift.give_shift(t.desk, t.act())["shift_id"]
    second = shift.give_shift(t.desk, t.act())["shift_id"]
    with pytest.raises(Conflict, match="newer list"):
        shift.take_shift(t.desk, other(), first)
    shift.take_shift(t.desk, other(), second)
    with pytest.raises(Conflict, match="Lê Văn Sau confirmed"):
        shift.take_shift(t.desk, other(), second)
