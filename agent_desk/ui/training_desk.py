"""Training behind the whole window: its pages, made when asked for, and the ways between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.ui import outcome_desk, teaching_desk

if TYPE_CHECKING:
    from agent_desk.ui.helped import Helped
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.page import Page
    from agent_desk.ui.pages.training.presenter import TrainingPresenter
    from agent_desk.ui.pages.training.quick_presenter import QuickPresenter
    from agent_desk.ui.pages.training.register_presenter import RegisterPresenter
    from agent_desk.ui.pages.training.roster_presenter import RosterPresenter
    from agent_desk.ui.pages.training.wall import WallList
    from agent_desk.ui.sandbox_desk import SandboxDesk
    from agent_desk.ui.shell import MainWindow
    from agent_desk.ui.wall_window import WallDisplay

KEY = "training"
REGISTER, ROSTER, QUICK = "training_register", "training_roster", "training_quick"
SANDBOX = "sandbox"
KEYS = (KEY, REGISTER, ROSTER, QUICK, SANDBOX, *outcome_desk.KEYS, *teaching_desk.KEYS)
"""Pages that this desk makes."""


class TrainingDesk:
    """Keeps the presenters of training, so that pages find each other. GUI thread."""

    def __init__(
        self, window: MainWindow, office: Office, jobs: JobRunner, navigator: Navigator
    ) -> None:
        self._window = window
        self._office = office
        self._jobs = jobs
        self._navigator = navigator
        self._sessions: TrainingPresenter | None = None
        self._register: RegisterPresenter | None = None
        self._roster: RosterPresenter | None = None
        self._quick: QuickPresenter | None = None
        self._wall: WallDisplay | None = None
        self._sandbox: SandboxDesk | None = None
        ways = (self.open_session, self.teach)
        self._outcomes = outcome_desk.OutcomeDesk(
            office, jobs, navigator, ways, lambda due: window.set_badge(KEY, due)
        )
        self._teaching = teaching_desk.TeachingDesk(
            window, office, jobs, navigator, self._practice_topic
        )

    def serves(self, key: str) -> bool:
        """Say whether a page is one of these."""
        return key in KEYS

    def page(self, key: str) -> Page:
        """Build one of the pages; its code is loaded only now."""
        if key in outcome_desk.KEYS:
            return self._outcomes.page(key)
        if key in teaching_desk.KEYS:
            return self._teaching.page(key)
        if key == SANDBOX:
            return self._sandboxes().page()
        return self._own_page(key)

    def _own_page(self, key: str) -> Page:
        if key == REGISTER:
            from agent_desk.ui.pages.training.register_page import RegisterPage

            return RegisterPage(self.register())
        if key == ROSTER:
            from agent_desk.ui.pages.training.roster_page import RosterPage

            return RosterPage(self._rosters())
        if key == QUICK:
            from agent_desk.ui.pages.training.quick_page import QuickPage

            return QuickPage(self._quicks())
        if key in outcome_desk.KEYS:
            return self._outcomes.page(key)
        from agent_desk.ui.pages.training.page import TrainingPage

        return TrainingPage(self.sessions())

    def refresh(self) -> None:
        """Read again what is shown; pages that were never opened cost nothing."""
        for presenter in (self._sessions, self._register, self._outcomes):
            if presenter is not None:
                presenter.refresh()

    # Ways

    def open_session(self, session_id: str) -> None:
        """Open the calendar with one session chosen."""
        self._navigator.open_page(KEY)
        self.sessions().open_session(session_id)

    def open_register(self, session_id: str) -> None:
        """Open the register of a session."""
        self.register().open_session(session_id)
        self._navigator.open_page(REGISTER)

    def open_roster(self, session_id: str) -> None:
        """Open the entry of a paper list."""
        self._rosters().open_session(session_id)
        self._navigator.open_page(ROSTER)

    def open_check(self, session_id: str) -> None:
        """Open the check before and after a session."""
        self._outcomes.open_check(session_id)

    def teach(self, topics: tuple[str, ...], session_id: str = "") -> None:
        """Open slides, practice and handouts of these topics, of a session or of none."""
        self._teaching.open_topics(topics, session_id)

    def _practice_topic(self, topic: str) -> None:
        self._sandboxes().open(topic)

    def teach_citizen(self, helped: Helped | None) -> None:
        """Open the five minutes at the counter for who is being served, or for anybody."""
        self._quicks().begin(helped)
        self._navigator.open_page(QUICK)

    def show_wall(self, wall: WallList | None) -> bool:
        """Show a list everybody may see on the second screen; False if there is no such screen."""
        if self._wall is None:
            from agent_desk.ui.wall_window import WallDisplay

            self._wall = WallDisplay(self._window, self._window.practice)
            self._window.covered.connect(self._wall.hide)
            self._wall.went_dark.connect(lambda: self.register().wall_gone())
        return self._wall.show_list(wall)

    # Presenters

    def sessions(self) -> TrainingPresenter:
        """The presenter of the calendar."""
        if self._sessions is None:
            from agent_desk.ui.pages.training.presenter import TrainingPresenter

            self._sessions = TrainingPresenter(self._office, self._jobs, self._navigator, self)
        return self._sessions

    def register(self) -> RegisterPresenter:
        """The presenter of the register."""
        if self._register is None:
            from agent_desk.ui.pages.training.register_presenter import RegisterPresenter

            self._register = RegisterPresenter(self._office, self._jobs, self._navigator, self)
        return self._register

    def _rosters(self) -> RosterPresenter:
        if self._roster is None:
            from agent_desk.ui.pages.training.roster_presenter import RosterPresenter

            self._roster = RosterPresenter(self._office, self._jobs, self._navigator, self)
        return self._roster

    def _sandboxes(self) -> SandboxDesk:
        if self._sandbox is None:
            from agent_desk.ui.sandbox_desk import SandboxDesk

            self._sandbox = SandboxDesk(self._window, self._office, self._jobs, self._navigator)
        return self._sandbox

    def _quicks(self) -> QuickPresenter:
        if self._quick is None:
            from agent_desk.ui.pages.training.quick_presenter import QuickPresenter

            self._quick = QuickPresenter(self._office, self._jobs, self._navigator, self)
        return self._quick
