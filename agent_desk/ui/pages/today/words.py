"""A thing to do as one row of the list: its pill, words, time and button. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.clock import local
from agent_desk.domain.phone import show_phone
from agent_desk.domain.reference import group
from agent_desk.i18n import tr, trn
from agent_desk.queries.today import Task
from agent_desk.ui import when
from agent_desk.ui.rows import ListRow
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from datetime import date, datetime

    from agent_desk.queries.assist import FollowUpRow
    from agent_desk.queries.today import TodayRow

FOLLOW_UP = "follow-up:"
"""How the key of a row begins that is a promise to a person, not a dossier."""

PRINTS = "prints"
"""The key of the row that leads to the prints that wait."""

_END_OF_DAY = "23:59"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pill:
    text: str
    tone: Tone


def as_row(row: TodayRow, now: datetime) -> ListRow:
    """Give the row of one thing to do."""
    pill = _pill(row, now)
    return ListRow(
        key=row.dossier_id,
        title=_title(row),
        subtitle=f"{row.owner_name} · {group(row.reference)}",
        pill=pill.text,
        tone=pill.tone,
        when=_when(row, now),
        action=_action(row.task),
    )


def as_prints(waiting: int) -> ListRow:
    """Give the row of papers that may not have come out of their printer."""
    return ListRow(
        key=PRINTS,
        title=trn("{n} print waits for you", "{n} prints wait for you", waiting),
        subtitle=tr("Nobody knows whether they came out, or the printer did not print them."),
        pill=tr("Not printed"),
        tone=Tone.WAITING,
        action=tr("To the printers"),
    )


def as_follow_up(row: FollowUpRow, today: date) -> ListRow:
    """Give the row of one promise that any clerk of this desk may keep."""
    days = (today - row.due_on).days
    if row.is_late:
        pill = _Pill(text=trn("{n} day late", "{n} days late", days), tone=Tone.WRONG)
    else:
        pill = _Pill(text=tr("Promised for today"), tone=Tone.WAITING)
    who = row.citizen_name or tr("a citizen without a name")
    at = tr("arranged at desk {number}", number=row.desk_code[-2:]) if row.desk_code else ""
    return ListRow(
        key=f"{FOLLOW_UP}{row.follow_up_id}",
        title=tr("Account help: {what}", what=row.what),
        subtitle=" · ".join(part for part in (who, show_phone(row.phone), at) if part),
        pill=pill.text,
        tone=pill.tone,
        when=tr("due {time}", time=f"{row.due_on:%d/%m}"),
        action=tr("Open"),
    )


def _deadline(row: TodayRow, now: datetime) -> when.Deadline | None:
    found = when.read_deadline(row.act_by)
    if found is None or found.at is None or row.task is not Task.GET_SUPPLEMENT:
        return found
    if when.show_time(found.at) == _END_OF_DAY:
        return when.Deadline(day=found.day)
    # An instant already past is when it was asked for: the authority named no last day.
    return found if found.at > now else None


def _pill(row: TodayRow, now: datetime) -> _Pill:
    deadline = _deadline(row, now)
    if deadline is not None and deadline.is_past(now):
        days = deadline.days_late(now)
        late = trn("{n} day late", "{n} days late", days) if days else tr("Late since today")
        return _Pill(text=late, tone=Tone.WRONG)
    if row.task is Task.FORWARD_PAPER and deadline is not None:
        by = when.show_deadline(deadline, now)
        return _Pill(text=tr("Before {time}", time=by), tone=Tone.WAITING)
    return {
        Task.FORWARD_PAPER: _Pill(text=tr("To forward"), tone=Tone.WAITING),
        Task.GET_SUPPLEMENT: _Pill(text=tr("Supplement"), tone=Tone.WAITING),
        Task.FETCH_RESULT: _Pill(text=tr("Result ready"), tone=Tone.BRAND),
        Task.RETURN_RESULT: _Pill(text=tr("Tell citizen"), tone=Tone.BRAND),
        Task.CHASE_AUTHORITY: _Pill(text=tr("Ask again"), tone=Tone.WAITING),
        Task.TELL_PAYMENT: _Pill(text=tr("To be paid"), tone=Tone.WAITING),
        Task.TELL_DECISION: _Pill(text=tr("Tell the citizen"), tone=Tone.WRONG),
        Task.FINISH_CASE: _Pill(text=tr("Unfinished"), tone=Tone.NEUTRAL),
        Task.AWAIT_CITIZEN: _Pill(text=tr("Sent home"), tone=Tone.NEUTRAL),
        Task.AWAIT_PORTAL: _Pill(text=tr("On the portal"), tone=Tone.NEUTRAL),
    }[row.task]


def _title(row: TodayRow) -> str:
    name = row.procedure_name
    return {
        Task.FORWARD_PAPER: tr("Forward the papers: {procedure}", procedure=name),
        Task.GET_SUPPLEMENT: tr("Supplement asked for: {procedure}", procedure=name),
        Task.FETCH_RESULT: tr("Result is out: {procedure}", procedure=name),
        Task.RETURN_RESULT: tr("Return the result: {procedure}", procedure=name),
        Task.CHASE_AUTHORITY: tr("Ask the authority: {procedure}", procedure=name),
        Task.TELL_PAYMENT: tr("Tell the citizen what to pay: {procedure}", procedure=name),
        Task.TELL_DECISION: tr("Not accepted or stopped: {procedure}", procedure=name),
        Task.FINISH_CASE: tr("Finish the case: {procedure}", procedure=name),
        Task.AWAIT_CITIZEN: tr("Citizen brings papers: {procedure}", procedure=name),
        Task.AWAIT_PORTAL: tr("Citizen files on the portal: {procedure}", procedure=name),
    }[row.task]


def _when(row: TodayRow, now: datetime) -> str:
    deadline = _deadline(row, now)
    if deadline is None:
        if row.task is Task.GET_SUPPLEMENT and row.act_by:
            return tr("asked {time}", time=when.show_iso(row.act_by, now))
        return ""
    is_soon = deadline.at is not None and deadline.day == local(now).date()
    if deadline.at is not None and is_soon and not deadline.is_past(now):
        return when.show_left(deadline.at, now)
    return tr("due {time}", time=when.show_deadline(deadline, now))


def _action(task: Task) -> str:
    return {
        Task.FORWARD_PAPER: tr("Open dossier"),
        Task.GET_SUPPLEMENT: tr("Open papers"),
        Task.FETCH_RESULT: tr("Take in result"),
        Task.RETURN_RESULT: tr("Return result"),
        Task.CHASE_AUTHORITY: tr("Open dossier"),
        Task.TELL_PAYMENT: tr("Open dossier"),
        Task.TELL_DECISION: tr("Open dossier"),
        Task.FINISH_CASE: tr("Go on"),
        Task.AWAIT_CITIZEN: tr("Go on"),
        Task.AWAIT_PORTAL: tr("Go on"),
    }[task]
