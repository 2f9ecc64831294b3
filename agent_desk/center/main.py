"""The center as a process: everything is built here, started, and stopped again."""

from __future__ import annotations

import json
import logging
import signal
import socket
import sys
import threading
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

import uvicorn

from agent_desk.center import blobs, embedded, enrolling, inspection, keys, migrate
from agent_desk.center.app import create_app
from agent_desk.center.config import CenterSettings, Officer
from agent_desk.center.context import Center
from agent_desk.center.database import Database, as_app_user
from agent_desk.center.deadlines import bundled_deadlines
from agent_desk.center.finding_command import review
from agent_desk.center.officer import AutoOfficer
from agent_desk.clock import SystemClock, local
from agent_desk.errors import NotFound, StoreUnusable
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from agent_desk.center.finding_command import Review

_log = logging.getLogger(__name__)
_STOP_WAIT_S = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningCenter:
    """A center that answers at ``url``; ``database_url`` is for checks (``inspection``)."""

    url: str
    database_url: str


def serve(settings: CenterSettings, out: TextIO | None = None) -> int:
    """Serve until SIGTERM or Ctrl+C; writes ``{"url": ...}`` as one line to ``out`` when ready.

    ``out`` None is the standard output.
    Call it in the main thread. Raises: StoreUnusable.
    """
    signals = _StopSignals()
    signals.install()
    try:
        with _database(settings) as urls:
            signals.allow()
            with _built(settings, urls) as center:
                _serve(settings, center, out or sys.stdout)
    except _StopSignal:
        _log.info("center: stopped")
    return 0


def _serve(settings: CenterSettings, center: Center, out: TextIO) -> None:
    listening = _listen(settings)

    def say_ready() -> None:
        out.write(json.dumps({"url": _url(listening)}) + "\n")
        out.flush()

    _Server(center, say_ready).run(sockets=[listening])


@contextmanager
def running_center(settings: CenterSettings) -> Iterator[RunningCenter]:
    """Run a center in a thread of this process, for demos and tests; stopped at the end."""
    with _database(settings) as urls, _built(settings, urls) as center:
        listening = _listen(settings)
        ready = threading.Event()
        server = _Server(center, ready.set)
        thread = threading.Thread(
            target=server.run, kwargs={"sockets": [listening]}, name="center", daemon=True
        )
        thread.start()
        try:
            if not ready.wait(_STOP_WAIT_S):
                raise StoreUnusable(tr("The center did not start. Look at its messages."))
            yield RunningCenter(url=_url(listening), database_url=urls.owner)
        finally:
            server.should_exit = True
            thread.join(_STOP_WAIT_S)


def enroll_code(settings: CenterSettings, site_name: str) -> str:
    """Give a one-time code for a new desk of a site; also beside a center that is running."""
    with _database(settings) as urls, _pool(urls) as database, database.transaction() as db:
        return enrolling.make_code(db, site_name, SystemClock().now())


def holdings_json(settings: CenterSettings, desk_id: str) -> dict[str, object]:
    """Give what the center holds of a desk as plain values; also beside a running center.

    Raises: NotFound if the center does not know the desk.
    """
    with _database(settings) as urls:
        try:
            return inspection.as_json(inspection.inspect_desk(urls.owner, desk_id))
        except LookupError as error:
            raise NotFound(tr("The center does not know this desk.")) from error


def finding_json(settings: CenterSettings, asked: Review) -> list[dict[str, object]]:
    """Do one step of a reviewer and give what is held then; also beside a running center.

    Raises: NotAllowed for an end that was not earned, NotFound, InvalidInput.
    """
    with _database(settings) as urls:
        return review(urls.app, asked, SystemClock().now())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Urls:
    """Two ways into the same database: as its owner, and as the restricted role."""

    owner: str
    app: str


@contextmanager
def _database(settings: CenterSettings) -> Iterator[_Urls]:
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        owner = app = settings.database_url
        if owner is None or app is None:
            owner = stack.enter_context(embedded.embedded_postgres(settings.postgres_dir))
            app = as_app_user(owner)
        migrate.bring_up_to_date(owner)
        yield _Urls(owner=owner, app=app)


@contextmanager
def _pool(urls: _Urls) -> Iterator[Database]:
    database = Database(urls.app)
    try:
        yield database
    finally:
        database.close()


@contextmanager
def _built(settings: CenterSettings, urls: _Urls) -> Iterator[Center]:
    key = keys.load_or_make(settings.key_file)
    with _pool(urls) as database:
        with database.transaction() as db:
            keys.require_known(db, key)
        center = Center(
            database=database,
            storage=blobs.open_storage(settings.blob_location),
            key=key,
            clock=SystemClock(),
            name=settings.center_name,
        )
        with _officer(settings, center):
            yield center


@contextmanager
def _officer(settings: CenterSettings, center: Center) -> Iterator[None]:
    if settings.officer is not Officer.AUTO:
        yield
        return
    deadlines = bundled_deadlines(local(center.clock.now()).date())
    officer = AutoOfficer(
        center.database, center.storage, center.clock, deadlines, settings.officer_settings
    )
    stop = threading.Event()
    thread = threading.Thread(target=officer.run, args=(stop,), name="officer", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(_STOP_WAIT_S)


class _Server(uvicorn.Server):
    """A web server that says when it is ready to answer."""

    def __init__(self, center: Center, on_ready: Callable[[], None]) -> None:
        super().__init__(
            uvicorn.Config(
                create_app(center),
                log_config=None,
                access_log=False,
                server_header=False,
                lifespan="off",
                timeout_graceful_shutdown=5,
            )
        )
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer, then say so."""
        await super().startup(sockets)
        self._on_ready()


def _listen(settings: CenterSettings) -> socket.socket:
    # Named as TCP, or asyncio leaves Nagle's algorithm on and every answer waits 40 ms.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((settings.host, settings.port))
    except OSError as error:
        listening.close()
        raise StoreUnusable(
            tr("Port {port} is taken. Choose another one, or 0 for any.", port=settings.port)
        ) from error
    return listening


def _url(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://{host}:{port}"


class _StopSignal(BaseException):
    """SIGTERM or Ctrl+C came; not an error, so nothing on the way may swallow it."""


class _StopSignals:
    """Turns the first SIGTERM or Ctrl+C into an unwinding of the stack, once it is safe.

    While PostgreSQL starts a signal is only noted: half a start would leave it behind. The web
    server handles both signals while it runs and raises them again at its end.
    """

    def __init__(self) -> None:
        self._came = False
        self._may_unwind = False

    def install(self) -> None:
        """Begin to listen; only the main thread may."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_signal)

    def allow(self) -> None:
        """Unwind from now on, also for a signal that came before."""
        if self._came:
            raise _StopSignal
        self._may_unwind = True

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._came = True
        if self._may_unwind:
            self._may_unwind = False  # the clean-up is not interrupted
            raise _StopSignal
