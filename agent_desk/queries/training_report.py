"""The figures of training in some days: sessions, people, skills, calls, accounts and filings."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from agent_desk.catalog.checks_load import installed_checks
from agent_desk.clock import HANOI, from_iso, local, to_iso
from agent_desk.domain.assist import Outcome
from agent_desk.domain.skill_check import Level, Phase, skill_levels
from agent_desk.domain.training.learners import LearnerPurpose, Standing
from agent_desk.domain.training.report import (
    Figures,
    HeldSession,
    Person,
    SkillReached,
    band_of,
)
from agent_desk.domain.training.sessions import SessionState
from agent_desk.queries import skill_checks
from agent_desk.queries.home_calls import agreed, results
from agent_desk.store.check_tables import check_sittings
from agent_desk.store.tables import assists, dossiers
from agent_desk.store.training_tables import (
    learners,
    quick_lessons,
    session_learners,
    training_sessions,
)

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

    from agent_desk.queries.skill_checks import KeptCheck

ACCOUNT_CARDS = (
    "vneid_level_1",
    "activate",
    "child_6_13",
    "foreigner_level_1",
    "foreigner_level_2",
)
"""Help that ends with an account of its own, if it ends well."""

LOGIN_CARD = "portal_first_login"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    first: date
    last: date

    @property
    def begin(self) -> str:
        return _midnight(self.first)

    @property
    def end(self) -> str:
        return _midnight(self.last + timedelta(days=1))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Visit:
    """When a person first learned in these days, and who they are at the counter."""

    citizen_id: str
    since: str


def figures(connection: Connection, first: date, last: date) -> Figures:
    """Count what was done in some local days, both included.

    People and skills count only who agreed to it, and papers without a name.
    """
    span = _Span(first=first, last=last)
    people, visits = _people(connection, span)
    calls = results(connection, first, last)
    opened = _helped(connection, span, visits, ACCOUNT_CARDS)
    return Figures(
        sessions=_sessions(connection, span),
        people=tuple(people.values()),
        skills=_skills(connection, span, people),
        outcomes=calls.outcomes,
        open_calls=calls.is_open,
        accounts_opened=opened,
        first_logins=_helped(connection, span, visits, (LOGIN_CARD,)),
        first_filings=_first_filings(connection, span, visits),
        quick_lessons=_quick(connection, span),
    )


def _midnight(day: date) -> str:
    return to_iso(datetime.combine(day, time(), tzinfo=HANOI))


def _sessions(connection: Connection, span: _Span) -> tuple[HeldSession, ...]:
    here, place = training_sessions.c, session_learners.c
    came = (place.standing == Standing.ATTENDED.value) & place.removed_at.is_(None)
    found = connection.execute(
        select(here.starts_at, here.place, here.topics, func.count(place.learner_id).label("n"))
        .outerjoin(session_learners, (place.session_id == here.session_id) & came)
        .where(
            here.state == SessionState.HELD.value,
            here.starts_at >= span.begin,
            here.starts_at < span.end,
        )
        .group_by(here.session_id)
        .order_by(here.starts_at, here.session_id)
    )
    return tuple(
        HeldSession(
            day=local(from_iso(row.starts_at)).date(),
            place=row.place,
            topics=tuple(json.loads(row.topics)),
            people=row.n,
        )
        for row in found
    )


def _people(connection: Connection, span: _Span) -> tuple[dict[str, Person], dict[str, _Visit]]:
    here, place = training_sessions.c, session_learners.c
    may = agreed(connection, LearnerPurpose.STATISTICS)
    people: dict[str, Person] = {}
    visits: dict[str, _Visit] = {}
    before: set[str] = set()
    for row in connection.execute(
        select(learners.c.learner_id, learners.c.ward_code, learners.c.birth,
               learners.c.citizen_id, here.starts_at)
        .join(session_learners, place.learner_id == learners.c.learner_id)
        .join(training_sessions, here.session_id == place.session_id)
        .where(
            here.state == SessionState.HELD.value,
            here.starts_at < span.end,
            place.standing == Standing.ATTENDED.value,
            place.removed_at.is_(None),
        )
        .order_by(here.starts_at)
    ):  # fmt: skip
        who = row.learner_id
        if who not in may:
            continue
        if row.starts_at < span.begin:
            before.add(who)
        elif who not in people:
            is_new, band = who not in before, band_of(row.birth)
            people[who] = Person(who=who, ward=row.ward_code, band=band, is_new=is_new)
            visits[who] = _Visit(citizen_id=row.citizen_id or "", since=row.starts_at)
    return people, visits


def _skills(
    connection: Connection, span: _Span, people: dict[str, Person]
) -> tuple[SkillReached, ...]:
    sessions = select(training_sessions.c.session_id).where(
        training_sessions.c.state == SessionState.HELD.value,
        training_sessions.c.starts_at >= span.begin,
        training_sessions.c.starts_at < span.end,
    )
    here = check_sittings.c
    found = skill_checks.read(
        connection, here.session_id.in_(sessions) & (here.phase == Phase.AFTER.value)
    )
    last: dict[tuple[str, str], tuple[Person, KeptCheck]] = {}
    for check in found:
        person = _who(check, people)
        if person is not None:
            last[person.who, check.topic] = person, check
    reached: dict[tuple[str, str], SkillReached] = {}
    for person, check in last.values():
        asked = installed_checks().version(check.topic, check.version)
        for code, level in skill_levels(asked.skills_of, check.sitting.answers.levels).items():
            known = reached.get((person.who, code))
            if known is None or level.step < known.level.step:
                one = SkillReached(person=person, code=code, level=Level(level))
                reached[person.who, code] = one
    return tuple(reached.values())


def _who(check: KeptCheck, people: dict[str, Person]) -> Person | None:
    """Give whose check it is; None for a learner who did not agree to be counted."""
    if check.sitting.learner_id:
        return people.get(check.sitting.learner_id)
    return Person(who=f"{check.session_id}{check.sitting.who}")


def _helped(
    connection: Connection, span: _Span, visits: dict[str, _Visit], cards: tuple[str, ...]
) -> int:
    """Count people of these sessions whom the counter helped to an end after they had learned."""
    since = {visit.citizen_id: visit.since for visit in visits.values() if visit.citizen_id}
    found = connection.execute(
        select(assists.c.citizen_id, assists.c.ended_at).where(
            assists.c.kind.in_(cards),
            assists.c.outcome == Outcome.DONE.value,
            assists.c.ended_at >= span.begin,
            assists.c.ended_at < span.end,
        )
    )
    return len({row.citizen_id for row in found if row.ended_at >= since.get(row.citizen_id, "~")})


def _first_filings(connection: Connection, span: _Span, visits: dict[str, _Visit]) -> int:
    """Count people who filed online for the first time at this desk after they had learned."""
    since = {visit.citizen_id: visit.since for visit in visits.values() if visit.citizen_id}
    first: dict[str, str] = {}
    for row in connection.execute(
        select(dossiers.c.owner_id, dossiers.c.submitter_id, dossiers.c.taken_at)
        .where(dossiers.c.channel == "online", dossiers.c.taken_at.is_not(None))
        .order_by(dossiers.c.taken_at)
    ):
        for who in {row.owner_id, row.submitter_id} & since.keys():
            first.setdefault(who, row.taken_at)
    return sum(max(span.begin, since[who]) <= at < span.end for who, at in first.items())


def _quick(connection: Connection, span: _Span) -> int:
    found: int | None = connection.execute(
        select(func.count())
        .select_from(quick_lessons)
        .where(quick_lessons.c.taught_at >= span.begin, quick_lessons.c.taught_at < span.end)
    ).scalar()
    return found or 0
