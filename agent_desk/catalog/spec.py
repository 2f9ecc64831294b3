"""The frozen values of the catalog: procedures, their questions, papers, fees and dates."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeVar

from agent_desk.errors import NotAllowed, NotFound
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from agent_desk.catalog.competence import CompetenceRule, Place
    from agent_desk.catalog.patterns import Pattern
    from agent_desk.catalog.rules import Rule
    from agent_desk.domain.dossier import Channel

STOP = "stop"
"""The ``goto`` of an answer with which nothing can be filed yet."""


class PaperKind(StrEnum):
    """Whether a paper stays in the dossier or is shown and handed back."""

    SUBMIT = "submit"
    PRESENT = "present"


class Copies(StrEnum):
    """In which form a paper is wanted; ``DATA`` means no paper, only a number or an account."""

    ORIGINAL = "original"
    COPY = "copy"
    COPY_WITH_ORIGINAL = "copy_with_original"
    DATA = "data"


class Confidence(StrEnum):
    """How sure the catalog is; low means: ask before relying on it."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class CounterAction(StrEnum):
    """What a post office can do for this procedure."""

    GUIDE_ONLINE = "guide_online"
    FORWARD_PAPER = "forward_paper"
    PREPARE_AND_REFER = "prepare_and_refer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days on which a value holds, both ends included; None is open."""

    start: date | None = None
    end: date | None = None

    def covers(self, on: date) -> bool:
        """Say whether the value holds on this day."""
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)


class _Dated(Protocol):
    @property
    def valid(self) -> Period: ...


_T = TypeVar("_T", bound=_Dated)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedText:
    """A wording that holds for a period: an office, a form, a result."""

    text: str
    valid: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer; ``goto`` is empty (go on), ``stop``, or the code to switch to.

    ``note`` is what this answer means for the citizen when no paper says it; may be empty.
    """

    key: str
    label: str
    goto: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question; ``ask_when`` says when asking it makes sense, ``why`` what it decides.

    It is asked on the days it is ``valid``; an answer given before is kept and says no more.
    """

    id: str
    ask: str
    ask_when: Rule
    answers: tuple[Answer, ...]
    why: str
    valid: Period
    is_common: bool = False

    def answer(self, key: str) -> Answer | None:
        """Give the answer with this key, if there is one."""
        return next((answer for answer in self.answers if answer.key == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """Data of the state that take the place of a paper, and how sure that is."""

    id: str
    name: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSpec:
    """One component of a dossier and the rule that says when it is wanted."""

    id: str
    name: str
    copies: Copies
    kind: PaperKind
    required_when: str
    rule: Rule
    replaced_by: Database | None
    obtainable_from: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fees:
    """Amounts in đồng for one unit; None is not confirmed, never 0."""

    direct_vnd: int | None
    online_vnd: int | None
    unit: str
    exemptions: tuple[str, ...]
    waiver: Period | None
    note: str
    confidence: Confidence
    valid: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimit:
    """Working days until the result; 0 is the same day, None is not confirmed."""

    working_days: int | None
    after_15h_next_working_day: bool
    rule: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class SeeAlso:
    """Another procedure that may be the one meant; outside the catalog it has only its code."""

    code: str
    when: str
    in_catalog: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the pack's authors read something."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommonRule:
    """A rule that holds for every procedure."""

    id: str
    text: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """One administrative procedure as its pack tells it."""

    code: str
    pack_id: str
    code_confidence: Confidence
    valid: Period
    replaced_by: str | None
    name: str
    short_name: str
    name_en: str
    name_ja: str
    field: str
    life_events: tuple[str, ...]
    level: str
    level_confidence: Confidence
    level_note: str
    competent_body: tuple[DatedText, ...]
    competence: tuple[CompetenceRule, ...]
    channels: tuple[Channel, ...]
    presence_required: str
    counter_actions: tuple[CounterAction, ...]
    who_may_apply: str
    papers: tuple[PaperSpec, ...]
    form_code: tuple[DatedText, ...]
    fees: tuple[Fees, ...]
    time_limit: TimeLimit
    result: tuple[DatedText, ...]
    legal_basis: tuple[str, ...]
    questions: tuple[Question, ...]
    common_rejections: tuple[str, ...]
    clerk_notes: tuple[str, ...]
    see_also: tuple[SeeAlso, ...]
    confidence: Confidence
    sources: tuple[str, ...]

    def valid_on(self, on: date) -> bool:
        """Say whether dossiers may be opened under this procedure on this day."""
        return self.valid.covers(on)

    def office_on(self, on: date) -> str:
        """Give the competent body's wording of that day; empty if none is known."""
        return text_on(self.competent_body, on)

    def fees_on(self, on: date) -> Fees | None:
        """Give the fees of that day; None if the pack knows none for it."""
        return value_on(self.fees, on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """One folder of procedures with what they share; ``folder`` is None where it was not a file."""

    id: str
    version: str
    title: str
    as_of: date
    checked_on: date
    valid: Period
    record_dates: str
    language: str
    disclaimer: str
    licence: str
    codes: tuple[str, ...]
    vocab: Mapping[str, Mapping[str, str]]
    vocab_notes: Mapping[str, str]
    places: Mapping[str, Place]
    databases: Mapping[str, str]
    common_questions: tuple[Question, ...]
    common_rules: tuple[CommonRule, ...]
    sources: tuple[Source, ...]
    folder: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackProblem:
    """Why a file was refused: where it is and what is wrong, for the person who edits it."""

    file: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiblingSet:
    """Procedures that citizens confuse, with the question that tells them apart."""

    id: str
    ask: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Everyday words for the finder: phrases by code, abbreviations, concepts, sibling sets."""

    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    fillers: tuple[str, ...] = ()
    concepts: Mapping[str, tuple[Pattern, ...]] = field(default_factory=dict)
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    siblings: tuple[SiblingSet, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """Every procedure that could be loaded, the expired ones too, and what could not."""

    on: date
    packs: tuple[Pack, ...]
    procedures: Mapping[str, Procedure]
    words: Words
    problems: tuple[PackProblem, ...]

    @property
    def version(self) -> str:
        """Name the packs and their versions; a dossier keeps it."""
        return ", ".join(f"{pack.id} {pack.version}" for pack in self.packs)

    def procedure(self, code: str) -> Procedure:
        """Give a procedure, expired or not. Raises: NotFound if no pack holds this code."""
        found = self.procedures.get(code.strip())
        if found is None:
            raise NotFound(
                tr(
                    "There is no procedure {code} in the catalog. "
                    "Check the code, or search with the citizen's own words.",
                    code=repr(code[:40]),
                )
            )
        return found

    def pack_of(self, procedure: Procedure) -> Pack:
        """Give the pack that a procedure of this catalog came with."""
        return next(pack for pack in self.packs if pack.id == procedure.pack_id)

    def require_valid(self, code: str, on: date) -> Procedure:
        """Give a procedure under which a dossier may be opened on this day.

        Raises: NotFound if no pack holds this code; NotAllowed if it is not in force.
        """
        procedure = self.procedure(code)
        if procedure.valid_on(on):
            return procedure
        raise NotAllowed(_why_not_in_force(procedure, on))

    def valid_procedures(self, on: date | None = None) -> tuple[Procedure, ...]:
        """Give the procedures in force on this day (the catalog's own by default), by code."""
        day = on or self.on
        return tuple(p for _, p in sorted(self.procedures.items()) if p.valid_on(day))

    def siblings(self, code: str) -> tuple[SiblingSet, ...]:
        """Give the "which one?" sets that this procedure belongs to, loaded codes only."""
        return tuple(
            replace(group, codes=tuple(c for c in group.codes if c in self.procedures))
            for group in self.words.siblings
            if code in group.codes
        )


def _why_not_in_force(procedure: Procedure, on: date) -> str:
    start, end = procedure.valid.start, procedure.valid.end
    if start is not None and on < start:
        return tr(
            "Procedure {code} is in force only from {day}. Check the date of this PC.",
            code=procedure.code,
            day=start.strftime("%d/%m/%Y"),
        )
    day = end.strftime("%d/%m/%Y") if end else ""
    if procedure.replaced_by:
        return tr(
            "Procedure {code} ended on {day}. Use {new} instead.",
            code=procedure.code,
            day=day,
            new=procedure.replaced_by,
        )
    return tr(
        "Procedure {code} ended on {day}. Ask the one-stop desk which one replaces it.",
        code=procedure.code,
        day=day,
    )


def value_on(values: Iterable[_T], on: date) -> _T | None:
    """Give the first value that holds on this day."""
    return next((value for value in values if value.valid.covers(on)), None)


def text_on(values: Iterable[DatedText], on: date) -> str:
    """Give the wording that holds on this day; empty if none does."""
    found = value_on(values, on)
    return found.text if found else ""
