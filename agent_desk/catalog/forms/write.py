"""Write a form as its file: what was read comes out again, letter by letter."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from agent_desk.catalog.forms.conditions import if_schema
from agent_desk.catalog.forms.read import FORMAT
from agent_desk.catalog.forms.read_schema import DEFS, DIALECT
from agent_desk.catalog.forms.spec import Kind
from agent_desk.catalog.rules import RuleKind

if TYPE_CHECKING:
    from agent_desk.catalog.forms.spec import FormField, FormSpec


def write_form(form: FormSpec) -> str:
    """Give the text of the file of a form."""
    start, end = form.valid.start, form.valid.end
    content: dict[str, object] = {
        "format": FORMAT,
        "id": form.id,
        "version": form.version,
        "valid_from": start.isoformat() if start else None,
        "valid_to": end.isoformat() if end else None,
        "for": list(form.procedures),
        "name": form.name,
        "title": form.title,
        "code": form.code,
        "addressed_to": form.addressed_to,
        "schema": _schema(form),
        "layout": {"sections": _sections(form)},
        "checks": _checks(form),
        "prefill": _prefill(form),
        "closing": list(form.closing),
        "signature": [
            {"title": s.title, "note": s.note, "name_from": s.name_from} for s in form.signers
        ],
        "note": form.note,
        "source": form.source,
        "confidence": form.confidence.value,
    }
    if form.people:
        content["people"] = [
            {
                "is": p.role,
                "partner": p.partner,
                "child": p.child,
                "fields": {part.value: name for part, name in p.fields.items()},
            }
            for p in form.people
        ]
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _schema(form: FormSpec) -> dict[str, object]:
    fields = {field.id: field for field in form.fields()}
    under: dict[str, list[FormField]] = {}
    for field in fields.values():
        if field.is_required and field.visible_if.kind is RuleKind.CASES:
            under.setdefault(field.visible_if.text, []).append(field)
    conditional = [
        {
            "if": if_schema(shown[0].visible_if, fields),
            "then": {"required": [field.id for field in shown]},
        }
        for shown in under.values()
    ]
    return {
        "$schema": DIALECT,
        "type": "object",
        "$defs": DEFS,
        "properties": {name: _property(field) for name, field in fields.items()},
        "required": [
            name
            for name, field in fields.items()
            if field.is_required and field.visible_if.kind is RuleKind.ALWAYS
        ],
        **({"allOf": conditional} if conditional else {}),
        "additionalProperties": False,
    }


def _property(field: FormField) -> dict[str, object]:
    found: dict[str, object] = {"title": field.label}
    if field.hint:
        found["description"] = field.hint
    found |= _type(field)
    if field.default is not None:
        found["default"] = field.default
    return found


def _type(field: FormField) -> dict[str, object]:
    match field.kind:
        case Kind.WARD | Kind.DOCUMENT:
            return {"$ref": f"#/$defs/{field.kind.value}"}
        case Kind.YES_NO:
            return {"type": "boolean"}
        case Kind.CHOICE:
            options = [{"const": o.key, "title": o.label} for o in field.options]
            return {"type": "string", "oneOf": options}
        case Kind.NUMBER:
            return {"type": "integer", **_bounds(field, "imum")}
        case Kind.MONEY:
            return {"type": "integer", "format": "money", **_bounds(field, "imum")}
        case Kind.GROUP:
            return {"type": "array", **_bounds(field, "Items"), "items": _items(field)}
        case Kind.TEXT:
            return {"type": "string", "maxLength": field.longest}
        case Kind.LONG_TEXT | Kind.NAME:
            return {"type": "string", "format": field.kind.value, "maxLength": field.longest}
        case _:
            return {"type": "string", "format": field.kind.value}


def _bounds(field: FormField, what: str) -> dict[str, int]:
    both = {f"min{what}": field.at_least, f"max{what}": field.at_most}
    return {key: bound for key, bound in both.items() if bound is not None}


def _items(field: FormField) -> dict[str, object]:
    return {
        "type": "object",
        "properties": {inner.id: _property(inner) for inner in field.fields},
        "required": [inner.id for inner in field.fields if inner.is_required],
        "additionalProperties": False,
    }


def _sections(form: FormSpec) -> list[dict[str, object]]:
    return [
        {
            "title": section.title,
            "intro": section.intro,
            "beside_next": section.is_beside_next,
            "fields": [
                {
                    "id": field.id,
                    "width": field.width.value,
                    "visible_if": field.visible_if.text,
                    "on_paper": field.is_on_paper,
                }
                for field in section.fields
            ],
        }
        for section in form.sections
    ]


def _checks(form: FormSpec) -> list[dict[str, object]]:
    return [
        {
            "check": check.kind.value,
            "fields": list(check.fields),
            "years": check.years,
            "doubt": check.is_doubt,
            "message": check.message,
        }
        for check in form.checks
    ]


def _prefill(form: FormSpec) -> list[dict[str, object]]:
    return [
        {
            "field": entry.field_id,
            "from": entry.origin,
            "values": dict(entry.values),
            "when": entry.when.text,
        }
        for entry in form.prefill
    ]
