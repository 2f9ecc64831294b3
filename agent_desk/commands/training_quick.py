"""Five minutes at the counter while papers print: what was shown, and what they did alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import insert

from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain.facts import FactKind
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr
from agent_desk.ids import uuid7
from agent_desk.store.training_tables import quick_lessons

if TYPE_CHECKING:
    from collections.abc import Mapping


class QuickOutcome(StrEnum):
    """How far the citizen came."""

    SAW = "saw"
    WITH_HELP = "with_help"
    ALONE = "alone"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickLesson:
    """One topic of five minutes; visit and citizen are empty if nobody is being served."""

    topic: str
    outcome: QuickOutcome
    visit_id: str = ""
    citizen_id: str = ""


def teach_quick(desk: Desk, act: Act, lesson: QuickLesson) -> Done:
    """Note that a citizen learned one thing at the counter. Values: ``lesson_id``."""
    if not lesson.topic:
        message = tr("Choose at least one topic.")
        raise InvalidInput(message, {"topics": message})

    def do(work: Work) -> Mapping[str, str]:
        lesson_id = uuid7()
        about = {"visit_id": lesson.visit_id, "citizen_id": lesson.citizen_id}
        what = {"topic": lesson.topic, "outcome": lesson.outcome.value}
        work.connection.execute(
            insert(quick_lessons),
            {
                **what,
                **{key: value or None for key, value in about.items()},
                "lesson_id": lesson_id,
                "clerk_id": act.author_id,
                "taught_at": work.at_iso,
            },
        )
        work.record(FactKind.QUICK_TAUGHT, lesson_id, {**what, **about})
        return {"lesson_id": lesson_id}

    return perform(desk, act, "teach_quick", do)
