"""Checks of a session: who was checked, what they answered, which papers came back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from agent_desk.domain.skill_check import Answers, Confidence, Level, Phase, Sitting, Way
from agent_desk.store.check_tables import check_marks, check_sittings
from agent_desk.store.training_tables import learners

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCheck:
    """One check that is kept, with the questions it asked; a learner's present entry counts."""

    sitting_id: str
    session_id: str
    topic: str
    version: str
    way: Way
    sitting: Sitting


def of_session(connection: Connection, session_id: str, topic: str) -> tuple[KeptCheck, ...]:
    """Give the checks of a session about one topic, in the order in which they were entered."""
    here = check_sittings.c
    return read(connection, (here.session_id == session_id) & (here.topic == topic))


def read(connection: Connection, condition: ColumnElement[bool]) -> tuple[KeptCheck, ...]:
    """Give checks under a condition on ``check_sittings``, earliest first."""
    who = func.coalesce(learners.c.merged_into, check_sittings.c.learner_id).label("now_learner")
    found = connection.execute(
        select(check_sittings, who)
        .outerjoin(learners, learners.c.learner_id == check_sittings.c.learner_id)
        .where(condition)
        .order_by(check_sittings.c.recorded_at, check_sittings.c.sitting_id)
    ).all()
    marks: dict[str, dict[str, str]] = {row.sitting_id: {} for row in found}
    for mark in connection.execute(
        select(check_marks).join(
            check_sittings, check_sittings.c.sitting_id == check_marks.c.sitting_id
        ).where(condition)
    ):  # fmt: skip
        marks[mark.sitting_id][mark.item] = mark.value
    return tuple(
        KeptCheck(
            sitting_id=row.sitting_id,
            session_id=row.session_id,
            topic=row.topic,
            version=row.check_version,
            way=Way(row.way),
            sitting=Sitting(
                phase=Phase(row.phase),
                answers=_answers(marks[row.sitting_id]),
                learner_id=row.now_learner or "",
                paper_number=row.paper_number,
            ),
        )
        for row in found
    )


def last_paper(connection: Connection, session_id: str) -> int:
    """Give the highest number of a paper that came back in a session; 0 for none."""
    found: int | None = connection.execute(
        select(func.max(check_sittings.c.paper_number)).where(
            check_sittings.c.session_id == session_id
        )
    ).scalar()
    return found or 0


def _answers(marks: dict[str, str]) -> Answers:
    """Tell levels from feelings by what was kept: a feeling is a digit."""
    return Answers(
        levels={item: Level(value) for item, value in marks.items() if not value.isdigit()},
        feelings={item: Confidence(int(value)) for item, value in marks.items() if value.isdigit()},
    )
