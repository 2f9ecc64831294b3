"""Whether a practice can be played to its end from everywhere: asked before it is offered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.domain.sandbox import DONE
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent_desk.domain.sandbox import Element, Scenario, Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with which screen; ``screen`` is its place in the file, None for the whole."""

    screen: int | None
    reason: str


def faults(scenario: Scenario) -> list[Fault]:
    """Give everything that would leave a learner stuck, in the order of the file."""
    ids = [screen.id for screen in scenario.screens]
    if len(set(ids)) != len(ids) or DONE in ids:
        return [Fault(screen=None, reason=tr("screens must differ in their ids"))]
    found = [
        Fault(screen=place, reason=reason)
        for place, screen in enumerate(scenario.screens)
        for reason in _of_screen(scenario, screen)
    ]
    return found or list(_of_ways(scenario))


def _of_screen(scenario: Scenario, screen: Screen) -> Iterator[str]:
    known = {one.id for one in scenario.screens} | {DONE}
    if any(way not in known for way in screen.ways()):
        yield tr("a way leads to a screen that does not exist")
    if screen.step >= len(scenario.steps):
        yield tr("this step is not in the list of steps")
    elements = [element.id for element in screen.elements]
    if len(set(elements)) != len(elements):
        yield tr("two parts of this screen have the same id")
    if any(not _is_whole(element) for element in screen.elements):
        yield tr("a part that is pressed needs either a way or an explanation, a field its text")


def _is_whole(element: Element) -> bool:
    if element.is_pressed:
        return bool(element.to) is not bool(element.wrong)
    return bool(element.give) if element.is_field else not element.to


def _of_ways(scenario: Scenario) -> Iterator[Fault]:
    ways = {screen.id: set(screen.ways()) for screen in scenario.screens}
    back: dict[str, set[str]] = {}
    for start, ends in ways.items():
        for end in ends:
            back.setdefault(end, set()).add(start)
    reached, ending = _closure(ways, scenario.start), _closure(back, DONE)
    for place, screen in enumerate(scenario.screens):
        if screen.id not in reached:
            yield Fault(screen=place, reason=tr("nothing leads to this screen"))
        if screen.id not in ending:
            yield Fault(screen=place, reason=tr("from this screen the end cannot be reached"))


def _closure(ways: dict[str, set[str]], start: str) -> set[str]:
    found, open_ = {start}, [start]
    while open_:
        fresh = ways.get(open_.pop(), set()) - found
        found |= fresh
        open_ += fresh
    return found
