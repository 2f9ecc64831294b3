"""Where the pages of training lead to one another. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from agent_desk.ui.pages.training.wall import WallList


class TrainingWays(Protocol):
    """What the composition of training offers to its presenters (GUI thread)."""

    def open_session(self, session_id: str) -> None:
        """Open the calendar with one session chosen."""
        ...

    def open_register(self, session_id: str) -> None:
        """Open the register of a session."""
        ...

    def open_roster(self, session_id: str) -> None:
        """Open the entry of a paper list."""
        ...

    def open_check(self, session_id: str) -> None:
        """Open the check before and after a session."""
        ...

    def teach(self, topics: tuple[str, ...], session_id: str = "") -> None:
        """Open slides, practice and handouts of these topics, of a session or of none."""
        ...

    def show_wall(self, wall: WallList | None) -> bool:
        """Show a list everybody may see on the second screen; False if there is no such screen."""
        ...
