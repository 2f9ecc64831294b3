"""Why a dossier is due when it is, where that can be counted again. Pure, no Qt."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from agent_desk.clock import from_iso
from agent_desk.domain.calendar import CalendarGap, DueDate, forward_by, return_at
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.reasons import say
from agent_desk.i18n import tr, trn
from agent_desk.ui.when import read_deadline
from agent_desk.wire import NoticeKind

if TYPE_CHECKING:
    from datetime import datetime

    from agent_desk.ui.pages.dossiers.drawing import DossierRead

_SAME = timedelta(minutes=1)


def why(read: DossierRead) -> str:
    """Say why the date is what it is; empty if the center's date cannot be counted again here."""
    view = read.view
    try:
        if view.state is DossierState.TAKEN_IN and view.taken_at and view.forward_by:
            counted = forward_by(from_iso(view.taken_at), read.calendars)
            return _say(counted) if _is_same(counted, view.forward_by) else ""
        if view.due_at and view.working_days is not None:
            return _why_returned_then(read, view.working_days)
    except CalendarGap:
        return ""
    return ""


def _why_returned_then(read: DossierRead, working_days: int) -> str:
    received = _received_at(read)
    if received is None:
        return ""
    counted = return_at(received, working_days, read.calendars.agency)
    if not _is_same(counted, read.view.due_at):
        return ""
    start = f"{counted.counted_from:%d/%m}"
    if working_days == 0:
        days = tr("Due on the day of receipt, {day}", day=start)
    else:
        days = trn(
            "{n} working day, counted from {day}",
            "{n} working days, counted from {day}",
            working_days,
            day=start,
        )
    reasons = _say(counted)
    return f"{days}: {reasons}" if reasons else days


def _received_at(read: DossierRead) -> datetime | None:
    for entry in read.timeline:
        if entry.kind == NoticeKind.CODE_ISSUED.value:
            received = entry.body.get("received_at")
            try:
                return from_iso(received) if isinstance(received, str) else None
            except ValueError:
                return None
    return None


def _is_same(counted: DueDate, stored: str) -> bool:
    deadline = read_deadline(stored)
    if deadline is None:
        return False
    return deadline.at is None or abs(counted.at - deadline.at) <= _SAME


def _say(counted: DueDate) -> str:
    return "; ".join(say(reason) for reason in counted.reasons)
