"""Biên bản giao nhận hồ sơ: both sides count a bag and sign, which files what is on paper."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from agent_desk.documents import parts
from agent_desk.documents.bag_items import (
    ItemColumn,
    count_columns,
    item_matter,
    items_table,
    totals,
)
from agent_desk.documents.blocks import Stack
from agent_desk.documents.numbers import number_codes, show_digits
from agent_desk.documents.penned import (
    dotted,
    free_line,
    office_letterhead,
    side_lines,
    signing,
    ticks,
    written,
)
from agent_desk.documents.runs import plain
from agent_desk.documents.sheet import Print, a4, print_pdf
from agent_desk.documents.show import show_long_moment
from agent_desk.documents.wording import wording
from agent_desk.domain.fees import print_vnd

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from agent_desk.documents.bag_items import Bag, BagItem
    from agent_desk.documents.blocks import Block
    from agent_desk.documents.head import OfficeHead
    from agent_desk.documents.parts import OfficeForm
    from agent_desk.documents.penned import Side

DOCUMENT = "handover_minutes"
_SIZE = 11.5


class Direction(Enum):
    """Which way the bag went."""

    TO_AUTHORITY = "to_authority"
    FROM_AUTHORITY = "from_authority"


class SealFound(Enum):
    """How the seal was when the bag came; ``UNSEEN`` leaves the boxes for the pen."""

    UNSEEN = "unseen"
    INTACT = "intact"
    BROKEN = "broken"
    OTHER_NUMBER = "other_number"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverMinutes:
    """What the minutes say. Their content follows QĐ 45/2016 art. 7(3) and TT 17/2017 art. 5.

    ``signed_at`` is None while nobody has signed: then it is written by hand, and so is every
    empty name. ``remarks`` says in what the count differs from the list.
    """

    head: OfficeHead
    bag: Bag
    giver: Side
    taker: Side
    where: str = ""
    signed_at: datetime | None = None
    direction: Direction = Direction.TO_AUTHORITY
    seal: SealFound = SealFound.UNSEEN
    remarks: str = ""


def render_handover_minutes(minutes: HandoverMinutes) -> bytes:
    """Write a copy for each side as PDF on A4. Raises: NotFound if the wording is unknown."""
    return print_pdf(handover_minutes_job(minutes))


def handover_minutes_job(minutes: HandoverMinutes) -> Print:
    """Lay both copies out. Raises: NotFound if the wording version is unknown."""
    words = wording(DOCUMENT, minutes.head.template_version)
    form = parts.OfficeForm(head=minutes.head, words=words, layout=a4(_SIZE))
    header, body = office_letterhead(form), _body(form, minutes)
    number = minutes.bag.number.text
    copies = [
        parts.named_copy(form, [header, *parts.title(form, under), *body], number, under)
        for under in (parts.copy_line(form, 1), parts.copy_line(form, 2))
    ]
    return Print(
        copies=copies,
        layout=form.layout,
        side_by_side=False,
        title=f"{words.text('title')} {number}",
        author=minutes.head.operator,
    )


def _body(form: OfficeForm, minutes: HandoverMinutes) -> list[Block]:
    bag = minutes.bag
    return [
        *number_codes(form, bag.number, form.words.text("bag_number")),
        *_meeting(form, minutes),
        *side_lines(form, "giver", minutes.giver),
        *side_lines(form, "taker", minutes.taker),
        *written(form, "seal_number", bag.seal_number),
        *_seal(form, minutes.seal),
        form.space(0.4),
        *_items(form, bag.items),
        # What is signed stays on one page with its totals.
        Stack(blocks=[*_sums(form, minutes), *_end(form, minutes)]),
    ]


def _sums(form: OfficeForm, minutes: HandoverMinutes) -> list[Block]:
    return [
        form.space(0.5),
        totals(form, minutes.bag.items),
        form.space(0.3),
        *_money(form, minutes.bag),
        *_remarks(form, minutes.remarks),
    ]


def _meeting(form: OfficeForm, minutes: HandoverMinutes) -> list[Block]:
    where = minutes.where or form.words.text("where_open")
    if minutes.signed_at is None:
        return form.row((plain(form.words.text("met_open", where=where)),))
    when = show_long_moment(minutes.signed_at)
    return form.row((plain(form.words.text("met", when=when, where=where)),))


def _seal(form: OfficeForm, found: SealFound) -> list[Block]:
    states = (SealFound.INTACT, SealFound.BROKEN, SealFound.OTHER_NUMBER)
    options = [(form.words.text(f"seal_{state.value}"), state is found) for state in states]
    return [
        form.line(*form.words.runs("seal_found")),
        *ticks(form, options[:1], 1),
        *ticks(form, options[1:], 2),
    ]


def _items(form: OfficeForm, items: Sequence[BagItem]) -> list[Block]:
    columns = [
        *count_columns(items),
        ItemColumn(key="column_complete", ems=2.8, values=[""] * len(items)),
        ItemColumn(
            key="column_came_back",
            ems=11.0,
            values=["; ".join(filter(None, (item.came_back, item.note))) for item in items],
        ),
    ]
    return items_table(form, [item_matter(item) for item in items], columns)


def _money(form: OfficeForm, bag: Bag) -> list[Block]:
    paying = [item for item in bag.items if item.state_fee_vnd]
    if not paying:
        return form.row(form.field("state_fee_with", form.words.text("none")))
    each = "; ".join(
        f"{show_digits(item.reference)}: {print_vnd(item.state_fee_vnd)}" for item in paying
    )
    return form.row(form.field("state_fee_with", f"{print_vnd(bag.state_fee_vnd)} ({each})"))


def _remarks(form: OfficeForm, remarks: str) -> list[Block]:
    if remarks:
        return form.row(form.field("remarks", remarks))
    return [dotted(form, "remarks")]


def _end(form: OfficeForm, minutes: HandoverMinutes) -> list[Block]:
    return [
        form.space(0.3),
        form.line(*form.words.runs("counted")),
        form.line(*form.words.runs(minutes.direction.value)),
        form.space(0.7),
        signing(form, [("sign_giver", minutes.giver.person), ("sign_taker", minutes.taker.person)]),
        form.space(0.5),
        free_line(form),
    ]
