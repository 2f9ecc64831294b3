"""What a clerk leaves behind, read the same way by the command and by the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from agent_desk.domain.dossier import DossierState
from agent_desk.domain.shift import Leaving, Line
from agent_desk.store.custody_counts import money_totals
from agent_desk.store.custody_tables import bag_items, bags, disputes, packets
from agent_desk.store.result_tables import results, tellings
from agent_desk.store.tables import citizens, dossiers, follow_ups

if TYPE_CHECKING:
    from sqlalchemy import Connection

_MOST = 500
_AT_COUNTER = (
    DossierState.DRAFT.value,
    DossierState.ADVISED.value,
    DossierState.WAITING_CITIZEN.value,
    DossierState.SUPPLEMENT.value,
)
_BAG_IS_OVER = ("handed_over", "received")


def leaving(connection: Connection) -> Leaving:
    """Gather everything that is left to the next clerk."""
    return Leaving(
        open=_open(connection),
        papers=_papers(connection),
        results=_results(connection),
        bags=_bags(connection),
        disputes=_disputes(connection),
        calls=_calls(connection),
        held_vnd=money_totals(connection).held_vnd,
    )


def _open(connection: Connection) -> tuple[Line, ...]:
    found = connection.execute(
        select(dossiers.c.reference, dossiers.c.state, dossiers.c.next_action_at, citizens.c.name)
        .join(citizens, citizens.c.citizen_id == dossiers.c.owner_id)
        .where(dossiers.c.state.in_(_AT_COUNTER))
        .order_by(dossiers.c.next_action_at)
        .limit(_MOST)
    )
    return tuple(
        Line(
            number=row.reference,
            who=row.name,
            state=row.state,
            until=row.next_action_at if row.state == DossierState.SUPPLEMENT.value else "",
        )
        for row in found
    )


def _papers(connection: Connection) -> tuple[Line, ...]:
    found = connection.execute(
        select(packets)
        .where(packets.c.place == "desk")
        .order_by(packets.c.forward_by, packets.c.reference)
        .limit(_MOST)
    )
    return tuple(
        Line(number=row.reference, who=row.destination, until=row.forward_by or "") for row in found
    )


def _results(connection: Connection) -> tuple[Line, ...]:
    found = connection.execute(
        select(results)
        .where(results.c.standing.in_(("here", "parked")), results.c.form == "paper")
        .order_by(results.c.shelf, results.c.arrived_at)
        .limit(_MOST)
    )
    return tuple(Line(number=row.number, who=row.shelf, state=row.standing) for row in found)


def _bags(connection: Connection) -> tuple[Line, ...]:
    inside = (
        select(func.count())
        .where(bag_items.c.number == bags.c.number, bag_items.c.state != "removed")
        .scalar_subquery()
    )
    found = connection.execute(
        select(bags, inside.label("inside"))
        .where(bags.c.closed_at.is_(None), bags.c.state.not_in(_BAG_IS_OVER))
        .order_by(bags.c.opened_at)
        .limit(_MOST)
    )
    return tuple(
        Line(number=row.number, who=row.other_side, state=row.state, count=row.inside)
        for row in found
    )


def _disputes(connection: Connection) -> tuple[Line, ...]:
    found = connection.execute(
        select(disputes)
        .where(disputes.c.state != "closed")
        .order_by(disputes.c.opened_at)
        .limit(_MOST)
    )
    return tuple(
        Line(number=row.reference or row.bag_number or "", state=row.kind) for row in found
    )


def _calls(connection: Connection) -> tuple[Line, ...]:
    promised = connection.execute(
        select(dossiers.c.reference, citizens.c.name, tellings.c.retry_at)
        .join(dossiers, dossiers.c.dossier_id == tellings.c.dossier_id)
        .join(citizens, citizens.c.citizen_id == dossiers.c.owner_id)
        .where(tellings.c.is_last == 1, tellings.c.retry_at.is_not(None))
        .order_by(tellings.c.retry_at)
        .limit(_MOST)
    )
    follow = connection.execute(
        select(follow_ups.c.what, follow_ups.c.due_on, citizens.c.name)
        .outerjoin(citizens, citizens.c.citizen_id == follow_ups.c.citizen_id)
        .where(follow_ups.c.state == "open")
        .order_by(follow_ups.c.due_on)
        .limit(_MOST)
    )
    calls = [Line(number=row.reference, who=row.name, until=row.retry_at) for row in promised]
    calls += [
        Line(number="", who=row.name or "", state=row.what, until=row.due_on) for row in follow
    ]
    return tuple(calls)
