"""Mẫu 05, Thông báo dừng giải quyết hồ sơ, in a wording of our own until the official one is known.

The paper says so itself. Its lines and sentences stand in the template, to be edited there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from agent_desk.documents import state_form
from agent_desk.documents.blocks import Framed, solid
from agent_desk.documents.sheet import print_pdf
from agent_desk.documents.show import show_long_moment, show_moment
from agent_desk.documents.state_form import applicant_lines, line, sentence

if TYPE_CHECKING:
    from datetime import datetime

    from agent_desk.documents.blocks import Block
    from agent_desk.documents.head import PaperSize, Party, SlipHead
    from agent_desk.documents.parts import Form
    from agent_desk.documents.sheet import Print
    from agent_desk.documents.state_form import Issuer, Relay

DOCUMENT = "stop_05"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop05:
    """What the notice says; ``asked`` is the citizen's request in words, ``note`` may be empty."""

    head: SlipHead
    issuer: Issuer
    relay: Relay
    applicant: Party
    request: str
    official_code: str
    stopped_at: datetime
    received_at: datetime | None = None
    asked: str = ""
    asked_at: datetime | None = None
    note: str = ""


def render_stop_05(notice: Stop05, paper: PaperSize) -> bytes:
    """Write the notice as PDF. Raises: NotFound if the wording version is unknown."""
    return print_pdf(stop_05_job(notice, paper))


def stop_05_job(notice: Stop05, paper: PaperSize) -> Print:
    """Lay the notice out. Raises: NotFound if the wording version is unknown."""
    form = state_form.form_of(DOCUMENT, notice.head, state_form.layout_of(paper))
    since = show_long_moment(notice.stopped_at)
    sections = {
        "provisional": partial(_provisional, form, notice.relay),
        "applicant": partial(applicant_lines, form, "applicant", notice.applicant),
        "code": partial(line, form, "code", notice.official_code),
        "request": partial(line, form, "request", notice.request),
        "received_at": partial(line, form, "received_at", _moment(notice.received_at)),
        "asked": partial(line, form, "asked", notice.asked),
        "asked_at": partial(line, form, "asked_at", _moment(notice.asked_at)),
        "statement": partial(sentence, form, "statement", unit=notice.relay.agency, at=since),
        "reason": partial(form.row, form.field("reason", notice.note)),
        "notice": partial(sentence, form, "notice"),
    }
    signer = state_form.one_signature(form, "sign_right", "signed_original", notice.relay.signed_by)
    body = [
        *state_form.ordered(form, sections),
        *state_form.ending(form, signer),
    ]
    head = state_form.header(form, notice.issuer, notice.relay.sent_at)
    copies = state_form.single(form, head, body)
    return state_form.print_of(form, notice.issuer, copies, notice.head.reference)


def _moment(moment: datetime | None) -> str:
    return show_long_moment(moment) if moment else ""


def _provisional(form: Form, relay: Relay) -> list[Block]:
    """Say that the wording is our own, and whose words it carries."""
    padding = form.layout.size * 0.55
    width = form.layout.inside - 2 * padding
    at = show_moment(relay.sent_at)
    runs = form.words.runs("provisional", agency=relay.agency, at=at)
    text = solid(runs, form.layout.size * 0.88, width)
    return [Framed(block=text, width=form.layout.inside, padding=padding), form.space(0.6)]
