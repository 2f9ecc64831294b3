"""Which fields a form asks now, how far it is filled, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.catalog.forms.kinds import lacks
from agent_desk.catalog.forms.spec import Kind
from agent_desk.catalog.forms.values import as_rule_answers, is_empty, without_empty

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent_desk.catalog.forms.spec import FormField, FormSpec
    from agent_desk.catalog.forms.values import Answers, Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A field that is asked now, where its value lies and what it is."""

    path: str
    field: FormField
    value: Json

    @property
    def is_filled(self) -> bool:
        """Say whether something was answered."""
        return not is_empty(self.value)

    @property
    def is_missing(self) -> bool:
        """Say whether the form cannot go without it and it is not whole."""
        if self.field.kind.is_compound:
            wanted = self.field.is_required or self.is_filled
            return wanted and bool(lacks(self.field, self.value))
        return self.field.is_required and not self.is_filled


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a form is filled: of ``total`` fields asked now, and the next to answer.

    ``missing`` are the paths of required fields in their order; ``next_path`` is the first of
    them, else the first empty field, else empty.
    """

    total: int
    filled: int
    missing: tuple[str, ...]
    next_path: str

    @property
    def is_complete(self) -> bool:
        """Say whether every required field is answered."""
        return not self.missing


def visible_fields(form: FormSpec, answers: Answers) -> tuple[FormField, ...]:
    """Give the top fields asked now; a field whose condition is itself hidden is hidden too."""
    said = _said_where_shown(form, answers)
    return tuple(field for field in form.fields() if field.visible_if.holds(said))


def items_of(field: FormField, value: Json) -> list[dict[str, Json]]:
    """Give the items of a group, padded to as many as it must have."""
    held = [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
    least = (field.at_least or 0) if field.is_required else 0
    return held + [{} for _ in range(least - len(held))]


def asked(form: FormSpec, answers: Answers) -> Iterator[Asked]:
    """Give every field asked now, those of group items too, in the order of the paper."""
    for field in visible_fields(form, answers):
        value = answers.get(field.id)
        if field.kind is not Kind.GROUP:
            yield Asked(path=field.id, field=field, value=value)
            continue
        for number, item in enumerate(items_of(field, value)):
            said = as_rule_answers(item)
            for inner in field.fields:
                if inner.visible_if.holds(said):
                    path = f"{field.id}.{number}.{inner.id}"
                    yield Asked(path=path, field=inner, value=item.get(inner.id))


def progress(form: FormSpec, answers: Answers) -> Progress:
    """Count what is asked and what is answered."""
    found = tuple(asked(form, answers))
    missing = tuple(one.path for one in found if one.is_missing)
    empty = (one.path for one in found if not one.is_filled)
    return Progress(
        total=len(found),
        filled=sum(one.is_filled for one in found),
        missing=missing,
        next_path=missing[0] if missing else next(empty, ""),
    )


def live_answers(form: FormSpec, answers: Answers) -> dict[str, Json]:
    """Give only what is asked now and answered: what goes on paper and to the center.

    What a condition hides is kept at the desk, in case the citizen changes the mind again.
    """
    live: dict[str, Json] = {}
    for field in visible_fields(form, answers):
        value = answers.get(field.id)
        if field.kind is Kind.GROUP:
            value = [_live_item(field, item) for item in items_of(field, value)]
        value = without_empty(value)
        if not is_empty(value):
            live[field.id] = value
    return live


def _live_item(field: FormField, item: dict[str, Json]) -> dict[str, Json]:
    said = as_rule_answers(item)
    return {
        inner.id: item[inner.id]
        for inner in field.fields
        if inner.id in item and inner.visible_if.holds(said)
    }


def _said_where_shown(form: FormSpec, answers: Answers) -> dict[str, str]:
    """Give what rules compare, without hidden fields; conditions look only at earlier fields."""
    every = as_rule_answers(answers)
    said: dict[str, str] = {}
    for field in form.fields():
        if field.id in every and field.visible_if.holds(said):
            said[field.id] = every[field.id]
    return said
