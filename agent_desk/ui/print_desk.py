"""Printing as the window offers it: one spooler, one timer, the pages of papers and printers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from agent_desk.queries import prints as print_query
from agent_desk.ui.spooler import Spooler, Voice

if TYPE_CHECKING:
    from agent_desk.devices.printers import PrintQueue
    from agent_desk.ids import DossierId
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.page import Page
    from agent_desk.ui.pages.printers.presenter import PrintersPresenter
    from agent_desk.ui.pages.prints.presenter import PapersPresenter
    from agent_desk.ui.prints.order import Printed
    from agent_desk.ui.shell import MainWindow

_ASK_EVERY_MS = 2_000


class PrintDesk(QObject):
    """Belongs to the GUI thread; the print system itself is only spoken to in the ``work`` lane.

    Signals: ``changed`` when a print got further.
    """

    changed = Signal()

    def __init__(
        self, window: MainWindow, office: Office, jobs: JobRunner, navigator: Navigator
    ) -> None:
        super().__init__()
        self._window = window
        self._office = office
        self._jobs = jobs
        self._navigator = navigator
        self._queue = _system_queue()
        voice = Voice(say=navigator.say, changed=self._on_changed)
        self.spooler = Spooler(office, jobs, self._queue, voice)
        self._papers: PapersPresenter | None = None
        self._printers: PrintersPresenter | None = None
        self._came_from = "today"
        self._timer = QTimer(self)
        self._timer.setInterval(_ASK_EVERY_MS)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Doubt what the last run left, watch what a queue has, show how many wait."""
        self.spooler.recover()
        self._timer.start()
        self._on_changed()

    def stop(self) -> None:
        """Ask no queue any more."""
        self._timer.stop()

    def hand(self, printed: Printed) -> None:
        """Bring a recorded print to its printer."""
        self.spooler.hand(printed)

    def show_papers(self, dossier_id: DossierId, key: str = "") -> None:
        """Open the papers of a dossier, to be looked at before they are printed."""
        self._go("prints")
        self._papers_presenter().open(dossier_id, key)

    def show_print(self, print_id: str) -> None:
        """Open one print of the past."""
        self._go("prints")
        self._papers_presenter().open_print(print_id)

    def serves(self, key: str) -> bool:
        """Say whether a page is one of these."""
        return key in ("prints", "printers")

    def page(self, key: str) -> Page:
        """Make the page ``prints`` or ``printers``."""
        if key == "prints":
            from agent_desk.ui.pages.prints.page import PapersPage

            return PapersPage(self._papers_presenter(), self._go_back)
        from agent_desk.ui.pages.printers.page import PrintersPage
        from agent_desk.ui.pages.printers.presenter import PrintersPresenter

        self._printers = PrintersPresenter(
            self._office, self._jobs, self._navigator, self.spooler, self._queue
        )
        return PrintersPage(self._printers, lambda: self._navigator.open_page("settings"))

    def _papers_presenter(self) -> PapersPresenter:
        if self._papers is None:
            from agent_desk.ui.pages.prints.presenter import PapersPresenter

            self._papers = PapersPresenter(self._office, self._jobs, self._navigator)
        return self._papers

    def _go(self, key: str) -> None:
        now = self._window.current_key()
        if now != key:
            self._came_from = now
        self._navigator.open_page(key)

    def _go_back(self) -> None:
        self._navigator.open_page(self._came_from)

    def _tick(self) -> None:
        if self.spooler.is_watching:
            self.spooler.tick()

    def _on_changed(self) -> None:
        office = self._office

        def count() -> int:
            with office.desk.store.read() as connection:
                return print_query.count_waiting(connection)

        self._jobs.submit("store", count, done=self._show_count, failed=lambda _error: None)
        if self._printers is not None:
            self._printers.reread()
        if self._papers is not None and self._window.current_key() == "prints":
            self._papers.refresh()
        self.changed.emit()

    def _show_count(self, waiting: int) -> None:
        self._window.set_badge("today", waiting)


def _system_queue() -> PrintQueue:
    from agent_desk.ui.printing import system_queue

    return system_queue()
