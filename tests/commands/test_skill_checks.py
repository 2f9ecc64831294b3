"""A check is kept as it was answered, corrected by a later one, taken back if it was another's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from agent_desk.commands.skill_checks import remove_check
from agent_desk.domain.skill_check import Answers, Level, Phase
from agent_desk.errors import InvalidInput, NotFound
from agent_desk.queries import skill_checks as query
from tests.support.checked import TOPIC, Came, a_session, all_at, checked, comes

if TYPE_CHECKING:
    from agent_desk.queries.skill_checks import KeptCheck
    from tests.support.desks import TestDesk


def kept(t: TestDesk, session_id: str) -> tuple[KeptCheck, ...]:
    with t.desk.store.read() as connection:
        return query.of_session(connection, session_id, TOPIC)


def test_a_check_is_read_back_as_it_was_answered(t: TestDesk) -> None:
    session_id = a_session(t)
    who = comes(t, session_id)
    checked(t, session_id, who, all_at(Level.WITH_HELP), Phase.BEFORE)
    (one,) = kept(t, session_id)
    assert one.sitting.learner_id == who
    assert one.sitting.phase is Phase.BEFORE
    assert one.sitting.answers == all_at(Level.WITH_HELP)


def test_entered_again_it_takes_the_place_of_the_first(t: TestDesk) -> None:
    session_id = a_session(t)
    checked(t, session_id, 4, all_at(Level.SAW))
    checked(t, session_id, 4, all_at(Level.ALONE))
    (one,) = kept(t, session_id)
    assert one.sitting.paper_number == 4
    assert set(one.sitting.answers.levels.values()) == {Level.ALONE}


def test_the_fact_names_nobody_and_no_learner_in_what_is_synced(t: TestDesk) -> None:
    session_id = a_session(t)
    who = comes(t, session_id, Came(name="Lê Thị Lan"))
    checked(t, session_id, who, all_at(Level.ALONE))
    with t.desk.store.read() as connection:
        lines = connection.exec_driver_sql(
            "SELECT line FROM facts WHERE kind = 'skills.checked'"
        ).scalars()
        (line,) = list(lines)
    assert "Lan" not in str(line)
    assert who not in str(line)
    assert json.loads(line)["body"]["levels"]["otp"] == "alone"


def test_an_empty_paper_is_refused_with_words(t: TestDesk) -> None:
    session_id = a_session(t)
    with pytest.raises(InvalidInput, match=r"ticked|tích|đánh dấu"):
        checked(t, session_id, 1, Answers(levels={}, feelings={}))


def test_a_number_no_sheet_has_is_refused_at_its_field(t: TestDesk) -> None:
    session_id = a_session(t)
    with pytest.raises(InvalidInput) as refused:
        checked(t, session_id, 501, all_at(Level.ALONE))
    assert "paper_number" in refused.value.field_errors


def test_only_who_is_on_the_list_is_checked_by_name(t: TestDesk) -> None:
    session_id, other = a_session(t), a_session(t)
    who = comes(t, other)
    with pytest.raises(NotFound):
        checked(t, session_id, who, all_at(Level.ALONE))


def test_a_check_of_the_wrong_person_can_be_taken_back_once(t: TestDesk) -> None:
    session_id = a_session(t)
    sitting_id = checked(t, session_id, 9, all_at(Level.ALONE))
    remove_check(t.desk, t.act(), sitting_id)
    assert kept(t, session_id) == ()
    with pytest.raises(NotFound):
        remove_check(t.desk, t.act(), sitting_id)
