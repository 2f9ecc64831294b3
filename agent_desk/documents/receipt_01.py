"""Mẫu 01, Giấy tiếp nhận hồ sơ và hẹn trả kết quả: printed only when the state gave its code."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from agent_desk.documents import parts, state_form
from agent_desk.documents.runs import plain
from agent_desk.documents.sheet import print_pdf
from agent_desk.documents.show import show_long_moment
from agent_desk.documents.state_form import Issuer, applicant_lines, line, listed
from agent_desk.errors import InvalidInput, NotAllowed
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from agent_desk.documents.blocks import Block
    from agent_desk.documents.head import PaperSize, Party, SlipHead
    from agent_desk.documents.parts import Form
    from agent_desk.documents.sheet import Print
    from agent_desk.documents.state_form import Section

DOCUMENT = "receipt_01"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt01:
    """What the receipt says, in the order of the national form.

    ``authority`` is the parent body, ``unit`` the receiving center. ``applicant`` is who files;
    ``authorised_by`` the person behind a filing under authorisation. ``working_days`` 0 means the
    same day; ``return_at`` None means that the rules set no date.
    Raises: NotAllowed without an official code, InvalidInput if it is our reference.
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
    return_at: datetime | None
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


def receipt_01_job(receipt: Receipt01, paper: PaperSize, document: str = DOCUMENT) -> Print:
    """Lay the paper out in the words of a template, for residence another than Mẫu 01.

    Raises: NotFound if the wording version is unknown.
    """
    form = state_form.form_of(document, receipt.head, state_form.layout_of(paper))
    issuer = Issuer(authority=receipt.authority, unit=receipt.unit, number=receipt.number)
    body = [*state_form.ordered(form, _sections(form, receipt)), *_end(form, receipt)]
    copies = parts.two_copies(form, state_form.header(form, issuer), body, state_form.TITLE_SHARE)
    official = [state_form.official(copy) for copy in copies]
    return state_form.print_of(form, issuer, official, receipt.official_code)


def _sections(form: Form, receipt: Receipt01) -> Mapping[str, Section]:
    words, blank = form.words, form.words.text("blank")
    days = words.text("working_days_value", n=receipt.working_days)
    sets = words.text("sets_value", n=receipt.sets)
    entry = words.text(
        "register", book=receipt.register_book or blank, entry=receipt.register_entry or blank
    )

    returns = words.text("no_return_date")
    if receipt.return_at is not None:
        returns = show_long_moment(receipt.return_at)

    def labelled_line(key: str, value: str) -> Section:
        return partial(line, form, key, value)

    return {
        "code": labelled_line("code", receipt.official_code),
        "unit": partial(form.row, (plain(receipt.unit),)),
        "applicant": partial(applicant_lines, form, "applicant", receipt.applicant),
        "authorised": partial(_authorised, form, receipt),
        "request": labelled_line("request", receipt.request),
        "papers": partial(listed, form, "papers", receipt.papers),
        "sets": labelled_line("sets", sets),
        "working_days": labelled_line(
            "working_days", days if receipt.working_days else words.text("same_day")
        ),
        "received_at": labelled_line("received_at", show_long_moment(receipt.received_at)),
        "return_at": labelled_line("return_at", returns),
        "collect_at": labelled_line("collect_at", receipt.collect_at),
        "register": partial(form.row, (plain(entry),)),
    }


def _authorised(form: Form, receipt: Receipt01) -> list[Block]:
    if receipt.authorised_by is None:
        return []
    return [
        *applicant_lines(form, "authorised_by", receipt.authorised_by),
        *line(form, "authority_paper", receipt.authority_paper),
    ]


def _end(form: Form, receipt: Receipt01) -> list[Block]:
    names = (("sign_left", receipt.applicant.name), ("sign_right", receipt.receiver))
    return state_form.ending(form, parts.signatures(form, *names))
