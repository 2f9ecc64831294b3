"""The rule language of the papers: ``always``, ``fallback``, or ``question=answer`` terms.

``&`` binds tighter than ``|``. A rule is parsed once, when the catalog loads; a question that is
not answered yet makes its terms not true.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

_TERM = re.compile(r"([A-Za-z0-9_]+)\s*=\s*([A-Za-z0-9_]+)")


class RuleKind(Enum):
    """How a rule decides."""

    ALWAYS = "always"
    FALLBACK = "fallback"
    CASES = "cases"


@dataclass(frozen=True, slots=True)
class Term:
    """One ``question=answer``."""

    question: str
    answer: str

    def holds(self, answers: Mapping[str, str]) -> bool:
        """Say whether this is the answer that was given."""
        return answers.get(self.question) == self.answer

    def is_open(self, answers: Mapping[str, str]) -> bool:
        """Say whether this is true or may still become true."""
        return answers.get(self.question, self.answer) == self.answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A parsed rule: any case holds when all its terms hold. ``text`` is the source."""

    text: str
    kind: RuleKind
    cases: tuple[tuple[Term, ...], ...] = ()

    @property
    def is_fallback(self) -> bool:
        """Say whether the paper is only wanted when the authority's own look-up fails."""
        return self.kind is RuleKind.FALLBACK

    def holds(self, answers: Mapping[str, str]) -> bool:
        """Say whether the answers given make this rule true; a fallback never is."""
        if self.kind is RuleKind.CASES:
            return any(all(term.holds(answers) for term in case) for case in self.cases)
        return self.kind is RuleKind.ALWAYS

    def depends_on(self, question: str, answers: Mapping[str, str]) -> bool:
        """Say whether answering ``question`` could still turn this rule, given the answers."""
        if self.holds(answers):
            return False
        return any(
            any(term.question == question for term in case)
            and all(term.is_open(answers) for term in case)
            for case in self.cases
        )

    def terms(self) -> tuple[Term, ...]:
        """Give every term, in the order written; empty for ``always`` and ``fallback``."""
        return tuple(term for case in self.cases for term in case)


def parse_rule(text: str) -> Rule:
    """Read one rule. Raises: ValueError with a sentence that says what is wrong."""
    stripped = text.strip()
    if stripped == RuleKind.ALWAYS.value:
        return Rule(text=text, kind=RuleKind.ALWAYS)
    if stripped == RuleKind.FALLBACK.value:
        return Rule(text=text, kind=RuleKind.FALLBACK)
    cases = tuple(tuple(_term(part) for part in case.split("&")) for case in stripped.split("|"))
    return Rule(text=text, kind=RuleKind.CASES, cases=cases)


def _term(text: str) -> Term:
    match = _TERM.fullmatch(text.strip())
    if match is None:
        raise ValueError(tr("The rule part {part} is not question=answer.", part=repr(text)))
    return Term(match[1], match[2])
