"""Which printer of this desk serves which kind of paper. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk import settings
from agent_desk.domain.printing import PrinterRole
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from agent_desk.settings import Setting
    from agent_desk.ui.office import Office

SETTING_OF: dict[PrinterRole, Setting] = {
    PrinterRole.SLIP: settings.PRINTER,
    PrinterRole.DOCUMENT: settings.PRINTER_DOCUMENT,
    PrinterRole.TICKET: settings.PRINTER_TICKET,
    PrinterRole.LABEL: settings.PRINTER_LABEL,
}
"""In the order of the screen."""


def printer_for(office: Office, role: PrinterRole) -> str:
    """Give the printer of a role (store lane); empty: this desk only keeps the file."""
    chosen = office.setting(SETTING_OF[role])
    if not chosen and role is PrinterRole.DOCUMENT:
        return office.setting(settings.PRINTER)
    return chosen


def say_role(role: PrinterRole) -> str:
    """Name what a printer is for."""
    return {
        PrinterRole.SLIP: tr("Slips (A5 or A4)"),
        PrinterRole.DOCUMENT: tr("Documents (A4)"),
        PrinterRole.TICKET: tr("Tickets (80 mm)"),
        PrinterRole.LABEL: tr("Labels (A6)"),
    }[role]


def say_empty(role: PrinterRole) -> str:
    """Say what no printer means for a role."""
    if role is PrinterRole.DOCUMENT:
        return tr("As for slips")
    return tr("None: keep the PDF only")
