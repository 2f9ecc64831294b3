"""Check and lodging as the page draws them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.catalog.forms.spec import Source as Given
from agent_desk.clock import from_iso, local
from agent_desk.commands.citizen import Purpose
from agent_desk.commands.lodging import form_words, what_stops
from agent_desk.domain.fees import show_vnd
from agent_desk.domain.papers import PaperStatus
from agent_desk.domain.reference import group
from agent_desk.i18n import tr, trn
from agent_desk.ui.pages.reception.choosing import lacks_way, way_is_open
from agent_desk.ui.pages.reception.counting import count_step
from agent_desk.ui.pages.reception.draw_case import answered_rows
from agent_desk.ui.pages.reception.draw_papers import pill_of
from agent_desk.ui.pages.reception.draw_steps import channel_words, days_words
from agent_desk.ui.pages.reception.filling import lacking, must_be_typed
from agent_desk.ui.pages.reception.form_lines import read_lines
from agent_desk.ui.pages.reception.gating import gate_step, is_held
from agent_desk.ui.pages.reception.sitting import Ending, Source, Step
from agent_desk.ui.pages.reception.state import CheckStep, LodgeStep
from agent_desk.ui.pages.reception.steps import steps_of
from agent_desk.ui.rows import ListRow, Pair
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from agent_desk.catalog.guide import CaseOutcome
    from agent_desk.commands.form import OpenForm
    from agent_desk.queries.dossier import DossierView, PaperView
    from agent_desk.ui.pages.reception.counter import Counter
    from agent_desk.ui.pages.reception.sitting import Sitting

_FORM_SOURCES = {
    Given.CARD: Source.CARD,
    Given.CITIZEN: Source.CITIZEN,
    Given.SCAN: Source.SCAN,
    Given.CLERK: Source.CLERK,
    Given.CASE: Source.CASE,
    Given.BEFORE: Source.BEFORE,
    Given.USUAL: Source.USUAL,
}


def stops_of(
    counter: Counter, sitting: Sitting, outcome: CaseOutcome | None
) -> tuple[ListRow, ...]:
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
    elif lacks_way(sitting, outcome):
        rows.append(_stop(Step.CASE, tr("It is not said yet how it is filed.")))
    if Step.FORM in steps_of(sitting):
        rows += _form_stops(view, lacking(counter, sitting))
    return tuple(rows)


def _form_stops(view: DossierView, needed: tuple[OpenForm, ...]) -> list[ListRow]:
    if must_be_typed(view):
        return [_stop(Step.FORM, form_words(form)) for form in needed]
    if not needed:
        return []
    words = trn(
        "The form lacks {n} item: fill it in, or print it to be completed by hand (F8).",
        "The form lacks {n} items: fill them in, or print it to be completed by hand (F8).",
        sum(form.lacking for form in needed),
    )
    return [_stop(Step.FORM, words)]


def _stop(step: Step, text: str) -> ListRow:
    return ListRow(key=step.value, title=text, pill=tr("Stops"), tone=Tone.WRONG, action=tr("Cure"))


def source_words(source: str) -> str:
    """Say who or what gave a value."""
    return {
        Source.CARD: tr("card"),
        Source.CLERK: tr("clerk typed"),
        Source.CITIZEN: tr("citizen typed"),
        Source.SCAN: tr("scan"),
        Source.BEFORE: tr("known before"),
        Source.CATALOG: tr("catalog"),
        Source.CASE: tr("from the answers"),
        Source.USUAL: tr("usual, please ask"),
    }.get(Source(source) if source else Source.CLERK, "")


def check_step(counter: Counter, sitting: Sitting, outcome: CaseOutcome | None) -> CheckStep:
    """Draw everything once more, each line with its way back and who or what gave it."""
    rows = _people_rows(sitting)
    view = sitting.view
    if view is not None:
        name = f"{view.procedure_code} · {view.procedure_name}"
        rows.append(_row(Step.PROCEDURE, tr("Procedure"), name, Source.CATALOG))
        rows.append(_row(Step.CASE, tr("Way to file"), channel_words(view.channel), Source.CLERK))
        office = Source.CLERK if sitting.places else Source.CATALOG
        rows.append(_row(Step.CASE, tr("Decided by"), view.office, office))
        for answer in answered_rows(counter, sitting):
            given = sitting.answered_by.get(answer.key, Source.CLERK)
            rows.append(_row(Step.CASE, answer.subtitle, answer.title, given))
        rows += [_paper_row(paper) for paper in view.papers]
        rows += _form_rows(counter, sitting)
    change = tr("Change")
    numbered = tuple(
        ListRow(
            key=f"{row.key} {n}", title=row.title, subtitle=row.subtitle, when=row.when,
            action=change,
        )
        for n, row in enumerate(rows)
    )  # fmt: skip
    stops = tuple(
        ListRow(
            key=f"{row.key} stop{n}", title=row.title, pill=row.pill, tone=row.tone,
            action=row.action,
        )
        for n, row in enumerate(stops_of(counter, sitting, outcome))
    )  # fmt: skip
    return CheckStep(stops=stops, rows=numbered)


def _people_rows(sitting: Sitting) -> list[ListRow]:
    form, rows = sitting.submitter, []
    names = {
        "name": tr("Citizen"),
        "number": tr("Citizen number"),
        "birth": tr("Born"),
        "phone": tr("Phone"),
        "address": tr("Residence"),
    }
    for field, words in names.items():
        value = getattr(form, field)
        if value:
            rows.append(_row(Step.CITIZEN, words, value, form.sources.get(field, "")))
    if sitting.is_for_other:
        owner = sitting.owner
        line = " · ".join(part for part in (owner.name, owner.number, owner.birth) if part)
        rows.append(_row(Step.CITIZEN, tr("On behalf of"), line, owner.sources.get("name", "")))
    return rows


def _form_rows(counter: Counter, sitting: Sitting) -> list[ListRow]:
    if Step.FORM not in steps_of(sitting):
        return []
    return [
        _row(Step.FORM, line.label, line.words, _FORM_SOURCES.get(line.source, ""))
        for form in counter.forms_of(sitting)
        for line in read_lines(form)
    ]


def _paper_row(paper: PaperView) -> ListRow:
    pill, _ = pill_of(paper)
    source = Source.SCAN if paper.scans else Source.CLERK
    if paper.status is PaperStatus.DATA:
        source = Source.CATALOG
    return _row(Step.PAPERS, paper.name, pill or tr("not seen"), source)


def _row(step: Step, name: str, value: str, source: str) -> ListRow:
    return ListRow(key=step.value, title=value, subtitle=name, when=source_words(source))


def lodge_step(counter: Counter, sitting: Sitting, outcome: CaseOutcome | None) -> LodgeStep:
    """Draw what is about to happen, or what was done."""
    view = sitting.view
    if sitting.ending is Ending.ELSEWHERE:
        return _elsewhere(outcome)
    if view is None:
        return LodgeStep(
            heading=tr("Not ready yet"), sentence=tr("Answer the questions of the case first."),
            reference="", custody="", say=(), pairs=(), is_done=False,
        )  # fmt: skip
    if sitting.ending is not None:
        return _done(sitting, view, outcome)
    stops = stops_of(counter, sitting, outcome)
    ready = (
        tr("The dossier is stored here and goes to the center with the next sync.")
        if view.channel == "online"
        else tr("You take the papers in. From now on their forwarding time runs.")
    )
    heading = tr("Ready: this leaves the citizen's hands")
    if stops:
        heading = _not_ready(len(stops))
    elif is_held(sitting):
        heading, ready = tr("Everything is there. First a colleague looks at it."), ""
    return LodgeStep(
        heading=heading,
        sentence=stops[0].title if stops else ready,
        reference=group(view.reference),
        custody="",
        say=(),
        pairs=_pairs(view),
        is_done=False,
        count=count_step(sitting) if not stops and not is_held(sitting) else None,
        gate=gate_step(sitting) if not stops else None,
    )


def _elsewhere(outcome: CaseOutcome | None) -> LodgeStep:
    office = outcome.office if outcome is not None else ""
    say = (tr("“Please go to: {office}.”", office=office),) if office else ()
    heading = tr("Not served here: the citizen knows where to go")
    if outcome is not None and outcome.exit is not None:
        heading, say = tr("Not filed: the slip says why, and where to ask"), (outcome.exit.text,)
    return LodgeStep(
        heading=heading,
        sentence=tr("The slip says where to go and what to bring. Nothing was taken in."),
        reference="",
        custody="",
        say=say,
        pairs=(Pair(name=tr("Decided by"), value=office),) if office else (),
        is_done=True,
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
        Ending.PORTAL: tr("Filed on the portal by the citizen"),
        Ending.WAITING: tr("Left to the citizen: not filed yet"),
        Ending.ELSEWHERE: tr("Not served here: the citizen knows where to go"),
        Ending.HOME: tr("The citizen comes back once, with these papers"),
        Ending.SUPPLEMENTED: tr("Supplement stored, it goes with the next sync"),
    }[ending]
    return LodgeStep(
        heading=heading,
        sentence=_printed(sitting),
        reference=group(view.reference),
        custody=_custody(view, ending),
        say=tuple(line for line in (before, *_say(view, ending)) if line),
        pairs=_official(view),
        is_done=True,
    )


def _official(view: DossierView) -> tuple[Pair, ...]:
    code = view.official_code
    return (Pair(name=tr("Official code"), value=code),) if code else ()


def _custody(view: DossierView, ending: Ending) -> str:
    if ending in (Ending.HOME, Ending.WAITING, Ending.ELSEWHERE):
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
    if ending is Ending.WAITING:
        return (
            tr("“File it on the portal at home; then come by, or call us with the code.”"),
            tr("“Never tell anybody your password or code. Nobody may take money.”"),
        )
    lines = [tr("“This is your receipt. The number is on it; keep it.”")]
    if ending in (Ending.LODGED, Ending.PORTAL):
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
