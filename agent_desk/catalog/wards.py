"""The communes of the country since July 2025, found by code, by name and by their old names."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from agent_desk import paths
from agent_desk.catalog.place_names import accents_of, bare_name, key_of, keys_of
from agent_desk.errors import NotFound
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

_T = TypeVar("_T")

HANOI = "01"
"""The code of the province; codes are text with leading zeros."""

_EXACT, _BEGINS, _TYPED, _INSIDE, _OLD = 0, 2, 4, 6, 1
_KINDS = ("Phường", "Xã", "Đặc khu")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ward:
    """A commune-level unit: phường, xã or đặc khu. The code is what to store."""

    code: str
    name: str
    full_name: str
    province_code: str
    province: str

    @property
    def kind(self) -> str:
        """Say what it is: Phường, Xã or Đặc khu."""
        return self.full_name[: -len(self.name)].strip()

    @property
    def is_in_hanoi(self) -> bool:
        """Say whether it lies in Hanoi."""
        return self.province_code == HANOI

    @property
    def in_sentence(self) -> str:
        """Give the name as it stands after another word: phường Yên Hòa."""
        return _uncapped(self.full_name)

    @property
    def province_in_sentence(self) -> str:
        """Give the province as it stands after another word: thành phố Hà Nội."""
        return _uncapped(self.province)


@dataclass(frozen=True, slots=True, kw_only=True)
class Province:
    """A province or a city under the central government."""

    code: str
    name: str
    full_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OldWard:
    """A ward of Hanoi as it was until June 2025, and the wards its land went to.

    ``suggested`` is a guess from the map, not law: of a split ward a person must choose.
    """

    name: str
    district: str
    successors: tuple[Ward, ...]
    suggested: Ward

    @property
    def label(self) -> str:
        """Write it as an old address does."""
        return f"{self.name}, {self.district}"

    def in_order(self) -> list[Ward]:
        """Give the wards its land went to, the suggested one first."""
        return sorted(self.successors, key=lambda ward: ward != self.suggested)


@dataclass(frozen=True, slots=True, kw_only=True)
class WardHit:
    """A ward that fits what was typed; ``via`` is the old name that did, or empty."""

    ward: Ward
    via: str


class _Entry(NamedTuple):
    name: str
    full: str
    ward: Ward
    via: str


class Wards:
    """The administrative units, read from the reference files when first asked for."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or paths.resources() / "reference"

    def by_code(self, code: str) -> Ward:
        """Give the ward of a code. Raises: NotFound."""
        found = self._wards.get(code)
        if found is None:
            raise NotFound(
                tr("There is no ward or commune {code} in the list.", code=repr(code[:12]))
            )
        return found

    def all_in(self, province_code: str) -> tuple[Ward, ...]:
        """Give the wards of a province by code; empty if the province is unknown."""
        return self._by_province.get(province_code, ())

    def find(self, text: str, limit: int = 8, *, province_code: str = "") -> list[WardHit]:
        """Give the wards whose name, or an old name of Hanoi, has words that begin like this.

        Accents may be missing and may stand on either vowel. Names before parts of names, Hanoi
        before others; of one ward only the best hit. Empty if nothing fits.
        """
        asked = key_of(text[:80])
        if not asked or limit < 1:
            return []
        accents = "" if text.isascii() else accents_of(text)
        ranked = sorted(self._ranked(asked, accents, province_code), key=lambda hit: hit[:-1])
        found: dict[str, WardHit] = {}
        for *_, entry in ranked:
            found.setdefault(entry.ward.code, WardHit(ward=entry.ward, via=entry.via))
            if len(found) == limit:
                break
        return list(found.values())

    def _ranked(
        self, asked: str, accents: str, province_code: str
    ) -> Iterator[tuple[int, bool, bool, str, int, _Entry]]:
        word = f" {asked}"
        for number, entry in enumerate(self._entries):
            if word not in entry.full:  # most of them: said here, so that typing stays quick
                continue
            if province_code and entry.ward.province_code != province_code:
                continue
            rank = _rank(entry, asked)
            written = accents and accents_of(entry.via or entry.ward.full_name)
            differs = accents not in written
            elsewhere = not entry.ward.is_in_hanoi
            yield rank + _OLD * bool(entry.via), elsewhere, differs, entry.name, number, entry

    @cached_property
    def provinces(self) -> Mapping[str, Province]:
        """The provinces of today, by code."""
        return {
            code: Province(code=code, name=name, full_name=full)
            for code, name, full, level, _ in self._units
            if level == "province"
        }

    @cached_property
    def provinces_by_name(self) -> Mapping[str, Province]:
        """Today's provinces by the key of every name they have or once had."""
        found = {key_of(each.name): each for each in self.provinces.values()}
        for old_name, new_code in self._read("merged_provinces.csv"):
            found[key_of(old_name)] = self.provinces[new_code]
        return found

    @cached_property
    def old_wards(self) -> tuple[OldWard, ...]:
        """The wards of Hanoi until June 2025, in the order of the file."""
        found: dict[str, OldWard] = {}
        for _, district, code, name, new_code, *_, suggested in self._read("old_wards.csv"):
            ward, known = self._wards[new_code], found.get(code)
            found[code] = OldWard(
                name=name,
                district=district,
                successors=(*(known.successors if known else ()), ward),
                suggested=known.suggested if known and suggested != "1" else ward,
            )
        return tuple(found.values())

    @cached_property
    def old_by_district(self) -> Mapping[str, tuple[OldWard, ...]]:
        """The old wards by the key of their district's name without its type."""
        return _grouped(self.old_wards, [bare_name(old.district) for old in self.old_wards])

    @cached_property
    def old_by_name(self) -> Mapping[str, tuple[OldWard, ...]]:
        """The old wards by the key of their own name without its type."""
        return _grouped(self.old_wards, [bare_name(old.name) for old in self.old_wards])

    @cached_property
    def hanoi_by_name(self) -> Mapping[str, tuple[Ward, ...]]:
        """The wards of Hanoi today by the key of their name without its type."""
        wards = self.all_in(HANOI)
        return _grouped(wards, [ward.name for ward in wards])

    @cached_property
    def _units(self) -> list[list[str]]:
        return self._read("admin_units.csv")

    @cached_property
    def _wards(self) -> dict[str, Ward]:
        provinces = {each.code: each.full_name for each in self.provinces.values()}
        return {
            code: Ward(
                code=code,
                name=name,
                full_name=full,
                province_code=parent,
                province=provinces[parent],
            )
            for code, name, full, level, parent in self._units
            if level == "commune"
        }

    @cached_property
    def _by_province(self) -> dict[str, tuple[Ward, ...]]:
        found: dict[str, list[Ward]] = {}
        for ward in self._wards.values():
            found.setdefault(ward.province_code, []).append(ward)
        return {code: tuple(wards) for code, wards in found.items()}

    @cached_property
    def _entries(self) -> list[_Entry]:
        wards, olds = list(self._wards.values()), self.old_wards
        ends = {each.full_name: key_of(each.name) for each in self.provinces.values()}
        kinds = {kind: key_of(kind) for kind in _KINDS}
        names = keys_of(ward.name for ward in wards)
        entries = [
            _Entry(name, f" {kinds[ward.kind]} {name} {ends[ward.province]}", ward, "")
            for name, ward in zip(names, wards, strict=True)
        ]
        old_names = keys_of(bare_name(old.name) for old in olds)
        labels = keys_of(old.label for old in olds)
        for name, label, old in zip(old_names, labels, olds, strict=True):
            entries += [_Entry(name, f" {label}", ward, old.label) for ward in old.in_order()]
        return entries

    def _read(self, name: str) -> list[list[str]]:
        with (self._folder / name).open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file))[1:]


def _uncapped(name: str) -> str:
    return name[:1].lower() + name[1:]


def _grouped(values: Sequence[_T], names: list[str]) -> dict[str, tuple[_T, ...]]:
    found: dict[str, tuple[_T, ...]] = {}
    for key, value in zip(keys_of(names), values, strict=True):
        found[key] = (*found.get(key, ()), value)
    return found


def _rank(entry: _Entry, asked: str) -> int:
    """Say how well a name fits of which a word begins like this."""
    if entry.name == asked:
        return _EXACT
    if entry.name.startswith(asked):
        return _BEGINS
    return _TYPED if entry.full.startswith(f" {asked}") else _INSIDE
