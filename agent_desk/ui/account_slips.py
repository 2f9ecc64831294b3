"""From an assist to its leave-behind slip: gather the words, count the print, keep it. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from agent_desk import settings
from agent_desk.commands.printing import PrintJob
from agent_desk.devices.escpos import ticket_job
from agent_desk.documents.account_slip import DOCUMENT, AccountSlip, render_account_slip
from agent_desk.documents.head import PaperSize
from agent_desk.documents.templates import installed
from agent_desk.documents.tickets import account_ticket
from agent_desk.domain.printing import PrinterRole, PrintReason, PrintSubject, SubjectKind
from agent_desk.ui.prints.order import print_paper

if TYPE_CHECKING:
    from datetime import date

    from agent_desk.catalog.accounts import LeaveBehind
    from agent_desk.ids import AssistId, IntentId
    from agent_desk.ui.office import Office
    from agent_desk.ui.prints.order import Printed


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipOrder:
    """Which assist, which words, the day agreed if there is one; ``on_roll`` for a ticket."""

    assist_id: AssistId
    words: LeaveBehind
    come_back_on: date | None = None
    on_roll: bool = False


def has_roll(office: Office) -> bool:
    """Say whether a ticket printer was chosen for this desk (store lane)."""
    return bool(office.setting(settings.PRINTER_TICKET))


def print_account_slip(office: Office, intent_id: IntentId, order: SlipOrder) -> Printed:
    """Print the slip of an assist (store lane); the same intent gives the same paper again.

    Raises: DeskError as commands do.
    """
    document = account_ticket.DOCUMENT if order.on_roll else DOCUMENT
    slip = _slip(office, order, installed().at(document, office.desk.today()))
    job = PrintJob(
        subject=PrintSubject(SubjectKind.ASSIST, order.assist_id),
        document=document,
        template_version=slip.template_version,
        render=partial(_ticket, slip) if order.on_roll else partial(_paper, office, slip),
        role=PrinterRole.TICKET if order.on_roll else PrinterRole.SLIP,
        reason=PrintReason.CHANGED,
        label=order.assist_id,
        suffix="bin" if order.on_roll else "pdf",
    )
    return print_paper(office, intent_id, job)


def _slip(office: Office, order: SlipOrder, version: str) -> AccountSlip:
    identity, words = office.desk.identity, order.words
    return AccountSlip(
        operator=office.setting(settings.OPERATOR),
        site=f"{identity.site_name.upper()} — QUẦY {identity.desk_code[-2:]}",
        hotline=office.setting(settings.HOTLINE),
        printed_at=office.desk.clock.now(),
        template_version=version,
        today=words.today,
        unfinished=words.unfinished,
        next=words.next,
        bring=words.bring,
        place=words.place,
        come_back_on=order.come_back_on,
        practice=office.is_practice,
    )


def _paper(office: Office, slip: AccountSlip, _number: int) -> bytes:
    return render_account_slip(slip, PaperSize(office.setting(settings.PAPER_SIZE)))


def _ticket(slip: AccountSlip, _number: int) -> bytes:
    raster = account_ticket.render_account_ticket(slip)
    return ticket_job(raster.rows, raster.width)
