"""What a newer catalog changes for one case: papers, questions, fee, time and office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.catalog.guide import evaluate, open_questions, questions_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from agent_desk.catalog.guide import CaseOutcome, CasePaper
    from agent_desk.catalog.spec import Catalog


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseChanges:
    """The difference, in the names of the catalogs; ``answers`` are those that still hold.

    ``dropped`` are questions whose answer falls away, ``asked`` those that are asked anew.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    dropped: tuple[str, ...]
    asked: tuple[str, ...]
    is_fee_changed: bool
    is_time_changed: bool
    answers: Mapping[str, str]


def changes_for(
    old: Catalog, new: Catalog, code: str, answers: Mapping[str, str], on: date
) -> CaseChanges:
    """Compare one case under two catalogs. Raises: NotFound if the new one lacks the procedure."""
    before = evaluate(old, code, answers, on=on)
    kept = _still_known(new, code, answers)
    after = evaluate(new, code, kept, on=on)
    was = {paper.id: paper for paper in before.papers}
    now = {paper.id: paper for paper in after.papers}
    asks = {question.id: question.ask for question in questions_of(old.procedure(code), old)}
    open_before = {q.id for q in open_questions(old.procedure(code), old, answers, on=on)}
    open_now = open_questions(new.procedure(code), new, kept, on=on)
    return CaseChanges(
        added=tuple(paper.name for key, paper in now.items() if key not in was),
        removed=tuple(paper.name for key, paper in was.items() if key not in now),
        changed=tuple(p.name for key, p in now.items() if key in was and _differs(was[key], p)),
        dropped=tuple(asks.get(key, key) for key in answers if key not in kept),
        asked=tuple(question.ask for question in open_now if question.id not in open_before),
        is_fee_changed=before.fee_vnd != after.fee_vnd,
        is_time_changed=_time(before) != _time(after),
        answers=kept,
    )


def _still_known(catalog: Catalog, code: str, answers: Mapping[str, str]) -> dict[str, str]:
    """Keep the answers that the catalog knows and that still make sense beside each other."""
    questions = {q.id: q for q in questions_of(catalog.procedure(code), catalog)}
    kept = {
        key: value
        for key, value in answers.items()
        if key in questions and questions[key].answer(value) is not None
    }
    while True:
        sound = {key: value for key, value in kept.items() if questions[key].ask_when.holds(kept)}
        if sound == kept:
            return kept
        kept = sound


def _differs(old: CasePaper, new: CasePaper) -> bool:
    words = ("name", "need", "kind", "copies", "note", "obtainable_from")
    return any(getattr(old, name) != getattr(new, name) for name in words)


def _time(outcome: CaseOutcome) -> tuple[int | None, str]:
    return outcome.working_days, outcome.time_rule
