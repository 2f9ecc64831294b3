"""Medians and tails of timed calls, and the three numbers every bench prints."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Milliseconds of many calls."""

    ms: tuple[float, ...]

    @property
    def p50(self) -> float:
        return self.at(0.50)

    @property
    def p95(self) -> float:
        return self.at(0.95)

    def at(self, share: float) -> float:
        ordered = sorted(self.ms)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def taken(calls: list[Callable[[], object]]) -> Times:
    found = []
    for call in calls:
        begun = time.perf_counter()
        call()
        found.append((time.perf_counter() - begun) * 1000)
    return Times(ms=tuple(found))


def in_turns(
    floor: list[Callable[[], object]], ours: list[Callable[[], object]]
) -> tuple[Times, Times]:
    """Time both lists call by call in turns, so that other load of the machine meets both."""
    pairs = [
        (taken([one]).ms[0], taken([other]).ms[0]) for one, other in zip(floor, ours, strict=True)
    ]
    return Times(ms=tuple(pair[0] for pair in pairs)), Times(ms=tuple(pair[1] for pair in pairs))


def say(name: str, floor: Times, ours: Times, goal: float) -> bool:
    """Print floor, ours and the ratio of the medians; give whether the goal is met."""
    ratio = ours.p50 / floor.p50
    met = ratio <= goal
    verdict = "ok" if met else "MISSED"
    sys.stdout.write(
        f"{name:<34} floor p50 {floor.p50:7.2f} ms"
        f"   ours p50 {ours.p50:7.2f} p95 {ours.p95:7.2f} ms"
        f"   ratio {ratio:5.2f} (goal {goal}) {verdict}\n"
    )
    return met


def say_limit(name: str, ours: Times, limit_ms: float) -> bool:
    """Print the tail and give whether it stays below the limit."""
    met = ours.p95 < limit_ms
    sys.stdout.write(
        f"{name:<34} p50 {ours.p50:7.2f} p95 {ours.p95:7.2f} ms"
        f"   (goal p95 < {limit_ms} ms) {'ok' if met else 'MISSED'}\n"
    )
    return met
