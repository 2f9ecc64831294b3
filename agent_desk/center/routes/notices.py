"""A desk pulls its notices and says how far it has applied them."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from agent_desk.center import mail, notices
from agent_desk.center.context import Center
from agent_desk.center.routes.session import REFUSALS, SessionDesk
from agent_desk.center.sessions import KnownDesk
from agent_desk.wire import NoticeAck, NoticePage

_MAX_NUMBER = 2**62


def router(center: Center, session_desk: SessionDesk) -> APIRouter:
    """Give the routes of notices."""
    routes = APIRouter(tags=["notices"], responses=REFUSALS)

    @routes.get("/notices", summary="Pull the notices behind a number, oldest first")
    def pull(
        desk: Annotated[KnownDesk, Depends(session_desk)],
        after: Annotated[int, Query(ge=0, le=_MAX_NUMBER)] = 0,
    ) -> NoticePage:
        with center.database.transaction() as db:
            mail.deliver(db, desk.desk_id, center.clock.now())
            return notices.page(db, desk.desk_id, after)

    @routes.post(
        "/notices/ack", summary="Say that every notice up to here is applied", status_code=204
    )
    def acknowledge(desk: Annotated[KnownDesk, Depends(session_desk)], ack: NoticeAck) -> Response:
        with center.database.transaction() as db:
            notices.acknowledge(db, desk.desk_id, min(ack.through, _MAX_NUMBER))
        return Response(status_code=204)

    return routes
