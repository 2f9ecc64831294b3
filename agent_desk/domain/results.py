"""What becomes of a result that arrives, and what its age asks for while it lies on the shelf."""

from __future__ import annotations

from datetime import date, timedelta
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from agent_desk.domain.calendar import CalendarGap
from agent_desk.domain.calendar_data import DayKind
from agent_desk.domain.dossier import DossierState
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from agent_desk.domain.calendar import Calendar

_S = DossierState


class ResultForm(StrEnum):
    """What comes back."""

    PAPER = "paper"
    ELECTRONIC = "electronic"


class Source(StrEnum):
    """How a result came to this desk."""

    BAG = "bag"
    NOTICE = "notice"
    HAND = "hand"


class Standing(StrEnum):
    """Where a result stands at this desk; only the first two are still here."""

    HERE = "here"
    PARKED = "parked"
    RETURNED = "returned"
    SENT_BACK = "sent_back"
    PASSED_ON = "passed_on"
    WITH_POST = "with_post"


class Doubt(StrEnum):
    """Why a result is kept apart and not given out; empty when it may be."""

    NONE = ""
    UNKNOWN = "unknown"
    OTHER_DESK = "other_desk"
    NOT_FILED = "not_filed"
    WITHDRAWN = "withdrawn"
    RETURNED_BEFORE = "returned_before"
    RETURNED_ELSEWHERE = "returned_elsewhere"


_DOUBTS = {
    _S.DRAFT: Doubt.NOT_FILED,
    _S.ADVISED: Doubt.NOT_FILED,
    _S.TAKEN_IN: Doubt.NOT_FILED,
    _S.WITHDRAWN: Doubt.WITHDRAWN,
    _S.RETURNED: Doubt.RETURNED_BEFORE,
    _S.SENT_BACK: Doubt.RETURNED_BEFORE,
}


def doubt_about(state: DossierState | None) -> Doubt:
    """Say why a result of a dossier in this state is kept apart; None is a dossier not here.

    A result is never refused: who holds it in hand knows more than a desk that was offline, so
    any dossier that has left the desk may have one.
    """
    return Doubt.UNKNOWN if state is None else _DOUBTS.get(state, Doubt.NONE)


def say_doubt(doubt: Doubt) -> str:
    """Say what is strange and what to do about it; blames nobody."""
    return {
        Doubt.NONE: "",
        Doubt.UNKNOWN: tr(
            "No dossier with this number is on this PC. Keep it apart, ask the center whose it is."
        ),
        Doubt.OTHER_DESK: tr(
            "This dossier was taken at another desk. It may be returned here, or passed on."
        ),
        Doubt.NOT_FILED: tr(
            "This dossier has not left the desk yet, so it can have no result. Ask the center."
        ),
        Doubt.WITHDRAWN: tr(
            "The citizen withdrew this dossier. Do not give the result out; ask the center."
        ),
        Doubt.RETURNED_BEFORE: tr(
            "A result of this dossier was already returned. Keep this one apart; ask the center."
        ),
        Doubt.RETURNED_ELSEWHERE: tr(
            "Another desk reported that it returned this result. Look whether it still lies here."
        ),
    }[doubt]


class AgeStep(IntEnum):
    """What an uncollected result asks for; the number is the day from which it does."""

    NONE = 0
    CALL_AGAIN = 3
    REMIND_IN_WRITING = 10
    ASK_CENTER = 30


def age_days(since: date, today: date, calendar: Calendar) -> int:
    """Count the days a result has waited; holidays of the post office do not age it.

    Ordinary weekends count, as citizens come on Saturdays; where no holiday list is known every
    day counts.
    """
    days = 0
    day = since
    while day < today:
        day += timedelta(days=1)
        days += not _is_holiday(day, calendar)
    return days


def age_step(days: int) -> AgeStep:
    """Give the step that an age in days has reached."""
    return max(step for step in AgeStep if step.value <= max(0, days))


def step_begins_on(since: date, step: AgeStep, calendar: Calendar) -> date:
    """Give the first day on which a result that waits since then has reached a step."""
    day, days = since, 0
    while days < step.value:
        day += timedelta(days=1)
        days += not _is_holiday(day, calendar)
    return day


def say_step(step: AgeStep) -> str:
    """Say the next step about an uncollected result."""
    return {
        AgeStep.NONE: tr("The citizen has time."),
        AgeStep.CALL_AGAIN: tr("Not collected for 3 days: call again."),
        AgeStep.REMIND_IN_WRITING: tr(
            "Not collected for 10 days: send a text message or a letter, offer the post."
        ),
        AgeStep.ASK_CENTER: tr(
            "Not collected for 30 days: ask the center whether it goes back to the authority."
        ),
    }[step]


def _is_holiday(day: date, calendar: Calendar) -> bool:
    try:
        special = calendar.special(day)
    except CalendarGap:
        return False
    return special is not None and special.kind is not DayKind.MAKE_UP
