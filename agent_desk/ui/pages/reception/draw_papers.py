"""Papers, check and lodging as the page draws them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from agent_desk.clock import from_iso, local
from agent_desk.commands.citizen import Purpose
from agent_desk.commands.lodging import what_stops
from agent_desk.domain.fees import show_vnd
from agent_desk.domain.papers import Need, PaperStatus
from agent_desk.domain.reference import group
from agent_desk.i18n import tr, trn
from agent_desk.ui.pages.reception.choosing import way_is_open
from agent_desk.ui.pages.reception.draw_steps import answered_rows, channel_words, days_words
from agent_desk.ui.pages.reception.sitting import Ending, Step
from agent_desk.ui.pages.reception.state import (
    CheckStep,
    LodgeStep,
    PaperLine,
    PapersStep,
    ScanLine,
)
from agent_desk.ui.rows import ListRow, Pair, StepState
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from agent_desk.catalog.guide import CaseOutcome
    from agent_desk.catalog.spec import Catalog
    from agent_desk.queries.dossier import DossierView, PaperView, ScanRow
    from agent_desk.ui.pages.reception.sitting import Sitting

LEAST_PIXELS = 1000
"""A scan whose short side has fewer pixels is hard to read. Source: integration 6.3."""


def papers_step(sitting: Sitting) -> PapersStep:
    """Draw the list of papers."""
    view = sitting.view
    papers = view.papers if view is not None else ()
    asked = _asked(sitting)
    lines = tuple(
        _asked_line(_line(paper), asked) if sitting.is_supplement else _line(paper)
        for paper in papers
    )
    opened = [x.key for x in lines if x.state in _OPEN or x.is_asked]
    first = next(iter([*opened, *(x.key for x in lines)]), "")
    known = {x.key for x in lines}
    return PapersStep(
        lines=lines,
        current=sitting.paper if sitting.paper in known else first,
        request=_request(sitting, view),
        undo=tr("Put the scan back") if sitting.removed is not None else "",
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


def _line(paper: PaperView) -> PaperLine:
    state = _state(paper)
    pill, tone = _pill(paper)
    return PaperLine(
        key=paper.component_id,
        title=paper.name,
        subtitle=_subtitle(paper, state),
        state=state,
        pill=pill,
        tone=tone,
        scans=tuple(
            ScanLine(attachment_id=scan.attachment_id, label=_scan_words(scan))
            for scan in paper.scans
        ),
        doubt=_doubt(paper),
        can_skip=paper.need is Need.IF_AVAILABLE,
        is_data=paper.status is PaperStatus.DATA,
    )


def _state(paper: PaperView) -> StepState:
    if paper.as_state().lacks_scan:
        return StepState.MISSING
    if paper.status is PaperStatus.NOT_NEEDED:
        return StepState.NOT_NEEDED
    if paper.status.is_settled:
        return StepState.COMPLETE
    return StepState.MISSING if paper.status is PaperStatus.MISSING else StepState.NOT_SEEN


def _pill(paper: PaperView) -> tuple[str, Tone]:
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


def _subtitle(paper: PaperView, state: StepState) -> str:
    parts = [_wanted_as(paper)]
    if paper.need is Need.IF_AVAILABLE:
        parts.append(tr("bring it if you have it; only needed if the look-up fails"))
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


def stops_of(sitting: Sitting, outcome: CaseOutcome | None) -> tuple[ListRow, ...]:
    """List what still stops the dossier; the key of a row is the step that cures it."""
    view = sitting.view
    if sitting.submitter_id is None:
        return (_stop(Step.CITIZEN, tr("The citizen is not named yet.")),)
    if not sitting.is_recorded:
        words = tr("What is written of the citizen was changed. Look at it and go on from there.")
        return (_stop(Step.CITIZEN, words),)
    consented = Purpose.FILING.value in sitting.agreed
    if view is None:
        rows = [] if consented else [_stop(Step.CONSENT, what_stops((), consented=False)[0])]
        is_chosen = bool(sitting.procedure_code)
        words = tr("Questions of the case are open.") if is_chosen else tr("No procedure chosen.")
        return (*rows, _stop(Step.CASE if is_chosen else Step.PROCEDURE, words))
    states = tuple(paper.as_state() for paper in view.papers)
    rows = [] if consented else [_stop(Step.CONSENT, what_stops((), consented=False)[0])]
    rows += [_stop(Step.PAPERS, text) for text in what_stops(states, consented=True)]
    if outcome is not None and outcome.missing_questions:
        rows.append(_stop(Step.CASE, tr("Questions of the case are open.")))
    elif outcome is not None and outcome.exit is not None:
        rows.append(_stop(Step.CASE, tr("The answers lead out of this procedure.")))
    elif not way_is_open(outcome, sitting.answers):
        rows.append(_stop(Step.CASE, outcome.channel_reason if outcome is not None else ""))
    return tuple(rows)


def _stop(step: Step, text: str) -> ListRow:
    return ListRow(key=step.value, title=text, pill=tr("Stops"), tone=Tone.WRONG, action=tr("Cure"))


def check_step(sitting: Sitting, catalog: Catalog, outcome: CaseOutcome | None) -> CheckStep:
    """Draw everything once more, each line with its way back."""
    change = tr("Change")
    rows = [_row(Step.CITIZEN, tr("Citizen"), _person_line(sitting))]
    if sitting.is_for_other:
        rows.append(_row(Step.CITIZEN, tr("On behalf of"), sitting.owner.name))
    view = sitting.view
    if view is not None:
        name = f"{view.procedure_code} · {view.procedure_name}"
        rows.append(_row(Step.PROCEDURE, tr("Procedure"), name))
        rows.append(_row(Step.CASE, tr("Way to file"), channel_words(view.channel)))
        rows.append(_row(Step.CASE, tr("Decided by"), view.office))
        for answer in answered_rows(sitting, catalog):
            rows.append(_row(Step.CASE, answer.subtitle, answer.title))
        for paper in view.papers:
            pill, _ = _pill(paper)
            rows.append(_row(Step.PAPERS, paper.name, pill or tr("not seen")))
    numbered = tuple(
        ListRow(key=f"{row.key} {n}", title=row.title, subtitle=row.subtitle, action=change)
        for n, row in enumerate(rows)
    )
    stops = tuple(
        ListRow(
            key=f"{row.key} stop{n}", title=row.title, pill=row.pill, tone=row.tone,
            action=row.action,
        )
        for n, row in enumerate(stops_of(sitting, outcome))
    )  # fmt: skip
    return CheckStep(stops=stops, rows=numbered)


def _row(step: Step, name: str, value: str) -> ListRow:
    return ListRow(key=step.value, title=value, subtitle=name)


def _person_line(sitting: Sitting) -> str:
    form = sitting.submitter
    return " · ".join(part for part in (form.name, form.number, form.birth, form.phone) if part)


def lodge_step(sitting: Sitting, outcome: CaseOutcome | None) -> LodgeStep:
    """Draw what is about to happen, or what was done."""
    view = sitting.view
    if view is None:
        return LodgeStep(
            heading=tr("Not ready yet"), sentence=tr("Answer the questions of the case first."),
            reference="", custody="", say=(), pairs=(), is_done=False,
        )  # fmt: skip
    if sitting.ending is not None:
        return _done(sitting, view, outcome)
    stops = stops_of(sitting, outcome)
    online = view.channel == "online"
    ready = (
        tr("The dossier is stored here and goes to the center with the next sync.")
        if online
        else tr("You take the papers in. From now on their forwarding time runs.")
    )
    return LodgeStep(
        heading=_not_ready(len(stops)) if stops else tr("Ready: this leaves the citizen's hands"),
        sentence=stops[0].title if stops else ready,
        reference=group(view.reference),
        custody="",
        say=(),
        pairs=_pairs(view),
        is_done=False,
    )


def _not_ready(n: int) -> str:
    return trn("Not ready: {n} thing stops it", "Not ready: {n} things stop it", n)


def _pairs(view: DossierView) -> tuple[Pair, ...]:
    scans = sum(len(paper.scans) for paper in view.papers)
    sheets = sum(paper.sheets for paper in view.papers if paper.status.is_on_paper)
    return (
        Pair(name=tr("Procedure"), value=view.procedure_name),
        Pair(name=tr("Owner"), value=view.owner.name),
        Pair(name=tr("Way to file"), value=channel_words(view.channel)),
        Pair(name=tr("Papers"), value=tr("{n} scans, {m} sheets", n=scans, m=sheets)),
        Pair(name=tr("Fee of the state"), value=show_vnd(view.fee_vnd)),
        Pair(name=tr("Time"), value=days_words(view.working_days)),
    )


def _done(sitting: Sitting, view: DossierView, outcome: CaseOutcome | None) -> LodgeStep:
    ending = sitting.ending or Ending.HOME
    before = outcome.exit.text if outcome is not None and outcome.exit is not None else ""
    heading = {
        Ending.LODGED: tr("Lodged: stored at this desk"),
        Ending.TAKEN_IN: tr("Papers taken in at this desk"),
        Ending.HOME: tr("The citizen comes back once, with these papers"),
        Ending.SUPPLEMENTED: tr("Supplement stored, it goes with the next sync"),
    }[ending]
    return LodgeStep(
        heading=heading,
        sentence=_printed(sitting),
        reference=group(view.reference),
        custody=_custody(view, ending),
        say=tuple(line for line in (before, *_say(view, ending)) if line),
        pairs=(),
        is_done=True,
    )


def _custody(view: DossierView, ending: Ending) -> str:
    if ending is Ending.HOME:
        return ""
    if view.is_held_by_center:
        return tr("The center holds it, receipt signed.")
    return tr("Stored at this desk, not yet held by the center. It is safe on this PC.")


def _printed(sitting: Sitting) -> str:
    if sitting.printed is None:
        return ""
    if sitting.printed.print_number == 1:
        return tr("The slip is printed. Sign it and give it to the citizen.")
    return tr("Printed again, print number {n}.", n=sitting.printed.print_number)


def _say(view: DossierView, ending: Ending) -> tuple[str, ...]:
    if ending is Ending.HOME:
        absent = [paper.name for paper in view.papers if paper.as_state().blocks]
        return (tr("“Bring these, then it is done in one visit:”"), *absent)
    if ending is Ending.SUPPLEMENTED:
        return (tr("“What was asked for has been added. We call you when there is news.”"),)
    lines = [tr("“This is your receipt. The number is on it; keep it.”")]
    if ending is Ending.LODGED:
        lines.append(tr("“The authority sends a draft or a message: check every letter of it.”"))
    elif view.forward_by:
        moment = local(from_iso(view.forward_by))
        lines.append(
            tr(
                "“Your papers leave this office by {time} on {day}.”",
                time=moment.strftime("%H:%M"),
                day=moment.strftime("%d/%m/%Y"),
            )
        )
    lines.append(tr("“Our help is free. If anybody asks for money, call the number on the slip.”"))
    return tuple(lines)
