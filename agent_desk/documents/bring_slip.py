"""Giấy tờ cần mang theo: in large print, what is missing, where to get it, what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from agent_desk.documents import parts
from agent_desk.documents.blocks import Align, Columns, Stack, paragraph, solid
from agent_desk.documents.head import PaperSize
from agent_desk.documents.runs import Run, bold, labelled, plain
from agent_desk.documents.sheet import Print, large_a4, large_a5, print_pdf
from agent_desk.documents.show import show_date
from agent_desk.documents.wording import wording

if TYPE_CHECKING:
    from datetime import date

    from agent_desk.documents.blocks import Block
    from agent_desk.documents.head import SlipHead
    from agent_desk.documents.parts import Form

DOCUMENT = "bring_slip"
_TICK_EMS = 1.9
_HEAD_SHARE = 0.66


class BringAs(Enum):
    """In which form a paper must be brought."""

    ORIGINAL = "original"
    COPY = "copy"
    COPY_WITH_ORIGINAL = "copy_with_original"
    DATA = "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class BringPaper:
    """A paper that is still missing; ``where`` and ``note`` may be empty.

    ``is_shown_only`` papers are looked at and go home with the citizen again.
    """

    name: str
    bring_as: BringAs = BringAs.ORIGINAL
    is_shown_only: bool = False
    is_required: bool = True
    where: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BringSlip:
    """What the slip says.

    ``state_fee_vnd`` None means not confirmed. ``checked_on`` is the day the catalog was checked;
    ``is_certain`` is false where its confidence is low: then ``confirm_phone`` may say whom to
    call. ``for_whom`` may be empty.
    """

    head: SlipHead
    procedure_name: str
    procedure_code: str
    missing: tuple[BringPaper, ...]
    state_fee_vnd: int | None
    checked_on: date
    is_certain: bool
    for_whom: str = ""
    already: tuple[str, ...] = ()
    postage_vnd: int | None = None
    next_step: str = ""
    confirm_phone: str = ""
    site_address: str = ""
    open_hours: str = ""


def render_bring_slip(slip: BringSlip, paper: PaperSize) -> bytes:
    """Write one copy as PDF, the text in 14 points. Raises: NotFound, as all papers do."""
    return print_pdf(bring_slip_job(slip, paper))


def bring_slip_job(slip: BringSlip, paper: PaperSize) -> Print:
    """Lay the paper out. Raises: NotFound if the wording version is unknown."""
    layout = large_a4() if paper is PaperSize.A4 else large_a5()
    words = wording(DOCUMENT, slip.head.template_version)
    form = parts.Form(head=slip.head, words=words, layout=layout)
    blocks = [
        parts.letterhead(form.resized(_HEAD_SHARE)),
        *parts.title(form, parts.print_line(form)),
        *_case(form, slip),
        *_missing(form, slip),
        *_after(form, slip),
        Stack(blocks=_end(form, slip)),
    ]
    return Print(
        copies=[parts.as_copy(form, blocks, parts.print_line(form))],
        layout=layout,
        side_by_side=False,
        title=f"{words.text('title')} {slip.head.reference}",
        author=slip.head.operator,
    )


def _case(form: Form, slip: BringSlip) -> list[Block]:
    return [
        *form.row(form.field("procedure", f"{slip.procedure_name} ({slip.procedure_code})")),
        *form.row(form.field("for_whom", slip.for_whom)),
        *form.row(form.field("already", "; ".join(slip.already))),
        form.space(0.2),
    ]


def _missing(form: Form, slip: BringSlip) -> list[Block]:
    """List what the case demands first; what is only asked for if a look-up fails stands apart."""
    required = [paper for paper in slip.missing if paper.is_required]
    optional = [paper for paper in slip.missing if not paper.is_required]
    blocks: list[Block] = []
    if required:
        blocks += _listed(form, form.words.text("missing", n=len(required)), required)
    if not slip.missing:
        blocks += [form.line(*form.words.runs("nothing_missing")), form.space(0.4)]
    if optional:
        blocks += _listed(form, form.words.text("optional"), optional, after=len(required))
    return blocks


def _listed(form: Form, title: str, papers: list[BringPaper], *, after: int = 0) -> list[Block]:
    blocks = [
        block
        for number, paper in enumerate(papers, start=after + 1)
        for block in (*_paper(form, number, paper), form.space(0.45))
    ]
    first = Stack(blocks=[form.line(bold(title)), form.space(0.3), blocks[0]])
    return [first, *blocks[1:]]


def _paper(form: Form, number: int, paper: BringPaper) -> list[Block]:
    words, size = form.words, form.layout.size
    width = form.layout.inside - _TICK_EMS * size
    how = [words.text(f"copies_{paper.bring_as.value}")]
    if paper.bring_as is not BringAs.DATA:
        how.append(words.text("kind_present" if paper.is_shown_only else "kind_submit"))
    texts: list[tuple[Run, ...]] = [(bold(paper.name), plain(f" ({', '.join(how)})"))]
    texts += [
        labelled(words.text(key), value)
        for key, value in (("where", paper.where), ("note", paper.note))
        if value
    ]
    blocks = [block for runs in texts for block in paragraph(runs, size, width)]
    label = solid([bold(f"{number}.")], size, _TICK_EMS * size, Align.LEFT)
    first = Columns(blocks=[label, blocks[0]], offsets=[0, _TICK_EMS * size])
    rest = [Columns(blocks=[block], offsets=[_TICK_EMS * size]) for block in blocks[1:]]
    return [first, *rest]


def _after(form: Form, slip: BringSlip) -> list[Block]:
    come_back = form.words.text("come_back", site=slip.head.site)
    step = " ".join(filter(None, (slip.next_step, come_back)))
    return [
        *parts.fees(form, slip.state_fee_vnd, slip.postage_vnd),
        *form.row(form.field("next_step", step)),
        *form.row(form.field("address", slip.site_address)),
        *form.row(form.field("open_hours", slip.open_hours)),
    ]


def _end(form: Form, slip: BringSlip) -> list[Block]:
    words, size, inside = form.words, form.layout.size, form.layout.inside
    checked = list(words.runs("checked_on", day=show_date(slip.checked_on)))
    if not slip.is_certain:
        key = "low_confidence_phone" if slip.confirm_phone else "low_confidence"
        checked += [Run(" "), *words.runs(key, phone=slip.confirm_phone)]
    return [
        form.space(0.2),
        solid(checked, size, inside),
        *parts.honesty_box(form, words.runs("guidance_only")),
        *parts.codes(form),
    ]
