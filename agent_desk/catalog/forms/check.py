"""The one checker of filled forms, the same at the desk and at the center."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.catalog.forms.compare import compare
from agent_desk.catalog.forms.flow import asked, live_answers, visible_fields
from agent_desk.catalog.forms.kinds import lacks, read_value
from agent_desk.catalog.forms.peoples import ethnic_groups, nationalities
from agent_desk.catalog.forms.spec import Kind
from agent_desk.catalog.forms.values import is_empty
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from agent_desk.catalog.forms.flow import Asked
    from agent_desk.catalog.forms.spec import FormField, FormSpec
    from agent_desk.catalog.forms.values import Answers, Json

MAX_ITEMS = 50
"""No group has more items than this, whatever its form says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with the value at a path, in a sentence."""

    path: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found. ``answers`` hold every readable value in its one form, hidden ones too.

    ``unreadable`` are values that cannot be kept, ``contradictions`` readable ones that cannot
    both be true, ``missing`` the required ones that are not there yet; doubts only warn.
    ``filled`` counts the fields asked now that have an answer.
    """

    answers: dict[str, Json]
    unreadable: tuple[Fault, ...]
    contradictions: tuple[Fault, ...]
    missing: tuple[Fault, ...]
    doubts: tuple[Fault, ...]
    total: int
    filled: int

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Give everything that is wrong, whatever is still missing."""
        return (*self.unreadable, *self.contradictions)

    @property
    def is_complete(self) -> bool:
        """Say whether the form can be signed."""
        return not self.faults and not self.missing


def check(form: FormSpec, answers: Answers, today: date) -> Checked:
    """Check the answers of a form; never fails, whatever they hold."""
    reader = _Reader(today)
    clean = reader.read(form, answers)
    live = live_answers(form, clean)
    found = tuple(asked(form, clean))
    visible = {field.id for field in visible_fields(form, clean)}
    shown = [fault for fault in reader.faults if _first(fault.path) in visible | reader.unknown]
    crossed = compare(form, live, today)
    missing = [_missing(one.path, one.field, one.value) for one in found if one.is_missing]
    missing += _too_few(form, clean)
    held = {fault.path for fault in shown}
    return Checked(
        answers=clean,
        unreadable=tuple(shown),
        contradictions=tuple(Fault(path=p, message=m) for p, m in crossed.faults),
        missing=tuple(fault for fault in missing if fault.path not in held),
        doubts=(*_unlisted(found), *(Fault(path=p, message=m) for p, m in crossed.doubts)),
        total=len(found),
        filled=sum(one.is_filled for one in found),
    )


class _Reader:
    """Reads values into their one form and keeps what cannot be read as faults."""

    def __init__(self, today: date) -> None:
        self._today = today
        self.faults: list[Fault] = []
        self.unknown: set[str] = set()

    def read(self, form: FormSpec, answers: Answers) -> dict[str, Json]:
        clean: dict[str, Json] = {}
        for name in answers:
            if form.field(name) is None:
                self.unknown.add(name[:60])
                self.faults.append(
                    Fault(path=name[:60], message=tr("This form does not ask for this."))
                )
        for field in form.fields():
            value = answers.get(field.id)
            read = self._group(field, value) if field.kind is Kind.GROUP else None
            if field.kind is not Kind.GROUP:
                read = self._one(field, field.id, value)
            if not is_empty(read):
                clean[field.id] = read
        return clean

    def _one(self, field: FormField, path: str, value: Json) -> Json:
        try:
            return read_value(field, value, self._today)
        except InvalidInput as error:
            self.faults.append(Fault(path=path, message=error.message))
            return None

    def _group(self, field: FormField, value: Json) -> Json:
        if value is None:
            return None
        most = min(field.at_most or MAX_ITEMS, MAX_ITEMS)
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            message = tr("This is not what the field holds. Type it again.")
            self.faults.append(Fault(path=field.id, message=message))
            return None
        if len(value) > most:
            message = tr("At most {n} lines fit here. Use a second form for the rest.", n=most)
            self.faults.append(Fault(path=field.id, message=message))
        return [
            self._item(field, number, item)
            for number, item in enumerate(value[:most])
            if isinstance(item, dict)
        ]

    def _item(self, field: FormField, number: int, item: dict[str, Json]) -> Json:
        clean: dict[str, Json] = {}
        for name in item:
            if field.field(name) is None:
                path = f"{field.id}.{number}.{name[:60]}"
                self.faults.append(Fault(path=path, message=tr("This form does not ask for this.")))
        for inner in field.fields:
            path = f"{field.id}.{number}.{inner.id}"
            read = self._one(inner, path, item.get(inner.id))
            if read is not None:
                clean[inner.id] = read
        return clean


def _first(path: str) -> str:
    return path.partition(".")[0]


def _missing(path: str, field: FormField, value: Json) -> Fault:
    parts = lacks(field, value) if field.kind.is_compound else ()
    where = f"{path}.{parts[0]}" if parts else path
    return Fault(path=where, message=tr("Still to be filled in: {field}.", field=field.label))


def _too_few(form: FormSpec, answers: Answers) -> list[Fault]:
    found = []
    for field in visible_fields(form, answers):
        if field.kind is not Kind.GROUP:
            continue
        value = answers.get(field.id)
        count = len(value) if isinstance(value, list) else 0
        least = field.at_least or 0
        if (field.is_required or count) and count < least:
            message = tr("At least {n} lines are needed: {field}.", n=least, field=field.label)
            found.append(Fault(path=field.id, message=message))
    return found


def _unlisted(fields: Iterable[Asked]) -> list[Fault]:
    """Doubt names of peoples and countries that no list has: a slip, or really another."""
    found = []
    for one in fields:
        text = str(one.value) if one.is_filled else ""
        if text and one.field.kind is Kind.ETHNICITY and ethnic_groups().known(text) is None:
            message = tr("Not one of the 54 ethnic groups. Look at the birth certificate.")
            found.append(Fault(path=one.path, message=message))
        if text and one.field.kind is Kind.NATIONALITY and nationalities().known(text) is None:
            message = tr("This country is not in the list. Check the spelling.")
            found.append(Fault(path=one.path, message=message))
    return found
