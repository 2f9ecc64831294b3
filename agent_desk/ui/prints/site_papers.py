"""Papers of the post office itself: what each says of it, and the poster for its wall. No Qt."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from agent_desk import settings
from agent_desk.clock import local
from agent_desk.commands.printing import PrintJob
from agent_desk.documents.free_help_poster import (
    DOCUMENT,
    FreeHelpPoster,
    render_free_help_poster,
)
from agent_desk.documents.head import OfficeHead
from agent_desk.documents.templates import installed
from agent_desk.domain.printing import PrinterRole, PrintReason, PrintSubject, SubjectKind
from agent_desk.ui.prints.order import print_paper

if TYPE_CHECKING:
    from agent_desk.ids import IntentId
    from agent_desk.ui.office import Office
    from agent_desk.ui.prints.order import Printed


def office_head(office: Office, document: str, print_number: int) -> OfficeHead:
    """Give what a paper without a dossier says about itself, in the wording of today."""
    identity, now = office.desk.identity, office.desk.clock.now()
    return OfficeHead(
        operator=office.setting(settings.OPERATOR),
        site=identity.site_name.upper(),
        place=office.setting(settings.PLACE),
        printed_at=now,
        hotline=office.setting(settings.HOTLINE),
        template_version=installed().at(document, local(now).date()),
        print_number=print_number,
        practice=office.is_practice,
    )


def print_poster(office: Office, intent_id: IntentId) -> Printed:
    """Record and draw the poster “free help here” (store lane). Raises: DeskError."""
    head = office_head(office, DOCUMENT, 1)
    job = PrintJob(
        subject=PrintSubject(SubjectKind.SITE, office.desk.identity.desk_id),
        document=DOCUMENT,
        template_version=head.template_version,
        render=partial(_poster, office),
        role=PrinterRole.DOCUMENT,
        reason=PrintReason.CHANGED,
        label="ap-phich",
    )
    return print_paper(office, intent_id, job)


def _poster(office: Office, print_number: int) -> bytes:
    poster = FreeHelpPoster(
        head=office_head(office, DOCUMENT, print_number),
        address=office.setting(settings.SITE_ADDRESS),
        open_hours=office.setting(settings.OPEN_HOURS),
        complain_phone=office.setting(settings.COMPLAIN_PHONE),
    )
    return render_free_help_poster(poster)
