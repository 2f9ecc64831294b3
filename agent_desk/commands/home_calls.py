"""A call two weeks after a session: what was found out, and when to try again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from agent_desk.clock import local
from agent_desk.commands.training_register import require_learner
from agent_desk.commands.training_sessions import require_session
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain.facts import FactKind
from agent_desk.domain.kept_texts import refuse_secrets
from agent_desk.domain.text import clean
from agent_desk.domain.training.home_calls import (
    LONGEST_NOTE,
    CallState,
    HomeOutcome,
    is_closed_by,
    next_call_on,
)
from agent_desk.domain.training.learners import LearnerPurpose
from agent_desk.errors import Conflict, InvalidInput, NotAllowed
from agent_desk.i18n import tr
from agent_desk.store.check_tables import home_calls
from agent_desk.store.training_tables import learner_consents, learners

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """One call to one learner about one session."""

    session_id: str
    learner_id: str
    outcome: HomeOutcome
    note: str = ""


def record_home_call(desk: Desk, act: Act, called: Called) -> Done:
    """Keep what a call found out. Values: ``state``, ``tries``, ``next_on`` (empty if closed).

    Raises: InvalidInput at ``note``, NotFound, Conflict if the call was closed before, NotAllowed
    if the learner does not agree to be called.
    """
    note = _note(called.note)

    def do(work: Work) -> Mapping[str, str]:
        require_session(work, called.session_id)
        require_learner(work, called.learner_id)
        _require_consent(work, called.learner_id)
        tries = _tries(work, called) + 1
        is_closed = is_closed_by(called.outcome, tries)
        today = local(work.at).date()
        next_on = (
            "" if is_closed else next_call_on(today, tries, work.desk.calendars.agent).isoformat()
        )
        state = CallState.CLOSED if is_closed else CallState.OPEN
        now = {
            "state": state.value,
            "outcome": called.outcome.value,
            "tries": tries,
            "next_on": next_on or None,
            "note": note,
            "clerk_id": act.author_id,
            "called_at": work.at_iso,
            "closed_at": work.at_iso if is_closed else None,
        }
        named = {"session_id": called.session_id, "learner_id": called.learner_id}
        work.connection.execute(
            upsert(home_calls).on_conflict_do_update(
                index_elements=["session_id", "learner_id"], set_=now
            ),
            {**named, **now},
        )
        told = {"outcome": called.outcome.value, "tries": tries, "state": state.value}
        body = {"session_id": called.session_id, **told, "next_on": next_on}
        body["called_on"] = today.isoformat()
        private = {"note": note} if note else None
        work.record(FactKind.LEARNER_CALLED, called.learner_id, body, private)
        return {"state": state.value, "tries": str(tries), "next_on": next_on}

    return perform(desk, act, "record_home_call", do)


def _note(text: str) -> str:
    refuse_secrets({"note": text})
    note = clean(text)
    if len(note) > LONGEST_NOTE:
        words = tr("The note is too long; {limit} letters are enough.", limit=LONGEST_NOTE)
        raise InvalidInput(words, {"note": words})
    return note


def _require_consent(work: Work, learner_id: str) -> None:
    """Hold that the newest answer agrees, whichever spelling of the learner gave it."""
    of_learner = learners.c.learner_id == learner_consents.c.learner_id
    given = work.connection.execute(
        select(learner_consents.c.given)
        .join(learners, of_learner)
        .where(
            func.coalesce(learners.c.merged_into, learners.c.learner_id) == learner_id,
            learner_consents.c.purpose == LearnerPurpose.CONTACT.value,
        )
        .order_by(learner_consents.c.recorded_at.desc(), learner_consents.c.consent_id.desc())
        .limit(1)
    ).scalar()
    if not given:
        raise NotAllowed(tr("This person does not agree to be called. Do not call."))


def _tries(work: Work, called: Called) -> int:
    row = work.connection.execute(
        select(home_calls.c.tries, home_calls.c.state).where(
            home_calls.c.session_id == called.session_id,
            home_calls.c.learner_id == called.learner_id,
        )
    ).first()
    if row is None:
        return 0
    if row.state == CallState.CLOSED.value:
        raise Conflict(tr("A colleague has called already. Read the list again (F5)."))
    return int(row.tries)
