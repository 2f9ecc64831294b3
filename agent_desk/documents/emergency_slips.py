"""Phiếu gửi viết tay: pre-numbered sending slips for the hours when the PC or the power is out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from agent_desk.documents import parts
from agent_desk.documents.blocks import Align, Column, Columns, Stack, solid, table
from agent_desk.documents.fit import on_one_page
from agent_desk.documents.numbers import ScanNumber, number_codes
from agent_desk.documents.penned import dotted, free_line, signing, ticks
from agent_desk.documents.runs import bold, plain
from agent_desk.documents.sheet import Print, a5, print_pdf
from agent_desk.documents.wording import wording
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent_desk.documents.blocks import Block
    from agent_desk.documents.head import OfficeHead
    from agent_desk.documents.parts import OfficeForm
    from agent_desk.documents.runs import Run
    from agent_desk.documents.sheet import Copy, Layout

DOCUMENT = "emergency_slips"
_PAPER_ROWS = 6
_SIGNING_EMS = 3.4


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencySlips:
    """A sheet for each number, its two copies side by side on A4.

    Raises: InvalidInput if there is no number or one comes twice.
    """

    head: OfficeHead
    numbers: tuple[ScanNumber, ...]
    receiver: str = ""

    def __post_init__(self) -> None:
        digits = [number.digits for number in self.numbers]
        if not digits or len(set(digits)) != len(digits):
            raise InvalidInput(tr("Every slip of the outage kit needs a number of its own."))


def render_emergency_slips(slips: EmergencySlips) -> bytes:
    """Write the sheets as PDF. Raises: NotFound if the wording version is unknown."""
    return print_pdf(emergency_slips_job(slips))


def emergency_slips_job(slips: EmergencySlips) -> Print:
    """Lay all sheets out, one for each number. Raises: NotFound if the wording is unknown."""
    return on_one_page(a5(), partial(_job, slips))


def _job(slips: EmergencySlips, layout: Layout) -> Print:
    words = wording(DOCUMENT, slips.head.template_version)
    form = parts.OfficeForm(head=slips.head, words=words, layout=layout)
    return Print(
        copies=[copy for number in slips.numbers for copy in _copies(form, slips, number)],
        layout=form.layout,
        side_by_side=True,
        title=f"{words.text('title')} {slips.numbers[0].text}",
        author=slips.head.operator,
    )


def _copies(form: OfficeForm, slips: EmergencySlips, number: ScanNumber) -> list[Copy]:
    # No republic's head: its place and date would be those of the printing, not of the slip.
    ours = form.words.text("head", operator=slips.head.operator, site=slips.head.site)
    header = solid([plain(ours)], form.layout.size, form.layout.inside, Align.CENTER)
    body = _body(form, slips, number)
    copies = []
    for under in (parts.copy_line(form, 1), parts.copy_line(form, 2)):
        blocks = [header, *parts.title(form, under), *body]
        copies.append(parts.named_copy(form, blocks, number.text, under))
    return copies


def _body(form: OfficeForm, slips: EmergencySlips, number: ScanNumber) -> list[Block]:
    receiver = [dotted(form, "receiver")]
    return [
        *number_codes(form, number, form.words.text("number_label")),
        form.line(plain(form.words.text("when"))),
        dotted(form, "sender"),
        _pair(form, "citizen_number", "phone"),
        dotted(form, "address"),
        dotted(form, "owner"),
        dotted(form, "procedure"),
        *(form.row(form.field("receiver", slips.receiver)) if slips.receiver else receiver),
        form.space(0.3),
        *_papers(form),
        _pair(form, "state_fee", "postage"),
        form.space(0.4),
        *_result_way(form),
        Stack(blocks=_end(form)),
    ]


def _pair(form: OfficeForm, left: str, right: str) -> Block:
    half = form.layout.inside / 2
    gap = form.layout.size
    return Columns(
        blocks=[dotted(form, left, half - gap), dotted(form, right, half)], offsets=[0, half]
    )


def _papers(form: OfficeForm) -> list[Block]:
    inside, text = form.layout.inside, form.words.text
    columns = [
        Column(heading=text("column_number"), width=inside * 0.08, align=Align.CENTER),
        Column(heading=text("column_paper"), width=inside * 0.53),
        Column(heading=text("column_originals"), width=inside * 0.14, align=Align.CENTER),
        Column(heading=text("column_copies"), width=inside * 0.13, align=Align.CENTER),
        Column(heading=text("column_sheets"), width=inside * 0.12, align=Align.CENTER),
    ]
    rows: list[Sequence[list[Run]]] = [
        [[plain(str(n))], *([plain("")] for _ in range(4))] for n in range(1, _PAPER_ROWS + 1)
    ]
    return table(columns, rows, form.layout.size * 0.95)


def _result_way(form: OfficeForm) -> list[Block]:
    words, size, third = form.words, form.layout.size, form.layout.inside / 3
    label = solid([bold(f"{words.text('result_way')}:")], size, third)
    ways = [(words.text("result_desk"), False), (words.text("result_post"), False)]
    (boxes,) = ticks(
        replace(form, layout=replace(form.layout, right=form.layout.right + third)), ways
    )
    return [Columns(blocks=[label, boxes], offsets=[0, third])]


def _end(form: OfficeForm) -> list[Block]:
    return [
        form.space(0.3),
        form.note("outage"),
        form.space(0.5),
        signing(form, [("sign_left", ""), ("clerk", "")], _SIGNING_EMS),
        form.note("terms"),
        free_line(form),
    ]
