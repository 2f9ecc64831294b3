"""One component of a form.io form as one field of ours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.catalog.forms.conditions import ALWAYS
from agent_desk.catalog.forms.spec import MAX_LONG_TEXT, MAX_TEXT, FormField, Kind, Option, Width
from agent_desk.domain.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.catalog.decode import Node
    from agent_desk.catalog.forms.values import Json

KINDS: Mapping[str, Kind] = {
    "textfield": Kind.TEXT,
    "textarea": Kind.LONG_TEXT,
    "number": Kind.NUMBER,
    "email": Kind.EMAIL,
    "phoneNumber": Kind.PHONE,
    "checkbox": Kind.YES_NO,
    "radio": Kind.CHOICE,
    "select": Kind.CHOICE,
    "day": Kind.PARTIAL_DATE,
    "datetime": Kind.DATE,
    "datagrid": Kind.GROUP,
    "editgrid": Kind.GROUP,
}
LAYOUT = frozenset({"panel", "columns", "table", "fieldset", "well", "tabs"})
PASSED_OVER = frozenset({"file", "hidden", "content", "htmlelement", "button"})
"""A file belongs to the papers; markup is never shown."""

SCRIPTS = ("calculateValue", "customConditional", "customDefaultValue", "html", "logic")
COMMON = frozenset(
    {"type", "key", "label", "defaultValue", "description", "tooltip", "placeholder", "validate"}
    | {"conditional", "values", "data", "components", *SCRIPTS}
)
"""Keys that are read, or listed, and so not kept beside the field."""

_MAX_ITEMS = 50
_NOT_ID = re.compile(r"[^a-z0-9]+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The field made of a component, and the types inside it that were left out."""

    field: FormField
    dropped: tuple[str, ...] = ()


def field_id(key: str) -> str:
    """Give our name for a component's key: ``nksHoTen`` becomes ``nks_ho_ten``."""
    folded = _NOT_ID.sub("_", fold(_CAMEL.sub("_", key))).strip("_")
    return (folded if folded[:1].isalpha() else f"f_{folded}")[:38].rstrip("_")


def read_component(name: str, parts: Mapping[str, Node], kind: str) -> Taken | None:
    """Make a field; None if its answers or lines cannot be read."""
    made = KINDS[kind]
    validate = _object(parts, "validate")
    options = read_options(parts) if made is Kind.CHOICE else ()
    if made is Kind.CHOICE and len(options) < 2:
        return None
    inner, dropped = _lines(parts) if made is Kind.GROUP else ((), ())
    if made is Kind.GROUP and not inner:
        return None
    bounds = ("minLength", "maxLength") if made is Kind.GROUP else ("min", "max")
    is_long = made is Kind.LONG_TEXT
    longest = _whole(validate.get("maxLength"), MAX_LONG_TEXT if is_long else MAX_TEXT)
    most = _whole(validate.get(bounds[1]), None)
    found = FormField(
        id=name,
        kind=made,
        label=clean(_word(parts, "label") or _word(parts, "placeholder") or name),
        hint=clean(_word(parts, "description") or _word(parts, "tooltip")),
        is_required=validate.get("required") is True,
        visible_if=ALWAYS,
        width=Width.FULL,
        at_least=_whole(validate.get(bounds[0]), None),
        at_most=min(most or _MAX_ITEMS, _MAX_ITEMS) if made is Kind.GROUP else most,
        longest=min(longest or MAX_TEXT, MAX_LONG_TEXT),
        options=options,
        default=_default(parts, made, options),
        fields=inner,
    )
    return Taken(field=found, dropped=dropped)


def read_options(parts: Mapping[str, Node]) -> tuple[Option, ...]:
    """Read the answers of a radio, or the listed ones of a select; a url is never fetched."""
    held: Json = _plain(parts, "values")
    if not isinstance(held, list):
        data = _object(parts, "data")
        held = data.get("values")
    found: dict[str, Option] = {}
    for item in held if isinstance(held, list) else []:
        if not isinstance(item, dict):
            continue
        key = "_".join(fold(str(item.get("value", ""))).split()) or ""
        key = "".join(c if c.isalnum() or c == "_" else "_" for c in key)
        label = clean(str(item.get("label", "")))
        if key and label and key.isascii():
            found.setdefault(key, Option(key=key, label=label))
    return tuple(found.values())


def _lines(parts: Mapping[str, Node]) -> tuple[tuple[FormField, ...], tuple[str, ...]]:
    """Read the fields of each line of a grid; grids inside grids are left out."""
    found: list[FormField] = []
    dropped: list[str] = []
    held = parts.get("components")
    for node in held.items() if held is not None and isinstance(held.value, list) else ():
        inner = node.entries() if isinstance(node.value, dict) else {}
        kind, key = _word(inner, "type"), field_id(_word(inner, "key"))
        taken = None
        if kind in KINDS and KINDS[kind] is not Kind.GROUP:
            taken = read_component(key, inner, kind)
        if taken is None:
            dropped.append(kind or "?")
        else:
            found.append(taken.field)
    return tuple(found), tuple(dropped)


def _default(parts: Mapping[str, Node], kind: Kind, options: tuple[Option, ...]) -> Json:
    value = _plain(parts, "defaultValue")
    if kind is Kind.YES_NO:
        return value if isinstance(value, bool) else None
    if kind is Kind.CHOICE:
        return value if value in [option.key for option in options] else None
    return value if isinstance(value, str) and value and kind is Kind.TEXT else None


def _plain(parts: Mapping[str, Node], key: str) -> Json:
    value = parts[key].value if key in parts else None
    return value if isinstance(value, str | int | float | bool | list | dict) else None


def _object(parts: Mapping[str, Node], key: str) -> dict[str, Json]:
    value = _plain(parts, key)
    return value if isinstance(value, dict) else {}


def _word(parts: Mapping[str, Node], key: str) -> str:
    value = _plain(parts, key)
    return value if isinstance(value, str) else ""


def _whole(value: Json, otherwise: int | None) -> int | None:
    is_whole = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**15
    return value if isinstance(value, int) and is_whole else otherwise
