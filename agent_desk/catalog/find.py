"""Find the procedure a citizen means from what is said at the counter, offline.

Two views are added: how much of the sentence a procedure's whole vocabulary explains, and how
close its nearest phrases come. Features are words, exact accents, neighboring words as Northern
speech hears them, and concepts; words unknown to the catalog are first read as typing slips.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from heapq import nsmallest
from typing import TYPE_CHECKING

from agent_desk.catalog.decode import CODE
from agent_desk.catalog.listen import CONCEPT, Listener
from agent_desk.catalog.ranking import Phrases, Sample, Vocabulary
from agent_desk.catalog.repair import Speller
from agent_desk.domain.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from agent_desk.catalog.sounds import Sound
    from agent_desk.catalog.spec import Catalog, Procedure

MAX_QUERY = 400
"""A sentence longer than this many characters is cut: nobody says more before being asked."""

_PHRASE, _LIFE_EVENT, _SHORT_NAME, _NAME = 1.0, 1.2, 1.5, 1.0
_RESULT, _ANSWER_LABEL, _PAPER = 0.4, 0.15, 0.08
_SPOKEN = 1.0
"""Texts of at least this weight are phrases to compare with; lighter ones only lend words."""

_UNSPOKEN = 0.75
"""What remains of a score when a sentence has none of the concepts a procedure cannot do without:
whoever wants funeral money speaks of a death."""

_LONGEST_NAME = 160
_FULL_SCORE = 2.2
"""A raw score that leaves no doubt; scores are shown as a part of it, at most 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One procedure that may be meant; ``score`` is 0 to 1, ``why`` the nearest known phrase."""

    code: str
    name: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class _Text:
    text: str
    weight: float

    @property
    def is_spoken(self) -> bool:
        return self.weight >= _SPOKEN


class Finder:
    """The index over the procedures in force; built once, asked often, not changed by asking."""

    def __init__(self, catalog: Catalog, *, on: date | None = None) -> None:
        procedures = catalog.valid_procedures(on)
        self._names = {procedure.code: procedure.short_name for procedure in procedures}
        self._listener = Listener(catalog.words)
        counts: Counter[str] = Counter()
        samples: list[Sample] = []
        for procedure in procedures:
            for item in _texts(procedure, catalog.words.phrases.get(procedure.code, ())):
                heard = self._listener.hear(item.text)
                counts.update(word.bare for word in heard)
                listen = self._listener.features if item.is_spoken else self._listener.words
                samples.append(Sample(procedure.code, item.text, item.weight, listen(heard)))
        self._vocabulary = Vocabulary(samples)
        spoken = [sample for sample in samples if sample.weight >= _SPOKEN]
        self._phrases = Phrases(spoken, self._vocabulary.idf)
        self._speller = Speller(counts, self._listener.abbreviations, self._vocabulary.idf)
        self._needs = catalog.words.needs

    def find(self, text: str, limit: int = 5) -> list[Match]:
        """Give the likeliest procedures, best first; equal scores by code; empty if none fits."""
        said = clean(text[:MAX_QUERY])
        code = CODE.search(said)
        if code is not None and code[0] in self._names:
            return [self._match(code[0], _FULL_SCORE, code[0])][: max(limit, 0)]
        asked = self._listener.features(self._hear(said))
        scores = self._vocabulary.coverage(asked)
        near = self._phrases.nearest(asked)
        for each, nearness in near.scores.items():
            scores[each] = scores.get(each, 0.0) + nearness
        for each, concepts in self._needs.items():
            if each in scores and not any(CONCEPT + name in asked for name in concepts):
                scores[each] *= _UNSPOKEN
        ranked = nsmallest(max(limit, 0), scores, key=lambda each: (-scores[each], each))
        return [self._match(each, scores[each], near.nearest.get(each, "")) for each in ranked]

    def _match(self, code: str, raw: float, why: str) -> Match:
        score = round(min(raw / _FULL_SCORE, 1.0), 3)
        return Match(code=code, name=self._names[code], score=score, why=why)

    def _hear(self, said: str) -> list[Sound]:
        """Hear a sentence with its slips repaired."""
        found: list[Sound] = []
        heard = self._listener.hear(said)
        for word, meant in zip(heard, self._speller.repaired(heard), strict=True):
            found.extend([word] if meant is None else self._listener.hear(meant))
        return found


def _texts(procedure: Procedure, phrases: Sequence[str]) -> Iterator[_Text]:
    yield _Text(procedure.short_name, _SHORT_NAME)
    yield _Text(procedure.name[:_LONGEST_NAME], _NAME)
    yield from (_Text(text, _LIFE_EVENT) for text in procedure.life_events)
    yield from (_Text(text, _PHRASE) for text in phrases)
    yield from (_Text(result.text, _RESULT) for result in procedure.result[:1])
    yield from (_Text(paper.name, _PAPER) for paper in procedure.papers)
    for question in procedure.questions:
        yield from (_Text(a.label, _ANSWER_LABEL) for a in question.answers if not a.goto)
