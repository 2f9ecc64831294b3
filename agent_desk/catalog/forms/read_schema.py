"""Read the JSON Schema of a form: the closed subset of 2020-12 that forms are written in.

Anything outside the subset is refused, so that every validator of the world and our own checker
mean the same by the same file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent_desk.catalog.decode import DecodeError, Fields, Node, keys_of
from agent_desk.catalog.forms.conditions import ALWAYS, if_schema, read_condition
from agent_desk.catalog.forms.spec import (
    MAX_LONG_TEXT,
    MAX_TEXT,
    FormField,
    Kind,
    Option,
    Width,
)
from agent_desk.catalog.rules import RuleKind
from agent_desk.domain.people import MAX_NAME
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.catalog.decode import Path
    from agent_desk.catalog.forms.values import Json

DIALECT = "https://json-schema.org/draft/2020-12/schema"

FIELD_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")

_TEXT = {"type": "string", "maxLength": 150}
DEFS: dict[str, dict[str, object]] = {
    "ward": {
        "type": "object",
        "properties": {
            "detail": {"type": "string", "maxLength": MAX_TEXT},
            "ward": _TEXT,
            "ward_code": {"type": "string", "pattern": "^[0-9]{5}$"},
        },
        "required": ["ward"],
        "additionalProperties": False,
    },
    "document": {
        "type": "object",
        "properties": {
            "type": {"enum": ["can_cuoc", "cccd", "gcn_can_cuoc", "ho_chieu", "cmnd", "khac"]},
            "number": _TEXT,
            "issued_on": _TEXT,
            "issued_by": _TEXT,
        },
        "required": ["type", "number"],
        "additionalProperties": False,
    },
}
"""The two compound values, word for word as every form defines them."""

_SCHEMA = keys_of("$schema type $defs properties required allOf additionalProperties")
_KEYWORDS = keys_of(
    "title description type format maxLength default oneOf minimum maximum $ref minItems maxItems "
    "items"
)
LAYOUT_KEYS = keys_of("id width visible_if on_paper")
_ITEMS = keys_of("type properties required additionalProperties")
_STRING_KINDS = {
    kind.value: kind
    for kind in (
        Kind.LONG_TEXT, Kind.NAME, Kind.EMAIL, Kind.CITIZEN_NUMBER, Kind.PHONE, Kind.PARTIAL_DATE,
        Kind.DATE, Kind.TIME, Kind.ETHNICITY, Kind.NATIONALITY,
    )
}  # fmt: skip
_LONGEST = {Kind.LONG_TEXT: MAX_LONG_TEXT, Kind.NAME: MAX_NAME}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """What the layout says of a field."""

    width: Width
    visible_if: Node
    is_on_paper: bool
    path: Path


def read_schema(schema: Node, sections: Node) -> dict[str, FormField]:
    """Read the fields, each with its place in the layout, in layout order. Raises: DecodeError."""
    has_conditions = "allOf" in schema.entries()
    root = schema.fields(_SCHEMA if has_conditions else _SCHEMA - {"allOf"})
    _require_frame(root)
    places = _places(sections)
    properties = root.at("properties").entries()
    for name, place in places.items():
        if name not in properties:
            reason = tr("the field {name} does not exist", name=name)
            raise DecodeError((*place.path, "id"), reason)
    for name, node in properties.items():
        if name not in places:
            raise DecodeError(node.path, tr("the layout does not show this field"))
    required = set(root.texts("required"))
    known: dict[str, FormField] = {}
    for name, place in places.items():
        field = read_property(name, properties[name], is_required=name in required)
        rule = read_condition(place.visible_if, known)
        if rule.kind is not RuleKind.ALWAYS and name in required:
            reason = tr("{name} can be hidden, so it is required only inside allOf", name=name)
            raise DecodeError((*root.path, "required"), reason)
        known[name] = replace(
            field, width=place.width, visible_if=rule, is_on_paper=place.is_on_paper
        )
    for name in required - known.keys():
        reason = tr("the field {name} does not exist", name=name)
        raise DecodeError((*root.path, "required"), reason)
    if not has_conditions:
        return known
    return known | _conditionally_required(root.at("allOf"), known)


def read_property(name: str, node: Node, *, is_required: bool) -> FormField:
    """Read one property. Raises: DecodeError."""
    entries = node.entries()
    if not FIELD_ID.fullmatch(name):
        raise DecodeError(node.path, tr("this is not a name like the others"))
    for key, value in entries.items():
        if key not in _KEYWORDS:
            raise DecodeError(value.path, tr("this field is not known"))
    fields = Fields({key: value.value for key, value in entries.items()}, node.path)
    if "title" not in entries:
        raise DecodeError(node.path, tr("the field {name} is missing", name="title"))
    kind = _kind(fields)
    most, least = _bound(fields, kind, "max"), _bound(fields, kind, "min")
    longest = fields.at("maxLength").whole() if "maxLength" in entries else None
    return FormField(
        id=name,
        kind=kind,
        label=fields.words("title"),
        hint=fields.text("description") if "description" in entries else "",
        is_required=is_required,
        visible_if=ALWAYS,
        width=Width.FULL,
        at_least=least,
        at_most=most,
        longest=longest or _LONGEST.get(kind, MAX_TEXT),
        options=_options(fields) if kind is Kind.CHOICE else (),
        default=_default(fields),
        fields=_inner(fields) if kind is Kind.GROUP else (),
    )


def _require_frame(root: Fields) -> None:
    wanted = {"$schema": DIALECT, "type": "object", "additionalProperties": False, "$defs": DEFS}
    for key, value in wanted.items():
        if root.value[key] != value:
            raise DecodeError((*root.path, key), tr("every form has the same text here"))


def _places(sections: Node) -> dict[str, _Place]:
    found: dict[str, _Place] = {}
    for section in sections.items():
        listed = section.entries().get("fields")
        for node in listed.items() if listed is not None else ():
            entry = node.fields(LAYOUT_KEYS)
            name = entry.words("id")
            if name in found:
                raise DecodeError((*node.path, "id"), tr("this id is used twice"))
            found[name] = _Place(
                width=entry.choice("width", Width),
                visible_if=entry.at("visible_if"),
                is_on_paper=entry.flag("on_paper"),
                path=node.path,
            )
    return found


def _conditionally_required(node: Node, known: Mapping[str, FormField]) -> dict[str, FormField]:
    found: dict[str, FormField] = {}
    if not node.items():
        raise DecodeError(node.path, tr("leave this out where it is empty"))
    for item in node.items():
        pair = item.fields(keys_of("if then"))
        names = pair.at("then").fields(keys_of("required")).texts("required")
        for name in names:
            field = known.get(name)
            path = (*item.path, "then")
            if field is None:
                raise DecodeError(path, tr("the field {name} does not exist", name=name))
            if not field.visible_if.cases or if_schema(field.visible_if, known) != pair.value["if"]:
                reason = tr("{name} is shown under another condition than this", name=name)
                raise DecodeError(path, reason)
            found[name] = replace(field, is_required=True)
    return found


def _kind(fields: Fields) -> Kind:
    value = fields.value
    if "$ref" in value:
        name = fields.words("$ref").removeprefix("#/$defs/")
        if name in DEFS:
            return Kind(name)
        raise DecodeError((*fields.path, "$ref"), tr("there is no such definition"))
    match value.get("type"):
        case "boolean":
            return Kind.YES_NO
        case "array":
            return Kind.GROUP
        case "integer":
            return _number_kind(fields)
        case "string":
            return _string_kind(fields)
    raise DecodeError((*fields.path, "type"), tr("a form knows no such type"))


def _number_kind(fields: Fields) -> Kind:
    if "format" not in fields.value:
        return Kind.NUMBER
    if fields.text("format") == Kind.MONEY.value:
        return Kind.MONEY
    raise DecodeError((*fields.path, "format"), tr("a form knows no such format"))


def _string_kind(fields: Fields) -> Kind:
    if "oneOf" in fields.value:
        return Kind.CHOICE
    if "format" not in fields.value:
        return Kind.TEXT
    kind = _STRING_KINDS.get(fields.text("format"))
    if kind is None:
        raise DecodeError((*fields.path, "format"), tr("a form knows no such format"))
    return kind


def _bound(fields: Fields, kind: Kind, side: str) -> int | None:
    key = f"{side}Items" if kind is Kind.GROUP else f"{side}imum"
    return fields.at(key).whole() if key in fields.value else None


def _options(fields: Fields) -> tuple[Option, ...]:
    found = []
    for item in fields.at("oneOf").items():
        option = item.fields(keys_of("const title"))
        found.append(Option(key=option.words("const"), label=option.words("title")))
    if len(found) < 2 or len({option.key for option in found}) != len(found):
        reason = tr("answers must exist and differ in their keys")
        raise DecodeError((*fields.path, "oneOf"), reason)
    return tuple(found)


def _default(fields: Fields) -> Json:
    value = fields.value.get("default")
    if value is None or isinstance(value, str | bool | int):
        return value
    raise DecodeError((*fields.path, "default"), tr("text was expected here"))


def _inner(fields: Fields) -> tuple[FormField, ...]:
    if "items" not in fields.value:
        raise DecodeError(fields.path, tr("the field {name} is missing", name="items"))
    items = fields.at("items").fields(_ITEMS)
    if items.value["type"] != "object" or items.value["additionalProperties"] is not False:
        raise DecodeError(items.path, tr("the lines of a group are objects with known fields"))
    required = items.texts("required")
    found = tuple(
        read_property(name, node, is_required=name in required)
        for name, node in items.at("properties").entries().items()
    )
    for field, path in _nested(found, items.path):
        raise DecodeError(path, tr("{name}: no group inside a group", name=field.id))
    return found


def _nested(fields: tuple[FormField, ...], path: Path) -> list[tuple[FormField, Path]]:
    return [(f, (*path, "properties", f.id)) for f in fields if f.kind is Kind.GROUP]
