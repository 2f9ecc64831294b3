"""Cases that come back: a draft after a power cut, a citizen with papers, a supplement."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent_desk.commands.citizen import Particulars, PersonSource, identify_citizen
from agent_desk.commands.visit import open_visit
from agent_desk.domain.dossier import DossierState, is_with_citizen_data_only, say
from agent_desk.errors import NotAllowed, NotFound
from agent_desk.i18n import tr
from agent_desk.ids import CitizenId, VisitId
from agent_desk.queries import dossier as dossier_query
from agent_desk.queries import reception as reception_query
from agent_desk.ui.pages.reception import draft, person
from agent_desk.ui.pages.reception.sitting import PersonForm, Sitting, Step

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from agent_desk.commands.unit import Act, Desk
    from agent_desk.ids import DossierId
    from agent_desk.queries.citizen import CitizenView
    from agent_desk.queries.dossier import DossierView
    from agent_desk.queries.reception import SavedDraft


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A sitting read from the store; ``saved_at`` is when its draft was kept, or empty."""

    sitting: Sitting
    saved_at: str = ""


def restored(connection: Connection, kept: SavedDraft) -> Opened | None:
    """Bring a draft back with its dossier; None if its visit is already over (store lane)."""
    found = draft.load(kept.content)
    if found is None:
        return None
    sitting, dossier_id = found
    if sitting.visit_id and not reception_query.visit_is_open(connection, sitting.visit_id):
        return None
    if dossier_id:
        try:
            view = dossier_query.view(connection, dossier_id)
        except NotFound:
            return None
        sitting = replace(sitting, view=view)
    return Opened(sitting=sitting, saved_at=kept.saved_at)


def read_case(desk: Desk, visit: Act, linking: Act, dossier_id: DossierId) -> Opened:
    """Open a dossier at the counter again; its citizen is greeted anew if the visit is over.

    Store lane. Raises: NotFound, NotAllowed if the dossier cannot be changed here any more.
    """
    with desk.store.read() as connection:
        view = dossier_query.view(connection, dossier_id)
        is_same_visit = reception_query.visit_is_open(connection, view.visit_id)
        request = None
        if view.state is DossierState.SUPPLEMENT:
            request = dossier_query.open_request(connection, dossier_id)
    if not is_with_citizen_data_only(view.state) and request is None:
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
    return Opened(sitting=replace(sitting, request=request))


def _sitting(view: DossierView, visit_id: VisitId, visit: Act, now: datetime) -> Sitting:
    submitter = person.of_known(view.submitter)
    is_for_other = view.owner.citizen_id != view.submitter.citizen_id
    owner = person.of_known(view.owner) if is_for_other else PersonForm()
    return Sitting(
        key=visit.intent_id,
        greeted_at=now,
        step=Step.PAPERS if view.papers else Step.CASE,
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
        view=view,
    )


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
