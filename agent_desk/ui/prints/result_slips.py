"""The slip of a returned result. No Qt."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from agent_desk import settings
from agent_desk.clock import from_iso, local
from agent_desk.commands.printing import PrintJob
from agent_desk.documents.head import PaperSize, Party, SlipHead
from agent_desk.documents.result_slip import (
    DOCUMENT,
    HandedItem,
    HandedKind,
    ResultSlip,
    render_result_slip,
)
from agent_desk.documents.templates import installed
from agent_desk.domain.printing import PrinterRole, PrintReason, PrintSubject, SubjectKind
from agent_desk.errors import NotAllowed
from agent_desk.i18n import tr
from agent_desk.queries import returned
from agent_desk.ui.prints.order import print_paper
from agent_desk.ui.prints.site_papers import office_head
from agent_desk.ui.prints.spec import DocumentSpec, WhyNot, party

if TYPE_CHECKING:
    from agent_desk.ids import IntentId
    from agent_desk.queries.returned import Returned
    from agent_desk.ui.office import Office
    from agent_desk.ui.prints.order import Printed
    from agent_desk.ui.prints.spec import Ground


_LOOKED_AT = {
    "card": "thẻ căn cước (đã quét mã)",
    "typed": "giấy tờ tùy thân (đã đối chiếu từng số)",
}
"""How the clerk read who takes it, in the words of the slip: always Vietnamese."""
_ANY_RESULT = "Kết quả giải quyết thủ tục hành chính"


def _result_why_not(ground: Ground) -> WhyNot | None:
    given = ground.returned
    if given is None:
        return WhyNot()
    if not given.collector_name:
        return WhyNot(tr("The names were erased, so the slip cannot be made again."))
    return None


def _result(ground: Ground, print_number: int) -> bytes:
    given, view = ground.returned, ground.view
    if given is None:
        raise NotAllowed(tr("The result of this dossier was not returned here."))
    slip = ResultSlip(
        head=ground.head(print_number),
        owner=party(view.owner),
        procedure_name=view.procedure_name,
        procedure_code=view.procedure_code,
        handed=_handed(given),
        given_at=local(from_iso(view.closed_at)) if view.closed_at else ground.now,
        clerk=ground.office.clerk.name,
        proxy=_proxy(given),
        authority_paper=given.authorization,
        identity_paper=_LOOKED_AT.get(given.seen_by, ""),
        taken_back=given.withdrawn,
    )
    return render_result_slip(slip, ground.paper)


def _handed(given: Returned) -> tuple[HandedItem, ...]:
    return (
        *(HandedItem(name=item, kind=HandedKind.RESULT) for item in given.items),
        *(HandedItem(name=item, kind=HandedKind.ORIGINAL_BACK) for item in given.originals),
    )


def _proxy(given: Returned) -> Party | None:
    proxy = Party(name=given.collector_name, citizen_number=given.collector_number)
    return proxy if given.collector == "proxy" else None


def print_of_other_desk(office: Office, intent_id: IntentId, result_id: str) -> Printed:
    """Record and draw the slip of a result whose dossier another desk holds (store lane).

    It names what was taken down at the counter. Raises: DeskError.
    """
    with office.desk.store.read() as connection:
        found = returned.of_other_desk(connection, result_id)
        given = returned.hand_over(connection, result_id)
    if found is None or given is None or not given.collector_name:
        raise NotAllowed(tr("This result was not returned here."))
    version = installed().at(DOCUMENT, local(from_iso(found.given_at)).date())
    job = PrintJob(
        subject=PrintSubject(SubjectKind.RESULT, result_id),
        document=DOCUMENT,
        template_version=version,
        render=partial(_draw_of_other_desk, _Elsewhere(office, found, given, version)),
        role=PrinterRole.SLIP,
        reason=PrintReason.CHANGED,
        label=found.number,
    )
    return print_paper(office, intent_id, job)


class _Elsewhere(NamedTuple):
    office: Office
    found: returned.Elsewhere
    given: Returned
    version: str


def _draw_of_other_desk(ground: _Elsewhere, print_number: int) -> bytes:
    office, found, given, version = ground
    general = office_head(office, DOCUMENT, print_number)
    slip = ResultSlip(
        head=SlipHead(
            operator=general.operator,
            site=f"{general.site} — QUẦY {office.desk.identity.desk_code[-2:]}",
            place=general.place,
            printed_at=general.printed_at,
            reference=found.number,
            hotline=general.hotline,
            template_version=version,
            print_number=print_number,
            practice=office.is_practice,
        ),
        owner=Party(name=found.owner_name, citizen_number=found.owner_number),
        procedure_name=found.title or _ANY_RESULT,
        procedure_code="",
        handed=_handed(given),
        given_at=local(from_iso(found.given_at)),
        clerk=office.clerk.name,
        proxy=_proxy(given),
        authority_paper=given.authorization,
        identity_paper=_LOOKED_AT.get(given.seen_by, ""),
        taken_back=given.withdrawn,
    )
    return render_result_slip(slip, PaperSize(office.setting(settings.PAPER_SIZE)))


RESULT = DocumentSpec(
    key="result_slip",
    say=lambda: tr("Result slip"),
    icon="file-check",
    role=PrinterRole.SLIP,
    why_not=_result_why_not,
    render=_result,
)
