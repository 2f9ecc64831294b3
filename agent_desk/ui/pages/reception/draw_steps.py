"""The first four steps as the page draws them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.catalog.guide import questions_of
from agent_desk.catalog.spec import Confidence, CounterAction
from agent_desk.commands.citizen import ConsentMethod, Purpose
from agent_desk.domain.fees import show_vnd
from agent_desk.i18n import tr, trn
from agent_desk.ui.pages.reception import person
from agent_desk.ui.pages.reception.choosing import (
    is_decided,
    offered_answers,
    question_now,
    way_is_open,
)
from agent_desk.ui.pages.reception.greeting import ASKED
from agent_desk.ui.pages.reception.sitting import Who
from agent_desk.ui.pages.reception.state import (
    CaseStep,
    CitizenStep,
    ConsentLine,
    ConsentStep,
    PersonView,
    ProcedureStep,
)
from agent_desk.ui.rows import Choice, ListRow
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from datetime import date

    from agent_desk.catalog.guide import CaseOutcome
    from agent_desk.catalog.spec import Catalog, Procedure
    from agent_desk.ui.pages.reception.sitting import Sitting


def citizen_step(sitting: Sitting, today: date) -> CitizenStep:
    """Draw the forms."""
    wanted = [(Who.SUBMITTER, sitting.submitter)]
    wanted += [(Who.OWNER, sitting.owner)] if sitting.is_for_other else []
    return CitizenStep(
        submitter=_person(sitting, Who.SUBMITTER, today),
        owner=_person(sitting, Who.OWNER, today),
        is_for_other=sitting.is_for_other,
        is_ready=not any(person.errors_of(form, who, today) for who, form in wanted),
    )


def _person(sitting: Sitting, who: Who, today: date) -> PersonView:
    form = sitting.form(who)
    start = f"{who}."
    return PersonView(
        form=form,
        errors={k.removeprefix(start): t for k, t in sitting.errors.items() if k.startswith(start)},
        warnings=person.warnings_of(form, who, today),
        suggestion=person.suggested_name(form) if form.name else "",
    )


def purpose_words(purpose: Purpose) -> tuple[str, str]:
    """Say a purpose in plain words: what for, and what exactly."""
    return {
        Purpose.FILING: (
            tr("To make and file this dossier"),
            tr("Required. The data go to the authority that decides, through the center."),
        ),
        Purpose.CARRIAGE: (
            tr("To carry the papers to the authority"),
            tr("Only when paper is handed in. Sealed bag, signed hand-over."),
        ),
        Purpose.RESULT_DELIVERY: (
            tr("To receive and keep the result for the citizen"),
            tr("The result waits at this desk or comes by post."),
        ),
        Purpose.CONTACT: (
            tr("To be called or sent a message about this dossier"),
            tr("Only about the dossier: supplement, result, appointment."),
        ),
        Purpose.ACCOUNT_HELP: (tr("Help with the electronic account"), ""),
    }[purpose]


def consent_step(sitting: Sitting) -> ConsentStep:
    """Draw the purposes; what was agreed earlier is shown as agreed."""
    lines = []
    for purpose in ASKED:
        title, detail = purpose_words(purpose)
        before = True if purpose.value in sitting.agreed else None
        given = sitting.consents.get(purpose, before)
        lines.append(ConsentLine(key=purpose.value, title=title, detail=detail, given=given))
    is_kept = Purpose.FILING.value in sitting.agreed
    already = tr("This citizen agreed before. Change an answer only if they ask for it.")
    return ConsentStep(
        lines=tuple(lines),
        methods=(
            Choice(key=ConsentMethod.SIGNED_PAPER.value, label=tr("Signed on paper")),
            Choice(key=ConsentMethod.SIGNED_SCREEN.value, label=tr("Signed on the screen")),
        ),
        method=sitting.method.value if sitting.method else "",
        already=already if is_kept else "",
    )


def procedure_step(sitting: Sitting, catalog: Catalog, today: date) -> ProcedureStep:
    """Draw results, what is usual here, or the question between siblings."""
    is_searching = bool(sitting.query.strip())
    codes = [m.code for m in sitting.matches] if is_searching else list(sitting.usual)
    usual = [code for code in codes if code in catalog.procedures]
    if not is_searching and not usual:
        usual = [procedure.code for procedure in catalog.valid_procedures(today)]
    heading = tr("Found") if is_searching else tr("Asked for most at this desk")
    if not is_searching and not sitting.usual:
        heading = tr("All procedures")
    group = next(iter(catalog.siblings(sitting.sibling_of)), None)
    siblings: tuple[Choice, ...] = ()
    if group is not None:
        first = [sitting.sibling_of, *(c for c in group.codes if c != sitting.sibling_of)]
        siblings = tuple(_sibling(catalog.procedure(code)) for code in first)
    return ProcedureStep(
        query=sitting.query,
        heading=heading if usual else "",
        rows=tuple(_procedure_row(catalog.procedure(code), today) for code in usual),
        nothing=tr(
            "Nothing found. Try the citizen's own words, without accents too. If it is not in the "
            "catalog, show the way to the one-stop desk."
        ),
        sibling_ask=group.ask if group is not None else "",
        siblings=siblings,
        sibling_chosen=sitting.sibling_of,
    )


def _sibling(procedure: Procedure) -> Choice:
    return Choice(
        key=procedure.code,
        label=procedure.short_name,
        detail=f"{procedure.code} · {procedure.name}",
    )


def _procedure_row(procedure: Procedure, today: date) -> ListRow:
    fees = procedure.fees_on(today)
    parts = [procedure.code, channels_words(procedure)]
    parts.append(show_vnd(fees.direct_vnd) if fees is not None else show_vnd(None))
    parts.append(days_words(procedure.time_limit.working_days))
    only_refer = procedure.counter_actions == (CounterAction.PREPARE_AND_REFER,)
    pill, tone = "", Tone.NEUTRAL
    if only_refer:
        pill, tone = tr("Advise only, not filed here"), Tone.WAITING
        parts.append(tr("the desk prepares the papers; the citizen files in person"))
    elif procedure.confidence is Confidence.LOW:
        pill, tone = tr("Confirm with the one-stop desk"), Tone.WAITING
    return ListRow(
        key=procedure.code,
        title=procedure.short_name,
        subtitle=" · ".join(parts),
        pill=pill,
        tone=tone,
        pill_last=True,
    )


def channels_words(procedure: Procedure) -> str:
    """Say whether a procedure is filed online, on paper, or both."""
    ways = {channel.value for channel in procedure.channels}
    if ways == {"online"}:
        return tr("online only")
    return tr("online or paper") if "online" in ways else tr("paper only")


def days_words(working_days: int | None) -> str:
    """Say how long it takes."""
    if working_days is None:
        return tr("time: ask the one-stop desk")
    if working_days == 0:
        return tr("same day")
    return trn("{n} working day", "{n} working days", working_days)


def channel_words(channel: str) -> str:
    """Say how a dossier is filed."""
    words = {
        "online": tr("Online, through the center"),
        "post": tr("On paper, carried by the post"),
        "direct": tr("On paper, handed in for the citizen"),
    }
    return words.get(channel, tr("not decided yet"))


def case_step(sitting: Sitting, catalog: Catalog, outcome: CaseOutcome | None) -> CaseStep:
    """Draw the question of now and what the answers decide."""
    if outcome is None:
        return CaseStep(
            question_id="", ask=tr("Choose a procedure first."), why="", choices=(), chosen="",
            answered=(), decided="", reason="", advice=(), proposal="", exit_text="", progress="",
        )  # fmt: skip
    procedure = catalog.procedure(sitting.procedure_code)
    question = question_now(catalog, sitting)
    choices: tuple[Choice, ...] = ()
    if question is not None:
        offered = offered_answers(question, procedure.channels)
        choices = tuple(
            Choice(key=a.key, label=a.label, detail=a.note)
            for a in question.answers
            if a.key in offered
        )
    decided, reason, proposal = "", "", ""
    if is_decided(outcome):
        decided = channel_words(sitting.answers.get("channel", ""))
        reason = outcome.channel_reason
        if not way_is_open(outcome, sitting.answers) and outcome.proposed_channel is not None:
            proposal = channel_words(outcome.proposed_channel.value)
    given = len(sitting.answers)
    total = given + len(outcome.missing_questions)
    return CaseStep(
        question_id=question.id if question is not None else "",
        ask=question.ask if question is not None else "",
        why=question.why if question is not None else "",
        choices=choices,
        chosen=sitting.answers.get(question.id, "") if question is not None else "",
        answered=answered_rows(sitting, catalog),
        decided=decided,
        reason=reason,
        advice=(*(a.text for a in outcome.advice), *outcome.warnings) if decided else (),
        proposal=proposal,
        exit_text=outcome.exit.text if outcome.exit is not None else "",
        progress="" if outcome.exit else tr("{n} of {count} questions", n=given, count=total),
    )


def answered_rows(sitting: Sitting, catalog: Catalog) -> tuple[ListRow, ...]:
    """Give every answered question as a row; its key is the question's."""
    if not sitting.procedure_code:
        return ()
    rows = []
    for question in questions_of(catalog.procedure(sitting.procedure_code), catalog):
        answer = question.answer(sitting.answers.get(question.id, ""))
        if answer is not None and question.id != sitting.asking:
            rows.append(ListRow(key=question.id, title=answer.label, subtitle=question.ask))
    return tuple(rows)
