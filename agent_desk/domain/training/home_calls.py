"""Two weeks after a session: did they do one thing alone at home? That is the outcome measure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.domain.calendar import CalendarGap
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent_desk.domain.calendar import Calendar

WAIT = timedelta(days=14)
"""How long people have to try at home. Source: counter-ux 7, follow-up calls due in 2 weeks."""

LATEST = timedelta(days=90)
"""After this a call no longer says what the session did; it leaves the list."""

COVERS = timedelta(days=7)
"""A call asks about everything learned up to a week before it."""

TRIES = 3
LONGEST_NOTE = 500


class HomeOutcome(StrEnum):
    """What a call found out."""

    ALONE = "alone"
    WITH_HELP = "with_help"
    NOT_YET = "not_yet"
    NOT_REACHED = "not_reached"
    DECLINED = "declined"


class CallState(StrEnum):
    """Whether somebody is still to be called."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attended:
    """One person who came to one session."""

    session_id: str
    learner_id: str
    held_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSoFar:
    """What is known of the calls about one session to one learner; dates are local days."""

    session_id: str
    learner_id: str
    state: CallState
    tries: int
    next_on: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DueCall:
    """Somebody to call, on which day, after how many tries."""

    session_id: str
    learner_id: str
    held_on: date
    due_on: date
    tries: int


def due_calls(
    attended: Iterable[Attended], so_far: Iterable[CallSoFar], today: date
) -> tuple[DueCall, ...]:
    """Give whom to call today, the longest waiting first; one call a learner.

    Who came several times is called about the last session that is two weeks ago.
    """
    calls = {(call.session_id, call.learner_id): call for call in so_far}
    closed: dict[str, date] = {}
    for call in calls.values():
        if call.closed_on is not None:
            known = closed.get(call.learner_id, call.closed_on)
            closed[call.learner_id] = max(known, call.closed_on)
    last: dict[str, DueCall] = {}
    for one in sorted(attended, key=lambda a: (a.held_on, a.session_id)):
        known_call = calls.get((one.session_id, one.learner_id))
        due = _due(one, known_call, closed.get(one.learner_id), today)
        if due is not None:
            last[one.learner_id] = due
    ready = (due for due in last.values() if due.due_on <= today)
    return tuple(sorted(ready, key=lambda due: (due.due_on, due.held_on, due.learner_id)))


def _due(
    one: Attended, call: CallSoFar | None, closed_on: date | None, today: date
) -> DueCall | None:
    if not one.held_on + WAIT <= today <= one.held_on + LATEST:
        return None
    is_closed = call is not None and call.state is CallState.CLOSED
    if is_closed or (closed_on is not None and one.held_on + COVERS <= closed_on):
        return None
    planned = call.next_on if call is not None else None
    return DueCall(
        session_id=one.session_id,
        learner_id=one.learner_id,
        held_on=one.held_on,
        due_on=planned or one.held_on + WAIT,
        tries=call.tries if call is not None else 0,
    )


def is_closed_by(outcome: HomeOutcome, tries: int) -> bool:
    """Say whether this call was the last one; three without an answer are enough."""
    return outcome is not HomeOutcome.NOT_REACHED or tries >= TRIES


def next_call_on(today: date, tries: int, calendar: Calendar) -> date:
    """Give the day of the next try: the next working day, after the second a few days later."""
    day = today if tries < TRIES - 1 else today + timedelta(days=3)
    try:
        return calendar.next_working_day(day)
    except CalendarGap:
        return day + timedelta(days=1)


def say_outcome(outcome: HomeOutcome) -> str:
    """Name what a call found out."""
    return {
        HomeOutcome.ALONE: tr("Did it alone at home"),
        HomeOutcome.WITH_HELP: tr("Did it with help"),
        HomeOutcome.NOT_YET: tr("Not yet"),
        HomeOutcome.NOT_REACHED: tr("Not reached"),
        HomeOutcome.DECLINED: tr("Does not want to be called"),
    }[outcome]
