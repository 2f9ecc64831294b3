"""Bảng bàn giao ca: what one clerk leaves to the next, counted and signed by both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.documents import parts
from agent_desk.documents.blocks import Stack
from agent_desk.documents.numbers import show_digits
from agent_desk.documents.office_lists import (
    BAG_COLUMNS,
    BagLine,
    ListColumn,
    bag_rows,
    headed_list,
)
from agent_desk.documents.penned import dotted, free_line, office_letterhead, signing, ticks
from agent_desk.documents.runs import bold
from agent_desk.documents.sheet import Print, a4, print_pdf
from agent_desk.documents.show import show_moment
from agent_desk.documents.wording import wording
from agent_desk.domain.fees import print_vnd

if TYPE_CHECKING:
    from datetime import datetime

    from agent_desk.documents.blocks import Block
    from agent_desk.documents.head import OfficeHead
    from agent_desk.documents.parts import OfficeForm

DOCUMENT = "shift_list"
_SIZE = 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMatter:
    """A dossier that is being worked on; ``next_step`` says what to do and until when."""

    reference: str
    state: str
    next_step: str
    procedure_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftList:
    """What the list says; ``seals`` None where nobody keeps count of unused seals."""

    head: OfficeHead
    giver: str
    taker: str
    at: datetime
    open: tuple[OpenMatter, ...]
    bags: tuple[BagLine, ...]
    results_held: int
    money_held_vnd: int
    seals: int | None = None
    notes: str = ""


def render_shift_list(shift: ShiftList) -> bytes:
    """Write a copy for each clerk as PDF on A4. Raises: NotFound if the wording is unknown."""
    return print_pdf(shift_list_job(shift))


def shift_list_job(shift: ShiftList) -> Print:
    """Lay both copies out. Raises: NotFound if the wording version is unknown."""
    words = wording(DOCUMENT, shift.head.template_version)
    form = parts.OfficeForm(head=shift.head, words=words, layout=a4(_SIZE))
    header, body = office_letterhead(form), _body(form, shift)
    name = f"{shift.head.site} · {show_moment(shift.at)}"
    copies = [
        parts.named_copy(form, [header, *parts.title(form, under), *body], name, under)
        for under in (parts.copy_line(form, 1), parts.copy_line(form, 2))
    ]
    return Print(
        copies=copies,
        layout=form.layout,
        side_by_side=False,
        title=f"{words.text('title')} {show_moment(shift.at)}",
        author=shift.head.operator,
    )


def _body(form: OfficeForm, shift: ShiftList) -> list[Block]:
    return [
        *form.row(
            form.field("giver", shift.giver),
            form.field("taker", shift.taker),
            form.field("at", show_moment(shift.at)),
        ),
        form.space(0.3),
        *_open(form, shift),
        *headed_list(form, "bags", BAG_COLUMNS, bag_rows(shift.bags), "no_bags"),
        *_kept(form, shift),
        Stack(blocks=_end(form, shift)),
    ]


def _open(form: OfficeForm, shift: ShiftList) -> list[Block]:
    columns = (
        ListColumn(key="column_item", share=0.36),
        ListColumn(key="column_state", share=0.22),
        ListColumn(key="column_next", share=0.42),
    )
    rows = [
        (
            " · ".join(filter(None, (show_digits(line.reference), line.procedure_code))),
            line.state,
            line.next_step,
        )
        for line in shift.open
    ]
    return headed_list(form, "open", columns, rows, "no_open")


def _kept(form: OfficeForm, shift: ShiftList) -> list[Block]:
    words = form.words
    kept = [
        (form.line(bold(words.text("results"))), words.runs("results_held", n=shift.results_held)),
        (
            form.line(bold(words.text("money"))),
            words.runs("money_counted", amount=print_vnd(shift.money_held_vnd)),
        ),
    ]
    if shift.seals is not None:
        counted = words.runs("seals_counted", n=shift.seals)
        kept.append((form.line(bold(words.text("seals"))), counted))
    blocks: list[Block] = []
    for heading, said in kept:
        blocks += [Stack(blocks=[heading, form.space(0.15), form.line(*said)]), form.space(0.5)]
    return blocks


def _end(form: OfficeForm, shift: ShiftList) -> list[Block]:
    words = form.words
    notes = form.row(form.field("notes", shift.notes)) if shift.notes else [dotted(form, "notes")]
    confirmations = [(words.text("confirm_giver"), False), (words.text("confirm_taker"), False)]
    return [
        *notes,
        dotted(form, "differs"),
        form.space(0.6),
        *ticks(form, confirmations, 2),
        form.space(0.6),
        signing(form, [("sign_giver", shift.giver), ("sign_taker", shift.taker)]),
        form.space(0.4),
        free_line(form),
    ]
