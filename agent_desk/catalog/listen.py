"""Listen to a sentence: words, abbreviations written out, concepts, and weighted features."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from agent_desk.catalog.patterns import PatternIndex
from agent_desk.catalog.sounds import Sound, northern, sound, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent_desk.catalog.spec import Words

CONCEPT = "c:"
"""How the features that are concepts begin."""

_CONCEPT = 1.6
_CONCEPT_PAIR = 0.8
_ACCENT = 0.6
_FILLER = 0.35
_LOOSE_PAIR = 0.5


class Listener:
    """Turns text into features; the same for what packs say and what citizens say."""

    def __init__(self, words: Words) -> None:
        self._abbreviations = {
            sound(short): tuple(sound(word) for word in words_of(meaning))
            for short, meaning in words.abbreviations.items()
        }
        self.abbreviations = {short.bare for short in self._abbreviations}
        self._fillers = frozenset(sound(word).bare for word in words.fillers)
        self._patterns = PatternIndex(words.concepts)

    def hear(self, text: str) -> list[Sound]:
        """Cut text into words and write abbreviations out."""
        heard: list[Sound] = []
        for word in words_of(text):
            spoken = sound(word)
            if spoken.bare in self.abbreviations:
                heard.extend(self._abbreviations.get(spoken, (spoken,)))
            else:
                heard.append(spoken)
        return heard

    def words(self, heard: Sequence[Sound]) -> dict[str, float]:
        """Weigh single words alone, for texts that only lend their words."""
        found: dict[str, float] = {}
        for word in heard:
            weight = _FILLER if word.bare in self._fillers else 1.0
            found["w:" + word.bare] = weight
            if word.marks:
                found["t:" + word.bare + word.marks] = weight * _ACCENT
        return found

    def features(self, heard: Sequence[Sound]) -> dict[str, float]:
        """Weigh all a sentence holds: words, accents, neighbors, concepts."""
        found = self.words(heard)
        for first, second in pairwise(heard):
            found[pair(first.bare, second.bare)] = _LOOSE_PAIR
        content = [word for word in heard if word.bare not in self._fillers]
        for first, second in pairwise(content):
            found[pair(first.bare, second.bare)] = 1.0
        concepts = sorted(self._patterns.concepts_in(heard))
        found.update((CONCEPT + concept, _CONCEPT) for concept in concepts)
        for one, other in combinations(concepts, 2):
            found[f"{CONCEPT}{one}+{other}"] = _CONCEPT_PAIR
        return found


def pair(first: str, second: str) -> str:
    """Give the feature of two neighbors, by their bare letters, as Northern speech hears them."""
    return f"p:{_key(first)} {_key(second)}"


_key = lru_cache(maxsize=8192)(northern)
