"""One learner under two spellings: who may be the same person. Only ever offered, never done."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING

from agent_desk.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LEAST_LETTERS = 5
"""Below this one letter makes another name. It always does in the given name: Lan, Loan."""


class Why(StrEnum):
    """Why two entries may be one person, the surest first."""

    SAME_NUMBER = "same_number"
    SAME_PHONE = "same_phone"
    SPELLING = "spelling"
    ONE_LETTER = "one_letter"
    SHORT = "short"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What two entries are compared by; empty is not known."""

    learner_id: str
    name: str
    birth: str = ""
    phone: str = ""
    number_mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two entries that may be one person; ``first`` was recorded earlier."""

    first: str
    second: str
    why: Why


@dataclass(frozen=True, slots=True)
class _Folded:
    """An entry and its name taken apart once: comparing folds nothing any more."""

    entry: Entry
    order: int
    words: tuple[str, ...]
    letters: str

    @property
    def given(self) -> str:
        return self.words[-1] if self.words else ""


def likely_pairs(entries: Iterable[Entry], among: frozenset[str] | None = None) -> tuple[Pair, ...]:
    """Give pairs that may be one person, the surest first; entries in the order of recording.

    ``among`` are ids of which each pair has at least one. Linear but for people of one name, so
    that 300 entries take milliseconds.
    """
    known = [_folded(n, entry) for n, entry in enumerate(entries)]
    found: dict[tuple[str, str], Pair] = {}
    order = {one.entry.learner_id: one.order for one in known}
    for bucket in _buckets(known):
        for a, b in combinations(bucket, 2):
            first, second = (a, b) if a.order < b.order else (b, a)
            key = (first.entry.learner_id, second.entry.learner_id)
            is_wanted = among is None or key[0] in among or key[1] in among
            if key in found or key[0] == key[1] or not is_wanted:
                continue
            why = _why(first, second)
            if why is not None:
                found[key] = Pair(first=key[0], second=key[1], why=why)
    rank = {why: n for n, why in enumerate(Why)}
    return tuple(sorted(found.values(), key=lambda p: (rank[p.why], order[p.first])))


def _folded(order: int, entry: Entry) -> _Folded:
    words = tuple(fold(entry.name).replace(".", " ").replace("y", "i").split())
    return _Folded(entry, order, words, "".join(words))


def _buckets(entries: list[_Folded]) -> Iterator[list[_Folded]]:
    """Give groups of entries that share something; every likely pair is in one of them."""
    groups: dict[str, list[_Folded]] = defaultdict(list)
    for one in entries:
        mark, phone = one.entry.number_mark, one.entry.phone
        keys = {f"#{mark}"} if mark else set()
        keys |= {f"={one.letters}", f"<{one.given}"}
        if phone:
            keys.add(f"@{phone}")
        for key in keys:
            groups[key].append(one)
    return (group for group in groups.values() if len(group) > 1)


def _why(one: _Folded, other: _Folded) -> Why | None:
    a, b = one.entry, other.entry
    if a.number_mark and b.number_mark:
        return Why.SAME_NUMBER if a.number_mark == b.number_mark else None
    if not _fits(a.birth, b.birth):
        return None
    is_called_alike = one.given == other.given
    if a.phone and a.phone == b.phone and is_called_alike:
        return Why.SAME_PHONE
    if one.letters == other.letters:
        return Why.SPELLING
    is_long = min(len(one.letters), len(other.letters)) >= _LEAST_LETTERS
    if is_long and is_called_alike and _is_one_apart(one.letters, other.letters):
        return Why.ONE_LETTER
    return Why.SHORT if _is_short_of(one, other) else None


def _fits(a: str, b: str) -> bool:
    """Say whether two births may be one: a decade fits any year in it, nothing fits all."""
    return not a or not b or a.startswith(b) or b.startswith(a)


def _is_short_of(a: _Folded, b: _Folded) -> bool:
    """Say whether one writes the names of the other shorter: ``Ng. T. Lan``; births are known.

    A first name alone says too little: half a village is called so. Two names of one family and
    length are two people.
    """
    short, long = (a, b) if len(a.letters) < len(b.letters) else (b, a)
    if len(short.words) < 2 or short.given != long.given:
        return False
    if not (a.entry.birth and b.entry.birth):
        return False
    rest = iter(long.words[:-1])
    return all(any(word.startswith(part) for word in rest) for part in short.words[:-1])


def _is_one_apart(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    if len(long) - len(short) > 1:
        return False
    at = next((n for n, c in enumerate(short) if c != long[n]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    is_changed = short[at + 1 :] == long[at + 1 :]
    is_swapped = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return is_changed or is_swapped
