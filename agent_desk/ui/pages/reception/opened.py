"""Cases that come back: drafts after a power cut, a citizen with papers, a supplement."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent_desk.catalog.forms.load import bundled_forms
from agent_desk.catalog.guide import questions_of
from agent_desk.commands.citizen import Particulars, PersonSource, identify_citizen
from agent_desk.commands.visit import open_visit
from agent_desk.domain.dossier import DossierState, is_with_citizen_data_only, say
from agent_desk.domain.filing import OnlineWay, PaperReason
from agent_desk.errors import NotAllowed, NotFound
from agent_desk.i18n import tr
from agent_desk.ids import CitizenId, VisitId
from agent_desk.queries import dossier as dossier_query
from agent_desk.queries import reception as reception_query
from agent_desk.ui.pages.reception import draft, person
from agent_desk.ui.pages.reception.choosing import pruned
from agent_desk.ui.pages.reception.sitting import Ending, PersonForm, Sitting, Step

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Connection

    from agent_desk.catalog.spec import Catalog
    from agent_desk.catalog.wards import Wards
    from agent_desk.commands.unit import Act, Desk
    from agent_desk.ids import DossierId
    from agent_desk.queries.citizen import CitizenView
    from agent_desk.queries.dossier import DossierView
    from agent_desk.queries.reception import SavedDraft

_GONE = {
    DossierState.LODGED: Ending.LODGED,
    DossierState.TAKEN_IN: Ending.TAKEN_IN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A sitting read from the store; ``saved_at`` is when its draft was kept, or empty."""

    sitting: Sitting
    saved_at: str = ""


def restored(desk: Desk, wards: Wards) -> tuple[Opened, ...]:
    """Bring the drafts back with their dossiers, newest first (store lane).

    One whose visit is over, or that holds nothing, is left out.
    """
    with desk.store.read() as connection:
        kept = reception_query.drafts_of(connection, draft.SCREEN)
        found = [_restored(connection, desk, wards, one) for one in kept]
    return tuple(one for one in found if one is not None and not one.sitting.is_untouched)


def _restored(connection: Connection, desk: Desk, wards: Wards, kept: SavedDraft) -> Opened | None:
    catalog, today = desk.catalog, desk.today()
    loaded = draft.load(kept.content, wards)
    if loaded is None:
        return None
    sitting, dossier_id = loaded
    if sitting.visit_id and not reception_query.visit_is_open(connection, sitting.visit_id):
        return None
    if not dossier_id:
        return Opened(sitting=_known_still(catalog, sitting), saved_at=kept.saved_at)
    try:
        view = dossier_query.view(connection, dossier_id)
    except NotFound:
        return None
    under = dossier_query.catalog_of(connection, view, catalog)
    sitting = replace(
        sitting,
        view=view,
        catalog=None if under is catalog else under,
        form_ids=_form_ids(view.procedure_code, today),
    )
    return Opened(sitting=_ended(sitting, view), saved_at=kept.saved_at)


def _form_ids(code: str, today: date) -> tuple[str, ...]:
    return tuple(form.id for form in bundled_forms().for_procedure(code, today))


def _known_still(catalog: Catalog, sitting: Sitting) -> Sitting:
    """Leave out what a newer catalog no longer asks: no dossier keeps its old words yet."""
    code = sitting.procedure_code
    if code not in catalog.procedures:
        step = _at_most(sitting, Step.PROCEDURE)
        return replace(sitting, procedure_code="", answers={}, step=step)
    questions = {q.id: q for q in questions_of(catalog.procedure(code), catalog)}
    known = {
        key: value
        for key, value in sitting.answers.items()
        if key in questions and questions[key].answer(value) is not None
    }
    return replace(sitting, answers=pruned(catalog, code, known))


def _at_most(sitting: Sitting, step: Step) -> Step:
    order = tuple(Step)
    return min(sitting.step, step, key=order.index)


def _ended(sitting: Sitting, view: DossierView) -> Sitting:
    ending = _GONE.get(view.state)
    if ending is None:
        return sitting
    if view.way == OnlineWay.PORTAL.value:
        ending = Ending.PORTAL
    return replace(sitting, ending=ending, step=Step.LODGE)


def read_case(desk: Desk, visit: Act, linking: Act, wards: Wards, dossier_id: DossierId) -> Opened:
    """Open a dossier at the counter again; its citizen is greeted anew if the visit is over.

    Store lane. Raises: NotFound, NotAllowed if the dossier cannot be changed here any more.
    """
    with desk.store.read() as connection:
        view = dossier_query.view(connection, dossier_id)
        under = dossier_query.catalog_of(connection, view, desk.catalog)
        is_same_visit = reception_query.visit_is_open(connection, view.visit_id)
        request = None
        if view.state is DossierState.SUPPLEMENT:
            request = dossier_query.open_request(connection, dossier_id)
    is_open = is_with_citizen_data_only(view.state) or view.state is DossierState.WAITING_CITIZEN
    if not is_open and request is None:
        raise NotAllowed(
            tr(
                "This dossier is “{state}”; nothing can be changed here. Open it under Dossiers.",
                state=say(view.state),
            )
        )
    visit_id = view.visit_id
    if not is_same_visit:
        visit_id = VisitId(open_visit(desk, visit)["visit_id"])
        identify_citizen(desk, linking, visit_id, _particulars(view.submitter))
    sitting = _sitting(view, visit_id, visit, desk.clock.now())
    return Opened(
        sitting=replace(
            sitting,
            request=request,
            catalog=None if under is desk.catalog else under,
            form_ids=_form_ids(view.procedure_code, desk.today()) if request is None else (),
            places=draft.known_places(view.places, wards),
        )
    )


def _sitting(view: DossierView, visit_id: VisitId, visit: Act, now: datetime) -> Sitting:
    submitter = person.of_known(view.submitter)
    is_for_other = view.owner.citizen_id != view.submitter.citizen_id
    owner = person.of_known(view.owner) if is_for_other else PersonForm()
    return Sitting(
        key=visit.intent_id,
        greeted_at=now,
        step=_step_of(view),
        submitter=submitter,
        owner=owner,
        is_for_other=is_for_other,
        visit_id=visit_id,
        submitter_id=CitizenId(view.submitter.citizen_id),
        owner_id=CitizenId(view.owner.citizen_id),
        identified=(submitter, owner if is_for_other else None),
        agreed=view.submitter.consents,
        procedure_code=view.procedure_code,
        answers=dict(view.answers),
        way=OnlineWay(view.way) if view.way else None,
        paper_reason=PaperReason(view.paper_reason) if view.paper_reason else None,
        view=view,
    )


def _step_of(view: DossierView) -> Step:
    if view.state is DossierState.WAITING_CITIZEN:
        return Step.PORTAL
    return Step.PAPERS if view.papers else Step.CASE


def _particulars(known: CitizenView) -> Particulars:
    return Particulars(
        number=known.number,
        name=known.name,
        birth=known.birth,
        sex=known.sex,
        address=known.address,
        phone=known.phone,
        source=PersonSource(known.source),
        unconfirmed=tuple(sorted(known.unconfirmed)),
    )
