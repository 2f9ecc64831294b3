"""The web application of the center: routes, one place for refusals, the page of the interface."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from psycopg import Error as DatabaseError
from psycopg import OperationalError
from starlette.exceptions import HTTPException

import agent_desk
from agent_desk.center import docs_page
from agent_desk.center.bodies import BodyGuard, refusal_response
from agent_desk.center.context import Center
from agent_desk.center.refusals import refused
from agent_desk.center.routes import any_desk, blobs, enrolling, facts, notices, sessions
from agent_desk.center.routes.session import session_desk
from agent_desk.errors import CenterRefused
from agent_desk.i18n import tr
from agent_desk.wire import Refusal

_RETRY_AFTER_S = 5


def create_app(center: Center) -> FastAPI:
    """Build the application around one center."""
    app = FastAPI(
        title="Agent Desk center",
        version=agent_desk.__version__,
        description="How the desks of the agents reach the center. After `/v1/session` every "
        "request carries `Authorization: Bearer <token>`.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
    )
    desk = session_desk(center)
    for router in (
        enrolling.router(center),
        sessions.router(center),
        facts.router(center, desk),
        blobs.router(center, desk),
        notices.router(center, desk),
        any_desk.router(center, desk),
    ):
        app.include_router(router, prefix="/v1")
    _add_pages(app, center)
    _add_refusals(app)
    app.add_middleware(BodyGuard)
    return app


def _add_pages(app: FastAPI, center: Center) -> None:
    @app.get("/health", tags=["center"], summary="Say whether the center can work")
    def health() -> dict[str, bool | str]:
        with center.database.transaction() as db:
            db.execute("SELECT 1")
        return {"ok": True, "version": agent_desk.__version__}

    @app.get("/docs", include_in_schema=False)
    def docs() -> HTMLResponse:
        return HTMLResponse(docs_page.render(app.openapi()))


def _add_refusals(app: FastAPI) -> None:
    @app.exception_handler(CenterRefused)
    def on_refused(_request: Request, error: CenterRefused) -> Response:
        return refusal_response(error)

    @app.exception_handler(RequestValidationError)
    def on_invalid(_request: Request, error: RequestValidationError) -> Response:
        # Only where it is wrong, never what was sent: that may be personal data.
        places = sorted({".".join(str(part) for part in one["loc"]) for one in error.errors()})
        message = tr("The message cannot be read at: {places}.", places=", ".join(places))
        return refusal_response(refused(Refusal.BAD_REQUEST, message))

    @app.exception_handler(HTTPException)
    def on_http_error(_request: Request, error: HTTPException) -> Response:
        code = Refusal.BAD_REQUEST.value
        body = {"code": code, "message": str(error.detail)}
        return JSONResponse(body, status_code=error.status_code, headers=error.headers)

    @app.exception_handler(OperationalError)
    @app.exception_handler(DatabaseError)
    def on_database_error(_request: Request, error: DatabaseError) -> Response:
        status = 503 if isinstance(error, OperationalError) else 500
        message = tr("The center cannot answer now. Sync will try again.")
        headers = {"Retry-After": str(_RETRY_AFTER_S)} if status == 503 else {}
        body = {"code": "unavailable", "message": message}
        return JSONResponse(body, status_code=status, headers=headers)
