"""The works beside the cases behind the whole window: pages when asked for, the badge always."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.ui.pages.counter.presenter import CounterPresenter

if TYPE_CHECKING:
    from agent_desk.sync.ask import AskApi
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.page import Page
    from agent_desk.ui.pages.delivery.presenter import DeliveryPresenter
    from agent_desk.ui.shell import MainWindow

KEY = "counter"
KEYS = (KEY, "delivery", "shift", "outage", "lookup", "register", "capture", "checks")
"""Pages that this desk makes; some of them nothing but their own presenter talks to."""


class CounterDesk:
    """Keeps the counts of one open desk. Belongs to the GUI thread."""

    def __init__(
        self, window: MainWindow, office: Office, jobs: JobRunner, navigator: Navigator
    ) -> None:
        self._office = office
        self._jobs = jobs
        self._navigator = navigator
        self._deliveries: DeliveryPresenter | None = None
        self._presenter = CounterPresenter(office, jobs, navigator)
        self._presenter.watch_badge(lambda due: window.set_badge(KEY, due))

    def refresh(self) -> None:
        """Count again what is due."""
        self._presenter.refresh()

    def serves(self, key: str) -> bool:
        """Say whether a page is one of these."""
        return key in KEYS

    def page(self, key: str) -> Page:
        """Build one of the pages; its code is loaded only now."""
        office, jobs, navigator = self._office, self._jobs, self._navigator
        if key == "delivery":
            from agent_desk.ui.pages.delivery.page import DeliveryPage

            return DeliveryPage(self._post())
        if key == "shift":
            from agent_desk.ui.pages.shift.page import shift_page

            return shift_page(office, jobs, navigator)
        if key == "outage":
            from agent_desk.ui.pages.outage.page import outage_page

            return outage_page(office, jobs, navigator)
        if key == "lookup":
            from agent_desk.ui.pages.lookup.page import LookUpPage
            from agent_desk.ui.pages.lookup.presenter import LookUpPresenter

            return LookUpPage(LookUpPresenter(office, jobs, navigator, _make_client))
        if key == "register":
            from agent_desk.ui.pages.register.page import register_page

            return register_page(office, jobs, navigator)
        if key == "capture":
            from agent_desk.ui.pages.capture.page import capture_page

            return capture_page(office, jobs, navigator)
        if key == "checks":
            from agent_desk.ui.pages.checks.page import checks_page

            return checks_page(office, jobs, navigator)
        from agent_desk.ui.pages.counter.page import CounterPage

        return CounterPage(self._presenter)

    def open_delivery(self, dossier_id: str) -> None:
        """Bring the delivery of a dossier to the front, or the form for a new one."""
        self._navigator.open_page("delivery")
        self._post().open_dossier(dossier_id)

    def _post(self) -> DeliveryPresenter:
        if self._deliveries is None:
            from agent_desk.ui.pages.delivery.presenter import DeliveryPresenter

            self._deliveries = DeliveryPresenter(self._office, self._jobs, self._navigator)
        return self._deliveries


def _make_client(url: str) -> AskApi:
    from agent_desk.sync.client import CenterClient  # in the net lane: it loads requests

    return CenterClient(url)
