"""The lines of a form on paper: label and value, dots where nothing is said, groups as tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.catalog.forms.flow import items_of, visible_fields
from agent_desk.catalog.forms.shown import paper_text
from agent_desk.catalog.forms.spec import Kind, Width
from agent_desk.documents.blocks import Align, Column, Columns, paragraph, solid, table
from agent_desk.documents.fonts import Face, em_width
from agent_desk.documents.runs import bold, plain, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agent_desk.catalog.forms.spec import FormField, FormSpec, Section
    from agent_desk.catalog.forms.values import Answers, Json
    from agent_desk.documents.blocks import Block
    from agent_desk.documents.parts import Form
    from agent_desk.documents.runs import Run

_DOT = "."
_FEWEST_DOTS = 8
_GAP = 0.03  # between two fields of one line, of the width inside
_TABLE_SHARE = 0.88
_NUMBER_EMS = 3.7
_LABEL_SHARE = 0.26


@dataclass(frozen=True, slots=True, kw_only=True)
class Airing:
    """How much room lies between lines, between sections and for a signature, in ems."""

    line: float
    section: float
    signing: float


WIDE = Airing(line=0.2, section=0.35, signing=4.2)
TIGHT = Airing(line=0.05, section=0.12, signing=3.4)


def section_blocks(
    form: Form, spec: FormSpec, live: Answers, airing: Airing
) -> Iterator[list[Block]]:
    """Give the blocks of each section that has something to ask, in the order of the form."""
    gap = form.space(airing.line)
    visible = {field.id for field in visible_fields(spec, live) if field.is_on_paper}
    sections = iter(spec.sections)
    for section in sections:
        if section.is_beside_next:
            yield _beside(form, section, next(sections), live)
            continue
        fields = [field for field in section.fields if field.id in visible]
        if not fields:
            continue
        intro = [bold(section.intro)] if section.intro else []
        head = [*paragraph(intro, form.layout.size, form.layout.inside)] if intro else []
        yield [*head, *(gap for _ in intro), *_lines(form, fields, live, gap)]


def _lines(form: Form, fields: Sequence[FormField], live: Answers, gap: Block) -> list[Block]:
    blocks: list[Block] = []
    waiting: FormField | None = None
    for field in fields:
        if waiting is not None and field.width is Width.HALF:
            blocks += [_pair(form, waiting, field, live), gap]
            waiting = None
            continue
        if waiting is not None:
            blocks += [*_line(form, waiting, live), gap]
            waiting = None
        if field.kind is Kind.GROUP:
            blocks += [*_group(form, field, live.get(field.id)), form.space(0.4)]
        elif field.width is Width.HALF:
            waiting = field
        else:
            blocks += [*_line(form, field, live), gap]
    if waiting is not None:
        blocks += [*_line(form, waiting, live), gap]
    return blocks


def _line(form: Form, field: FormField, live: Answers) -> list[Block]:
    size, inside = form.layout.size, form.layout.inside
    return paragraph(_runs(field, live.get(field.id), size, inside), size, inside)


def _pair(form: Form, left: FormField, right: FormField, live: Answers) -> Block:
    size, inside = form.layout.size, form.layout.inside
    width = inside * (1 - _GAP) / 2
    halves = [
        solid(_runs(field, live.get(field.id), size, width), size, width) for field in (left, right)
    ]
    return Columns(blocks=halves, offsets=[0, inside - width])


def _runs(field: FormField, value: Json, size: float, width: float) -> list[Run]:
    """Give the label with its value in bold, or with dots to the end of the line."""
    label = f"{field.label}: "
    text = paper_text(field, value)
    if text:
        return [plain(label), bold(text)]
    last = wrap([plain(label)], size, width)[-1].width
    room = width - last - 2 * size * em_width(" ", Face.REGULAR)
    dots = int(room / (size * em_width(_DOT, Face.REGULAR)))
    if dots < _FEWEST_DOTS:
        dots = int(width / (size * em_width(_DOT, Face.REGULAR))) - 1
    return [plain(f"{label}{_DOT * dots}")]


def _group(form: Form, field: FormField, value: Json) -> list[Block]:
    size = form.layout.size * _TABLE_SHARE
    items = items_of(field, value) or [{}]
    room = form.layout.inside - _NUMBER_EMS * size
    weights = [_weight(inner) for inner in field.fields]
    columns = [
        Column(
            heading=form.words.text("column_number"), width=_NUMBER_EMS * size, align=Align.CENTER
        )
    ]
    columns += [
        Column(heading=inner.label, width=room * weight / sum(weights))
        for inner, weight in zip(field.fields, weights, strict=True)
    ]
    rows = [
        [[plain(str(number))], *([plain(paper_text(f, item.get(f.id)))] for f in field.fields)]
        for number, item in enumerate(items, start=1)
    ]
    head = paragraph([plain(f"{field.label}:")], form.layout.size, form.layout.inside)
    return [*head, form.space(0.15), *table(columns, rows, size)]


def _weight(field: FormField) -> float:
    if field.kind in (Kind.NAME, Kind.TEXT, Kind.WARD, Kind.LONG_TEXT):
        return 1.7 if field.longest > 100 or field.kind is Kind.NAME else 1.2
    return 0.7 if field.kind is Kind.CHOICE else 1.1


def _beside(form: Form, left: Section, right: Section, live: Answers) -> list[Block]:
    """Give two sections as one table: what is asked, and the answers of both."""
    size = form.layout.size * 0.95
    label = form.layout.inside * _LABEL_SHARE
    side = (form.layout.inside - label) / 2
    columns = [
        Column(heading=form.words.text("column_what"), width=label),
        Column(heading=left.title, width=side, align=Align.LEFT),
        Column(heading=right.title, width=side, align=Align.LEFT),
    ]
    rows = [
        [[plain(one.label)], [_cell(one, live, side, size)], [_cell(other, live, side, size)]]
        for one, other in zip(left.fields, right.fields, strict=True)
    ]
    return table(columns, rows, size)


def _cell(field: FormField, live: Answers, width: float, size: float) -> Run:
    text = paper_text(field, live.get(field.id))
    if text:
        return bold(text)
    return plain(_DOT * int((width - 1.4 * size) / (size * em_width(_DOT, Face.REGULAR))))
