"""A thing of the work list as one row: tile, words, time, pill, button. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from agent_desk.clock import from_iso, local
from agent_desk.domain.calls import Outcome, say_outcome
from agent_desk.domain.dossier import say as say_state
from agent_desk.domain.reference import group, looks_like_reference
from agent_desk.domain.results import AgeStep, Doubt, ResultForm
from agent_desk.domain.supplement import is_repeated
from agent_desk.i18n import tr, trn
from agent_desk.queries.lying import Lying
from agent_desk.queries.results import Asked, Decided, DisputedReturn, Expected
from agent_desk.ui import when
from agent_desk.ui.pages.results.work import Act, Item, Office, Rank, clocks_of
from agent_desk.ui.rows import ListRow
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from datetime import datetime

    from agent_desk.queries.lying import LastTry


@dataclass(frozen=True, slots=True, kw_only=True)
class _Face:
    """What differs from kind to kind."""

    tile: str
    title: str
    subtitle: str
    when: str
    pill: str
    tone: Tone


def as_row(item: Item, office: Office) -> ListRow:
    """Give the row of one thing to do."""
    face = _face(item, office)
    return ListRow(
        key=item.key,
        tile=face.tile,
        title=face.title,
        subtitle=face.subtitle,
        when=face.when,
        pill=face.pill,
        tone=face.tone,
        pill_last=True,
        action=say_act(item.act),
    )


def say_act(act: Act) -> str:
    """Name the button of a row."""
    return {
        Act.CLARIFY: tr("Clarify"),
        Act.TELL: tr("Tell"),
        Act.CALL: tr("Call"),
        Act.EXPLAIN: tr("Explain"),
        Act.TAKE_SUPPLEMENT: tr("Take papers"),
        Act.LOOK: tr("Look into it"),
        Act.RETURN: tr("Return"),
        Act.ARRIVED: tr("Has arrived"),
    }[act]


def number_of(number: str) -> str:
    """Write a number for reading, ours in groups that stay on one line."""
    return group(number).replace(" ", "\u00a0") if looks_like_reference(number) else number


def _face(item: Item, office: Office) -> _Face:
    record = item.record
    if isinstance(record, Lying):
        return _parked(record) if record.doubt is not Doubt.NONE else _lying(item, record, office)
    if isinstance(record, Asked):
        return _asked(item, record, office)
    if isinstance(record, Decided):
        return _decided(record, office)
    if isinstance(record, Expected):
        return _expected(record, office)
    if isinstance(record, DisputedReturn):
        return _disputed(record, office)
    raise TypeError(type(record).__name__)


def _lying(item: Item, one: Lying, office: Office) -> _Face:
    pill, tone = _lying_pill(item, one, office.now)
    is_paper = one.form is ResultForm.PAPER
    return _Face(
        tile=(one.shelf or "–") if is_paper else "icon:monitor",
        title=one.owner_name,
        subtitle=_joined(one.title or one.procedure_name, number_of(one.number)),
        when=_lying_when(item, one, office.now),
        pill=pill,
        tone=tone,
    )


def _lying_pill(item: Item, one: Lying, now: datetime) -> tuple[str, Tone]:
    if item.rank is Rank.LATE:
        due = when.read_deadline(one.due_at)
        days = due.days_late(now) if due else 0
        late = trn("{n} day late", "{n} days late", days) if days else tr("Late since today")
        return late, Tone.WRONG
    if item.step is AgeStep.CALL_AGAIN:
        return tr("Call again"), Tone.WAITING
    if item.step is AgeStep.REMIND_IN_WRITING:
        return tr("Write to the citizen"), Tone.WAITING
    if item.step is AgeStep.ASK_CENTER:
        return tr("May go back soon"), Tone.WRONG
    if not one.told_at:
        return _retry_pill(one.last_try, now)
    return tr("Waits for the citizen"), Tone.NEUTRAL


def _retry_pill(last: LastTry | None, now: datetime) -> tuple[str, Tone]:
    if last is None:
        return tr("Not told yet"), Tone.BRAND
    if not last.retry_at:
        return tr("Told"), Tone.NEUTRAL
    at = from_iso(last.retry_at)
    if at <= now:
        return tr("Call now"), Tone.WAITING
    return tr("Call at {time}", time=when.show_moment(at, now)), Tone.NEUTRAL


def _lying_when(item: Item, one: Lying, now: datetime) -> str:
    if one.told_at and one.come_on:
        day = date.fromisoformat(one.come_on)
        if day >= local(now).date():
            return tr("comes {day}", day=when.show_day(day, local(now).date()))
    if one.told_at and item.days:
        return trn("{n} day on the shelf", "{n} days on the shelf", item.days)
    if one.told_at:
        return tr("told {time}", time=when.show_iso(one.told_at, now))
    if item.rank is Rank.LATE:
        due = when.read_deadline(one.due_at)
        return tr("due {time}", time=when.show_deadline(due, now)) if due else ""
    if one.last_try is not None:
        return _tried(one.last_try, now)
    return tr("came {time}", time=when.show_iso(one.arrived_at, now))


def _tried(last: LastTry, now: datetime) -> str:
    outcome = say_outcome(Outcome(last.outcome))
    return f"{outcome}, {when.show_iso(last.at, now)}"


def _parked(one: Lying) -> _Face:
    pill = {
        Doubt.OTHER_DESK: tr("Another desk's"),
        Doubt.WITHDRAWN: tr("Withdrawn"),
        Doubt.RETURNED_BEFORE: tr("Returned before"),
        Doubt.RETURNED_ELSEWHERE: tr("Returned elsewhere"),
        Doubt.NOT_FILED: tr("Not filed yet"),
    }.get(one.doubt, tr("Unknown dossier"))
    return _Face(
        tile="icon:circle-question-mark",
        title=one.owner_name or tr("A result without a dossier"),
        subtitle=_joined(one.title or one.procedure_name, number_of(one.number)),
        when="",
        pill=pill,
        tone=Tone.WAITING,
    )


def _asked(item: Item, one: Asked, office: Office) -> _Face:
    clocks = clocks_of(one, office.calendars)
    until = clocks.stricter
    if is_repeated(one.round):
        pill, tone = tr("Request no. {n}", n=one.round), Tone.WRONG
    elif until is not None and until < office.now:
        pill, tone = tr("Time is over"), Tone.WRONG
    elif item.rank is Rank.ANSWER_NEAR:
        pill, tone = tr("Little time left"), Tone.WRONG
    else:
        pill, tone = _retry_pill(one.last_try, office.now)
        tone = Tone.WAITING if tone is Tone.BRAND else tone
    day = when.show_day(local(until).date(), local(office.now).date()) if until else ""
    return _Face(
        tile="icon:clipboard-list",
        title=one.owner_name,
        subtitle=_joined(
            tr("Supplement: {procedure}", procedure=one.procedure_name), number_of(one.reference)
        ),
        when=tr("until {day}", day=day) if day else "",
        pill=pill,
        tone=tone,
    )


def _decided(one: Decided, office: Office) -> _Face:
    pill, tone = _retry_pill(one.last_try, office.now)
    return _Face(
        tile="icon:file-x",
        title=one.owner_name,
        subtitle=_joined(
            tr("{state}: {procedure}", state=_capital(one), procedure=one.procedure_name),
            number_of(one.reference),
        ),
        when=tr("since {time}", time=when.show_iso(one.since, office.now)),
        pill=pill,
        tone=Tone.WRONG if tone is Tone.BRAND else tone,
    )


def _capital(one: Decided) -> str:
    word = say_state(one.state)
    return word[:1].upper() + word[1:]


def _expected(one: Expected, office: Office) -> _Face:
    due = when.read_deadline(one.due_at)
    is_late = due is not None and due.is_past(office.now)
    return _Face(
        tile="icon:truck",
        title=one.owner_name,
        subtitle=_joined(one.procedure_name, number_of(one.reference)),
        when=tr("due {time}", time=when.show_deadline(due, office.now)) if due else "",
        pill=tr("Late, not here yet") if is_late else tr("On its way"),
        tone=Tone.WRONG if is_late else Tone.NEUTRAL,
    )


def _disputed(one: DisputedReturn, office: Office) -> _Face:
    return _Face(
        tile="icon:users",
        title=one.owner_name or number_of(one.reference),
        subtitle=_joined(tr("Returned at two places"), number_of(one.reference)),
        when=tr("since {time}", time=when.show_iso(one.since, office.now)),
        pill=tr("To be clarified"),
        tone=Tone.WAITING,
    )


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
