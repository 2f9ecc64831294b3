"""Read words nobody knows as typing slips: keys left over, swapped sounds, glued or wrong letters.

Among several readings the one wins that people are known to say beside its neighbors.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from agent_desk.catalog.listen import pair
from agent_desk.catalog.sounds import northern, untyped

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Mapping, Sequence

    from agent_desk.catalog.sounds import Sound

_SHORTEST = 3
_SHORTEST_PART = 2
_LONGEST = 24
_REPEATED = re.compile(r"(.)\1+")


class Speller:
    """The words a catalog knows, how often they are said, and which stand beside each other."""

    def __init__(
        self, counts: Mapping[str, int], abbreviations: Collection[str], pairs: Container[str]
    ) -> None:
        self._counts = counts
        self._pairs = pairs
        self._words = sorted(w for w in {*counts, *abbreviations} if len(w) >= _SHORTEST)
        self._by_sound = {northern(word): word for word in sorted(counts, reverse=True)}

    def repaired(self, heard: Sequence[Sound]) -> list[str | None]:
        """Give, for each word, what it probably should be; None where it is known or hopeless."""
        bare = ["", *(word.bare for word in heard), ""]
        return [self._meant(bare[at], bare[at - 1], bare[at + 1]) for at in range(1, len(bare) - 1)]

    def _meant(self, word: str, before: str, after: str) -> str | None:
        if word in self._counts or len(word) < 2 or len(word) > _LONGEST or word.isdecimal():
            return None
        for form in (*untyped(word), _REPEATED.sub(r"\1", word)):
            if form in self._counts:
                return form
        if northern(word) in self._by_sound:
            return self._by_sound[northern(word)]
        if len(word) < _SHORTEST:
            return None
        near = process.extract(word, self._words, scorer=OSA.distance, score_cutoff=1, limit=None)
        forms = [match[0] for match in near] + self._parted(word)
        return max(forms, key=lambda form: self._fit(form, before, after), default=None)

    def _parted(self, word: str) -> list[str]:
        return [
            f"{word[:at]} {word[at:]}"
            for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
            if word[:at] in self._counts and word[at:] in self._counts
        ]

    def _fit(self, form: str, before: str, after: str) -> tuple[int, int]:
        """Rank a reading: known neighbors first, then how often it is said."""
        parts = ["", *form.split(), ""]
        parts[0], parts[-1] = before, after
        known = sum(1 for a, b in zip(parts, parts[1:], strict=False) if pair(a, b) in self._pairs)
        return known, min(self._counts.get(part, 0) for part in form.split())
