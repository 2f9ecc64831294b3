"""A desk asks for a dossier of another desk, and for the right to edit it."""

from typing import Annotated

from fastapi import APIRouter, Depends

from agent_desk.center import any_desk
from agent_desk.center.context import Center
from agent_desk.center.reading import storable
from agent_desk.center.routes.session import REFUSALS, SessionDesk
from agent_desk.center.sessions import KnownDesk
from agent_desk.wire import LeaseReply, LeaseRequest, LookUpReply, LookUpRequest


def router(center: Center, session_desk: SessionDesk) -> APIRouter:
    """Give the routes of look-ups and leases."""
    routes = APIRouter(tags=["any desk"], responses=REFUSALS)

    @routes.post("/lookup", summary="Look a dossier of any desk up; who asked is written down")
    def look_up(
        desk: Annotated[KnownDesk, Depends(session_desk)], request: LookUpRequest
    ) -> LookUpReply:
        asked = LookUpRequest(
            number=storable(request.number)[:64],
            purpose=storable(request.purpose)[:64],
            asked_by=storable(request.asked_by)[:64],
        )
        with center.database.transaction() as db:
            return any_desk.look_up(db, desk.desk_id, asked, center.clock.now())

    @routes.post("/lease", summary="Hold a dossier for editing for half an hour")
    def lease(
        desk: Annotated[KnownDesk, Depends(session_desk)], request: LeaseRequest
    ) -> LeaseReply:
        with center.database.transaction() as db:
            reference = storable(request.reference)[:64]
            return any_desk.lease(db, desk.desk_id, reference, center.clock.now())

    return routes
