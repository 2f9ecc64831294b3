"""The sandbox behind the whole window: its page when asked for, its screen over everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.ui.pages.sandbox.presenter import SandboxPresenter

if TYPE_CHECKING:
    from agent_desk.domain.sandbox import Scenario
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.page import Page
    from agent_desk.ui.pages.sandbox.presenter import Suggest
    from agent_desk.ui.sandbox.window import SandboxWindow
    from agent_desk.ui.shell import MainWindow

KEY = "sandbox"


class SandboxDesk:
    """Keeps the one practice that may be open (GUI thread)."""

    def __init__(
        self, window: MainWindow, office: Office, jobs: JobRunner, navigator: Navigator
    ) -> None:
        self._window = window
        self._navigator = navigator
        self._open: SandboxWindow | None = None
        self.presenter = SandboxPresenter(office, jobs, navigator, self._play)
        window.closing.connect(self.stop)

    def page(self) -> Page:
        """Build the page."""
        from agent_desk.ui.pages.sandbox.page import SandboxPage

        return SandboxPage(self.presenter)

    def open(self, topic: str = "", suggest: Suggest | None = None) -> None:
        """Bring the page to the front with a topic chosen; each outcome goes to ``suggest``."""
        came_from = self._window.current_key()
        self._navigator.open_page(KEY)
        self.presenter.begin(topic, suggest, came_from)

    def stop(self) -> None:
        """Close the practice that is open, with all that was typed in it."""
        if self._open is not None:
            self._open.close()

    @property
    def window(self) -> SandboxWindow | None:
        """The practice that is open now."""
        return self._open

    def _play(self, scenario: Scenario) -> None:
        from agent_desk.ui.sandbox.window import SandboxWindow

        self._open = SandboxWindow(scenario)
        self._open.finished.connect(self.presenter.take_outcome)
        self._open.ended.connect(self._on_ended)
        self._open.open_on(self._window.screen())

    def _on_ended(self) -> None:
        ended, self._open = self._open, None
        self.presenter.take_end()
        if ended is not None:
            ended.deleteLater()
        self._window.activateWindow()
