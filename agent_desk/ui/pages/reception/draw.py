"""From the sitting to the state of the page: tasks, head, footer, and the part of the open step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.clock import local
from agent_desk.commands.citizen import Purpose
from agent_desk.domain.papers import Need
from agent_desk.i18n import tr, trn
from agent_desk.ui.pages.reception.choosing import is_decided, outcome_of, way_is_open
from agent_desk.ui.pages.reception.draw_papers import (
    check_step,
    lodge_step,
    papers_step,
    stops_of,
)
from agent_desk.ui.pages.reception.draw_side import side_of
from agent_desk.ui.pages.reception.draw_steps import (
    case_step,
    channels_words,
    citizen_step,
    consent_step,
    procedure_step,
)
from agent_desk.ui.pages.reception.sitting import Ending, Step
from agent_desk.ui.pages.reception.state import Footer, State
from agent_desk.ui.rows import StepState, Task

if TYPE_CHECKING:
    from agent_desk.catalog.guide import CaseOutcome
    from agent_desk.ui.pages.reception.counter import Counter
    from agent_desk.ui.pages.reception.sitting import Sitting


def draw(counter: Counter) -> State:
    """Give what the page shows of the sitting."""
    sitting, catalog, today = counter.sitting, counter.desk.catalog, counter.today()
    outcome = outcome_of(counter, sitting)
    step = sitting.step
    title, subtitle = _words(sitting)
    head = head_line = ""
    if sitting.procedure_code:
        procedure = catalog.procedure(sitting.procedure_code)
        head = procedure.short_name
        head_line = f"{procedure.code} · {channels_words(procedure)}"
    return State(
        key=sitting.key,
        step=step,
        title=title,
        subtitle=subtitle,
        head=head or tr("New citizen"),
        head_line=head_line,
        tasks=_tasks(sitting, outcome),
        footer=_footer(sitting, outcome),
        side=side_of(sitting, catalog, outcome),
        notice=sitting.notice,
        is_busy=sitting.is_busy,
        can_print=sitting.ending in (Ending.LODGED, Ending.TAKEN_IN, Ending.HOME),
        is_supplement=sitting.is_supplement,
        is_online=sitting.answers.get("channel") == "online",
        citizen=citizen_step(sitting, today) if step is Step.CITIZEN else None,
        consent=consent_step(sitting) if step is Step.CONSENT else None,
        procedure=procedure_step(sitting, catalog, today) if step is Step.PROCEDURE else None,
        case=case_step(sitting, catalog, outcome) if step is Step.CASE else None,
        papers=papers_step(sitting) if step is Step.PAPERS else None,
        check=check_step(sitting, catalog, outcome) if step is Step.CHECK else None,
        lodge=lodge_step(sitting, outcome) if step is Step.LODGE else None,
        errors=sitting.errors,
    )


def missing_papers(sitting: Sitting) -> int:
    """Count the required papers that are not there."""
    view = sitting.view
    return sum(paper.as_state().blocks for paper in view.papers) if view is not None else 0


def _words(sitting: Sitting) -> tuple[str, str]:
    if sitting.step is Step.PAPERS and sitting.is_supplement:
        return tr("The authority asks for more"), tr("Add what is asked for, then send it.")
    return {
        Step.CITIZEN: (
            tr("Who is here?"),
            tr("Scan the card, or type the number or the name."),
        ),
        Step.CONSENT: (
            tr("What does the citizen agree to?"),
            tr("Read each line aloud. Nothing is ticked beforehand."),
        ),
        Step.PROCEDURE: (
            tr("What does the citizen need?"),
            tr("Type their own words, with or without accents."),
        ),
        Step.CASE: (
            tr("Which case is it?"),
            tr("Only the questions that decide which papers are needed."),
        ),
        Step.PAPERS: (
            tr("Are the papers complete?"),
            tr(
                "Only the papers this case needs. For what is missing a list is printed that says "
                "where to get it: the citizen comes back only once."
            ),
        ),
        Step.CHECK: (
            tr("Check once more, together"),
            tr("Read it to the citizen. Enter on a line goes back to it."),
        ),
        Step.LODGE: (tr("Lodge and print"), ""),
    }[sitting.step]


def _tasks(sitting: Sitting, outcome: CaseOutcome | None) -> tuple[Task, ...]:
    if sitting.is_supplement:
        state = StepState.COMPLETE if sitting.ending else StepState.IN_WORK
        return (Task(key=Step.PAPERS, title=tr("Papers"), state=state),)
    return (
        _citizen_task(sitting),
        _consent_task(sitting),
        _procedure_task(sitting),
        _case_task(sitting, outcome),
        _papers_task(sitting),
        _check_task(sitting, outcome),
        _lodge_task(sitting),
    )


def _open_or(sitting: Sitting, step: Step) -> StepState:
    return StepState.IN_WORK if sitting.step is step else StepState.NOT_SEEN


def _citizen_task(sitting: Sitting) -> Task:
    title = tr("Citizen")
    if sitting.is_recorded:
        how = tr("card scanned") if sitting.submitter.from_card else tr("typed")
        words = f"{sitting.submitter.name} · {how}"
        return Task(key=Step.CITIZEN, title=title, state=StepState.COMPLETE, subtitle=words)
    is_begun = not sitting.submitter.is_empty
    state = StepState.IN_WORK if is_begun else _open_or(sitting, Step.CITIZEN)
    return Task(key=Step.CITIZEN, title=title, state=state, subtitle=sitting.submitter.name)


def _consent_task(sitting: Sitting) -> Task:
    title = tr("Consent")
    if Purpose.FILING.value in sitting.agreed:
        n = len(sitting.agreed)
        words = trn("agreed to {n} purpose", "agreed to {n} purposes", n)
        return Task(key=Step.CONSENT, title=title, state=StepState.COMPLETE, subtitle=words)
    state = _open_or(sitting, Step.CONSENT)
    return Task(key=Step.CONSENT, title=title, state=state)


def _procedure_task(sitting: Sitting) -> Task:
    state = StepState.COMPLETE if sitting.procedure_code else _open_or(sitting, Step.PROCEDURE)
    subtitle = sitting.procedure_code
    return Task(key=Step.PROCEDURE, title=tr("Procedure"), state=state, subtitle=subtitle)


def _case_task(sitting: Sitting, outcome: CaseOutcome | None) -> Task:
    title = tr("Case")
    if outcome is None:
        return Task(key=Step.CASE, title=title, state=_open_or(sitting, Step.CASE))
    given = len(sitting.answers)
    words = tr("{n} of {count} questions", n=given, count=given + len(outcome.missing_questions))
    if outcome.exit is not None:
        is_stop = outcome.exit.kind == "stop"
        words = tr("cannot be filed yet") if is_stop else tr("leads elsewhere")
        state = StepState.MISSING
    elif is_decided(outcome):
        is_right = way_is_open(outcome, sitting.answers)
        state = StepState.COMPLETE if is_right else StepState.MISSING
    else:
        state = StepState.IN_WORK if given else _open_or(sitting, Step.CASE)
    return Task(key=Step.CASE, title=title, state=state, subtitle=words)


def _papers_task(sitting: Sitting) -> Task:
    title = tr("Papers")
    view = sitting.view
    if view is None:
        return Task(key=Step.PAPERS, title=title, state=_open_or(sitting, Step.PAPERS))
    required = [p for p in view.papers if p.need is Need.REQUIRED]
    there = sum(not p.as_state().blocks and not p.as_state().lacks_scan for p in required)
    words = tr("{n} of {count} there", n=there, count=len(required))
    if there == len(required):
        state = StepState.COMPLETE
    else:
        touched = any(p.status.value == "missing" for p in required)
        state = StepState.MISSING if touched else StepState.IN_WORK
    return Task(key=Step.PAPERS, title=title, state=state, subtitle=words)


def _check_task(sitting: Sitting, outcome: CaseOutcome | None) -> Task:
    title = tr("Check")
    stops = len(stops_of(sitting, outcome))
    if sitting.ending not in (None, Ending.HOME):
        return Task(key=Step.CHECK, title=title, state=StepState.COMPLETE)
    if sitting.view is None:
        return Task(key=Step.CHECK, title=title, state=_open_or(sitting, Step.CHECK))
    if stops:
        words = trn("{n} thing stops it", "{n} things stop it", stops)
        return Task(key=Step.CHECK, title=title, state=StepState.MISSING, subtitle=words)
    is_after = sitting.step in (Step.CHECK, Step.LODGE)
    state = StepState.COMPLETE if is_after else StepState.NOT_SEEN
    return Task(key=Step.CHECK, title=title, state=state, subtitle=tr("nothing stops it"))


def _lodge_task(sitting: Sitting) -> Task:
    title = tr("Lodge and print")
    if sitting.ending is None:
        return Task(key=Step.LODGE, title=title, state=_open_or(sitting, Step.LODGE))
    words = {
        Ending.LODGED: tr("lodged online"),
        Ending.TAKEN_IN: tr("paper taken in"),
        Ending.HOME: tr("citizen is bringing papers"),
        Ending.SUPPLEMENTED: tr("supplement stored"),
    }[sitting.ending]
    return Task(key=Step.LODGE, title=title, state=StepState.COMPLETE, subtitle=words)


def _footer(sitting: Sitting, outcome: CaseOutcome | None) -> Footer:
    saved = ""
    if sitting.saved_at is not None:
        time = local(sitting.saved_at).strftime("%H:%M:%S")
        saved = tr("Autosaved {time}", time=time)
    primary, is_on = _primary(sitting, outcome)
    is_first = sitting.step is Step.CITIZEN or sitting.is_supplement
    return Footer(
        back="" if is_first or sitting.ending else tr("Back"),
        secondary=_secondary(sitting, outcome),
        primary=primary,
        is_primary_on=is_on,
        saved="" if sitting.ending else saved,
    )


def _primary(sitting: Sitting, outcome: CaseOutcome | None) -> tuple[str, bool]:
    if sitting.ending is not None:
        return tr("Finish the visit"), True
    if sitting.is_supplement:
        return tr("Send supplement"), True
    match sitting.step:
        case Step.CITIZEN:
            return tr("Next: consent"), True
        case Step.CONSENT:
            return tr("Next: procedure"), True
        case Step.PROCEDURE:
            return tr("Choose"), True
        case Step.CASE:
            return _case_primary(outcome)
        case Step.PAPERS:
            return tr("Next: check"), True
        case Step.CHECK:
            return tr("Next: lodge and print"), True
    is_online = sitting.view is not None and sitting.view.channel == "online"
    words = tr("Lodge online and print") if is_online else tr("Take in and print")
    return words, not stops_of(sitting, outcome)


def _case_primary(outcome: CaseOutcome | None) -> tuple[str, bool]:
    if outcome is not None and outcome.exit is not None:
        if outcome.exit.kind == "goto":
            return tr("Switch to {code}", code=outcome.exit.code), True
        return "", False
    return tr("Next: papers"), is_decided(outcome)


def _secondary(sitting: Sitting, outcome: CaseOutcome | None) -> str:
    if sitting.ending in (Ending.LODGED, Ending.TAKEN_IN, Ending.HOME):
        return tr("Another procedure")
    if sitting.is_supplement or sitting.ending is not None:
        return ""
    missing = missing_papers(sitting)
    if sitting.step in (Step.PAPERS, Step.CHECK) and missing:
        return tr("Print what to bring: {n} missing", n=missing)
    is_stop = outcome is not None and outcome.exit is not None and outcome.exit.kind == "stop"
    if sitting.step is Step.CASE and is_stop:
        return tr("Print what to bring")
    is_open = sitting.submitter_id is not None
    refused = sitting.step is Step.CONSENT and Purpose.FILING.value not in sitting.agreed
    may_end = is_open and (refused or sitting.step is Step.PROCEDURE)
    return tr("End the visit") if may_end else ""
