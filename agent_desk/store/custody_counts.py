"""The figures of a day of custody, counted the same way by the command and by the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from agent_desk.domain.custody import HopKind, Place
from agent_desk.domain.disputes import DisputeState
from agent_desk.domain.state_money import MoneyTotals, totals
from agent_desk.store.custody_tables import bags, disputes, hops, packets, state_money

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import ColumnElement, Connection, Table

_HERE = packets.c.place.in_([Place.DESK.value, Place.BAG.value])


def day_counts(connection: Connection, start: str, now: str) -> dict[str, int]:
    """Count what a day that began at ``start`` (ISO UTC) did, and what lies here ``now``."""
    done = _hops_since(connection, start)
    money = money_totals(connection, start)
    return {
        "taken_in": done.get(HopKind.TAKEN.value, 0),
        "sealed": _count(connection, bags, bags.c.sealed_at >= start),
        "handed_over": done.get(HopKind.HANDED_OVER.value, 0),
        "received": done.get(HopKind.RECEIVED.value, 0) + done.get(HopKind.FOUND.value, 0),
        "here": _count(connection, packets, _HERE),
        "late": _count(connection, packets, _HERE & (packets.c.forward_by < now)),
        "open_disputes": _count(
            connection, disputes, disputes.c.state != DisputeState.CLOSED.value
        ),
        "taken_vnd": money.taken_vnd,
        "remitted_vnd": money.remitted_vnd,
        "returned_vnd": money.returned_vnd,
        "held_vnd": money_totals(connection).held_vnd,
        "clock_was_wrong": _count(
            connection, hops, (hops.c.clock_was_wrong == 1) & (hops.c.counted_at >= start)
        ),
    }


def money_totals(connection: Connection, start: str = "") -> MoneyTotals:
    """Add up the state money since an instant, or of all time."""
    found = connection.execute(
        select(state_money.c.kind, func.sum(state_money.c.amount_vnd))
        .where(state_money.c.at >= start)
        .group_by(state_money.c.kind)
    )
    return totals((row[0], row[1]) for row in found)


def _count(connection: Connection, table: Table, holds: ColumnElement[bool]) -> int:
    return connection.execute(select(func.count()).select_from(table).where(holds)).scalar_one()


def _hops_since(connection: Connection, start: str) -> Mapping[str, int]:
    found = connection.execute(
        select(hops.c.kind, func.count()).where(hops.c.counted_at >= start).group_by(hops.c.kind)
    )
    return {row[0]: row[1] for row in found}
