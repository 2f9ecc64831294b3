"""A case that was left to the citizen is taken up again, before anything in it changes. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.commands.dossier import reopen
from agent_desk.domain.dossier import DossierState

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.queries.dossier import DossierView
    from agent_desk.ui.pages.reception.counter import Counter

_LEFT = (DossierState.ADVISED, DossierState.WAITING_CITIZEN)


def reopening(counter: Counter, view: DossierView | None) -> Callable[[], None]:
    """Give what reopens the dossier (store lane); nothing for one that is in work."""
    if view is None or view.state not in _LEFT:
        return lambda: None
    act, dossier_id = counter.act("reopen"), view.dossier_id

    def work() -> None:
        reopen(counter.desk, act, dossier_id)

    return work
