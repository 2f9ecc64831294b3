"""A desk pushes its facts."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import TypeAdapter, ValidationError

from agent_desk.center import ingest
from agent_desk.center.context import Center
from agent_desk.center.refusals import refused
from agent_desk.center.routes.session import REFUSALS, RefusalBody, SessionDesk
from agent_desk.center.sessions import KnownDesk
from agent_desk.center.versions import require_version
from agent_desk.i18n import tr
from agent_desk.wire import PushHead, PushReply, Refusal

_HEAD = TypeAdapter(PushHead)

_BODY = {
    "requestBody": {
        "required": True,
        "description": "PushHead as one line of JSON, then one record for each fact: the line as "
        "it is stored, TAB, salt in hex, TAB, private payload, LF. May be packed with gzip.",
        "content": {
            "application/x-ndjson": {
                "schema": {"type": "string", "format": "binary"},
                "x-first-line": _HEAD.json_schema(),
            },
        },
    }
}
_CONFLICT = {"model": RefusalBody, "description": "chain_conflict: a gap, or another history"}


async def _body(request: Request) -> bytes:
    return await request.body()


def router(center: Center, session_desk: SessionDesk) -> APIRouter:
    """Give the route of the ledger."""
    routes = APIRouter(tags=["ledger"], responses={**REFUSALS, 409: _CONFLICT})

    @routes.post("/facts", summary="Push the next facts of the chain", openapi_extra=_BODY)
    def push(
        desk: Annotated[KnownDesk, Depends(session_desk)],
        body: Annotated[bytes, Depends(_body)],
    ) -> PushReply:
        first_line, _, records = body.partition(b"\n")
        head = _head(first_line)
        require_version(head.version)
        batch = ingest.check_batch(desk, head, records)
        with center.database.transaction() as db:
            return ingest.store_batch(db, desk, batch, center.clock.now())

    return routes


def _head(line: bytes) -> PushHead:
    try:
        return _HEAD.validate_json(line)
    except ValidationError as error:
        raise refused(
            Refusal.BAD_REQUEST, tr("The first line of the push cannot be read.")
        ) from error
