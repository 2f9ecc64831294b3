"""Help without a dossier: what is still to be followed up, and why people could not go on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from agent_desk.domain.assist import FollowUpState, Outcome, Reason
from agent_desk.ids import AssistId, CitizenId, FollowUpId, VisitId
from agent_desk.store.offered_tables import offered_follow_ups
from agent_desk.store.tables import assists, citizens, drafts, follow_ups

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpRow:
    """One follow-up that waits; ``card`` is what was being helped with.

    ``assist_id`` is None where another desk of the site arranged it; ``desk_code`` says which.
    """

    follow_up_id: FollowUpId
    assist_id: AssistId | None
    card: str
    what: str
    due_on: date
    citizen_name: str
    phone: str
    is_late: bool
    desk_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistView:
    """One assist; ``outcome`` and ``reason`` are None while it is open."""

    assist_id: AssistId
    visit_id: VisitId
    citizen_id: CitizenId | None
    card: str
    card_version: str
    outcome: Outcome | None
    reason: Reason | None
    note: str
    started_at: str
    ended_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonCount:
    """How often a reason ended an assist, with the seconds spent."""

    outcome: Outcome
    reason: Reason
    count: int


def follow_ups_due(
    connection: Connection, day: date, *, limit: int = 100
) -> tuple[FollowUpRow, ...]:
    """Give what is due on this day or late, the longest waiting first; empty if nothing is.

    What other desks of the site arranged is among it.
    """
    found = (*_own_due(connection, day, limit), *_offered_due(connection, day, limit))
    return tuple(sorted(found, key=lambda row: (row.due_on, row.follow_up_id))[:limit])


def _offered_due(connection: Connection, day: date, limit: int) -> Iterator[FollowUpRow]:
    offered = offered_follow_ups
    for row in connection.execute(
        select(offered)
        .where(
            offered.c.state == FollowUpState.OPEN.value,
            offered.c.due_on <= day.isoformat(),
        )
        .order_by(offered.c.due_on, offered.c.follow_up_id)
        .limit(limit)
    ):
        yield FollowUpRow(
            follow_up_id=FollowUpId(row.follow_up_id),
            assist_id=None,
            card=row.card,
            what=row.what,
            due_on=date.fromisoformat(row.due_on),
            citizen_name=row.citizen_name,
            phone=row.phone,
            is_late=row.due_on < day.isoformat(),
            desk_code=row.desk_code,
        )


def _own_due(connection: Connection, day: date, limit: int) -> Iterator[FollowUpRow]:
    for row in connection.execute(
        select(follow_ups, assists.c.kind, citizens.c.name, citizens.c.phone)
        .join_from(follow_ups, assists, follow_ups.c.assist_id == assists.c.assist_id)
        .outerjoin(citizens, follow_ups.c.citizen_id == citizens.c.citizen_id)
        .where(
            follow_ups.c.state == FollowUpState.OPEN.value,
            follow_ups.c.due_on <= day.isoformat(),
        )
        .order_by(follow_ups.c.due_on, follow_ups.c.follow_up_id)
        .limit(limit)
    ):
        yield FollowUpRow(
            follow_up_id=FollowUpId(row.follow_up_id),
            assist_id=AssistId(row.assist_id),
            card=row.kind,
            what=row.what,
            due_on=date.fromisoformat(row.due_on),
            citizen_name=row.name or "",
            phone=row.phone or "",
            is_late=row.due_on < day.isoformat(),
        )


def view(connection: Connection, assist_id: str) -> AssistView | None:
    """Give an assist; None if it is not here."""
    row = connection.execute(select(assists).where(assists.c.assist_id == assist_id)).first()
    if row is None:
        return None
    return AssistView(
        assist_id=AssistId(row.assist_id),
        visit_id=VisitId(row.visit_id),
        citizen_id=CitizenId(row.citizen_id) if row.citizen_id else None,
        card=row.kind,
        card_version=row.card_version,
        outcome=Outcome(row.outcome) if row.outcome else None,
        reason=Reason(row.reason_code) if row.reason_code else None,
        note=row.note,
        started_at=row.started_at,
        ended_at=row.ended_at or "",
    )


def half_done(connection: Connection, screen: str) -> str:
    """Give the draft (JSON text) that was left on a screen; empty if none was."""
    found = connection.execute(select(drafts.c.content).where(drafts.c.screen == screen)).scalar()
    return found or ""


def reasons(connection: Connection, since: str, until: str) -> tuple[ReasonCount, ...]:
    """Count why assists ended between two instants (ISO UTC), the most frequent first."""
    found = connection.execute(
        select(assists.c.outcome, assists.c.reason_code, func.count().label("n"))
        .where(
            assists.c.started_at >= since,
            assists.c.started_at < until,
            assists.c.ended_at.is_not(None),
        )
        .group_by(assists.c.outcome, assists.c.reason_code)
        .order_by(func.count().desc(), assists.c.reason_code)
    )
    return tuple(
        ReasonCount(outcome=Outcome(row.outcome), reason=Reason(row.reason_code), count=row.n)
        for row in found
    )
