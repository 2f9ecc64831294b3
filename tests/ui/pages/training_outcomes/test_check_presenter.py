"""Checks are asked one after the other, kept once, and told as a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_desk.domain.skill_check import Level, Phase, Way
from agent_desk.queries import skill_checks as query
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.pages.training_check.presenter import CheckPresenter
from agent_desk.ui.pages.training_check.state import Mode
from agent_desk.ui.tokens import Tone
from tests.support.checked import TOPIC, Came, a_session, all_at, checked, comes
from tests.ui.pages.desk_window import HeldJobs, WrittenDown, an_office

if TYPE_CHECKING:
    from agent_desk.queries.skill_checks import KeptCheck
    from tests.support.desks import TestDesk


class Ways:
    def __init__(self) -> None:
        self.left: list[str] = []
        self.taught: list[tuple[str, ...]] = []


@pytest.fixture
def ways() -> Ways:
    return Ways()


def a_presenter(t: TestDesk, ways: Ways, jobs: InlineJobs | None = None) -> CheckPresenter:
    lead = (ways.left.append, ways.taught.append)
    return CheckPresenter(an_office(t), jobs or InlineJobs(), WrittenDown(), lead)


def kept(t: TestDesk, session_id: str) -> tuple[KeptCheck, ...]:
    with t.desk.store.read() as connection:
        return query.of_session(connection, session_id, TOPIC)


def test_a_paper_is_entered_with_digits_and_the_next_one_opens(t: TestDesk, ways: Ways) -> None:
    session_id, p = a_session(t), a_presenter(t, ways)
    p.open_session(session_id)
    p.ask_paper("4")
    for digit in (1, 2, 3, 3, 1, 1, 1, 2):
        p.answer(digit)
    p.keep()
    (one,) = kept(t, session_id)
    assert one.sitting.paper_number == 4
    assert one.sitting.answers.levels["level"] is Level.ALONE
    assert one.sitting.answers.levels["otp"] is Level.ALONE
    assert p.state.entry is not None
    assert p.state.entry.paper_number == 5


def test_enter_pressed_twice_keeps_one_check(t: TestDesk, ways: Ways) -> None:
    session_id, jobs = a_session(t), HeldJobs()
    p = a_presenter(t, ways, jobs)
    p.open_session(session_id)
    jobs.release()
    p.ask_paper()
    p.answer(1)
    p.keep()
    p.keep()
    jobs.release()
    assert len(kept(t, session_id)) == 1


def test_an_empty_sheet_stays_open_and_says_why(t: TestDesk, ways: Ways) -> None:
    session_id, p = a_session(t), a_presenter(t, ways)
    p.open_session(session_id)
    p.ask_paper("2")
    p.keep()
    assert p.state.entry is not None
    assert p.state.tone is Tone.WRONG
    assert kept(t, session_id) == ()


def test_after_a_person_comes_the_next_one_who_was_not_asked(t: TestDesk, ways: Ways) -> None:
    session_id, p = a_session(t), a_presenter(t, ways)
    first = comes(t, session_id)
    second = comes(t, session_id, Came(name="Vũ Văn Minh", phone=""))
    p.open_session(session_id)
    p.ask(first)
    p.answer(1)
    p.keep()
    assert p.state.entry is not None
    assert p.state.entry.learner_id == second
    p.answer(2)
    p.keep()
    assert p.state.mode is Mode.TOGETHER
    assert [row.title for row in p.state.table.rows] == ["Lê Thị Lan", "Vũ Văn Minh"]


def test_the_learner_ends_with_thanks_and_everything_is_kept(t: TestDesk, ways: Ways) -> None:
    session_id, p = a_session(t), a_presenter(t, ways)
    who = comes(t, session_id)
    p.open_session(session_id)
    p.ask(who, Way.BUTTONS)
    for _ in range(8):
        p.answer(1)
    assert p.state.mode is Mode.LEARNER
    assert p.state.entry is not None
    assert p.state.entry.is_over
    (one,) = kept(t, session_id)
    assert one.way is Way.BUTTONS
    p.end_learner()
    assert p.state.mode is Mode.TOGETHER


def test_what_a_learner_left_half_done_waits_for_the_trainer(t: TestDesk, ways: Ways) -> None:
    session_id, p = a_session(t), a_presenter(t, ways)
    who = comes(t, session_id)
    p.open_session(session_id)
    p.ask(who, Way.BUTTONS)
    p.answer(2)
    p.end_learner()
    assert p.state.mode is Mode.ENTRY
    assert kept(t, session_id) == ()
    p.keep()
    assert len(kept(t, session_id)) == 1


def test_the_group_says_what_to_teach_again_and_leads_there(t: TestDesk, ways: Ways) -> None:
    session_id, p = a_session(t), a_presenter(t, ways)
    checked(t, session_id, 1, all_at(Level.SAW), Phase.BEFORE)
    p.open_session(session_id)
    assert len(p.state.again) == 5
    p.teach(p.state.again[0].key)
    assert ways.taught == [("vneid",)]


def test_after_its_end_a_session_is_asked_afterwards(t: TestDesk, ways: Ways) -> None:
    session_id, p = a_session(t), a_presenter(t, ways)
    p.open_session(session_id)
    assert p.state.phase is Phase.BEFORE
    t.clock.advance(hours=4)
    later = a_presenter(t, ways)
    later.open_session(session_id)
    assert later.state.phase is Phase.AFTER


def test_a_check_of_the_wrong_person_is_taken_back(t: TestDesk, ways: Ways) -> None:
    session_id, p = a_session(t), a_presenter(t, ways)
    checked(t, session_id, 6, all_at(Level.ALONE), Phase.BEFORE)
    p.open_session(session_id)
    p.take_back("#6")
    assert kept(t, session_id) == ()
    assert p.state.people == ()


def test_sheets_are_numbered_on_and_printed_once(t: TestDesk, ways: Ways) -> None:
    session_id, written = a_session(t), WrittenDown()
    checked(t, session_id, 6, all_at(Level.ALONE), Phase.BEFORE)
    p = CheckPresenter(an_office(t), InlineJobs(), written, (ways.left.append, ways.taught.append))
    p.open_session(session_id)
    p.print_sheets("2")
    assert [one.kind.rpartition(":")[2] for one in written.printed] == ["7-8"]
    p.print_sheets("nhiều")
    assert "papers" in p.state.errors


def test_back_leads_from_the_entry_to_the_group_and_on_to_the_session(
    t: TestDesk, ways: Ways
) -> None:
    session_id, p = a_session(t), a_presenter(t, ways)
    p.open_session(session_id)
    p.ask_paper()
    p.back()
    assert p.state.entry is None
    p.back()
    assert ways.left == [session_id]


def test_read_aloud_gives_the_answers_where_they_are_part_of_the_question(
    t: TestDesk, ways: Ways
) -> None:
    session_id, p = a_session(t), a_presenter(t, ways)
    p.open_session(session_id)
    p.ask_paper()
    p.switch(Way.ALOUD)
    assert p.state.entry is not None
    done, chosen = p.state.entry.questions[0], p.state.entry.questions[4]
    assert done.options[0] not in done.say
    assert all(option in chosen.say for option in chosen.options)
