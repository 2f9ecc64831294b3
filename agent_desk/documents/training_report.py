"""Báo cáo lớp kỹ năng số: the report of sessions on A4, on its side where tables are wide."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent_desk.documents import parts
from agent_desk.documents.blocks import Align, Column, Stack, table
from agent_desk.documents.penned import office_letterhead, signing
from agent_desk.documents.runs import bold, italic, plain
from agent_desk.documents.sheet import MM, Print, a4_landscape, print_pdf
from agent_desk.documents.show import show_date
from agent_desk.documents.training_tables import Told, tables
from agent_desk.documents.wording import wording

if TYPE_CHECKING:
    from agent_desk.documents.blocks import Block
    from agent_desk.documents.head import OfficeHead
    from agent_desk.documents.parts import OfficeForm
    from agent_desk.documents.runs import Run
    from agent_desk.documents.training_tables import Cell, ReportTable

DOCUMENT = "training_report"
_SIZE = 11.5
_NUMBER_EMS = 6.2
_SHARES = {
    "sessions": (0.14, 0.36, 0.38),
    "skills": (0.08, 0.44),
}
_NARROW = 0.62


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPaper:
    """What the paper says, and who made it."""

    head: OfficeHead
    told: Told
    maker: str


def render_training_report(paper: ReportPaper) -> bytes:
    """Write the report as PDF on A4. Raises: NotFound if the wording version is unknown."""
    return print_pdf(training_report_job(paper))


def training_report_job(paper: ReportPaper) -> Print:
    """Lay the report out."""
    words = wording(DOCUMENT, paper.head.template_version)
    layout = replace(a4_landscape(_SIZE), left=20 * MM, right=15 * MM, top=15 * MM)
    form = parts.OfficeForm(head=paper.head, words=words, layout=layout)
    days = words.text("span", first=show_date(paper.told.first), last=show_date(paper.told.last))
    blocks = [office_letterhead(form), *parts.title(form, days), *_body(form, paper)]
    name = f"{paper.head.site} · {days}"
    return Print(
        copies=[parts.named_copy(form, blocks, name, parts.print_line(form))],
        layout=form.layout,
        side_by_side=False,
        title=f"{words.text('title')} · {days}",
        author=paper.head.operator,
    )


def _body(form: OfficeForm, paper: ReportPaper) -> list[Block]:
    blocks: list[Block] = []
    if paper.told.report.hides_something:
        blocks.append(form.note("hidden_note"))
    blocks += [form.note("people_note"), form.space(0.5)]
    for one in tables(paper.told, form.words):
        blocks += _table(form, one)
    places = [("sign_maker", paper.maker), ("sign_chief", "")]
    return [*blocks, Stack(blocks=[form.space(0.4), signing(form, places)])]


def _table(form: OfficeForm, one: ReportTable) -> list[Block]:
    heading = form.line(bold(form.words.text(one.key)))
    if not one.rows:
        nothing = form.line(italic(form.words.text("nothing")))
        return [Stack(blocks=[heading, nothing]), form.space(0.5)]
    widths = _widths(form, one)
    columns = [
        Column(heading=head, width=width, align=_align(one, place))
        for place, (head, width) in enumerate(zip(one.heads, widths, strict=True))
    ]
    rows = [
        [[_run(form, cell, is_total=one.has_total and row is one.rows[-1])] for cell in row]
        for row in one.rows
    ]
    top, first, *rest = table(columns, rows, form.layout.size * 0.95)
    return [Stack(blocks=[heading, form.space(0.2), top, first]), *rest, form.space(0.6)]


def _run(form: OfficeForm, cell: Cell, *, is_total: bool) -> Run:
    text = form.words.text("hidden") if cell is None else str(cell)
    return bold(text) if is_total else plain(text)


def _align(one: ReportTable, place: int) -> Align:
    return Align.LEFT if place < one.words else Align.CENTER


def _widths(form: OfficeForm, one: ReportTable) -> list[float]:
    """Give words their share, and share the rest among the numbers."""
    inside = form.layout.inside
    numbers = len(one.heads) - one.words
    if numbers == 1 and one.words == 1:
        inside *= _NARROW
    shares = _SHARES.get(one.key)
    if shares is None:
        least = inside - numbers * form.layout.size * _NUMBER_EMS
        shares = (max(least / inside, 0.22),)
    left = 1 - sum(shares)
    return [*(inside * share for share in shares), *([inside * left / numbers] * numbers)]
