"""The way of papers read as clocks: which hop ran when, by its due moment, known to whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.domain.custody import HopKind
from agent_desk.domain.forwarding import HopClock, Promise, Span, offline_time
from agent_desk.domain.forwarding_rules import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from agent_desk.domain.forwarding import Forwarding

_BEGINS = {
    HopKind.TAKEN: Stage.SEAL,
    HopKind.RECEIVED: Stage.SEAL,
    HopKind.FOUND: Stage.SEAL,
    HopKind.OPENED: Stage.SEAL,
    HopKind.SEALED: Stage.LEAVE,
    HopKind.LEFT: Stage.RECEIVE,
}
_ENDS = frozenset({HopKind.HANDED_OVER, HopKind.GIVEN, HopKind.MISSED, HopKind.ELSEWHERE})


@dataclass(frozen=True, slots=True, kw_only=True)
class HopSeen:
    """One step of papers; ``at`` is the time that counts, which never runs back.

    ``heard_at`` is when the center confirmed that it knows; None while it does not.
    """

    kind: HopKind
    at: datetime
    clock_was_wrong: bool = False
    heard_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """The way of papers so far. ``leave`` and ``arrive`` are what the citizen's slip says."""

    taken_at: datetime
    hops: tuple[HopSeen, ...]
    destination: str = ""
    leave: Promise | None = None
    arrive: Promise | None = None
    is_stopped: bool = False


def walk(way: Way, forwarding: Forwarding, now: datetime) -> tuple[HopClock, ...]:
    """Give the clock of every hop, oldest first; only the last one may still run.

    Raises: CalendarGap if a year on the way has no list.
    """
    unheard = [Span(start=hop.at, end=hop.heard_at) for hop in way.hops]
    found = []
    for stage, begin, end in _stretches(way.hops):
        ended = end.at if end is not None else None
        lost = offline_time(
            Span(start=begin.at, end=ended), unheard, now, forwarding.rules.offline_after
        )
        found.append(
            HopClock(
                stage=stage,
                began=begin.at,
                ended=ended,
                limits=forwarding.limits(stage, way.taken_at, begin.at, way.destination),
                promise=way.arrive if stage is Stage.RECEIVE else way.leave,
                offline=lost,
                is_stopped=way.is_stopped and ended is None,
                clock_was_wrong=begin.clock_was_wrong or (end is not None and end.clock_was_wrong),
            )
        )
    return tuple(found)


def _stretches(
    hops: tuple[HopSeen, ...],
) -> Iterator[tuple[Stage, HopSeen, HopSeen | None]]:
    """Give each stage with the hop that began it and the one that ended it."""
    stage: Stage | None = None
    begin: HopSeen | None = None
    for hop in hops:
        following = _BEGINS.get(hop.kind)
        if following is None and hop.kind not in _ENDS:
            continue
        if stage is not None and begin is not None:
            if following is stage and hop.kind is not HopKind.OPENED:
                continue
            yield stage, begin, hop
        stage, begin = following, hop
    if stage is not None and begin is not None:
        yield stage, begin, None
