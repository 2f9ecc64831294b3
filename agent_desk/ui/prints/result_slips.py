"""The papers of the two ends of a dossier: Mẫu 01 and the slip of a returned result. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk import settings
from agent_desk.clock import from_iso, local
from agent_desk.documents.head import Party
from agent_desk.documents.receipt_01 import Receipt01, render_receipt_01
from agent_desk.documents.result_slip import (
    HandedItem,
    HandedKind,
    ResultSlip,
    render_result_slip,
)
from agent_desk.domain.printing import PrinterRole
from agent_desk.errors import NotAllowed
from agent_desk.i18n import tr
from agent_desk.queries import dossier as dossier_query
from agent_desk.ui.prints.spec import DocumentSpec, WhyNot, party

if TYPE_CHECKING:
    from agent_desk.ui.prints.spec import Ground


_LOOKED_AT = {
    "card": "thẻ căn cước (đã quét mã)",
    "typed": "giấy tờ tùy thân (đã đối chiếu từng số)",
}
"""How the clerk read who takes it, in the words of the slip: always Vietnamese."""


def _result_why_not(ground: Ground) -> WhyNot | None:
    returned = ground.returned
    if returned is None:
        return WhyNot()
    if not returned.collector_name:
        return WhyNot(tr("The names were erased, so the slip cannot be made again."))
    return None


def _result(ground: Ground, print_number: int) -> bytes:
    given, view = ground.returned, ground.view
    if given is None:
        raise NotAllowed(tr("The result of this dossier was not returned here."))
    proxy = Party(name=given.collector_name, citizen_number=given.collector_number)
    slip = ResultSlip(
        head=ground.head(print_number),
        owner=party(view.owner),
        procedure_name=view.procedure_name,
        procedure_code=view.procedure_code,
        handed=(
            *(HandedItem(name=item, kind=HandedKind.RESULT) for item in given.items),
            *(HandedItem(name=item, kind=HandedKind.ORIGINAL_BACK) for item in given.originals),
        ),
        given_at=local(from_iso(view.closed_at)) if view.closed_at else ground.now,
        clerk=ground.office.clerk.name,
        proxy=proxy if given.collector == "proxy" else None,
        authority_paper=given.authorization,
        identity_paper=_LOOKED_AT.get(given.seen_by, ""),
        taken_back=given.withdrawn,
    )
    return render_result_slip(slip, ground.paper)


def _receipt_why_not(ground: Ground) -> WhyNot | None:
    if not ground.is_contracted:
        return WhyNot(
            tr("This desk forwards papers: Mẫu 01 comes from the center. Print the sending slip.")
        )
    if not ground.view.official_code or not ground.view.due_at:
        return WhyNot(
            tr("The center has named no date of return yet, so Mẫu 01 cannot be printed.")
        )
    return None


def _receipt(ground: Ground, print_number: int) -> bytes:
    """Mẫu 01, which only contracted reception may print, once the official code has come back."""
    view, office = ground.view, ground.office
    with office.desk.store.read() as connection:
        issued = dossier_query.code_issued(connection, view.dossier_id)
    received = (issued or {}).get("received_at")
    if not isinstance(received, str):
        raise NotAllowed(
            tr("The center has named no date of return yet, so Mẫu 01 cannot be printed.")
        )
    receipt = Receipt01(
        head=ground.head(print_number),
        official_code=view.official_code,
        authority=office.setting(settings.AUTHORITY),
        unit=office.desk.identity.center_name.upper(),
        applicant=party(view.submitter, full_number=True),
        request=f"{view.procedure_name} ({view.procedure_code})",
        papers=tuple(p.name for p in view.papers if p.status.is_settled),
        working_days=view.working_days or 0,
        received_at=from_iso(received),
        return_at=from_iso(view.due_at),
        collect_at=office.desk.identity.site_name,
        receiver=office.clerk.name,
    )
    return render_receipt_01(receipt, ground.paper)


RESULT = DocumentSpec(
    key="result_slip",
    say=lambda: tr("Result slip"),
    icon="file-check",
    role=PrinterRole.SLIP,
    why_not=_result_why_not,
    render=_result,
)
RECEIPT = DocumentSpec(
    key="receipt_01",
    say=lambda: tr("Receipt with return date (Mẫu 01)"),
    icon="file-check",
    role=PrinterRole.DOCUMENT,
    why_not=_receipt_why_not,
    render=_receipt,
)
