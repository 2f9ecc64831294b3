"""Sessions in words: rows, days of the calendar, the pane of one. No Qt."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from agent_desk.clock import local
from agent_desk.domain.training.series import holiday, rest_day
from agent_desk.domain.training.session_code import group
from agent_desk.domain.training.sessions import (
    Need,
    SessionState,
    say_devices,
    say_need,
    say_state,
)
from agent_desk.i18n import tr, trn
from agent_desk.ui.month_cells import DayCell, days_of
from agent_desk.ui.pages.training.state import SessionPane
from agent_desk.ui.rows import ListRow, Pair
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from agent_desk.domain.calendar import Calendar
    from agent_desk.queries.training import SessionRow

_TONES = {
    SessionState.PLANNED: Tone.BRAND,
    SessionState.HELD: Tone.GOOD,
    SessionState.CANCELED: Tone.NEUTRAL,
}


def weekdays() -> tuple[str, ...]:
    """Give the short names of the days of a week, Monday first."""
    return (tr("Mon"), tr("Tue"), tr("Wed"), tr("Thu"), tr("Fri"), tr("Sat"), tr("Sun"))


def _long_weekdays() -> tuple[str, ...]:
    return (
        tr("Monday"),
        tr("Tuesday"),
        tr("Wednesday"),
        tr("Thursday"),
        tr("Friday"),
        tr("Saturday"),
        tr("Sunday"),
    )


def say_day(day: date) -> str:
    """Write a day with its weekday: ``Thứ Ba, 24/11/2026``."""
    weekday = _long_weekdays()[day.weekday()]
    return f"{weekday[:1].upper()}{weekday[1:]}, {day:%d/%m/%Y}"


def say_from(day: date, calendar: Calendar) -> str:
    """Head the list of what follows a day, and name the holiday if it is one."""
    said = tr("From {day} on", day=say_day(day))
    return " · ".join(part for part in (said, holiday(day, calendar)) if part)


def say_month(day: date) -> str:
    """Write a month: ``Tháng 11/2026``."""
    return tr("Month {month}", month=f"{day.month}/{day.year}")


def say_span(row: SessionRow) -> str:
    """Write from when to when."""
    return f"{local(row.plan.starts_at):%H:%M}–{local(row.plan.ends_at):%H:%M}"


def say_topics(topics: Sequence[str], titles: Mapping[str, str]) -> str:
    """Name the topics of a session; one that is no longer taught names itself."""
    return " · ".join(titles.get(topic, topic) for topic in topics)


def say_seats(row: SessionRow) -> str:
    """Say how full a session is, or was."""
    if row.state is SessionState.HELD:
        return trn("{n} person came", "{n} people came", row.attended)
    taken = row.signed_up + row.attended
    if taken > row.plan.seats:
        return tr("{n} signed up, {over} more than seats", n=taken, over=taken - row.plan.seats)
    if taken == row.plan.seats:
        return tr("{n} signed up, full", n=taken)
    return tr("{n} of {seats} seats taken", n=taken, seats=row.plan.seats)


def cells_of(
    month: date, today: date, sessions: Sequence[SessionRow], calendar: Calendar
) -> tuple[DayCell, ...]:
    """Give the days of a month with what is planned on them."""
    by_day: dict[date, list[SessionRow]] = {}
    for row in sessions:
        if row.state is not SessionState.CANCELED:
            by_day.setdefault(row.plan.day, []).append(row)
    return tuple(
        _cell(day, by_day.get(day, []), calendar, (month, today)) for day in days_of(month)
    )


def _cell(day: date, rows: list[SessionRow], calendar: Calendar, at: tuple[date, date]) -> DayCell:
    month, today = at
    note = holiday(day, calendar)
    count = trn("{n} session", "{n} sessions", len(rows)) if rows else tr("no session")
    spans = [f"{local(row.plan.starts_at):%H:%M} {row.plan.place}" for row in rows]
    return DayCell(
        day=day,
        lines=tuple(spans),
        note=note,
        spoken=", ".join(part for part in (say_day(day), note, count, *spans) if part),
        is_outside=day.month != month.month,
        is_today=day == today,
        is_rest=bool(note) or bool(rest_day(day, calendar)),
    )


def row_of(row: SessionRow, titles: Mapping[str, str]) -> ListRow:
    """Draw a session as a row of the list."""
    day = row.plan.day
    parts = [row.plan.place, say_seats(row)]
    if row.is_moved and row.state is SessionState.PLANNED:
        parts.append(tr("moved"))
    return ListRow(
        key=row.session_id,
        title=say_topics(row.plan.topics, titles),
        subtitle=" · ".join(parts),
        tile=f"{day:%d/%m}",
        pill=say_state(row.state) if row.state is not SessionState.PLANNED else "",
        tone=_TONES[row.state],
        pill_last=True,
        when=f"{weekdays()[day.weekday()]} {say_span(row)}",
    )


def pane_of(
    row: SessionRow,
    titles: Mapping[str, str],
    series: Sequence[SessionRow],
    now: datetime,
    key: str,
) -> SessionPane:
    """Draw one session."""
    is_open = row.state is SessionState.PLANNED
    return SessionPane(
        key=key,
        session_id=row.session_id,
        over=f"{say_day(row.plan.day)} · {say_span(row)}",
        title=say_topics(row.plan.topics, titles),
        state=say_state(row.state),
        tone=_TONES[row.state],
        pairs=tuple(_pairs(row)),
        note=_note(row, now),
        topics=row.plan.topics,
        series=tuple(row_of(one, titles) for one in series if one.session_id != row.session_id),
        is_open=is_open,
        may_end=is_open and row.plan.day <= local(now).date(),
    )


def _pairs(row: SessionRow) -> list[Pair]:
    plan = row.plan
    is_over = row.signed_up + row.attended > plan.seats
    found = [
        Pair(name=tr("Where"), value=plan.place),
        Pair(name=tr("Trainer"), value=row.trainer_name),
        Pair(name=tr("Helpers"), value=", ".join(plan.helpers)),
        Pair(name=tr("Seats"), value=say_seats(row), tone=Tone.WAITING if is_over else None),
        Pair(name=tr("Phones"), value=say_devices(plan.devices)),
        Pair(name=tr("Some people need"), value=", ".join(_needs(row))),
        Pair(name=tr("Number"), value=group(row.code)),
        Pair(name=tr("Note"), value=plan.note),
    ]
    if row.is_moved:
        moved = f"{local(row.first_starts_at):%d/%m/%Y %H:%M}"
        found.append(Pair(name=tr("Planned at first"), value=moved))
    return [pair for pair in found if pair.value]


def _needs(row: SessionRow) -> list[str]:
    return [say_need(need) for need in Need if need in row.plan.needs]


def _note(row: SessionRow, now: datetime) -> str:
    if row.state is SessionState.CANCELED:
        return tr("Canceled: {reason}", reason=row.cancel_reason)
    if row.state is SessionState.PLANNED and row.plan.ends_at + timedelta(hours=12) < now:
        return tr("This session should be over. Tick who came, then finish it.")
    return ""
