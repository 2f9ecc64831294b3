"""The return form: what is filled in beforehand, and what was typed as a hand-over. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.commands.result import Collector, HandOver
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.papers import PaperStatus
from agent_desk.domain.text import clean
from agent_desk.ui.pages.dossiers.state import ReturnForm, ReturnTyped
from agent_desk.wire import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent_desk.queries.dossier import DossierView, TimelineEntry

_SHOWN_ONLY = "present"
"""The kind of a paper that is looked at and handed back at once, such as a card."""


def new_form(key: str, view: DossierView, timeline: Sequence[TimelineEntry]) -> ReturnForm:
    """Fill a form for the owner; originals are only offered, the authority may have kept them."""
    owner = view.owner
    typed = ReturnTyped(
        collector=Collector.OWNER.value,
        name=owner.name,
        number=owner.number,
        items=_result(view, timeline),
    )
    # What is written here is printed on the citizen's slip, so it is always Vietnamese.
    originals = tuple(
        f"Bản chính: {paper.name}"
        for paper in view.papers
        if paper.status is PaperStatus.ORIGINAL and paper.kind != _SHOWN_ONLY
    )
    return ReturnForm(
        key=key,
        owner=owner.name,
        owner_number=owner.number,
        typed=typed,
        originals=originals,
    )


def _result(view: DossierView, timeline: Sequence[TimelineEntry]) -> str:
    if view.state in (DossierState.NOT_ACCEPTED, DossierState.STOPPED):
        return ""
    body = next((e.body for e in timeline if e.kind == NoticeKind.RESULT_READY.value), {})
    name = body.get("result_name")
    named = name if isinstance(name, str) and name else f"Kết quả {view.procedure_name}"
    return f"{named}, số {view.result_number}" if view.result_number else named


def with_collector(typed: ReturnTyped, collector: str, view: DossierView) -> ReturnTyped:
    """Change who takes the result; a proxy writes their own name, the owner's is known."""
    is_owner = collector == Collector.OWNER.value
    return ReturnTyped(
        collector=collector,
        name=view.owner.name if is_owner else "",
        number=view.owner.number if is_owner else "",
        authorization="" if is_owner else typed.authorization,
        items=typed.items,
    )


def as_hand_over(typed: ReturnTyped) -> HandOver:
    """Give what the command takes."""
    collector = Collector(typed.collector)
    is_proxy = collector is Collector.PROXY
    return HandOver(
        collector=collector,
        collector_name=clean(typed.name),
        collector_number=clean(typed.number).replace(" ", ""),
        items=tuple(item for line in typed.items.splitlines() if (item := clean(line))),
        authorization=clean(typed.authorization) if is_proxy else "",
    )
