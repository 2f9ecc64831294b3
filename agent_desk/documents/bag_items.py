"""What lies in a bag as a table: sending slips and counted sheets, never a citizen's name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.documents.blocks import Align, Column, table
from agent_desk.documents.numbers import ScanNumber, show_digits
from agent_desk.documents.paper_table import count
from agent_desk.documents.runs import Run, bold, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent_desk.documents.blocks import Block
    from agent_desk.documents.parts import OfficeForm

_TEXT_SHARE = 0.92


@dataclass(frozen=True, slots=True, kw_only=True)
class BagItem:
    """One dossier in a bag, known by its reference.

    ``sheets`` is None where nobody counts sheets, ``state_fee_vnd`` what is paid over with it.
    ``came_back`` is the official code or appointment the authority gave for it, ``note`` a remark
    of the receiver; both are empty before the hand-over and left for the pen.
    """

    reference: str
    procedure_code: str = ""
    procedure_name: str = ""
    originals: int = 0
    copies: int = 0
    sheets: int | None = None
    state_fee_vnd: int = 0
    came_back: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bag:
    """A sealed bag: its number, where it goes, its seal, what is in it in the order of scanning."""

    number: ScanNumber
    destination: str
    seal_number: str
    items: tuple[BagItem, ...]
    destination_address: str = ""

    @property
    def state_fee_vnd(self) -> int:
        """The state's money that travels with the bag."""
        return sum(item.state_fee_vnd for item in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemColumn:
    """A column of the table of items: the heading's key, its width in ems, one value an item."""

    key: str
    ems: float
    values: Sequence[str]


def count_columns(items: Sequence[BagItem]) -> list[ItemColumn]:
    """Give originals, copies and sheets; sheets are left out where nobody counts them."""
    columns = [
        ItemColumn(key="column_originals", ems=4.2, values=[count(i.originals) for i in items]),
        ItemColumn(key="column_copies", ems=3.7, values=[count(i.copies) for i in items]),
    ]
    if any(item.sheets for item in items):
        sheets = [count(item.sheets) for item in items]
        columns.append(ItemColumn(key="column_sheets", ems=3.4, values=sheets))
    return columns


def items_table(
    form: OfficeForm, names: Sequence[Sequence[Run]], columns: Sequence[ItemColumn]
) -> list[Block]:
    """Give the numbered table; ``names`` are the cells that say which dossier a row is."""
    size, text = form.layout.size * _TEXT_SHARE, form.words.text
    room = form.layout.inside - size * (3.0 + sum(column.ems for column in columns))
    heads = [
        Column(heading=text("column_number"), width=3.0 * size, align=Align.CENTER),
        Column(heading=text("column_item"), width=room),
        *(
            Column(heading=text(column.key), width=column.ems * size, align=Align.CENTER)
            for column in columns
        ),
    ]
    rows = [
        [[plain(str(place + 1))], name, *([plain(column.values[place])] for column in columns)]
        for place, name in enumerate(names)
    ]
    return table(heads, rows, size)


def item_code(item: BagItem) -> list[Run]:
    """Name an item by its reference and the code of its procedure, as a courier may see it."""
    code = f" · {item.procedure_code}" if item.procedure_code else ""
    return [bold(show_digits(item.reference)), plain(code)]


def item_matter(item: BagItem) -> list[Run]:
    """Name an item by its reference and its procedure, as the receiving authority needs it."""
    matter = " ".join(filter(None, (item.procedure_name, _bracketed(item.procedure_code))))
    return [bold(show_digits(item.reference)), plain(f" {matter}" if matter else "")]


def totals(form: OfficeForm, items: Sequence[BagItem]) -> Block:
    """Say in words how many dossiers, originals, copies and sheets there are."""
    sheets = sum(item.sheets or 0 for item in items)
    key = "totals_sheets" if sheets else "totals"
    runs = form.words.runs(
        key,
        n=len(items),
        originals=sum(item.originals for item in items),
        copies=sum(item.copies for item in items),
        sheets=sheets,
    )
    return form.line(*runs)


def _bracketed(code: str) -> str:
    return f"({code})" if code else ""
