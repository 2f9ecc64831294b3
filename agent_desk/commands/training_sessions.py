"""Sessions planned, moved, canceled and held."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, func, insert, select, text, update

from agent_desk.clock import HANOI, from_iso, local, to_iso
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain.facts import FactKind
from agent_desk.domain.kept_texts import refuse_secrets
from agent_desk.domain.text import clean, clean_lines
from agent_desk.domain.training import session_code
from agent_desk.domain.training.learners import Standing
from agent_desk.domain.training.sessions import (
    SessionPlan,
    SessionState,
    require_open,
    require_plan,
)
from agent_desk.errors import InvalidInput, NotAllowed, NotFound
from agent_desk.i18n import tr
from agent_desk.ids import uuid7
from agent_desk.store.hot import Hot
from agent_desk.store.tables import clerks
from agent_desk.store.training_tables import session_learners, training_sessions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement

    from agent_desk.store.tables import StoredRow

_NEXT_COUNTER = Hot(
    text(
        "INSERT INTO training_days (day, last_counter) VALUES (:day, 1) "
        "ON CONFLICT (day) DO UPDATE SET last_counter = last_counter + 1 RETURNING last_counter"
    )
)
_SESSION = select(training_sessions).where(
    training_sessions.c.session_id == bindparam("session_id")
)


def plan_sessions(desk: Desk, act: Act, plan: SessionPlan, days: Sequence[date] = ()) -> Done:
    """Plan a session, or a series: one on each of ``days`` at the same local time.

    Values: ``session_id`` and ``code`` of the first, ``series_id`` (empty for a single one),
    ``count``. Raises: InvalidInput.
    """
    _check(plan)
    starts = [_at(day, plan) for day in days] or [plan.starts_at]

    def do(work: Work) -> Mapping[str, str]:
        series_id = uuid7() if len(starts) > 1 else ""
        made = [_write(work, plan, start, series_id) for start in starts]
        session_id, code = made[0]
        values = {"session_id": session_id, "code": code, "series_id": series_id}
        return {**values, "count": str(len(made))}

    return perform(desk, act, "plan_sessions", do)


def change_session(desk: Desk, act: Act, session_id: str, plan: SessionPlan) -> Done:
    """Change or move one session; the others of its series stay. Values: ``moved`` (yes or no).

    Raises: InvalidInput, NotFound, NotAllowed once it was held or canceled.
    """
    _check(plan)

    def do(work: Work) -> Mapping[str, str]:
        row = require_session(work, session_id)
        require_open(SessionState(row.state))
        starts_at = to_iso(plan.starts_at)
        work.connection.execute(
            update(training_sessions)
            .where(training_sessions.c.session_id == session_id)
            .values(**_columns(work, plan), starts_at=starts_at, ends_at=to_iso(plan.ends_at))
        )
        moved = row.starts_at if starts_at != row.starts_at else ""
        body = {**_body(plan, plan.starts_at), "moved_from": moved}
        work.record(FactKind.SESSION_CHANGED, session_id, body, _private(work, plan))
        return {"moved": "yes" if moved else "no"}

    return perform(desk, act, "change_session", do)


def cancel_session(desk: Desk, act: Act, session_id: str, reason: str) -> Done:
    """Cancel one session; it stays in the book with its reason, the series goes on.

    Raises: InvalidInput without a reason, NotFound, NotAllowed.
    """
    words = clean(reason)
    refuse_secrets({"reason": words})
    if not words:
        message = tr("Say why the session is canceled; who signed up will ask.")
        raise InvalidInput(message, {"reason": message})

    def do(work: Work) -> Mapping[str, str]:
        require_open(SessionState(require_session(work, session_id).state))
        _move(work, session_id, SessionState.CANCELED, cancel_reason=words)
        work.record(FactKind.SESSION_CANCELED, session_id, {}, {"words": words})
        return {}

    return perform(desk, act, "cancel_session", do)


def hold_session(desk: Desk, act: Act, session_id: str) -> Done:
    """Finish a session: who was not ticked did not come. Values: ``attended``, ``absent``.

    A paper list may still be entered afterwards. Raises: NotFound, NotAllowed before its day.
    """

    def do(work: Work) -> Mapping[str, str]:
        row = require_session(work, session_id)
        require_open(SessionState(row.state))
        if local(from_iso(row.starts_at)).date() > local(work.at).date():
            raise NotAllowed(tr("This session has not begun. Move it to today if it was earlier."))
        unmarked = _count(work, session_id, Standing.SIGNED_UP)
        work.connection.execute(
            update(session_learners)
            .where(_live(session_id, Standing.SIGNED_UP))
            .values(standing=Standing.ABSENT.value, marked_at=work.at_iso)
        )
        attended = _count(work, session_id, Standing.ATTENDED)
        absent = _count(work, session_id, Standing.ABSENT)
        _move(work, session_id, SessionState.HELD)
        body = {"attended": attended, "absent": absent, "unmarked": unmarked, "seats": row.seats}
        work.record(FactKind.SESSION_HELD, session_id, {**body, "topics": json.loads(row.topics)})
        return {"attended": str(attended), "absent": str(absent)}

    return perform(desk, act, "hold_session", do)


def require_session(work: Work, session_id: str) -> StoredRow:
    """Give the row of a session. Raises: NotFound."""
    row = work.connection.execute(_SESSION, {"session_id": session_id}).first()
    if row is None:
        raise NotFound(tr("This session is not on this PC. Read the list again (F5)."))
    return row


def _check(plan: SessionPlan) -> None:
    require_plan(plan)
    helpers = " ".join(plan.helpers)
    refuse_secrets({"place": plan.place, "helpers": helpers, "note": plan.note})


def _at(day: date, plan: SessionPlan) -> datetime:
    return datetime.combine(day, local(plan.starts_at).time(), tzinfo=HANOI)


def _write(work: Work, plan: SessionPlan, start: datetime, series_id: str) -> tuple[str, str]:
    session_id, day = uuid7(), local(work.at).date()
    ((counter,),) = _NEXT_COUNTER.rows(work.connection, {"day": day.isoformat()})
    code = session_code.make(work.desk.identity.desk_code, day, counter)
    work.connection.execute(
        insert(training_sessions),
        {
            **_columns(work, plan),
            "session_id": session_id,
            "code": code,
            "series_id": series_id,
            "state": SessionState.PLANNED.value,
            "starts_at": to_iso(start),
            "first_starts_at": to_iso(start),
            "ends_at": to_iso(start + (plan.ends_at - plan.starts_at)),
            "desk_code": work.desk.identity.desk_code,
            "planned_at": work.at_iso,
        },
    )
    body = {"code": code, "series_id": series_id, **_body(plan, start)}
    work.record(FactKind.SESSION_PLANNED, session_id, body, _private(work, plan))
    return session_id, code


def _columns(work: Work, plan: SessionPlan) -> dict[str, object]:
    return {
        "place": clean(plan.place),
        "trainer_id": plan.trainer_id,
        "trainer_name": _trainer(work, plan.trainer_id),
        "helpers": json.dumps(_helpers(plan), ensure_ascii=False),
        "topics": json.dumps(list(plan.topics)),
        "seats": plan.seats,
        "devices": plan.devices.value,
        "needs": json.dumps(_needs(plan)),
        "note": clean_lines(plan.note),
        "changed_at": work.at_iso,
    }


def _body(plan: SessionPlan, start: datetime) -> dict[str, object]:
    return {
        "starts_at": to_iso(start),
        "minutes": plan.minutes,
        "place": clean(plan.place),
        "trainer_id": plan.trainer_id,
        "topics": list(plan.topics),
        "seats": plan.seats,
        "devices": plan.devices.value,
        "needs": _needs(plan),
    }


def _private(work: Work, plan: SessionPlan) -> dict[str, object]:
    named = {"trainer": _trainer(work, plan.trainer_id), "helpers": _helpers(plan)}
    return {**named, "note": clean_lines(plan.note)}


def _helpers(plan: SessionPlan) -> list[str]:
    return [name for helper in plan.helpers if (name := clean(helper))]


def _needs(plan: SessionPlan) -> list[str]:
    return sorted(need.value for need in plan.needs)


def _trainer(work: Work, trainer_id: str) -> str:
    name = work.connection.execute(
        select(clerks.c.name).where(clerks.c.clerk_id == trainer_id)
    ).scalar()
    if name is None:
        message = tr("Choose who teaches.")
        raise InvalidInput(message, {"trainer": message})
    return str(name)


def _move(work: Work, session_id: str, state: SessionState, **more: object) -> None:
    moment = {SessionState.HELD: "held_at", SessionState.CANCELED: "canceled_at"}[state]
    work.connection.execute(
        update(training_sessions)
        .where(training_sessions.c.session_id == session_id)
        .values(state=state.value, changed_at=work.at_iso, **{moment: work.at_iso}, **more)
    )


def _live(session_id: str, standing: Standing) -> ColumnElement[bool]:
    rows = session_learners.c
    return and_(
        rows.session_id == session_id,
        rows.removed_at.is_(None),
        rows.standing == standing.value,
    )


def _count(work: Work, session_id: str, standing: Standing) -> int:
    found: int | None = work.connection.execute(
        select(func.count()).select_from(session_learners).where(_live(session_id, standing))
    ).scalar()
    return found or 0
