"""Who is asking: the desk behind the bearer token."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel

from agent_desk.center import sessions
from agent_desk.center.context import Center
from agent_desk.center.sessions import KnownDesk

SessionDesk = Callable[[HTTPAuthorizationCredentials | None], KnownDesk]

_BEARER = HTTPBearer(auto_error=False, description="The token of POST /v1/session.")


class RefusalBody(BaseModel):
    """How every refusal looks."""

    code: str
    message: str


REFUSALS: dict[int | str, dict[str, type[BaseModel] | str]] = {
    400: {"model": RefusalBody, "description": "bad_request"},
    401: {"model": RefusalBody, "description": "no_session, bad_signature"},
    403: {"model": RefusalBody, "description": "revoked, bad_code, practice"},
    404: {"model": RefusalBody, "description": "unknown_desk"},
    413: {"model": RefusalBody, "description": "too_large"},
    422: {"model": RefusalBody, "description": "bad_hash"},
    426: {"model": RefusalBody, "description": "upgrade_needed"},
    503: {"model": RefusalBody, "description": "unavailable: try later"},
}


def session_desk(center: Center) -> SessionDesk:
    """Make the dependency that gives the desk of a request, or refuses it."""

    def desk(
        credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)],
    ) -> KnownDesk:
        token = credentials.credentials if credentials else ""
        with center.database.transaction() as db:
            return sessions.desk_of_token(db, token, center.clock.now())

    return desk
