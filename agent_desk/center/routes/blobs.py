"""A desk sends the bytes of its scans and gets the countersignature of what is held."""

import tempfile
from typing import IO, Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from agent_desk.center import blobs, receipts
from agent_desk.center.context import Center
from agent_desk.center.routes.session import REFUSALS, SessionDesk
from agent_desk.center.sessions import KnownDesk
from agent_desk.wire import BlobList, SignedReceipt

_IN_MEMORY = 1024 * 1024

_BODY = {
    "requestBody": {
        "required": True,
        "description": "The bytes whose SHA-256 is the name. May be packed with gzip.",
        "content": {
            "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
        },
    }
}


def router(center: Center, session_desk: SessionDesk) -> APIRouter:
    """Give the routes of blobs and receipts."""
    routes = APIRouter(tags=["blobs"], responses=REFUSALS)

    @routes.post("/blobs/missing", summary="Ask which of these blobs the center lacks")
    def missing(desk: Annotated[KnownDesk, Depends(session_desk)], asked: BlobList) -> BlobList:
        with center.database.transaction() as db:
            held = set(blobs.held(db, center.storage, desk.desk_id, asked.sha256))
        lacking = [name for name in dict.fromkeys(asked.sha256) if name not in held]
        return BlobList(sha256=tuple(lacking))

    @routes.put(
        "/blobs/{sha256}",
        summary="Send one blob; sending it again is harmless",
        status_code=204,
        openapi_extra=_BODY,
    )
    async def put(
        desk: Annotated[KnownDesk, Depends(session_desk)], sha256: str, request: Request
    ) -> Response:
        name = blobs.require_name(sha256)
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as content:
            async for part in request.stream():
                content.write(part)
            content.seek(0)
            await run_in_threadpool(_keep, center, desk, name, content)
        return Response(status_code=204)

    @routes.post("/receipt", summary="Get the countersignature of what the center holds")
    def receipt(
        desk: Annotated[KnownDesk, Depends(session_desk)], asked: BlobList
    ) -> SignedReceipt:
        with center.database.transaction() as db:
            held = blobs.held(db, center.storage, desk.desk_id, asked.sha256)
            return receipts.issue(db, center.key, desk.desk_id, held, center.clock.now())

    return routes


def _keep(center: Center, desk: KnownDesk, name: str, content: IO[bytes]) -> None:
    size_bytes = center.storage.put(name, content)
    with center.database.transaction() as db:
        blobs.hold(db, desk.desk_id, name, size_bytes, center.clock.now())
