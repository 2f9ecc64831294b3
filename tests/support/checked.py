"""Sessions with people, their checks, and two weeks that passed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from agent_desk.catalog.checks_load import installed_checks
from agent_desk.commands.skill_checks import NewCheck, record_check
from agent_desk.commands.training_register import NewLearner, register_learner
from agent_desk.commands.training_sessions import hold_session, plan_sessions
from agent_desk.domain.skill_check import Answers, Confidence, Level, Phase, Sitting, Way
from agent_desk.domain.training.learners import LearnerConsent, LearnerPurpose
from agent_desk.domain.training.sessions import SessionPlan

if TYPE_CHECKING:
    from agent_desk.catalog.checks import SkillCheck
    from tests.support.desks import TestDesk

TOPIC = "vneid"
PLACE = "Nhà văn hóa phường Yên Hòa"
EVERY = (LearnerPurpose.CONTACT, LearnerPurpose.STATISTICS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """Somebody to register."""

    name: str = "Lê Thị Lan"
    birth: str = "195"
    ward: str = "00166"
    phone: str = "+84912345678"
    agrees: tuple[LearnerPurpose, ...] = EVERY


def the_check(topic: str = TOPIC) -> SkillCheck:
    return installed_checks().version(topic, "v1")


def a_session(
    t: TestDesk, *, topics: tuple[str, ...] = (TOPIC,), begins: timedelta = timedelta(hours=1)
) -> str:
    plan = SessionPlan(
        starts_at=t.clock.now() + begins,
        minutes=90,
        place=PLACE,
        trainer_id=t.clerk_id,
        topics=topics,
        seats=20,
    )
    return plan_sessions(t.desk, t.act(), plan)["session_id"]


def comes(t: TestDesk, session_id: str, who: Came | None = None) -> str:
    who = who or Came()
    new = NewLearner(
        name=who.name,
        birth=who.birth,
        ward_code=who.ward,
        phone=who.phone,
        consents=tuple(LearnerConsent(purpose=one, given=True) for one in who.agrees),
    )
    return register_learner(t.desk, t.act(), session_id, new)["learner_id"]


def a_held_session(t: TestDesk, *people: Came) -> tuple[str, tuple[str, ...]]:
    """Hold a session with these people; give it and them."""
    session_id = a_session(t)
    learner_ids = tuple(comes(t, session_id, one) for one in people or (Came(),))
    t.clock.advance(hours=3)
    hold_session(t.desk, t.act(), session_id)
    return session_id, learner_ids


def all_at(level: Level, topic: str = TOPIC, feeling: Confidence = Confidence.CALM) -> Answers:
    check = the_check(topic)
    return Answers(
        levels=dict.fromkeys(check.task_ids, level),
        feelings=dict.fromkeys((one.id for one in check.feelings), feeling),
    )


def checked(
    t: TestDesk,
    session_id: str,
    who: str | int,
    answers: Answers,
    phase: Phase = Phase.AFTER,
) -> str:
    """Keep a check of a learner (id) or of a paper (number)."""
    sitting = Sitting(
        phase=phase,
        answers=answers,
        learner_id=who if isinstance(who, str) else "",
        paper_number=who if isinstance(who, int) else 0,
    )
    new = NewCheck(session_id=session_id, topic=TOPIC, version="v1", way=Way.PAPER, sitting=sitting)
    return record_check(t.desk, t.act(), new)["sitting_id"]
