"""Phiếu gửi hồ sơ: the agent's own signed receipt for papers taken in, in two copies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from agent_desk.documents import parts
from agent_desk.documents.blocks import Stack
from agent_desk.documents.fit import near_one_page
from agent_desk.documents.paper_table import SHEETS_EMS, Extra, count, numbered_table
from agent_desk.documents.sheet import Print, a5, is_two_up, print_pdf
from agent_desk.documents.show import show_date, show_moment, show_until
from agent_desk.documents.wording import wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from agent_desk.documents.blocks import Block
    from agent_desk.documents.head import PaperSize, Party, SlipHead
    from agent_desk.documents.parts import Form
    from agent_desk.documents.sheet import Layout

DOCUMENT = "sending_slip"


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
    job = near_one_page(a5(), partial(_job, slip))
    return replace(job, side_by_side=is_two_up(paper))


def _job(slip: SendingSlip, layout: Layout) -> Print:
    words = wording(DOCUMENT, slip.head.template_version)
    form = parts.Form(head=slip.head, words=words, layout=layout)
    return Print(
        copies=parts.two_copies(form, parts.letterhead(form), _body(form, slip)),
        layout=layout,
        side_by_side=False,
        title=f"{words.text('title')} {slip.head.reference}",
        author=slip.head.operator,
    )


def _body(form: Form, slip: SendingSlip) -> list[Block]:
    return [
        *parts.codes(form),
        *_people(form, slip),
        form.space(0.3),
        *_papers(form, slip.papers),
        form.space(0.7),
        *_terms(form, slip),
        Stack(blocks=_end(form, slip)),
    ]


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


def _papers(form: Form, papers: Sequence[SlipPaper]) -> list[Block]:
    extras = [
        Extra(
            key="column_originals", values=[count(paper.originals) for paper in papers], always=True
        ),
        Extra(key="column_copies", values=[count(paper.copies) for paper in papers], always=True),
        Extra(key="column_scans", values=[count(paper.scans) for paper in papers]),
        Extra(
            key="column_sheets", values=[count(paper.sheets) for paper in papers], ems=SHEETS_EMS
        ),
    ]
    return numbered_table(form, "column_paper", [paper.name for paper in papers], extras)


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
