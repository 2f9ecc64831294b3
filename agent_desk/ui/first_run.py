"""The first run of a desk: what set-up needs before there is an office, and its page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.clock import Clock
    from agent_desk.store.engine import Store
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.office import Office
    from agent_desk.ui.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstRun:
    """What set-up needs before there is an office."""

    store: Store
    clock: Clock
    finished: Callable[[Office], None]


def first_run_page(first: FirstRun, jobs: JobRunner) -> Page:
    """Build the page of set-up; its code is loaded only now."""
    from agent_desk.ui.pages.setup.page import SetupPage
    from agent_desk.ui.pages.setup.presenter import SetupPresenter

    return SetupPage(SetupPresenter(first.store, first.clock, jobs, first.finished))
