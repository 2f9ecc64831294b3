"""The slips given at the counter: sending slip, what to bring. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk import settings
from agent_desk.clock import from_iso, local
from agent_desk.documents.bring_slip import BringAs, BringPaper, BringSlip, render_bring_slip
from agent_desk.documents.sending_slip import (
    FiledBy,
    SendingSlip,
    SlipPaper,
    render_sending_slip,
)
from agent_desk.domain.dossier import Channel, DossierState
from agent_desk.domain.papers import Need, PaperStatus
from agent_desk.domain.printing import PrinterRole, PrintReason
from agent_desk.i18n import tr
from agent_desk.queries import dossier as dossier_query
from agent_desk.queries.clocks import promised_arrival
from agent_desk.ui.prints.spec import DocumentSpec, WhyNot, party

if TYPE_CHECKING:
    from datetime import date

    from agent_desk.queries.dossier import PaperView
    from agent_desk.ui.prints.spec import Ground

BRING_AS = {
    "original": BringAs.ORIGINAL,
    "copy": BringAs.COPY,
    "copy_with_original": BringAs.COPY_WITH_ORIGINAL,
    "data": BringAs.DATA,
}


def sending_why_not(ground: Ground) -> WhyNot | None:
    """Say why there is no sending slip: only for papers that lie here or were lodged."""
    if ground.view.taken_at:
        return None
    return WhyNot(tr("Nothing was taken in or lodged yet."))


def _sending(ground: Ground, print_number: int) -> bytes:
    return render_sending_slip(sending_slip(ground, print_number), ground.paper)


def sending_slip(ground: Ground, print_number: int) -> SendingSlip:
    """Gather what the sending slip says, on paper or as a ticket."""
    view = ground.view
    is_online = view.channel == Channel.ONLINE.value
    handed = [paper for paper in view.papers if paper.status.is_on_paper or paper.scans]
    return SendingSlip(
        head=ground.head(print_number),
        sender=party(view.submitter),
        owner=party(view.owner) if view.owner != view.submitter else None,
        receiver=ground.office.setting(settings.RECEIVER),
        receiver_address=ground.office.setting(settings.RECEIVER_ADDRESS),
        procedure_name=view.procedure_name,
        procedure_code=view.procedure_code,
        papers=tuple(_slip_paper(paper) for paper in handed),
        state_fee_vnd=view.fee_vnd,
        postage_vnd=0,
        taken_at=from_iso(view.taken_at) if view.taken_at else ground.now,
        leaves_by=from_iso(view.forward_by) if view.forward_by else None,
        arrives_by=_arrives_by(ground),
        result_way="tại bưu cục; bưu cục báo khi Trung tâm hẹn ngày",
        clerk=view.clerk_name,
        filed_by=FiledBy.ONLINE if is_online else FiledBy.PAPER,
    )


def _arrives_by(ground: Ground) -> date | None:
    """Give the last day of the postal time (J+n), kept when the papers were taken in."""
    with ground.office.desk.store.read() as connection:
        found = promised_arrival(connection, ground.view.dossier_id)
    return local(from_iso(found)).date() if found else None


def _slip_paper(paper: PaperView) -> SlipPaper:
    sheets = paper.sheets if paper.status.is_on_paper else None
    return SlipPaper(
        name=paper.name,
        originals=1 if paper.status is PaperStatus.ORIGINAL else 0,
        copies=1 if paper.status is PaperStatus.COPY else 0,
        scans=sum(scan.pages for scan in paper.scans),
        sheets=sheets,
    )


def bring_why_not(ground: Ground) -> WhyNot | None:
    """Say why there is no what-to-bring slip: only a case that was advised has one."""
    view = ground.view
    if view.state is DossierState.ADVISED or "bring_slip" in view.printed:
        return None
    return WhyNot()


def _absent(paper: PaperView) -> bool:
    has_none = paper.need is Need.IF_AVAILABLE and paper.status is PaperStatus.MISSING
    return not paper.status.is_settled and not has_none


def _bring(ground: Ground, print_number: int) -> bytes:
    return render_bring_slip(bring_slip(ground, print_number), ground.paper)


def bring_slip(ground: Ground, print_number: int) -> BringSlip:
    """Gather what the what-to-bring slip says, on paper or as a ticket."""
    view, desk = ground.view, ground.office.desk
    with desk.store.read() as connection:
        catalog = dossier_query.catalog_of(connection, view, desk.catalog)
    procedure = catalog.procedure(view.procedure_code)
    return BringSlip(
        head=ground.head(print_number),
        procedure_name=view.procedure_name,
        procedure_code=view.procedure_code,
        missing=tuple(_bring_paper(paper) for paper in view.papers if _absent(paper)),
        already=tuple(
            paper.name
            for paper in view.papers
            if paper.status.is_settled and paper.status is not PaperStatus.NOT_NEEDED
        ),
        state_fee_vnd=view.fee_vnd,
        checked_on=desk.catalog.packs[0].checked_on,
        is_certain=procedure.confidence.value != "low",
        for_whom=view.owner.name,
        confirm_phone=ground.office.setting(settings.HOTLINE),
        site_address=ground.office.setting(settings.SITE_ADDRESS),
        open_hours=ground.office.setting(settings.OPEN_HOURS),
    )


def _bring_paper(paper: PaperView) -> BringPaper:
    return BringPaper(
        name=paper.name,
        bring_as=BRING_AS[paper.copies],
        is_shown_only=paper.kind == "present",
        is_required=paper.need is Need.REQUIRED,
        where=paper.obtain_from,
        note=paper.note,
    )


SENDING = DocumentSpec(
    key="sending_slip",
    say=lambda: tr("Sending slip"),
    icon="printer",
    role=PrinterRole.SLIP,
    why_not=sending_why_not,
    render=_sending,
)
BRING = DocumentSpec(
    key="bring_slip",
    say=lambda: tr("What-to-bring slip"),
    icon="list-checks",
    role=PrinterRole.SLIP,
    why_not=bring_why_not,
    render=_bring,
    again=PrintReason.CHANGED,
)
