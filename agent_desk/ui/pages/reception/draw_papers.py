"""The papers as the page draws them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from agent_desk.domain.papers import Need, PaperStatus
from agent_desk.i18n import tr, trn
from agent_desk.ui.pages.reception.state import PaperLine, PapersStep, ScanLine
from agent_desk.ui.rows import StepState
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.catalog.guide import CaseOutcome
    from agent_desk.queries.dossier import DossierView, PaperView, ScanRow
    from agent_desk.ui.pages.reception.sitting import Sitting

LEAST_PIXELS = 1000
"""A scan whose short side has fewer pixels is hard to read. Source: integration 6.3."""


def papers_step(sitting: Sitting, outcome: CaseOutcome | None) -> PapersStep:
    """Draw the list of papers."""
    view = sitting.view
    papers = view.papers if view is not None else ()
    asked = _asked(sitting)
    found = outcome.papers if outcome is not None else ()
    data = {paper.id: paper.database.name for paper in found if paper.database is not None}
    drawn = tuple(_line(paper, data) for paper in papers)
    lines = tuple(_asked_line(x, asked) if sitting.is_supplement else x for x in drawn)
    opened = [x.key for x in lines if x.state in _OPEN or x.is_asked]
    first = next(iter([*opened, *(x.key for x in lines)]), "")
    known = {x.key for x in lines}
    return PapersStep(
        lines=lines,
        current=sitting.paper if sitting.paper in known else first,
        request=_request(sitting, view),
    )


_OPEN = (StepState.NOT_SEEN, StepState.MISSING)


def _asked(sitting: Sitting) -> dict[str, str]:
    """Give what the authority wrote to each paper; empty if it named none."""
    items = sitting.request.get("items") if sitting.request is not None else None
    return {
        str(item.get("component_id")): str(item.get("text") or "")
        for item in (items if isinstance(items, list) else [])
        if isinstance(item, dict)
    }


def _asked_line(line: PaperLine, asked: dict[str, str]) -> PaperLine:
    if line.is_data or (asked and line.key not in asked):
        return line
    return replace(line, is_asked=True, doubt=asked.get(line.key, "") or line.doubt)


def _line(paper: PaperView, data: Mapping[str, str]) -> PaperLine:
    state = _state(paper)
    pill, tone = pill_of(paper)
    database = "" if paper.copies == "data" else data.get(paper.component_id, "")
    return PaperLine(
        key=paper.component_id,
        title=paper.name,
        subtitle=_subtitle(paper, state, database),
        state=state,
        pill=pill,
        tone=tone,
        scans=tuple(
            ScanLine(attachment_id=scan.attachment_id, label=_scan_words(scan))
            for scan in paper.scans
        ),
        doubt=_doubt(paper),
        can_skip=paper.need is Need.IF_AVAILABLE,
        is_data=paper.copies == "data",
        database=database,
    )


def _state(paper: PaperView) -> StepState:
    if paper.as_state().lacks_scan:
        return StepState.MISSING
    if paper.status is PaperStatus.NOT_NEEDED:
        return StepState.NOT_NEEDED
    if paper.status.is_settled:
        return StepState.COMPLETE
    return StepState.MISSING if paper.status is PaperStatus.MISSING else StepState.NOT_SEEN


def pill_of(paper: PaperView) -> tuple[str, Tone]:
    """Say how a paper was met."""
    if paper.scans:
        pages = sum(scan.pages for scan in paper.scans)
        return trn("{n} page", "{n} pages", pages), Tone.GOOD
    words = {
        PaperStatus.ORIGINAL: (tr("original"), Tone.GOOD),
        PaperStatus.COPY: (tr("copy"), Tone.GOOD),
        PaperStatus.SCAN: (tr("scan missing"), Tone.WRONG),
        PaperStatus.DATA: (tr("no paper: data"), Tone.BRAND),
        PaperStatus.MISSING: (tr("missing"), Tone.WAITING),
        PaperStatus.NOT_NEEDED: (tr("not needed"), Tone.NEUTRAL),
    }
    return words.get(paper.status, ("", Tone.NEUTRAL))


def _subtitle(paper: PaperView, state: StepState, database: str) -> str:
    parts = [_wanted_as(paper)]
    if paper.need is Need.IF_AVAILABLE:
        parts.append(tr("bring it if you have it; only needed if the look-up fails"))
    if database and state in _OPEN:
        parts.append(tr("found in the data, it is not needed: {database}", database=database))
    if state in _OPEN and paper.obtain_from:
        parts.append(tr("from: {where}", where=paper.obtain_from))
    first = " · ".join(part for part in parts if part)
    return "\n".join(part for part in (first, paper.note) if part)


def _wanted_as(paper: PaperView) -> str:
    if paper.kind == "present" and paper.copies != "data":
        return tr("shown and handed back")
    return {
        "original": tr("original"),
        "copy": tr("copy"),
        "copy_with_original": tr("copy, with the original to compare"),
        "data": tr("said or typed, no paper"),
    }.get(paper.copies, "")


def _scan_words(scan: ScanRow) -> str:
    pages = trn("{n} page", "{n} pages", scan.pages)
    return f"{scan.file_name} · {pages}"


def _doubt(paper: PaperView) -> str:
    for scan in paper.scans:
        if scan.width_px and scan.height_px and min(scan.width_px, scan.height_px) < LEAST_PIXELS:
            return tr("Blurred or small: the authority may refuse it. Scan at 300 dpi.")
    return ""


def _request(sitting: Sitting, view: DossierView | None) -> tuple[str, ...]:
    if sitting.request is None or view is None:
        return ()
    names = {paper.component_id: paper.name for paper in view.papers}
    lines = [str(sitting.request.get("reason") or "")]
    for component_id, text in _asked(sitting).items():
        lines.append(f"{names.get(component_id, '')}: {text}".strip(": "))
    due_on = sitting.request.get("due_on")
    if isinstance(due_on, str) and due_on:
        day = date.fromisoformat(due_on[:10])
        lines.append(tr("Send it by {day}.", day=day.strftime("%d/%m/%Y")))
    return tuple(line for line in lines if line)
