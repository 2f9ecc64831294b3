"""Mẫu 01, Giấy tiếp nhận hồ sơ và hẹn trả kết quả: printed only when the state gave its code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.documents import parts
from agent_desk.documents.blocks import Align, Lines, Stack, paragraph
from agent_desk.documents.head import PaperSize
from agent_desk.documents.runs import italic, labelled, plain, wrap
from agent_desk.documents.sheet import MM, Print, a4, a5, print_pdf
from agent_desk.documents.show import show_long_moment, show_phone_text
from agent_desk.documents.wording import wording
from agent_desk.errors import InvalidInput, NotAllowed
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from datetime import datetime

    from agent_desk.documents.blocks import Block
    from agent_desk.documents.head import Party, SlipHead
    from agent_desk.documents.parts import Form
    from agent_desk.documents.runs import Run

DOCUMENT = "receipt_01"
_A5_SIZE = 9.0
_HEAD_SIZE_PER_WIDTH = 8.3 / (128 * MM)  # the long names of the heads fit one line each


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt01:
    """What the receipt says, in the order of the national form.

    ``authority`` is the parent body, ``unit`` the receiving center. ``applicant`` is who files;
    ``authorised_by`` the person behind a filing under authorisation. ``working_days`` 0 means the
    same day. Raises: NotAllowed without an official code, InvalidInput if it is our reference.
    """

    head: SlipHead
    official_code: str
    authority: str
    unit: str
    applicant: Party
    request: str
    papers: tuple[str, ...]
    working_days: int
    received_at: datetime
    return_at: datetime
    collect_at: str
    receiver: str
    number: str = ""
    sets: int = 1
    authorised_by: Party | None = None
    authority_paper: str = ""
    register_book: str = ""
    register_entry: str = ""

    def __post_init__(self) -> None:
        code = self.official_code.strip()
        if not code:
            raise NotAllowed(
                tr(
                    "The official code has not come back yet, so this receipt cannot be printed. "
                    "Print the sending slip."
                )
            )
        if code.replace(" ", "") == self.head.reference:
            raise InvalidInput(tr("Our reference is not an official code. Print the sending slip."))
        if self.head.official_code not in (None, self.official_code):
            raise InvalidInput(tr("Two official codes are named for one dossier. Check them."))


def render_receipt_01(receipt: Receipt01, paper: PaperSize) -> bytes:
    """Write both copies as PDF, one below the other in the file, on A5 or in full size on A4.

    Raises: NotFound if the wording version is unknown.
    """
    return print_pdf(receipt_01_job(receipt, paper))


def receipt_01_job(receipt: Receipt01, paper: PaperSize) -> Print:
    """Lay the paper out. Raises: NotFound if the wording version is unknown."""
    layout = a4() if paper is PaperSize.A4 else a5(_A5_SIZE)
    words = wording(DOCUMENT, receipt.head.template_version)
    form = parts.Form(head=receipt.head, words=words, layout=layout)
    return Print(
        copies=parts.two_copies(form, _header(form, receipt), _body(form, receipt)),
        layout=layout,
        side_by_side=False,
        title=f"{words.text('title')} {receipt.official_code}",
        author=receipt.unit,
    )


def _header(form: Form, receipt: Receipt01) -> Block:
    number = receipt.number or form.words.text("blank")
    label = form.words.text("form_number")
    inside = form.layout.inside
    named = Lines(
        lines=wrap([italic(label)], form.layout.small, inside),
        size=form.layout.small,
        width=inside,
        align=Align.RIGHT,
    )
    head = parts.state_head(
        form.resized(inside * _HEAD_SIZE_PER_WIDTH / form.layout.size),
        [receipt.authority, receipt.unit],
        form.words.text("number", number=number),
    )
    return Stack(blocks=[named, head])


def _body(form: Form, receipt: Receipt01) -> list[Block]:
    return [
        *_line(form, "code", receipt.official_code),
        *form.row((plain(receipt.unit),)),
        *_applicant(form, "applicant", receipt.applicant),
        *_authorised(form, receipt),
        *_line(form, "request", receipt.request),
        *_papers(form, receipt),
        *_terms(form, receipt),
        Stack(blocks=_end(form, receipt)),
    ]


def _line(form: Form, *pairs: str) -> list[Block]:
    """Give labels that stay on the form even where there is nothing to say."""
    keys, values = pairs[::2], pairs[1::2]
    blank = form.words.text("blank")
    fields = [form.field(key, value or blank) for key, value in zip(keys, values, strict=True)]
    return form.row(*fields)


def _applicant(form: Form, key: str, party: Party) -> list[Block]:
    return [
        *_line(form, key, party.name),
        *_line(form, "id_number", party.shown_number()),
        *_line(form, "address", party.address),
        *_line(form, "phone", show_phone_text(party.phone), "email", party.email),
    ]


def _authorised(form: Form, receipt: Receipt01) -> list[Block]:
    if receipt.authorised_by is None:
        return []
    return [
        *_applicant(form, "authorised_by", receipt.authorised_by),
        *_line(form, "authority_paper", receipt.authority_paper),
    ]


def _papers(form: Form, receipt: Receipt01) -> list[Block]:
    size, inside = form.layout.size, form.layout.inside
    lines: list[tuple[Run, ...]] = [labelled(form.words.text("papers"), "")]
    lines += [(plain(f"{n}. {name}"),) for n, name in enumerate(receipt.papers, start=1)]
    blocks = [block for runs in lines for block in paragraph(runs, size, inside)]
    return [*blocks, form.space(0.35)]


def _terms(form: Form, receipt: Receipt01) -> list[Block]:
    words, blank = form.words, form.words.text("blank")
    days = words.text("working_days_value", n=receipt.working_days)
    entry = words.text(
        "register", book=receipt.register_book or blank, entry=receipt.register_entry or blank
    )
    return [
        *_line(form, "sets", words.text("sets_value", n=receipt.sets)),
        *_line(form, "working_days", days if receipt.working_days else words.text("same_day")),
        *_line(form, "received_at", show_long_moment(receipt.received_at)),
        *_line(form, "return_at", show_long_moment(receipt.return_at)),
        *_line(form, "collect_at", receipt.collect_at),
        *form.row((plain(entry),)),
    ]


def _end(form: Form, receipt: Receipt01) -> list[Block]:
    own = form.without_official_code()
    names = (("sign_left", receipt.applicant.name), ("sign_right", receipt.receiver))
    return [
        form.space(0.3),
        parts.signatures(form, *names),
        form.space(0.5),
        *parts.honesty_note(own),
        *parts.codes(own),
    ]
