"""Commands of training, each prepared up to the moment at which it can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.commands import training_people, training_register
from agent_desk.commands.training_register import NewLearner
from agent_desk.domain.training.learners import LearnerConsent, LearnerPurpose
from tests.support.checked import a_session, comes

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


TRAINING: dict[str, Callable[[TestDesk], Ready]] = {
    "register_learner": _register_learner,
    "merge_learners": _merge_learners,
}
