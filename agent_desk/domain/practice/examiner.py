"""The examiner: what a scripted citizen needed against what was recorded. A pure function.

Doing nothing is never right: a check that finds no trace of its work says so and does not pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.domain.facts import FactKind
from agent_desk.domain.practice import looking
from agent_desk.domain.practice.evidence import MoveKind
from agent_desk.domain.practice.spec import Ending, WantedPaper
from agent_desk.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.domain.practice.evidence import DossierSeen, Evidence
    from agent_desk.domain.practice.spec import Right, Scripted


class Check(StrEnum):
    """What is looked at, in the order of the counter."""

    PEOPLE = "people"
    CONSENT = "consent"
    PROCEDURE = "procedure"
    CASE = "case"
    CHANNEL = "channel"
    OFFICE = "office"
    PAPERS = "papers"
    DATA = "data"
    HELP = "help"
    ASKED = "asked"
    SAID = "said"
    ENDING = "ending"
    SLIP = "slip"
    HANDS_OFF = "hands_off"
    ONCE = "once"
    GOODBYE = "goodbye"
    TIME = "time"

    @property
    def decides(self) -> bool:
        """Say whether the attempt cannot pass without it; being slow only is told."""
        return self not in (Check.TIME, Check.GOODBYE)


class Verdict(StrEnum):
    """What was found."""

    RIGHT = "right"
    WRONG = "wrong"
    NOT_DONE = "not_done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One check; ``about`` are ids of what was wrong: papers, questions, codes."""

    check: Check
    verdict: Verdict
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """All findings of one attempt."""

    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        """Say whether everything that decides was right."""
        deciding = [one for one in self.findings if one.check.decides]
        return bool(deciding) and all(one.verdict is Verdict.RIGHT for one in deciding)

    @property
    def to_learn(self) -> tuple[Finding, ...]:
        """Give what was not right, in the order of the counter."""
        return tuple(one for one in self.findings if one.verdict is not Verdict.RIGHT)

    def verdict_of(self, check: Check) -> Verdict | None:
        """Give the verdict of one check; None if it does not matter for this citizen."""
        return next((one.verdict for one in self.findings if one.check is check), None)


def examine(scripted: Scripted, evidence: Evidence) -> Score:
    """Compare what was recorded with what was right."""
    desk = _Desk(scripted=scripted, evidence=evidence)
    found = (rule(desk) for rule in _RULES)
    return Score(findings=tuple(one for one in found if one is not None))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    scripted: Scripted
    evidence: Evidence

    @property
    def right(self) -> Right:
        return self.scripted.right

    @property
    def ended(self) -> tuple[tuple[Ending, str], ...]:
        return looking.endings(self.evidence)

    @property
    def dossiers(self) -> tuple[DossierSeen, ...]:
        ids = {what for ending, what in self.ended if ending.has_dossier}
        return tuple(one for one in self.evidence.dossiers if one.dossier_id in ids)

    @property
    def is_served(self) -> bool:
        """Say whether what matters was done at all: for a filing, words alone are nothing."""
        return bool(self.dossiers if self.wants_dossier else self.ended)

    @property
    def wants_dossier(self) -> bool:
        return any(ending.has_dossier for ending in self.right.endings)

    def told(self, kind: MoveKind) -> tuple[str, ...]:
        return tuple(move.what for move in self.evidence.moves if move.kind is kind)


def _found(check: Check, wrong: tuple[str, ...] | list[str], *, is_done: bool = True) -> Finding:
    verdict = Verdict.NOT_DONE if not is_done else Verdict.WRONG if wrong else Verdict.RIGHT
    return Finding(check=check, verdict=verdict, about=tuple(wrong) if is_done else ())


def _people(desk: _Desk) -> Finding | None:
    right, numbers = desk.right, desk.evidence.numbers
    if not desk.wants_dossier or not (right.owner or right.submitter):
        return None
    wrong = [
        person
        for dossier in desk.dossiers
        for person, number in (
            (right.owner, dossier.owner_number),
            (right.submitter, dossier.submitter_number),
        )
        if person and numbers.get(person, "?") != number
    ]
    return _found(Check.PEOPLE, wrong, is_done=bool(desk.dossiers))


def _consent(desk: _Desk) -> Finding | None:
    """Hold that the citizen agreed before anything of their matter was written down."""
    if not desk.wants_dossier and not desk.dossiers:
        return None
    agreed = looking.first_consent(desk.evidence)
    written = looking.first_data(desk.evidence)
    if agreed is None:
        return _found(Check.CONSENT, (), is_done=False)
    return _found(Check.CONSENT, ["late"] if written is not None and written < agreed else [])


def _procedure(desk: _Desk) -> Finding | None:
    if not desk.right.procedures:
        return None
    codes = [one.procedure_code for one in desk.dossiers]
    codes += [what for ending, what in desk.ended if ending is Ending.ELSEWHERE]
    wrong = [code for code in codes if code not in desk.right.procedures]
    return _found(Check.PROCEDURE, wrong, is_done=bool(codes))


def _case(desk: _Desk) -> Finding | None:
    if not desk.right.answers or not desk.wants_dossier:
        return None
    wrong = [
        question
        for dossier in desk.dossiers
        for question, key in desk.right.answers.items()
        if dossier.answers.get(question) != key
    ]
    return _found(Check.CASE, wrong, is_done=bool(desk.dossiers))


def _channel(desk: _Desk) -> Finding | None:
    right = desk.right
    if not (right.channel or right.ways or right.paper_reasons):
        return None
    wrong = [one.channel for one in desk.dossiers if right.channel not in ("", one.channel)]
    for dossier in desk.dossiers:
        if right.ways and dossier.way not in right.ways:
            wrong.append(dossier.way)
        if right.paper_reasons and dossier.paper_reason not in right.paper_reasons:
            wrong.append(dossier.paper_reason)
    return _found(Check.CHANNEL, wrong, is_done=bool(desk.dossiers))


def _office(desk: _Desk) -> Finding | None:
    if not desk.right.office:
        return None
    wanted = fold(desk.right.office)
    wrong = [one.office for one in desk.dossiers if wanted not in fold(one.office)]
    return _found(Check.OFFICE, wrong, is_done=bool(desk.dossiers))


def _papers(desk: _Desk) -> Finding | None:
    wanted = {
        paper: how for paper, how in desk.right.papers.items() if how is not WantedPaper.LEFT_OUT
    }
    if not wanted:
        return None
    wrong = [
        paper
        for dossier in desk.dossiers
        for paper, how in wanted.items()
        if not looking.stands_as(dossier.papers.get(paper), how)
    ]
    return _found(Check.PAPERS, wrong, is_done=bool(desk.dossiers))


def _data(desk: _Desk) -> Finding | None:
    """Hold that nothing was asked for that the state has in its own data."""
    needless = {one.id for one in desk.scripted.asks if one.is_needless}
    left_out = [p for p, how in desk.right.papers.items() if how is WantedPaper.LEFT_OUT]
    if not needless and not left_out:
        return None
    wrong = [what for what in desk.told(MoveKind.ASKED) if what in needless]
    wrong += [
        paper
        for dossier in desk.dossiers
        for paper in left_out
        if not looking.stands_as(dossier.papers.get(paper), WantedPaper.LEFT_OUT)
    ]
    return _found(Check.DATA, wrong, is_done=bool(wrong) or desk.is_served)


def _help(desk: _Desk) -> Finding | None:
    right = desk.right
    if not right.cards:
        return None
    helps = looking.helps(desk.evidence)
    wrong = [card for card, _ in helps if card not in right.cards]
    wrong += [why for _, why in helps if right.reasons and why not in right.reasons]
    return _found(Check.HELP, wrong, is_done=bool(helps))


def _asked(desk: _Desk) -> Finding | None:
    if not desk.right.asked:
        return None
    put = desk.told(MoveKind.ASKED)
    lacking = [what for what in desk.right.asked if what not in put]
    return _found(Check.ASKED, lacking, is_done=bool(put))


def _said(desk: _Desk) -> Finding | None:
    """Hold that the right thing was said and nothing that harms; saying everything fails."""
    replies = {one.id: one for one in desk.scripted.replies}
    if not replies:
        return None
    said = [what for what in desk.told(MoveKind.SAID) if what in replies]
    wrong = [what for what in said if not replies[what].is_right]
    return _found(Check.SAID, wrong, is_done=bool(said))


def _ending(desk: _Desk) -> Finding:
    wrong = [ending.value for ending, _ in desk.ended if ending not in desk.right.endings]
    if desk.right.must_keep_result and looking.gave_away(desk.evidence):
        wrong.append(Ending.RETURNED.value)
    return _found(Check.ENDING, wrong, is_done=bool(desk.ended))


def _slip(desk: _Desk) -> Finding | None:
    if not desk.right.slips:
        return None
    printed = looking.printed(desk.evidence)
    is_there = any(document in desk.right.slips for document in printed)
    return _found(Check.SLIP, () if is_there else tuple(printed), is_done=bool(printed))


def _hands_off(desk: _Desk) -> Finding:
    touched = [what or "code" for what in desk.told(MoveKind.REFUSED)]
    return _found(Check.HANDS_OFF, touched, is_done=bool(touched) or desk.is_served)


def _once(desk: _Desk) -> Finding:
    ids = [one.dossier_id for one in desk.dossiers]
    is_right = len(ids) == (1 if desk.wants_dossier else 0)
    return _found(Check.ONCE, [] if is_right else ids, is_done=desk.is_served)


def _goodbye(desk: _Desk) -> Finding | None:
    kinds = {fact.kind for fact in desk.evidence.facts}
    if FactKind.VISIT_OPENED.value not in kinds:
        return None
    return _found(Check.GOODBYE, (), is_done=FactKind.VISIT_CLOSED.value in kinds)


def _time(desk: _Desk) -> Finding:
    minutes = desk.evidence.seconds // 60
    is_slow = desk.evidence.seconds > desk.scripted.minutes * 60
    return _found(Check.TIME, [str(minutes)] if is_slow else [], is_done=desk.is_served)


_RULES: tuple[Callable[[_Desk], Finding | None], ...] = (
    _people,
    _consent,
    _procedure,
    _case,
    _channel,
    _office,
    _papers,
    _data,
    _help,
    _asked,
    _said,
    _ending,
    _slip,
    _hands_off,
    _once,
    _goodbye,
    _time,
)
