"""The key sheet as it is printed at this desk. No Qt."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from agent_desk.commands.printing import PrintJob
from agent_desk.documents.key_sheet import DOCUMENT, KeyLine, KeySheet, render_key_sheet
from agent_desk.domain.printing import PrinterRole, PrintReason, PrintSubject, SubjectKind
from agent_desk.ui.key_table import key_table
from agent_desk.ui.prints.order import print_paper
from agent_desk.ui.prints.site_papers import office_head

if TYPE_CHECKING:
    from agent_desk.ids import IntentId
    from agent_desk.ui.office import Office
    from agent_desk.ui.prints.order import Printed


def print_key_sheet(office: Office, intent_id: IntentId) -> Printed:
    """Record and draw the key sheet (store lane). Raises: DeskError."""
    job = PrintJob(
        subject=PrintSubject(SubjectKind.SITE, office.desk.identity.desk_id),
        document=DOCUMENT,
        template_version=office_head(office, DOCUMENT, 1).template_version,
        render=partial(_drawn, office),
        role=PrinterRole.DOCUMENT,
        reason=PrintReason.CHANGED,
        label="bang-phim",
    )
    return print_paper(office, intent_id, job)


def _drawn(office: Office, print_number: int) -> bytes:
    lines = tuple(KeyLine(key=_written(cap), does=does) for cap, does in key_table())
    return render_key_sheet(KeySheet(head=office_head(office, DOCUMENT, print_number), lines=lines))


def _written(cap: str) -> str:
    """Write a key cap in letters that the paper's font has."""
    return cap.replace("⏎", "Enter").replace("Ctrl ", "Ctrl+")
