"""Mẫu 04, Phiếu xin lỗi và đề nghị gia hạn: signed by the authority alone, here as it was sent."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from agent_desk.clock import local
from agent_desk.documents import state_form
from agent_desk.documents.sheet import print_pdf
from agent_desk.documents.show import show_long_date, show_long_moment
from agent_desk.documents.state_form import line, sentence
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from datetime import datetime

    from agent_desk.documents.blocks import Block
    from agent_desk.documents.head import PaperSize, Party, SlipHead
    from agent_desk.documents.parts import Form
    from agent_desk.documents.sheet import Print
    from agent_desk.documents.state_form import Issuer, Relay

DOCUMENT = "apology_04"


@dataclass(frozen=True, slots=True, kw_only=True)
class Apology04:
    """What the letter says; the agent never signs it.

    ``promised_at`` is the date on the receipt, ``new_return_at`` the one that follows. Raises:
    InvalidInput if the new date is not after the promised one.
    """

    head: SlipHead
    issuer: Issuer
    relay: Relay
    applicant: Party
    procedure: str
    official_code: str
    received_at: datetime
    promised_at: datetime
    new_return_at: datetime
    reason: str

    def __post_init__(self) -> None:
        if self.new_return_at <= self.promised_at:
            raise InvalidInput(
                tr("The new date of return is not after the promised one. Ask the center.")
            )


def render_apology_04(letter: Apology04, paper: PaperSize) -> bytes:
    """Write the letter as PDF. Raises: NotFound if the wording version is unknown."""
    return print_pdf(apology_04_job(letter, paper))


def apology_04_job(letter: Apology04, paper: PaperSize) -> Print:
    """Lay the letter out. Raises: NotFound if the wording version is unknown."""
    form = state_form.form_of(DOCUMENT, letter.head, state_form.layout_of(paper))
    agency = letter.relay.agency
    promised = show_long_moment(letter.promised_at)
    sections = {
        "to": partial(line, form, "to", letter.applicant.name),
        "received": partial(_received, form, letter),
        "promised": partial(line, form, "promised", promised),
        "late": partial(sentence, form, "late", agency=agency),
        "reason": partial(line, form, "reason", letter.reason),
        "apology": partial(
            sentence,
            form,
            "apology",
            agency=agency,
            day=show_long_date(local(letter.new_return_at).date()),
        ),
        "understanding": partial(sentence, form, "understanding"),
    }
    signer = state_form.one_signature(form, "sign_right", "signed_original", letter.relay.signed_by)
    body = [
        *state_form.ordered(form, sections),
        *state_form.relay_box(form, letter.relay),
        *state_form.ending(form, signer),
    ]
    head = state_form.header(form, letter.issuer, letter.relay.sent_at)
    copies = state_form.single(form, head, body)
    return state_form.print_of(form, letter.issuer, copies, letter.head.reference)


def _received(form: Form, letter: Apology04) -> list[Block]:
    blank = form.words.text("blank")
    day = show_long_date(local(letter.received_at).date()).removeprefix("ngày ")
    return sentence(
        form,
        "received",
        day=day,
        agency=letter.relay.agency,
        procedure=letter.procedure,
        name=letter.applicant.name,
        id_number=letter.applicant.shown_number() or blank,
        code=letter.official_code or blank,
    )
