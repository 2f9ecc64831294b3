"""Nhãn phát: the A6 label of a result that goes out by post; a name, an address, no matter."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from agent_desk.documents import parts
from agent_desk.documents.blocks import Framed, Stack, solid
from agent_desk.documents.codes import (
    QR_QUIET_MODULES,
    bars_width,
    code128_item_bars,
    qr_item_bars,
)
from agent_desk.documents.fit import on_one_page
from agent_desk.documents.label_sheet import (
    Bars,
    LabelPaper,
    Square,
    across,
    centered,
    label_layout,
    label_print,
    label_unit,
)
from agent_desk.documents.penned import free_line
from agent_desk.documents.runs import bold, labelled, plain
from agent_desk.documents.sheet import MM, print_pdf
from agent_desk.documents.show import show_phone_text
from agent_desk.documents.wording import wording
from agent_desk.domain.fees import print_vnd
from agent_desk.domain.postal import classify_item, group_item
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent_desk.documents.blocks import Block
    from agent_desk.documents.head import OfficeHead, Party
    from agent_desk.documents.parts import OfficeForm
    from agent_desk.documents.runs import Run
    from agent_desk.documents.sheet import Layout, Print

DOCUMENT = "delivery_label"
_MODULE = 0.5 * MM
_LEAST_MODULE = 0.25 * MM
_QUIET_MODULES = 10
_BAR_HEIGHT = 21 * MM  # so high that a reader held askew still crosses all bars
_ADDRESSEE_SHARE = 1.35


class Postage(Enum):
    """Who pays for the delivery."""

    CITY = "city"
    PAID = "paid"
    ON_DELIVERY = "on_delivery"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryLabel:
    """What the label says; nothing tells what is inside.

    ``postage_vnd`` is given exactly when the receiver pays on delivery; the city pays only where
    the rule said so (NQ 77/2025). Raises: InvalidInput if a part contradicts another or the item
    code is wrong.
    """

    head: OfficeHead
    item_code: str
    sender_address: str
    sender_phone: str
    receiver: Party
    postage: Postage
    postage_vnd: int | None = None

    def __post_init__(self) -> None:
        if (self.postage is Postage.ON_DELIVERY) != (self.postage_vnd is not None):
            raise InvalidInput(tr("Only postage paid on delivery has an amount on the label."))
        if not (self.receiver.name.strip() and self.receiver.address.strip()):
            raise InvalidInput(tr("A delivery needs the name and the address of the receiver."))
        classify_item(self.item_code)


def render_delivery_label(label: DeliveryLabel, paper: LabelPaper = LabelPaper.A6) -> bytes:
    """Write the label as PDF. Raises: NotFound if the wording version is unknown."""
    return print_pdf(delivery_label_job(label, paper))


def delivery_label_job(label: DeliveryLabel, paper: LabelPaper) -> Print:
    """Lay the label out on one page. Raises: NotFound if the wording version is unknown."""
    return on_one_page(label_layout(paper), partial(_job, label))


def _job(label: DeliveryLabel, layout: Layout) -> Print:
    words = wording(DOCUMENT, label.head.template_version)
    form = parts.OfficeForm(head=label.head, words=words, layout=layout)
    code = classify_item(label.item_code).code
    blocks = [
        centered(form, [bold(words.text("title"))], 1.3),
        form.space(0.4),
        *_code(form, code),
        across(form),
        *_sender(form, label),
        form.space(0.5),
        _receiver(form, label.receiver),
        form.space(0.5),
        form.line(*_postage(form, label)),
        form.line(*words.runs("hand_over")),
        form.space(0.3),
        *_tries(form),
        free_line(form),
    ]
    return label_print(form, blocks, group_item(code))


def _code(form: OfficeForm, code: str) -> list[Block]:
    inside, unit = form.layout.inside, label_unit(form)
    bars = code128_item_bars(code)
    modules = bars_width(bars)
    module = min(_MODULE * unit, inside / (modules + 2 * _QUIET_MODULES))
    text = centered(form, [bold(group_item(code))], 1.4)
    if module >= _LEAST_MODULE:
        height = _BAR_HEIGHT * unit
        drawn = Bars(bars=bars, modules=modules, module=module, width=inside, bar_height=height)
        return [drawn, form.space(0.25), text]
    square = qr_item_bars(code)
    side = 26 * MM * unit
    width = bars_width(square) + QR_QUIET_MODULES
    return [Square(bars=square, modules=width, side=side, width=inside), text]


def _sender(form: OfficeForm, label: DeliveryLabel) -> list[Block]:
    size, inside, words = form.layout.small, form.layout.inside, form.words
    who = labelled(words.text("from"), f"{label.head.site}, {label.head.operator}")
    where = ". ".join(
        filter(
            None,
            (
                label.sender_address,
                label.sender_phone
                and f"{words.text('phone')}: {show_phone_text(label.sender_phone)}",
            ),
        )
    )
    lines: list[Block] = [solid(who, size, inside)]
    return [*lines, solid([plain(where)], size, inside)] if where else lines


def _receiver(form: OfficeForm, receiver: Party) -> Block:
    padding = form.layout.size * 0.6
    width, size = form.layout.inside - 2 * padding, form.layout.size
    texts: list[Block] = [
        solid([plain(form.words.text("to"))], size * 0.9, width),
        solid([bold(receiver.name)], size * _ADDRESSEE_SHARE, width),
        solid([plain(receiver.address)], size * 1.15, width),
    ]
    if receiver.phone:
        phone = labelled(form.words.text("phone"), show_phone_text(receiver.phone))
        texts.append(solid(phone, size * 1.15, width))
    return Framed(block=Stack(blocks=texts), width=form.layout.inside, padding=padding)


def _postage(form: OfficeForm, label: DeliveryLabel) -> Sequence[Run]:
    amount = print_vnd(label.postage_vnd) if label.postage_vnd is not None else ""
    return form.words.runs(f"postage_{label.postage.value}", amount=amount)


def _tries(form: OfficeForm) -> list[Block]:
    size, inside = form.layout.small, form.layout.inside
    return [
        solid(form.words.runs("tries"), size, inside),
        form.space(0.35),
        solid(form.words.runs("tries_rule"), size, inside),
    ]
