"""Which numbers of a report must be hidden so that nobody can be recognized in a small group.

Numbers that add up (cells, totals of rows and columns, a grand total, parts of a total) are one
closed circuit of pipes: what flows into a joint flows out of it. What is published is fixed; what
is hidden may flow more or less, never below nothing. How far a hidden number can still move is
therefore exactly what a reader who knows all the others cannot find out.
"""

from __future__ import annotations

import heapq
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence

LEAST = 5
"""Groups smaller than this are never shown. Source: the small-cell rule of the reports."""

WIDTH = LEAST - 1
"""A hidden number keeps at least this distance between the least and the most it could be: who
reckons with every published number learns no more than “fewer than five” already says."""

_NO_END = 1_000_000_000
_TOTAL_WEIGHT = 10_000
_ZERO_WEIGHT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipe:
    """One number and the two joints it lies between; ``cap`` is the most a reader knows it to be.

    ``is_total`` numbers are hidden only if nothing else helps; a number that ``must_hide`` is
    hidden whatever it is, for example because another table hides it.
    """

    name: Hashable
    start: Hashable
    end: Hashable
    value: int
    cap: int | None = None
    is_total: bool = False
    must_hide: bool = False

    @property
    def is_small(self) -> bool:
        """Say whether it names so few people that it must not be shown."""
        return self.must_hide or 0 < self.value < LEAST

    @property
    def room(self) -> int:
        """How much more a reader thinks it could be."""
        return _NO_END if self.cap is None else max(0, self.cap - self.value)

    @property
    def weight(self) -> int:
        """How much is lost by hiding it."""
        base = _TOTAL_WEIGHT if self.is_total else 1
        return base + self.value + (0 if self.value else _ZERO_WEIGHT)


def hidden(pipes: Sequence[Pipe]) -> frozenset[Hashable]:
    """Give the names of the numbers to hide: the small ones, and others that would betray them.

    ``pipes`` must balance at every joint. If no choice protects a number, everything is hidden.
    """
    _require_balance(pipes)
    net = _Net(pipes)
    chosen = {place for place, pipe in enumerate(pipes) if pipe.is_small}
    for place in sorted(chosen):
        while (more := _more(net, chosen, place)) is not None:
            if not more:
                return frozenset(pipe.name for pipe in pipes)
            chosen |= more
    return frozenset(pipes[place].name for place in chosen)


class _Net:
    """The pipes and what meets at each joint."""

    def __init__(self, pipes: Sequence[Pipe]) -> None:
        self.pipes = pipes
        self.at: dict[Hashable, list[int]] = {}
        for place, pipe in enumerate(pipes):
            self.at.setdefault(pipe.start, []).append(place)
            self.at.setdefault(pipe.end, []).append(place)


@dataclass(frozen=True, slots=True)
class _Step:
    place: int
    is_forward: bool


class _Push:
    """One hidden number made larger or smaller as far as it matters; others give way."""

    def __init__(self, net: _Net, chosen: set[int], place: int, *, is_up: bool) -> None:
        self._net, self._chosen, self._place = net, chosen, place
        self._extra: dict[int, int] = {}
        pipe = net.pipes[place]
        self._source, self._target = (pipe.end, pipe.start) if is_up else (pipe.start, pipe.end)
        self._limit = min(WIDTH, pipe.room if is_up else pipe.value)
        self.reach = 0
        self._push()

    def _push(self) -> None:
        while self.reach < self._limit:
            way = self._way()
            if way is None:
                return
            amount = min(min(map(self._left, way)), self._limit - self.reach)
            for step in way:
                more = amount if step.is_forward else -amount
                self._extra[step.place] = self._extra.get(step.place, 0) + more
            self.reach += amount

    def cheapest_more(self) -> tuple[int, frozenset[int]] | None:
        """Give what to hide beside so that it reaches further, and how much that loses."""
        if self.reach >= self._limit:
            return None
        queue: list[tuple[int, int, Hashable, frozenset[int]]]
        queue = [(0, 0, self._source, frozenset())]
        done: set[Hashable] = set()
        count = 0  # breaks ties, so that joints are never compared
        while queue:
            cost, _, joint, used = heapq.heappop(queue)
            if joint == self._target:
                return cost, used - self._chosen
            if joint in done:
                continue
            done.add(joint)
            for step, there in self._from(joint):
                count += 1
                price = 0 if step.place in self._chosen else self._net.pipes[step.place].weight
                heapq.heappush(queue, (cost + price, count, there, used | {step.place}))
        return None

    def _way(self) -> list[_Step] | None:
        came: dict[Hashable, tuple[Hashable, _Step]] = {}
        queue, seen = deque([self._source]), {self._source}
        while queue:
            joint = queue.popleft()
            if joint == self._target:
                return _trace(came, self._source, joint)
            for step, there in self._from(joint):
                if there not in seen and step.place in self._chosen:
                    seen.add(there)
                    came[there] = (joint, step)
                    queue.append(there)
        return None

    def _from(self, joint: Hashable) -> Iterator[tuple[_Step, Hashable]]:
        """Give the steps that can be taken from a joint, and where each leads."""
        for place in self._net.at[joint]:
            if place == self._place:
                continue
            pipe = self._net.pipes[place]
            is_forward = pipe.start == joint
            step = _Step(place, is_forward=is_forward)
            if self._left(step) > 0:
                yield step, pipe.end if is_forward else pipe.start

    def _left(self, step: _Step) -> int:
        pipe, extra = self._net.pipes[step.place], self._extra.get(step.place, 0)
        return pipe.room - extra if step.is_forward else pipe.value + extra


def _trace(
    came: Mapping[Hashable, tuple[Hashable, _Step]], source: Hashable, target: Hashable
) -> list[_Step]:
    way: list[_Step] = []
    joint = target
    while joint != source:
        joint, step = came[joint]
        way.append(step)
    return way


def _more(net: _Net, chosen: set[int], place: int) -> frozenset[int] | None:
    """Give what to hide beside so that this number could be more or less.

    None if it is protected already; empty if nothing helps.
    """
    pushes = []
    for is_up in (True, False):
        pushes.append(_Push(net, chosen, place, is_up=is_up))
        if sum(push.reach for push in pushes) >= WIDTH:
            return None
    found = [push.cheapest_more() for push in pushes]
    best = min((one for one in found if one is not None), key=lambda one: one[0], default=None)
    return best[1] if best else frozenset()


def _require_balance(pipes: Sequence[Pipe]) -> None:
    at: dict[Hashable, int] = {}
    for pipe in pipes:
        at[pipe.start] = at.get(pipe.start, 0) - pipe.value
        at[pipe.end] = at.get(pipe.end, 0) + pipe.value
    if any(at.values()) or any(pipe.value < 0 for pipe in pipes):
        raise ValueError("the numbers of this table do not add up")
