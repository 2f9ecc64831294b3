"""The common shape of presenters: one frozen state, one listener, no Qt."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.errors import DeskError
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


class ActingPresenter(Presenter[S], ABC):
    """A presenter whose state says while an act is being written."""

    @abstractmethod
    def _busy(self, *, is_busy: bool) -> S:
        """Give the present state, busy or not."""

    @abstractmethod
    def _fail(self, error: DeskError) -> None:
        """Show why an act was refused; the state is not busy any more."""

    def _run(self, do: Callable[[], object], done: Callable[..., None]) -> None:
        self.show(self._busy(is_busy=True))

        def finished(value: object) -> None:
            self.show(self._busy(is_busy=False))
            done(value)

        self._jobs.submit("store", do, done=finished, failed=self._fail)
