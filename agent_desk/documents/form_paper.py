"""Tờ khai: a filled form on A4, to be read through and signed by the citizen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.catalog.forms.flow import live_answers, progress
from agent_desk.documents import parts
from agent_desk.documents.blocks import Align, Lines, Stack, Stroke, paragraph, solid
from agent_desk.documents.form_lines import TIGHT, WIDE, Airing, section_blocks
from agent_desk.documents.form_signs import SmallCodes, signature_row
from agent_desk.documents.runs import bold, italic, plain, wrap
from agent_desk.documents.sheet import Copy, Print, a4, print_pdf, print_together
from agent_desk.documents.show import show_long_date
from agent_desk.documents.wording import wording
from agent_desk.domain.reference import group

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from agent_desk.catalog.forms.spec import FormSpec
    from agent_desk.catalog.forms.values import Answers
    from agent_desk.documents.blocks import Block
    from agent_desk.documents.head import SlipHead
    from agent_desk.documents.parts import Form

DOCUMENT = "form_paper"
_TITLE = 1.08
_SMALL_SHARE = 0.85


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPaper:
    """What the paper says. ``office`` is whom it is addressed to; empty takes the form's own words.

    ``signed_on`` None leaves the day open, to be written by hand.
    """

    head: SlipHead
    form: FormSpec
    answers: Answers
    office: str = ""
    signed_on: date | None = None


def render_form_paper(paper: FormPaper) -> bytes:
    """Write the form as PDF. Raises: NotFound if the wording version is unknown."""
    return print_pdf(form_paper_job(paper))


def render_form_papers(papers: Sequence[FormPaper]) -> bytes:
    """Write several forms of one dossier as one PDF, one after the other. Raises: NotFound."""
    return print_together([form_paper_job(paper) for paper in papers])


def form_paper_job(paper: FormPaper) -> Print:
    """Lay the paper out. Raises: NotFound if the wording version is unknown."""
    words = wording(DOCUMENT, paper.head.template_version)
    form = parts.Form(head=paper.head, words=words, layout=a4())
    reference = group(paper.head.reference)
    copy = Copy(
        blocks=_fitting_blocks(form, paper),
        running=f"{paper.form.name} · {reference}",
        footer=words.text(
            "footer",
            reference=reference,
            form=paper.form.id,
            version=paper.form.version,
            site=paper.head.site,
        ),
        page_label=words.text("page"),
        watermark=words.text("practice") if paper.head.practice else "",
    )
    return Print(
        copies=[copy],
        layout=form.layout,
        side_by_side=False,
        title=f"{paper.form.name} {paper.head.reference}",
        author=paper.head.operator,
    )


def _fitting_blocks(form: Form, paper: FormPaper) -> list[Block]:
    """Give the blocks, closer together if that saves a page."""
    wide = _blocks(form, paper, WIDE)
    if _pages(form, wide) < 1:
        return wide
    tight = _blocks(form, paper, TIGHT)
    return tight if int(_pages(form, tight)) < int(_pages(form, wide)) else wide


def _pages(form: Form, blocks: list[Block]) -> float:
    return sum(block.height for block in blocks) / form.layout.depth


def _blocks(form: Form, paper: FormPaper, airing: Airing) -> list[Block]:
    live = live_answers(paper.form, paper.answers)
    body = [
        block
        for section in section_blocks(form, paper.form, live, airing)
        for block in (*section, form.space(airing.section))
    ]
    # Nobody signs a page that holds nothing but the signature.
    end = Stack(blocks=[*_closing(form, paper), *_end(form, paper, airing)])
    return [*_head(form, paper), *body, end]


def _head(form: Form, paper: FormPaper) -> list[Block]:
    size, inside = form.layout.size, form.layout.inside
    number = paper.form.code
    named = number if number.startswith("Mẫu") else form.words.text("form_code", code=number)
    code = [solid([italic(named)], form.layout.small, inside, Align.RIGHT)] if number else []
    office = paper.office or paper.form.addressed_to
    to = form.words.text("addressed_to", office=office) if office else ""
    addressed = [*_centered(form, to), form.space(0.6)] if to else []
    return [
        *code,
        *(solid([run], size, inside, Align.CENTER) for run in parts.republic(form)),
        Stroke(length=inside * 0.36, width=inside),
        form.space(0.9),
        solid([bold(paper.form.title)], size * _TITLE, inside, Align.CENTER),
        form.space(0.5),
        *addressed,
        *_draft_mark(form, paper),
    ]


def _centered(form: Form, text: str) -> list[Block]:
    size, inside = form.layout.size, form.layout.inside
    lines = wrap([plain(text)], size, inside)
    return [Lines(lines=lines, size=size, width=inside, align=Align.CENTER)]


def _draft_mark(form: Form, paper: FormPaper) -> list[Block]:
    """Say on paper that it is not complete, so that nobody hands it in by mistake."""
    missing = progress(paper.form, paper.answers).missing
    if not missing:
        return []
    text = form.words.text("incomplete", n=len(missing))
    line = solid([bold(text)], form.layout.small, form.layout.inside, Align.CENTER)
    return [line, form.space(0.5)]


def _closing(form: Form, paper: FormPaper) -> list[Block]:
    size, inside = form.layout.size, form.layout.inside
    blocks: list[Block] = []
    for sentence in paper.form.closing:
        blocks += [*paragraph([plain(sentence)], size, inside), form.space(0.3)]
    return blocks


def _end(form: Form, paper: FormPaper, airing: Airing) -> list[Block]:
    words, layout = form.words, form.layout
    place = form.head.place
    if paper.signed_on is None:
        when = words.text("dateline_open", place=place)
    else:
        when = words.text("dateline", place=place, day=show_long_date(paper.signed_on))
    small = layout.size * _SMALL_SHARE
    below = solid([plain(words.text("reference_label"))], small, layout.inside * 0.6)
    return [
        form.space(0.4),
        solid([italic(when)], layout.size, layout.inside, Align.RIGHT),
        form.space(0.3),
        signature_row(form, paper.form.signers, paper.answers, airing.signing),
        form.space(0.8),
        SmallCodes(reference=form.head.reference, below=below, width=layout.inside),
    ]
