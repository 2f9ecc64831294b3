"""From the stored dossier to what the page shows. Pure, no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.domain import dossier as states
from agent_desk.domain.dossier import DossierState as S
from agent_desk.domain.papers import Need, PaperStatus
from agent_desk.domain.people import mask_number
from agent_desk.domain.reference import group
from agent_desk.i18n import tr, trn
from agent_desk.ui import when
from agent_desk.ui.pages.dossiers import due
from agent_desk.ui.pages.dossiers.custody import custody_of, stages_of
from agent_desk.ui.pages.dossiers.state import (
    DossierScreen,
    Head,
    MainAct,
    PaperLine,
    PrintOffer,
    Said,
)
from agent_desk.ui.pages.dossiers.story import moments
from agent_desk.ui.pages.dossiers.words import say_state, state_tone
from agent_desk.ui.prints.words import as_history
from agent_desk.ui.rows import Pair, StepState
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from agent_desk.domain.calendar import Calendars
    from agent_desk.queries.dossier import DossierView, PaperView, ScanRow, TimelineEntry
    from agent_desk.queries.prints import PrintRow
    from agent_desk.ui.slips import Offered


_NEWEST = 3
"""So many prints stand on the page; the page of papers has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierRead:
    """Everything one read brought; ``travels``: a delivery by post is under way."""

    view: DossierView
    timeline: tuple[TimelineEntry, ...]
    request: Mapping[str, object] | None
    calendars: Calendars
    now: datetime
    offers: tuple[Offered, ...] = ()
    history: tuple[PrintRow, ...] = ()
    lies_here: bool = False
    travels: bool = False


def draw(read: DossierRead) -> DossierScreen:
    """Give the page of a dossier, without message and chain."""
    view = read.view
    return DossierScreen(
        dossier_id=view.dossier_id,
        head=_head(read),
        notice=_notice(read),
        main_act=_main_act(view),
        can_correct=view.state is S.RETURNED,
        post=_post(read),
        moments=moments(read.timeline, read.now),
        prints=_prints(read),
        history=tuple(as_history(row, read.now) for row in read.history[:_NEWEST]),
        print_hint="\n".join(f"{o.title}: {o.why_not}" for o in read.offers if o.why_not),
        papers=tuple(_paper(paper) for paper in view.papers),
        held=_held(view, read.now),
    )


def _post(read: DossierRead) -> str:
    """Say where the page of the post leads to; empty when nothing goes by post."""
    if read.travels:
        return tr("Delivery by post")
    return tr("Send by post…") if read.lies_here else ""


def _head(read: DossierRead) -> Head:
    view, custody, stages = (
        read.view,
        custody_of(read.view, _agency(read), read.now),
        stages_of(read.view),
    )
    owner = view.owner
    number = mask_number(owner.number) if owner.number else ""
    person = " · ".join(part for part in (owner.name, number) if part)
    if view.submitter != owner:
        person = tr("{owner} (handed in by {name})", owner=person, name=view.submitter.name)
    return Head(
        reference=group(view.reference),
        official_code=view.official_code,
        procedure=view.procedure_name,
        person=person,
        pill=_pill(view, read.now),
        why_due=due.why(read),
        stages=stages.labels,
        at=stages.at,
        pairs=(
            Pair(name=tr("Who holds it"), value=custody.holder),
            Pair(name=tr("What is next"), value=custody.following),
            Pair(name=tr("Way of return"), value=custody.way),
        ),
    )


def _agency(read: DossierRead) -> str:
    """Give the body that spoke last about it; the catalog's words where none has."""
    named = (_text(entry.body, "agency") for entry in read.timeline)
    return next((name for name in named if name), read.view.office)


def _pill(view: DossierView, now: datetime) -> Said:
    plain = Said(text=say_state(view.state), tone=state_tone(view.state))
    if view.state is S.RETURNED and view.closed_at:
        text = f"{plain.text} · {when.show_iso(view.closed_at, now)}"
        return Said(text=text, tone=plain.tone)
    deadline = when.read_deadline(view.due_at)
    if deadline is None or states.is_closed(view.state):
        return plain
    is_late = deadline.is_past(now)
    by = when.show_deadline(deadline, now)
    words = tr("late, was due {time}", time=by) if is_late else tr("due {time}", time=by)
    return Said(text=f"{plain.text} · {words}", tone=Tone.WRONG if is_late else plain.tone)


def _notice(read: DossierRead) -> Said:
    if read.view.state is not S.SUPPLEMENT or read.request is None:
        return Said()
    request = read.request
    words = [_text(request, "reason"), *_asked(request.get("items"))]
    until = when.read_deadline(_text(request, "due_on"))
    if until is not None:
        words.append(tr("Until {day}.", day=f"{until.day:%d/%m/%Y}"))
    contact = _text(request, "contact")
    if contact:
        words.append(tr("Questions: {contact}", contact=contact))
    said = "\n".join(word for word in words if word)
    return Said(text=tr("The authority asks:\n{words}", words=said), tone=Tone.WAITING)


def _asked(items: object) -> list[str]:
    if not isinstance(items, list):
        return []
    found = []
    for item in items:
        if isinstance(item, dict):
            name, text = str(item.get("name", "")), str(item.get("text", ""))
            found.append("– " + ": ".join(part for part in (name, text) if part))
    return found


def _main_act(view: DossierView) -> MainAct | None:
    if view.state is S.RESULT_READY and view.result_form != "electronic":
        return MainAct.RECEIVE_RESULT
    return {
        S.DRAFT: MainAct.OPEN_CASE,
        S.ADVISED: MainAct.OPEN_CASE,
        S.WAITING_CITIZEN: MainAct.OPEN_CASE,
        S.SUPPLEMENT: MainAct.OPEN_PAPERS,
        S.RESULT_READY: MainAct.RETURN_RESULT,
        S.RESULT_AT_DESK: MainAct.RETURN_RESULT,
        S.NOT_ACCEPTED: MainAct.RETURN_RESULT,
        S.STOPPED: MainAct.RETURN_RESULT,
        S.DELIVERY_FAILED: MainAct.RETURN_RESULT,
    }.get(view.state)


def _prints(read: DossierRead) -> tuple[PrintOffer, ...]:
    return tuple(
        PrintOffer(
            kind=offer.key,
            label=offer.title,
            icon=offer.icon,
            note=_printed(offer.printed),
            needs_reason=offer.needs_reason,
        )
        for offer in read.offers
        if not offer.why_not
    )


def _printed(times: int) -> str:
    return trn("printed {n} time", "printed {n} times", times) if times else tr("not printed yet")


_PAPER_STATE = {
    PaperStatus.UNSEEN: StepState.NOT_SEEN,
    PaperStatus.MISSING: StepState.MISSING,
    PaperStatus.NOT_NEEDED: StepState.NOT_NEEDED,
}


def _paper(paper: PaperView) -> PaperLine:
    if paper.scans:
        subtitle = _scans(paper.scans)
    else:
        subtitle = {
            PaperStatus.UNSEEN: tr("not seen yet"),
            PaperStatus.MISSING: tr("missing"),
            PaperStatus.ORIGINAL: tr("original taken in"),
            PaperStatus.COPY: tr("copy taken in"),
            PaperStatus.SCAN: tr("no scan attached"),
            PaperStatus.DATA: tr("data instead of paper"),
            PaperStatus.NOT_NEEDED: tr("not needed"),
        }[paper.status]
    state = _PAPER_STATE.get(paper.status, StepState.COMPLETE)
    if paper.status is PaperStatus.SCAN and not paper.scans:
        state = StepState.MISSING
    if state is StepState.NOT_SEEN and paper.need is Need.IF_AVAILABLE:
        subtitle = tr("only if the citizen has it")
    return PaperLine(name=paper.name, subtitle=subtitle, state=state)


def _scans(scans: tuple[ScanRow, ...]) -> str:
    pages = sum(scan.pages for scan in scans)
    held = sum(scan.is_held_by_center for scan in scans)
    count = trn("{n} page", "{n} pages", pages)
    if held == len(scans):
        return tr("{pages} · held by the center", pages=count)
    if held:
        return tr("{pages} · partly held by the center", pages=count)
    return tr("{pages} · on this PC, waits to be sent", pages=count)


def _held(view: DossierView, now: datetime) -> Said:
    count = trn("{n} entry", "{n} entries", view.facts)
    scans_wait = sum(not scan.is_held_by_center for paper in view.papers for scan in paper.scans)
    if view.is_held_by_center and scans_wait:
        words = trn(
            "{entries} held by the center, {n} scan waits to be sent",
            "{entries} held by the center, {n} scans wait to be sent",
            scans_wait,
            entries=count,
        )
        return Said(text=words, tone=Tone.WAITING)
    if view.is_held_by_center:
        receipt = when.show_iso(view.receipt_at, now)
        words = tr("{entries}, the center holds a copy: {time}", entries=count, time=receipt)
        return Said(text=words, tone=Tone.GOOD)
    if view.facts_held:
        words = tr("{entries}, the center holds {n} of them", entries=count, n=view.facts_held)
        return Said(text=words, tone=Tone.WAITING)
    words = tr("{entries}, safe on this PC; the center has no copy yet", entries=count)
    return Said(text=words, tone=Tone.WAITING)


def _text(body: Mapping[str, object], key: str) -> str:
    value = body.get(key)
    return value if isinstance(value, str) else ""
