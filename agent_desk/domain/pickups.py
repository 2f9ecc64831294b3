"""When the courier comes: a list of times on working days, and which of two moments is stricter."""

from __future__ import annotations

import re
from datetime import datetime, time
from typing import TYPE_CHECKING

from agent_desk.clock import HANOI, local
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from agent_desk.domain.calendar import Calendar

MOST = 6
_TIME = re.compile(r"([01]?[0-9]|2[0-3])[:hHgG]([0-5][0-9])")


def read_times(text: str) -> tuple[time, ...]:
    """Read pick-up times such as ``09:30, 15:30``; empty text is none. Raises: InvalidInput."""
    parts = [part for part in re.split(r"[,;\s]+", text) if part]
    found = [_TIME.fullmatch(part) for part in parts]
    if len(parts) > MOST or not all(found):
        raise InvalidInput(tr("Write the times of a day such as 09:30, 15:30; at most six."))
    return tuple(sorted({time(int(one[1]), int(one[2])) for one in found if one is not None}))


def next_pickup(now: datetime, times: tuple[time, ...], agent: Calendar) -> datetime | None:
    """Give when the courier comes next by the post's own working days; None without times.

    Raises: CalendarGap where the working days are not known yet.
    """
    if not times:
        return None
    here = local(now)
    day = agent.on_or_after(here.date())
    for one in times:
        if (moment := datetime.combine(day, one, HANOI)) > now:
            return moment
    return datetime.combine(agent.next_working_day(day), times[0], HANOI)
