"""Mẫu 02, Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ: the authority's request as it was sent."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from agent_desk.documents import state_form
from agent_desk.documents.sheet import print_pdf
from agent_desk.documents.show import show_date, show_phone_text
from agent_desk.documents.state_form import line, listed, sentence
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from datetime import date

    from agent_desk.documents.blocks import Block
    from agent_desk.documents.head import PaperSize, Party, SlipHead
    from agent_desk.documents.parts import Form
    from agent_desk.documents.sheet import Print
    from agent_desk.documents.state_form import Issuer, Relay

DOCUMENT = "supplement_02"


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplement02:
    """What the request says: everything that is missing, once, each with its words.

    ``contact_name`` and ``contact_phone`` say who helps while it is being completed; either may be
    empty. ``due_on`` None means the authority named no day. Raises: InvalidInput without items.
    """

    head: SlipHead
    issuer: Issuer
    relay: Relay
    applicant: Party
    request: str
    items: tuple[str, ...]
    reason: str
    contact_name: str = ""
    contact_phone: str = ""
    due_on: date | None = None

    def __post_init__(self) -> None:
        if not self.items:
            raise InvalidInput(tr("A supplement request without a defect cannot be printed."))


def render_supplement_02(request: Supplement02, paper: PaperSize) -> bytes:
    """Write the form as PDF. Raises: NotFound if the wording version is unknown."""
    return print_pdf(supplement_02_job(request, paper))


def supplement_02_job(request: Supplement02, paper: PaperSize, document: str = DOCUMENT) -> Print:
    """Lay the form out in the words of a template. Raises: NotFound."""
    form = state_form.form_of(document, request.head, state_form.layout_of(paper))
    sections = {
        "applicant": partial(line, form, "applicant", request.applicant.name),
        "request": partial(line, form, "request", request.request),
        "contact_lines": partial(state_form.contact_lines, form, request.applicant),
        "items": partial(listed, form, "items", request.items),
        "reason": partial(line, form, "reason", request.reason),
        "due_on": partial(_due_on, form, request),
        "contact": partial(_contact, form, request),
    }
    signer = state_form.one_signature(
        form, "sign_right", "signed_original", request.relay.signed_by
    )
    body = [
        *state_form.ordered(form, sections),
        *state_form.relay_box(form, request.relay),
        *state_form.ending(form, signer),
    ]
    head = state_form.header(form, request.issuer, request.relay.sent_at)
    copies = state_form.single(form, head, body)
    return state_form.print_of(form, request.issuer, copies, request.head.reference)


def _due_on(form: Form, request: Supplement02) -> list[Block]:
    return form.row(form.field("due_on", show_date(request.due_on) if request.due_on else ""))


def _contact(form: Form, request: Supplement02) -> list[Block]:
    name, phone = request.contact_name, show_phone_text(request.contact_phone)
    if name and phone:
        return sentence(form, "contact", name=name, phone=phone)
    if name or phone:
        return sentence(form, "contact_one", name=name or phone)
    return sentence(form, "contact_none", phone=show_phone_text(form.head.hotline))
