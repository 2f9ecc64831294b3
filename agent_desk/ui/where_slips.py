"""From a case that is not served here to the slip that says where to go. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk import settings
from agent_desk.catalog.spec import Channel, Confidence, Copies, PaperKind
from agent_desk.clock import local
from agent_desk.documents.bring_slip import BringAs, BringPaper
from agent_desk.documents.head import PaperSize
from agent_desk.documents.where_slip import DOCUMENT, WhereSlip, WhereTo, render_where_slip
from agent_desk.ids import sha256_hex
from agent_desk.ui.slips import Printed

if TYPE_CHECKING:
    from agent_desk.catalog.guide import CaseOutcome, CasePaper
    from agent_desk.ui.office import Office

_VERSION = "v1"
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


def print_where_slip(office: Office, order: WhereOrder) -> Printed:
    """Write the slip (store lane). It needs no dossier, so no print of it is counted."""
    identity, outcome = office.desk.identity, order.outcome
    catalog, now = office.desk.catalog, office.desk.clock.now()
    hotline = office.setting(settings.HOTLINE)
    slip = WhereSlip(
        operator=office.setting(settings.OPERATOR),
        site=f"{identity.site_name.upper()} — QUẦY {identity.desk_code[-2:]}",
        place=office.setting(settings.PLACE),
        hotline=hotline,
        printed_at=now,
        template_version=_VERSION,
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
    data = render_where_slip(slip, PaperSize(office.setting(settings.PAPER_SIZE)))
    stamp = local(now).strftime("%Y%m%d-%H%M%S")
    path = office.desk.store.data.documents / f"{DOCUMENT}-{outcome.code}-{stamp}.pdf"
    path.write_bytes(data)
    return Printed(path=path, kind=DOCUMENT, print_number=1, sha256=sha256_hex(data))


def _bring(paper: CasePaper) -> BringPaper:
    return BringPaper(
        name=paper.name,
        bring_as=_BRING_AS[paper.copies],
        is_shown_only=paper.kind is PaperKind.PRESENT,
        is_required=not paper.bring_if_you_have,
        where=paper.obtainable_from,
        note=paper.note,
    )
