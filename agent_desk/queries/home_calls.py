"""Whom to call two weeks after a session: only who agreed and left a phone number."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from agent_desk.clock import from_iso, local
from agent_desk.domain.training.home_calls import (
    LATEST,
    Attended,
    CallSoFar,
    CallState,
    DueCall,
    HomeOutcome,
    due_calls,
)
from agent_desk.domain.training.learners import LearnerPurpose, Standing
from agent_desk.domain.training.sessions import SessionState
from agent_desk.store.check_tables import home_calls
from agent_desk.store.training_tables import (
    learner_consents,
    learners,
    session_learners,
    training_sessions,
)

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRow:
    """One person to call; the phone is not here: it is asked for alone, when the row is opened."""

    due: DueCall
    name: str
    place: str
    topics: tuple[str, ...]
    last_note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeResults:
    """What the calls of some days found out, closed ones only, and how many are still open."""

    outcomes: dict[HomeOutcome, int]
    is_open: int


def root() -> ColumnElement[str]:
    """Give the entry that stays of a learner whose entries were merged."""
    return func.coalesce(learners.c.merged_into, learners.c.learner_id)


def agreed(connection: Connection, purpose: LearnerPurpose) -> frozenset[str]:
    """Give the learners whose newest answer to a purpose is yes."""
    here = learner_consents.c
    newest: dict[str, bool] = {}
    for row in connection.execute(
        select(root().label("who"), here.given)
        .join(learners, learners.c.learner_id == here.learner_id)
        .where(here.purpose == purpose.value)
        .order_by(here.recorded_at, here.consent_id)
    ):
        newest[row.who] = bool(row.given)
    return frozenset(who for who, given in newest.items() if given)


def to_call(connection: Connection, today: date) -> tuple[CallRow, ...]:
    """Give whom to call today, the longest waiting first."""
    may = agreed(connection, LearnerPurpose.CONTACT)
    here, place = training_sessions.c, session_learners.c
    found = connection.execute(
        select(here.session_id, here.starts_at, here.place, here.topics,
               learners.c.learner_id, learners.c.name)
        .join(session_learners, place.session_id == here.session_id)
        .join(learners, learners.c.learner_id == place.learner_id)
        .where(
            here.state == SessionState.HELD.value,
            here.starts_at >= (today - LATEST).isoformat(),
            place.standing == Standing.ATTENDED.value,
            place.removed_at.is_(None),
            learners.c.phone != "",
        )
    ).all()  # fmt: skip
    known = {(row.session_id, row.learner_id): row for row in found if row.learner_id in may}
    attended = (
        Attended(
            session_id=row.session_id,
            learner_id=row.learner_id,
            held_on=local(from_iso(row.starts_at)).date(),
        )
        for row in known.values()
    )
    notes: dict[tuple[str, str], str] = {}
    calls = _so_far(connection, notes)
    return tuple(
        CallRow(
            due=due,
            name=row.name,
            place=row.place,
            topics=tuple(json.loads(row.topics)),
            last_note=notes.get((due.session_id, due.learner_id), ""),
        )
        for due in due_calls(attended, calls, today)
        for row in (known[due.session_id, due.learner_id],)
    )


def phone_of(connection: Connection, learner_id: str) -> str:
    """Give the phone of a learner who agrees to be called; empty for anybody else."""
    if learner_id not in agreed(connection, LearnerPurpose.CONTACT):
        return ""
    found: str | None = connection.execute(
        select(learners.c.phone).where(
            learners.c.learner_id == learner_id, learners.c.merged_into.is_(None)
        )
    ).scalar()
    return found or ""


def results(connection: Connection, first: date, last: date) -> HomeResults:
    """Count what calls about sessions held in some days found out."""
    here = training_sessions.c
    outcomes = dict.fromkeys(HomeOutcome, 0)
    still_open = 0
    for row in connection.execute(
        select(home_calls.c.state, home_calls.c.outcome, here.starts_at).join(
            training_sessions, here.session_id == home_calls.c.session_id
        )
    ):
        if not first <= local(from_iso(row.starts_at)).date() <= last:
            continue
        if row.state == CallState.CLOSED.value:
            outcomes[HomeOutcome(row.outcome)] += 1
        else:
            still_open += 1
    return HomeResults(outcomes=outcomes, is_open=still_open)


def _so_far(connection: Connection, notes: dict[tuple[str, str], str]) -> tuple[CallSoFar, ...]:
    found = []
    for row in connection.execute(
        select(home_calls, root().label("who")).join(
            learners, learners.c.learner_id == home_calls.c.learner_id
        )
    ):
        notes[row.session_id, row.who] = row.note
        found.append(
            CallSoFar(
                session_id=row.session_id,
                learner_id=row.who,
                state=CallState(row.state),
                tries=row.tries,
                next_on=date.fromisoformat(row.next_on) if row.next_on else None,
                closed_on=local(from_iso(row.closed_at)).date() if row.closed_at else None,
            )
        )
    return tuple(found)
