"""The sheets of an outage kit. No Qt."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from agent_desk import settings
from agent_desk.commands.printing import PrintJob
from agent_desk.documents.emergency_slips import (
    DOCUMENT,
    EmergencySlips,
    render_emergency_slips,
)
from agent_desk.documents.numbers import ScanNumber
from agent_desk.domain.printing import PrinterRole, PrintReason, PrintSubject, SubjectKind
from agent_desk.errors import NotFound
from agent_desk.i18n import tr
from agent_desk.queries import outage as query
from agent_desk.ui.prints.order import print_paper
from agent_desk.ui.prints.site_papers import office_head

if TYPE_CHECKING:
    from agent_desk.ids import IntentId
    from agent_desk.ui.office import Office
    from agent_desk.ui.prints.order import Printed


def print_kit(office: Office, intent_id: IntentId, batch: str) -> Printed:
    """Record and draw the blank slips of a kit (store lane). Raises: DeskError."""
    head = office_head(office, DOCUMENT, 1)
    job = PrintJob(
        subject=PrintSubject(SubjectKind.SITE, office.desk.identity.desk_id),
        document=f"{DOCUMENT}:{batch}",
        template_version=head.template_version,
        render=partial(_draw, office, batch),
        role=PrinterRole.DOCUMENT,
        reason=PrintReason.CHANGED,
        label="phieu-gui-viet-tay",
    )
    return print_paper(office, intent_id, job)


def _draw(office: Office, batch: str, print_number: int) -> bytes:
    with office.desk.store.read() as connection:
        numbers = query.of_batch(connection, batch)
    if not numbers:
        raise NotFound(tr("No blank slip of this kit is left."))
    slips = EmergencySlips(
        head=office_head(office, DOCUMENT, print_number),
        numbers=tuple(ScanNumber(digits=number) for number in numbers),
        receiver=office.setting(settings.RECEIVER),
    )
    return render_emergency_slips(slips)
