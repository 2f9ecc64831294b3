"""The bag of the morning: papers leave in it, and the signed minutes are their filing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.commands import bags, minutes
from agent_desk.commands.slip_check import Slip
from agent_desk.domain.dossier import DossierState
from agent_desk.settings import RECEIVER

if TYPE_CHECKING:
    from agent_desk.demo.story import Stage
    from agent_desk.queries.dossier import DossierView

SEAL = "VNP 88 20417"


def carry(stage: Stage, view: DossierView) -> None:
    """Bag the papers, give them to the courier and record the signed minutes."""
    office = stage.clerk.office
    desk = office.desk
    number = bags.open_bag(desk, office.act(), office.setting(RECEIVER))["number"]
    bags.add_to_bag(desk, office.act(), number, Slip(reference=view.reference))
    bags.seal(desk, office.act(), number, SEAL)
    sealed = stage.clerk.stored(view)
    stage.report.equal("paper_is_sealed", sealed.state.value, DossierState.SEALED.value)
    bags.leave(desk, office.act(), number, "Lê Văn Tám")
    signed = minutes.Minutes(
        minutes_number=number, signer="Phạm Thị Hoa", signed_at=desk.clock.now()
    )
    done = minutes.hand_over(desk, office.act(), number, signed)
    handed = stage.clerk.stored(view)
    stage.report.equal("paper_is_handed_over", handed.state.value, DossierState.HANDED_OVER.value)
    stage.report.check("minutes_are_the_filing", done["filed_at"], ok=bool(done["filed_at"]))
