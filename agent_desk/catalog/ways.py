"""Which online way the guide proposes for a case, and which reason for paper, each with its why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.catalog.spec import CounterAction
from agent_desk.domain.dossier import Channel
from agent_desk.domain.filing import OnlineWay, PaperReason
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.catalog.spec import Procedure


@dataclass(frozen=True, slots=True, kw_only=True)
class WayProposal:
    """The online way proposed, and the reason in words."""

    way: OnlineWay
    reason: str


def propose_way(procedure: Procedure) -> WayProposal:
    """Propose the center for what it forwards, else the portal; the clerk decides.

    What this desk may not forward on paper, the center does not receive from it either.
    """
    if CounterAction.FORWARD_PAPER in procedure.counter_actions:
        return WayProposal(
            way=OnlineWay.CENTER,
            reason=tr("Nothing waits for the network; the center files it with the next sync."),
        )
    return WayProposal(
        way=OnlineWay.PORTAL,
        reason=tr("This authority takes it from the citizen's own account; the desk only guides."),
    )


def known_reason(procedure: Procedure) -> PaperReason | None:
    """Give the reason for paper when the procedure itself leaves no other way."""
    if Channel.ONLINE in procedure.channels:
        return None
    return PaperReason.ONLINE_NOT_OFFERED


def likely_reason(procedure: Procedure, answers: Mapping[str, str]) -> PaperReason | None:
    """Give the reason that the answers suggest; it is offered first, never taken unasked."""
    if answers.get("eid") in ("chua", "quen"):
        return PaperReason.NO_EID
    return known_reason(procedure)


def reasons(procedure: Procedure, answers: Mapping[str, str]) -> tuple[PaperReason, ...]:
    """Give the reasons to choose from, the likely one first."""
    likely = likely_reason(procedure, answers)
    offered = [
        reason
        for reason in PaperReason
        if reason is not PaperReason.ONLINE_NOT_OFFERED or reason is likely
    ]
    return tuple(sorted(offered, key=lambda reason: reason is not likely))
