"""Patterns of speech: what makes "ông cụ mất" a death and "mất bằng lái" a loss.

A pattern is words with spaces between: ``a/b`` is either word, ``<name>`` a word of that class,
``*`` up to three words, ``!x`` (last) that the next word is not x. Accents typed by the citizen
must fit those of the pattern; accents left out are no hindrance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.catalog.sounds import Sound, sound
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_GAP = "*"
_ANY = "<any>"
_MAX_GAP = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One place of a pattern; ``words`` by bare letters, empty for a gap."""

    words: Mapping[str, tuple[Sound, ...]]
    is_gap: bool = False
    is_refusal: bool = False
    is_any: bool = False

    def takes(self, heard: Sound) -> bool:
        """Say whether this word can stand here."""
        return self.is_any or any(heard.fits(w) for w in self.words.get(heard.bare, ()))


Pattern = tuple[Slot, ...]


class PatternIndex:
    """All patterns of all concepts, found by the bare letters of their first word."""

    def __init__(self, concepts: Mapping[str, Iterable[Pattern]]) -> None:
        self._starts: dict[str, list[tuple[str, Pattern]]] = {}
        for name, patterns in concepts.items():
            for pattern in patterns:
                for bare in pattern[0].words:
                    self._starts.setdefault(bare, []).append((name, pattern))

    def concepts_in(self, heard: Sequence[Sound]) -> set[str]:
        """Give the names of the concepts that a sentence speaks of."""
        found: set[str] = set()
        for at, word in enumerate(heard):
            for name, pattern in self._starts.get(word.bare, ()):
                if name not in found and _matches(pattern, 0, heard, at):
                    found.add(name)
        return found


def parse_pattern(text: str, classes: Mapping[str, Iterable[str]]) -> Pattern:
    """Read one pattern. Raises: ValueError with a sentence that says what is wrong."""
    slots = tuple(_slot(part, classes) for part in text.split())
    if not slots or not slots[0].words or slots[0].is_refusal:
        raise ValueError(tr("a pattern must begin with a word"))
    if any(slot.is_refusal for slot in slots[:-1]):
        raise ValueError(tr("only the last part of a pattern may begin with !"))
    return slots


def _slot(part: str, classes: Mapping[str, Iterable[str]]) -> Slot:
    if part == _GAP:
        return Slot(words={}, is_gap=True)
    is_refusal, body = part.startswith("!"), part.removeprefix("!")
    words: dict[str, tuple[Sound, ...]] = {}
    for word in _expanded(body, classes):
        spoken = sound(word.casefold())
        words[spoken.bare] = (*words.get(spoken.bare, ()), spoken)
    return Slot(words=words, is_refusal=is_refusal, is_any=body == _ANY)


def _expanded(body: str, classes: Mapping[str, Iterable[str]]) -> list[str]:
    found: list[str] = []
    for choice in body.split("/"):
        if choice == _ANY:
            continue
        if not choice.startswith("<"):
            found.append(choice)
        elif choice[1:-1] in classes:
            found.extend(classes[choice[1:-1]])
        else:
            raise ValueError(tr("the class {name} does not exist", name=choice))
    if "" in found:
        raise ValueError(tr("a pattern has an empty word"))
    return found


def _matches(pattern: Pattern, part: int, heard: Sequence[Sound], at: int) -> bool:
    if part == len(pattern):
        return True
    slot = pattern[part]
    if slot.is_gap:
        last = min(at + _MAX_GAP, len(heard))
        return any(_matches(pattern, part + 1, heard, to) for to in range(at, last + 1))
    if slot.is_refusal:
        return at >= len(heard) or not slot.takes(heard[at])
    return at < len(heard) and slot.takes(heard[at]) and _matches(pattern, part + 1, heard, at + 1)
