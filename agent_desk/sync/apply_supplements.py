"""A supplement that another desk took: the request is answered here too, the dossier goes on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from agent_desk.clock import from_iso
from agent_desk.commands import rows
from agent_desk.commands.trips import count_trip
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.trips import CameFor
from agent_desk.store.tables import notices
from agent_desk.wire import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from agent_desk.commands.unit import Work
    from agent_desk.store.tables import StoredRow


def note_supplement_elsewhere(work: Work, row: StoredRow, body: Mapping[str, object]) -> None:
    """Mark the requests of that round as answered; the dossier is in process if none is left.

    The notice keeps who took it, where, when and which files; their bytes lie at the center.
    """
    number = body.get("round")
    if body.get("is_answer") is not True or not isinstance(number, int):
        return
    waiting = work.connection.execute(
        select(notices.c.number, notices.c.body, notices.c.applied_at).where(
            notices.c.subject_id == row.dossier_id,
            notices.c.kind == NoticeKind.SUPPLEMENT_REQUESTED.value,
            notices.c.answered_at.is_(None),
        )
    ).all()
    answered = [one for one in waiting if _round(one.body) <= number]
    happened = work.as_of(min(_taken_at(body) or work.at, work.at))
    for one in answered:
        work.connection.execute(
            update(notices).where(notices.c.number == one.number).values(answered_at=work.at_iso)
        )
        count_trip(happened, row.dossier_id, CameFor.SUPPLEMENT, one.applied_at)
    is_done = len(answered) == len(waiting)
    if is_done and row.state == DossierState.SUPPLEMENT.value:
        rows.set_state(work, row.dossier_id, DossierState.IN_PROCESS)


def _round(body: str) -> int:
    try:
        number = json.loads(body).get("round", 1)
    except (ValueError, AttributeError):
        return 1
    return number if isinstance(number, int) else 1


def _taken_at(body: Mapping[str, object]) -> datetime | None:
    try:
        return from_iso(str(body.get("at", "")))
    except ValueError:
        return None
