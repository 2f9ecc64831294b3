"""What carries the ledger to the center, and what is shown of it; made together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.ui.pages.sync.presenter import SyncPresenter
from agent_desk.ui.sync_controller import SyncController, make_client
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncDesk:
    """The runner of syncs, and the presenter of the page about them."""

    controller: SyncController
    presenter: SyncPresenter


def sync_desk(office: Office, jobs: JobRunner, navigator: Navigator) -> SyncDesk:
    """Make both; what goes wrong is said, whatever page is open."""
    controller = SyncController(office, jobs, make_client)
    presenter = SyncPresenter(office, jobs, navigator)
    controller.progressed.connect(presenter.set_progress)
    controller.store_failed.connect(lambda words: navigator.say(words, Tone.WRONG))
    controller.incident.connect(lambda words: navigator.say(words, Tone.WAITING))
    return SyncDesk(controller=controller, presenter=presenter)
