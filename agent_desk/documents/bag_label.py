"""Nhãn túi hồ sơ: where the bag goes, its number to scan, its seal; nothing of any citizen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from agent_desk.documents import parts
from agent_desk.documents.codes import code128_bars, code128_modules, qr_bars, qr_modules
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
from agent_desk.documents.penned import free_line, written
from agent_desk.documents.runs import bold, plain
from agent_desk.documents.sheet import MM, print_pdf
from agent_desk.documents.show import show_moment
from agent_desk.documents.wording import wording

if TYPE_CHECKING:
    from datetime import datetime

    from agent_desk.documents.blocks import Block
    from agent_desk.documents.head import OfficeHead
    from agent_desk.documents.numbers import ScanNumber
    from agent_desk.documents.parts import OfficeForm
    from agent_desk.documents.sheet import Layout, Print

DOCUMENT = "bag_label"
_MODULE = 0.5 * MM
_QUIET_MODULES = 10
_QR_SIDE = 30 * MM
_LONG_NAME = 42


@dataclass(frozen=True, slots=True, kw_only=True)
class BagLabel:
    """What the label says; an empty ``seal_number`` is written by hand."""

    head: OfficeHead
    number: ScanNumber
    destination: str
    dossiers: int
    seal_number: str = ""
    destination_address: str = ""
    leaves_by: datetime | None = None


def render_bag_label(label: BagLabel, paper: LabelPaper = LabelPaper.A6) -> bytes:
    """Write the label as PDF. Raises: NotFound if the wording version is unknown."""
    return print_pdf(bag_label_job(label, paper))


def bag_label_job(label: BagLabel, paper: LabelPaper) -> Print:
    """Lay the label out on one page. Raises: NotFound if the wording version is unknown."""
    return on_one_page(label_layout(paper), partial(_job, label))


def _job(label: BagLabel, layout: Layout) -> Print:
    words = wording(DOCUMENT, label.head.template_version)
    form = parts.OfficeForm(head=label.head, words=words, layout=layout)
    leaves = show_moment(label.leaves_by) if label.leaves_by else ""
    share = 1.9 if len(label.destination) <= _LONG_NAME else 1.45
    blocks = [
        centered(form, [plain(words.text("title"))], 1.1),
        across(form),
        centered(form, [plain(words.text("to"))]),
        centered(form, [bold(label.destination)], share),
        *(
            [centered(form, [plain(label.destination_address)])]
            if label.destination_address
            else []
        ),
        across(form),
        *_codes(form, label.number),
        across(form),
        *form.row(form.field("dossiers", str(label.dossiers)), form.field("leaves_by", leaves)),
        *written(form, "seal_number", label.seal_number),
        *form.row(form.field("from", f"{label.head.site}, {label.head.operator}")),
        free_line(form),
    ]
    return label_print(form, blocks, label.number.text)


def _codes(form: OfficeForm, number: ScanNumber) -> list[Block]:
    inside, unit = form.layout.inside, label_unit(form)
    modules = code128_modules(number.digits)
    module = min(_MODULE * unit, inside / (modules + 2 * _QUIET_MODULES))
    height = 14 * MM * unit
    bars = code128_bars(number.digits)
    square = qr_bars(number.digits)
    return [
        centered(form, [bold(number.text)], 1.9),
        form.space(0.3),
        Bars(bars=bars, modules=modules, module=module, width=inside, bar_height=height),
        Square(bars=square, modules=qr_modules(number.digits), side=_QR_SIDE * unit, width=inside),
    ]
