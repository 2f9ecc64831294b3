"""Read the JSON of a form into its frozen values; every fault names its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agent_desk.catalog.decode import CODE, DecodeError, Node, keys_of
from agent_desk.catalog.forms.conditions import read_condition
from agent_desk.catalog.forms.read_schema import LAYOUT_KEYS, read_schema
from agent_desk.catalog.forms.spec import (
    CheckKind,
    CrossCheck,
    FormPerson,
    FormSpec,
    PersonPart,
    Prefill,
    Section,
    Signer,
)
from agent_desk.catalog.spec import Confidence, Period
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.catalog.decode import Fields
    from agent_desk.catalog.forms.spec import FormField
    from agent_desk.catalog.forms.values import Json

FORMAT = 1
"""The version of the form format that this program reads."""

ID = re.compile(r"[a-z][a-z0-9_]{1,39}")
VERSION = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4}){0,3}")

_FORM = keys_of(
    "format id version valid_from valid_to for name title code addressed_to schema layout checks "
    "prefill closing signature note source confidence"
)
_SECTION = keys_of("title intro beside_next fields")
_CHECK = keys_of("check fields years doubt message")
_PREFILL = keys_of("field from values when")
_SIGNER = keys_of("title note name_from")
_PERSON = keys_of("is partner child fields")
_PEOPLE = frozenset({"people"})
_ONE_ORIGIN = (
    r"(?:(?:owner|submitter|other|female|male)\.(?:name|number|birth|sex|address|phone|document)"
    r"|before\.(?:owner|submitter|other|female|male|partner|child)\.(?:name|number|birth|address"
    r"|ethnicity|nationality|home)"
    r"|case\.[A-Za-z0-9_]+|(?:field|words)\.[a-z0-9_]+|procedure\.code|same\.person|desk\.today)"
)
_ORIGIN = re.compile(rf"{_ONE_ORIGIN}(?:\+{_ONE_ORIGIN})*")


def read_form(node: Node, text: str) -> FormSpec:
    """Read one form; ``text`` is the file it came from. Raises: DecodeError."""
    has_people = isinstance(node.value, dict) and "people" in node.value
    form = node.fields(_FORM | _PEOPLE if has_people else _FORM)  # older kept texts have none
    if form.at("format").whole() != FORMAT:
        reason = tr("this program reads form format {n}; install a newer release", n=FORMAT)
        raise DecodeError(("format",), reason)
    sections_node = form.at("layout").fields(keys_of("sections")).at("sections")
    known = read_schema(form.at("schema"), sections_node)
    return FormSpec(
        id=_matching(form, "id", ID),
        version=_matching(form, "version", VERSION),
        name=form.words("name"),
        title=form.words("title"),
        code=form.text("code"),
        procedures=_codes(form.at("for")),
        valid=_period(form),
        addressed_to=form.text("addressed_to"),
        sections=_sections(sections_node, known),
        checks=tuple(_check(item, known) for item in form.at("checks").items()),
        prefill=tuple(_prefill(item, known) for item in form.at("prefill").items()),
        people=_people(form.at("people"), known) if has_people else (),
        closing=form.texts("closing"),
        signers=tuple(_signer(item, known) for item in form.at("signature").items()),
        note=form.text("note"),
        source=form.words("source"),
        confidence=form.choice("confidence", Confidence),
        text=text,
    )


def _sections(node: Node, known: Mapping[str, FormField]) -> tuple[Section, ...]:
    found = []
    for item in node.items():
        section = item.fields(_SECTION)
        ids = [entry.fields(LAYOUT_KEYS).words("id") for entry in section.at("fields").items()]
        found.append(
            Section(
                title=section.words("title"),
                intro=section.text("intro"),
                is_beside_next=section.flag("beside_next"),
                fields=tuple(known[name] for name in ids),
            )
        )
    if not found or found[-1].is_beside_next:
        raise DecodeError(node.path, tr("the last section has no section beside it"))
    return tuple(found)


def _check(node: Node, known: Mapping[str, FormField]) -> CrossCheck:
    fields = node.fields(_CHECK)
    kind = fields.choice("check", CheckKind)
    names = fields.texts("fields")
    wanted = {CheckKind.NUMBER_FITS: 3, CheckKind.MIN_AGE: 1, CheckKind.MAX_AGE: 1}.get(kind, 2)
    if len(names) != wanted:
        reason = tr("this check compares {n} fields", n=wanted)
        raise DecodeError((*node.path, "fields"), reason)
    for name in names:
        _require_field(name.partition(".")[0], known, (*node.path, "fields"))
    return CrossCheck(
        kind=kind,
        fields=names,
        years=fields.at("years").whole(),
        is_doubt=fields.flag("doubt"),
        message=fields.text("message")
        if kind is CheckKind.NUMBER_FITS
        else fields.words("message"),
    )


def _prefill(node: Node, known: Mapping[str, FormField]) -> Prefill:
    fields = node.fields(_PREFILL)
    field_id, origin = fields.words("field"), fields.words("from")
    _require_field(field_id, known, (*node.path, "field"))
    if not _ORIGIN.fullmatch(origin):
        raise DecodeError((*node.path, "from"), tr("nothing is known under this name"))
    for one in origin.split("+"):
        if one.startswith(("field.", "words.")):
            _require_field(one.partition(".")[2], known, (*node.path, "from"))
    values: dict[str, Json] = {}
    for key, value in fields.at("values").entries().items():
        if not isinstance(value.value, str | bool):
            raise DecodeError(value.path, tr("text was expected here"))
        values[key] = value.value
    rule = read_condition(fields.at("when"), known)
    return Prefill(field_id=field_id, origin=origin, values=values, when=rule)


def _people(node: Node, known: Mapping[str, FormField]) -> tuple[FormPerson, ...]:
    found = []
    for item in node.items():
        fields = item.fields(_PERSON)
        parts: dict[PersonPart, str] = {}
        for key, value in fields.at("fields").entries().items():
            part = Node(key, (*item.path, "fields", key)).choice(PersonPart)
            _require_field(value.words(), known, value.path)
            parts[part] = value.words()
        found.append(
            FormPerson(
                role=fields.words("is"),
                partner=fields.text("partner"),
                child=fields.text("child"),
                fields=parts,
            )
        )
    roles = {person.role for person in found}
    for number, person in enumerate(found):
        for role in (person.partner, person.child):
            if role and role not in roles:
                reason = tr("the form tells of nobody called {name}", name=role)
                raise DecodeError((*node.path, number), reason)
    return tuple(found)


def _signer(node: Node, known: Mapping[str, FormField]) -> Signer:
    fields = node.fields(_SIGNER)
    name_from = fields.text("name_from")
    if name_from:
        _require_field(name_from, known, (*node.path, "name_from"))
    return Signer(title=fields.words("title"), note=fields.text("note"), name_from=name_from)


def _require_field(name: str, known: Mapping[str, FormField], path: tuple[str | int, ...]) -> None:
    if name not in known:
        raise DecodeError(path, tr("the field {name} does not exist", name=name))


def _codes(node: Node) -> tuple[str, ...]:
    for item in node.items():
        if not CODE.fullmatch(item.words()):
            raise DecodeError(item.path, tr("this is not a procedure code like 1.001193"))
    return tuple(item.words() for item in node.items())


def _matching(fields: Fields, key: str, pattern: re.Pattern[str]) -> str:
    text = fields.words(key)
    if not pattern.fullmatch(text):
        raise DecodeError((*fields.path, key), tr("this is not a name like the others"))
    return text


def _period(fields: Fields) -> Period:
    start, end = fields.day_or_none("valid_from"), fields.day_or_none("valid_to")
    if start is not None and end is not None and end < start:
        raise DecodeError((*fields.path, "valid_to"), tr("the last day lies before the first"))
    return Period(start=start, end=end)
