"""One scripted citizen: who comes, what they say and bring, and what is right to do."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

IMPOSSIBLE_PLACE = "999"
"""Province digits that no citizen's number has. Source: integration 4.2 (001 to 096, countries)."""

_TURNS = 1000


class Ending(StrEnum):
    """How a visit can end, as the ledger shows it."""

    LODGED = "lodged"
    PORTAL = "portal"
    TAKEN_IN = "taken_in"
    WAITING = "waiting"
    HOME = "home"
    ELSEWHERE = "elsewhere"
    HELPED = "helped"
    RETURNED = "returned"
    SPOKEN = "spoken"

    @property
    def has_dossier(self) -> bool:
        """Say whether a dossier stands behind this ending."""
        return self in _WITH_DOSSIER


_WITH_DOSSIER = (Ending.LODGED, Ending.PORTAL, Ending.TAKEN_IN, Ending.WAITING, Ending.HOME)


class Difficulty(IntEnum):
    """How much of the trap is hidden."""

    EASY = 1
    USUAL = 2
    HARD = 3


class Look(StrEnum):
    """How the citizen is drawn."""

    WOMAN = "woman"
    MAN = "man"
    OLD_WOMAN = "old_woman"
    OLD_MAN = "old_man"


class WantedPaper(StrEnum):
    """How a paper of the dossier must stand in the end."""

    THERE = "there"
    MISSING = "missing"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody with a card; the number is made of these for each practice anew.

    ``birth`` is ISO; ``shows`` is what the citizen says while handing this card over; a person
    without a card is only named.
    """

    id: str
    name: str
    birth: date
    is_female: bool
    address: str
    issued: date
    shows: str = ""
    has_card: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A paper that the citizen has with them; ``lines`` are what is to be read on it."""

    id: str
    title: str
    lines: tuple[str, ...]
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Something the clerk may ask; a needless one asks for what the state knows already."""

    id: str
    ask: str
    answer: str
    is_needless: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """Something the clerk may tell the citizen about the trap, and what becomes of it."""

    id: str
    say: str
    answer: str
    is_right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """What is right; what is empty is not looked at.

    ``papers`` maps components to how they must stand. ``slip`` is the document the citizen takes
    home. ``asked`` are the questions that must have been put. ``cards`` and ``reasons`` are those
    of an account help. ``owner`` and ``submitter`` are ids of people.
    """

    endings: tuple[Ending, ...]
    procedures: tuple[str, ...] = ()
    owner: str = ""
    submitter: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    channel: str = ""
    ways: tuple[str, ...] = ()
    paper_reasons: tuple[str, ...] = ()
    papers: Mapping[str, WantedPaper] = field(default_factory=dict)
    office: str = ""
    slips: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    must_keep_result: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Learn:
    """Where to read again: ``kind`` is procedure, howto or account, ``id`` which one."""

    kind: str
    id: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scripted:
    """One scripted citizen with everything around them. Texts are Vietnamese, as people speak.

    ``lays_out`` is the procedure code of a dossier whose result must lie here before they come.
    """

    id: str
    version: str
    title: str
    difficulty: Difficulty
    look: Look
    minutes: int
    opening: str
    people: tuple[Person, ...]
    carried: tuple[Carried, ...]
    asks: tuple[Ask, ...]
    replies: tuple[Reply, ...]
    trap: str
    right: Right
    advice: Mapping[str, str]
    sources: tuple[str, ...]
    learn: tuple[Learn, ...]
    writes: bool = False
    lays_out: str = ""

    @property
    def visitor(self) -> Person:
        """The person who stands at the counter."""
        return self.people[0]

    def person(self, person_id: str) -> Person | None:
        """Give one of the people by id."""
        return next((one for one in self.people if one.id == person_id), None)


def number_of(scripted: Scripted, person: Person, turn: int) -> str:
    """Make the 12 digits of a person for one practice; no real citizen can have them.

    Every turn gives another number, so the same citizen can come twice without being known.
    """
    mark = (person.birth.year // 100 - 19) * 2 + int(person.is_female)
    base = sum(ord(letter) * (place + 1) for place, letter in enumerate(scripted.id)) % 100
    at = scripted.people.index(person)
    tail = f"{base:02d}{at % 10}{turn % _TURNS:03d}"
    return f"{IMPOSSIBLE_PLACE}{mark % 10}{person.birth.year % 100:02d}{tail}"


def card_text(scripted: Scripted, person: Person, turn: int) -> str:
    """Write what a scanner reads off the card of a person. Source: integration 4.1."""
    sex = "Nữ" if person.is_female else "Nam"
    parts = (
        number_of(scripted, person, turn),
        "",
        person.name,
        f"{person.birth:%d%m%Y}",
        sex,
        person.address,
        f"{person.issued:%d%m%Y}",
    )
    return "|".join(parts)


_DAY = re.compile(r"\{d:(-?\d{1,4})\}")


def with_days(text: str, today: date) -> str:
    """Write days that are counted from today, such as ``{d:-3}``; scripts never grow old."""

    def day(found: re.Match[str]) -> str:
        return f"{today + timedelta(days=int(found[1])):%d/%m/%Y}"

    return _DAY.sub(day, text)
