"""From a dossier to its printed paper: gather the data, count the print, keep the bytes. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from agent_desk import settings
from agent_desk.clock import from_iso, local
from agent_desk.commands.printing import PrintJob, record_print
from agent_desk.documents.bring_slip import BringAs, BringPaper, BringSlip, render_bring_slip
from agent_desk.documents.head import Custody, PaperSize, Party, SlipHead
from agent_desk.documents.receipt_01 import Receipt01, render_receipt_01
from agent_desk.documents.result_slip import (
    HandedItem,
    HandedKind,
    ResultSlip,
    render_result_slip,
)
from agent_desk.documents.sending_slip import (
    FiledBy,
    SendingSlip,
    SlipPaper,
    render_sending_slip,
)
from agent_desk.domain.dossier import Channel
from agent_desk.domain.papers import Need, PaperStatus
from agent_desk.domain.partial_date import PartialDate
from agent_desk.domain.phone import show_phone
from agent_desk.errors import NotAllowed, StoreUnusable
from agent_desk.i18n import tr
from agent_desk.queries import custody
from agent_desk.queries import dossier as dossier_query

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from agent_desk.commands.result import HandOver
    from agent_desk.ids import DossierId, IntentId
    from agent_desk.queries.citizen import CitizenView
    from agent_desk.queries.dossier import DossierView, PaperView
    from agent_desk.ui.office import Office

_VERSION = "v1"


class SlipKind(StrEnum):
    """The papers this desk prints of a dossier."""

    SENDING = "sending_slip"
    BRING = "bring_slip"
    RESULT = "result_slip"
    RECEIPT = "receipt_01"
    FORM = "form_paper"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A printed paper: its PDF on disk, which print it is, its hash."""

    path: Path
    kind: str
    print_number: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """What every slip of one print needs."""

    office: Office
    view: DossierView
    now: datetime
    paper: PaperSize
    held_since: str


def print_slip(
    office: Office,
    intent_id: IntentId,
    dossier_id: DossierId,
    kind: SlipKind,
    given: HandOver | None = None,
) -> Printed:
    """Print one paper of a dossier (store lane); the same intent gives the same paper again.

    ``given`` is needed for the result slip. Raises: DeskError as commands do.
    """
    with office.desk.store.read() as connection:
        view = dossier_query.view(connection, dossier_id)
        held_since = custody.held_since(connection, dossier_id)
    ground = _Ground(
        office=office,
        view=view,
        now=office.desk.clock.now(),
        paper=PaperSize(office.setting(settings.PAPER_SIZE)),
        held_since=held_since,
    )
    render = {
        SlipKind.SENDING: partial(_sending, ground),
        SlipKind.BRING: partial(_bring, ground),
        SlipKind.RESULT: partial(_result, ground, given),
        SlipKind.RECEIPT: partial(_receipt, ground),
        SlipKind.FORM: partial(_forms, ground),
    }[kind]
    job = PrintJob(
        dossier_id=dossier_id, document=kind.value, template_version=_VERSION, render=render
    )
    done = record_print(office.desk, office.act(intent_id), job)
    folder = office.desk.store.data.documents
    path = folder / f"{view.reference}-{kind.value}-{done['print_number']}.pdf"
    _keep(path, office.desk.store.blobs.get(done["sha256"]))
    return Printed(
        path=path, kind=kind, print_number=int(done["print_number"]), sha256=done["sha256"]
    )


def _keep(path: Path, pdf: bytes) -> None:
    """Write the PDF for the printer; the print is recorded already and can be made again."""
    partial = path.with_suffix(".part")
    try:
        partial.write_bytes(pdf)
        partial.replace(path)
    except OSError as error:
        raise StoreUnusable(
            tr("The slip is kept, but its PDF cannot be written. Free some space and print again.")
        ) from error


def _head(ground: _Ground, print_number: int) -> SlipHead:
    office, view = ground.office, ground.view
    identity = office.desk.identity
    since = ground.held_since
    desk_number = identity.desk_code[-2:]
    return SlipHead(
        operator=office.setting(settings.OPERATOR),
        site=f"{identity.site_name.upper()} — QUẦY {desk_number}",
        place=office.setting(settings.PLACE),
        printed_at=ground.now,
        reference=view.reference,
        hotline=office.setting(settings.HOTLINE),
        template_version=_VERSION,
        custody=Custody.AT_CENTER if since else Custody.AT_DESK,
        center_received_at=from_iso(since) if since else None,
        official_code=view.official_code or None,
        print_number=print_number,
        practice=office.is_practice,
    )


def _party(person: CitizenView, *, full_number: bool = False) -> Party:
    return Party(
        full_number=full_number,
        name=person.name,
        born=PartialDate.from_iso(person.birth) if person.birth else None,
        citizen_number=person.number,
        address=person.address,
        phone=show_phone(person.phone) if person.phone else "",
    )


def _sending(ground: _Ground, print_number: int) -> bytes:
    view = ground.view
    is_online = view.channel == Channel.ONLINE.value
    handed = [paper for paper in view.papers if paper.status.is_on_paper or paper.scans]
    slip = SendingSlip(
        head=_head(ground, print_number),
        sender=_party(view.submitter),
        owner=_party(view.owner) if view.owner != view.submitter else None,
        receiver=ground.office.setting(settings.RECEIVER),
        procedure_name=view.procedure_name,
        procedure_code=view.procedure_code,
        papers=tuple(_slip_paper(paper) for paper in handed),
        state_fee_vnd=view.fee_vnd,
        postage_vnd=0,
        taken_at=from_iso(view.taken_at) if view.taken_at else ground.now,
        leaves_by=from_iso(view.forward_by) if view.forward_by else None,
        result_way="tại bưu cục; bưu cục báo khi Trung tâm hẹn ngày",
        clerk=view.clerk_name,
        filed_by=FiledBy.ONLINE if is_online else FiledBy.PAPER,
    )
    return render_sending_slip(slip, ground.paper)


def _slip_paper(paper: PaperView) -> SlipPaper:
    sheets = paper.sheets if paper.status.is_on_paper else None
    return SlipPaper(
        name=paper.name,
        originals=1 if paper.status is PaperStatus.ORIGINAL else 0,
        copies=1 if paper.status is PaperStatus.COPY else 0,
        scans=sum(scan.pages for scan in paper.scans),
        sheets=sheets,
    )


_BRING_AS = {
    "original": BringAs.ORIGINAL,
    "copy": BringAs.COPY,
    "copy_with_original": BringAs.COPY_WITH_ORIGINAL,
    "data": BringAs.DATA,
}


def _bring(ground: _Ground, print_number: int) -> bytes:
    view = ground.view
    catalog = ground.office.desk.catalog
    procedure = catalog.procedure(view.procedure_code)
    absent = [
        paper
        for paper in view.papers
        if not paper.status.is_settled
        and not (paper.need is Need.IF_AVAILABLE and paper.status is PaperStatus.MISSING)
    ]
    slip = BringSlip(
        head=_head(ground, print_number),
        procedure_name=view.procedure_name,
        procedure_code=view.procedure_code,
        missing=tuple(
            BringPaper(
                name=paper.name,
                bring_as=_BRING_AS[paper.copies],
                is_shown_only=paper.kind == "present",
                is_required=paper.need is Need.REQUIRED,
                where=paper.obtain_from,
                note=paper.note,
            )
            for paper in absent
        ),
        already=tuple(
            paper.name
            for paper in view.papers
            if paper.status.is_settled and paper.status is not PaperStatus.NOT_NEEDED
        ),
        state_fee_vnd=view.fee_vnd,
        checked_on=catalog.packs[0].checked_on,
        is_certain=procedure.confidence.value != "low",
        for_whom=view.owner.name,
        confirm_phone=ground.office.setting(settings.HOTLINE),
    )
    return render_bring_slip(slip, ground.paper)


def _result(ground: _Ground, given: HandOver | None, print_number: int) -> bytes:
    if given is None:
        raise TypeError("a result slip needs what was handed over")
    view = ground.view
    is_proxy = given.collector.value == "proxy"
    proxy = Party(name=given.collector_name, citizen_number=given.collector_number)
    slip = ResultSlip(
        head=_head(ground, print_number),
        owner=_party(view.owner),
        procedure_name=view.procedure_name,
        procedure_code=view.procedure_code,
        handed=tuple(HandedItem(name=item, kind=HandedKind.RESULT) for item in given.items),
        given_at=local(from_iso(view.closed_at)) if view.closed_at else ground.now,
        clerk=ground.office.clerk.name,
        proxy=proxy if is_proxy else None,
        authority_paper=given.authorization,
    )
    return render_result_slip(slip, ground.paper)


def _receipt(ground: _Ground, print_number: int) -> bytes:
    """Mẫu 01, which only contracted reception may print, once the official code has come back."""
    view, office = ground.view, ground.office
    if office.setting(settings.MODE) != "contracted":
        raise NotAllowed(
            tr("This desk forwards papers: Mẫu 01 comes from the center. Print the sending slip.")
        )
    with office.desk.store.read() as connection:
        issued = dossier_query.code_issued(connection, view.dossier_id)
    received = (issued or {}).get("received_at")
    if not isinstance(received, str) or not view.due_at:
        raise NotAllowed(
            tr("The center has named no date of return yet, so Mẫu 01 cannot be printed.")
        )
    receipt = Receipt01(
        head=_head(ground, print_number),
        official_code=view.official_code,
        authority=office.setting(settings.AUTHORITY),
        unit=office.desk.identity.center_name.upper(),
        applicant=_party(view.submitter, full_number=True),
        request=f"{view.procedure_name} ({view.procedure_code})",
        papers=tuple(p.name for p in view.papers if p.status.is_settled),
        working_days=view.working_days or 0,
        received_at=from_iso(received),
        return_at=from_iso(view.due_at),
        collect_at=office.desk.identity.site_name,
        receiver=office.clerk.name,
    )
    return render_receipt_01(receipt, ground.paper)


def _forms(ground: _Ground, print_number: int) -> bytes:
    """Every filled form of the dossier, one after the other, to be read through and signed."""
    from agent_desk.documents.form_paper import FormPaper, render_form_paper
    from agent_desk.queries.form import filled_forms

    with ground.office.desk.store.read() as connection:
        filled = filled_forms(connection, ground.view.dossier_id)
    if not filled:
        raise NotAllowed(tr("No form of this dossier has been filled in yet."))
    head = _head(ground, print_number)
    papers = [
        render_form_paper(
            FormPaper(
                head=head,
                form=form.form,
                answers=form.answers,
                office=ground.view.office,
                signed_on=local(ground.now).date(),
            )
        )
        for form in filled
    ]
    return papers[0] if len(papers) == 1 else _joined(papers)


def _joined(papers: list[bytes]) -> bytes:
    import io

    import pypdfium2

    whole = pypdfium2.PdfDocument.new()
    out = io.BytesIO()
    try:
        for paper in papers:
            part = pypdfium2.PdfDocument(paper)
            whole.import_pages(part)
            part.close()
        whole.save(out)
    finally:
        whole.close()
    return out.getvalue()
