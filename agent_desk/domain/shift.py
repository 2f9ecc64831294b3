"""The end of a shift: what one clerk leaves to the next, confirmed by both."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping


class ShiftState(StrEnum):
    """How far a hand-over of a shift is."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    REPLACED = "replaced"


class Part(StrEnum):
    """The parts of the list, in their order."""

    OPEN = "open"
    PAPERS = "papers"
    RESULTS = "results"
    BAGS = "bags"
    MONEY = "money"
    DISPUTES = "disputes"
    CALLS = "calls"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that is left: its number, whose, how it stands (a key), until when, how many."""

    number: str
    who: str = ""
    state: str = ""
    until: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """Everything on the list as it was when the leaving clerk confirmed it."""

    open: tuple[Line, ...] = ()
    papers: tuple[Line, ...] = ()
    results: tuple[Line, ...] = ()
    bags: tuple[Line, ...] = ()
    disputes: tuple[Line, ...] = ()
    calls: tuple[Line, ...] = ()
    held_vnd: int = 0

    def counts(self) -> dict[str, int]:
        """Count every part; holds no personal data."""
        listed = {
            Part.OPEN: self.open,
            Part.PAPERS: self.papers,
            Part.RESULTS: self.results,
            Part.BAGS: self.bags,
            Part.DISPUTES: self.disputes,
            Part.CALLS: self.calls,
        }
        return {part.value: len(lines) for part, lines in listed.items()} | {
            "held_vnd": self.held_vnd
        }

    def as_dict(self) -> dict[str, object]:
        """Give it as plain values, to be kept."""
        return asdict(self)


def leaving_from(raw: Mapping[str, object]) -> Leaving:
    """Read what ``as_dict`` gave."""

    def lines(key: str) -> tuple[Line, ...]:
        found = raw.get(key)
        listed = found if isinstance(found, (list, tuple)) else ()
        return tuple(Line(**one) for one in listed)

    held = raw.get("held_vnd")
    return Leaving(
        open=lines("open"),
        papers=lines("papers"),
        results=lines("results"),
        bags=lines("bags"),
        disputes=lines("disputes"),
        calls=lines("calls"),
        held_vnd=held if isinstance(held, int) else 0,
    )


def say_part(part: Part) -> str:
    """Name a part of the list."""
    return {
        Part.OPEN: tr("Open cases"),
        Part.PAPERS: tr("Papers that lie here"),
        Part.RESULTS: tr("Results on the shelf"),
        Part.BAGS: tr("Bags"),
        Part.MONEY: tr("State money in the drawer"),
        Part.DISPUTES: tr("Disputed items"),
        Part.CALLS: tr("Promised calls"),
    }[part]


def say_state(state: ShiftState) -> str:
    """Name how far a hand-over of a shift is."""
    return {
        ShiftState.WAITING: tr("waiting for confirmation"),
        ShiftState.CONFIRMED: tr("confirmed by both"),
        ShiftState.REPLACED: tr("replaced by a newer list"),
    }[state]
