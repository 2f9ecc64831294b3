"""From a case that is not served here to the slip that says where to go. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk import settings
from agent_desk.catalog.spec import Confidence, Copies, PaperKind
from agent_desk.clock import local
from agent_desk.commands.printing import PrintJob
from agent_desk.documents.bring_slip import BringAs, BringPaper
from agent_desk.documents.head import PaperSize
from agent_desk.documents.templates import installed
from agent_desk.documents.where_slip import DOCUMENT, WhereSlip, WhereTo, render_where_slip
from agent_desk.domain.dossier import Channel
from agent_desk.domain.printing import PrintReason, PrintSubject, SubjectKind
from agent_desk.ui.prints.order import print_paper

if TYPE_CHECKING:
    from agent_desk.catalog.guide import CaseOutcome, CasePaper
    from agent_desk.ids import IntentId, VisitId
    from agent_desk.ui.office import Office
    from agent_desk.ui.prints.order import Printed

_BRING_AS = {
    Copies.ORIGINAL: BringAs.ORIGINAL,
    Copies.COPY: BringAs.COPY,
    Copies.COPY_WITH_ORIGINAL: BringAs.COPY_WITH_ORIGINAL,
    Copies.DATA: BringAs.DATA,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WhereOrder:
    """Which case, whose, and why it is not served here, in Vietnamese."""

    outcome: CaseOutcome
    for_whom: str
    why: str
    visit_id: VisitId | None = None


def print_where_slip(office: Office, intent_id: IntentId, order: WhereOrder) -> Printed:
    """Print the slip (store lane); it is counted with the visit, or with the desk without one.

    The same intent gives the same paper again. Raises: DeskError as commands do.
    """
    identity, outcome = office.desk.identity, order.outcome
    catalog, now = office.desk.catalog, office.desk.clock.now()
    hotline = office.setting(settings.HOTLINE)
    version = installed().at(DOCUMENT, office.desk.today())
    slip = WhereSlip(
        operator=office.setting(settings.OPERATOR),
        site=f"{identity.site_name.upper()} — QUẦY {identity.desk_code[-2:]}",
        place=office.setting(settings.PLACE),
        hotline=hotline,
        printed_at=now,
        template_version=version,
        matter=outcome.name,
        code=outcome.code,
        for_whom=order.for_whom,
        why=order.why,
        where=WhereTo(
            name=outcome.office,
            notes=outcome.competence.notes,
            is_online_possible=Channel.ONLINE in outcome.channels,
        ),
        checked_on=catalog.packs[0].checked_on,
        is_certain=outcome.confidence is not Confidence.LOW,
        bring=tuple(_bring(paper) for paper in outcome.papers),
        confirm_phone=hotline,
        practice=office.is_practice,
    )
    paper = PaperSize(office.setting(settings.PAPER_SIZE))
    subject = PrintSubject(SubjectKind.SITE, identity.desk_id)
    if order.visit_id is not None:
        subject = PrintSubject(SubjectKind.VISIT, order.visit_id)
    job = PrintJob(
        subject=subject,
        document=f"{DOCUMENT}:{outcome.code}",
        template_version=version,
        render=lambda _number: render_where_slip(slip, paper),
        reason=PrintReason.CHANGED,
        label=f"{local(now):%Y%m%d-%H%M%S}",
    )
    return print_paper(office, intent_id, job)


def _bring(paper: CasePaper) -> BringPaper:
    return BringPaper(
        name=paper.name,
        bring_as=_BRING_AS[paper.copies],
        is_shown_only=paper.kind is PaperKind.PRESENT,
        is_required=not paper.bring_if_you_have,
        where=paper.obtainable_from,
        note=paper.note,
    )
