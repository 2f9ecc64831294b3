"""The common shape of presenters: one frozen state, one listener, no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.office import Office

S = TypeVar("S")


class Presenter(Generic[S]):
    """Holds the state a page draws. Belongs to the GUI thread; work goes through ``jobs``."""

    def __init__(self, office: Office, jobs: JobRunner, state: S) -> None:
        self._office = office
        self._jobs = jobs
        self._state = state
        self._listener: Callable[[S], None] | None = None

    @property
    def state(self) -> S:
        """What the page shows now."""
        return self._state

    def listen(self, listener: Callable[[S], None]) -> None:
        """Tell the page of every new state, and of the present one at once."""
        self._listener = listener
        listener(self._state)

    def show(self, state: S) -> None:
        """Take a new state and draw it."""
        self._state = state
        if self._listener is not None:
            self._listener(state)
