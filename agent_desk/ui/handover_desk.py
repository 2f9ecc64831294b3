"""Hand-over behind the whole window: the page when asked for, the badge at all times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.ui.pages.handover.presenter import HandoverPresenter

if TYPE_CHECKING:
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.page import Page
    from agent_desk.ui.shell import MainWindow

KEY = "handover"


class HandoverDesk:
    """Keeps the bags of one open desk. Belongs to the GUI thread."""

    def __init__(
        self, window: MainWindow, office: Office, jobs: JobRunner, navigator: Navigator
    ) -> None:
        self._window = window
        self._presenter = HandoverPresenter(office, jobs, navigator)
        self._presenter.watch_badge(lambda due: window.set_badge(KEY, due))

    def page(self) -> Page:
        """Build the page."""
        from agent_desk.ui.pages.handover.page import HandoverPage

        return HandoverPage(self._presenter)

    def refresh(self) -> None:
        """Count again what lies here, and read the page again if it is there."""
        self._presenter.refresh()

    def open_bag(self, number: str) -> None:
        """Bring the page to the front with one bag chosen, or its arrival if it is not known."""
        self._window.open_page(KEY)
        self._presenter.open_bag(number)
