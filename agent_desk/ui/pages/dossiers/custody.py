"""Who holds a dossier now, what comes next, how its result is given: pure, no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.domain.dossier import DossierState as S
from agent_desk.i18n import tr
from agent_desk.ui import when

if TYPE_CHECKING:
    from datetime import datetime

    from agent_desk.queries.dossier import DossierView


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody:
    """The three answers a citizen asks for, in words."""

    holder: str
    following: str
    way: str


def custody_of(view: DossierView, agency: str, now: datetime) -> Custody:
    """Say who holds it, what is next, how the result is returned; ``agency`` decides the case."""
    return Custody(holder=_holder(view, agency), following=_following(view, now), way=_way(view))


def _holder(view: DossierView, agency: str) -> str:
    if view.state is S.LODGED:
        return tr("The center") if view.is_held_by_center else tr("This PC, not sent yet")
    return {
        S.DRAFT: tr("This desk, nothing has left it"),
        S.ADVISED: tr("The citizen"),
        S.WAITING_CITIZEN: tr("The citizen"),
        S.TAKEN_IN: tr("This desk"),
        S.SEALED: tr("This desk, in a sealed bag"),
        S.IN_TRANSIT: tr("The courier"),
        S.HANDED_OVER: tr("The center"),
        S.RESULT_AT_DESK: tr("This desk"),
        S.WITH_POST: tr("The post"),
        S.RETURNED: tr("The citizen"),
        S.DELIVERY_FAILED: tr("This desk"),
        S.WITHDRAWN: tr("The citizen"),
    }.get(view.state, agency or tr("The authority"))


def _following(view: DossierView, now: datetime) -> str:
    if view.state is S.TAKEN_IN and view.forward_by:
        by = when.show_iso(view.forward_by, now)
        return tr("Forward the papers before {time}", time=by)
    return {
        S.DRAFT: tr("Finish the case"),
        S.ADVISED: tr("The citizen brings the missing papers"),
        S.WAITING_CITIZEN: tr("The citizen confirms on their phone"),
        S.LODGED: tr("The center answers with the official code"),
        S.TAKEN_IN: tr("Forward the papers to the center"),
        S.SEALED: tr("Give the bag to the courier"),
        S.IN_TRANSIT: tr("The center signs for the bag"),
        S.HANDED_OVER: tr("The center answers with the official code"),
        S.ACCEPTED: tr("Nothing for the citizen to do"),
        S.IN_PROCESS: tr("Nothing for the citizen to do"),
        S.SUPPLEMENT: tr("The citizen brings what is asked for"),
        S.PAYMENT: tr("The citizen pays the state fee"),
        S.NOT_ACCEPTED: tr("Tell the citizen why, give the papers back"),
        S.STOPPED: tr("Tell the citizen why, give the papers back"),
        S.RESULT_READY: _next_with_result(view),
        S.RESULT_AT_DESK: tr("Tell the citizen to fetch the result"),
        S.WITH_POST: tr("The post delivers it"),
        S.DELIVERY_FAILED: tr("Call the citizen again"),
    }.get(view.state, tr("Nothing, it is closed"))


def _next_with_result(view: DossierView) -> str:
    if view.result_form == "electronic":
        return tr("Print the electronic result and hand it over")
    return tr("Take in the paper result when it comes")


def _way(view: DossierView) -> str:
    if view.state in (S.WITHDRAWN, S.SENT_BACK):
        return tr("No result to return")
    return {
        "electronic": tr("Electronic; printed at this post office"),
        "paper": tr("On paper, at this post office"),
    }.get(view.result_form, tr("At this post office"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """The parts of the road and how far the dossier is; ``at`` is past the last when done."""

    labels: tuple[str, ...]
    at: int


_AT = {
    S.DRAFT: 0,
    S.ADVISED: 0,
    S.WAITING_CITIZEN: 0,
    S.LODGED: 1,
    S.TAKEN_IN: 1,
    S.SEALED: 1,
    S.IN_TRANSIT: 1,
    S.HANDED_OVER: 1,
    S.ACCEPTED: 2,
    S.IN_PROCESS: 2,
    S.SUPPLEMENT: 2,
    S.PAYMENT: 2,
    S.WITHDRAWN: 3,
    S.NOT_ACCEPTED: 4,
    S.STOPPED: 4,
    S.RESULT_READY: 4,
    S.RESULT_AT_DESK: 4,
    S.WITH_POST: 4,
    S.DELIVERY_FAILED: 4,
    S.SENT_BACK: 4,
    S.RETURNED: 5,
}


def stages_of(view: DossierView) -> Stages:
    """Give the road of a dossier by its channel."""
    decided = {
        S.NOT_ACCEPTED: tr("Not accepted"),
        S.STOPPED: tr("Stopped"),
        S.WITHDRAWN: tr("Withdrawn"),
    }.get(view.state, tr("Result"))
    first = tr("Lodged online") if view.channel == "online" else tr("Papers taken in")
    processed = {
        S.SUPPLEMENT: tr("Supplement needed"),
        S.PAYMENT: tr("Payment needed"),
    }.get(view.state, tr("Processed"))
    labels = (first, tr("Accepted"), processed, decided, tr("Returned"))
    return Stages(labels=labels, at=_AT[view.state])
