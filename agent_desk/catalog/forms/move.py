"""From one version of a form to another: what is new, what is gone, what must be looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.catalog.forms.check import check
from agent_desk.catalog.forms.values import is_empty

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from agent_desk.catalog.forms.spec import FormField, FormSpec
    from agent_desk.catalog.forms.values import Answers, Json


@dataclass(frozen=True, slots=True, kw_only=True)
class FormDiff:
    """Labels of fields in the order of the forms; an answer that is ``lost`` cannot come along.

    ``changed`` fields ask for another kind, or under another condition, or became required.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Say whether moving changes nothing but the number of the version."""
        return not (self.added or self.removed or self.changed or self.lost)


def diff(old: FormSpec, new: FormSpec, answers: Answers, today: date) -> FormDiff:
    """Say what moving would change for these answers."""
    before = {field.id: field for field in old.fields()}
    after = {field.id: field for field in new.fields()}
    kept = carry(new, answers, today)
    return FormDiff(
        added=_labels(after, [name for name in after if name not in before]),
        removed=_labels(before, [name for name in before if name not in after]),
        changed=_labels(
            after, [n for n in after if n in before and _meaning(before[n]) != _meaning(after[n])]
        ),
        lost=_labels(
            before, [n for n, v in answers.items() if n in before and not is_empty(v)
                     and kept.get(n) != v]
        ),
    )  # fmt: skip


def carry(new: FormSpec, answers: Answers, today: date) -> dict[str, Json]:
    """Give the answers that the new version can hold."""
    return check(new, answers, today).answers


def _labels(fields: Mapping[str, FormField], names: list[str]) -> tuple[str, ...]:
    return tuple(fields[name].label for name in names)


def _meaning(field: FormField) -> tuple[object, ...]:
    inner = tuple(_meaning(part) for part in field.fields)
    keys = tuple(option.key for option in field.options)
    return (field.kind, field.is_required, field.visible_if.cases, keys, inner)
