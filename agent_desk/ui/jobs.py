"""Lanes: thread pools whose results come back to the GUI thread through one queued signal."""

from __future__ import annotations

import contextlib
import gc
import itertools
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from agent_desk.errors import DeskError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from agent_desk.ui.jobs_inline import Job

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pending:
    """What the GUI thread keeps of a job; no worker ever holds a callback or a widget."""

    future: Future[object]
    done: Callable[[object], None]
    failed: Callable[[DeskError], None]


class _LaneJob:
    """The handle a page gets back."""

    def __init__(self, jobs: Jobs, number: int) -> None:
        self._jobs = jobs
        self._number = number

    def cancel(self) -> None:
        """Do not call back any more; work that has not begun is dropped."""
        self._jobs.forget(self._number)


class Jobs(QObject):
    """Runs functions off the GUI thread; every method belongs to the GUI thread.

    ``lanes`` names each lane and its number of threads. ``crashed`` gets what is not a DeskError.
    Callbacks stay on this side, keyed by number: a worker that held the last reference to a page
    would destroy its widgets in the wrong thread.
    """

    _finished = Signal(int)

    def __init__(self, lanes: Mapping[str, int], crashed: Callable[[BaseException], None]) -> None:
        super().__init__()
        self._lanes = {
            name: ThreadPoolExecutor(max_workers=threads, thread_name_prefix=name)
            for name, threads in lanes.items()
        }
        self._crashed = crashed
        self._numbers = itertools.count(1)
        self._pending: dict[int, _Pending] = {}
        self._finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)

    def submit(
        self,
        lane: str,
        fn: Callable[[], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[DeskError], None],
    ) -> Job:
        """Run ``fn`` in a lane; exactly one of ``done`` and ``failed`` follows, later.

        Raises: KeyError for an unknown lane; RuntimeError after ``shutdown``.
        """
        number = next(self._numbers)
        future = cast("Future[object]", self._lanes[lane].submit(fn))
        self._pending[number] = _Pending(
            future=future, done=cast("Callable[[object], None]", done), failed=failed
        )
        future.add_done_callback(lambda _future: self._announce(number))
        return _LaneJob(self, number)

    def forget(self, number: int) -> None:
        """Drop a job: no callback will come."""
        pending = self._pending.pop(number, None)
        if pending is not None:
            pending.future.cancel()

    @property
    def running(self) -> int:
        """How many jobs have not called back yet."""
        return len(self._pending)

    def finish(self, lane: str) -> None:
        """Do everything that was asked of a lane and wait for it; the lane takes no more work.

        For the lane that saves: what was entered just before the window closed is not dropped.
        """
        self._lanes[lane].shutdown(wait=True)

    def shutdown(self, *, wait: bool) -> None:
        """Take no more work and call nobody back; ``wait`` until running work has ended."""
        self._pending.clear()
        for lane in self._lanes.values():
            lane.shutdown(wait=wait, cancel_futures=True)

    def _announce(self, number: int) -> None:
        # In the worker. After an unwaited shutdown the C++ side of the signal may be gone.
        with contextlib.suppress(RuntimeError):
            self._finished.emit(number)

    def _on_finished(self, number: int) -> None:
        pending = self._pending.pop(number, None)
        if pending is None or pending.future.cancelled():
            return
        error = pending.future.exception()
        if error is None:
            pending.done(pending.future.result())
        elif isinstance(error, DeskError):
            pending.failed(error)
        elif not isinstance(error, CancelledError):
            self._crashed(error)


class GuiGarbageCollector(QObject):
    """Runs Python's cycle collector on the GUI thread only.

    Measured: a collection in a worker ran the finalizers of 500 of 500 dead widgets there.
    """

    def __init__(self, interval_ms: int = 2_000) -> None:
        super().__init__()
        self._thresholds = gc.get_threshold()
        self._timer = QTimer(self)
        self._timer.setInterval(interval_ms)
        self._timer.timeout.connect(self.collect_if_due)

    def start(self) -> None:
        """Take over from automatic collection."""
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Give collection back to Python."""
        self._timer.stop()
        gc.enable()

    def collect_if_due(self) -> int:
        """Collect the oldest generation whose count is over its threshold; give how many died."""
        counts = gc.get_count()
        due = [g for g in (2, 1, 0) if counts[g] > self._thresholds[g] > 0]
        return gc.collect(due[0]) if due else 0
