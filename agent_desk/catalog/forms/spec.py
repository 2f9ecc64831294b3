"""The frozen values of a form: its fields, sections, conditions, cross checks and signatures."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agent_desk.catalog.forms.values import Json
    from agent_desk.catalog.rules import Rule
    from agent_desk.catalog.spec import Confidence, Period

MAX_TEXT = 250
MAX_LONG_TEXT = 2000


class Kind(StrEnum):
    """What a field holds; the comment says how its JSON value looks."""

    TEXT = "text"  # one line
    LONG_TEXT = "long-text"  # some lines
    NAME = "name"
    EMAIL = "email"
    CITIZEN_NUMBER = "citizen-number"  # 12 digits
    PHONE = "phone"  # E.164
    PARTIAL_DATE = "partial-date"  # 1948, 1948-03 or 1948-03-05, never in the future
    DATE = "date"  # 2026-11-23, also in the future
    TIME = "clock-time"  # 08:30
    ETHNICITY = "ethnicity"
    NATIONALITY = "nationality"
    CHOICE = "choice"  # the key of an option
    YES_NO = "yes-no"  # true or false
    NUMBER = "number"  # a whole number
    MONEY = "money"  # whole đồng
    WARD = "ward"  # {detail, ward, ward_code}
    DOCUMENT = "document"  # {type, number, issued_on, issued_by}
    GROUP = "group"  # a list of objects

    @property
    def is_compound(self) -> bool:
        """Say whether one value has several entries."""
        return self in (Kind.WARD, Kind.DOCUMENT)


PARTS: Mapping[Kind, tuple[str, ...]] = {
    Kind.WARD: ("detail", "ward"),
    Kind.DOCUMENT: ("type", "number", "issued_on", "issued_by"),
}
"""What the entries of a compound value are called, in the order of typing."""

NEEDED_PARTS: Mapping[Kind, tuple[str, ...]] = {
    Kind.WARD: ("ward",),
    Kind.DOCUMENT: ("type", "number"),
}
"""Without these a compound value says nothing."""


class Width(StrEnum):
    """How much of a line a field takes, on screen and on paper."""

    FULL = "full"
    HALF = "half"


class Source(StrEnum):
    """Who or what gave a value."""

    CITIZEN = "citizen"
    CLERK = "clerk"
    SCAN = "scan"
    CARD = "card"
    CASE = "case"  # follows from the answers of the case
    BEFORE = "before"  # stood in an earlier form of this desk
    USUAL = "usual"  # what it mostly is; nobody said it yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer of a choice."""

    key: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field; ``label`` is the legal wording, ``hint`` one line under it.

    ``visible_if`` is a rule over the other fields (a choice's key, ``yes`` or ``no``).
    ``is_required`` holds only while it is visible. What only steers the screen is not on paper.
    ``default`` None is none. A group has
    ``fields`` and counts its items between ``at_least`` and ``at_most``.
    """

    id: str
    kind: Kind
    label: str
    hint: str
    is_required: bool
    visible_if: Rule
    width: Width
    is_on_paper: bool = True
    at_least: int | None = None
    at_most: int | None = None
    longest: int = MAX_TEXT
    options: tuple[Option, ...] = ()
    default: Json = None
    fields: tuple[FormField, ...] = ()

    def option(self, key: str) -> Option | None:
        """Give the option with this key, if there is one."""
        return next((option for option in self.options if option.key == key), None)

    def field(self, field_id: str) -> FormField | None:
        """Give a field of a group's items, if there is one."""
        return next((inner for inner in self.fields if inner.id == field_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Fields under one heading of the screen; ``intro`` is the sentence above them on paper.

    ``is_beside_next``: on paper this section and the next are two columns of one table.
    """

    title: str
    intro: str
    is_beside_next: bool
    fields: tuple[FormField, ...]


class CheckKind(StrEnum):
    """How fields are compared."""

    IN_ORDER = "in_order"  # two dates, the first not after the second
    DIFFER = "differ"  # two values that cannot be the same
    MIN_AGE = "min_age"  # a birth date, at least so many years ago
    MAX_AGE = "max_age"  # a birth date, at most so many years ago
    NUMBER_FITS = "number_fits"  # a citizen number, a sex, a birth date


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossCheck:
    """A comparison between fields; a doubt only warns, everything else is a fault."""

    kind: CheckKind
    fields: tuple[str, ...]
    years: int
    is_doubt: bool
    message: str


class PersonPart(StrEnum):
    """What a form can say of a person that the next form can use."""

    NAME = "name"
    BIRTH = "birth"
    NUMBER = "number"
    ETHNICITY = "ethnicity"
    NATIONALITY = "nationality"
    ADDRESS = "address"
    HOME = "home"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPerson:
    """A person the form tells of: which fields say what, and who of the form belongs to them.

    ``partner`` and ``child`` are roles of the same form; empty is nobody.
    """

    role: str
    partner: str
    child: str
    fields: Mapping[PersonPart, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefill:
    """Where the value of a field comes from: ``submitter.name``, ``case.q_x``, ``field.y``.

    People are ``owner``, ``submitter``, ``other`` (the owner, if somebody else submits), ``female``
    and ``male``; ``words.y`` writes the date or amount of a field in words. ``before.owner``,
    ``before.partner`` and the like are what earlier forms said of the submitter and those around.
    Two origins joined by ``+`` are looked up together: ``self+female``.

    ``values`` translates what is found there; empty takes it as it is. ``when`` is a rule over
    the other fields.
    """

    field_id: str
    origin: str
    values: Mapping[str, Json]
    when: Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """A place to sign; ``name_from`` is the field whose name is printed, or empty."""

    title: str
    note: str
    name_from: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSpec:
    """One version of one form. ``code`` is the official number of the form; empty if it has none.

    ``text`` is the file as it was read, so that a dossier can keep its version.
    """

    id: str
    version: str
    name: str
    title: str
    code: str
    procedures: tuple[str, ...]
    valid: Period
    addressed_to: str
    sections: tuple[Section, ...]
    checks: tuple[CrossCheck, ...]
    prefill: tuple[Prefill, ...]
    people: tuple[FormPerson, ...]
    closing: tuple[str, ...]
    signers: tuple[Signer, ...]
    note: str
    source: str
    confidence: Confidence
    text: str = field(repr=False)

    def fields(self) -> Iterator[FormField]:
        """Give the fields of all sections, in the order of the paper."""
        for section in self.sections:
            yield from section.fields

    def field(self, field_id: str) -> FormField | None:
        """Give a field by its id, if there is one; not those inside groups."""
        return next((found for found in self.fields() if found.id == field_id), None)

    def field_at(self, path: str) -> FormField | None:
        """Give the field a path leads to: ``name``, ``members.0.name``, ``home.ward``."""
        first, *rest = path.split(".")
        found = self.field(first)
        if found is None or found.kind is not Kind.GROUP or len(rest) < 2:
            return found
        return found.field(rest[1])
