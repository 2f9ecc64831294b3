"""Composition root of the window: builds everything and passes it by constructor."""

from __future__ import annotations

import contextlib
import os
import sys
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from agent_desk import i18n, log
from agent_desk.clock import SystemClock
from agent_desk.i18n import tr
from agent_desk.ui import qt_words, single_instance
from agent_desk.ui.crash import CrashHandler
from agent_desk.ui.first_paint import FirstPaint
from agent_desk.ui.jobs import GuiGarbageCollector, Jobs
from agent_desk.ui.look import Dresser, Look, read_look
from agent_desk.ui.page import PageSpec, WindowSpec
from agent_desk.ui.pages.opening.page import OpeningPage
from agent_desk.ui.secret_guard import SecretGuard
from agent_desk.ui.shell import MainWindow
from agent_desk.ui.tokens import Tone
from agent_desk.ui.window_place import WindowPlace

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.clock import Clock
    from agent_desk.errors import DeskError
    from agent_desk.paths import DataDir
    from agent_desk.store.engine import Store
    from agent_desk.ui.desk_pages import DeskPages
    from agent_desk.ui.office import Office
    from agent_desk.ui.page import Page
    from agent_desk.ui.reception_desk import ChooseFiles

LANES = {"store": 1, "net": 1, "work": 2}
_RING_S = 15
"""A first window that is just closing, or just opening, gets this long."""


def run_desk(data: DataDir, *, wish: str = "") -> int:
    """Open the desk's window and stay until it is closed; give the exit code.

    A window that is open on the same data already comes to the front instead and gets the
    ``wish``, a number or scanned code to look up.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("another kind of Qt application is already running")
    look = read_look(data.root)
    if not os.environ.get("AGENT_DESK_LANGUAGE"):
        i18n.activate(look.language)
    claim = single_instance.claim_or_ring(data.root, wish, patience_s=_RING_S)
    if claim is None:
        return 0
    qt_words.install(app)
    with contextlib.closing(claim), log.writing_to(data.logs):
        crash = CrashHandler(data.logs)
        has_died = crash.install()
        collector = GuiGarbageCollector()
        collector.start()
        opening = Opening(data=data, clock=SystemClock(), look=look)
        desk = DeskApp(app, crash, opening)
        desk.start()
        desk.look_up(wish)
        if has_died:
            desk.say_it_died()
        try:
            return app.exec()
        finally:
            desk.stop()
            collector.stop()
            crash.uninstall()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Which desk to open. ``choose_files`` None asks with the system's file dialog."""

    data: DataDir
    clock: Clock
    choose_files: ChooseFiles | None = None
    look: Look = field(default_factory=Look)


class DeskApp(QObject):
    """Shows the window first, opens the store behind it, then fills the pages."""

    def __init__(self, app: QApplication, crash: CrashHandler, opening: Opening) -> None:
        super().__init__()
        self._app = app
        self._opening_of = opening
        self._store: Store | None = None
        self._pages: DeskPages | None = None
        self._bell: single_instance.Doorbell | None = None
        self._wish = ""
        self._last_end = ""
        self._dresser = Dresser(app, opening.look)
        app.setApplicationName("agent-desk")
        app.setApplicationDisplayName("Agent Desk")
        self.jobs = Jobs(LANES, crash.take)
        self._opening = OpeningPage(is_practice=opening.data.is_practice)
        self._opening.retry.connect(self._open_store)
        self.window = MainWindow(self._spec())
        self._place = WindowPlace(self.window, opening.data.root)
        self.window.closing.connect(self._leave)
        self._guard = SecretGuard(
            app, _why_not, lambda why: self.window.show_toast(why, Tone.WRONG)
        )
        self._guard.refused.connect(self._on_refused)

    def start(self) -> None:
        """Paint the window, then begin to open the store."""
        self._first_paint = FirstPaint(self._begin)
        self.window.installEventFilter(self._first_paint)
        if self._place.restore():
            return
        if self._overflows():
            self.window.showMaximized()
        else:
            self.window.show()

    def _overflows(self) -> bool:
        """Say whether the window is larger than a screen on which it can be used at all."""
        room = self.window.screen().availableSize()
        least, now = self.window.minimumSize(), self.window.size()
        can_be_used = room.width() >= least.width() and room.height() >= least.height()
        return can_be_used and (room.width() <= now.width() or room.height() <= now.height())

    def _begin(self) -> None:
        self.window.open_page("opening")
        self._open_store()
        self._bell = single_instance.Doorbell(self._opening_of.data.root)
        self._bell.rung.connect(self._on_rung)

    def look_up(self, wish: str) -> None:
        """Open what a number or scanned code names, as soon as the desk is open."""
        if self._pages is None:
            self._wish = wish
        elif wish:
            self._pages.to.look_up(wish)

    def say_it_died(self) -> None:
        """Tell the clerk on the first page that the last run did not end in order."""
        self._last_end = tr(
            "The program ended unexpectedly last time. What was saved is here and safe; look in "
            "the work list for a case that was not finished. If it happens again, call technical "
            "support; the report without personal data is in {folder}.",
            folder=self._opening_of.data.logs,
        )

    def stop(self) -> None:
        """Finish what was begun, close the store, let the window go while Qt still lives."""
        if self._bell is not None:
            self._bell.close()
        if self._pages is not None:
            self._pages.stop()
        self.jobs.finish("store")
        self.jobs.shutdown(wait=True)
        if self._store is not None:
            self._store.close()
            self._store = None
        self._guard.deleteLater()
        self.window.dispose()

    @property
    def pages(self) -> DeskPages | None:
        """The desk's pages, once the store is open."""
        return self._pages

    @property
    def problem(self) -> str:
        """Why the store cannot be opened; empty while it can, or while nobody knows yet."""
        return self._opening.problem()

    @property
    def is_ready(self) -> bool:
        """Say whether the store is open, the first page was shown and keys and scans are heard."""
        page = self.window.current_key()
        is_serving = self._pages is not None and self._pages.is_serving
        return page == "first_run" or (page not in ("", "opening") and is_serving)

    def _spec(self) -> WindowSpec:
        """Describe the window; pages of the desk are made when they are first opened."""

        def later(key: str) -> Page:
            if self._pages is None:
                raise RuntimeError(f"page {key} was asked for before the store was open")
            return self._pages.make(key)

        def spec(key: str, icon: str, title: str) -> PageSpec:
            return PageSpec(key=key, icon=icon, title=title, factory=lambda: later(key))

        return WindowSpec(
            product="Agent Desk",
            letters="AD",
            pages=(
                PageSpec(
                    key="opening",
                    icon="house",
                    title=tr("Opening"),
                    factory=lambda: self._opening,
                    in_rail=False,
                    is_listed=False,
                ),
                replace(
                    spec("first_run", "house", tr("Set up this desk")),
                    in_rail=False,
                    is_listed=False,
                ),
                *_desk_specs(spec, is_practice=self._opening_of.data.is_practice),
            ),
            search_placeholder=tr("Find a dossier, number or name, or scan a code…"),
            practice=self._practice_words(),
            sync_page="sync",
        )

    def _practice_words(self) -> str:
        is_practice = self._opening_of.data.is_practice
        return tr("PRACTICE – nothing here is sent") if is_practice else ""

    def _open_store(self) -> None:
        opening = self._opening_of
        self._let_work(is_open=False)
        self._opening.hide_problem()

        def open_all() -> tuple[Store, Office | None]:
            from agent_desk.ui.opening import open_if_enrolled

            return open_if_enrolled(opening.data, opening.clock)

        self.jobs.submit("store", open_all, done=self._opened, failed=self._cannot_open)

    def _opened(self, found: tuple[Store, Office | None]) -> None:
        from agent_desk.ui.desk_pages import DeskPages
        from agent_desk.ui.first_run import FirstRun

        self._store, office = found
        self._let_work(is_open=True)
        first_run = FirstRun(
            store=self._store,
            clock=self._opening_of.clock,
            finished=self._enter,
        )
        self._pages = DeskPages(
            self.window, self.jobs, first_run, self._dresser, self._opening_of.choose_files
        )
        self.look_up(self._wish)
        if office is None:
            self.window.set_alone(is_alone=True)
            self.window.open_page("first_run")
        else:
            self._enter(office)

    def _enter(self, office: Office) -> None:
        if self._pages is None:
            return
        self.window.set_alone(is_alone=False)
        self._pages.enter(office)
        if self._last_end:
            self._pages.to.tell_on_today(self._last_end)

    def _cannot_open(self, error: DeskError) -> None:
        self.window.set_alone(is_alone=True)  # there is no page to go to
        self._let_work(is_open=True)
        self._opening.show_problem(error.message)

    def _on_refused(self) -> None:
        if self._pages is not None:
            self._pages.to.secret_refused()

    def _on_rung(self, wish: str) -> None:
        """Somebody started the program again: come to the front."""
        self.window.come_forward()
        self.look_up(wish)

    def _let_work(self, *, is_open: bool) -> None:
        """Take no clicks while there is nothing behind the pages yet."""
        middle = self.window.centralWidget()
        if middle is not None:
            middle.setEnabled(is_open)

    def _leave(self) -> None:
        self._place.keep()
        if self._pages is not None:
            self._pages.stop()
        self._app.quit()


def _desk_specs(
    spec: Callable[[str, str, str], PageSpec], *, is_practice: bool
) -> tuple[PageSpec, ...]:
    """Give the pages of an open desk in the order of the rail; some are reached otherwise."""
    practice = (spec("practice", "users", tr("Practice")),) if is_practice else ()

    def under(parent: str, page: PageSpec) -> PageSpec:
        return replace(page, in_rail=False, parent=parent)

    return (
        spec("today", "house", tr("Today")),
        *practice,
        spec("reception", "file-plus", tr("Reception")),
        spec("accounts", "id-card", tr("Account")),
        spec("dossiers", "search", tr("Dossiers")),
        under("dossiers", spec("register", "file-text", tr("Register"))),
        under("settings", spec("scanner", "scan", tr("Check the scanner"))),
        under("settings", spec("capture", "file-text", tr("Document scanner"))),
        under("dossiers", spec("prints", "printer", tr("Printed papers"))),
        under("settings", spec("printers", "printer", tr("Printers"))),
        under("settings", spec("checks", "gauge", tr("Check this PC"))),
        spec("results", "inbox", tr("Results")),
        spec("handover", "send", tr("Hand-over")),
        spec("training", "graduation-cap", tr("Classes")),
        under("training", spec("training_register", "users", tr("Register of a session"))),
        replace(
            under("training", spec("training_roster", "clipboard-list", tr("Enter a paper list"))),
            is_listed=False,
        ),
        under("training", spec("training_quick", "clock", tr("Learn in 5 minutes"))),
        under("training", spec("teaching", "monitor", tr("Slides, practice, handouts"))),
        under("training", spec("certificates", "file-check", tr("Certificates of attendance"))),
        replace(
            under("training", spec("training_check", "list-checks", tr("Check before and after"))),
            is_listed=False,
        ),
        under("training", spec("training_follow_up", "phone", tr("Calls two weeks later"))),
        under("training", spec("training_report", "file-text", tr("Report of classes"))),
        under("training", spec("sandbox", "monitor", tr("Sandbox"))),
        spec("counter", "briefcase", tr("Counter")),
        under("counter", spec("delivery", "truck", tr("Results by post"))),
        under("counter", spec("shift", "users", tr("Hand the shift over"))),
        under("counter", spec("outage", "pencil", tr("Outage kit"))),
        under("counter", spec("lookup", "search", tr("Dossiers of other desks"))),
        replace(spec("sync", "refresh-cw", tr("Sync")), at_bottom=True),
        replace(spec("help", "info", tr("Help")), at_bottom=True),
        replace(spec("settings", "settings", tr("Settings")), at_bottom=True),
    )


def _why_not(text: str) -> str:
    """Say why a text may not be kept; its many patterns are built when it is first asked."""
    from agent_desk.domain.kept_texts import why_not

    return why_not(text)
