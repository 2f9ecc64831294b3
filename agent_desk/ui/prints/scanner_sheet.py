"""The sheet of test codes for a bar code scanner, as it is printed at this desk. No Qt."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from agent_desk import settings
from agent_desk.commands.printing import PrintJob
from agent_desk.documents.head import OfficeHead
from agent_desk.documents.scanner_sheet import DOCUMENT, render_scanner_sheet
from agent_desk.domain.printing import PrintReason, PrintSubject, SubjectKind
from agent_desk.ui.prints.order import print_paper

if TYPE_CHECKING:
    from agent_desk.ids import IntentId
    from agent_desk.ui.office import Office
    from agent_desk.ui.prints.order import Printed

_VERSION = "v1"


def print_scanner_sheet(office: Office, intent_id: IntentId) -> Printed:
    """Record and draw the sheet (store lane). Raises: DeskError."""
    job = PrintJob(
        subject=PrintSubject(SubjectKind.SITE, office.desk.identity.desk_id),
        document=DOCUMENT,
        template_version=_VERSION,
        render=partial(_drawn, office),
        reason=PrintReason.CHANGED,
        label="thu-may-quet",
    )
    return print_paper(office, intent_id, job)


def _drawn(office: Office, print_number: int) -> bytes:
    identity = office.desk.identity
    head = OfficeHead(
        operator=office.setting(settings.OPERATOR),
        site=f"{identity.site_name.upper()} — QUẦY {identity.desk_code[-2:]}",
        place=office.setting(settings.PLACE),
        printed_at=office.desk.clock.now(),
        hotline=office.setting(settings.HOTLINE),
        template_version=_VERSION,
        print_number=print_number,
        practice=office.is_practice,
    )
    return render_scanner_sheet(head)
