"""The papers of the work on results: the shelf label, what to bring for a supplement. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk import settings
from agent_desk.clock import from_iso, local
from agent_desk.documents.bring_slip import BringAs, BringPaper, BringSlip, render_bring_slip
from agent_desk.documents.numbers import ScanNumber
from agent_desk.documents.shelf_label import ShelfLabel, initials_of, render_shelf_label
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.printing import PrinterRole, PrintReason
from agent_desk.errors import NotAllowed
from agent_desk.i18n import tr
from agent_desk.queries import lying as lying_query
from agent_desk.queries.requests import requests_of
from agent_desk.ui.prints.counter_slips import BRING_AS
from agent_desk.ui.prints.spec import DocumentSpec, WhyNot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.queries.lying import Lying
    from agent_desk.ui.prints.spec import Ground


def _lying(ground: Ground) -> Lying | None:
    with ground.office.desk.store.read() as connection:
        return lying_query.lying_of(connection, ground.view.dossier_id)


def _label_why_not(ground: Ground) -> WhyNot | None:
    lies_here = ground.view.state is DossierState.RESULT_AT_DESK
    return None if lies_here else WhyNot()


def _label(ground: Ground, print_number: int) -> bytes:
    one = _lying(ground)
    if one is None or not one.shelf:
        raise NotAllowed(tr("This result does not lie at this desk any more."))
    label = ShelfLabel(
        head=ground.head(print_number),
        place=one.shelf,
        initials=initials_of(ground.view.owner.name),
        number=ScanNumber(digits=ground.view.reference),
        arrived_at=local(from_iso(one.arrived_at)),
    )
    return render_shelf_label(label)


def _request(ground: Ground) -> Mapping[str, object]:
    dossier_id = ground.view.dossier_id
    with ground.office.desk.store.read() as connection:
        found = requests_of(connection, [dossier_id]).get(dossier_id, ())
    return found[-1].body if found else {}


def _supplement_why_not(ground: Ground) -> WhyNot | None:
    return None if ground.view.state is DossierState.SUPPLEMENT else WhyNot()


def _supplement(ground: Ground, print_number: int) -> bytes:
    """What the authority asks for, in its own words, as a what-to-bring slip."""
    view, request = ground.view, _request(ground)
    items = request.get("items")
    named = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    reason = str(request.get("reason") or "")
    slip = BringSlip(
        head=ground.head(print_number),
        procedure_name=view.procedure_name,
        procedure_code=view.procedure_code,
        missing=tuple(_paper(item, ground) for item in named) or (_whole(reason),),
        already=(),
        state_fee_vnd=view.fee_vnd,
        checked_on=local(ground.now).date(),
        is_certain=True,
        for_whom=view.owner.name,
        confirm_phone=ground.office.setting(settings.HOTLINE),
    )
    return render_bring_slip(slip, ground.paper)


def _paper(item: Mapping[str, object], ground: Ground) -> BringPaper:
    known = {paper.component_id: paper for paper in ground.view.papers}
    paper = known.get(str(item.get("component_id")))
    name, text = str(item.get("name") or ""), str(item.get("text") or "")
    return BringPaper(
        name=name or text,
        bring_as=BRING_AS[paper.copies] if paper else BringAs.ORIGINAL,
        is_shown_only=paper is not None and paper.kind == "present",
        where=paper.obtain_from if paper else "",
        note=text if name else "",
    )


def _whole(reason: str) -> BringPaper:
    return BringPaper(
        name=reason or "Giấy tờ theo yêu cầu của cơ quan giải quyết",
    )


SHELF_LABEL = DocumentSpec(
    key="shelf_label",
    say=lambda: tr("Shelf label"),
    icon="package",
    role=PrinterRole.LABEL,
    why_not=_label_why_not,
    render=_label,
    again=PrintReason.CHANGED,
)
SUPPLEMENT = DocumentSpec(
    key="supplement_slip",
    say=lambda: tr("What to bring for the supplement"),
    icon="list-checks",
    role=PrinterRole.SLIP,
    why_not=_supplement_why_not,
    render=_supplement,
    template="bring_slip",
    again=PrintReason.CHANGED,
)
RESULT_WORK = (SHELF_LABEL, SUPPLEMENT)
