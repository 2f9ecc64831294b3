"""Closing the day (Đóng ngày): it is counted whatever lies here; nothing can stop it (HR-20)."""

from __future__ import annotations

import json
from datetime import datetime, time
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from agent_desk.clock import HANOI, local, to_iso
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain.facts import FactKind
from agent_desk.ids import uuid7
from agent_desk.store.custody_counts import day_counts
from agent_desk.store.custody_tables import day_closings

if TYPE_CHECKING:
    from collections.abc import Mapping


def close_day(desk: Desk, act: Act) -> Done:
    """Close the day. It may be closed again after later work; each closing keeps its own count.

    Values: ``day``, ``number``, and the counts as text.
    """

    def do(work: Work) -> Mapping[str, str]:
        day = local(work.at).date()
        start = to_iso(datetime.combine(day, time.min, HANOI))
        summary = day_counts(work.connection, start, work.at_iso)
        last: int | None = work.connection.execute(
            select(func.max(day_closings.c.number)).where(day_closings.c.day == day.isoformat())
        ).scalar()
        number = (last or 0) + 1
        work.connection.execute(
            insert(day_closings),
            {
                "closing_id": uuid7(),
                "day": day.isoformat(),
                "number": number,
                "clerk_id": act.author_id,
                "closed_at": work.at_iso,
                "summary": json.dumps(summary),
            },
        )
        body = {"day": day.isoformat(), "number": number, "summary": summary}
        work.record(FactKind.DAY_CLOSED, day.isoformat(), body)
        counts = {key: str(value) for key, value in summary.items()}
        return {"day": day.isoformat(), "number": str(number), **counts}

    return perform(desk, act, "close_day", do)
