"""One thing to do, as Today sorts and shows it, and where in the book it stands."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from agent_desk.domain.forwarding import Urgency

if TYPE_CHECKING:
    from collections.abc import Iterable


class Task(StrEnum):
    """The one thing to do now; their order decides between two that are equally urgent."""

    FIND_PAPER = "find_paper"
    SEAL_PAPER = "seal_paper"
    HAND_TO_COURIER = "hand_to_courier"
    SIGN_MINUTES = "sign_minutes"
    CALL_SUPPLEMENT = "call_supplement"
    GET_SUPPLEMENT = "get_supplement"
    CALL_RESULT = "call_result"
    RETURN_RESULT = "return_result"
    FETCH_RESULT = "fetch_result"
    TELL_PAYMENT = "tell_payment"
    TELL_DECISION = "tell_decision"
    TELL_CODE = "tell_code"
    CHASE_AUTHORITY = "chase_authority"
    CLEAR_DISPUTE = "clear_dispute"
    ANSWER_FINDING = "answer_finding"
    LOOK_LATER = "look_later"
    ASK_TRIP = "ask_trip"
    FINISH_CASE = "finish_case"
    AWAIT_CITIZEN = "await_citizen"
    AWAIT_PORTAL = "await_portal"


ON_THE_WAY = (Task.FIND_PAPER, Task.SEAL_PAPER, Task.HAND_TO_COURIER, Task.SIGN_MINUTES)
"""What the forwarding clock runs for."""


class Work(NamedTuple):
    """One thing to do. A tuple, because thousands are made at each read: four times as fast.

    Moments are ISO text or empty; ``rule`` says what ``act_by`` comes from, ``other`` is the due
    moment of the rule that does not drive, ``printed`` is what the citizen's slip says.
    """

    key: str
    task: Task
    dossier_id: str = ""
    name: str = ""
    who: str = ""
    reference: str = ""
    where: str = ""
    since: str = ""
    act_by: str = ""
    warn_at: str = ""
    rule: str = ""
    other: str = ""
    printed: str = ""
    is_stopped: bool = False
    more: str = ""


def urgency_of(work: Work, now: str) -> Urgency:
    """Say how a clock stands; the times are ISO text of one form, so they compare as they are."""
    if work.is_stopped:
        return Urgency.STOPPED
    if not work.act_by:
        return Urgency.CALM
    seen = max(now, work.since)
    if seen > work.act_by:
        return Urgency.LATE
    return Urgency.SOON if work.warn_at and seen >= work.warn_at else Urgency.CALM


def count_late(works: Iterable[Work], now: str) -> int:
    """Count what is late; once a minute for thousands, so nothing is made on the way."""
    return sum(
        1
        for work in works
        if work.act_by and (work.act_by < now or work.act_by < work.since) and not work.is_stopped
    )


_TASKS = {task: place for place, task in enumerate(Task)}
_RANKS = {Urgency.LATE: 0, Urgency.SOON: 1, Urgency.CALM: 2, Urgency.STOPPED: 2}


def in_order(works: list[Work], now: str) -> list[Work]:
    """Sort: what is late, what is due soon, the rest by what it is; each by its due moment."""

    def place(work: Work) -> tuple[int, int, str, str]:
        task, rank = _TASKS[work.task], _RANKS[urgency_of(work, now)]
        if rank == 1:
            return rank, 0, work.act_by, work.key
        return rank, task, work.act_by or work.since, work.key

    return sorted(works, key=place)
