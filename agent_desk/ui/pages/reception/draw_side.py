"""The cards at the right: the person, this case, fee and result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.catalog.guide import questions_of
from agent_desk.catalog.spec import Confidence
from agent_desk.domain.fees import show_vnd
from agent_desk.domain.people import Sex, mask_number, show_sex
from agent_desk.domain.phone import mask_phone, parse_phone
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr
from agent_desk.ui.pages.reception import person
from agent_desk.ui.pages.reception.draw_steps import days_words
from agent_desk.ui.pages.reception.state import Side
from agent_desk.ui.rows import Pair
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from agent_desk.catalog.guide import CaseOutcome
    from agent_desk.catalog.spec import Catalog
    from agent_desk.ui.pages.reception.sitting import PersonForm, Sitting


def side_of(sitting: Sitting, catalog: Catalog, outcome: CaseOutcome | None) -> Side:
    """Draw the cards; nothing known gives empty ones."""
    form = sitting.submitter
    return Side(
        initials=_initials(form.name),
        name=form.name,
        line=_person_line(form),
        person=_person(sitting),
        office=outcome.office if outcome is not None else "",
        case=_case(sitting, catalog),
        fee_title=tr("Fee and result") if outcome is not None else "",
        fee=_fee(outcome),
    )


def _initials(name: str) -> str:
    words = name.split()
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper() if words else ""


def _person_line(form: PersonForm) -> str:
    number = person.number_of(form)
    about = [show_sex(Sex(form.sex)).lower()] if form.sex else []
    about += [form.birth[-4:]] if form.birth else []
    parts = [mask_number(number) if number else "", ", ".join(about)]
    return " · ".join(part for part in parts if part)


def _person(sitting: Sitting) -> tuple[Pair, ...]:
    form = sitting.submitter
    pairs = []
    if form.address:
        pairs.append(Pair(name=tr("Residence"), value=form.address))
    phone = _masked_phone(form.phone)
    if phone:
        pairs.append(Pair(name=tr("Phone"), value=phone))
    account = {
        "co": (tr("level 2"), Tone.GOOD),
        "chua": (tr("not yet"), Tone.WAITING),
        "quen": (tr("cannot sign in"), Tone.WAITING),
    }.get(sitting.answers.get("eid", ""))
    if account is not None:
        pairs.append(Pair(name="VNeID", value=account[0], tone=account[1]))
    if sitting.is_for_other and sitting.owner.name:
        pairs.append(Pair(name=tr("On behalf of"), value=sitting.owner.name))
    return tuple(pairs)


def _masked_phone(text: str) -> str:
    try:
        return mask_phone(parse_phone(text))
    except InvalidInput:
        return ""


def _case(sitting: Sitting, catalog: Catalog) -> tuple[str, ...]:
    if not sitting.procedure_code:
        return ()
    questions = questions_of(catalog.procedure(sitting.procedure_code), catalog)
    given = ((q, q.answer(sitting.answers.get(q.id, ""))) for q in questions)
    labels = (answer.label for q, answer in given if answer is not None and q.id != "eid")
    # A bare "yes" or "no" says nothing without its question, which stands in the case itself.
    return tuple(label for label in labels if " " in label)


def _fee(outcome: CaseOutcome | None) -> tuple[str, ...]:
    if outcome is None:
        return ()
    fee = show_vnd(outcome.fee_vnd)
    unit = f" / {outcome.fee_unit}" if outcome.fee_unit and outcome.fee_vnd else ""
    lines = [tr("Fee of the state: {fee}", fee=fee + unit)]
    if outcome.fee_waiver_in_force and outcome.fee_waiver_until is not None:
        lines.append(
            tr(
                "Online may be free until {day}, on conditions: VNeID level 2, the basic papers "
                "integrated.",
                day=outcome.fee_waiver_until.strftime("%d/%m/%Y"),
            )
        )
    lines.append(tr("Result: {days}", days=days_words(outcome.working_days)))
    if outcome.time_rule:
        lines.append(outcome.time_rule)
    if outcome.confidence is Confidence.LOW:
        lines.append(tr("Not certain: call the one-stop desk before the citizen goes there."))
    lines.append(tr("The help of this desk is free. No other money is taken."))
    return tuple(lines)
