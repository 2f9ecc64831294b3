"""A check before or after a session is kept: of a learner, or of a paper with a number only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from agent_desk.catalog.checks_load import installed_checks
from agent_desk.commands.training_sessions import require_session
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain.facts import FactKind
from agent_desk.domain.skill_check import MOST_PAPERS
from agent_desk.domain.training.sessions import SessionState
from agent_desk.errors import InvalidInput, NotAllowed, NotFound
from agent_desk.i18n import tr
from agent_desk.ids import uuid7
from agent_desk.store.check_tables import check_marks, check_sittings
from agent_desk.store.training_tables import session_learners

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.domain.skill_check import Sitting, Way
    from agent_desk.store.tables import StoredRow


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCheck:
    """One check that was answered; ``topic`` and ``version`` say which questions it asked."""

    session_id: str
    topic: str
    version: str
    way: Way
    sitting: Sitting


def record_check(desk: Desk, act: Act, new: NewCheck) -> Done:
    """Keep what one person answered; entered again, it takes the place of what was there.

    Values: ``sitting_id``, ``replaced`` (yes or no). Raises: InvalidInput at ``paper_number`` or
    ``answers``, NotFound, NotAllowed.
    """
    _check(new)

    def do(work: Work) -> Mapping[str, str]:
        _require_place(work, new)
        old = _remove(work, new)
        sitting, sitting_id = new.sitting, uuid7()
        named = {
            "topic": new.topic,
            "check_version": new.version,
            "phase": sitting.phase.value,
            "way": new.way.value,
            "paper_number": sitting.paper_number,
        }
        work.connection.execute(
            insert(check_sittings),
            {
                **named,
                "sitting_id": sitting_id,
                "session_id": new.session_id,
                "who": sitting.who,
                "learner_id": sitting.learner_id or None,
                "clerk_id": act.author_id,
                "recorded_at": work.at_iso,
            },
        )
        levels = {item: level.value for item, level in sitting.answers.levels.items()}
        feelings = {item: int(value) for item, value in sitting.answers.feelings.items()}
        marks = [
            {"sitting_id": sitting_id, "item": item, "value": str(value)}
            for item, value in {**levels, **feelings}.items()
        ]
        work.connection.execute(insert(check_marks), marks)
        answers = {"levels": levels, "feelings": feelings, "sitting_id": sitting_id}
        body = {**named, "replaced": old or "", **answers}
        who = {"learner_id": sitting.learner_id} if sitting.learner_id else None
        work.record(FactKind.SKILLS_CHECKED, new.session_id, body, who)
        return {"sitting_id": sitting_id, "replaced": "yes" if old else "no"}

    return perform(desk, act, "record_check", do)


def remove_check(desk: Desk, act: Act, sitting_id: str) -> Done:
    """Take back a check that was entered for the wrong person. Raises: NotFound."""

    def do(work: Work) -> Mapping[str, str]:
        row = work.connection.execute(
            select(check_sittings).where(check_sittings.c.sitting_id == sitting_id)
        ).first()
        if row is None:
            raise NotFound(tr("This check was taken back already. Read the list again (F5)."))
        _delete(work, row)
        work.record(FactKind.CHECK_REMOVED, row.session_id, {"sitting_id": sitting_id})
        return {}

    return perform(desk, act, "remove_check", do)


def _check(new: NewCheck) -> None:
    check = installed_checks().version(new.topic, new.version)
    sitting = new.sitting
    if bool(sitting.learner_id) is bool(sitting.paper_number):
        raise ValueError("a check is that of a learner or of a numbered paper")
    if sitting.paper_number and not 0 < sitting.paper_number <= MOST_PAPERS:
        words = tr("The number of a paper is from 1 to {most}.", most=MOST_PAPERS)
        raise InvalidInput(words, {"paper_number": words})
    if sitting.answers.is_empty:
        words = tr("Nothing is ticked yet. Tick at least one answer.")
        raise InvalidInput(words, {"answers": words})
    known = {*check.task_ids, *(one.id for one in check.feelings)}
    if not {*sitting.answers.levels, *sitting.answers.feelings} <= known:
        raise ValueError("an answer to a question that this check does not ask")


def _require_place(work: Work, new: NewCheck) -> None:
    session = require_session(work, new.session_id)
    if session.state == SessionState.CANCELED.value:
        raise NotAllowed(tr("This session was canceled. Choose another one."))
    if not new.sitting.learner_id:
        return
    listed = work.connection.execute(
        select(session_learners.c.learner_id).where(
            session_learners.c.session_id == new.session_id,
            session_learners.c.learner_id == new.sitting.learner_id,
            session_learners.c.removed_at.is_(None),
        )
    ).first()
    if listed is None:
        raise NotFound(tr("This person is no longer on the list. Read the list again (F5)."))


def _remove(work: Work, new: NewCheck) -> str | None:
    row = work.connection.execute(
        select(check_sittings).where(
            check_sittings.c.session_id == new.session_id,
            check_sittings.c.topic == new.topic,
            check_sittings.c.phase == new.sitting.phase.value,
            check_sittings.c.who == new.sitting.who,
        )
    ).first()
    if row is None:
        return None
    _delete(work, row)
    return str(row.sitting_id)


def _delete(work: Work, row: StoredRow) -> None:
    for table in (check_marks, check_sittings):
        work.connection.execute(delete(table).where(table.c.sitting_id == row.sitting_id))
