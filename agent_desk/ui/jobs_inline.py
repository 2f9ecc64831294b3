"""How presenters ask for work off the GUI thread, without Qt; and a runner for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from agent_desk.errors import DeskError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Job(Protocol):
    """One submitted piece of work."""

    def cancel(self) -> None:
        """Do not call back any more; work that has not begun is dropped."""
        ...


class JobRunner(Protocol):
    """Runs functions in lanes (``store``, ``net``, ``work``) and calls back on the GUI thread."""

    def submit(
        self,
        lane: str,
        fn: Callable[[], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[DeskError], None],
    ) -> Job:
        """Run ``fn`` in a lane; exactly one of ``done`` and ``failed`` follows, later.

        ``fn`` takes values and gives a value: it must hold no widget and no page. A ``DeskError``
        goes to ``failed``; anything else is a bug and goes to the crash handler.
        """
        ...


class _FinishedJob:
    """Inline work is over before anyone can cancel it."""

    def cancel(self) -> None:
        """Change nothing."""


class InlineJobs:
    """Runs everything at once on the calling thread; bugs propagate to the caller."""

    def __init__(self) -> None:
        self.lanes_used: list[str] = []

    def submit(
        self,
        lane: str,
        fn: Callable[[], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[DeskError], None],
    ) -> Job:
        """Run ``fn`` now and call back before returning."""
        self.lanes_used.append(lane)
        try:
            value = fn()
        except DeskError as error:
            failed(error)
        else:
            done(value)
        return _FinishedJob()
