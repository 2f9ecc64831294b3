"""From the address on a card, old or new, to the ward of today; what is not sure is asked."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from agent_desk.catalog.place_names import bare_name, key_of
from agent_desk.catalog.wards import HANOI
from agent_desk.domain.text import clean
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agent_desk.catalog.wards import OldWard, Province, Ward, Wards

MAX_ADDRESS = 300
_BREAK = re.compile(r"[,;\n]")
_NUMERALS = {"i": "1", "ii": "2", "iii": "3"}
_LONGEST_NAME = 6

_COMMUNE = {"phuong": "Phường", "p": "Phường", "xa": "Xã", "x": "Xã", "thi tran": "Thị trấn"}
_COMMUNE |= {"tt": "Thị trấn", "dac khu": "Đặc khu"}
_DISTRICT = frozenset({"quan", "q", "huyen", "h", "thi xa", "tx"})
_CITY = frozenset({"thanh pho", "tp", "tinh", "t"})
_TYPES = sorted({*_COMMUNE, *_DISTRICT, *_CITY}, key=len, reverse=True)

_SPLIT_DISTRICTS = {"tu liem": ("bac tu liem", "nam tu liem")}
"""Districts that were themselves divided while cards with their names were still printed."""


class GuessKind(Enum):
    """How sure the ward is; only ``EXACT`` may be used without asking."""

    EXACT = "exact"
    CANDIDATES = "candidates"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A ward it may be; a suggestion is shown first and marked, never taken silently."""

    ward: Ward
    is_suggested: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WardGuess:
    """What an address says: the ward, the wards to choose from, or only the province.

    ``said`` is the address as read: it is kept beside the code, and nobody is asked to prove that
    the old and the new name are the same place. ``old_place`` is the old ward or district that was
    recognized. ``ask`` is the question for the clerk, empty when the ward is exact.
    Source: Official telegram 111/CĐ-TTg of 17 July 2025 (no proof of names).
    """

    kind: GuessKind
    said: str
    ward: Ward | None = None
    candidates: tuple[Candidate, ...] = ()
    province: Province | None = None
    old_place: str = ""
    ask: str = ""

    @property
    def is_in_hanoi(self) -> bool | None:
        """Say whether the place lies in Hanoi; None if not even the province is known."""
        return None if self.province is None else self.province.code == HANOI


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of an address: its type, if one is written, and its name; both as keys.

    Without accents "phuong mai" may be the ward Phương Mai: ``whole`` is tried as a name, too.
    """

    kind: str
    name: str
    whole: str

    @property
    def commune(self) -> str:
        return _COMMUNE.get(self.kind, "")

    @property
    def is_district(self) -> bool:
        return self.kind in _DISTRICT

    def readings(self) -> tuple[_Part, ...]:
        """Give the part as a bare name, and as type and name wherever it can be cut so."""
        cut = [_Part("", self.whole, self.whole), *([self] if self.kind else ())]
        for kind in _COMMUNE:
            pieces = f" {self.whole}".split(f" {kind} ")
            names = [f" {kind} ".join(pieces[at:]) for at in range(1, len(pieces))]
            cut += [_Part(kind, name, self.whole) for name in names]
        return tuple(dict.fromkeys(cut))


def from_card_address(address: str, wards: Wards) -> WardGuess:
    """Read an address from a card or from hearing, with or without a district.

    A name that was a district and is a ward now is read by what stands before it.
    """
    said = clean(address[:MAX_ADDRESS])
    parts = [_part(key_of(text)) for text in _BREAK.split(said)]
    parts = [part for part in parts if part.name]
    unknown = WardGuess(
        kind=GuessKind.UNKNOWN,
        said=said,
        ask=tr("In which ward or commune is this address today?"),
    )
    if not parts:
        return unknown
    province = _province_of(parts, wards)
    guess = replace(unknown, province=province)
    if province is None or province.code == HANOI:
        return _Hanoi(wards, guess).read(parts)
    return _elsewhere(parts, wards, guess)


def _province_of(parts: list[_Part], wards: Wards) -> Province | None:
    """Take the province off the end of the parts, also when no comma stands before it."""
    last = parts.pop()
    found = wards.provinces_by_name.get(last.name)
    if found is not None and not last.commune and not last.is_district:
        return found
    words = last.whole.split()
    for count in range(min(_LONGEST_NAME, len(words) - 1), 0, -1):
        found = wards.provinces_by_name.get(" ".join(words[-count:]))
        if found is not None:
            parts.append(_part(_without_type(" ".join(words[:-count]), _CITY)))
            return found
    parts.append(last)
    return None


def _elsewhere(parts: list[_Part], wards: Wards, guess: WardGuess) -> WardGuess:
    """Read an address in another province: only the list of today is known there."""
    if not parts or guess.province is None:
        return guess
    last = parts[-1]
    fitting = [
        ward
        for ward in wards.all_in(guess.province.code)
        if key_of(ward.name) == last.name and last.commune in {"", ward.kind}
    ]
    if last.is_district or last.kind in _CITY or not fitting:
        return guess
    if last.commune and len(fitting) == 1:
        return _exact(guess, fitting[0])
    return _candidates(guess, fitting, None, tr("Is this the ward or commune of today?"))


@dataclass(frozen=True, slots=True)
class _Hanoi:
    """Reads the parts of an address in Hanoi, the last one nearest to the province."""

    wards: Wards
    guess: WardGuess

    def read(self, parts: list[_Part]) -> WardGuess:
        """Decide by the last part: a ward by its type, a district, or a ward by its name."""
        if not parts:
            return self.guess
        last = parts[-1]
        for reading in () if last.commune else last.readings():
            olds = self._in_district(reading.name)
            if olds:
                return self._below(olds, reading, parts[:-1])
        return self._without_commas(last) or self._alone(last)

    def _below(self, olds: Sequence[OldWard], district: _Part, before: list[_Part]) -> WardGuess:
        """Read what stands before a district; a bare name may also be the ward of today.

        That ward is listed first then, but not suggested: most of the district lies elsewhere.
        """
        near = before[-1] if before else None
        if near is not None:
            found = _named(olds, near)
            if found:
                return self._from_old(found)
            now = self._ward_now(near)
            if now is not None and any(now in old.successors for old in olds):
                return _exact(self.guess, now)
        same_name = None if district.is_district else self._ward_now(district)
        wards = (ward for old in olds for ward in old.successors)
        possible = dict.fromkeys([*([same_name] if same_name else ()), *wards])
        place = same_name.name if same_name else olds[0].district
        ask = tr(
            "{place} was a district until June 2025. In which ward is the address today?",
            place=place,
        )
        guess = replace(self.guess, old_place=olds[0].district, province=self._hanoi())
        return _candidates(guess, possible, None, ask)

    def _alone(self, part: _Part) -> WardGuess:
        """Read a ward without a district: a name of today first, then any old ward."""
        now = self._ward_now(part)
        if now is not None:
            if self.guess.province is not None:
                return _exact(self.guess, now)
            guess = replace(self.guess, province=self._hanoi())
            return _candidates(guess, [now], None, tr("Is this the ward or commune of today?"))
        names = [_numbered(reading.name) for reading in part.readings()]
        olds = [old for name in names for old in self.wards.old_by_name.get(name, ())]
        found = _named(olds, part)
        return self._from_old(found) if found else self.guess

    def _without_commas(self, part: _Part) -> WardGuess | None:
        """Read "Yên Hòa Cầu Giấy": the district is the longest name at the end."""
        words = part.whole.split()
        for count in range(min(_LONGEST_NAME, len(words) - 1), 0, -1):
            district, front = _part(" ".join(words[-count:])), " ".join(words[:-count])
            olds = () if district.commune else self._in_district(district.name)
            front = front if district.kind else _without_type(front, _DISTRICT)
            is_ward = front in _COMMUNE or front != _without_type(front, _COMMUNE)
            if olds and (not is_ward or _named(olds, _part(front))):
                return self._below(olds, district, [_part(front)])
        return None

    def _from_old(self, found: list[OldWard]) -> WardGuess:
        label = " / ".join(old.label for old in found)
        guess = replace(self.guess, old_place=label, province=self._hanoi())
        possible = dict.fromkeys(ward for old in found for ward in old.in_order())
        if len(possible) == 1:
            return _exact(guess, next(iter(possible)))
        suggested = found[0].suggested if len(found) == 1 else None
        ask = tr(
            "{place} was divided in July 2025. Ask for the street or hamlet, then choose the ward.",
            place=label,
        )
        return _candidates(guess, possible, suggested, ask)

    def _in_district(self, district: str) -> tuple[OldWard, ...]:
        names = _SPLIT_DISTRICTS.get(district, (district,))
        return tuple(old for name in names for old in self.wards.old_by_district.get(name, ()))

    def _ward_now(self, part: _Part) -> Ward | None:
        for reading in part.readings():
            for ward in self.wards.hanoi_by_name.get(reading.name, ()):
                if reading.commune in {"", ward.kind}:
                    return ward
        return None

    def _hanoi(self) -> Province:
        return self.wards.provinces[HANOI]


def _named(olds: Sequence[OldWard], part: _Part) -> list[OldWard]:
    """Give the old wards of this name; the written type decides between two of one name."""
    for reading in part.readings():
        names = {reading.name, _numbered(reading.name)}
        found = [old for old in olds if key_of(bare_name(old.name)) in names]
        same_type = [old for old in found if old.name.startswith(reading.commune)]
        if found:
            return same_type or found
    return []


def _numbered(name: str) -> str:
    """Write the number of a ward as the list does: Mỹ Đình I is Mỹ Đình 1."""
    words = name.split()
    return " ".join([*words[:-1], _NUMERALS.get(words[-1], words[-1])])


def _exact(guess: WardGuess, ward: Ward) -> WardGuess:
    return replace(guess, kind=GuessKind.EXACT, ward=ward, ask="")


def _candidates(
    guess: WardGuess, wards: Iterable[Ward], suggested: Ward | None, ask: str
) -> WardGuess:
    ordered = sorted(wards, key=lambda ward: ward != suggested)
    found = tuple(Candidate(ward=ward, is_suggested=ward == suggested) for ward in ordered)
    return replace(guess, kind=GuessKind.CANDIDATES, candidates=found, ask=ask)


def _part(key: str) -> _Part:
    """Split a part into type and name: "so 5 ngo 12 phuong yen hoa" is the ward yen hoa."""
    for kind in _TYPES:
        if key.startswith(f"{kind} "):
            return _Part(kind, key[len(kind) + 1 :], key)
    for kind in ("phuong", "xa", "thi tran"):
        before, found, after = key.partition(f" {kind} ")
        if found and before:
            return _Part(kind, after, key)
    return _Part("", key, key)


def _without_type(key: str, types: Iterable[str]) -> str:
    """Take a type word off the end, left there by a name that was cut off after it."""
    for kind in types:
        if key.endswith(f" {kind}"):
            return key[: -len(kind) - 1]
    return key
