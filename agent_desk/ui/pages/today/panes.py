"""The panes over the work list, worded: clocks, a question about a visit or a delay, rates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.clock import from_iso
from agent_desk.commands.delays import ToldHow
from agent_desk.domain.competence_gate import AloneReason, say_alone
from agent_desk.domain.delays import Answer, DelayReason, say_reason
from agent_desk.domain.forwarding import Urgency, say_rule, say_stage
from agent_desk.domain.forwarding_rules import Stage
from agent_desk.domain.reference import group
from agent_desk.domain.trips import ASKED, CameFor, TripCause, say_cause
from agent_desk.i18n import tr, trn
from agent_desk.ui import when
from agent_desk.ui.pages.today.state import Ask, Pane, Question
from agent_desk.ui.pages.today.words import say_span
from agent_desk.ui.rows import Choice, ListRow
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from agent_desk.domain.forwarding import HopClock
    from agent_desk.queries.clocks import PacketClocks
    from agent_desk.queries.today_work import Work
    from agent_desk.queries.trips import ProcedureRate

SEE = "see"
"""The answer that only leads to the dossier."""
_TONES = {
    Urgency.CALM: Tone.GOOD,
    Urgency.SOON: Tone.WAITING,
    Urgency.LATE: Tone.WRONG,
    Urgency.STOPPED: Tone.NEUTRAL,
}


def clock_pane(read: PacketClocks, days: int, now: datetime, together: int) -> Pane:
    """Show every hop with both due moments, the slip's promise, and ask for the reason."""
    about = [read.owner_name, read.procedure_name or tr("papers of another desk")]
    return Pane(
        title=tr("The clock of {reference}", reference=group(read.reference)),
        subtitle=" · ".join(part for part in about if part),
        lines=_promise_lines(read, now),
        rows_title=tr("From hand to hand"),
        rows=(*_hop_rows(read, days, now), *_delay_rows(read, now)),
        questions=_clock_questions(read, now, together),
    )


def _hop_rows(read: PacketClocks, days: int, now: datetime) -> list[ListRow]:
    return [_hop_row(number, clock, days, now) for number, clock in enumerate(read.clocks, start=1)]


def _hop_row(number: int, clock: HopClock, days: int, now: datetime) -> ListRow:
    urgency = clock.urgency(now)
    limits = clock.limits
    words = [
        tr("15:00 rule: {time}", time=when.show_moment(limits.one_stop.at, now)),
        tr("post J+{n}: {time}", n=days, time=when.show_moment(limits.post.at, now)),
        tr("{rule} decides", rule=say_rule(clock.driver, days)),
    ]
    if clock.clock_was_wrong:
        words.append(tr("the clock of the PC was wrong here"))
    lasted = tr("took {time}", time=say_span(clock.lasted(now)))
    if clock.ended is None:
        lasted = tr("for {time}", time=say_span(clock.lasted(now)))
    if clock.offline:
        lasted += "\n" + tr("offline {time} of it", time=say_span(clock.offline))
    return ListRow(
        key=f"hop:{number}",
        title=say_stage(clock.stage),
        subtitle=" · ".join(words),
        tile="icon:triangle-alert" if urgency is Urgency.LATE else "icon:clock",
        pill=_say_urgency(clock, now),
        tone=_TONES[urgency],
        when=lasted,
    )


def _say_urgency(clock: HopClock, now: datetime) -> str:
    urgency = clock.urgency(now)
    if urgency is Urgency.LATE:
        return tr("{time} late", time=say_span(clock.late_by(now)))
    if urgency is Urgency.STOPPED:
        return tr("Being clarified")
    if clock.ended is not None:
        return tr("In time")
    return tr("Before {time}", time=when.show_moment(clock.due, now))


def _delay_rows(read: PacketClocks, now: datetime) -> list[ListRow]:
    return [
        ListRow(
            key=f"delay:{number}",
            title=say_reason(said.reason),
            subtitle=" · ".join(t for t in (say_stage(said.stage), said.words) if t),
            tile="icon:info",
            pill=tr("Reason given"),
            when=f"{said.clerk_name}\n{when.show_iso(said.said_at, now)}",
        )
        for number, said in enumerate(read.delays, start=1)
    ]


def _promise_lines(read: PacketClocks, now: datetime) -> tuple[str, ...]:
    found = []
    if read.is_disputed:
        found.append(
            tr("Something about these papers is being clarified. The clock stands, nobody is late.")
        )
    if read.leave_printed and read.arrive_printed:
        found.append(
            tr(
                "The slip says: leaves before {leaves}, arrives before {arrives}.",
                leaves=when.show_iso(read.leave_printed, now),
                arrives=when.show_iso(read.arrive_printed, now),
            )
        )
    counted = arrival_counted(read)
    if counted is not None and read.arrive_printed and from_iso(read.arrive_printed) != counted:
        found.append(
            tr(
                "Counted with the rest days known today it would be {time}. What the slip says "
                "stands until the citizen is told.",
                time=when.show_moment(counted, now),
            )
        )
    if read.told_at:
        told = when.show_iso(read.told_at, now)
        found.append(tr("The citizen was told another day: {time}.", time=told))
    return tuple(found)


def arrival_counted(read: PacketClocks) -> datetime | None:
    """Give when the papers would have to arrive by what is known now."""
    return read.clocks[-1].limits.post.at if read.clocks else None


def _clock_questions(read: PacketClocks, now: datetime, together: int) -> tuple[Question, ...]:
    found = []
    running = [c for c in read.clocks if c.urgency(now) in (Urgency.SOON, Urgency.LATE)]
    if running:
        title = tr("Why do these papers not go on in time?")
        if together > 1:
            title = trn(
                "Why does {n} dossier not go on in time?",
                "Why do these {n} dossiers not go on in time?",
                together,
            )
        found.append(
            Question(
                ask=Ask.DELAY,
                title=title,
                choices=tuple(Choice(key=r.value, label=say_reason(r)) for r in DelayReason),
                words_for=DelayReason.OTHER.value,
                words_label=tr("The reason in one sentence"),
            )
        )
    counted = arrival_counted(read)
    if counted is None or not read.arrive_printed or read.told_at:
        return tuple(found)
    if from_iso(read.arrive_printed) != counted:
        by = when.show_moment(counted, now)
        found.append(
            Question(
                ask=Ask.TOLD,
                title=tr("How was the citizen told the new day, {time}?", time=by),
                choices=(
                    Choice(key=ToldHow.PHONE.value, label=tr("By phone")),
                    Choice(key=ToldHow.MESSAGE.value, label=tr("By message")),
                    Choice(key=ToldHow.IN_PERSON.value, label=tr("At the counter")),
                ),
            )
        )
    return tuple(found)


def trip_pane(work: Work, now: datetime) -> Pane:
    """Ask why a citizen had to come again; one key answers."""
    came = {
        CameFor.SUPPLEMENT.value: tr("They brought what the authority asked for."),
        CameFor.REFUSAL.value: tr("They came because it was refused."),
        CameFor.RESULT.value: tr("They came for a result that was not there yet."),
        CameFor.MISSING_PAPERS.value: tr("They brought what was missing."),
    }.get(work.more, "")
    return Pane(
        title=tr("Why did {who} have to come again?", who=work.who),
        subtitle=f"{work.name} · {group(work.reference)} · {when.show_iso(work.since, now)}",
        lines=(came,) if came else (),
        questions=(
            Question(
                ask=Ask.TRIP,
                title=tr("One answer, then it is done"),
                choices=tuple(Choice(key=c.value, label=say_cause(c)) for c in ASKED),
            ),
        ),
    )


def finding_pane(work: Work, now: datetime) -> Pane:
    """Show what the center asks the person concerned, who alone may answer."""
    stage = say_stage(Stage(work.more)) if work.more in set(Stage) else work.more
    return Pane(
        title=tr("The center asks you about a delay"),
        subtitle=f"{group(work.reference)} · {stage} · {when.show_iso(work.since, now)}",
        lines=(
            work.name,
            tr(
                "Your word is heard before anything is decided. A reviewer at the center looks for "
                "a fault of the program first; nothing happens by itself."
            ),
        ),
        questions=(
            Question(
                ask=Ask.FINDING,
                title=tr("Your answer"),
                choices=(
                    Choice(key=Answer.REPLIED.value, label=tr("I write what happened")),
                    Choice(key=Answer.WAIVED.value, label=tr("I do not want to say anything")),
                ),
                words_for=Answer.REPLIED.value,
                words_label=tr("What happened"),
            ),
        ),
    )


def look_pane(work: Work, now: datetime) -> Pane:
    """Ask whether somebody has looked at what a colleague filed alone."""
    reason = say_alone(AloneReason(work.more))
    return Pane(
        title=tr("{name} filed this alone", name=work.who),
        subtitle=f"{work.name} · {group(work.reference)} · {when.show_iso(work.since, now)}",
        lines=(
            tr("Why: {reason}", reason=f"{reason}. {work.where}".rstrip(". ")),
            tr(
                "It is one of their first dossiers of this procedure. Look at the dossier; if "
                "something is not right, tell them and put it right together."
            ),
        ),
        questions=(
            Question(
                ask=Ask.LOOK,
                title=tr("Have you looked at it?"),
                choices=(
                    Choice(key=SEE, label=tr("Open the dossier first")),
                    Choice(key="looked", label=tr("I have looked at it")),
                ),
            ),
        ),
    )


def rates_pane(rates: Sequence[ProcedureRate], since: str) -> Pane:
    """Show how often one visit was enough, the worst procedure first."""
    return Pane(
        title=tr("Right the first time"),
        subtitle=tr("dossiers filed since {day}, the worst first", day=since),
        rows_title=tr("By procedure"),
        rows=tuple(_rate_row(one) for one in rates),
        lines=() if rates else (tr("No dossier was filed in this time."),),
        can_export=bool(rates),
    )


def _rate_row(one: ProcedureRate) -> ListRow:
    percent = one.rate.percent or 0
    causes = [
        f"{say_cause(cause)}: {one.causes[cause]}" for cause in TripCause if one.causes.get(cause)
    ]
    return ListRow(
        key=one.code,
        title=one.name,
        subtitle=" · ".join((one.code, *causes)),
        pill=f"{percent}%",
        tone=Tone.GOOD if one.rate.right == one.rate.filed else Tone.WAITING,
        when=tr("{right} of {filed}", right=one.rate.right, filed=one.rate.filed),
    )
