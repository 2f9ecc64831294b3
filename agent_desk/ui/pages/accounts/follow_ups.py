"""The follow-ups that are due here and at the other desks of the site: read, closed. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from agent_desk.commands.assist import close_follow_up
from agent_desk.domain.assist import FollowUpState
from agent_desk.i18n import tr
from agent_desk.ids import FollowUpId
from agent_desk.queries import assist as assist_query
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.commands.unit import Act
    from agent_desk.queries.assist import FollowUpRow
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office

T = TypeVar("T")


class Submit(Protocol):
    """Work in the store lane, then go on with what it gave."""

    def __call__(self, fn: Callable[[], T], done: Callable[[T], None]) -> None:
        """Do it."""
        ...


class FollowUps:
    """Reads what is due today or late, and marks it done."""

    def __init__(
        self, office: Office, navigator: Navigator, submit: Submit, changed: Callable[[], None]
    ) -> None:
        self._office = office
        self._navigator = navigator
        self._submit = submit
        self._changed = changed
        self.due: tuple[FollowUpRow, ...] = ()

    def read(self) -> None:
        """Read the follow-ups that are due."""
        desk, today = self._office.desk, self._office.desk.today()

        def work() -> tuple[FollowUpRow, ...]:
            with desk.store.read() as connection:
                return assist_query.follow_ups_due(connection, today)

        def show(rows: tuple[FollowUpRow, ...]) -> None:
            self.due = rows
            self._changed()

        self._submit(work, show)

    def close(self, follow_up_id: str, act: Act) -> None:
        """Mark one done."""
        desk = self._office.desk

        def work() -> None:
            close_follow_up(desk, act, FollowUpId(follow_up_id), FollowUpState.DONE)

        def done(_nothing: None) -> None:
            self._navigator.say(tr("Follow-up done."), Tone.GOOD)
            self._navigator.something_changed()
            self.read()

        self._submit(work, done)
