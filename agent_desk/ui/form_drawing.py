"""A form and its answers as rows for the screen. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.catalog.forms.flow import items_of, visible_fields
from agent_desk.catalog.forms.kinds import DOCUMENT_TYPES
from agent_desk.catalog.forms.shown import PAPER_NAMES, entry_text, part_text
from agent_desk.catalog.forms.spec import NEEDED_PARTS, PARTS, Kind, Source, Width
from agent_desk.catalog.forms.values import at
from agent_desk.i18n import tr, trn
from agent_desk.ui.form_rows import EntryKind, EntryRow, FormPicture, GroupRow, LineRow, SectionRow
from agent_desk.ui.rows import Choice

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from agent_desk.catalog.forms.spec import FormField, FormSpec
    from agent_desk.catalog.forms.values import Answers

_KINDS = {
    Kind.LONG_TEXT: EntryKind.AREA,
    Kind.CITIZEN_NUMBER: EntryKind.DIGITS,
    Kind.PHONE: EntryKind.DIGITS,
    Kind.NUMBER: EntryKind.DIGITS,
    Kind.MONEY: EntryKind.DIGITS,
    Kind.PARTIAL_DATE: EntryKind.DIGITS,
    Kind.DATE: EntryKind.DIGITS,
    Kind.ETHNICITY: EntryKind.SUGGEST,
    Kind.NATIONALITY: EntryKind.SUGGEST,
    Kind.CHOICE: EntryKind.PICK,
    Kind.YES_NO: EntryKind.PICK,
}
_PART_KINDS = {
    "type": EntryKind.PICK,
    "ward": EntryKind.SUGGEST,
    "issued_on": EntryKind.DIGITS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What is known of the entries besides the answers, each by path."""

    typed: Mapping[str, str]
    errors: Mapping[str, str]
    doubts: Mapping[str, str]
    sources: Mapping[str, Source]
    needed: Collection[str]
    suggestions: Mapping[str, tuple[str, ...]]


def picture(form: FormSpec, answers: Answers, look: Look, summary: str) -> FormPicture:
    """Draw the form with what is asked now."""
    visible = {field.id for field in visible_fields(form, answers)}
    sections = []
    for section in form.sections:
        rows: list[EntryRow | GroupRow] = []
        for field in section.fields:
            if field.id in visible and field.kind is Kind.GROUP:
                rows.append(_group(field, answers, look))
            elif field.id in visible:
                rows += _entries(field, field.id, answers, look)
        if rows:
            sections.append(SectionRow(title=section.title, rows=tuple(rows)))
    return FormPicture(title=form.name, summary=summary, note=form.note, sections=tuple(sections))


def summary_words(total: int, filled: int, missing: int) -> str:
    """Say how far a form is: of so many items so many filled in, and what is still needed."""
    items = trn("{n} item", "{n} items", total)
    if not missing:
        return tr("{items}, everything needed is there", items=items)
    needed = tr("{n} still needed", n=missing)
    return tr("{items}, {filled} filled in, {needed}", items=items, filled=filled, needed=needed)


def step_words(total: int, known: int) -> str:
    """Say under the step of a case what the form asks: ``19 items, 11 filled in by themselves``."""
    items = trn("{n} item", "{n} items", total)
    return tr("{items}, {n} filled in by themselves", items=items, n=known)


def _entries(field: FormField, path: str, answers: Answers, look: Look) -> list[EntryRow]:
    if field.kind.is_compound:
        return [_part(field, path, part, answers, look) for part in PARTS[field.kind]]
    return [_single(field, path, answers, look)]


def _single(field: FormField, path: str, answers: Answers, look: Look) -> EntryRow:
    return EntryRow(
        path=path,
        label=_label(field, field.label),
        kind=_KINDS.get(field.kind, EntryKind.LINE),
        text=look.typed.get(path, entry_text(field, at(answers, path))),
        hint=field.hint,
        error=look.errors.get(path, ""),
        doubt=look.doubts.get(path, ""),
        mark=_mark(look.sources.get(path)),
        is_wide=field.width is Width.FULL,
        is_needed=path in look.needed,
        options=_options(field),
        suggestions=look.suggestions.get(path, ()),
    )


def _part(field: FormField, path: str, part: str, answers: Answers, look: Look) -> EntryRow:
    inner = f"{path}.{part}"
    is_first = part == PARTS[field.kind][0]
    is_needed = field.is_required and part in NEEDED_PARTS[field.kind]
    label = tr("{field}: {part}", field=field.label, part=part_words(part))
    return EntryRow(
        path=inner,
        label=label if is_needed else tr("{label} (if any)", label=label),
        kind=_PART_KINDS.get(part, EntryKind.LINE),
        text=look.typed.get(inner, part_text(part, at(answers, inner))),
        hint=field.hint if is_first else "",
        error=look.errors.get(inner, "") or (look.errors.get(path, "") if is_first else ""),
        doubt=look.doubts.get(inner, ""),
        mark=_mark(look.sources.get(path)) if is_first else "",
        is_wide=False,
        is_needed=inner in look.needed or (is_first and path in look.needed),
        options=_paper_types() if part == "type" else (),
        suggestions=look.suggestions.get(inner, ()),
    )


def _group(field: FormField, answers: Answers, look: Look) -> GroupRow:
    items = items_of(field, answers.get(field.id))
    least = (field.at_least or 0) if field.is_required else 0
    lines = []
    for number, item in enumerate(items):
        entries: list[EntryRow] = []
        for inner in field.fields:
            if inner.visible_if.holds({}) or item:
                entries += _entries(inner, f"{field.id}.{number}.{inner.id}", answers, look)
        lines.append(
            LineRow(
                title=tr("Line {n}", n=number + 1),
                entries=tuple(entries),
                can_remove=len(items) > least,
            )
        )
    has_room = field.at_most is None or len(items) < field.at_most
    return GroupRow(
        path=field.id,
        label=field.label,
        lines=tuple(lines),
        hint=field.hint,
        error=look.errors.get(field.id, ""),
        add_label=tr("Add a line") if has_room else "",
    )


def part_words(part: str) -> str:
    """Name one entry of an address or of an identity paper."""
    return {
        "detail": tr("house, street, village"),
        "ward": tr("ward and province"),
        "type": tr("kind"),
        "number": tr("number"),
        "issued_on": tr("issued on"),
        "issued_by": tr("issued by"),
    }[part]


def _label(field: FormField, words: str) -> str:
    return words if field.is_required else tr("{label} (if any)", label=words)


def _mark(source: Source | None) -> str:
    return {
        Source.CARD: tr("from the card"),
        Source.CITIZEN: tr("said by the citizen"),
        Source.SCAN: tr("from a scan"),
        Source.CASE: tr("from the answers"),
        Source.BEFORE: tr("from an earlier form"),
        Source.USUAL: tr("usual, please ask"),
    }.get(source or Source.CLERK, "")


def _options(field: FormField) -> tuple[Choice, ...]:
    if field.kind is Kind.YES_NO:
        return (Choice(key="yes", label=tr("Yes")), Choice(key="no", label=tr("No")))
    return tuple(Choice(key=option.key, label=option.label) for option in field.options)


def _paper_types() -> tuple[Choice, ...]:
    return tuple(Choice(key=key, label=PAPER_NAMES[key]) for key in DOCUMENT_TYPES)
