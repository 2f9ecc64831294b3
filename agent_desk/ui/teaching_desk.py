"""Teaching behind the whole window: cards, slides, sheets, certificates; made when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.page import Page
    from agent_desk.ui.pages.certificates.presenter import CertificatesPresenter
    from agent_desk.ui.pages.teaching.presenter import TeachingPresenter
    from agent_desk.ui.shell import MainWindow
    from agent_desk.ui.slides.display import SlideDisplay

KEY, CERTIFICATES = "teaching", "certificates"
KEYS = (KEY, CERTIFICATES)
"""Pages that this desk makes."""


class TeachingDesk:
    """Keeps what is taught at one open desk. ``practice`` opens the practice of a topic.

    Belongs to the GUI thread.
    """

    def __init__(
        self,
        window: MainWindow,
        office: Office,
        jobs: JobRunner,
        navigator: Navigator,
        practice: Callable[[str], None],
    ) -> None:
        self._window = window
        self._office = office
        self._jobs = jobs
        self._navigator = navigator
        self._practice = practice
        self._display: SlideDisplay | None = None
        self._presenter: TeachingPresenter | None = None
        self._certificates: CertificatesPresenter | None = None

    def serves(self, key: str) -> bool:
        """Say whether a page is one of these."""
        return key in KEYS

    def page(self, key: str) -> Page:
        """Build one of the pages; its code is loaded only now."""
        if key == CERTIFICATES:
            from agent_desk.ui.pages.certificates.page import CertificatesPage

            return CertificatesPage(self._giver())
        from agent_desk.ui.pages.teaching.page import TeachingPage

        return TeachingPage(self._teacher(), self._slides())

    def open_topics(self, topics: tuple[str, ...], session_id: str = "") -> None:
        """Open the cards, those of a session first."""
        self._navigator.open_page(KEY)
        self._teacher().open_topics(topics, session_id)

    # Ways of the page

    def practice(self, topic: str) -> None:
        """Open the practice of a topic."""
        self._practice(topic)

    def certificates(self, session_id: str) -> None:
        """Open the certificates, of one session or of any."""
        self._giver().open_session(session_id)
        self._navigator.open_page(CERTIFICATES)

    def leave(self) -> None:
        """Go back to the sessions."""
        self._navigator.open_page("training")

    def _slides(self) -> SlideDisplay:
        if self._display is None:
            from agent_desk.ui.slides.display import SlideDisplay

            self._display = SlideDisplay(self._window, self._window.practice)
        return self._display

    def _teacher(self) -> TeachingPresenter:
        if self._presenter is None:
            from agent_desk.ui.pages.teaching.presenter import TeachingPresenter

            self._presenter = TeachingPresenter(
                self._office, self._jobs, self._navigator, self._slides(), self
            )
        return self._presenter

    def _giver(self) -> CertificatesPresenter:
        if self._certificates is None:
            from agent_desk.ui.pages.certificates.presenter import CertificatesPresenter

            self._certificates = CertificatesPresenter(self._office, self._jobs, self._navigator)
        return self._certificates
