"""Calls two weeks later: only who agreed, three tries, the outcome in coded words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_desk.commands.home_calls import Called, record_home_call
from agent_desk.commands.training_people import merge_learners
from agent_desk.commands.training_register import answer_consents
from agent_desk.domain.training.home_calls import HomeOutcome
from agent_desk.domain.training.learners import LearnerConsent, LearnerPurpose
from agent_desk.errors import Conflict, NotAllowed
from agent_desk.queries import home_calls as query
from tests.support.checked import EVERY, Came, a_held_session

if TYPE_CHECKING:
    from agent_desk.commands.unit import Done
    from agent_desk.queries.home_calls import CallRow
    from tests.support.desks import TestDesk


def due(t: TestDesk) -> tuple[CallRow, ...]:
    with t.desk.store.read() as connection:
        return query.to_call(connection, t.desk.today())


def call(t: TestDesk, session_id: str, who: str, outcome: HomeOutcome) -> Done:
    called = Called(session_id=session_id, learner_id=who, outcome=outcome)
    return record_home_call(t.desk, t.act(), called)


def test_only_who_agreed_and_left_a_phone_is_due(t: TestDesk) -> None:
    _, people = a_held_session(
        t, Came(), Came(name="Vũ Minh", agrees=()), Came(name="Đỗ An", phone="")
    )
    assert due(t) == ()
    t.clock.advance(days=14)
    assert [row.due.learner_id for row in due(t)] == [people[0]]


def test_consent_taken_back_takes_the_call_away(t: TestDesk) -> None:
    session_id, (who,) = a_held_session(t)
    t.clock.advance(days=14)
    no = LearnerConsent(purpose=LearnerPurpose.CONTACT, given=False)
    answer_consents(t.desk, t.act(), "", who, (no,))
    assert due(t) == ()
    with pytest.raises(NotAllowed):
        call(t, session_id, who, HomeOutcome.ALONE)
    with t.desk.store.read() as connection:
        assert query.phone_of(connection, who) == ""


def test_three_tries_close_a_call_and_what_was_heard_closes_it_at_once(t: TestDesk) -> None:
    session_id, people = a_held_session(t, Came(), Came(name="Vũ Minh"))
    t.clock.advance(days=14)
    call(t, session_id, people[1], HomeOutcome.ALONE)
    with pytest.raises(Conflict):
        call(t, session_id, people[1], HomeOutcome.NOT_YET)
    for _ in range(3):
        done = call(t, session_id, people[0], HomeOutcome.NOT_REACHED)
        t.clock.advance(days=7)
    assert (done["state"], done["tries"], done["next_on"]) == ("closed", "3", "")
    assert due(t) == ()
    with t.desk.store.read() as connection:
        found = query.results(connection, t.desk.today().replace(month=1, day=1), t.desk.today())
    assert found.outcomes[HomeOutcome.ALONE] == 1
    assert found.outcomes[HomeOutcome.NOT_REACHED] == 1


def test_a_call_comes_back_on_its_next_day(t: TestDesk) -> None:
    session_id, (who,) = a_held_session(t)
    t.clock.advance(days=14)
    call(t, session_id, who, HomeOutcome.NOT_REACHED)
    assert due(t) == ()
    t.clock.advance(days=4)
    assert [row.due.tries for row in due(t)] == [1]


def test_a_merged_learner_is_called_once_with_the_consent_of_either_name(t: TestDesk) -> None:
    _, (first, second) = a_held_session(t, Came(agrees=()), Came(name="Lê thị Lan", agrees=EVERY))
    merge_learners(t.desk, t.act(), first, second)
    t.clock.advance(days=14)
    (row,) = due(t)
    assert row.due.learner_id == first
    assert call(t, row.due.session_id, first, HomeOutcome.ALONE)["state"] == "closed"
