"""From a help at the counter to what the page shows. No Qt."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from agent_desk.catalog.accounts import Trust, asked, valid_answers
from agent_desk.domain.phone import show_phone
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr
from agent_desk.ui import when
from agent_desk.ui.pages.accounts.sitting import (
    current_step,
    in_reach,
    is_through,
    open_card,
    read_day,
    reasons_of,
    show_day,
    step_key,
    working_day,
)
from agent_desk.ui.pages.accounts.state import (
    AccountsScreen,
    Asked,
    ClosingForm,
    Phase,
    QuickDay,
    StepLine,
)
from agent_desk.ui.pages.accounts.words import DOER_TONE, say_doer, say_outcome, say_reason
from agent_desk.ui.rows import Choice, ListRow
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from agent_desk.catalog.accounts import AccountHelp, HelpStep
    from agent_desk.domain.calendar import Calendar
    from agent_desk.queries.assist import FollowUpRow
    from agent_desk.ui.pages.accounts.sitting import Sitting

_QUICK_DAYS = (1, 3, 5, 10)


def draw(sitting: Sitting, help_: AccountHelp, today: date, calendar: Calendar) -> AccountsScreen:
    """Give the page without the follow-ups that are due. Raises: NotFound without cards."""
    is_choosing = sitting.phase is Phase.CHOOSING
    is_closing = sitting.phase is Phase.CLOSING
    shown = open_card(sitting) if is_closing else next(iter(sitting.cards), None)
    return AccountsScreen(
        key=sitting.key,
        phase=sitting.phase,
        title=tr("Account help") if shown is None or is_choosing else shown.title,
        pill=shown.for_whom if shown is not None and not is_choosing else "",
        subtitle=_subtitle(sitting),
        citizen=sitting.helped.name if sitting.helped else "",
        answered=_answered(sitting, help_, today),
        asked=_asked(sitting, help_, today),
        steps=_steps(sitting),
        reasons=tuple(
            Choice(key=reason.value, label=say_reason(reason)) for reason in reasons_of(sitting)
        )
        if sitting.cards
        else (),
        reason=sitting.reason.value if sitting.reason and is_closing else "",
        follow_up=_follow_up(sitting, today) if sitting.cards else "",
        closing=_closing(sitting, today, calendar) if is_closing else None,
        primary=_primary(sitting),
        can_go_back=is_closing,
        can_print=bool(sitting.cards),
        is_read=True,
        message=sitting.message,
    )


def _subtitle(sitting: Sitting) -> str:
    if sitting.phase is Phase.CHOOSING:
        return "" if sitting.answers else tr("A few questions; then the steps stand here.")
    if sitting.phase is Phase.CLOSING:
        return ""
    return tr(
        "The citizen works on their own device. You never hold it, type, or write down a "
        "password or a code."
    )


def _answered(sitting: Sitting, help_: AccountHelp, today: date) -> tuple[ListRow, ...]:
    chooser = help_.chooser(today)
    answers = valid_answers(chooser, sitting.answers)
    return tuple(
        ListRow(
            key=question.id,
            title=question.label_of(answers[question.id]),
            subtitle=question.ask,
        )
        for question in asked(chooser, sitting.answers)
        if question.id in answers and question.id != sitting.asking
    )


def _asked(sitting: Sitting, help_: AccountHelp, today: date) -> Asked | None:
    questions = asked(help_.chooser(today), sitting.answers)
    valid = valid_answers(help_.chooser(today), sitting.answers)
    question = next((q for q in questions if q.id == sitting.asking), None)
    if question is None:
        question = next((q for q in questions if q.id not in valid), None)
    if question is None:
        return None
    return Asked(
        id=question.id,
        ask=question.ask,
        choices=tuple(Choice(key=a.key, label=a.label, detail=a.detail) for a in question.answers),
        chosen=valid.get(question.id, ""),
    )


def _steps(sitting: Sitting) -> tuple[StepLine, ...]:
    current, reach = current_step(sitting), in_reach(sitting.cards)
    lines: list[StepLine] = []
    for card in sitting.cards:
        for place, step in enumerate(card.steps):
            key = step_key(card.id, step.id)
            is_first = place == 0 and card is not sitting.cards[0]
            doer = say_doer(step.doer)
            lines.append(
                StepLine(
                    key=key,
                    number=len(lines) + 1,
                    title=step.title,
                    detail=_detail(step),
                    doer=tr("{who}, look away", who=doer) if step.look_away else doer,
                    tone=DOER_TONE[step.doer],
                    is_done=key in sitting.done,
                    is_current=key == current,
                    is_later=card not in reach,
                    look_away=step.look_away,
                    heading=card.title if is_first else "",
                )
            )
    return tuple(lines)


def _detail(step: HelpStep) -> str:
    """Give what a step says, with its source where that is less than a law."""
    if step.source.confidence is Trust.HIGH:
        return step.detail
    return f"{step.detail} ({step.source.text})".strip()


def _primary(sitting: Sitting) -> str:
    if sitting.phase is Phase.CHOOSING:
        return ""
    if sitting.phase is Phase.CLOSING:
        return tr("Record and finish")
    if is_through(sitting):
        return tr("To the outcome")
    lines = _steps(sitting)
    number = next(line.number for line in lines if line.is_current)
    return tr("Step {n} done", n=number)


def _follow_up(sitting: Sitting, today: date) -> str:
    due, what = sitting.typed.due, sitting.typed.what
    if not due and sitting.reason is None:
        return tr("Arranged at the end, if it is needed.")
    try:
        day = read_day(due, today)
    except InvalidInput:
        return ""
    if day is None:
        return tr("None arranged.")
    return f"{what}: {when.say_weekday(day)} {show_day(day)}"


def _closing(sitting: Sitting, today: date, calendar: Calendar) -> ClosingForm:
    typed, reason = sitting.typed, sitting.reason
    asks_name = sitting.helped is None
    has_name = bool(typed.name.strip() or typed.phone.strip())
    agrees = {True: "yes", False: "no", None: ""}[sitting.agrees]
    return ClosingForm(
        heading=say_reason(reason) if reason else "",
        sentence=say_outcome(reason.outcome) if reason else "",
        note=typed.note,
        due=typed.due,
        what=typed.what,
        name=typed.name,
        phone=typed.phone,
        consent=agrees,
        asks_name=asks_name,
        asks_consent=asks_name and has_name,
        days=_quick_days(today, calendar),
        errors=sitting.errors,
    )


def _quick_days(today: date, calendar: Calendar) -> tuple[QuickDay, ...]:
    days = [working_day(today, after, calendar) for after in _QUICK_DAYS]
    return tuple(
        QuickDay(label=f"{when.say_weekday(day)} {day:%d/%m}", text=show_day(day))
        for day in dict.fromkeys(days)
    )


def due_rows(rows: Iterable[FollowUpRow], today: date) -> tuple[ListRow, ...]:
    """Give the follow-ups that are due as rows with one button."""
    found = []
    for row in rows:
        who = " · ".join(part for part in (row.citizen_name, show_phone(row.phone)) if part)
        if row.desk_code:
            at = tr("arranged at desk {number}", number=row.desk_code[-2:])
            who = f"{who or tr('nobody named')} · {at}"
        late = today - row.due_on > timedelta(0)
        found.append(
            ListRow(
                key=row.follow_up_id,
                title=row.what,
                subtitle=who or tr("nobody named"),
                pill=tr("late") if late else tr("today"),
                tone=Tone.WRONG if late else Tone.WAITING,
                when=show_day(row.due_on),
                action=tr("Done"),
            )
        )
    return tuple(found)
