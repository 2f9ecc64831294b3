"""The parts of a case with their states, as the list at the left draws them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.commands.citizen import Purpose
from agent_desk.domain.papers import Need
from agent_desk.i18n import tr, trn
from agent_desk.ui.pages.reception.choosing import is_decided, lacks_way, way_is_open
from agent_desk.ui.pages.reception.draw_closing import stops_of
from agent_desk.ui.pages.reception.filling import lacking, must_be_typed
from agent_desk.ui.pages.reception.sitting import Ending, Step
from agent_desk.ui.pages.reception.steps import steps_of
from agent_desk.ui.rows import StepState, Task

if TYPE_CHECKING:
    from agent_desk.catalog.guide import CaseOutcome
    from agent_desk.ui.pages.reception.counter import Counter
    from agent_desk.ui.pages.reception.sitting import Sitting


def tasks_of(counter: Counter, sitting: Sitting, outcome: CaseOutcome | None) -> tuple[Task, ...]:
    """Give every part of this case in the order of the counter."""
    if sitting.is_supplement:
        state = StepState.COMPLETE if sitting.ending else StepState.IN_WORK
        return (Task(key=Step.PAPERS, title=tr("Papers"), state=state),)
    return tuple(_task(counter, step, sitting, outcome) for step in steps_of(sitting))


def _task(counter: Counter, step: Step, sitting: Sitting, outcome: CaseOutcome | None) -> Task:
    match step:
        case Step.CITIZEN:
            return _citizen(sitting)
        case Step.CONSENT:
            return _consent(sitting)
        case Step.PROCEDURE:
            return _procedure(sitting)
        case Step.CASE:
            return _case(sitting, outcome)
        case Step.PAPERS:
            return _papers(sitting)
        case Step.FORM:
            return _form(counter, sitting)
        case Step.CHECK:
            return _check(counter, sitting, outcome)
        case Step.PORTAL:
            state = _open_or(sitting, Step.PORTAL)
            return Task(key=Step.PORTAL, title=tr("File on the portal"), state=state)
    return _lodge(sitting)


def _open_or(sitting: Sitting, step: Step) -> StepState:
    return StepState.IN_WORK if sitting.step is step else StepState.NOT_SEEN


def _citizen(sitting: Sitting) -> Task:
    title = tr("Citizen")
    if sitting.is_recorded:
        how = tr("card scanned") if sitting.submitter.from_card else tr("typed")
        words = f"{sitting.submitter.name} · {how}"
        return Task(key=Step.CITIZEN, title=title, state=StepState.COMPLETE, subtitle=words)
    is_begun = not sitting.submitter.is_empty
    state = StepState.IN_WORK if is_begun else _open_or(sitting, Step.CITIZEN)
    return Task(key=Step.CITIZEN, title=title, state=state, subtitle=sitting.submitter.name)


def _consent(sitting: Sitting) -> Task:
    title = tr("Consent")
    if Purpose.FILING.value in sitting.agreed:
        n = len(sitting.agreed)
        words = trn("agreed to {n} purpose", "agreed to {n} purposes", n)
        return Task(key=Step.CONSENT, title=title, state=StepState.COMPLETE, subtitle=words)
    state = _open_or(sitting, Step.CONSENT)
    return Task(key=Step.CONSENT, title=title, state=state)


def _procedure(sitting: Sitting) -> Task:
    state = StepState.COMPLETE if sitting.procedure_code else _open_or(sitting, Step.PROCEDURE)
    subtitle = sitting.procedure_code
    return Task(key=Step.PROCEDURE, title=tr("Procedure"), state=state, subtitle=subtitle)


def _case(sitting: Sitting, outcome: CaseOutcome | None) -> Task:
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
        if lacks_way(sitting, outcome):
            state, words = StepState.IN_WORK, tr("how is it filed?")
    else:
        state = StepState.IN_WORK if given else _open_or(sitting, Step.CASE)
    return Task(key=Step.CASE, title=title, state=state, subtitle=words)


def _papers(sitting: Sitting) -> Task:
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


def _form(counter: Counter, sitting: Sitting) -> Task:
    title = tr("Form")
    forms = counter.forms_of(sitting)
    if not forms:
        return Task(key=Step.FORM, title=title, state=_open_or(sitting, Step.FORM))
    needed = sum(form.lacking for form in lacking(counter, sitting))
    is_begun = bool(sitting.form_drafts) or any(form.draft.answers for form in forms)
    if not needed:
        words = tr("everything is filled in")
        if not all(form.is_complete for form in forms):
            words = tr("printed, the rest by hand")
        return Task(key=Step.FORM, title=title, state=StepState.COMPLETE, subtitle=words)
    is_behind = sitting.step in (Step.CHECK, Step.LODGE)
    state = StepState.IN_WORK if is_begun else _open_or(sitting, Step.FORM)
    if is_behind and sitting.view is not None and must_be_typed(sitting.view):
        state = StepState.MISSING
    words = tr("{n} still needed", n=needed)
    if sitting.step is not Step.FORM and not is_behind and len(forms) == 1:
        words = forms[0].step_line
    return Task(key=Step.FORM, title=title, state=state, subtitle=words)


def _check(counter: Counter, sitting: Sitting, outcome: CaseOutcome | None) -> Task:
    title = tr("Check")
    stops = len(stops_of(counter, sitting, outcome))
    if sitting.ending not in (None, Ending.HOME, Ending.ELSEWHERE):
        return Task(key=Step.CHECK, title=title, state=StepState.COMPLETE)
    if sitting.view is None:
        return Task(key=Step.CHECK, title=title, state=_open_or(sitting, Step.CHECK))
    if stops:
        words = trn("{n} thing stops it", "{n} things stop it", stops)
        return Task(key=Step.CHECK, title=title, state=StepState.MISSING, subtitle=words)
    is_after = sitting.step in (Step.CHECK, Step.PORTAL, Step.LODGE)
    state = StepState.COMPLETE if is_after else StepState.NOT_SEEN
    words = tr("citizen agreed: all right") if sitting.is_confirmed else tr("nothing stops it")
    return Task(key=Step.CHECK, title=title, state=state, subtitle=words)


def _lodge(sitting: Sitting) -> Task:
    title = tr("Lodge and print")
    if sitting.ending is None:
        return Task(key=Step.LODGE, title=title, state=_open_or(sitting, Step.LODGE))
    words = {
        Ending.LODGED: tr("lodged online"),
        Ending.TAKEN_IN: tr("paper taken in"),
        Ending.PORTAL: tr("filed on the portal"),
        Ending.WAITING: tr("left to the citizen"),
        Ending.HOME: tr("citizen is bringing papers"),
        Ending.ELSEWHERE: tr("shown where to go"),
        Ending.SUPPLEMENTED: tr("supplement stored"),
    }[sitting.ending]
    return Task(key=Step.LODGE, title=title, state=StepState.COMPLETE, subtitle=words)
