"""Which parts a case has, in the order of the counter. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.domain.filing import OnlineWay
from agent_desk.ui.pages.reception.sitting import Step

if TYPE_CHECKING:
    from agent_desk.ui.pages.reception.sitting import Sitting


def steps_of(sitting: Sitting) -> tuple[Step, ...]:
    """Give the parts of this case; the citizen's own filing takes the place of ours."""
    is_portal = sitting.way is OnlineWay.PORTAL and sitting.ending is None
    left_out = {Step.LODGE if is_portal else Step.PORTAL}
    if sitting.way is OnlineWay.PORTAL or not sitting.form_ids:
        left_out.add(Step.FORM)  # on the portal the citizen fills in the portal's own form
    return tuple(step for step in Step if step not in left_out)


def after(sitting: Sitting, step: Step) -> Step:
    """Give the part that follows; the last one itself."""
    steps = steps_of(sitting)
    return steps[min(len(steps) - 1, steps.index(step) + 1)]


def before(sitting: Sitting, step: Step) -> Step:
    """Give the part that comes before; the first one itself."""
    steps = steps_of(sitting)
    return steps[max(0, steps.index(step) - 1)]
