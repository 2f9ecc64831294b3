"""Nhãn kệ: where a result lies, in letters seen from two steps away; no name in full."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.documents import parts
from agent_desk.documents.codes import code128_bars, code128_modules
from agent_desk.documents.label_sheet import (
    Bars,
    LabelPaper,
    across,
    centered,
    label_layout,
    label_print,
)
from agent_desk.documents.penned import free_line
from agent_desk.documents.runs import bold, plain
from agent_desk.documents.sheet import MM, print_pdf
from agent_desk.documents.show import show_moment
from agent_desk.documents.wording import wording

if TYPE_CHECKING:
    from datetime import datetime

    from agent_desk.documents.head import OfficeHead
    from agent_desk.documents.numbers import ScanNumber

DOCUMENT = "shelf_label"
_MODULE = 0.45 * MM
_QUIET_MODULES = 10
_BARS = 14 * MM


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfLabel:
    """What the label says; ``initials`` are enough to ask back and too little to gossip."""

    head: OfficeHead
    place: str
    initials: str
    number: ScanNumber
    arrived_at: datetime


def initials_of(name: str) -> str:
    """Shorten a name for a label: the given name in full, of the others the first letter."""
    words = name.split()
    return " ".join([*(f"{word[0]}." for word in words[:-1]), *words[-1:]])


def render_shelf_label(label: ShelfLabel, paper: LabelPaper = LabelPaper.A6) -> bytes:
    """Write the label as PDF. Raises: NotFound if the wording version is unknown."""
    words = wording(DOCUMENT, label.head.template_version)
    form = parts.OfficeForm(head=label.head, words=words, layout=label_layout(paper))
    unit = form.layout.size / 10.5
    modules = code128_modules(label.number.digits)
    module = min(_MODULE * unit, form.layout.inside / (modules + 2 * _QUIET_MODULES))
    bars = Bars(
        bars=code128_bars(label.number.digits),
        modules=modules,
        module=module,
        width=form.layout.inside,
        bar_height=_BARS * unit,
    )
    blocks = [
        centered(form, [plain(words.text("title"))], 1.1),
        across(form),
        centered(form, [bold(label.place)], 9.0),
        across(form),
        centered(form, [bold(label.initials)], 1.9),
        form.space(0.6),
        bars,
        centered(form, [bold(label.number.text)], 1.3),
        form.space(0.6),
        *form.row(form.field("arrived", show_moment(label.arrived_at))),
        free_line(form),
    ]
    return print_pdf(label_print(form, blocks, label.number.text))
