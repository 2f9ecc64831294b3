"""Phiếu giao nhận kết quả: who collected what, signed by both sides, in two copies."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from agent_desk.documents import parts
from agent_desk.documents.blocks import Stack
from agent_desk.documents.paper_table import SHEETS_EMS, Extra, count, numbered_table
from agent_desk.documents.sheet import Print, a5, is_two_up, print_pdf
from agent_desk.documents.show import show_moment
from agent_desk.documents.wording import wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from agent_desk.documents.blocks import Block
    from agent_desk.documents.head import PaperSize, Party, SlipHead
    from agent_desk.documents.parts import Form

DOCUMENT = "result_slip"
_NOTE_EMS = 9.0


class HandedKind(Enum):
    """Why a paper is handed to the citizen."""

    RESULT = "result"
    ORIGINAL_BACK = "original_back"
    RECEIPT = "receipt"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedItem:
    """A paper given to the collector."""

    name: str
    kind: HandedKind = HandedKind.RESULT
    originals: int = 1
    copies: int = 0
    sheets: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultSlip:
    """What the slip says.

    ``proxy`` collects for the owner and then shows ``authority_paper``; None if the owner came.
    ``identity_paper`` names what the clerk looked at; ``taken_back`` are papers the law withdraws.
    """

    head: SlipHead
    owner: Party
    procedure_name: str
    procedure_code: str
    handed: tuple[HandedItem, ...]
    given_at: datetime
    clerk: str
    proxy: Party | None = None
    authority_paper: str = ""
    identity_paper: str = ""
    taken_back: tuple[str, ...] = ()


def render_result_slip(slip: ResultSlip, paper: PaperSize) -> bytes:
    """Write both copies as PDF: two A5 pages, or side by side on A4.

    Raises: NotFound if the wording version is unknown.
    """
    return print_pdf(result_slip_job(slip, paper))


def result_slip_job(slip: ResultSlip, paper: PaperSize) -> Print:
    """Lay the paper out. Raises: NotFound if the wording version is unknown."""
    layout = a5()
    words = wording(DOCUMENT, slip.head.template_version)
    form = parts.Form(head=slip.head, words=words, layout=layout)
    return Print(
        copies=parts.two_copies(form, parts.letterhead(form), _body(form, slip)),
        layout=layout,
        side_by_side=is_two_up(paper),
        title=f"{words.text('title')} {slip.head.reference}",
        author=slip.head.operator,
    )


def _body(form: Form, slip: ResultSlip) -> list[Block]:
    code = f" ({slip.procedure_code})" if slip.procedure_code else ""
    procedure = slip.procedure_name + code
    return [
        *parts.codes(form),
        *form.row(form.field("procedure", procedure)),
        *_people(form, slip),
        *form.row(
            form.field("given_at", show_moment(slip.given_at)),
            form.field("identity_paper", slip.identity_paper),
        ),
        form.space(0.3),
        *_handed(form, slip.handed),
        form.space(0.7),
        *form.row(form.field("taken_back", "; ".join(slip.taken_back))),
        Stack(blocks=_end(form, slip)),
    ]


def _people(form: Form, slip: ResultSlip) -> list[Block]:
    if slip.proxy is None:
        return parts.person(form, "collector_owner", slip.owner)
    return [
        *form.row(form.field("owner", slip.owner.name)),
        *parts.person(form, "collector_proxy", slip.proxy),
        *form.row(form.field("authority_paper", slip.authority_paper)),
    ]


def _handed(form: Form, items: Sequence[HandedItem]) -> list[Block]:
    kinds = [form.words.text(f"kind_{item.kind.value}") for item in items]
    extras = [
        Extra(
            key="column_originals", values=[count(item.originals) for item in items], always=True
        ),
        Extra(key="column_copies", values=[count(item.copies) for item in items]),
        Extra(key="column_sheets", values=[count(item.sheets) for item in items], ems=SHEETS_EMS),
        Extra(key="column_note", values=kinds, ems=_NOTE_EMS),
    ]
    return numbered_table(form, "column_handed", [item.name for item in items], extras)


def _end(form: Form, slip: ResultSlip) -> list[Block]:
    return [
        form.line(*form.words.runs("checked")),
        *parts.honesty_box(form, ()),
        parts.signatures(form, ("sign_left", ""), ("clerk", slip.clerk)),
        form.space(0.8),
        form.note("wrong"),
    ]
