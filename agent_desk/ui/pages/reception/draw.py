"""From the sitting to the state of the page: head, open cases, footer, the part that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.clock import local
from agent_desk.commands.citizen import Purpose
from agent_desk.i18n import tr, trn
from agent_desk.ui.pages.reception.account_help import helped_of
from agent_desk.ui.pages.reception.choosing import (
    is_decided,
    lacks_way,
    outcome_of,
    why_elsewhere,
)
from agent_desk.ui.pages.reception.draw_case import case_step
from agent_desk.ui.pages.reception.draw_closing import check_step, lodge_step, stops_of
from agent_desk.ui.pages.reception.draw_papers import papers_step
from agent_desk.ui.pages.reception.draw_portal import portal_step
from agent_desk.ui.pages.reception.draw_side import side_of
from agent_desk.ui.pages.reception.draw_steps import (
    channels_words,
    citizen_step,
    consent_step,
    procedure_step,
)
from agent_desk.ui.pages.reception.draw_tasks import tasks_of
from agent_desk.ui.pages.reception.filling import must_be_typed
from agent_desk.ui.pages.reception.gating import is_held
from agent_desk.ui.pages.reception.sitting import Ending, Step
from agent_desk.ui.pages.reception.state import (
    AsideAct,
    CaseTab,
    CatalogNote,
    Footer,
    FormStep,
    State,
)
from agent_desk.ui.pages.reception.steps import steps_of
from agent_desk.ui.pages.reception.updating import news_of
from agent_desk.ui.rows import Choice

if TYPE_CHECKING:
    from agent_desk.catalog.guide import CaseOutcome
    from agent_desk.ui.citizen_screen import Pushed
    from agent_desk.ui.pages.reception.counter import Counter
    from agent_desk.ui.pages.reception.sitting import Sitting

_PRINTED = (Ending.LODGED, Ending.TAKEN_IN, Ending.PORTAL, Ending.HOME)
_LETTERS = "ABCDEFGH"


def draw(counter: Counter, pushed: Pushed | None) -> State:
    """Give what the page shows of the sitting."""
    sitting, catalog, today = counter.sitting, counter.catalog, counter.today()
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
        tasks=tasks_of(counter, sitting, outcome),
        footer=_footer(counter, sitting, outcome),
        side=side_of(sitting, catalog, outcome),
        notice=sitting.notice,
        is_busy=sitting.is_busy,
        can_print=sitting.ending in _PRINTED,
        is_supplement=sitting.is_supplement,
        is_online=sitting.answers.get("channel") == "online" and sitting.way != "portal",
        can_help=helped_of(sitting) is not None,
        can_refer=_can_refer(counter, sitting, outcome),
        cases=_tabs(counter),
        color=sitting.color,
        can_park=not sitting.is_fresh and not sitting.is_busy,
        undo=tr("Undo") if sitting.can_undo else "",
        redo=tr("Do again") if sitting.can_redo else "",
        update=_update(counter, sitting),
        pushed=pushed,
        citizen=citizen_step(sitting, today) if step is Step.CITIZEN else None,
        consent=consent_step(sitting) if step is Step.CONSENT else None,
        procedure=procedure_step(sitting, catalog, today) if step is Step.PROCEDURE else None,
        case=case_step(counter, sitting, outcome) if step is Step.CASE else None,
        papers=papers_step(sitting, outcome) if step is Step.PAPERS else None,
        form=_form_step(counter, sitting) if step is Step.FORM else None,
        check=check_step(counter, sitting, outcome) if step is Step.CHECK else None,
        portal=portal_step(counter, sitting, outcome) if step is Step.PORTAL else None,
        lodge=lodge_step(counter, sitting, outcome) if step is Step.LODGE else None,
        errors=sitting.errors,
    )


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
        Step.FORM: (
            tr("What goes into the form?"),
            _about_form(sitting),
        ),
        Step.CHECK: (
            tr("Check once more, together"),
            tr("Read it to the citizen. Enter on a line goes back to it."),
        ),
        Step.PORTAL: (
            tr("The citizen files it on the portal"),
            tr("You read and explain. The citizen types; password and code are theirs alone."),
        ),
        Step.LODGE: (tr("Lodge and print"), ""),
    }[sitting.step]


def _can_refer(counter: Counter, sitting: Sitting, outcome: CaseOutcome | None) -> bool:
    """Say whether the slip that says where to go is what this case ends with."""
    is_asked = sitting.step is Step.CASE and sitting.ending is None
    return is_asked and bool(why_elsewhere(counter.catalog, sitting, outcome))


def _about_form(sitting: Sitting) -> str:
    if sitting.view is not None and must_be_typed(sitting.view):
        return tr(
            "What is known stands there already, with its source. Enter goes to the next field "
            "that is needed, a digit chooses."
        )
    return tr("What is known stands there already. Print it (F8) to be read and signed.")


def _tabs(counter: Counter) -> tuple[CaseTab, ...]:
    """Give the open cases in the order of their letters; one alone has no tab."""
    if not counter.parked:
        return ()
    cases = sorted((counter.sitting, *counter.parked), key=lambda case: case.color)
    return tuple(_tab(counter, case) for case in cases)


def _tab(counter: Counter, case: Sitting) -> CaseTab:
    catalog = case.catalog or counter.desk.catalog
    what = catalog.procedure(case.procedure_code).short_name if case.procedure_code else ""
    parts = [what or tr("no procedure yet")]
    if case.parked_at is not None:
        away = counter.desk.clock.now() - case.parked_at
        minutes = int(away.total_seconds() // 60)
        parts.append(trn("aside {n} minute", "aside {n} minutes", minutes))
    return CaseTab(
        key=case.key,
        letter=_LETTERS[case.color % len(_LETTERS)],
        color=case.color,
        title=case.submitter.name or tr("New citizen"),
        subtitle=" · ".join(parts),
        is_open=case.key == counter.sitting.key,
    )


def _form_step(counter: Counter, sitting: Sitting) -> FormStep:
    forms = counter.forms_of(sitting)
    at = min(sitting.form_at, max(0, len(forms) - 1))
    several = forms if len(forms) > 1 else ()
    return FormStep(
        forms=tuple(Choice(key=form.form.id, label=form.form.name) for form in several),
        form_id=forms[at].form.id if forms else "",
        hint="" if forms else tr("The form is being opened…"),
    )


def _update(counter: Counter, sitting: Sitting) -> CatalogNote | None:
    news = news_of(counter, sitting) if sitting.ending is None else None
    if news is None:
        return None
    text = "\n".join((news.text, *(f"• {line}" for line in news.lines)))
    return CatalogNote(text=text, action=tr("Move this case") if news.can_move else "")


def _footer(counter: Counter, sitting: Sitting, outcome: CaseOutcome | None) -> Footer:
    saved = ""
    if sitting.saved_at is not None:
        time = local(sitting.saved_at).strftime("%H:%M:%S")
        saved = tr("Autosaved {time}", time=time)
    primary, is_on = _primary(counter, sitting, outcome)
    is_first = sitting.step is Step.CITIZEN or sitting.is_supplement
    secondary, act = _secondary(sitting, outcome)
    return Footer(
        back="" if is_first or sitting.ending else tr("Back"),
        secondary=secondary,
        secondary_act=act,
        primary=primary,
        is_primary_on=is_on,
        saved="" if sitting.ending else saved,
    )


def _primary(counter: Counter, sitting: Sitting, outcome: CaseOutcome | None) -> tuple[str, bool]:
    if sitting.ending is not None:
        return tr("Finish the visit"), True
    if sitting.is_supplement:
        return tr("Send supplement"), True
    if sitting.step is Step.CASE:
        return _case_primary(counter, sitting, outcome)
    if sitting.step in (Step.PORTAL, Step.LODGE):
        return _last_primary(counter, sitting, outcome)
    is_portal = sitting.way == "portal"
    return {
        Step.CITIZEN: tr("Next: consent"),
        Step.CONSENT: tr("Next: procedure"),
        Step.PROCEDURE: tr("Choose"),
        Step.PAPERS: tr("Next: form") if Step.FORM in steps_of(sitting) else tr("Next: check"),
        Step.FORM: tr("Next: check"),
        Step.CHECK: tr("Next: the portal") if is_portal else tr("Next: lodge and print"),
    }[sitting.step], True


def _last_primary(
    counter: Counter, sitting: Sitting, outcome: CaseOutcome | None
) -> tuple[str, bool]:
    is_free = not stops_of(counter, sitting, outcome)
    is_free = is_free and not (sitting.step is Step.LODGE and is_held(sitting))
    if sitting.step is Step.PORTAL:
        return tr("Take down the code and print"), is_free
    is_online = sitting.view is not None and sitting.view.channel == "online"
    words = tr("Lodge online and print") if is_online else tr("Take in and print")
    return words, is_free


def _case_primary(
    counter: Counter, sitting: Sitting, outcome: CaseOutcome | None
) -> tuple[str, bool]:
    if why_elsewhere(counter.catalog, sitting, outcome):
        return tr("Print where to go"), True
    if outcome is not None and outcome.exit is not None:
        return tr("Switch to {code}", code=outcome.exit.code), True
    return tr("Next: papers"), is_decided(outcome) and not lacks_way(sitting, outcome)


def _secondary(sitting: Sitting, outcome: CaseOutcome | None) -> tuple[str, AsideAct]:
    if sitting.ending is not None:
        is_over = sitting.ending is Ending.SUPPLEMENTED
        return ("", AsideAct.NONE) if is_over else (tr("Another procedure"), AsideAct.ANOTHER)
    if sitting.is_supplement:
        return "", AsideAct.NONE
    if sitting.step is Step.PORTAL:
        return tr("The citizen files it later"), AsideAct.LEAVE
    missing = missing_papers(sitting)
    if sitting.step in (Step.PAPERS, Step.CHECK) and missing:
        return tr("Print what to bring: {n} missing", n=missing), AsideAct.BRING
    is_stop = outcome is not None and outcome.exit is not None and outcome.exit.kind == "stop"
    if sitting.step is Step.CASE and is_stop:
        return tr("Print what to bring"), AsideAct.BRING
    is_open = sitting.submitter_id is not None
    is_agreed = Purpose.FILING.value in sitting.agreed
    if sitting.step is Step.CONSENT and is_open and is_agreed and len(sitting.agreed) > 1:
        return tr("Withdraw the optional ones"), AsideAct.WITHDRAW
    refused = sitting.step is Step.CONSENT and not is_agreed
    may_end = is_open and (refused or sitting.step is Step.PROCEDURE)
    return (tr("End the visit"), AsideAct.END) if may_end else ("", AsideAct.NONE)


def missing_papers(sitting: Sitting) -> int:
    """Count the required papers that are not there."""
    view = sitting.view
    return sum(paper.as_state().blocks for paper in view.papers) if view is not None else 0
