"""Moments as people type them at the counter. No Qt."""

from __future__ import annotations

from datetime import datetime

from agent_desk.clock import local


def typed_moment(text: str, now: datetime) -> datetime | None:
    """Read ``23/11 14:30``, ``23/11/2026 14:30`` or ``14:30``; empty is now; else None."""
    plain = " ".join(text.replace(",", " ").split())
    if not plain:
        return now
    here = local(now)
    for whole in (
        plain,
        plain.replace(" ", f"/{here.year} ", 1),
        f"{here:%d/%m/%Y} {plain}",
    ):
        try:
            return datetime.strptime(whole, "%d/%m/%Y %H:%M").replace(tzinfo=here.tzinfo)
        except ValueError:
            continue
    return None
