"""Results behind the whole window: the page when asked for, the badge at all times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.ui.pages.results.presenter import ResultsPresenter

if TYPE_CHECKING:
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.page import Page
    from agent_desk.ui.shell import MainWindow

KEY = "results"


class ResultsDesk:
    """Keeps the work list of results for one open desk. Belongs to the GUI thread."""

    def __init__(
        self, window: MainWindow, office: Office, jobs: JobRunner, navigator: Navigator
    ) -> None:
        self._window = window
        self._presenter = ResultsPresenter(office, jobs, navigator)
        self._presenter.watch_badge(lambda due: window.set_badge(KEY, due))

    def page(self) -> Page:
        """Build the page; the citizen may sign on a window of their own."""
        from agent_desk.ui.citizen_display import CitizenDisplay
        from agent_desk.ui.pages.results.page import ResultsPage

        display = CitizenDisplay(self._window, self._window.practice)
        self._window.covered.connect(display.go_dark)
        return ResultsPage(self._presenter, display)

    def refresh(self) -> None:
        """Count again what is due, and read the page again if it is there."""
        self._presenter.refresh()

    def open_return(self, dossier_id: str) -> None:
        """Bring the page to the front with the return of one dossier open."""
        self._window.open_page(KEY)
        self._presenter.open_dossier(dossier_id)

    def open_return_elsewhere(self, number: str, owner: str) -> None:
        """Bring the page to the front with the return of another desk's dossier open."""
        self._window.open_page(KEY)
        self._presenter.return_of_other_desk(number, owner)

    def correct(self, dossier_id: str, owner: str) -> None:
        """Bring the page to the front with the correction of a return open."""
        self._window.open_page(KEY)
        self._presenter.correct(dossier_id, owner)
