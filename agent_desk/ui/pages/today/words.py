"""A thing to do as one row of the list: its icon, pill, words, time and button. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.clock import from_iso, local, to_iso
from agent_desk.domain.forwarding import Rule, Urgency
from agent_desk.domain.phone import show_phone
from agent_desk.domain.reference import group
from agent_desk.i18n import tr, trn
from agent_desk.queries.today_work import ON_THE_WAY, Task, urgency_of
from agent_desk.ui import when
from agent_desk.ui.pages.today.task_words import ICONS, Pill, action_of, quiet_pill, title_of
from agent_desk.ui.rows import ListRow
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from datetime import date, datetime, timedelta

    from agent_desk.queries.assist import FollowUpRow
    from agent_desk.queries.today_work import Work

FOLLOW_UP = "follow-up:"
"""How the key of a row begins that is a promise to a person, not a dossier."""

PRINTS = "prints"
"""The key of the row that leads to the prints that wait."""

_SINCE = (
    Task.CLEAR_DISPUTE,
    Task.ASK_TRIP,
    Task.ANSWER_FINDING,
    Task.FIND_PAPER,
    Task.LOOK_LATER,
)
_END_OF_DAY = "23:59"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """At which moment rows are worded, ``iso`` as the book writes it.

    ``unheard`` is how long the center has heard nothing.
    """

    now: datetime
    iso: str
    unheard: timedelta


def as_row(work: Work, seen: Seen, *, is_member: bool = False) -> ListRow:
    """Give the row of one thing to do; a member stands below its group."""
    pill = pill_of(work, seen.now)
    parts = [work.who, group(work.reference) if work.reference.isdigit() else work.reference]
    if work.task in ON_THE_WAY:
        parts += limits_of(work, seen)
    return ListRow(
        key=work.key,
        title=work.name if is_member and work.name else title_of(work),
        subtitle=" · ".join(part for part in parts if part),
        lead="↳" if is_member else "",
        tile=_tile(work, pill.tone),
        pill=pill.text,
        tone=pill.tone,
        when=when_of(work, seen.now),
        action=tr("See the clock") if is_member else action_of(work.task),
    )


def as_prints(waiting: int) -> ListRow:
    """Give the row of papers that may not have come out of their printer."""
    return ListRow(
        key=PRINTS,
        title=trn("{n} print waits for you", "{n} prints wait for you", waiting),
        subtitle=tr("Nobody knows whether they came out, or the printer did not print them."),
        tile="icon:printer",
        pill=tr("Not printed"),
        tone=Tone.WAITING,
        action=tr("To the printers"),
    )


def as_follow_up(row: FollowUpRow, today: date) -> ListRow:
    """Give the row of one promise that any clerk of this desk may keep."""
    days = (today - row.due_on).days
    if row.is_late:
        pill = Pill(text=trn("{n} day late", "{n} days late", days), tone=Tone.WRONG)
    else:
        pill = Pill(text=tr("Promised for today"), tone=Tone.WAITING)
    who = row.citizen_name or tr("a citizen without a name")
    at = tr("arranged at desk {number}", number=row.desk_code[-2:]) if row.desk_code else ""
    return ListRow(
        key=f"{FOLLOW_UP}{row.follow_up_id}",
        title=tr("Account help: {what}", what=row.what),
        subtitle=" · ".join(part for part in (who, show_phone(row.phone), at) if part),
        tile="icon:triangle-alert" if row.is_late else "icon:key-round",
        pill=pill.text,
        tone=pill.tone,
        when=tr("due {time}", time=f"{row.due_on:%d/%m}"),
        action=tr("Open"),
    )


def pill_of(work: Work, now: datetime) -> Pill:
    """Say how urgent it is in two words, else what it is."""
    if work.is_stopped and work.task is not Task.CLEAR_DISPUTE:
        return Pill(text=tr("Being clarified"), tone=Tone.NEUTRAL)
    deadline = _deadline(work, now)
    if deadline is None:
        return quiet_pill(work.task)
    if deadline.is_past(now):
        days = deadline.days_late(now)
        late = trn("{n} day late", "{n} days late", days) if days else tr("Late since today")
        return Pill(text=late, tone=Tone.WRONG)
    if work.task in ON_THE_WAY:
        by = when.show_deadline(deadline, now)
        is_soon = urgency_of(work, to_iso(now)) is Urgency.SOON
        tone = Tone.WAITING if is_soon or deadline.day == local(now).date() else Tone.BRAND
        return Pill(text=tr("Before {time}", time=by), tone=tone)
    return quiet_pill(work.task)


def when_of(work: Work, now: datetime) -> str:
    """Say how much time is left, or since when it lies there."""
    deadline = _deadline(work, now)
    if deadline is None:
        return _since(work, now)
    is_soon = deadline.at is not None and deadline.day == local(now).date()
    if deadline.at is not None and is_soon and not deadline.is_past(now):
        return when.show_left(deadline.at, now)
    return tr("due {time}", time=when.show_deadline(deadline, now))


def limits_of(work: Work, seen: Seen) -> list[str]:
    """Say the rule that drives, the other one beside it, and what differs from the slip."""
    if work.is_stopped or not work.act_by:
        return []
    found = [say_driver(work.rule)]
    if work.other:
        other = when.show_iso(work.other, seen.now)
        is_post = work.rule == Rule.ONE_STOP.value
        found.append(
            tr("post: {time}", time=other) if is_post else tr("15:00 rule: {time}", time=other)
        )
    if work.printed:
        found.append(tr("slip says {time}", time=when.show_iso(work.printed, seen.now)))
    lost = min(seen.unheard, seen.now - from_iso(work.since)) if work.since else seen.unheard
    if lost.total_seconds() > 0:
        found.append(tr("offline {time} of it", time=say_span(lost)))
    return found


def say_driver(rule: str) -> str:
    """Name the rule that drives."""
    return {
        Rule.ONE_STOP.value: tr("by the 15:00 rule"),
        Rule.POST.value: tr("by the postal time"),
        Rule.PROMISE.value: tr("as promised to the citizen"),
    }.get(rule, "")


def say_span(span: timedelta) -> str:
    """Write a length of time in its two largest units."""
    minutes = max(0, int(span.total_seconds()) // 60)
    if minutes < 60:
        return tr("{n} min", n=minutes)
    if minutes < 24 * 60:
        return tr("{hours} h {minutes} min", hours=minutes // 60, minutes=minutes % 60)
    return tr("{days} d {hours} h", days=minutes // 1440, hours=minutes % 1440 // 60)


def _tile(work: Work, tone: Tone) -> str:
    """Give the icon; what is late has the same one everywhere, so color is never alone."""
    return "icon:triangle-alert" if tone is Tone.WRONG else ICONS[work.task]


def _since(work: Work, now: datetime) -> str:
    if work.task in (Task.GET_SUPPLEMENT, Task.CALL_SUPPLEMENT) and work.act_by:
        return tr("asked {time}", time=when.show_iso(work.act_by, now))
    if work.task in _SINCE:
        return tr("since {time}", time=when.show_iso(work.since, now))
    if work.task in (Task.CALL_RESULT, Task.RETURN_RESULT) and work.more:
        return tr("comes {day}", day=f"{work.more[8:10]}/{work.more[5:7]}")
    return ""


def _deadline(work: Work, now: datetime) -> when.Deadline | None:
    if work.is_stopped:
        return None
    found = when.read_deadline(work.act_by)
    if found is None or found.at is None:
        return found
    if work.task not in (Task.GET_SUPPLEMENT, Task.CALL_SUPPLEMENT):
        return found
    if when.show_time(found.at) == _END_OF_DAY:
        return when.Deadline(day=found.day)
    # An instant already past is when it was asked for: the authority named no last day.
    return found if found.at > now else None
