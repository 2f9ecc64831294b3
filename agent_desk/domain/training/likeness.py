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


def likely_pairs(entries: Iterable[Entry]) -> tuple[Pair, ...]:
    """Give pairs that may be one person, the surest first; entries in the order of recording.

    Linear but for people of one name, so that 300 entries take milliseconds.
    """
    known = list(entries)
    order = {entry.learner_id: n for n, entry in enumerate(known)}
    found: dict[tuple[str, str], Pair] = {}
    for bucket in _buckets(known):
        for a, b in combinations(bucket, 2):
            first, second = sorted((a, b), key=lambda one: order[one.learner_id])
            key = (first.learner_id, second.learner_id)
            why = None if key in found or key[0] == key[1] else _why(first, second)
            if why is not None:
                found[key] = Pair(first=key[0], second=key[1], why=why)
    rank = {why: n for n, why in enumerate(Why)}
    return tuple(sorted(found.values(), key=lambda p: (rank[p.why], order[p.first])))


def _buckets(entries: list[Entry]) -> Iterator[list[Entry]]:
    """Give groups of entries that share something; every likely pair is in one of them."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        letters = _letters(entry.name)
        keys = {f"#{entry.number_mark}"} if entry.number_mark else set()
        keys |= {f"={letters}", f"<{_given(entry.name)}"}
        if entry.phone:
            keys.add(f"@{entry.phone}")
        if len(letters) >= _LEAST_LETTERS:
            keys |= {f"={letters[:n]}{letters[n + 1 :]}" for n in range(len(letters))}
        for key in keys:
            groups[key].append(entry)
    return (group for group in groups.values() if len(group) > 1)


def _why(a: Entry, b: Entry) -> Why | None:
    if a.number_mark and b.number_mark:
        return Why.SAME_NUMBER if a.number_mark == b.number_mark else None
    if not _fits(a.birth, b.birth):
        return None
    one, other = _letters(a.name), _letters(b.name)
    if a.phone and a.phone == b.phone and _given(a.name) == _given(b.name):
        return Why.SAME_PHONE
    if one == other:
        return Why.SPELLING
    is_long = min(len(one), len(other)) >= _LEAST_LETTERS
    if is_long and _given(a.name) == _given(b.name) and _is_one_apart(one, other):
        return Why.ONE_LETTER
    return Why.SHORT if _is_short_of(a, b) else None


def _fits(a: str, b: str) -> bool:
    """Say whether two births may be one: a decade fits any year in it, nothing fits all."""
    return not a or not b or a.startswith(b) or b.startswith(a)


def _is_short_of(a: Entry, b: Entry) -> bool:
    """Say whether one writes the names of the other shorter: ``Ng. T. Lan``; births are known.

    A first name alone says too little: half a village is called so.
    """
    short, long = sorted((_words(a.name), _words(b.name)), key=lambda words: len("".join(words)))
    if len(short) < 2 or short[-1] != long[-1] or not (a.birth and b.birth):
        return False
    rest = iter(long[:-1])
    return all(any(word.startswith(part) for word in rest) for part in short[:-1])


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


def _words(name: str) -> list[str]:
    return fold(name).replace(".", " ").replace("y", "i").split()


def _letters(name: str) -> str:
    return "".join(_words(name))


def _given(name: str) -> str:
    words = _words(name)
    return words[-1] if words else ""
