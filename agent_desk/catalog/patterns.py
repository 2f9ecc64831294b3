"""Patterns of speech: what makes "ông cụ mất" a death and "mất bằng lái" a loss.

A pattern is words with spaces between: ``a/b`` is either word, ``<name>`` a word of that class,
``*`` up to three words, ``!x`` (last) that the next word is not x. Accents typed by the citizen
must fit those of the pattern; accents left out are no hindrance.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
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
    """One place of a pattern; ``words`` gives, by bare letters, the marks that may stand there."""

    text: str
    words: Mapping[str, tuple[str, ...]]
    is_gap: bool = False
    is_refusal: bool = False
    is_any: bool = False

    def takes(self, heard: Sound) -> bool:
        """Say whether this word can stand here: same letters, and no mark that is foreign."""
        written = self.words.get(heard.bare)
        if written is None:
            return self.is_any
        return not heard.marks or heard.marks in written or _fits(heard.marks, written)


@lru_cache(maxsize=4096)
def _fits(typed: str, written: tuple[str, ...]) -> bool:
    """Say whether the marks typed are a part of those of one of the words."""
    return any(all(mark in marks for mark in typed) for marks in written)


Pattern = tuple[Slot, ...]


@dataclass(slots=True)
class _Node:
    """A state after some slots: where to go on by the next word, and the concepts found here."""

    found: set[str] = field(default_factory=set)
    edges: dict[str, _Edge] = field(default_factory=dict)
    by_word: dict[str, list[_Edge]] = field(default_factory=dict)
    gaps: list[_Edge] = field(default_factory=list)
    refusals: list[_Edge] = field(default_factory=list)

    def may_begin(self, heard: Sequence[Sound], at: int) -> bool:
        """Say whether walking on from here can find anything: most words after a gap cannot."""
        if self.found or self.gaps or self.refusals:
            return True
        return at < len(heard) and heard[at].bare in self.by_word

    def after(self, slot: Slot) -> _Node:
        """Give the node behind a slot, made if it is new."""
        edge = self.edges.get(slot.text)
        if edge is None:
            edge = self.edges[slot.text] = _Edge(slot, _Node())
            if slot.is_gap:
                self.gaps.append(edge)
            elif slot.is_refusal:
                self.refusals.append(edge)
            for bare in () if slot.is_refusal else slot.words:
                self.by_word.setdefault(bare, []).append(edge)
        return edge.node


@dataclass(frozen=True, slots=True)
class _Edge:
    slot: Slot
    node: _Node


class PatternIndex:
    """All patterns of all concepts as one tree, walked word by word."""

    def __init__(self, concepts: Mapping[str, Iterable[Pattern]]) -> None:
        self._root = _Node()
        for name, patterns in concepts.items():
            for pattern in patterns:
                node = self._root
                for slot in pattern:
                    node = node.after(slot)
                node.found.add(name)

    def concepts_in(self, heard: Sequence[Sound]) -> set[str]:
        """Give the names of the concepts that a sentence speaks of."""
        found: set[str] = set()
        for at, word in enumerate(heard):
            if word.bare in self._root.by_word:
                _walk(self._root, heard, at, found)
        return found


def _walk(node: _Node, heard: Sequence[Sound], at: int, found: set[str]) -> None:
    found |= node.found
    word = heard[at] if at < len(heard) else None
    if word is not None:
        for edge in node.by_word.get(word.bare, ()):
            if edge.slot.takes(word):
                _walk(edge.node, heard, at + 1, found)
    for edge in node.gaps:
        for to in range(at, min(at + _MAX_GAP, len(heard)) + 1):
            if edge.node.may_begin(heard, to):
                _walk(edge.node, heard, to, found)
    for edge in node.refusals:
        if word is None or not edge.slot.takes(word):
            found |= edge.node.found


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
        return Slot(text=part, words={}, is_gap=True)
    body = part.removeprefix("!")
    words: dict[str, tuple[str, ...]] = {}
    for word in _expanded(body, classes):
        spoken = sound(word.casefold())
        words[spoken.bare] = (*words.get(spoken.bare, ()), spoken.marks)
    return Slot(text=part, words=words, is_refusal=body != part, is_any=body == _ANY)


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
