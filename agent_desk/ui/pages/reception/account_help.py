"""From a case to the account help of the same citizen, in the same visit. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.ui.helped import Helped

if TYPE_CHECKING:
    from agent_desk.ui.pages.reception.counter import Counter
    from agent_desk.ui.pages.reception.sitting import Sitting


class AccountHelp:
    """Leads to the account page; the case stays as it is and is there again afterwards."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def open(self) -> None:
        """Help the citizen who stands here with their account."""
        helped = helped_of(self._counter.sitting)
        if helped is not None:
            self._counter.navigator.help_citizen(helped)

    def teach(self) -> None:
        """Teach the citizen one thing in five minutes, while their papers print."""
        self._counter.navigator.teach_citizen(helped_of(self._counter.sitting))


def helped_of(sitting: Sitting) -> Helped | None:
    """Give the citizen of a case; None before they are in the book."""
    if sitting.visit_id is None or sitting.submitter_id is None:
        return None
    return Helped(
        visit_id=sitting.visit_id,
        citizen_id=sitting.submitter_id,
        name=sitting.submitter.name,
        dossier_id=sitting.view.dossier_id if sitting.view is not None else None,
    )
