"""The poster of a training session: what is taught, when, where; free, and no password asked."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from agent_desk.documents import parts
from agent_desk.documents.blocks import Align, Columns, Framed, Lines, Stack, paragraph, solid
from agent_desk.documents.fit import on_one_page
from agent_desk.documents.runs import bold, plain, wrap_evenly
from agent_desk.documents.session_paper import scan_block
from agent_desk.documents.sheet import MM, Layout, Print, a4, print_pdf
from agent_desk.documents.show import show_phone_text
from agent_desk.documents.wording import wording

if TYPE_CHECKING:
    from agent_desk.documents.blocks import Block
    from agent_desk.documents.parts import OfficeForm
    from agent_desk.documents.session_paper import SessionPaper

DOCUMENT = "session_poster"
_SIZE = 22.0
_RULES = 3


def render_session_poster(paper: SessionPaper) -> bytes:
    """Write the poster as PDF on A4. Raises: NotFound if the wording version is unknown."""
    return print_pdf(session_poster_job(paper))


def session_poster_job(paper: SessionPaper) -> Print:
    """Lay the poster out on one page. Raises: NotFound if the wording version is unknown."""
    layout = replace(a4(_SIZE), left=18 * MM, right=18 * MM, top=14 * MM, bottom=9 * MM)
    return on_one_page(layout, partial(_job, paper))


def _job(paper: SessionPaper, layout: Layout) -> Print:
    words = wording(DOCUMENT, paper.head.template_version)
    form = parts.OfficeForm(head=paper.head, words=words, layout=layout)
    blocks = [*_head(form, paper), *_topics(form, paper), *_when(form, paper), *_end(form, paper)]
    return Print(
        copies=[parts.named_copy(form, blocks, paper.number.text, parts.print_line(form))],
        layout=form.layout,
        side_by_side=False,
        title=f"{words.text('title')} {paper.day}",
        author=paper.head.operator,
    )


def _head(form: OfficeForm, paper: SessionPaper) -> list[Block]:
    size, inside, words = form.layout.size, form.layout.inside, form.words
    lines = wrap_evenly([bold(words.text("title"))], size * 1.75, inside)
    return [
        solid([plain(paper.head.operator)], size * 0.7, inside, Align.CENTER),
        solid([bold(paper.head.site)], size * 0.85, inside, Align.CENTER),
        form.space(0.5),
        Lines(lines=lines, size=size * 1.75, width=inside, align=Align.CENTER),
        solid([plain(words.text("free_of_charge"))], size * 0.9, inside, Align.CENTER),
        form.space(0.6),
    ]


def _topics(form: OfficeForm, paper: SessionPaper) -> list[Block]:
    size, inside = form.layout.size, form.layout.inside
    room = size * 1.2
    blocks: list[Block] = [solid([plain(form.words.text("topics"))], size, inside)]
    for title in paper.topics:
        mark = solid([bold("•")], size * 1.15, room)
        text = solid([bold(title)], size * 1.15, inside - room)
        blocks.append(Columns(blocks=[mark, text], offsets=[0, room]))
    return [*blocks, form.space(0.6)]


def _when(form: OfficeForm, paper: SessionPaper) -> list[Block]:
    size, padding = form.layout.size, form.layout.size * 0.6
    width = form.layout.inside - 2 * padding
    lines = [
        solid([bold(paper.day)], size * 1.35, width, Align.CENTER),
        solid([bold(paper.hours)], size * 1.35, width, Align.CENTER),
        *paragraph([plain(paper.place)], size * 1.1, width, Align.CENTER),
    ]
    return [
        Framed(block=Stack(blocks=lines), width=form.layout.inside, padding=padding),
        form.space(0.6),
    ]


def _end(form: OfficeForm, paper: SessionPaper) -> list[Block]:
    words, small = form.words, form.resized(0.8)
    bring = [words.text(f"bring_{paper.devices.value}")]
    bring += [words.text(f"need_{need.value}") for need in paper.needs]
    seats = small.words.runs("seats_line", n=paper.seats)
    rules: list[Block] = []
    for number in range(1, _RULES + 1):
        rules += paragraph(words.runs(f"rule_{number}"), small.layout.size, small.layout.inside)
    hotline = words.runs("hotline", hotline=show_phone_text(paper.head.hotline))
    return [
        *(small.line(plain(text)) for text in bring),
        small.line(*seats),
        form.space(0.4),
        Stack(blocks=rules),
        form.space(0.4),
        small.line(*hotline),
        form.space(0.4),
        scan_block(form.resized(0.68), paper.number),
    ]
