"""Commands of training, each prepared up to the moment at which it can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.commands import (
    home_calls,
    skill_checks,
    training_people,
    training_register,
)
from agent_desk.commands.training_register import NewLearner
from agent_desk.domain.skill_check import Level, Phase, Sitting, Way
from agent_desk.domain.training.home_calls import HomeOutcome
from agent_desk.domain.training.learners import LearnerConsent, LearnerPurpose
from tests.support.checked import (
    TOPIC,
    Came,
    a_held_session,
    a_session,
    all_at,
    comes,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.commands.unit import Act, Done
    from tests.support.desks import TestDesk

    Ready = Callable[[Act], Done]

LAN = NewLearner(
    name="Nguyễn Thị Mẫu",
    birth="195",
    number="001190000123",
    phone="+84912345678",
    consents=(LearnerConsent(purpose=LearnerPurpose.CONTACT, given=True),),
)


def _register_learner(t: TestDesk) -> Ready:
    session_id = a_session(t)
    return lambda act: training_register.register_learner(t.desk, act, session_id, LAN)


def _merge_learners(t: TestDesk) -> Ready:
    session_id = a_session(t)
    first, second = comes(t, session_id), comes(t, session_id)
    return lambda act: training_people.merge_learners(t.desk, act, first, second)


def _record_check(t: TestDesk) -> Ready:
    session_id = a_session(t)
    answers = all_at(Level.WITH_HELP)
    sitting = Sitting(
        phase=Phase.BEFORE, answers=answers, learner_id=comes(t, session_id, Came(name=LAN.name))
    )
    new = skill_checks.NewCheck(
        session_id=session_id, topic=TOPIC, version="v1", way=Way.ALOUD, sitting=sitting
    )
    return lambda act: skill_checks.record_check(t.desk, act, new)


def _record_home_call(t: TestDesk) -> Ready:
    session_id, (who,) = a_held_session(t, Came(name=LAN.name))
    called = home_calls.Called(
        session_id=session_id,
        learner_id=who,
        outcome=HomeOutcome.ALONE,
        note="Nguyễn Thị Mẫu tự mở được VNeID",
    )
    return lambda act: home_calls.record_home_call(t.desk, act, called)


TRAINING: dict[str, Callable[[TestDesk], Ready]] = {
    "register_learner": _register_learner,
    "merge_learners": _merge_learners,
    "record_check": _record_check,
    "record_home_call": _record_home_call,
}
