"""The key sheet: every key of the desk on one A4 page, to lie beside the keyboard."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from agent_desk.documents import parts
from agent_desk.documents.blocks import Align, Column, Framed, Stack, paragraph, solid, table
from agent_desk.documents.fit import on_one_page
from agent_desk.documents.runs import bold, plain
from agent_desk.documents.sheet import MM, Layout, Print, a4, print_pdf
from agent_desk.documents.wording import wording

if TYPE_CHECKING:
    from agent_desk.documents.blocks import Block
    from agent_desk.documents.head import OfficeHead

DOCUMENT = "key_sheet"
_SIZE = 12.5
_KEY_SHARE = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyLine:
    """One key and what it does."""

    key: str
    does: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeySheet:
    """What the sheet says; the keys in the order of the table."""

    head: OfficeHead
    lines: tuple[KeyLine, ...]


def render_key_sheet(sheet: KeySheet) -> bytes:
    """Write the sheet as PDF on A4. Raises: NotFound if the wording version is unknown."""
    return print_pdf(on_one_page(_layout(), partial(_job, sheet)))


def _layout() -> Layout:
    return replace(a4(_SIZE), left=18 * MM, right=18 * MM, top=14 * MM, bottom=10 * MM)


def _job(sheet: KeySheet, layout: Layout) -> Print:
    head = sheet.head
    words = wording(DOCUMENT, head.template_version)
    form = parts.OfficeForm(head=head, words=words, layout=layout)
    size, inside = layout.size, layout.inside
    columns = [
        Column(heading=words.text("column_key"), width=inside * _KEY_SHARE),
        Column(heading=words.text("column_does"), width=inside * (1 - _KEY_SHARE)),
    ]
    rows = [[[bold(line.key)], [plain(line.does)]] for line in sheet.lines]
    blocks: list[Block] = [
        solid([plain(head.operator)], size * 0.8, inside, Align.CENTER),
        solid([bold(head.site)], size * 0.85, inside, Align.CENTER),
        form.space(0.4),
        solid([bold(words.text("title"))], size * 1.5, inside, Align.CENTER),
        form.space(0.5),
        *_boxed(form, "first"),
        *table(columns, rows, size),
        form.space(0.5),
        *_boxed(form, "outage"),
    ]
    return Print(
        copies=[parts.named_copy(form, blocks, head.site, parts.print_line(form))],
        layout=layout,
        side_by_side=False,
        title=words.text("title"),
        author=head.operator,
    )


def _boxed(form: parts.OfficeForm, key: str) -> list[Block]:
    size, padding = form.layout.size, form.layout.size * 0.55
    width = form.layout.inside
    lines = paragraph(form.words.runs(key), size, width - 2 * padding)
    return [Framed(block=Stack(blocks=lines), width=width, padding=padding), form.space(0.5)]
