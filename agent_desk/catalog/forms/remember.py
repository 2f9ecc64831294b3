"""What earlier forms of this desk said of a citizen and of those around, to fill in the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent_desk.catalog.forms.flow import live_answers
from agent_desk.catalog.forms.spec import PersonPart
from agent_desk.catalog.forms.values import is_empty
from agent_desk.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from agent_desk.catalog.forms.prefill import KnownPerson
    from agent_desk.catalog.forms.spec import FormPerson, FormSpec
    from agent_desk.catalog.forms.values import Answers, Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What was said of one citizen, of the partner and of the children, by part; may be empty."""

    person: Mapping[PersonPart, Json] = field(default_factory=dict)
    partner: Mapping[PersonPart, Json] = field(default_factory=dict)
    child: Mapping[PersonPart, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierForm:
    """A form that was filled in before."""

    form: FormSpec
    answers: Answers


def remember(who: KnownPerson, earlier: Iterable[EarlierForm]) -> Remembered:
    """Gather what earlier forms, newest first, say of a citizen; the newest word counts.

    A citizen is known again by the number, else by name and whole birth date together. The partner
    is the one of the newest form that names one: parts of two people are never mixed.
    """
    person: dict[PersonPart, Json] = {}
    partner: dict[PersonPart, Json] = {}
    child: dict[PersonPart, Json] = {}
    for one in earlier:
        answers = live_answers(one.form, one.answers)
        people = {found.role: found for found in one.form.people}
        for found in one.form.people:
            said = _said(found, answers)
            if not _is_same(who, said):
                continue
            person = {**said, **person}
            if found.partner and not partner:
                partner = _said(people[found.partner], answers)
            if found.child and not child:
                child = _said(people[found.child], answers)
    return Remembered(person=person, partner=partner, child=child)


def _said(found: FormPerson, answers: Answers) -> dict[PersonPart, Json]:
    said: dict[PersonPart, Json] = {}
    for part, field_id in found.fields.items():
        value = answers.get(field_id)
        if part is PersonPart.NUMBER and isinstance(value, dict):
            value = value.get("number")  # it stands in an identity paper
        if not is_empty(value):
            said[part] = value
    return said


def _is_same(who: KnownPerson, said: Mapping[PersonPart, Json]) -> bool:
    number = said.get(PersonPart.NUMBER)
    if who.number and number:
        return who.number == number
    birth = str(said.get(PersonPart.BIRTH, ""))
    is_whole = len(birth) == len("1990-02-01")
    name = fold(str(said.get(PersonPart.NAME, "")))
    return is_whole and birth == who.birth and bool(name) and name == fold(who.name)
