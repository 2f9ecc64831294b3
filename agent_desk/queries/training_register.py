"""The register of a session: who is on it, what they agreed to, who may be one person."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from agent_desk.domain.text import fold
from agent_desk.domain.training.learners import LearnerPurpose, Source, Standing
from agent_desk.domain.training.likeness import Entry, Pair, likely_pairs
from agent_desk.store.training_tables import (
    learner_consents,
    learner_merges,
    learners,
    learners_apart,
    roster_pages,
    session_learners,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import ColumnElement, Connection, Select

_LIVE = learners.c.merged_into.is_(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnerRow:
    """Somebody on the list of a session. ``sessions_before`` counts other sessions they came to.

    ``consents`` has only purposes that were answered; the newest answer holds.
    """

    learner_id: str
    name: str
    birth: str
    ward_code: str
    phone: str
    standing: Standing
    source: Source
    sessions_before: int = 0
    has_card: bool = False
    consents: Mapping[LearnerPurpose, bool] = field(default_factory=dict)
    representative: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A learner the desk knows, to be chosen while a name is typed."""

    learner_id: str
    name: str
    birth: str
    sessions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Two entries that may be one person."""

    pair: Pair
    first: Known
    second: Known


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Two entries that were made one and can be parted again."""

    merge_id: str
    kept_name: str
    merged_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterPage:
    """A picture of a paper list."""

    page_id: str
    sha256: str


def register(connection: Connection, session_id: str) -> tuple[LearnerRow, ...]:
    """Give who is on the list of a session, by given name."""
    here = session_learners.c
    found = connection.execute(
        select(learners, here.standing, here.source)
        .join(session_learners, here.learner_id == learners.c.learner_id)
        .where(here.session_id == session_id, here.removed_at.is_(None))
        .order_by(learners.c.sort_key, learners.c.recorded_at, learners.c.learner_id)
    ).all()
    agreed = _consents(connection, session_id)
    before = _sessions_before(connection, session_id)
    return tuple(
        LearnerRow(
            learner_id=row.learner_id,
            name=row.name,
            birth=row.birth,
            ward_code=row.ward_code,
            phone=row.phone,
            standing=Standing(row.standing),
            source=Source(row.source),
            sessions_before=before.get(row.learner_id, 0),
            has_card=bool(row.number_mark),
            consents=agreed[row.learner_id].given,
            representative=agreed[row.learner_id].representative,
        )
        for row in found
    )


@dataclass(slots=True, kw_only=True)
class _Agreed:
    given: dict[LearnerPurpose, bool] = field(default_factory=dict)
    representative: str = ""


def _consents(connection: Connection, session_id: str) -> defaultdict[str, _Agreed]:
    """Give the newest answers of everybody on the list, those of merged entries included."""
    here = learner_consents.c
    found = connection.execute(
        select(here.purpose, here.given, here.representative, _root().label("who"))
        .join(learners, learners.c.learner_id == here.learner_id)
        .where(_root().in_(_listed(session_id)))
        .order_by(here.recorded_at, here.consent_id)
    )
    answers: defaultdict[str, _Agreed] = defaultdict(_Agreed)
    for row in found:
        one = answers[row.who]
        one.given[LearnerPurpose(row.purpose)] = bool(row.given)
        one.representative = row.representative or one.representative
    return answers


def _root() -> ColumnElement[str]:
    return func.coalesce(learners.c.merged_into, learners.c.learner_id)


def _listed(session_id: str) -> Select[tuple[str]]:
    here = session_learners.c
    return select(here.learner_id).where(here.session_id == session_id, here.removed_at.is_(None))


def _sessions_before(connection: Connection, session_id: str) -> dict[str, int]:
    here = session_learners.c
    found = connection.execute(
        select(here.learner_id, func.count())
        .where(
            here.learner_id.in_(_listed(session_id)),
            here.session_id != session_id,
            here.removed_at.is_(None),
            here.standing == Standing.ATTENDED.value,
        )
        .group_by(here.learner_id)
    )
    return {row[0]: row[1] for row in found}


def known_like(connection: Connection, text: str, limit: int = 8) -> tuple[Known, ...]:
    """Give known learners with a word that begins like this, who came most often first."""
    words = fold(text)
    if not words:
        return ()
    pattern = words.replace("%", "").replace("_", "")
    folded = learners.c.name_folded
    condition = folded.like(f"{pattern}%") | folded.like(f"% {pattern}%")
    return _known(connection, select(learners).where(_LIVE, condition), limit)


def _known(connection: Connection, query: Select[tuple[str]], limit: int) -> tuple[Known, ...]:
    here, found = session_learners.c, query.subquery()
    rows = connection.execute(
        select(
            found.c.learner_id, found.c.name, found.c.birth, func.count(here.session_id).label("n")
        )
        .outerjoin(
            session_learners,
            (here.learner_id == found.c.learner_id) & here.removed_at.is_(None),
        )
        .group_by(found.c.learner_id)
        .order_by(func.count(here.session_id).desc(), found.c.name)
        .limit(limit)
    )
    return tuple(
        Known(learner_id=row.learner_id, name=row.name, birth=row.birth, sessions=row.n)
        for row in rows
    )


def alike(connection: Connection, session_id: str) -> tuple[Alike, ...]:
    """Give pairs that may be one person, at least one of them on the list; the surest first."""
    rows = connection.execute(
        select(learners).where(_LIVE).order_by(learners.c.recorded_at, learners.c.learner_id)
    ).all()
    listed = frozenset(str(name) for name in connection.execute(_listed(session_id)).scalars())
    entries = [
        Entry(
            learner_id=row.learner_id,
            name=row.name,
            birth=row.birth,
            phone=row.phone,
            number_mark=row.number_mark,
        )
        for row in rows
    ]
    here = learners_apart.c
    said = connection.execute(select(here.first_id, here.second_id))
    apart = {(row[0], row[1]) for row in said}
    named = {row.learner_id: row for row in rows}
    wanted = [pair for pair in likely_pairs(entries, listed) if _sorted(pair) not in apart]
    counts = _counts(connection, {name for pair in wanted for name in (pair.first, pair.second)})

    def known(learner_id: str) -> Known:
        row = named[learner_id]
        return Known(
            learner_id=learner_id,
            name=row.name,
            birth=row.birth,
            sessions=counts.get(learner_id, 0),
        )

    return tuple(
        Alike(pair=pair, first=known(pair.first), second=known(pair.second)) for pair in wanted
    )


def _sorted(pair: Pair) -> tuple[str, str]:
    one, other = sorted((pair.first, pair.second))
    return one, other


def _counts(connection: Connection, names: set[str]) -> dict[str, int]:
    here = session_learners.c
    found = connection.execute(
        select(here.learner_id, func.count())
        .where(here.learner_id.in_(names), here.removed_at.is_(None))
        .group_by(here.learner_id)
    )
    return {row[0]: row[1] for row in found}


def merges(connection: Connection, session_id: str) -> tuple[Merge, ...]:
    """Give merges of people on the list that can be taken back, newest first."""
    kept, merged = learners.alias(), learners.alias()
    here = learner_merges.c
    found = connection.execute(
        select(here.merge_id, kept.c.name.label("kept"), merged.c.name.label("merged"))
        .join(kept, kept.c.learner_id == here.kept_id)
        .join(merged, merged.c.learner_id == here.merged_id)
        .where(here.parted_at.is_(None), here.kept_id.in_(_listed(session_id)))
        .order_by(here.merge_id.desc())
    )
    return tuple(
        Merge(merge_id=row.merge_id, kept_name=row.kept, merged_name=row.merged) for row in found
    )


def pages(connection: Connection, session_id: str) -> tuple[RosterPage, ...]:
    """Give the pictures of the paper list of a session, in the order they were added."""
    here = roster_pages.c
    found = connection.execute(
        select(here.page_id, here.sha256)
        .where(here.session_id == session_id, here.removed_at.is_(None))
        .order_by(here.added_at, here.page_id)
    )
    return tuple(RosterPage(page_id=row.page_id, sha256=row.sha256) for row in found)
