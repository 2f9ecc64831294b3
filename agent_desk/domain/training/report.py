"""What a report of sessions may say: people and skills counted, small groups hidden everywhere."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.domain.skill_check import Level
from agent_desk.domain.small_cells import LEAST, Pipe, hidden
from agent_desk.domain.training.home_calls import HomeOutcome

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping
    from datetime import date

Shown = int | None
"""A number of the report; None is hidden, because few people or a reckoning would be behind it."""

OTHER_WARDS = "other"
"""All wards of fewer than five people together."""

UNKNOWN = ""


class Band(StrEnum):
    """When people were born; whole decades, as nothing finer is kept of most."""

    BEFORE_1950 = "before_1950"
    FIFTIES = "1950"
    SIXTIES = "1960"
    SEVENTIES = "1970"
    TO_2000 = "1980"
    FROM_2000 = "2000"
    UNKNOWN = "unknown"


def band_of(birth: str) -> Band:
    """Give the band of what is kept of a birth: ``195``, ``2012`` or nothing."""
    if not birth:
        return Band.UNKNOWN
    year = int(birth.ljust(4, "0"))
    if year < 1950:
        return Band.BEFORE_1950
    if year >= 2000:
        return Band.FROM_2000
    return Band.TO_2000 if year >= 1980 else Band(f"{year // 10}0")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldSession:
    """One session that was held; ``people`` came to it."""

    day: date
    place: str
    topics: tuple[str, ...]
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person who came and may be counted; ``ward`` is a code or unknown."""

    who: str
    ward: str = UNKNOWN
    band: Band = Band.UNKNOWN
    is_new: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillReached:
    """How far one person came with one skill: the last check after a session."""

    person: Person
    code: str
    level: Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Everything that was counted, before anything is hidden."""

    sessions: tuple[HeldSession, ...] = ()
    people: tuple[Person, ...] = ()
    skills: tuple[SkillReached, ...] = ()
    outcomes: Mapping[HomeOutcome, int] = field(default_factory=dict)
    open_calls: int = 0
    accounts_opened: int = 0
    first_logins: int = 0
    first_filings: int = 0
    quick_lessons: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLine:
    """One session as it may be told."""

    day: date
    place: str
    topics: tuple[str, ...]
    people: Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class WardLine:
    """One row of the people by ward and age band, its total last."""

    ward: str
    bands: tuple[Shown, ...]
    total: Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillLine:
    """One skill: how many were checked, how far they are, who can do it alone by ward and band."""

    code: str
    checked: Shown
    saw: Shown
    with_help: Shown
    alone: Shown
    alone_by_ward: tuple[Shown, ...]
    alone_by_band: tuple[Shown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingReport:
    """The report; ``wards`` and ``bands`` name the rows and columns in their order."""

    session_count: int
    sessions: tuple[SessionLine, ...]
    attendances: Shown
    people: Shown
    new: Shown
    returning: Shown
    wards: tuple[str, ...]
    bands: tuple[Band, ...]
    ward_lines: tuple[WardLine, ...]
    band_totals: tuple[Shown, ...]
    skills: tuple[SkillLine, ...]
    outcomes: Mapping[HomeOutcome, Shown]
    calls: Shown
    open_calls: Shown
    accounts_opened: Shown
    first_logins: Shown
    first_filings: Shown
    quick_lessons: int

    @property
    def hides_something(self) -> bool:
        """Say whether a number had to be hidden; then the report says why."""
        numbers = [self.attendances, self.people, self.new, self.calls, *self.band_totals]
        numbers += [*self.outcomes.values(), self.open_calls, self.accounts_opened]
        numbers += [self.first_logins, self.first_filings]
        numbers += [number for line in self.ward_lines for number in (*line.bands, line.total)]
        numbers += [line.people for line in self.sessions]
        numbers += [number for line in self.skills for number in (line.checked, line.alone)]
        return any(number is None for number in numbers)


def build(figures: Figures) -> TrainingReport:
    """Count, and hide what must be hidden so that it cannot be reckoned from the rest."""
    wards = _wards(figures)
    table = _people(figures.people, wards)
    skills = tuple(
        _skill(code, figures, wards, table) for code in sorted({one.code for one in figures.skills})
    )
    sessions = _sessions(figures.sessions, hide_total=table[_ALL] is None)
    calls = _calls(figures.outcomes)
    return TrainingReport(
        session_count=len(figures.sessions),
        sessions=sessions[0],
        attendances=sessions[1],
        people=table[_ALL],
        new=table["new"],
        returning=table["returning"],
        wards=wards.names,
        bands=tuple(Band),
        ward_lines=tuple(
            WardLine(
                ward=ward,
                bands=tuple(table[ward, band] for band in Band),
                total=table[ward, _SUM],
            )
            for ward in wards.names
        ),
        band_totals=tuple(table[_SUM, band] for band in Band),
        skills=skills,
        outcomes={outcome: calls[outcome] for outcome in HomeOutcome},
        calls=calls[_ALL],
        open_calls=_alone(figures.open_calls),
        accounts_opened=_alone(figures.accounts_opened),
        first_logins=_alone(figures.first_logins),
        first_filings=_alone(figures.first_filings),
        quick_lessons=figures.quick_lessons,
    )


_ALL, _SUM = "all", "sum"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wards:
    """Which wards have rows of their own; the others are one row together."""

    names: tuple[str, ...]

    def row_of(self, person: Person) -> str:
        return person.ward if person.ward in self.names else OTHER_WARDS


def _wards(figures: Figures) -> _Wards:
    everybody = {one.who: one for one in (*figures.people, *(s.person for s in figures.skills))}
    counted = Counter(person.ward for person in figures.people)
    large = {ward for ward, number in counted.items() if number >= LEAST}
    named = sorted(large - {UNKNOWN})
    rest = [OTHER_WARDS] if {one.ward for one in everybody.values()} - large else []
    unknown = [UNKNOWN] if UNKNOWN in large else []
    return _Wards(names=(*named, *rest, *unknown))


def _published(pipes: list[Pipe]) -> dict[Hashable, Shown]:
    secret = hidden(pipes)
    return {pipe.name: None if pipe.name in secret else pipe.value for pipe in pipes}


def _people(people: Iterable[Person], wards: _Wards) -> dict[Hashable, Shown]:
    """Count people by ward and band; new and returning ones are parts of the same total."""
    everybody = tuple(people)
    cells = Counter((wards.row_of(one), one.band) for one in everybody)
    pipes = []
    for ward in wards.names:
        for band in Band:
            number = cells[ward, band]
            pipes.append(
                Pipe(name=(ward, band), start=("ward", ward), end=("band", band), value=number)
            )
        total = sum(cells[ward, band] for band in Band)
        pipes.append(_total((ward, _SUM), ("rows", ("ward", ward)), total))
    for band in Band:
        total = sum(cells[ward, band] for ward in wards.names)
        pipes.append(_total((_SUM, band), (("band", band), "columns"), total))
    new = sum(one.is_new for one in everybody)
    pipes.append(_total(_ALL, ("columns", "whole"), len(everybody)))
    pipes.append(Pipe(name="new", start="whole", end="rows", value=new))
    pipes.append(Pipe(name="returning", start="whole", end="rows", value=len(everybody) - new))
    return _published(pipes)


def _skill(
    code: str, figures: Figures, wards: _Wards, people: Mapping[Hashable, Shown]
) -> SkillLine:
    """Count one skill: levels, and who can do it alone by ward and by band, as one circuit."""
    found = [one for one in figures.skills if one.code == code]
    levels = Counter(one.level for one in found)
    alone = [one.person for one in found if one.level is Level.ALONE]
    by_ward = Counter(wards.row_of(person) for person in alone)
    by_band = Counter(person.band for person in alone)
    pipes = [
        _total("checked", ("end", "begin"), len(found)),
        Pipe(name=Level.SAW, start="begin", end="end", value=levels[Level.SAW]),
        Pipe(name=Level.WITH_HELP, start="begin", end="end", value=levels[Level.WITH_HELP]),
        _total(Level.ALONE, ("begin", "wards"), len(alone)),
    ]
    for ward in wards.names:
        number, of = by_ward[ward], people[ward, _SUM]
        pipes.append(_part(("ward", ward), ("wards", "bands"), number, of))
    for band in Band:
        pipes.append(_part(("band", band), ("bands", "end"), by_band[band], people[_SUM, band]))
    shown = _published(pipes)
    return SkillLine(
        code=code,
        checked=shown["checked"],
        saw=shown[Level.SAW],
        with_help=shown[Level.WITH_HELP],
        alone=shown[Level.ALONE],
        alone_by_ward=tuple(shown["ward", ward] for ward in wards.names),
        alone_by_band=tuple(shown["band", band] for band in Band),
    )


def _part(name: Hashable, ends: tuple[Hashable, Hashable], value: int, of: Shown) -> Pipe:
    """Give a part of a group: hidden with its group, and never thought larger than it.

    Answers of papers without a name may be more than the people who agreed to be counted; then
    the group is no bound.
    """
    cap = None if of is None or of < value else of
    return Pipe(name=name, start=ends[0], end=ends[1], value=value, cap=cap, must_hide=of is None)


def _sessions(
    sessions: tuple[HeldSession, ...], *, hide_total: bool
) -> tuple[tuple[SessionLine, ...], Shown]:
    pipes = [
        Pipe(name=place, start="a", end="b", value=one.people) for place, one in enumerate(sessions)
    ]
    total = sum(one.people for one in sessions)
    whole = Pipe(name=_ALL, start="b", end="a", value=total, is_total=True, must_hide=hide_total)
    shown = _published([*pipes, whole])
    lines = tuple(
        SessionLine(day=one.day, place=one.place, topics=one.topics, people=shown[place])
        for place, one in enumerate(sessions)
    )
    return lines, shown[_ALL]


def _calls(outcomes: Mapping[HomeOutcome, int]) -> dict[Hashable, Shown]:
    pipes = [
        Pipe(name=outcome, start="a", end="b", value=outcomes.get(outcome, 0))
        for outcome in HomeOutcome
    ]
    return _published([*pipes, _total(_ALL, ("b", "a"), sum(outcomes.values()))])


def _total(name: Hashable, ends: tuple[Hashable, Hashable], value: int) -> Pipe:
    return Pipe(name=name, start=ends[0], end=ends[1], value=value, is_total=True)


def _alone(number: int) -> Shown:
    """Show a number that stands for itself, unless few people are behind it."""
    return None if 0 < number < LEAST else number
