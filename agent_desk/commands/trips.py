"""Round trips: counted where a citizen comes back, explained once with one answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, update

from agent_desk.clock import from_iso, to_iso
from agent_desk.commands import rows
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain.facts import FactKind
from agent_desk.domain.trips import ASKED, SAME_VISIT, CameFor, TripCause, certain_cause
from agent_desk.errors import InvalidInput, NotFound
from agent_desk.i18n import tr
from agent_desk.ids import uuid7
from agent_desk.store.clock_tables import trips

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.ids import DossierId


def count_trip(work: Work, dossier_id: str, came_for: CameFor, left_at: str) -> str | None:
    """Count an extra visit in the open transaction; ``left_at`` is when the citizen went (ISO).

    Give its id, or None where they never really left or this trip is counted already.
    """
    before = from_iso(left_at)
    if work.at - before < SAME_VISIT:
        return None
    last = work.connection.execute(
        select(func.max(trips.c.came_at)).where(trips.c.dossier_id == dossier_id)
    ).scalar()
    if last is not None and from_iso(last) >= before:
        return None
    trip_id, cause = uuid7(), certain_cause(came_for)
    is_certain = cause is not TripCause.UNKNOWN
    work.connection.execute(
        insert(trips),
        {
            "trip_id": trip_id,
            "dossier_id": dossier_id,
            "came_for": came_for.value,
            "cause": cause.value,
            "is_certain": int(is_certain),
            "came_at": work.at_iso,
            "asked_at": work.at_iso if is_certain else None,
            "clerk_id": work.act.author_id,
        },
    )
    body = {
        "trip_id": trip_id,
        "came_for": came_for.value,
        "cause": cause.value,
        "is_certain": is_certain,
    }
    work.record(FactKind.TRIP_COUNTED, dossier_id, body)
    return trip_id


def came_in_vain(desk: Desk, act: Act, dossier_id: DossierId) -> Done:
    """Count that somebody came for a result that is not here yet; why is asked later.

    Values: ``trip_id``, empty where this visit is counted already. Raises: NotFound.
    """

    def do(work: Work) -> Mapping[str, str]:
        rows.dossier(work.connection, dossier_id)
        before = to_iso(work.at - SAME_VISIT)
        return {"trip_id": count_trip(work, dossier_id, CameFor.RESULT, before) or ""}

    return perform(desk, act, "came_in_vain", do)


def explain_trip(desk: Desk, act: Act, trip_id: str, cause: TripCause) -> Done:
    """Note why a citizen had to come again; asked once, a later answer corrects it.

    Values: ``cause``. Raises: NotFound, InvalidInput.
    """
    if cause not in ASKED:
        raise InvalidInput(tr("Choose why they had to come again."))

    def do(work: Work) -> Mapping[str, str]:
        row = work.connection.execute(select(trips).where(trips.c.trip_id == trip_id)).first()
        if row is None:
            raise NotFound(tr("This visit is not on this PC. Read the list again (F5)."))
        work.connection.execute(
            update(trips)
            .where(trips.c.trip_id == trip_id)
            .values(cause=cause.value, asked_at=work.at_iso)
        )
        body = {"trip_id": trip_id, "cause": cause.value}
        work.record(FactKind.TRIP_EXPLAINED, row.dossier_id, body)
        return {"cause": cause.value}

    return perform(desk, act, "explain_trip", do)
