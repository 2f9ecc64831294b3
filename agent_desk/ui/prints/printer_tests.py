"""The test page of each printer of this desk, printed like every other paper. No Qt."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from agent_desk import settings
from agent_desk.commands.printing import PrintJob
from agent_desk.devices.escpos import ticket_job
from agent_desk.documents.printer_test import DOCUMENT, PrinterTest, render_printer_test
from agent_desk.documents.tickets.raster import WIDTH_DOTS
from agent_desk.domain.printing import PrinterRole, PrintReason, PrintSubject, SubjectKind
from agent_desk.pdfium import page_picture
from agent_desk.ui.prints.order import print_paper
from agent_desk.ui.prints.roles import printer_for

if TYPE_CHECKING:
    from agent_desk.ids import IntentId
    from agent_desk.ui.office import Office
    from agent_desk.ui.prints.order import Printed

_TICKET_DPI = 203.2
_DARK = 160


def print_test_page(office: Office, intent_id: IntentId, role: PrinterRole) -> Printed:
    """Record and draw the test page of a role (store lane). Raises: DeskError."""
    identity = office.desk.identity
    test = PrinterTest(
        role=role,
        printer=printer_for(office, role),
        site=f"{identity.site_name.upper()} — QUẦY {identity.desk_code[-2:]}",
        at=office.desk.clock.now(),
        is_a4=office.setting(settings.PAPER_SIZE) == "A4",
        practice=office.is_practice,
    )
    job = PrintJob(
        subject=PrintSubject(SubjectKind.SITE, identity.desk_id),
        document=f"{DOCUMENT}:{role.value}",
        template_version="v1",
        render=partial(_drawn, test),
        role=role,
        reason=PrintReason.CHANGED,
        label="thu-may-in",
        suffix="bin" if role is PrinterRole.TICKET else "pdf",
    )
    return print_paper(office, intent_id, job)


def _drawn(test: PrinterTest, _number: int) -> bytes:
    paper = render_printer_test(test)
    return as_ticket(paper) if test.role is PrinterRole.TICKET else paper


def as_ticket(paper: bytes) -> bytes:
    """Give the first page of a PDF of 72 mm width as bytes for a ticket printer."""
    from PIL import Image

    picture = page_picture(paper, 0, _TICKET_DPI)
    image = Image.frombytes("RGB", (picture.width, picture.height), picture.rgb).convert("L")
    fitted = image.resize((WIDTH_DOTS, round(image.height * WIDTH_DOTS / image.width)))
    dark = fitted.point([255 if level < _DARK else 0 for level in range(256)], "1")
    return ticket_job(dark.tobytes(), WIDTH_DOTS)
