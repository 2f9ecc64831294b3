"""Walks every path of a practice, breadth first, with everything a learner can do at each place."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent_desk.domain import sandbox_play as play

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent_desk.domain.sandbox import Scenario
    from agent_desk.domain.sandbox_play import Play

Place = tuple[str, frozenset[str], str]
"""What tells two places apart: the screen, the filled fields, the explanation that covers it."""
TYPED = ("", "không phải thế", "001155012345", "mật khẩu: Abc@12345")
"""What a learner may type besides what stands on the card."""


def place_of(at: Play) -> Place:
    """Give what tells this place from others; how one came there does not count."""
    return at.at, at.filled, at.said


def moves(at: Play) -> Iterator[Play]:
    """Give where every possible move leads."""
    yield play.understood(at)
    yield play.go_back(at)
    yield play.go_home(at)
    yield play.give_hint(at)
    if at.is_done:
        return
    for element in at.screen.elements:
        yield play.press(at, element.id)
        if element.is_field:
            for text in (*TYPED, *element.give):
                yield play.enter(at, element.id, text)


@dataclass(slots=True)
class Walked:
    """Every place that was reached, and the moves between them."""

    places: dict[Place, Play] = field(default_factory=dict)
    ways: dict[Place, set[Place]] = field(default_factory=dict)

    @property
    def screens(self) -> set[str]:
        """The ids of the screens that were reached."""
        return {place[0] for place in self.places}

    def stuck(self) -> list[Place]:
        """Give the places from which the end cannot be reached."""
        back: dict[Place, set[Place]] = {}
        for start, ends in self.ways.items():
            for end in ends:
                back.setdefault(end, set()).add(start)
        open_ = [place for place, at in self.places.items() if at.is_done]
        fine = set(open_)
        while open_:
            fresh = back.get(open_.pop(), set()) - fine
            fine |= fresh
            open_ += fresh
        return [place for place in self.places if place not in fine]


def walk(scenario: Scenario) -> Walked:
    """Try every move at every place that can be reached."""
    start = play.begin(scenario)
    walked = Walked(places={place_of(start): start})
    open_ = deque([start])
    while open_:
        here = open_.popleft()
        ends = walked.ways.setdefault(place_of(here), set())
        for there in moves(here):
            end = place_of(there)
            ends.add(end)
            if end not in walked.places:
                walked.places[end] = there
                open_.append(there)
    return walked
