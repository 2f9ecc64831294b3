"""Mẫu 05, Thông báo dừng giải quyết hồ sơ, in a wording of our own until the official one is known.

The paper says so itself. Its lines and sentences stand in the template; a clerk may put other words
in place of three of them for one print, and then the paper says that too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from agent_desk.documents import state_form
from agent_desk.documents.blocks import Framed, paragraph, solid
from agent_desk.documents.runs import plain
from agent_desk.documents.sheet import print_pdf
from agent_desk.documents.show import show_long_moment, show_moment
from agent_desk.documents.state_form import applicant_lines, line
from agent_desk.documents.wording import wording

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from agent_desk.documents.blocks import Block
    from agent_desk.documents.head import PaperSize, Party, SlipHead
    from agent_desk.documents.parts import Form
    from agent_desk.documents.sheet import Print
    from agent_desk.documents.state_form import Issuer, Relay

DOCUMENT = "stop_05"
STATEMENT, NOTE, NOTICE = "statement", "reason", "notice"
"""The blocks whose words may be changed for a print."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop05:
    """What the notice says; ``asked`` is the citizen's request in words, ``note`` may be empty.

    ``words`` stand in place of the blocks they are named after.
    """

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
    words: Mapping[str, str] = field(default_factory=dict)


def blocks_of(notice: Stop05) -> Mapping[str, str]:
    """Give the blocks that may be changed, with the words of the template in them.

    Raises: NotFound if the wording version is unknown.
    """
    words = wording(DOCUMENT, notice.head.template_version)
    since = show_long_moment(notice.stopped_at)
    return {
        STATEMENT: words.text(STATEMENT, unit=notice.relay.agency, at=since),
        NOTE: notice.note,
        NOTICE: words.text(NOTICE),
    }


def render_stop_05(notice: Stop05, paper: PaperSize) -> bytes:
    """Write the notice as PDF. Raises: NotFound if the wording version is unknown."""
    return print_pdf(stop_05_job(notice, paper))


def stop_05_job(notice: Stop05, paper: PaperSize) -> Print:
    """Lay the notice out. Raises: NotFound if the wording version is unknown."""
    form = state_form.form_of(DOCUMENT, notice.head, state_form.layout_of(paper))
    blocks = {**blocks_of(notice), **notice.words}
    sections = {
        "provisional": partial(_provisional, form, notice),
        "applicant": partial(applicant_lines, form, "applicant", notice.applicant),
        "code": partial(line, form, "code", notice.official_code),
        "request": partial(line, form, "request", notice.request),
        "received_at": partial(line, form, "received_at", _moment(notice.received_at)),
        "asked": partial(line, form, "asked", notice.asked),
        "asked_at": partial(line, form, "asked_at", _moment(notice.asked_at)),
        "statement": partial(_said, form, blocks[STATEMENT]),
        "reason": partial(form.row, form.field("reason", blocks[NOTE])),
        "notice": partial(_said, form, blocks[NOTICE]),
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


def _said(form: Form, text: str) -> list[Block]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    size, inside = form.layout.size, form.layout.inside
    said = [block for line in lines for block in paragraph((plain(line),), size, inside)]
    return [*said, form.space(state_form.ROW_GAP)]


def _provisional(form: Form, notice: Stop05) -> list[Block]:
    """Say that the wording is our own, and whose words it carries."""
    relay = notice.relay
    padding = form.layout.size * 0.55
    width = form.layout.inside - 2 * padding
    at = show_moment(relay.sent_at)
    runs = form.words.runs("provisional", agency=relay.agency, at=at)
    if notice.words:
        runs = (*runs, plain(" "), *form.words.runs("edited"))
    text = solid(runs, form.layout.size * 0.88, width)
    return [Framed(block=text, width=form.layout.inside, padding=padding), form.space(0.6)]
