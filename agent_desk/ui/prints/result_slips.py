"""The slip of a returned result. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.clock import from_iso, local
from agent_desk.documents.head import Party
from agent_desk.documents.result_slip import (
    HandedItem,
    HandedKind,
    ResultSlip,
    render_result_slip,
)
from agent_desk.domain.printing import PrinterRole
from agent_desk.errors import NotAllowed
from agent_desk.i18n import tr
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


RESULT = DocumentSpec(
    key="result_slip",
    say=lambda: tr("Result slip"),
    icon="file-check",
    role=PrinterRole.SLIP,
    why_not=_result_why_not,
    render=_result,
)
