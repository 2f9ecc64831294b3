"""Check sheets of a session, as they are printed at this desk. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from agent_desk.clock import local
from agent_desk.commands.printing import PrintJob
from agent_desk.documents.check_sheet import DOCUMENT, CheckSheet, render_check_sheet
from agent_desk.domain.printing import PrinterRole, PrintReason, PrintSubject, SubjectKind
from agent_desk.domain.skill_check import Phase
from agent_desk.errors import NotFound
from agent_desk.i18n import tr
from agent_desk.queries import training as query
from agent_desk.ui.prints.order import print_paper
from agent_desk.ui.prints.site_papers import office_head

if TYPE_CHECKING:
    from agent_desk.catalog.checks import SkillCheck
    from agent_desk.ids import IntentId
    from agent_desk.ui.office import Office
    from agent_desk.ui.prints.order import Printed


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetOrder:
    """Which sheets: of a session, a check and a phase, numbered from ``first`` to ``last``."""

    session_id: str
    check: SkillCheck
    phase: Phase
    first: int
    last: int


def print_check_sheets(office: Office, intent_id: IntentId, order: SheetOrder) -> Printed:
    """Record and draw numbered check sheets (store lane). Raises: DeskError."""
    head = office_head(office, DOCUMENT, 1)
    numbers = f"{order.first}-{order.last}"
    job = PrintJob(
        subject=PrintSubject(SubjectKind.SITE, office.desk.identity.desk_id),
        document=f"{DOCUMENT}:{order.session_id}:{order.check.topic}:{order.phase}:{numbers}",
        template_version=head.template_version,
        render=partial(_draw, office, order),
        role=PrinterRole.DOCUMENT,
        reason=PrintReason.CHANGED,
        label=f"phieu-hoi-{numbers}",
    )
    return print_paper(office, intent_id, job)


def _draw(office: Office, order: SheetOrder, print_number: int) -> bytes:
    with office.desk.store.read() as connection:
        row = query.one(connection, order.session_id)
    if row is None:
        raise NotFound(tr("This session is not on this PC. Read the list again (F5)."))
    sheet = CheckSheet(
        head=office_head(office, DOCUMENT, print_number),
        check=order.check,
        is_after=order.phase is Phase.AFTER,
        day=local(row.plan.starts_at).date(),
        place=row.plan.place,
        first=order.first,
        last=order.last,
    )
    return render_check_sheet(sheet)
