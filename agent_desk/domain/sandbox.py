"""The sandbox as data: mock screens of a phone or a portal, with fake people, to practise on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.errors import NotFound
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


class Device(StrEnum):
    """What the screen is drawn on."""

    PHONE = "phone"
    COMPUTER = "computer"


class Kind(StrEnum):
    """What an element of a screen is; the ones from ``MAIN`` on can be pressed."""

    HEADING = "heading"
    TEXT = "text"
    NOTE = "note"
    GOOD = "good"
    WARNING = "warning"
    PAIR = "pair"
    PICTURE = "picture"
    BUBBLE = "bubble"
    MINE = "mine"
    FIELD = "field"
    MAIN = "main"
    BUTTON = "button"
    LINK = "link"
    ROW = "row"
    TILE = "tile"
    SWITCH = "switch"
    ANSWER = "answer"


class Keypad(StrEnum):
    """The keys drawn below a field for a finger; a real keyboard always works too."""

    NONE = ""
    DIGITS = "digits"
    LETTERS = "letters"


PRESSED = frozenset(
    {Kind.MAIN, Kind.BUTTON, Kind.LINK, Kind.ROW, Kind.TILE, Kind.SWITCH, Kind.ANSWER}
)
DONE = "done"
"""The place where every scenario ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One thing on a screen.

    A pressed one leads ``to`` another screen, or says in ``wrong`` why it is not the way. A field
    accepts the texts of ``give``, the first of which stands on the practice card.
    """

    id: str
    kind: Kind
    text: str
    detail: str = ""
    icon: str = ""
    picture: str = ""
    to: str = ""
    wrong: str = ""
    give: tuple[str, ...] = ()
    keypad: Keypad = Keypad.NONE
    is_secret: bool = False
    is_on: bool = False

    @property
    def is_pressed(self) -> bool:
        """Say whether it is there to be pressed."""
        return self.kind in PRESSED

    @property
    def is_field(self) -> bool:
        """Say whether something is typed into it."""
        return self.kind is Kind.FIELD


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """One screen and what is to be done on it; ``step`` counts from 0.

    ``is_turn``: it shows what a wrong choice leads to, and the way back. ``back`` and ``home`` are
    where those keys of the device lead; empty means that they lead nowhere from here.
    """

    id: str
    device: Device
    step: int
    app: str
    task: str
    hint: str
    elements: tuple[Element, ...]
    address: str = ""
    back: str = ""
    home: str = ""
    is_turn: bool = False

    @property
    def fields(self) -> tuple[Element, ...]:
        """What is typed here, in order."""
        return tuple(element for element in self.elements if element.is_field)

    def element(self, element_id: str) -> Element:
        """Give one element. Raises: NotFound."""
        for element in self.elements:
            if element.id == element_id:
                return element
        raise NotFound(tr("This practice screen has no such part."))

    def ways(self) -> Iterator[str]:
        """Give every screen that can be reached from here with one press."""
        yield from (element.to for element in self.elements if element.to)
        yield from (way for way in (self.back, self.home) if way)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One practice of a topic; ``learned`` is what the learner can do afterwards.

    ``checked_on`` is the day its facts were last compared with the sources.
    """

    topic: str
    version: str
    checked_on: date
    title: str
    aim: str
    minutes: int
    skills: tuple[str, ...]
    steps: tuple[str, ...]
    learned: tuple[str, ...]
    sources: tuple[str, ...]
    start: str
    screens: tuple[Screen, ...]

    def screen(self, screen_id: str) -> Screen:
        """Give one screen. Raises: NotFound."""
        for screen in self.screens:
            if screen.id == screen_id:
                return screen
        raise NotFound(tr("This practice has no such screen."))


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxOutcome:
    """How a practice went, as a suggestion for the matrix of skills; it names nobody."""

    scenario: str
    skill_codes: tuple[str, ...]
    helped: bool
