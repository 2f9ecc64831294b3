"""Phiếu đóng ngày: what the day did, what still lies here and why, the state's money, the chain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.documents import parts
from agent_desk.documents.blocks import Align, Stack, solid
from agent_desk.documents.numbers import show_digits
from agent_desk.documents.office_lists import (
    BAG_COLUMNS,
    BagLine,
    ListColumn,
    bag_rows,
    headed_list,
)
from agent_desk.documents.penned import free_line, office_letterhead, signing
from agent_desk.documents.runs import bold, plain
from agent_desk.documents.sheet import Print, a4, print_pdf
from agent_desk.documents.show import show_date, show_moment
from agent_desk.documents.wording import wording
from agent_desk.domain.fees import print_vnd
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from datetime import date, datetime

    from agent_desk.documents.blocks import Block
    from agent_desk.documents.head import OfficeHead
    from agent_desk.documents.parts import OfficeForm

DOCUMENT = "day_sheet"
_SIZE = 12.0
_HASH_PIECE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One kind of work of the day and how often it was done; ``what`` is Vietnamese."""

    what: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LyingHere:
    """A dossier whose paper still lies at the desk, and why."""

    reference: str
    why: str
    since: datetime
    procedure_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputedLine:
    """A disputed item in neutral words; ``subject`` is a bag number or a reference."""

    subject: str
    matter: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldMoney:
    """State fees of one day in đồng, never mixed with postage.

    Raises: InvalidInput if an amount is negative.
    """

    before_vnd: int = 0
    taken_vnd: int = 0
    remitted_vnd: int = 0
    returned_vnd: int = 0

    def __post_init__(self) -> None:
        if min(self.before_vnd, self.taken_vnd, self.remitted_vnd, self.returned_vnd) < 0:
            raise InvalidInput(tr("An amount of money on a day sheet cannot be negative."))

    @property
    def held_vnd(self) -> int:
        """What must lie in the box at the end."""
        return self.before_vnd + self.taken_vnd - self.remitted_vnd - self.returned_vnd


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySheet:
    """What the sheet says.

    ``last_seq`` and ``last_sha256`` are the end of the desk's ledger: whoever holds this paper can
    prove later that the history was not changed. ``acknowledged_seq`` is how far the center's
    receipt reaches.
    """

    head: OfficeHead
    day: date
    closed_at: datetime
    clerk: str
    counts: tuple[Counted, ...]
    bags: tuple[BagLine, ...]
    lying: tuple[LyingHere, ...]
    money: HeldMoney
    disputes: tuple[DisputedLine, ...]
    last_seq: int
    last_sha256: str
    acknowledged_seq: int
    chief: str = ""


def render_day_sheet(sheet: DaySheet) -> bytes:
    """Write the sheet as PDF on A4. Raises: NotFound if the wording version is unknown."""
    return print_pdf(day_sheet_job(sheet))


def day_sheet_job(sheet: DaySheet) -> Print:
    """Lay the sheet out. Raises: NotFound if the wording version is unknown."""
    words = wording(DOCUMENT, sheet.head.template_version)
    form = parts.OfficeForm(head=sheet.head, words=words, layout=a4(_SIZE))
    under = parts.print_line(form)
    name = f"{sheet.head.site} · {show_date(sheet.day)}"
    blocks = [office_letterhead(form), *parts.title(form, under), *_body(form, sheet)]
    return Print(
        copies=[parts.named_copy(form, blocks, name, under)],
        layout=form.layout,
        side_by_side=False,
        title=f"{words.text('title')} {show_date(sheet.day)}",
        author=sheet.head.operator,
    )


def _body(form: OfficeForm, sheet: DaySheet) -> list[Block]:
    return [
        *form.row(
            form.field("day", show_date(sheet.day)),
            form.field("closed_at", show_moment(sheet.closed_at)),
            form.field("clerk", sheet.clerk),
        ),
        form.space(0.3),
        *_counts(form, sheet),
        *headed_list(form, "bags", BAG_COLUMNS, bag_rows(sheet.bags), "no_bags"),
        *_lying(form, sheet),
        *_money(form, sheet.money),
        *_disputes(form, sheet),
        Stack(blocks=[*_chain(form, sheet), *_end(form, sheet)]),
    ]


def _counts(form: OfficeForm, sheet: DaySheet) -> list[Block]:
    columns = (
        ListColumn(key="column_what", share=0.8),
        ListColumn(key="column_count", share=0.2, align=Align.CENTER),
    )
    rows = [(line.what, str(line.number)) for line in sheet.counts]
    return headed_list(form, "counts", columns, rows)


def _lying(form: OfficeForm, sheet: DaySheet) -> list[Block]:
    columns = (
        ListColumn(key="column_item", share=0.36),
        ListColumn(key="column_why", share=0.4),
        ListColumn(key="column_since", share=0.24),
    )
    rows = [
        (
            " · ".join(filter(None, (show_digits(line.reference), line.procedure_code))),
            line.why,
            show_moment(line.since),
        )
        for line in sheet.lying
    ]
    return headed_list(form, "lying", columns, rows, "no_lying")


def _money(form: OfficeForm, money: HeldMoney) -> list[Block]:
    columns = (
        ListColumn(key="column_what", share=0.7),
        ListColumn(key="column_amount", share=0.3, align=Align.RIGHT),
    )
    amounts = (
        ("money_before", money.before_vnd),
        ("money_taken", money.taken_vnd),
        ("money_remitted", money.remitted_vnd),
        ("money_returned", money.returned_vnd),
        ("money_held", money.held_vnd),
    )
    rows = [(form.words.text(key), print_vnd(amount)) for key, amount in amounts]
    return headed_list(form, "money", columns, rows)


def _disputes(form: OfficeForm, sheet: DaySheet) -> list[Block]:
    columns = (
        ListColumn(key="column_dispute", share=0.3),
        ListColumn(key="column_matter", share=0.42),
        ListColumn(key="column_state", share=0.28),
    )
    rows = [(show_digits(line.subject), line.matter, line.state) for line in sheet.disputes]
    return headed_list(form, "disputes", columns, rows, "no_disputes")


def _chain(form: OfficeForm, sheet: DaySheet) -> list[Block]:
    words, missing = form.words, sheet.last_seq - sheet.acknowledged_seq
    sent = words.runs("all_sent")
    if missing > 0:
        held = words.runs("sent", seq=sheet.acknowledged_seq) if sheet.acknowledged_seq else ()
        sent = (*held, plain(" " if held else ""), *words.runs("unsent", n=missing))
    pieces = [
        sheet.last_sha256[place : place + _HASH_PIECE]
        for place in range(0, len(sheet.last_sha256), _HASH_PIECE)
    ]
    return [
        form.line(bold(words.text("sync"))),
        form.line(*sent),
        form.line(plain(words.text("chain", seq=sheet.last_seq))),
        solid([plain(" ".join(pieces))], form.layout.small, form.layout.inside),
    ]


def _end(form: OfficeForm, sheet: DaySheet) -> list[Block]:
    return [
        form.space(0.5),
        form.note("not_blocked"),
        form.space(0.7),
        signing(form, [("sign_clerk", sheet.clerk), ("sign_chief", sheet.chief)]),
        form.space(0.4),
        free_line(form),
    ]
