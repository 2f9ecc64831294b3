"""The figures of some days, counted from the register, the checks, the calls and the counter."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from agent_desk.commands import assist
from agent_desk.commands.home_calls import Called, record_home_call
from agent_desk.commands.training_register import NewLearner, register_learner
from agent_desk.commands.training_sessions import hold_session
from agent_desk.domain.assist import Reason
from agent_desk.domain.skill_check import Level, Phase
from agent_desk.domain.training.home_calls import HomeOutcome
from agent_desk.domain.training.learners import LearnerConsent, LearnerPurpose
from agent_desk.domain.training.report import Band
from agent_desk.ids import CitizenId
from agent_desk.queries.training_report import figures
from tests.support.acts import a_citizen, an_assist, ended
from tests.support.checked import (
    Came,
    a_held_session,
    a_session,
    all_at,
    checked,
    comes,
)
from tests.support.desks import a_lodged_dossier

if TYPE_CHECKING:
    from agent_desk.domain.training.report import Figures
    from tests.support.desks import TestDesk

STATISTICS = (LearnerConsent(purpose=LearnerPurpose.STATISTICS, given=True),)


def counted(t: TestDesk, days: int = 40) -> Figures:
    today = t.desk.today()
    with t.desk.store.read() as connection:
        return figures(connection, today - timedelta(days=days), today)


def test_people_are_counted_once_and_only_if_they_agreed(t: TestDesk) -> None:
    a_held_session(t, Came(), Came(name="Vũ Minh", agrees=()), Came(name="Đỗ An", birth=""))
    found = counted(t)
    assert [one.people for one in found.sessions] == [3]
    assert sorted(one.band for one in found.people) == [Band.FIFTIES, Band.UNKNOWN]
    assert all(one.is_new for one in found.people)


def test_who_came_before_these_days_is_returning(t: TestDesk) -> None:
    _, (who,) = a_held_session(t)
    t.clock.advance(days=30)
    session_id = a_session(t)
    again = NewLearner(name="Lê Thị Lan", learner_id=who)
    register_learner(t.desk, t.act(), session_id, again)
    t.clock.advance(hours=3)
    hold_session(t.desk, t.act(), session_id)
    (person,) = counted(t, days=10).people
    assert not person.is_new


def test_skills_are_those_of_the_last_check_after_the_session(t: TestDesk) -> None:
    session_id, (who, silent) = a_held_session(t, Came(), Came(name="Vũ Minh", agrees=()))
    checked(t, session_id, who, all_at(Level.SAW), Phase.BEFORE)
    checked(t, session_id, who, all_at(Level.WITH_HELP))
    checked(t, session_id, silent, all_at(Level.ALONE))
    checked(t, session_id, 3, all_at(Level.ALONE))
    found = {(one.person.band, one.code, one.level) for one in counted(t).skills}
    codes = ("0.2", "2.6", "4.2")
    assert found == {
        *((Band.FIFTIES, code, Level.WITH_HELP) for code in codes),
        *((Band.UNKNOWN, code, Level.ALONE) for code in codes),
    }


def test_an_account_and_a_filing_after_the_session_count_for_who_agreed(t: TestDesk) -> None:
    citizen_id = a_citizen(t)
    session_id = a_session(t)
    new = NewLearner(name="Nguyễn Thị Mẫu", citizen_id=citizen_id, consents=STATISTICS)
    register_learner(t.desk, t.act(), session_id, new)
    comes(t, session_id)
    t.clock.advance(hours=3)
    hold_session(t.desk, t.act(), session_id)
    end = ended(card="vneid_level_1", reason=Reason.COMPLETED, follow_up=None, note="")
    assist_id = an_assist(t, "vneid_level_1", citizen_id=CitizenId(citizen_id))
    assist.record_outcome(t.desk, t.act(), assist_id, end)
    a_lodged_dossier(t)
    found = counted(t)
    assert (found.accounts_opened, found.first_logins, found.first_filings) == (1, 0, 1)


def test_what_the_calls_found_out_belongs_to_the_days_of_the_session(t: TestDesk) -> None:
    session_id, (who,) = a_held_session(t)
    t.clock.advance(days=20)
    called = Called(session_id=session_id, learner_id=who, outcome=HomeOutcome.ALONE)
    record_home_call(t.desk, t.act(), called)
    assert counted(t).outcomes[HomeOutcome.ALONE] == 1
    assert counted(t, days=5).outcomes[HomeOutcome.ALONE] == 0


def test_days_without_sessions_give_an_empty_report(t: TestDesk) -> None:
    found = counted(t)
    assert (found.sessions, found.people, found.skills) == ((), (), ())
