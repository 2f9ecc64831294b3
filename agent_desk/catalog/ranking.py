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
    """How close each procedure's nearest phrases come (0 to 1), and which phrase is the nearest."""

    scores: Mapping[str, float]
    nearest: Mapping[str, str]


class Vocabulary:
    """Which share of a sentence a procedure's whole vocabulary explains.

    A word counts more the fewer procedures use it, and the more of its use falls to one of them.
    """

    def __init__(self, samples: Sequence[Sample]) -> None:
        sums: dict[str, dict[str, float]] = {}
        for sample in samples:
            code, weight = sample.code, sample.weight
            for feature, value in sample.features.items():
                by_code = sums.get(feature)
                if by_code is None:
                    sums[feature] = {code: value * weight}
                else:
                    by_code[code] = by_code.get(code, 0.0) + value * weight
        self._sums = sums
        self._count = len({sample.code for sample in samples})
        self._shares: dict[str, list[tuple[str, float]]] = {}
        alone = math.log(1 + self._count)
        self.idf = {
            feature: alone if len(by_code) == 1 else self._rarity(by_code)
            for feature, by_code in sums.items()
        }

    def coverage(self, asked: Mapping[str, float]) -> dict[str, float]:
        """Give the share for every procedure that shares a feature with the sentence."""
        found: defaultdict[str, float] = defaultdict(float)
        whole = sum(v * self.idf.get(feature, _UNKNOWN_IDF) for feature, v in asked.items())
        for feature, value in asked.items():
            worth = value / whole if whole else 0.0
            for code, share in self._shares_of(feature):
                found[code] += worth * share
        return found

    def _shares_of(self, feature: str) -> list[tuple[str, float]]:
        """Give what a feature tells of each procedure; worked out when first asked for."""
        shares = self._shares.get(feature)
        if shares is None:
            shares = self._shares[feature] = self._worked_out(feature)
        return shares

    def _worked_out(self, feature: str) -> list[tuple[str, float]]:
        by_code = self._sums.get(feature, {})
        if len(by_code) > _CROWD:
            return []
        total, idf = sum(by_code.values()) + _SMOOTH * self._count, self.idf.get(feature, 0.0)
        return [
            (code, idf * use / (use + _SATURATION) * (0.5 + _SHARE * (use + _SMOOTH) / total))
            for code, use in by_code.items()
        ]

    def _rarity(self, by_code: Mapping[str, float]) -> float:
        users = sum([value > _COUNTED for value in by_code.values()]) or 1
        return math.log(1 + self._count / users)


class Phrases:
    """How close a sentence comes to the phrases people are known to say (cosine)."""

    def __init__(self, samples: Sequence[Sample], idf: Mapping[str, float]) -> None:
        self._texts = [sample.text for sample in samples]
        self._codes = [sample.code for sample in samples]
        self._idf = idf
        self._norms: list[float] = []
        self._postings: dict[str, list[tuple[int, float]]] = {}
        postings = self._postings
        for at, sample in enumerate(samples):
            square = 0.0
            for feature, value in sample.features.items():
                weight = value * idf[feature]
                square += weight * weight
                known = postings.get(feature)
                if known is None:
                    postings[feature] = [(at, weight)]
                else:
                    known.append((at, weight))
            self._norms.append(math.sqrt(square) or 1.0)

    def nearest(self, asked: Mapping[str, float]) -> Nearness:
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
        best: dict[str, list[float]] = {}
        nearest: dict[str, int] = {}
        for at, product in products.items():
            score = product / (norm * self._norms[at])
            code = self._codes[at]
            scores = best.get(code)
            if scores is None:
                best[code], nearest[code] = [score], at
                continue
            if score > scores[0] or (score == scores[0] and at < nearest[code]):
                nearest[code] = at
            _keep(scores, score)
        return Nearness(
            {code: _weighed(scores) for code, scores in best.items()},
            {code: self._texts[at] for code, at in nearest.items()},
        )


def _weighed(scores: list[float]) -> float:
    first, second, third = (*scores, 0.0, 0.0)[: len(_NEAREST)]
    return _NEAREST[0] * first + _NEAREST[1] * second + _NEAREST[2] * third


def _keep(scores: list[float], score: float) -> None:
    """Keep the best few, best first."""
    if len(scores) < len(_NEAREST):
        scores.append(score)
    elif score > scores[-1]:
        scores[-1] = score
    else:
        return
    scores.sort(reverse=True)
