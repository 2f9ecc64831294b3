"""A citizen at the counter, from greeting to goodbye."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from agent_desk.clock import from_iso
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain.facts import FactKind
from agent_desk.errors import NotFound
from agent_desk.i18n import tr
from agent_desk.ids import VisitId, uuid7
from agent_desk.store.tables import visits

if TYPE_CHECKING:
    from collections.abc import Mapping


class VisitOutcome(StrEnum):
    """How a visit ended."""

    LODGED = "lodged"
    TAKEN_IN = "taken_in"
    BRING_PAPERS = "bring_papers"
    RESULT_RETURNED = "result_returned"
    ASSISTED = "assisted"
    LEFT = "left"


def open_visit(desk: Desk, act: Act) -> Done:
    """Greet a citizen. Values: ``visit_id``."""

    def do(work: Work) -> Mapping[str, str]:
        visit_id = uuid7()
        work.connection.execute(
            insert(visits),
            {"visit_id": visit_id, "clerk_id": act.author_id, "opened_at": work.at_iso},
        )
        work.record(FactKind.VISIT_OPENED, visit_id, {})
        return {"visit_id": visit_id}

    return perform(desk, act, "open_visit", do)


def close_visit(
    desk: Desk, act: Act, visit_id: VisitId, outcome: VisitOutcome, aside_s: int = 0
) -> Done:
    """Say goodbye. Values: ``seconds`` at the counter. Closing twice keeps the first outcome.

    ``aside_s`` is how long the case lay aside while others were served.
    """

    def do(work: Work) -> Mapping[str, str]:
        row = work.connection.execute(
            select(visits.c.opened_at, visits.c.closed_at).where(visits.c.visit_id == visit_id)
        ).first()
        if row is None:
            raise NotFound(tr("This visit is not on this PC. Press F2 to greet the citizen."))
        seconds = max(0, int((work.at - from_iso(row.opened_at)).total_seconds()) - aside_s)
        if row.closed_at is not None:
            return {"seconds": str(seconds)}
        work.connection.execute(
            update(visits)
            .where(visits.c.visit_id == visit_id)
            .values(closed_at=work.at_iso, outcome=outcome.value)
        )
        work.record(FactKind.VISIT_CLOSED, visit_id, {"outcome": outcome.value, "seconds": seconds})
        return {"seconds": str(seconds)}

    return perform(desk, act, "close_visit", do)
