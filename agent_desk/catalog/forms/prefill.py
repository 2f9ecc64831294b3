"""What a form can fill in by itself: from the people, the case and its own other answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from agent_desk.catalog.forms.flow import visible_fields
from agent_desk.catalog.forms.kinds import read_value
from agent_desk.catalog.forms.remember import Remembered
from agent_desk.catalog.forms.spec import Kind, PersonPart, Source
from agent_desk.catalog.forms.values import as_rule_answers, is_empty
from agent_desk.catalog.forms.words import date_words, money_words
from agent_desk.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from agent_desk.catalog.forms.spec import FormField, FormSpec, Prefill
    from agent_desk.catalog.forms.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundWard:
    """A commune of today, for an address: its code and its full name with the province."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAddress:
    """An address taken apart; ``ward`` None means it has to be asked, ``candidates`` say which."""

    detail: str
    ward: FoundWard | None
    candidates: tuple[FoundWard, ...] = ()


class WardHelp(Protocol):
    """Finds communes of today from names and from addresses on cards, old ones too."""

    def read_address(self, address: str) -> ReadAddress:
        """Take an address apart; a ward is given only if there is no doubt about it."""
        ...

    def suggest(self, text: str, limit: int) -> Sequence[FoundWard]:
        """Give communes whose name fits, best first; old names lead to the new ones."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """What the desk knows of a person; empty texts are not known. ``sex`` is male or female."""

    name: str = ""
    number: str = ""
    birth: str = ""
    sex: str = ""
    address: str = ""
    phone: str = ""
    source: Source = Source.CLERK


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the desk knows before the form is opened, and what earlier forms said of the two.

    ``ward_codes`` are the communes that were chosen in the questions of the case.
    """

    owner: KnownPerson
    submitter: KnownPerson
    is_same_person: bool
    procedure_code: str
    before_submitter: Remembered = Remembered()
    before_owner: Remembered = Remembered()
    ward_codes: tuple[str, ...] = ()
    case: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A value a field could have, and who gave it."""

    value: Json
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """Answers and who gave each, by path."""

    answers: dict[str, Json]
    sources: dict[str, Source]


def fill(
    form: FormSpec, filled: Filled, maker: Proposer, left_alone: Collection[str] = ()
) -> Filled:
    """Fill empty fields with what is known, again and again until nothing new comes of it.

    Fields that are ``left_alone`` stay as they are, empty ones too.
    """
    answers, sources = dict(filled.answers), dict(filled.sources)
    for _ in range(len(form.prefill) + 1):
        fresh = [
            (found, proposal)
            for found in visible_fields(form, answers)
            if found.id not in left_alone
            and is_empty(answers.get(found.id))
            and (proposal := maker.propose(form, found, Filled(answers=answers, sources=sources)))
        ]
        if not fresh:
            break
        for found, proposal in fresh:
            answers[found.id] = proposal.value
            sources[found.id] = proposal.source
    return Filled(answers=answers, sources=sources)


class Proposer:
    """Proposes values for fields."""

    def __init__(self, known: Known, today: date, wards: WardHelp | None = None) -> None:
        self._known = known
        self._today = today
        self._wards = wards

    def propose(self, form: FormSpec, wanted: FormField, filled: Filled) -> Proposal | None:
        """Give the first value that is known for a field, else its default; None if none is."""
        rule_answers = as_rule_answers(filled.answers)
        for entry in form.prefill:
            if entry.field_id != wanted.id or not entry.when.holds(rule_answers):
                continue
            proposal = self._from(form, entry, wanted, filled)
            if proposal is not None:
                return proposal
        if wanted.default is None:
            return None
        return Proposal(value=wanted.default, source=Source.USUAL)

    def _from(
        self, form: FormSpec, entry: Prefill, wanted: FormField, filled: Filled
    ) -> Proposal | None:
        found = [self._at(form, origin, wanted, filled) for origin in entry.origin.split("+")]
        value, source = found[0].value, found[0].source
        if len(found) > 1:
            texts = [one.value for one in found if isinstance(one.value, str) and one.value]
            value = "+".join(texts) if len(texts) == len(found) else None
        if entry.values:
            value = entry.values.get(value) if isinstance(value, str) else None
        return self._usable(wanted, value, source)

    def _at(self, form: FormSpec, origin: str, wanted: FormField, filled: Filled) -> Proposal:
        scope, _, name = origin.partition(".")
        if scope == "field":
            source = filled.sources.get(name, Source.CLERK)
            return Proposal(value=filled.answers.get(name), source=source)
        if scope == "words":
            source = filled.sources.get(name, Source.CLERK)
            return Proposal(value=_in_words(form, name, filled), source=source)
        if scope == "case":
            return Proposal(value=self._known.case.get(name), source=Source.CASE)
        if scope in ("procedure", "same"):
            return Proposal(value=self._of_desk(scope), source=Source.CASE)
        if scope == "desk":
            return Proposal(value=self._of_desk(scope), source=Source.USUAL)
        if scope == "before":
            return Proposal(value=self._before(name), source=Source.BEFORE)
        person = self._person(scope)
        source = Source.CITIZEN if name == "phone" else person.source  # on no card
        return Proposal(value=self._of_person(person, name, wanted), source=source)

    def _before(self, name: str) -> Json:
        scope, _, part = name.partition(".")
        known = self._known
        if scope in ("partner", "child"):
            said = known.before_submitter
            found = said.partner if scope == "partner" else said.child
        else:
            found = self._said_before(self._person(scope))
        return found.get(PersonPart(part))

    def _said_before(self, person: KnownPerson) -> Mapping[PersonPart, Json]:
        known = self._known
        if person == known.submitter:
            return known.before_submitter.person
        return known.before_owner.person if person == known.owner else {}

    def _usable(self, wanted: FormField, value: Json, source: Source) -> Proposal | None:
        try:
            read = read_value(wanted, value, self._today)
        except InvalidInput:
            return None  # what is known of a person may be older than the rules of the form
        return None if is_empty(read) else Proposal(value=read, source=source)

    def _of_desk(self, scope: str) -> str:
        if scope == "procedure":
            return self._known.procedure_code
        if scope == "desk":
            return self._today.isoformat()
        return "yes" if self._known.is_same_person else "no"

    def _person(self, scope: str) -> KnownPerson:
        known = self._known
        if scope == "owner":
            return known.owner
        if scope == "submitter":
            return known.submitter
        if scope == "other":
            return KnownPerson() if known.is_same_person else known.owner
        people = (known.submitter, known.owner)
        return next((person for person in people if person.sex == scope), KnownPerson())

    def _of_person(self, person: KnownPerson, name: str, wanted: FormField) -> Json:
        if name == "document":
            return {"type": "can_cuoc", "number": person.number} if person.number else None
        if name == "address":
            return self._address(person, wanted)
        value: str = getattr(person, name)
        return value

    def _address(self, person: KnownPerson, wanted: FormField) -> Json:
        address = person.address
        if wanted.kind is not Kind.WARD or not address:
            return address
        if self._wards is None:
            return {"detail": address}
        read = self._wards.read_address(address)
        ward = read.ward or self._chosen_before(person, read.candidates)
        if ward is None:
            return {"detail": address}
        return {"detail": read.detail, "ward": ward.name, "ward_code": ward.code}

    def _chosen_before(
        self, person: KnownPerson, candidates: tuple[FoundWard, ...]
    ) -> FoundWard | None:
        """Give the one part of a split ward that somebody chose already, here or before."""
        codes = {*self._known.ward_codes}
        said = self._said_before(person).get(PersonPart.ADDRESS)
        if isinstance(said, dict):
            codes.add(str(said.get("ward_code")))
        chosen = [ward for ward in candidates if ward.code in codes]
        return chosen[0] if len(chosen) == 1 else None


def _in_words(form: FormSpec, name: str, filled: Filled) -> str:
    value, found = filled.answers.get(name), form.field(name)
    if isinstance(value, int) and found is not None and found.kind is Kind.MONEY:
        return money_words(value)
    return date_words(value) if isinstance(value, str) and value else ""
