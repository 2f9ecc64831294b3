"""Bảng kê hồ sơ trong túi: one copy in the bag, one with the courier, one stays; no names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.documents import parts
from agent_desk.documents.bag_items import (
    ItemColumn,
    count_columns,
    item_code,
    items_table,
    totals,
)
from agent_desk.documents.blocks import Stack
from agent_desk.documents.head import PaperSize
from agent_desk.documents.numbers import number_codes
from agent_desk.documents.penned import free_line, office_letterhead, signing, written
from agent_desk.documents.sheet import Print, a4, a5, print_pdf
from agent_desk.documents.show import show_moment
from agent_desk.documents.wording import wording

if TYPE_CHECKING:
    from datetime import datetime

    from agent_desk.documents.bag_items import Bag
    from agent_desk.documents.blocks import Block
    from agent_desk.documents.head import OfficeHead
    from agent_desk.documents.parts import OfficeForm

DOCUMENT = "bag_list"
COPIES = 3
_SIZE_A4 = 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class BagList:
    """What the list says; an empty ``courier`` signs by hand, ``sealed_at`` None is not sealed."""

    head: OfficeHead
    bag: Bag
    clerk: str
    sealed_at: datetime | None = None
    leaves_by: datetime | None = None
    courier: str = ""


def render_bag_list(bag_list: BagList, paper: PaperSize) -> bytes:
    """Write the three copies as PDF. Raises: NotFound if the wording version is unknown."""
    return print_pdf(bag_list_job(bag_list, paper))


def bag_list_job(bag_list: BagList, paper: PaperSize) -> Print:
    """Lay the copies out. Raises: NotFound if the wording version is unknown."""
    words = wording(DOCUMENT, bag_list.head.template_version)
    layout = a4(_SIZE_A4) if paper is PaperSize.A4 else a5()
    form = parts.OfficeForm(head=bag_list.head, words=words, layout=layout)
    header, body = office_letterhead(form), _body(form, bag_list)
    number = bag_list.bag.number.text
    copies = [
        parts.named_copy(form, [header, *parts.title(form, under), *body], number, under)
        for under in (parts.copy_line(form, copy) for copy in range(1, COPIES + 1))
    ]
    return Print(
        copies=copies,
        layout=layout,
        side_by_side=False,
        title=f"{words.text('title')} {number}",
        author=bag_list.head.operator,
    )


def _body(form: OfficeForm, bag_list: BagList) -> list[Block]:
    bag = bag_list.bag
    leaves = show_moment(bag_list.leaves_by) if bag_list.leaves_by else ""
    sealed = show_moment(bag_list.sealed_at) if bag_list.sealed_at else ""
    columns = [
        *count_columns(bag.items),
        ItemColumn(key="column_complete", ems=3.0, values=[""] * len(bag.items)),
    ]
    return [
        *number_codes(form, bag.number, form.words.text("bag_number")),
        *form.row(form.field("destination", bag.destination)),
        *form.row(form.field("address", bag.destination_address)),
        *written(form, "seal_number", bag.seal_number),
        *form.row(form.field("sealed_at", sealed), form.field("leaves_by", leaves)),
        form.space(0.3),
        *items_table(form, [item_code(item) for item in bag.items], columns),
        form.space(0.5),
        totals(form, bag.items),
        form.space(0.5),
        Stack(blocks=_end(form, bag_list)),
    ]


def _end(form: OfficeForm, bag_list: BagList) -> list[Block]:
    return [
        form.note("mismatch"),
        form.space(0.7),
        signing(form, [("sign_clerk", bag_list.clerk), ("sign_courier", bag_list.courier)]),
        form.space(0.4),
        free_line(form),
    ]
