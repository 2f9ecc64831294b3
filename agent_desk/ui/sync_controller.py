"""Decides when to sync: by timer, soon after a command, at once by hand; never two at once."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QNetworkInterface

from agent_desk.clock import from_iso
from agent_desk.i18n import tr
from agent_desk.queries import sync as sync_query

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from agent_desk.errors import DeskError
    from agent_desk.queries.sync import SyncView
    from agent_desk.sync.client import CenterApi
    from agent_desk.sync.run import SyncReport
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.office import Office

TICK_MS = 30_000
SOON_MS = 2_000
PULSE_MS = 1_000
_UNSENT_TOO_LONG = timedelta(minutes=15)
_NO_ATTEMPT_TOO_LONG = timedelta(minutes=5)


def link_is_up() -> bool:
    """Say whether any network card but the loopback is up and has an address."""
    flag = QNetworkInterface.InterfaceFlag
    return any(
        bool(card.flags() & flag.IsRunning)
        and not card.flags() & flag.IsLoopBack
        and bool(card.addressEntries())
        for card in QNetworkInterface.allInterfaces()
    )


class _Attempt:
    """Runs in the net lane; keeps the one client, knows no widget."""

    def __init__(self, office: Office, make_client: Callable[[str], CenterApi]) -> None:
        self._office = office
        self._make_client = make_client
        self._client: CenterApi | None = None
        self.stop = threading.Event()
        self.is_running = False

    def run(self) -> SyncReport:
        """Sync once. Raises: StoreUnusable if our own store fails."""
        try:
            desk = self._office.desk
            from agent_desk.sync.run import sync_once  # in the net lane: it loads requests

            enrolled = self._office.enrolled()
            if self._client is None:
                self._client = self._make_client(desk.identity.center_url)
            return sync_once(enrolled, self._client, self.stop.is_set)
        finally:
            # Also after a bug: the next tick must find the lane free.
            self.is_running = False

    def forget_client(self) -> None:
        """Make a new connection next time."""
        self._client = None


class SyncController(QObject):
    """Runs ``sync_once`` in the net lane when it is due. Belongs to the GUI thread.

    Signals: ``progressed(bool)`` true when a run begins and every second while it runs, false
    when it has ended; ``finished(SyncReport)``,
    ``store_failed(str)``, ``incident(str)`` when work lies unsent although the network is up and
    nothing is tried. A practice desk never syncs.
    """

    progressed = Signal(bool)
    finished = Signal(object)
    store_failed = Signal(str)
    incident = Signal(str)

    def __init__(
        self,
        office: Office,
        jobs: JobRunner,
        make_client: Callable[[str], CenterApi],
        has_link: Callable[[], bool] = link_is_up,
    ) -> None:
        super().__init__()
        self._office = office
        self._jobs = jobs
        self._has_link = has_link
        self._attempt = _Attempt(office, make_client)
        self._is_shown_running = False
        self._is_wanted_again = False
        self._in_incident = False
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self.look)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.look)
        self._pulse = QTimer(self)
        self._pulse.setInterval(PULSE_MS)
        self._pulse.timeout.connect(self._beat)

    @property
    def is_running(self) -> bool:
        """Say whether a sync runs now."""
        return self._attempt.is_running

    @property
    def waits_for_soon(self) -> bool:
        """Say whether a look is due within 2 s."""
        return self._soon.isActive()

    def start(self) -> None:
        """Begin to look every 30 s, and in 2 s for the first time."""
        if not self._office.is_practice:
            self._tick.start()
            self._soon.start()

    def stop(self) -> None:
        """Stop the timers and ask a running sync to end after its present message."""
        self._tick.stop()
        self._soon.stop()
        self._pulse.stop()
        self._attempt.stop.set()

    def soon(self) -> None:
        """Sync in 2 s if one is due: a command was done."""
        if self._office.is_practice or self._attempt.stop.is_set():
            return
        if self._attempt.is_running:
            self._is_wanted_again = True
        elif not self._soon.isActive():
            self._soon.start()

    def now(self) -> None:
        """Sync at once, whatever the waiting time or an earlier stop say."""
        if self._office.is_practice or self._attempt.stop.is_set():
            return
        if self._attempt.is_running:
            self._is_wanted_again = True
        else:
            self._run()

    def look(self) -> None:
        """Sync if it is due; see that what lies unsent is being tried."""
        if self._office.is_practice or self._attempt.stop.is_set():
            return
        if self._is_shown_running and not self._attempt.is_running:
            self._end()
        store = self._office.desk.store

        def read() -> SyncView:
            with store.read() as connection:
                return sync_query.view(connection)

        self._jobs.submit("store", read, done=self._decide, failed=self._on_failed)

    def _decide(self, view: SyncView) -> None:
        now = self._office.desk.clock.now()
        self._watch(view, now)
        is_waiting = bool(view.next_attempt_at) and from_iso(view.next_attempt_at) > now
        if self._attempt.is_running or view.stopped_code or is_waiting:
            return
        self._run()

    def _watch(self, view: SyncView, now: datetime) -> None:
        if not is_neglected(view, now) or not self._has_link():
            self._in_incident = False
            return
        if self._in_incident:
            return
        self._in_incident = True
        self._attempt.forget_client()
        self.incident.emit(
            tr(
                "The network is up but nothing was sent for a while. It is tried again now; "
                "if this stays, call technical support. Everything is safe on this PC."
            )
        )

    def _run(self) -> None:
        if self._attempt.is_running or self._attempt.stop.is_set():
            return
        self._soon.stop()
        self._is_wanted_again = False
        self._attempt.is_running = True
        self._is_shown_running = True
        self.progressed.emit(True)
        self._pulse.start()
        self._jobs.submit("net", self._attempt.run, done=self._on_finished, failed=self._on_failed)

    def _on_finished(self, report: SyncReport) -> None:
        self._end()
        self.finished.emit(report)
        if self._is_wanted_again:
            self.soon()

    def _on_failed(self, error: DeskError) -> None:
        self._end()
        self.store_failed.emit(error.message)

    def _beat(self) -> None:
        if self._attempt.is_running:
            self.progressed.emit(True)
        else:
            self._end()

    def _end(self) -> None:
        if self._is_shown_running and not self._attempt.is_running:
            self._pulse.stop()
            self._is_shown_running = False
            self.progressed.emit(False)


def is_neglected(view: SyncView, now: datetime) -> bool:
    """Say whether something lies unsent for 15 minutes and was due but not tried for 5."""
    if view.stopped_code or not view.oldest_at:
        return False
    if now - from_iso(view.oldest_at) <= _UNSENT_TOO_LONG:
        return False
    since = max(view.attempted_at, view.next_attempt_at, view.oldest_at)
    return now - from_iso(since) > _NO_ATTEMPT_TOO_LONG


def make_client(url: str) -> CenterApi:
    """Make what speaks to a center (net lane: it loads requests)."""
    from agent_desk.sync.client import CenterClient

    return CenterClient(url)
