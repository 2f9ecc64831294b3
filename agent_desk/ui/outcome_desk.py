"""What classes bring, behind the whole window: checks, calls two weeks later, the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from agent_desk.errors import DeskError
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.page import Page
    from agent_desk.ui.pages.training_check.presenter import CheckPresenter
    from agent_desk.ui.pages.training_follow_up.presenter import FollowUpPresenter
    from agent_desk.ui.pages.training_report.presenter import ReportPresenter

CHECK, CALLS, REPORT = "training_check", "training_follow_up", "training_report"
KEYS = (CHECK, CALLS, REPORT)
"""Pages that this desk makes."""


class OutcomeDesk:
    """Keeps the presenters of what classes bring. GUI thread.

    ``ways`` open a session in the calendar, and topics for teaching; ``badge`` shows how many
    calls are due.
    """

    def __init__(
        self,
        office: Office,
        jobs: JobRunner,
        navigator: Navigator,
        ways: tuple[Callable[[str], None], Callable[[tuple[str, ...]], None]],
        badge: Callable[[int], None],
    ) -> None:
        self._office, self._jobs, self._navigator, self._ways = office, jobs, navigator, ways
        self._badge = badge
        self._counted_on: date | None = None
        self._checks: CheckPresenter | None = None
        self._calls: FollowUpPresenter | None = None
        self._report: ReportPresenter | None = None

    def page(self, key: str) -> Page:
        """Build one of the pages; its code is loaded only now."""
        office, jobs, navigator = self._office, self._jobs, self._navigator
        if key == CHECK:
            from agent_desk.ui.pages.training_check.page import CheckPage

            return CheckPage(self._check())
        if key == CALLS:
            from agent_desk.ui.pages.training_follow_up.page import FollowUpPage
            from agent_desk.ui.pages.training_follow_up.presenter import FollowUpPresenter

            self._calls = FollowUpPresenter(office, jobs, navigator)
            self._calls.watch_badge(self._badge)
            return FollowUpPage(self._calls)
        from agent_desk.ui.pages.training_report.page import ReportPage
        from agent_desk.ui.pages.training_report.presenter import ReportPresenter

        self._report = ReportPresenter(office, jobs, navigator)
        return ReportPage(self._report)

    def open_check(self, session_id: str) -> None:
        """Open the check before and after a session."""
        self._check().open_session(session_id)
        self._navigator.open_page(CHECK)

    def refresh(self) -> None:
        """Read again what is shown; pages that were never opened cost one count a day."""
        if self._calls is None and self._counted_on != self._office.desk.today():
            self._count()
        for presenter in (self._checks, self._calls):
            if presenter is not None:
                presenter.refresh()

    def _count(self) -> None:
        today, store = self._office.desk.today(), self._office.desk.store
        self._counted_on = today

        def read() -> int:
            from agent_desk.queries.home_calls import to_call

            with store.read() as connection:
                return len(to_call(connection, today))

        self._jobs.submit("store", read, done=self._badge, failed=self._try_again)

    def _try_again(self, _error: DeskError) -> None:
        self._counted_on = None

    def _check(self) -> CheckPresenter:
        if self._checks is None:
            from agent_desk.ui.pages.training_check.presenter import CheckPresenter

            self._checks = CheckPresenter(self._office, self._jobs, self._navigator, self._ways)
        return self._checks
