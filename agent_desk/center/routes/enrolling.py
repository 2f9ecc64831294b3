"""A new desk comes in with its one-time code."""

from fastapi import APIRouter

from agent_desk import signing
from agent_desk.center import enrolling
from agent_desk.center.context import Center
from agent_desk.center.refusals import refused
from agent_desk.center.routes.session import REFUSALS
from agent_desk.center.versions import require_version
from agent_desk.i18n import tr
from agent_desk.wire import EnrollReply, EnrollRequest, Refusal

_KEY_BYTES = 32


def router(center: Center) -> APIRouter:
    """Give the routes of enrolment."""
    routes = APIRouter(tags=["enrolment"], responses=REFUSALS)

    @routes.post("/enroll", summary="Enroll a new desk with its one-time code")
    def enroll(request: EnrollRequest) -> EnrollReply:
        require_version(request.version)
        public_key = _public_key(request.public_key)
        with center.database.transaction() as db:
            desk = enrolling.enroll(db, request.code, public_key, center.clock.now())
        return EnrollReply(
            desk_id=desk.desk_id,
            desk_code=desk.desk_code,
            site_code=desk.site_code,
            site_name=desk.site_name,
            center_name=center.name,
            center_public_key=signing.public_key(center.key).hex(),
        )

    return routes


def _public_key(text: str) -> bytes:
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != _KEY_BYTES:
        raise refused(Refusal.BAD_REQUEST, tr("The desk's public key cannot be read."))
    return key
