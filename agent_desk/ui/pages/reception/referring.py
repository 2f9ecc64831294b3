"""What cannot be served here: the citizen is told where to go, on paper. No Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent_desk.i18n import tr
from agent_desk.ui.pages.reception.choosing import outcome_of, why_elsewhere
from agent_desk.ui.pages.reception.sitting import Ending, Step
from agent_desk.ui.where_slips import WhereOrder, print_where_slip

if TYPE_CHECKING:
    from agent_desk.ui.pages.reception.counter import Counter
    from agent_desk.ui.slips import Printed


class Referral:
    """Prints where to go, and ends the case with it."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def commit(self) -> None:
        """Print the slip of a case that is not served here."""
        counter, sitting = self._counter, self._counter.sitting
        outcome = outcome_of(counter, sitting)
        why = why_elsewhere(counter.catalog, sitting, outcome)
        if outcome is None or not why:
            counter.say(tr("This case can be served here."))
            return
        owner = sitting.owner if sitting.is_for_other else sitting.submitter
        order = WhereOrder(outcome=outcome, for_whom=owner.name, why=why, visit_id=sitting.visit_id)
        intent = counter.intent("where")

        def done(printed: Printed) -> None:
            counter.spent("where")
            counter.navigator.hand_to_printer(printed)
            now = replace(counter.sitting, ending=Ending.ELSEWHERE, step=Step.LODGE)
            counter.show(replace(now, printed=printed))

        counter.commit(lambda: print_where_slip(counter.office, intent, order), done)
