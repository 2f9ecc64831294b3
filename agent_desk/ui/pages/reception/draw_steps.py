"""Citizen, consent and procedure as the page draws them, and words that several parts use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.catalog.spec import Confidence, CounterAction
from agent_desk.commands.citizen import ConsentMethod, Purpose
from agent_desk.domain.fees import show_vnd
from agent_desk.i18n import tr, trn
from agent_desk.ui.pages.reception import person
from agent_desk.ui.pages.reception.agreeing import ASKED, consent_text, purpose_words
from agent_desk.ui.pages.reception.sitting import Who
from agent_desk.ui.pages.reception.state import (
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
        warnings=person.warnings_of(form, who, today, is_dead=who in sitting.dead),
        suggestion=person.suggested_name(form) if form.name else "",
    )


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
        sign_text=consent_text(sitting) if _signs_here(sitting) else "",
        is_signed=sitting.signature is not None,
    )


def _signs_here(sitting: Sitting) -> bool:
    return sitting.method is ConsentMethod.SIGNED_SCREEN and bool(sitting.consents)


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
        is_current=not is_searching or sitting.found_for == sitting.query,
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
