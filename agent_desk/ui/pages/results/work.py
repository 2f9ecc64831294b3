"""From what lies here to what is to be done, most urgent first, one act per row. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from agent_desk.clock import HANOI, from_iso, local
from agent_desk.domain import results as rules
from agent_desk.domain import supplement
from agent_desk.domain.calendar import CalendarGap
from agent_desk.domain.results import AgeStep, Doubt, ResultForm
from agent_desk.ui import when

if TYPE_CHECKING:
    from agent_desk.domain.calendar import Calendars
    from agent_desk.queries.lying import LastTry, Lying
    from agent_desk.queries.results import Asked, Everything

_NEAR = timedelta(days=2)


class Rank(IntEnum):
    """How urgent; what is below ``REST`` counts in the badge."""

    DISPUTED = 0
    ANSWER_NEAR = 1
    LATE = 2
    RETRY = 3
    TELL = 4
    PARKED = 5
    OVERDUE = 6
    AGE = 7
    REST = 8
    WAITING = 9
    EXPECTED = 10


class Act(StrEnum):
    """The one thing to do about a row."""

    CLARIFY = "clarify"
    TELL = "tell"
    CALL = "call"
    EXPLAIN = "explain"
    TAKE_SUPPLEMENT = "take_supplement"
    LOOK = "look"
    RETURN = "return"
    ARRIVED = "arrived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing of the work list; ``record`` is the row of the query it comes from."""

    key: str
    rank: Rank
    at: str
    act: Act
    record: object
    step: AgeStep = AgeStep.NONE
    days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What judging needs: the time and the calendars."""

    now: datetime
    calendars: Calendars


def in_order(found: Everything, office: Office) -> tuple[Item, ...]:
    """Give everything to do, most urgent first; within a rank the oldest first."""
    items = [_lying(one, office) for one in found.lying]
    items += [_asked(one, office) for one in found.asked]
    for decided in found.decided:
        rank, act = _telling(decided.last_try, office, Act.EXPLAIN)
        key = f"d:{decided.dossier_id}"
        items.append(Item(key=key, rank=rank, at=decided.since, act=act, record=decided))
    for expected in found.expected:
        is_late = bool(expected.due_at) and from_iso(expected.due_at) < office.now
        rank = Rank.OVERDUE if is_late else Rank.EXPECTED
        at = expected.due_at or expected.since
        key = f"e:{expected.dossier_id}"
        items.append(Item(key=key, rank=rank, at=at, act=Act.ARRIVED, record=expected))
    for one in found.disputed:
        key = f"x:{one.dispute_id}"
        items.append(Item(key=key, rank=Rank.DISPUTED, at=one.since, act=Act.CLARIFY, record=one))
    return tuple(sorted(items, key=lambda item: (item.rank, item.at)))


def due_count(items: tuple[Item, ...]) -> int:
    """Count what somebody should do something about now."""
    return sum(item.rank < Rank.REST for item in items)


def clocks_of(asked: Asked, calendars: Calendars) -> supplement.BothClocks:
    """Give both dates until which the citizen must have answered."""
    named = when.read_deadline(str(asked.request.get("due_on") or ""))
    authority = None
    if named is not None:
        authority = named.at or _end_of(named.day)
    try:
        law = supplement.closes_at(from_iso(asked.asked_at), calendars.agency)
    except CalendarGap:
        law = None
    return supplement.BothClocks(authority=authority, law=law)


def _lying(one: Lying, office: Office) -> Item:
    key = f"r:{one.result_id}"
    if one.doubt is not Doubt.NONE:
        return Item(key=key, rank=Rank.PARKED, at=one.arrived_at, act=Act.LOOK, record=one)
    if not one.told_at:
        rank, act = _telling(one.last_try, office, Act.TELL)
        is_late = bool(one.due_at) and from_iso(one.due_at) < office.now
        if is_late and rank is Rank.TELL:
            rank = Rank.LATE
        return Item(key=key, rank=rank, at=one.arrived_at, act=act, record=one)
    return _told(one, key, office)


def _told(one: Lying, key: str, office: Office) -> Item:
    """Age a result whose owner knows; a day that the citizen named is waited for."""
    since, today = local(from_iso(one.arrived_at)).date(), local(office.now).date()
    days = rules.age_days(since, today, office.calendars.agent)
    step = rules.age_step(days)
    begins = rules.step_begins_on(since, step, office.calendars.agent)
    was_done = local(from_iso(one.told_at)).date() >= begins
    waits = bool(one.come_on) and date.fromisoformat(one.come_on) >= today
    is_due = step is not AgeStep.NONE and not was_done and not waits
    return Item(
        key=key,
        rank=Rank.AGE if is_due else Rank.WAITING,
        at=one.arrived_at,
        act=Act.CALL if is_due and one.form is ResultForm.PAPER else Act.RETURN,
        record=one,
        step=step if is_due else AgeStep.NONE,
        days=days,
    )


def _asked(one: Asked, office: Office) -> Item:
    rank, act = _telling(one.last_try, office, Act.TELL)
    until = clocks_of(one, office.calendars).stricter
    if until is not None and until - office.now < _NEAR:
        rank = min(rank, Rank.ANSWER_NEAR)
        act = Act.CALL if act is not Act.TELL else act
    elif rank is Rank.REST and act is Act.RETURN:
        act = Act.TAKE_SUPPLEMENT
    at = until.isoformat() if until is not None else one.asked_at
    return Item(key=f"s:{one.dossier_id}", rank=rank, at=at, act=act, record=one)


def _telling(last: LastTry | None, office: Office, first: Act) -> tuple[Rank, Act]:
    if last is None:
        return Rank.TELL, first
    if not last.retry_at:
        return Rank.REST, Act.RETURN
    if from_iso(last.retry_at) <= office.now:
        return Rank.RETRY, Act.CALL
    return Rank.REST, Act.CALL


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(23, 59), tzinfo=HANOI)
