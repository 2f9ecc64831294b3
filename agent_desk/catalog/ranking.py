"""Two ways to compare a sentence with what is known: by vocabulary and by nearest phrase."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SATURATION = 1.5
_COUNTED = 0.3
_SMOOTH = 0.05
_SHARE = 1.5
_UNKNOWN_IDF = 1.5
_CROWD = 1_000
"""A feature shared by more than this tells nothing and costs most: it is passed over."""

_NEAREST = (0.6, 0.25, 0.15)


@dataclass(frozen=True, slots=True)
class Sample:
    """A text known to belong to a procedure: its features, and how much it says about it."""

    code: str
    text: str
    weight: float
    features: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Nearness:
    """How close a procedure's nearest phrases come (0 to 1), and the nearest of them."""

    score: float
    text: str


class Vocabulary:
    """Which share of a sentence a procedure's whole vocabulary explains.

    A word counts more the fewer procedures use it, and the more of its use falls to one of them.
    """

    def __init__(self, samples: Sequence[Sample]) -> None:
        sums: dict[str, dict[str, float]] = {}
        for sample in samples:
            for feature, value in sample.features.items():
                by_code = sums.setdefault(feature, {})
                by_code[sample.code] = by_code.get(sample.code, 0.0) + value * sample.weight
        self._sums = sums
        self._count = len({sample.code for sample in samples})
        self.idf: dict[str, float] = {}
        for feature, by_code in sums.items():
            users = sum(1 for value in by_code.values() if value > _COUNTED) or 1
            self.idf[feature] = math.log(1 + self._count / users)

    def coverage(self, asked: Mapping[str, float]) -> dict[str, float]:
        """Give the share for every procedure that shares a feature with the sentence."""
        found: defaultdict[str, float] = defaultdict(float)
        whole = sum(v * self.idf.get(feature, _UNKNOWN_IDF) for feature, v in asked.items())
        for feature, value in asked.items():
            by_code = self._sums.get(feature, {})
            if len(by_code) > _CROWD:
                continue
            total = sum(by_code.values()) + _SMOOTH * self._count
            worth = value * self.idf.get(feature, 0.0)
            for code, use in by_code.items():
                exclusive = 0.5 + _SHARE * (use + _SMOOTH) / total
                found[code] += worth * use / (use + _SATURATION) * exclusive
        return {code: value / whole for code, value in found.items()} if whole else {}


class Phrases:
    """How close a sentence comes to the phrases people are known to say (cosine)."""

    def __init__(self, samples: Sequence[Sample], idf: Mapping[str, float]) -> None:
        self._samples = samples
        self._idf = idf
        self._norms: list[float] = []
        self._postings: dict[str, list[tuple[int, float]]] = {}
        for at, sample in enumerate(samples):
            square = 0.0
            for feature, value in sample.features.items():
                weight = value * idf[feature]
                square += weight * weight
                self._postings.setdefault(feature, []).append((at, weight))
            self._norms.append(math.sqrt(square) or 1.0)

    def nearest(self, asked: Mapping[str, float]) -> dict[str, Nearness]:
        """Give, for every procedure touched, its three nearest phrases weighed together."""
        products: defaultdict[int, float] = defaultdict(float)
        square = 0.0
        for feature, value in asked.items():
            weight = value * self._idf.get(feature, 1.0)
            square += weight * weight
            postings = self._postings.get(feature, ())
            if len(postings) > _CROWD:
                continue
            for at, known in postings:
                products[at] += weight * known
        norm = math.sqrt(square) or 1.0
        by_code: defaultdict[str, list[tuple[float, int]]] = defaultdict(list)
        for at, product in products.items():
            by_code[self._samples[at].code].append((product / (norm * self._norms[at]), -at))
        return {code: self._weighed(scores) for code, scores in by_code.items()}

    def _weighed(self, scores: list[tuple[float, int]]) -> Nearness:
        best = sorted(scores, reverse=True)[: len(_NEAREST)]
        score = sum(share * value for share, (value, _) in zip(_NEAREST, best, strict=False))
        return Nearness(score, self._samples[-best[0][1]].text)
