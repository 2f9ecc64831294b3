"""A desk opens its session: a nonce, its signature, a token."""

from fastapi import APIRouter

from agent_desk.center import sessions
from agent_desk.center.context import Center
from agent_desk.center.routes.session import REFUSALS
from agent_desk.center.versions import require_version
from agent_desk.clock import to_iso
from agent_desk.wire import NonceReply, NonceRequest, SessionReply, SessionRequest


def router(center: Center) -> APIRouter:
    """Give the routes of the session."""
    routes = APIRouter(tags=["session"], responses=REFUSALS)

    @routes.post("/session/nonce", summary="Ask for something fresh to sign")
    def nonce(request: NonceRequest) -> NonceReply:
        require_version(request.version)
        with center.database.transaction() as db:
            return NonceReply(nonce=sessions.make_nonce(db, request.desk_id, center.clock.now()))

    @routes.post("/session", summary="Show the signed nonce and get a token for an hour")
    def session(request: SessionRequest) -> SessionReply:
        now = center.clock.now()
        with center.database.transaction() as db:
            known = sessions.spend_nonce(db, request.desk_id, request.nonce, now)
        desk = sessions.require_signature(known, request.nonce, request.signature)
        with center.database.transaction() as db:
            opened = sessions.open_session(db, desk, now)
        return SessionReply(
            token=opened.token,
            center_time=to_iso(now),
            accepted_through=opened.accepted_through,
            head_sha256=opened.head_sha256,
            notices_through=opened.notices_through,
        )

    return routes
