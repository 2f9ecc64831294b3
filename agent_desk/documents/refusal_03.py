"""Mẫu 03, Phiếu từ chối tiếp nhận giải quyết hồ sơ: the authority's refusal as it was sent."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from agent_desk.documents import state_form
from agent_desk.documents.blocks import paragraph
from agent_desk.documents.runs import plain
from agent_desk.documents.sheet import print_pdf
from agent_desk.documents.state_form import applicant_lines, line, sentence
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from agent_desk.documents.blocks import Block
    from agent_desk.documents.head import PaperSize, Party, SlipHead
    from agent_desk.documents.parts import Form
    from agent_desk.documents.sheet import Print
    from agent_desk.documents.state_form import Issuer, Relay

DOCUMENT = "refusal_03"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal03:
    """What the refusal says; never without its concrete reasons.

    Raises: InvalidInput if there is no reason: nobody may be refused without one.
    """

    head: SlipHead
    issuer: Issuer
    relay: Relay
    applicant: Party
    request: str
    reasons: tuple[str, ...]
    official_code: str = ""

    def __post_init__(self) -> None:
        if not any(reason.strip() for reason in self.reasons):
            raise InvalidInput(tr("A refusal without a reason cannot be printed. Ask the center."))


def render_refusal_03(refusal: Refusal03, paper: PaperSize) -> bytes:
    """Write the form as PDF. Raises: NotFound if the wording version is unknown."""
    return print_pdf(refusal_03_job(refusal, paper))


def refusal_03_job(refusal: Refusal03, paper: PaperSize, document: str = DOCUMENT) -> Print:
    """Lay the form out in the words of a template. Raises: NotFound."""
    form = state_form.form_of(document, refusal.head, state_form.layout_of(paper))
    unit = refusal.issuer.unit
    sections = {
        "unit": partial(form.row, (plain(unit),)),
        "applicant": partial(applicant_lines, form, "applicant", refusal.applicant),
        "code_if_any": partial(line, form, "code_if_any", refusal.official_code),
        "request": partial(line, form, "request", refusal.request),
        "statement": partial(sentence, form, "statement", unit=refusal.relay.agency),
        "reasons": partial(_reasons, form, refusal),
        "notice": partial(sentence, form, "notice"),
    }
    names = (refusal.applicant.name, refusal.relay.signed_by)
    signers = state_form.relayed_signatures(form, *names)
    body = [
        *state_form.ordered(form, sections),
        *state_form.relay_box(form, refusal.relay),
        *state_form.ending(form, signers),
    ]
    head = state_form.header(form, refusal.issuer, refusal.relay.sent_at)
    copies = state_form.single(form, head, body)
    return state_form.print_of(form, refusal.issuer, copies, refusal.head.reference)


def _reasons(form: Form, refusal: Refusal03) -> list[Block]:
    size, inside = form.layout.size, form.layout.inside
    given = [reason for reason in refusal.reasons if reason.strip()]
    lines = [plain(f"- {reason}") for reason in given]
    return [block for run in lines for block in (*paragraph([run], size, inside), form.space(0.2))]
