"""Headed lists of the day sheet and the shift list: bags, open matters, amounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.documents.blocks import Align, Column, Stack, table
from agent_desk.documents.numbers import show_digits
from agent_desk.documents.runs import bold, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent_desk.documents.blocks import Block
    from agent_desk.documents.parts import OfficeForm

_TEXT_SHARE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class BagLine:
    """A bag of the day in one line; ``state`` is said in words."""

    number: str
    destination: str
    dossiers: int
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListColumn:
    """A column: the heading's key and its share of the width; the last one gets what is left."""

    key: str
    share: float
    align: Align = Align.LEFT


BAG_COLUMNS = (
    ListColumn(key="column_bag", share=0.26),
    ListColumn(key="column_to", share=0.36),
    ListColumn(key="column_dossiers", share=0.12, align=Align.CENTER),
    ListColumn(key="column_state", share=0.26),
)


def bag_rows(bags: Sequence[BagLine]) -> list[tuple[str, ...]]:
    """Give the cells of the bags."""
    return [
        (show_digits(bag.number), bag.destination, str(bag.dossiers), bag.state) for bag in bags
    ]


def headed_list(
    form: OfficeForm,
    heading_key: str,
    columns: Sequence[ListColumn],
    rows: Sequence[Sequence[str]],
    empty_key: str = "none",
) -> list[Block]:
    """Give a heading and its table, or the sentence that says there is nothing."""
    words = form.words
    return titled_list(form, words.text(heading_key), columns, rows, words.text(empty_key))


def titled_list(
    form: OfficeForm,
    title: str,
    columns: Sequence[ListColumn],
    rows: Sequence[Sequence[str]],
    nothing: str,
) -> list[Block]:
    """Give a table under a title of its own, or ``nothing`` where it has no rows."""
    heading = form.line(bold(title))
    if not rows:
        return [Stack(blocks=[heading, form.line(plain(nothing))]), form.space(0.5)]
    inside = form.layout.inside
    heads = [
        Column(heading=form.words.text(column.key), width=inside * column.share, align=column.align)
        for column in columns
    ]
    cells = [[[plain(text)] for text in row] for row in rows]
    top, first, *rest = table(heads, cells, form.layout.size * _TEXT_SHARE)
    return [Stack(blocks=[heading, form.space(0.2), top, first]), *rest, form.space(0.6)]
