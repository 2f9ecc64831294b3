"""From the text of one entry to the values of its field. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.catalog.forms.kinds import document_number, read_part, read_text
from agent_desk.catalog.forms.values import is_empty
from agent_desk.domain.text import fold

if TYPE_CHECKING:
    from agent_desk.catalog.forms.prefill import FoundWard
    from agent_desk.catalog.forms.spec import FormField
    from agent_desk.catalog.forms.values import Json
    from agent_desk.ui.form_presenter import FormDesk


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundText:
    """What a text means: values by path, None takes one away; and the path of the whole field."""

    field_path: str
    values: dict[str, Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry that was left: where, what stands in it, and the whole value it is a part of."""

    path: str
    text: str
    held: Json = None


def read_entry(field: FormField, entry: Entry, desk: FormDesk) -> FoundText:
    """Read the text of an entry. Raises: InvalidInput that says what to type instead."""
    path, text = entry.path, entry.text
    if not field.kind.is_compound:
        value = None if is_empty(text) else read_text(field, text, desk.today)
        return FoundText(field_path=path, values={path: value})
    whole, _, part = path.rpartition(".")
    words = read_part(field, part, text, desk.today)
    values: dict[str, Json] = {path: words or None}
    if part == "ward":
        found = _ward(words, desk)
        values[path] = found.name if found else words or None
        values[f"{whole}.ward_code"] = found.code if found else None
    if part in ("type", "number"):
        values |= _paper(whole, part, words, entry.held)
    return FoundText(field_path=whole, values=values)


def _paper(whole: str, part: str, words: str, held: Json) -> dict[str, Json]:
    """Read kind and number of an identity paper together; twelve digits alone are a card."""
    known = held if isinstance(held, dict) else {}
    kind = words if part == "type" else str(known.get("type", ""))
    number = words if part == "number" else str(known.get("number", ""))
    if not number:
        return {}
    found = document_number(kind, number)
    if not kind and len(found) == 12 and found.isdecimal():
        kind = "can_cuoc"
    return {f"{whole}.number": found, f"{whole}.type": kind or None}


def _ward(words: str, desk: FormDesk) -> FoundWard | None:
    """Give the commune of this full name, or the only one of this name."""
    if desk.wards is None or not words:
        return None
    found = desk.wards.suggest(words, 2)
    exact = [ward for ward in found if fold(ward.name) == fold(words)]
    if exact:
        return exact[0]
    return found[0] if len(found) == 1 else None
