"""Import of form.io JSON: the known components become fields, the rest is listed by name.

Nothing of an imported form is ever run: scripts and markup are only named. Keys that are not known
are kept, so that the form can be given back as it came.
Source: integration 6, "form.io element to accept".
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from agent_desk.catalog.decode import DecodeError, Node, parse_json
from agent_desk.catalog.forms.conditions import ALWAYS
from agent_desk.catalog.forms.formio_parts import (
    COMMON,
    KINDS,
    LAYOUT,
    PASSED_OVER,
    SCRIPTS,
    field_id,
    read_component,
    read_options,
)
from agent_desk.catalog.forms.load import parse_form
from agent_desk.catalog.forms.spec import FormField, FormSpec, Section, Signer
from agent_desk.catalog.forms.write import write_form
from agent_desk.catalog.rules import parse_rule
from agent_desk.catalog.spec import Confidence, Period
from agent_desk.domain.text import clean
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agent_desk.catalog.forms.values import Json

MAX_BYTES = 2 * 1024 * 1024
_MAX_DEPTH = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownPart:
    """Something that was not taken over: where it stands, what it is, and why not."""

    key: str
    what: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A form.io form as ours; its ``text`` is a file for a pack.

    ``kept`` holds by field id the keys that we do not use, ``original`` the whole form as it came.
    """

    form: FormSpec
    original: str
    unknown: tuple[UnknownPart, ...]
    kept: Mapping[str, Mapping[str, Json]]


@dataclass(slots=True)
class _Import:
    """What has been read so far."""

    title: str
    sections: list[Section] = field(default_factory=list)
    current: list[FormField] = field(default_factory=list)
    known: dict[str, FormField] = field(default_factory=dict)
    unknown: list[UnknownPart] = field(default_factory=list)
    kept: dict[str, dict[str, Json]] = field(default_factory=dict)
    signers: list[Signer] = field(default_factory=list)

    def note(self, key: str, what: str, reason: str) -> None:
        """List a part that is not taken over."""
        self.unknown.append(UnknownPart(key=key[:80], what=what[:80], reason=reason))

    def close_section(self) -> None:
        """End the section and begin another."""
        if self.current:
            made = Section(
                title=self.title, intro="", is_beside_next=False, fields=tuple(self.current)
            )
            self.sections.append(made)
        self.current = []


def import_formio(text: str, *, name: str) -> Imported:
    """Read a form.io form. Raises: InvalidInput if it is none, or holds no field we know."""
    try:
        if len(text) > MAX_BYTES:
            raise DecodeError((), tr("the file is larger than 4 MB"), 1)
        root = parse_json(text).entries()
        components = root["components"].items() if "components" in root else []
    except DecodeError as fault:
        raise InvalidInput(
            tr("This is not a form.io form: {reason}.", reason=fault.reason)
        ) from None
    made = _Import(title=clean(name))
    for node in components:
        _take(made, node, 0)
    made.close_section()
    if not made.sections:
        raise InvalidInput(tr("This form.io form holds no field that we know."))
    return Imported(
        form=_checked(_form(made, name)),
        original=text,
        unknown=tuple(made.unknown),
        kept=made.kept,
    )


def _checked(form: FormSpec) -> FormSpec:
    """Write the form as a file and read it again, so that only a sound one is given."""
    try:
        return parse_form(write_form(form))
    except DecodeError as fault:
        raise InvalidInput(
            tr("This is not a form.io form: {reason}.", reason=fault.reason)
        ) from None


def _take(made: _Import, node: Node, depth: int) -> None:
    parts = _entries(made, node)
    if parts is None:
        return
    kind, key = _text(parts, "type"), _text(parts, "key")
    if depth > _MAX_DEPTH:
        made.note(key, kind, tr("nested too deeply"))
    elif kind in LAYOUT:
        _open(made, parts, kind, depth)
    elif kind in KINDS:
        _add(made, parts, kind, key)
    elif kind == "selectboxes":
        _add_boxes(made, parts, key)
    elif kind == "signature":
        title = clean(_text(parts, "label")) or "Người khai"
        made.signers.append(Signer(title=title, note="(Ký, ghi rõ họ tên)", name_from=""))
    elif kind in PASSED_OVER:
        made.note(key, kind, tr("not a field to fill in; it is only kept"))
    else:
        made.note(key, kind or "?", tr("a component we do not know"))


def _open(made: _Import, parts: Mapping[str, Node], kind: str, depth: int) -> None:
    """Go into a layout component; a panel begins a section."""
    title = clean(_text(parts, "title") or _text(parts, "legend"))
    if title and kind in ("panel", "fieldset"):
        made.close_section()
        made.title = title
    for child in _children(parts):
        _take(made, child, depth + 1)


def _children(parts: Mapping[str, Node]) -> Iterator[Node]:
    """Give what lies inside: components, the columns, the cells of rows, the tabs."""
    for key in ("components", "columns", "rows"):
        inner = parts.get(key)
        if inner is None or not isinstance(inner.value, list):
            continue
        for item in inner.items():
            cells = item.items() if isinstance(item.value, list) else [item]
            for cell in cells:
                held = cell.value if isinstance(cell.value, dict) else {}
                if "type" in held:
                    yield cell
                elif isinstance(held.get("components"), list):
                    yield from cell.entries()["components"].items()


def _add(made: _Import, parts: Mapping[str, Node], kind: str, key: str) -> None:
    name = field_id(key)
    if not key or not name or name in made.known:
        made.note(key, kind, tr("its key is missing or given twice"))
        return
    _list_scripts(made, parts, key)
    taken = read_component(name, parts, kind)
    if taken is None:
        made.note(key, kind, tr("its answers or lines cannot be read"))
        return
    for what in taken.dropped:
        made.note(f"{key}.{what}", what, tr("a component we do not know"))
    found = replace(taken.field, visible_if=ALWAYS)
    shown = _condition(made, parts, key)
    if shown:
        found = replace(found, visible_if=parse_rule(shown))
    made.known[name] = found
    made.current.append(found)
    rest = {k: n.value for k, n in parts.items() if k not in COMMON}
    if rest:
        made.kept[name] = json.loads(json.dumps(rest))


def _add_boxes(made: _Import, parts: Mapping[str, Node], key: str) -> None:
    """Make one yes or no of each box, because each may be ticked."""
    label = clean(_text(parts, "label"))
    for option in read_options(parts):
        boxed = {"label": Node(f"{label}: {option.label}")}
        if "conditional" in parts:
            boxed["conditional"] = parts["conditional"]
        _add(made, boxed, "checkbox", f"{key}_{option.key}")


def _list_scripts(made: _Import, parts: Mapping[str, Node], key: str) -> None:
    for script in SCRIPTS:
        held = parts.get(script)
        if held is not None and held.value:
            made.note(key, script, tr("a script; it is never run"))


def _condition(made: _Import, parts: Mapping[str, Node], key: str) -> str:
    """Give the simple condition as our rule; empty if there is none we can follow."""
    held = parts.get("conditional")
    if held is None or not isinstance(held.value, dict) or not held.value.get("when"):
        return ""
    when, equal = field_id(str(held.value["when"])), str(held.value.get("eq", "")).lower()
    other = made.known.get(when)
    answer = {"true": "yes", "false": "no"}.get(equal, field_id(equal))
    if other is None or str(held.value.get("show")).lower() != "true":
        made.note(key, "conditional", tr("a condition we cannot follow; the field is always shown"))
        return ""
    if other.options and other.option(answer) is None:
        made.note(key, "conditional", tr("a condition we cannot follow; the field is always shown"))
        return ""
    return f"{when}={answer}"


def _entries(made: _Import, node: Node) -> Mapping[str, Node] | None:
    try:
        return node.entries()
    except DecodeError:
        made.note("", "?", tr("a component we do not know"))
        return None


def _text(parts: Mapping[str, Node], key: str) -> str:
    value = parts[key].value if key in parts else ""
    return value if isinstance(value, str) else ""


def _form(made: _Import, name: str) -> FormSpec:
    signer = Signer(title="Người khai", note="(Ký, ghi rõ họ tên)", name_from="")
    return FormSpec(
        id=field_id(name),
        version="1",
        name=clean(name),
        title=clean(name).upper(),
        code="",
        procedures=(),
        valid=Period(),
        addressed_to="",
        sections=tuple(made.sections),
        checks=(),
        prefill=(),
        people=(),
        closing=(),
        signers=tuple(made.signers) or (signer,),
        note="",
        source="form.io",
        confidence=Confidence.LOW,
        text="",
    )
