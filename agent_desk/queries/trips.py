"""How often a matter was right the first time, by procedure, and why it was not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import Integer, func, select, type_coerce

from agent_desk.domain.trips import COUNTED, FirstTime, TripCause
from agent_desk.store.clock_tables import trips
from agent_desk.store.tables import dossiers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

_NOT_RIGHT = tuple(cause.value for cause in (*COUNTED, TripCause.UNKNOWN))
"""What was not asked yet counts against us, so that nobody gains by not asking."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureRate:
    """One procedure: filed, right the first time, and the extra visits by their cause."""

    code: str
    name: str
    rate: FirstTime
    causes: Mapping[TripCause, int] = field(default_factory=dict)


def first_time_right(connection: Connection, since: str) -> tuple[ProcedureRate, ...]:
    """Give the rate of each procedure filed since an instant, the worst first."""
    again = (
        select(trips.c.dossier_id)
        .where(
            trips.c.dossier_id == dossiers.c.dossier_id,
            trips.c.cause.in_(_NOT_RIGHT),
        )
        .exists()
    )
    filed = connection.execute(
        select(
            dossiers.c.procedure_code,
            func.max(dossiers.c.procedure_name).label("name"),
            func.count().label("filed"),
            func.sum(type_coerce(~again, Integer)).label("right"),
        )
        .where(dossiers.c.taken_at >= since)
        .group_by(dossiers.c.procedure_code)
    ).all()
    causes = _causes(connection, since)
    found = [
        ProcedureRate(
            code=row.procedure_code,
            name=row.name,
            rate=FirstTime(filed=row.filed, right=row.right),
            causes=causes.get(row.procedure_code, {}),
        )
        for row in filed
    ]
    return tuple(sorted(found, key=lambda one: (one.rate.right - one.rate.filed, one.name)))


def whole(rates: Sequence[ProcedureRate]) -> FirstTime:
    """Give the rate over all procedures."""
    return FirstTime(
        filed=sum(one.rate.filed for one in rates), right=sum(one.rate.right for one in rates)
    )


def came_again(connection: Connection, since: str) -> int:
    """Count the extra visits since an instant that a better first one would have spared."""
    return connection.execute(
        select(func.count())
        .select_from(trips)
        .where(
            trips.c.came_at >= since,
            trips.c.cause.in_(_NOT_RIGHT),
        )
    ).scalar_one()


def _causes(connection: Connection, since: str) -> dict[str, dict[TripCause, int]]:
    found: dict[str, dict[TripCause, int]] = {}
    for code, cause, count in connection.execute(
        select(dossiers.c.procedure_code, trips.c.cause, func.count())
        .join_from(trips, dossiers, trips.c.dossier_id == dossiers.c.dossier_id)
        .where(dossiers.c.taken_at >= since)
        .group_by(dossiers.c.procedure_code, trips.c.cause)
    ):
        found.setdefault(code, {})[TripCause(cause)] = count
    return found
