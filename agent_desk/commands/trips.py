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
from agent_desk.store.tables import notices
from agent_desk.wire import NoticeKind

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
    _require_answer(cause)

    def do(work: Work) -> Mapping[str, str]:
        row = work.connection.execute(select(trips).where(trips.c.trip_id == trip_id)).first()
        if row is None:
            raise NotFound(tr("This visit is not on this PC. Read the list again (F5)."))
        _explain(work, row.dossier_id, trip_id, cause)
        return {"cause": cause.value}

    return perform(desk, act, "explain_trip", do)


def explain_return(desk: Desk, act: Act, dossier_id: DossierId, cause: TripCause) -> Done:
    """Note why the citizen who stands here came again, before their papers are sent.

    Counts the trip for the open request if it is not counted yet; sending them then counts none.
    Values: ``trip_id``, empty where nothing waits for an answer. Raises: NotFound, InvalidInput.
    """
    _require_answer(cause)

    def do(work: Work) -> Mapping[str, str]:
        rows.dossier(work.connection, dossier_id)
        trip_id = _not_asked(work, dossier_id) or _for_request(work, dossier_id)
        if trip_id:
            _explain(work, dossier_id, trip_id, cause)
        return {"trip_id": trip_id or ""}

    return perform(desk, act, "explain_return", do)


def _require_answer(cause: TripCause) -> None:
    if cause not in ASKED:
        raise InvalidInput(tr("Choose why they had to come again."))


def _not_asked(work: Work, dossier_id: str) -> str | None:
    return work.connection.execute(
        select(trips.c.trip_id)
        .where(trips.c.dossier_id == dossier_id, trips.c.cause == TripCause.UNKNOWN.value)
        .order_by(trips.c.came_at.desc())
        .limit(1)
    ).scalar()


def _for_request(work: Work, dossier_id: str) -> str | None:
    asked_at = work.connection.execute(
        select(func.max(notices.c.applied_at)).where(
            notices.c.subject_id == dossier_id,
            notices.c.kind == NoticeKind.SUPPLEMENT_REQUESTED.value,
            notices.c.answered_at.is_(None),
        )
    ).scalar()
    return count_trip(work, dossier_id, CameFor.SUPPLEMENT, asked_at) if asked_at else None


def _explain(work: Work, dossier_id: str, trip_id: str, cause: TripCause) -> None:
    work.connection.execute(
        update(trips)
        .where(trips.c.trip_id == trip_id)
        .values(cause=cause.value, asked_at=work.at_iso)
    )
    body = {"trip_id": trip_id, "cause": cause.value}
    work.record(FactKind.TRIP_EXPLAINED, dossier_id, body)
