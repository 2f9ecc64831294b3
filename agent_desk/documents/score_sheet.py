"""Phiếu luyện tập: what a clerk did rightly in an exercise or exam, and what to learn again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.documents import parts
from agent_desk.documents.blocks import Stack
from agent_desk.documents.office_lists import ListColumn, titled_list
from agent_desk.documents.penned import free_line, signing
from agent_desk.documents.runs import bold, plain
from agent_desk.documents.sheet import Print, a4, print_pdf
from agent_desk.documents.show import show_moment
from agent_desk.documents.wording import wording

if TYPE_CHECKING:
    from datetime import datetime

    from agent_desk.documents.blocks import Block
    from agent_desk.documents.head import OfficeHead
    from agent_desk.documents.parts import OfficeForm

DOCUMENT = "score_sheet"
_SIZE = 12.0
_COLUMNS = (
    ListColumn(key="column_check", share=0.30),
    ListColumn(key="column_found", share=0.14),
    ListColumn(key="column_do", share=0.56),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """One thing that was looked at; ``what_to_do`` is empty where it was right."""

    check: str
    found: str
    what_to_do: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedCitizen:
    """One scripted citizen: what it was about, how long it took, what was found."""

    title: str
    result: str
    time: str
    trap: str
    lines: tuple[CheckLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreSheet:
    """What the sheet says; it compares nobody with anybody."""

    head: OfficeHead
    clerk: str
    exercise: str
    at: datetime
    result: str
    citizens: tuple[ServedCitizen, ...]
    learn: tuple[str, ...] = ()


def render_score_sheet(sheet: ScoreSheet) -> bytes:
    """Write the sheet as PDF on A4. Raises: NotFound if the wording version is unknown."""
    return print_pdf(score_sheet_job(sheet))


def score_sheet_job(sheet: ScoreSheet) -> Print:
    """Lay the sheet out. Raises: NotFound if the wording version is unknown."""
    words = wording(DOCUMENT, sheet.head.template_version)
    form = parts.OfficeForm(head=sheet.head, words=words, layout=a4(_SIZE))
    under = parts.print_line(form)
    ours = [form.line(plain(sheet.head.operator)), form.line(bold(sheet.head.site))]
    blocks: list[Block] = [*ours, form.space(0.6), *parts.title(form, under), *_body(form, sheet)]
    name = f"{sheet.clerk} · {show_moment(sheet.at)}"
    return Print(
        copies=[parts.named_copy(form, blocks, name, under)],
        layout=form.layout,
        side_by_side=False,
        title=f"{words.text('title')} {show_moment(sheet.at)}",
        author=sheet.head.operator,
    )


def _body(form: OfficeForm, sheet: ScoreSheet) -> list[Block]:
    blocks: list[Block] = [
        *form.row(form.field("clerk", sheet.clerk), form.field("at", show_moment(sheet.at))),
        *form.row(form.field("exercise", sheet.exercise)),
        *form.row(form.field("result", sheet.result)),
        form.space(0.5),
    ]
    for number, citizen in enumerate(sheet.citizens, 1):
        blocks += _citizen(form, number, citizen)
    if sheet.learn:
        lines = [form.line(*form.words.runs("learn_line", what=what)) for what in sheet.learn]
        heading = form.line(bold(form.words.text("learn")))
        blocks += [Stack(blocks=[heading, form.space(0.2), *lines]), form.space(0.6)]
    return [
        *blocks,
        form.note("not_a_rank"),
        form.space(0.8),
        signing(form, [("sign_clerk", sheet.clerk), ("sign_trainer", "")]),
        form.space(0.4),
        free_line(form),
    ]


def _citizen(form: OfficeForm, number: int, citizen: ServedCitizen) -> list[Block]:
    title = form.words.text("citizen", n=number, title=citizen.title, result=citizen.result)
    rows = [(line.check, line.found, line.what_to_do) for line in citizen.lines]
    return [
        *titled_list(form, title, _COLUMNS, rows, form.words.text("nothing_seen")),
        *form.row(form.field("trap", citizen.trap), form.field("time", citizen.time)),
        form.space(0.6),
    ]
