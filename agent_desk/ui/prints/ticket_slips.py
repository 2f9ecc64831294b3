"""The same for a roll of 80 mm: short receipt, what to bring, call to collect. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk import settings
from agent_desk.devices.escpos import ticket_job
from agent_desk.documents.tickets.bring_ticket import render_bring_ticket
from agent_desk.documents.tickets.collect_ticket import CollectTicket, render_collect_ticket
from agent_desk.documents.tickets.sending_ticket import render_sending_ticket
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.printing import PrinterRole, PrintReason
from agent_desk.i18n import tr
from agent_desk.ui.prints.counter_slips import (
    bring_slip,
    bring_why_not,
    sending_slip,
    sending_why_not,
)
from agent_desk.ui.prints.spec import DocumentSpec, WhyNot

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.documents.tickets.raster import Raster
    from agent_desk.ui.prints.spec import Ground


def _sending(ground: Ground, print_number: int) -> Raster:
    return render_sending_ticket(sending_slip(ground, print_number))


def _bring(ground: Ground, print_number: int) -> Raster:
    return render_bring_ticket(bring_slip(ground, print_number))


def _collect(ground: Ground, print_number: int) -> Raster:
    ticket = CollectTicket(
        head=ground.head(print_number),
        procedure_name=ground.view.procedure_name,
        procedure_code=ground.view.procedure_code,
        site_address=ground.office.setting(settings.SITE_ADDRESS),
        open_hours=ground.office.setting(settings.OPEN_HOURS),
    )
    return render_collect_ticket(ticket)


def _collect_why_not(ground: Ground) -> WhyNot | None:
    return None if ground.view.state is DossierState.RESULT_AT_DESK else WhyNot()


def _if_a_roll_is_there(
    why_not: Callable[[Ground], WhyNot | None],
) -> Callable[[Ground], WhyNot | None]:
    """Offer tickets only where a printer for them was chosen."""

    def asked(ground: Ground) -> WhyNot | None:
        if not ground.office.setting(settings.PRINTER_TICKET):
            return WhyNot()
        return why_not(ground)

    return asked


def _as_bytes(draw: Callable[[Ground, int], Raster]) -> Callable[[Ground, int], bytes]:
    def render(ground: Ground, print_number: int) -> bytes:
        raster = draw(ground, print_number)
        return ticket_job(raster.rows, raster.width)

    return render


def _as_page(draw: Callable[[Ground, int], Raster]) -> Callable[[Ground, int], bytes]:
    def preview(ground: Ground, print_number: int) -> bytes:
        return draw(ground, print_number).to_pdf(ground.view.reference)

    return preview


SENDING_TICKET = DocumentSpec(
    key="sending_ticket",
    say=lambda: tr("Short receipt (80 mm)"),
    icon="printer",
    role=PrinterRole.TICKET,
    why_not=_if_a_roll_is_there(sending_why_not),
    render=_as_bytes(_sending),
    is_raw=True,
    preview=_as_page(_sending),
)
BRING_TICKET = DocumentSpec(
    key="bring_ticket",
    say=lambda: tr("What to bring (80 mm)"),
    icon="list-checks",
    role=PrinterRole.TICKET,
    why_not=_if_a_roll_is_there(bring_why_not),
    render=_as_bytes(_bring),
    again=PrintReason.CHANGED,
    is_raw=True,
    preview=_as_page(_bring),
)
COLLECT_TICKET = DocumentSpec(
    key="collect_ticket",
    say=lambda: tr("Call to collect the result (80 mm)"),
    icon="printer",
    role=PrinterRole.TICKET,
    why_not=_if_a_roll_is_there(_collect_why_not),
    render=_as_bytes(_collect),
    again=PrintReason.CHANGED,
    is_raw=True,
    preview=_as_page(_collect),
)
TICKETS = (SENDING_TICKET, BRING_TICKET, COLLECT_TICKET)
