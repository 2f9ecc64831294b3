"""Phiếu gửi hồ sơ: the agent's own signed receipt for papers taken in, in two copies."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from agent_desk.documents import parts
from agent_desk.documents.blocks import Column, Stack, table
from agent_desk.documents.runs import plain
from agent_desk.documents.sheet import Print, a5, is_two_up, print_pdf
from agent_desk.documents.show import show_date, show_moment, show_until
from agent_desk.documents.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from agent_desk.documents.blocks import Block
    from agent_desk.documents.head import PaperSize, Party, SlipHead
    from agent_desk.documents.parts import Form
    from agent_desk.documents.runs import Run
    from agent_desk.documents.sheet import Copy, Layout

DOCUMENT = "sending_slip"
_COPIES = (1, 2)
_NUMBER_EMS, _COUNT_EMS = 3.0, 5.5


class FiledBy(Enum):
    """How the dossier reaches the center; it decides what counts as the moment of filing."""

    PAPER = "paper"
    ONLINE = "online"


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipPaper:
    """A paper on the slip; ``sheets`` is None where nobody counts sheets."""

    name: str
    originals: int = 0
    copies: int = 0
    scans: int = 0
    sheets: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingSlip:
    """What the slip says. Its content follows QĐ 45/2016 art. 6(4) and TT 17/2017 art. 9.

    ``state_fee_vnd`` None means not confirmed. ``owner`` is named if it is not the sender.
    """

    head: SlipHead
    sender: Party
    receiver: str
    procedure_name: str
    procedure_code: str
    papers: tuple[SlipPaper, ...]
    state_fee_vnd: int | None
    postage_vnd: int
    taken_at: datetime
    result_way: str
    clerk: str
    filed_by: FiledBy = FiledBy.PAPER
    receiver_address: str = ""
    owner: Party | None = None
    leaves_by: datetime | None = None
    arrives_by: date | None = None


def render_sending_slip(slip: SendingSlip, paper: PaperSize) -> bytes:
    """Write both copies as PDF: two A5 pages, or side by side on A4.

    Raises: NotFound if the wording version is unknown.
    """
    return print_pdf(sending_slip_job(slip, paper))


def sending_slip_job(slip: SendingSlip, paper: PaperSize) -> Print:
    """Lay out both copies. Raises: NotFound if the wording version is unknown."""
    layout = a5()
    copies = [_copy(slip, layout, number) for number in _COPIES]
    return Print(
        copies=copies,
        layout=layout,
        side_by_side=is_two_up(paper),
        title=f"Phiếu gửi hồ sơ {slip.head.reference}",
        author=slip.head.operator,
    )


def _copy(slip: SendingSlip, layout: Layout, number: int) -> Copy:
    words = wording(DOCUMENT, slip.head.template_version)
    form = parts.Form(head=slip.head, words=words, layout=layout)
    blocks = [
        parts.letterhead(form),
        *parts.title(form, parts.copy_line(form, number)),
        *parts.codes(form),
        *_people(form, slip),
        form.space(0.3),
        *paper_table(form, slip.papers),
        form.space(0.7),
        *_terms(form, slip),
        Stack(blocks=_end(form, slip)),
    ]
    return parts.as_copy(form, blocks)


def _people(form: Form, slip: SendingSlip) -> list[Block]:
    receiver = ", ".join(filter(None, (slip.receiver, slip.receiver_address)))
    procedure = f"{slip.procedure_name} ({slip.procedure_code})"
    owner = parts.person(form, "owner", slip.owner) if slip.owner else []
    return [
        *parts.person(form, "sender", slip.sender),
        *owner,
        *form.row(form.field("receiver", receiver)),
        *form.row(form.field("procedure", procedure)),
    ]


def paper_table(form: Form, papers: Sequence[SlipPaper]) -> list[Block]:
    """Give the table of papers; only columns that some paper fills, originals always."""
    counts = {
        "column_originals": [paper.originals or None for paper in papers],
        "column_copies": [paper.copies or None for paper in papers],
        "column_scans": [paper.scans or None for paper in papers],
        "column_sheets": [paper.sheets for paper in papers],
    }
    always = {"column_originals", "column_copies"}
    kept = {key: column for key, column in counts.items() if key in always or any(column)}
    size = form.layout.size * 0.95
    widths = [_COUNT_EMS * size] * len(kept)
    name_width = form.layout.inside - _NUMBER_EMS * size - sum(widths)
    columns = [
        Column(heading=form.words.text("column_number"), width=_NUMBER_EMS * size),
        Column(heading=form.words.text("column_paper"), width=name_width),
        *(
            Column(heading=form.words.text(key), width=width)
            for key, width in zip(kept, widths, strict=True)
        ),
    ]
    rows = [
        _row(number, paper.name, [column[number - 1] for column in kept.values()])
        for number, paper in enumerate(papers, start=1)
    ]
    return table(columns, rows, size)


def _row(number: int, name: str, counts: Iterable[int | None]) -> list[list[Run]]:
    shown = ["" if count is None else str(count) for count in counts]
    return [[plain(text)] for text in (str(number), name, *shown)]


def _terms(form: Form, slip: SendingSlip) -> list[Block]:
    leaves = show_until(slip.leaves_by, slip.taken_at) if slip.leaves_by else ""
    arrives = show_date(slip.arrives_by) if slip.arrives_by else ""
    return [
        *parts.fees(form, slip.state_fee_vnd, slip.postage_vnd),
        *form.row(
            form.field("taken_at", show_moment(slip.taken_at)),
            form.field("leaves_by", leaves),
            form.field("arrives_by", arrives),
        ),
        *form.row(form.field("result_way", slip.result_way)),
    ]


def _end(form: Form, slip: SendingSlip) -> list[Block]:
    return [
        *parts.honesty_box(form, form.words.runs(f"filed_{slip.filed_by.value}")),
        parts.signatures(form, ("sign_left", ""), ("clerk", slip.clerk)),
        form.space(0.8),
        form.note("terms"),
    ]
