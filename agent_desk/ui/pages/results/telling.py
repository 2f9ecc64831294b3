"""The call: what is said, what is written down, and what was typed read back. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from agent_desk.clock import HANOI, from_iso, local
from agent_desk.domain import calls
from agent_desk.domain.calendar import CalendarGap
from agent_desk.domain.call_script import Matter, script_for
from agent_desk.domain.calls import About, Outcome, Told, say_outcome
from agent_desk.domain.phone import show_phone
from agent_desk.domain.results import ResultForm
from agent_desk.domain.supplement import Pause, due_twice, is_repeated
from agent_desk.domain.text import clean
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr, trn
from agent_desk.ui import when
from agent_desk.ui.pages.results.state import TellPane, TellTyped
from agent_desk.ui.pages.results.work import Office, clocks_of
from agent_desk.ui.rows import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.queries.lying import LastTry, Lying
    from agent_desk.queries.requests import Request
    from agent_desk.queries.results import Asked, Decided

_OUTCOMES = (
    Outcome.REACHED,
    Outcome.NO_ANSWER,
    Outcome.CALL_BACK,
    Outcome.WRONG_NUMBER,
    Outcome.TEXTED,
    Outcome.AT_COUNTER,
    Outcome.LETTER,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who calls: the post office and the number under which one can ask back."""

    site: str
    hotline: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFacts:
    """What the due date of a paused dossier is counted from."""

    due_at: str
    working_days: int | None
    requests: tuple[Request, ...]


def for_supplement(
    key: str, one: Asked, facts: DueFacts, speaker: Speaker, office: Office
) -> TellPane:
    """Give the call about what the authority asks for: its words, both dates, what to bring."""
    clocks = clocks_of(one, office.calendars)
    items = _items(one.request)
    until = clocks.stricter
    script = script_for(
        Matter(
            about=About.SUPPLEMENT,
            person=one.owner_name,
            site=speaker.site,
            reference=one.reference,
            procedure=one.procedure_name,
            defects=tuple(text or name for name, text in items),
            bring=tuple(name for name, _ in items if name),
            until=local(until).date() if until else None,
            hotline=speaker.hotline,
        )
    )
    reason = _text(one.request, "reason")
    words = [": ".join(part for part in pair if part) for pair in items]
    contact = _text(one.request, "contact")
    return TellPane(
        key=key,
        dossier_id=one.dossier_id,
        result_id="",
        about=About.SUPPLEMENT.value,
        name=one.owner_name,
        matter=tr("Supplement: {procedure}", procedure=one.procedure_name),
        phone=show_phone(one.phone),
        warning=_repeated(one.round),
        lines=tuple(part for part in (reason, *words, contact) if part),
        clocks=(*_until(clocks.authority, clocks.law), *_due(facts, office)),
        script=script.sentences,
        script_note=_seconds(script.seconds),
        text_message=script.text_message,
        before=_before(one.last_try, office.now),
        outcomes=_outcomes(),
        follow=tr("Take the papers"),
        can_print=True,
    )


def for_refusal(
    key: str, one: Decided, refusal: Mapping[str, object], speaker: Speaker, now: datetime
) -> TellPane:
    """Give the call about a refusal: the reason as it was written, and what next."""
    reason, following = _text(refusal, "reason"), _text(refusal, "next_steps")
    script = script_for(
        Matter(
            about=About.REFUSAL,
            person=one.owner_name,
            site=speaker.site,
            reference=one.reference,
            procedure=one.procedure_name,
            reason=reason,
            hotline=speaker.hotline,
        )
    )
    number = _text(refusal, "number")
    form = tr("Mẫu 03, no. {number}", number=number) if number else ""
    return TellPane(
        key=key,
        dossier_id=one.dossier_id,
        result_id="",
        about=About.REFUSAL.value,
        name=one.owner_name,
        matter=tr("Not accepted: {procedure}", procedure=one.procedure_name),
        phone=show_phone(one.phone),
        lines=tuple(part for part in (form, reason, following) if part),
        script=script.sentences,
        script_note=_seconds(script.seconds),
        text_message=script.text_message,
        before=_before(one.last_try, now),
        outcomes=_outcomes(),
        follow=tr("Give the papers back"),
    )


def for_result(key: str, one: Lying, reference: str, speaker: Speaker, now: datetime) -> TellPane:
    """Give the call about a result that lies here or in the citizen's account."""
    is_electronic = one.form is ResultForm.ELECTRONIC
    about = About.REFUSAL if one.is_refusal else About.RESULT
    script = script_for(
        Matter(
            about=about,
            person=one.owner_name,
            site=speaker.site,
            reference=reference,
            procedure=one.procedure_name,
            is_electronic=is_electronic,
            shelf=one.shelf,
            hotline=speaker.hotline,
        )
    )
    return TellPane(
        key=key,
        dossier_id=one.dossier_id,
        result_id="" if one.dossier_id else one.result_id,
        about=about.value,
        name=one.owner_name,
        matter=one.title or one.procedure_name,
        phone=show_phone(one.phone),
        lines=(_where(one),),
        script=script.sentences,
        script_note=_seconds(script.seconds),
        text_message=script.text_message,
        before=_before(one.last_try, now),
        outcomes=_outcomes(),
        follow=tr("Return it now"),
    )


def read(pane: TellPane, typed: TellTyped, now: datetime) -> Told:
    """Give what was typed as a record. Raises: InvalidInput at its field."""
    errors: dict[str, str] = {}
    if not typed.outcome:
        errors["outcome"] = tr("Choose how it went.")
    call_at = come_on = None
    today = local(now).date()
    try:
        call_at = read_moment(typed.call_at, now)
    except ValueError:
        errors["call_at"] = tr("Write a time, or day and time: 14:30, or 25/11 9:00.")
    try:
        come_on = read_day(typed.come_on, today)
    except ValueError:
        errors["come_on"] = tr("Write a day: 25/11.")
    if errors:
        raise InvalidInput(next(iter(errors.values())), errors)
    return Told(
        about=About(pane.about),
        outcome=Outcome(typed.outcome),
        call_at=call_at,
        come_on=come_on,
        note=typed.note,
    )


def read_day(text: str, today: date) -> date | None:
    """Read ``25/11`` or ``25/11/2026``; a day that is over is next year's. Raises: ValueError."""
    plain = clean(text)
    if not plain:
        return None
    numbers = [int(part) for part in plain.replace(".", "/").replace("-", "/").split("/")]
    if len(numbers) == 3:
        return date(numbers[2], numbers[1], numbers[0])
    if len(numbers) != 2:
        raise ValueError(plain)
    day = date(today.year, numbers[1], numbers[0])
    return day if day >= today else day.replace(year=today.year + 1)


def read_moment(text: str, now: datetime) -> datetime | None:
    """Read ``14:30``, ``9h`` or ``25/11 9:00``. Raises: ValueError."""
    parts = clean(text).lower().split()
    if not parts:
        return None
    today = local(now).date()
    day = read_day(parts[0], today) if len(parts) == 2 else today
    hour, _, minute = parts[-1].replace("h", ":").partition(":")
    at = time(int(hour), int(minute or 0))
    return datetime.combine(day or today, at, tzinfo=HANOI)


def say_saved(retry_at: str, now: datetime) -> str:
    """Say what was written down and what follows."""
    if not retry_at:
        return tr("Written down: the citizen knows.")
    at = from_iso(retry_at)
    if at <= now:
        return tr("Written down. Look for another number: on the form, or ask who handed it in.")
    return tr("Written down. Call again {time}.", time=when.show_moment(at, now))


def _items(request: Mapping[str, object]) -> list[tuple[str, str]]:
    items = request.get("items")
    found = []
    for item in items if isinstance(items, list) else []:
        if isinstance(item, dict):
            found.append((_text(item, "name"), _text(item, "text")))
    return found


def _repeated(number: int) -> str:
    if not is_repeated(number):
        return ""
    return tr(
        "Request number {n} for this dossier: it counts as late in the national index. The center "
        "is told by itself.",
        n=number,
    )


def _until(authority: datetime | None, law: datetime | None) -> tuple[str, ...]:
    found = []
    if authority is not None:
        found.append(tr("The authority wants it by {day}", day=f"{local(authority):%d/%m/%Y}"))
    if law is not None:
        day = f"{local(law):%d/%m/%Y}"
        found.append(tr("By law the dossier is closed after {day} (15 working days)", day=day))
    return tuple(found)


def _due(facts: DueFacts, office: Office) -> tuple[str, ...]:
    """Say when the result is due now, counted both ways: what is deducted, what begins anew."""
    if not facts.due_at:
        return ()
    pauses = [
        Pause(
            asked_at=from_iso(one.asked_at),
            ended_at=from_iso(one.answered_at) if one.answered_at else None,
        )
        for one in facts.requests
    ]
    try:
        due = due_twice(
            from_iso(facts.due_at),
            facts.working_days,
            pauses,
            office.now,
            office.calendars.agency,
        )
    except CalendarGap:
        return ()
    found = [tr("Result due, waiting deducted: {day}", day=f"{local(due.deducted):%d/%m/%Y}")]
    if due.restarted is not None:
        found.append(tr("Result due, begun anew: {day}", day=f"{due.restarted.on:%d/%m/%Y}"))
    return tuple(found)


def _outcomes() -> tuple[Choice, ...]:
    return tuple(Choice(key=one.value, label=say_outcome(one)) for one in _OUTCOMES)


def _before(last: LastTry | None, now: datetime) -> str:
    if last is None:
        return ""
    words = tr(
        "Last: {outcome}, {time}",
        outcome=say_outcome(Outcome(last.outcome)),
        time=when.show_iso(last.at, now),
    )
    tries = trn("{n} try", "{n} tries", last.tries)
    advice = tr("Better write now.") if calls.should_write(last.tries) and last.retry_at else ""
    return " · ".join(part for part in (words, tries, advice) if part)


def _where(one: Lying) -> str:
    if one.form is ResultForm.ELECTRONIC:
        return tr("Electronic: in the citizen's own account; can be printed at the counter.")
    return tr("On the shelf at {place}", place=one.shelf) if one.shelf else tr("At this desk")


def _seconds(seconds: int) -> str:
    return tr("about {n} seconds", n=seconds)


def _text(body: Mapping[str, object], key: str) -> str:
    value = body.get(key)
    return value if isinstance(value, str) else ""
