"""A class of some weeks ago: people of several wards, their checks, the first call."""

from __future__ import annotations

from datetime import timedelta
from itertools import cycle, islice
from typing import TYPE_CHECKING

from agent_desk.commands.home_calls import Called, record_home_call
from agent_desk.commands.training_sessions import hold_session
from agent_desk.domain.skill_check import Answers, Confidence, Level, Phase
from agent_desk.domain.training.home_calls import HomeOutcome
from tests.support.checked import Came, a_session, checked, comes, the_check

if TYPE_CHECKING:
    from tests.support.desks import TestDesk

NAMES = (
    "Nguyễn Thị Lan", "Trần Văn Hùng", "Lê Thị Mai", "Phạm Văn Đức", "Hoàng Thị Thu Hà",
    "Vũ Văn Minh", "Đặng Thị Yến", "Bùi Văn Khôi", "Đỗ Thị Hương", "Ngô Văn Quý",
    "Dương Thị Ngọc Ánh", "Lý Văn Phúc",
    "Công Tằng Tôn Nữ Thị Hoàng Lan Hương Giang Thanh Thúy Quỳnh Anh Ngọc Bích Châu Diễm",
)  # fmt: skip
WARDS = ("00166", "00166", "00166", "00167", "00167", "00169")
BIRTHS = ("194", "195", "195", "196", "196", "197", "")
_LEVELS = (Level.ALONE, Level.WITH_HELP, Level.ALONE, Level.SAW, Level.ALONE, Level.WITH_HELP)


def people(number: int, skip: int = 0) -> tuple[Came, ...]:
    """Give so many people with names, wards and births in turn."""
    each = zip(cycle(NAMES), cycle(WARDS), cycle(BIRTHS), strict=False)
    return tuple(
        Came(name=name, ward=ward, birth=birth)
        for name, ward, birth in islice(each, skip, skip + number)
    )


def some_answers(start: int, feeling: Confidence = Confidence.CALM) -> Answers:
    """Answer every task, each time a little differently."""
    check = the_check()
    levels = islice(cycle(_LEVELS), start, start + len(check.tasks))
    return Answers(
        levels=dict(zip(check.task_ids, levels, strict=True)),
        feelings={one.id: feeling for one in check.feelings},
    )


def a_checked_class(t: TestDesk, number: int = 6) -> str:
    """Hold a class two weeks and two days ago, checked before and after; give the session."""
    session_id = a_session(t, begins=timedelta(days=-16))
    learners = [comes(t, session_id, one) for one in (people(number - 1) + people(1, skip=12))]
    hold_session(t.desk, t.act(), session_id)
    for n, who in enumerate(learners[1:]):
        checked(t, session_id, who, some_answers(n + 1, Confidence.UNSURE), Phase.BEFORE)
        checked(t, session_id, who, some_answers(n))
    checked(t, session_id, 1, some_answers(2))
    called = Called(session_id=session_id, learner_id=learners[0], outcome=HomeOutcome.ALONE)
    record_home_call(t.desk, t.act(), called)
    return session_id
