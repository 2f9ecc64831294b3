"""The whole open desk in its real window, on a folder, with work done at once and no network."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_desk import i18n
from agent_desk.commands.desk import Role, add_clerk
from agent_desk.i18n import tr
from agent_desk.ids import ClerkId
from agent_desk.queries import desk as desk_query
from agent_desk.queries.desk import ClerkRow
from agent_desk.ui import theme
from agent_desk.ui.desk_pages import DeskPages
from agent_desk.ui.first_run import FirstRun
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.look import Dresser, Look
from agent_desk.ui.office import LateFinder, Office
from agent_desk.ui.page import PageSpec, WindowSpec
from agent_desk.ui.shell import MainWindow
from tests.support.desks import a_desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from agent_desk.ui.desk_keys import DeskKeys
    from agent_desk.ui.jobs_inline import Job
    from agent_desk.ui.pages.reception.presenter import ReceptionPresenter
    from agent_desk.ui.palette import Palette
    from tests.support.desks import TestDesk

PAGES = (
    ("today", "house", "Today"),
    ("reception", "file-plus", "Reception"),
    ("accounts", "id-card", "Account"),
    ("dossiers", "search", "Dossiers"),
    ("register", "file-text", "Register"),
    ("scanner", "scan", "Check the scanner"),
    ("capture", "file-text", "Document scanner"),
    ("prints", "printer", "Printed papers"),
    ("printers", "printer", "Printers"),
    ("checks", "gauge", "Check this PC"),
    ("results", "inbox", "Results"),
    ("handover", "send", "Hand-over"),
    ("training", "graduation-cap", "Classes"),
    ("training_register", "users", "Register of a session"),
    ("training_roster", "clipboard-list", "Enter a paper list"),
    ("training_quick", "clock", "Learn in 5 minutes"),
    ("teaching", "monitor", "Slides, practice, handouts"),
    ("certificates", "file-check", "Certificates of attendance"),
    ("training_check", "list-checks", "Check before and after"),
    ("training_follow_up", "phone", "Calls two weeks later"),
    ("training_report", "file-text", "Report of classes"),
    ("sandbox", "monitor", "Sandbox"),
    ("counter", "briefcase", "Counter"),
    ("delivery", "truck", "Results by post"),
    ("shift", "users", "Hand the shift over"),
    ("outage", "pencil", "Outage kit"),
    ("lookup", "search", "Dossiers of other desks"),
    ("sync", "refresh-cw", "Sync"),
    ("help", "info", "Help"),
    ("settings", "settings", "Settings"),
)
"""Key, icon and English title of every page of the open desk."""
PRACTICE_PAGES = (("practice", "users", "Practice"),)
"""What a practice desk has besides."""
_UNDER = {
    "register": "dossiers",
    "prints": "dossiers",
    "scanner": "settings",
    "capture": "settings",
    "printers": "settings",
    "checks": "settings",
    "training_register": "training",
    "training_roster": "training",
    "training_quick": "training",
    "teaching": "training",
    "certificates": "training",
    "training_check": "training",
    "training_follow_up": "training",
    "training_report": "training",
    "sandbox": "training",
    "delivery": "counter",
    "shift": "counter",
    "outage": "counter",
    "lookup": "counter",
}
"""Pages that are not in the rail, and the entry under which they stand."""
_translated = tr


class _NotSent:
    def cancel(self) -> None:
        pass


class OfflineJobs(InlineJobs):
    """Does everything at once but what needs a network; that never ends."""

    def submit(self, lane, fn, *, done, failed):  # type: ignore[no-untyped-def]
        if lane == "net":
            return cast("Job", _NotSent())
        return super().submit(lane, fn, done=done, failed=failed)


@dataclass(slots=True)
class OpenDesk:
    t: TestDesk
    office: Office
    window: MainWindow
    pages: DeskPages
    jobs: OfflineJobs

    @property
    def keys(self) -> DeskKeys:
        assert self.pages.rooms.keys is not None
        return self.pages.rooms.keys

    @property
    def palette(self) -> Palette:
        return self.keys.palette

    @property
    def reception(self) -> ReceptionPresenter:
        return self.pages.rooms.reception

    def activate(self) -> None:
        """Come to the front, whatever another test showed."""
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)

    def press(self, key: Qt.Key, *, ctrl: bool = False) -> None:
        held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(QApplication.focusWidget() or self.window, key, held)
        QApplication.processEvents()

    def seat_another(self) -> None:
        done = add_clerk(self.t.desk, self.t.act(), "Lê Văn Khác", Role.CLERK)
        self.office.seat(ClerkRow(clerk_id=ClerkId(done["clerk_id"]), name="K", role="clerk"))


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Speak this language, and afterwards what was spoken before."""
    before = i18n._active, i18n._language
    i18n.activate(language)
    try:
        yield
    finally:
        i18n._active, i18n._language = before


@contextmanager
def an_open_desk(folder: Path, *, is_practice: bool = False) -> Iterator[OpenDesk]:
    """Open everything as the program does, and close it again."""
    t = a_desk(folder, is_practice=is_practice)
    with t.desk.store.read() as connection:
        clerk = desk_query.clerk_rows(connection)[0]
    office = Office(
        desk=t.desk,
        keys=t.keys,
        clerk=clerk,
        finder=LateFinder(t.desk.catalog),
    )
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dresser = Dresser(app, Look(color_scheme="light"))
    jobs = OfflineJobs()
    made: list[DeskPages] = []
    specs = tuple(
        PageSpec(
            key=key,
            icon=icon,
            title=_translated(title),
            factory=lambda key=key: made[0].make(key),
            in_rail=key not in _UNDER,
            parent=_UNDER.get(key, ""),
            at_bottom=key in ("sync", "help", "settings"),
        )
        for key, icon, title in (*PAGES, *(PRACTICE_PAGES if is_practice else ()))
    )
    window = MainWindow(
        WindowSpec(
            product="Agent Desk",
            letters="AD",
            pages=specs,
            search_placeholder=_translated("Find a dossier, number or name, or scan a code…"),
            sync_page="sync",
        )
    )
    first = FirstRun(store=t.desk.store, clock=t.clock, finished=lambda _office: None)
    made.append(DeskPages(window, jobs, first, dresser))
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    made[0].enter(office)
    made[0]._furnish(made[0].rooms).finish()  # at once, not in the quiet after the first row
    try:
        yield OpenDesk(t=t, office=office, window=window, pages=made[0], jobs=jobs)
    finally:
        made[0].stop()
        window.dispose()
        QApplication.processEvents()
        dresser.deleteLater()
        theme.apply(app, theme.Scheme.LIGHT)
        t.close()
