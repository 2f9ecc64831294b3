"""The day in four numbers. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.clock import from_iso, to_iso
from agent_desk.i18n import tr, trn
from agent_desk.queries.today_work import Task, count_late
from agent_desk.ui import when
from agent_desk.ui.pages.today.state import Figure
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from agent_desk.domain.trips import FirstTime
    from agent_desk.queries.today import DayFigures
    from agent_desk.queries.today_work import Work

_HERE = (Task.SEAL_PAPER, Task.HAND_TO_COURIER)
_GOOD_FROM = 90


def served(figures: DayFigures) -> Figure:
    """Say how many people were served, and how."""
    other = figures.served - figures.lodged - figures.taken_in - figures.sent_home
    note = tr(
        "{online} online · {paper} on paper · {other} other",
        online=figures.lodged,
        paper=figures.taken_in,
        other=max(0, other),
    )
    return Figure(value=str(figures.served), note=note)


def right_first(rate: FirstTime, again: int, sent_home: int) -> Figure:
    """Say how often one visit was enough, and how many had to come again this week."""
    if again:
        note = trn(
            "{n} person had to come again this week",
            "{n} people had to come again this week",
            again,
        )
    elif sent_home:
        note = trn("{n} sent home for papers today", "{n} sent home for papers today", sent_home)
    else:
        note = tr("nobody had to come again this week")
    if rate.percent is None:
        return Figure(value="–", note=note)
    tone = Tone.GOOD if rate.percent >= _GOOD_FROM else Tone.WAITING
    return Figure(value=f"{rate.percent}%", note=note, tone=tone)


def to_forward(works: Sequence[Work], now: datetime) -> Figure:
    """Say how many papers lie here, and when the first must have left."""
    here = [work for work in works if work.task in _HERE]
    if not here:
        return Figure(value="0", note=tr("no papers lie here"))
    late = count_late(here, to_iso(now))
    if late:
        note = trn("{n} is late", "{n} are late", late)
        return Figure(value=str(len(here)), note=note, tone=Tone.WRONG)
    first = min((work.act_by for work in here if work.act_by), default="")
    note = tr("first one due {time}", time=when.show_moment(from_iso(first), now)) if first else ""
    return Figure(value=str(len(here)), note=note, tone=Tone.WAITING)


def to_return(figures: DayFigures) -> Figure:
    """Say how many results wait for their citizens."""
    if not figures.to_return:
        return Figure(value="0", note=tr("no results wait"))
    if figures.overdue:
        note = trn("{n} is late", "{n} are late", figures.overdue)
        return Figure(value=str(figures.to_return), note=note, tone=Tone.WRONG)
    return Figure(value=str(figures.to_return), note=tr("all in time"), tone=Tone.BRAND)
