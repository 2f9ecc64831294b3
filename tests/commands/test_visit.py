"""Greeting and goodbye; the desk's own clerks, settings and drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_desk.commands import drafts, visit
from agent_desk.commands.desk import Role, add_clerk, keep_enrollment, keep_setting
from agent_desk.errors import Conflict, InvalidInput, NotFound
from agent_desk.ids import VisitId
from agent_desk.queries import desk as desk_query
from agent_desk.store.tables import drafts as draft_rows
from tests.support.acts import a_visit
from tests.support.contents import counts
from tests.support.desks import an_enrollment

if TYPE_CHECKING:
    from tests.support.desks import TestDesk


def test_a_visit_is_as_long_as_the_clock_says(t: TestDesk) -> None:
    visit_id = a_visit(t)
    t.clock.advance(minutes=5)

    done = visit.close_visit(t.desk, t.act(), visit_id, visit.VisitOutcome.LODGED)
    assert done["seconds"] == "300"


def test_a_visit_closed_twice_keeps_its_first_outcome(t: TestDesk) -> None:
    visit_id = a_visit(t)
    visit.close_visit(t.desk, t.act(), visit_id, visit.VisitOutcome.LODGED)
    before = counts(t.desk.store)["facts"]

    visit.close_visit(t.desk, t.act(), visit_id, visit.VisitOutcome.LEFT)
    assert counts(t.desk.store)["facts"] == before


def test_a_clock_set_back_never_gives_a_negative_time(t: TestDesk) -> None:
    visit_id = a_visit(t)
    t.clock.advance(hours=-3)

    done = visit.close_visit(t.desk, t.act(), visit_id, visit.VisitOutcome.LEFT)
    assert done["seconds"] == "0"


def test_a_visit_that_is_not_here_cannot_be_closed(t: TestDesk) -> None:
    with pytest.raises(NotFound, match="F2"):
        visit.close_visit(t.desk, t.act(), VisitId("x"), visit.VisitOutcome.LEFT)


@pytest.mark.parametrize("name", ["", "  ", "\u200b"])
def test_a_clerk_without_a_name_is_refused_at_the_field(t: TestDesk, name: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        add_clerk(t.desk, t.act(), name, Role.CLERK)

    assert set(caught.value.field_errors) == {"name"}


def test_a_desk_is_enrolled_once(t: TestDesk) -> None:
    with pytest.raises(Conflict, match="keeps its number"):
        keep_enrollment(t.desk.store, t.clock, an_enrollment(t.center, b"k" * 32))

    with t.desk.store.read() as connection:
        assert desk_query.identity(connection) == t.desk.identity


def test_keys_never_show_themselves(t: TestDesk) -> None:
    assert repr(t.keys) == "DeskKeys()"
    assert t.desk.store._key.secret.hex() not in repr(t.desk.store._key)


def test_a_setting_is_the_last_one_kept(t: TestDesk) -> None:
    keep_setting(t.desk.store, "language", "en")
    keep_setting(t.desk.store, "language", "vi")

    with t.desk.store.read() as connection:
        assert desk_query.setting(connection, "language") == "vi"
        assert desk_query.setting(connection, "printer", "none") == "none"


def test_a_draft_is_the_last_one_saved_until_it_is_forgotten(t: TestDesk) -> None:
    for content in ("[1]", "[2]"):
        drafts.save_draft(t.desk.store, t.clock, "reception", content)
    with t.desk.store.read() as connection:
        assert connection.execute(draft_rows.select()).one().content == "[2]"

    drafts.forget_draft(t.desk.store, "reception")
    assert counts(t.desk.store)["drafts"] == 0
