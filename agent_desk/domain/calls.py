"""Telling a citizen: why, how it went, when to try again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.clock import local
from agent_desk.domain.calendar import CalendarGap
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from agent_desk.domain.calendar import Calendar

_SOON = timedelta(hours=2)
_FARTHEST = timedelta(days=60)
_TRIES = 3
"""After so many calls without an answer the citizen is told in writing."""


class About(StrEnum):
    """What the citizen is told."""

    SUPPLEMENT = "supplement"
    REFUSAL = "refusal"
    RESULT = "result"


class Outcome(StrEnum):
    """How a try to tell the citizen went."""

    REACHED = "reached"
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"
    CALL_BACK = "call_back"
    TEXTED = "texted"
    AT_COUNTER = "at_counter"
    LETTER = "letter"


_TOLD = frozenset({Outcome.REACHED, Outcome.TEXTED, Outcome.AT_COUNTER, Outcome.LETTER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One try: ``call_at`` when the citizen asked to be called, ``come_on`` when they will come."""

    about: About
    outcome: Outcome
    call_at: datetime | None = None
    come_on: date | None = None
    note: str = ""


def is_told(outcome: Outcome) -> bool:
    """Say whether the citizen knows now; a text message counts, as it lies on their phone."""
    return outcome in _TOLD


def retry_at(told: Told, tries: int, now: datetime, calendar: Calendar) -> datetime | None:
    """Give when to try again, in office hours; None if the citizen knows.

    No answer: in two hours, the third time on the next working day. A wrong number is looked
    into at once: another number stands on the form, or the submitter knows it.
    """
    if is_told(told.outcome):
        return None
    if told.outcome is Outcome.CALL_BACK and told.call_at is not None:
        return told.call_at.astimezone(UTC)
    if told.outcome is Outcome.WRONG_NUMBER:
        return now
    try:
        if tries >= _TRIES:
            return calendar.opening(calendar.next_working_day(local(now).date()))
        return calendar.add_working_time(now, _SOON)
    except CalendarGap:
        return now + timedelta(days=1)


def check(told: Told, now: datetime) -> None:
    """Refuse a record that leaves nothing to go by. Raises: InvalidInput at its field."""
    errors: dict[str, str] = {}
    if told.outcome is Outcome.CALL_BACK:
        if told.call_at is None:
            errors["call_at"] = tr("Write the day and time the citizen wants to be called.")
        elif not now < told.call_at < now + _FARTHEST:
            errors["call_at"] = tr("This time is over or too far away. Look at it again.")
    today = local(now).date()
    if told.come_on is not None and not today <= told.come_on <= today + _FARTHEST:
        errors["come_on"] = tr("This day is over or too far away. Look at it again.")
    if errors:
        raise InvalidInput(next(iter(errors.values())), errors)


def should_write(tries: int) -> bool:
    """Say whether calling has been tried often enough to write instead."""
    return tries >= _TRIES


def say_outcome(outcome: Outcome) -> str:
    """Name an outcome."""
    return {
        Outcome.REACHED: tr("Reached, the citizen knows"),
        Outcome.NO_ANSWER: tr("No answer"),
        Outcome.WRONG_NUMBER: tr("Wrong number"),
        Outcome.CALL_BACK: tr("Asks to be called back"),
        Outcome.TEXTED: tr("Told by text message"),
        Outcome.AT_COUNTER: tr("Told at the counter"),
        Outcome.LETTER: tr("Told by letter"),
    }[outcome]
