"""The panes beside the bags: disputed items, whom to tell, what is looked for, the day. No Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent_desk.clock import from_iso, local
from agent_desk.commands.appointments import ToldBy
from agent_desk.domain import bags as bag_rules
from agent_desk.domain import custody as custody_rules
from agent_desk.domain import disputes as rules
from agent_desk.domain.custody import Place
from agent_desk.domain.disputes import DisputeKind, DisputeState, Outcome
from agent_desk.domain.fees import show_vnd
from agent_desk.domain.reference import group
from agent_desk.i18n import tr, trn
from agent_desk.ui import when
from agent_desk.ui.pages.handover import words
from agent_desk.ui.pages.handover.state import Doing, Entry, Pane, Question
from agent_desk.ui.rows import Choice, ListRow, Pair
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from agent_desk.queries.bags import PacketRow
    from agent_desk.queries.day_end import DayEnd, DisputeRow


def destination_pane(destination: str, found: Sequence[PacketRow]) -> Pane:
    """Show what lies here for one destination that has no bag yet."""
    rows = tuple(
        ListRow(
            key=one.reference,
            title=words.packet_title(one, one.reference),
            subtitle=words.packet_detail(one),
            pill=tr("lies here"),
            tone=Tone.WAITING,
            pill_last=True,
        )
        for one in found
    )
    return Pane(
        key=f"dest:{destination}",
        title=destination or tr("Destination not known yet"),
        hint=tr("Open a bag, or scan the first slip: the bag opens by itself."),
        rows=rows,
        form_key=f"dest:{destination}",
        entries=(Entry(key="destination", label=tr("These papers go to"), value=destination),),
        primary=Doing(key="open_bag", label=tr("Open a bag"), icon="package"),
        others=(Doing(key="redirect", label=tr("Send all of them there instead")),),
        takes_scans=True,
    )


def problem_pane(number: str, form_key: str) -> Pane:
    """Ask what does not fit; it becomes a disputed item and stops nothing."""
    kinds = (
        DisputeKind.TORN_SEAL,
        DisputeKind.OTHER_SEAL,
        DisputeKind.DAMAGED,
        DisputeKind.MISSING,
        DisputeKind.EXTRA,
        DisputeKind.OTHER,
    )
    return Pane(
        key=f"bag:{number}",
        title=tr("A problem with the bag {number}", number=bag_rules.group(number)),
        hint=tr("It is put aside as disputed: nobody is blamed, and the work goes on."),
        form_key=form_key,
        entries=(
            Entry(key="reference", label=tr("Which dossier, if it is one"), is_digits=True),
            Entry(key="words", label=tr("What you saw"), is_long=True),
        ),
        questions=(
            Question(
                key="kind",
                label=tr("What is it?"),
                choices=tuple(Choice(key=kind.value, label=rules.say(kind)) for kind in kinds),
            ),
        ),
        primary=Doing(key="dispute", label=tr("Put aside as disputed"), icon="shield-alert"),
        others=(Doing(key="back", label=tr("Back to the bag")),),
    )


def disputes_pane(found: Sequence[DisputeRow], chosen: DisputeRow | None, now: datetime) -> Pane:
    """Show the disputed items, and both sides' words of the chosen one."""
    outcomes = tuple(Choice(key=one.value, label=rules.say_outcome(one)) for one in Outcome)
    is_chosen = chosen is not None
    return Pane(
        key="disputes",
        title=tr("Disputed items"),
        hint=tr("What does not fit is clarified by both sides. Nobody is blamed for it."),
        pill=str(len(found)) if found else "",
        tone=Tone.WAITING,
        rows=tuple(_dispute_row(one, now) for one in found),
        empty=tr("Nothing is disputed."),
        facts=_both_sides(chosen) if chosen else (),
        form_key=f"dispute:{chosen.dispute_id}" if chosen else "disputes",
        entries=(Entry(key="words", label=tr("In words"), is_long=True),) if is_chosen else (),
        questions=(Question(key="outcome", label=tr("How it ended"), choices=outcomes),)
        if is_chosen
        else (),
        primary=Doing(key="close_dispute", label=tr("It is clarified"), icon="check")
        if is_chosen
        else None,
        others=(
            Doing(key="ours", label=tr("Add our words")),
            Doing(key="theirs", label=tr("Add the other side's words")),
        )
        if is_chosen
        else (),
    )


def _dispute_row(one: DisputeRow, now: datetime) -> ListRow:
    about = []
    if one.bag_number:
        about.append(tr("bag {number}", number=bag_rules.group(one.bag_number)))
    if one.reference:
        about.append(group(one.reference))
    about.append(when.show_iso(one.opened_at, now))
    state = DisputeState(one.state)
    return ListRow(
        key=one.dispute_id,
        title=rules.say(DisputeKind(one.kind)),
        subtitle=" · ".join(about),
        pill=rules.say_state(state),
        tone=Tone.BRAND if state is DisputeState.ANSWERED else Tone.WAITING,
        pill_last=True,
        action=tr("Clarify"),
    )


def _both_sides(one: DisputeRow) -> tuple[Pair, ...]:
    nothing = tr("nothing yet")
    return (
        Pair(name=tr("We say"), value=one.ours or nothing),
        Pair(name=tr("The other side says"), value=one.theirs or nothing),
    )


def telling_pane(found: Sequence[PacketRow], chosen: PacketRow | None, now: datetime) -> Pane:
    """Show whose papers are filed: take down code and day, then tell the citizen."""
    pane = Pane(
        key="tell",
        title=tr("Filed: code and day for the citizen"),
        hint=tr("Take down what the authority gave back, then tell the citizen."),
        rows=tuple(_tell_row(one, now) for one in found),
        empty=tr("Everybody whose papers are filed has been told."),
        form_key="tell",
    )
    if chosen is None:
        return pane
    told = {
        ToldBy.CALL: tr("By phone"),
        ToldBy.TEXT: tr("By a text message"),
        ToldBy.COUNTER: tr("At the counter"),
        ToldBy.POST: tr("By post"),
    }
    how = tuple(Choice(key=key.value, label=word) for key, word in told.items())
    return replace(
        pane,
        form_key=f"tell:{chosen.packet_id}:{chosen.appointment_at}",
        entries=_tell_entries(chosen),
        questions=(Question(key="how", label=tr("How was the citizen told?"), choices=how),),
        primary=Doing(key="told", label=tr("Keep it; the citizen knows"), icon="check"),
        others=(
            Doing(key="keep_code", label=tr("Only keep code and day")),
            Doing(key="slip", label=tr("Add the slip…"), icon="scan"),
            Doing(key="open_dossier", label=tr("Open the dossier")),
        ),
    )


def _tell_entries(chosen: PacketRow) -> tuple[Entry, ...]:
    due = chosen.appointment_at
    return (
        Entry(
            key="official_code",
            label=tr("Official code on the slip"),
            value=chosen.official_code,
        ),
        Entry(
            key="appointment_at",
            label=tr("Result on"),
            hint=tr("Day, with time if it is given: 30/11/2026 16:30"),
            value=f"{local(from_iso(due)):%d/%m/%Y %H:%M}" if due else "",
        ),
    )


def _tell_row(one: PacketRow, now: datetime) -> ListRow:
    filed = tr("filed {moment}", moment=when.show_iso(one.filed_at, now))
    pill, tone = tr("no code yet"), Tone.NEUTRAL
    if one.official_code:
        pill, tone = one.official_code, Tone.GOOD
    return ListRow(
        key=one.reference,
        title=words.packet_title(one, one.reference),
        subtitle=" · ".join((one.procedure_name, filed)),
        pill=pill,
        tone=tone,
        pill_last=True,
        action=tr("Tell"),
    )


def lost_pane(found: Sequence[PacketRow]) -> Pane:
    """Show papers that are looked for or on their way back; scanning one takes it in again."""
    rows = tuple(
        ListRow(
            key=one.reference,
            title=words.packet_title(one, one.reference),
            subtitle=words.packet_detail(one),
            pill=custody_rules.say(one.place) if one.place is Place.UNKNOWN else tr("sent back"),
            tone=Tone.WAITING,
            pill_last=True,
            action=tr("It is here"),
        )
        for one in found
    )
    return Pane(
        key="lost",
        title=tr("Looked for, or on the way back"),
        hint=tr("Scan the slip of what has turned up; it lies here again then."),
        rows=rows,
        empty=tr("Nothing is looked for."),
        form_key="lost",
        takes_scans=True,
    )


def day_pane(found: DayEnd, now: datetime) -> Pane:
    """Show the day in figures and what stays here; it can always be closed."""
    counts = found.counts
    rows = [
        ListRow(
            key=one.reference,
            title=group(one.reference),
            subtitle=" · ".join(filter(None, (_why_here(one.place, one.kind), one.destination))),
            pill=words.cutoff_pill(one.forward_by, now)[0],
            tone=words.cutoff_pill(one.forward_by, now)[1],
            pill_last=True,
        )
        for one in found.here
    ]
    closed = [when.show_iso(one.closed_at, now) for one in found.closings]
    label = tr("Close the day") if not closed else tr("Close the day once more")
    pairs = [
        Pair(name=tr("Taken in"), value=str(counts["taken_in"])),
        Pair(name=tr("Bags sealed"), value=str(counts["sealed"])),
        Pair(name=tr("Handed over"), value=str(counts["handed_over"])),
        Pair(name=tr("Received"), value=str(counts["received"])),
        Pair(name=tr("Disputed"), value=str(counts["open_disputes"])),
        Pair(name=tr("State fees taken"), value=show_vnd(counts["taken_vnd"])),
        Pair(name=tr("Paid over"), value=show_vnd(counts["remitted_vnd"])),
        Pair(name=tr("Given back"), value=show_vnd(counts["returned_vnd"])),
        Pair(name=tr("In the box now"), value=show_vnd(counts["held_vnd"])),
    ]
    if counts["clock_was_wrong"]:
        words_of_clock = trn("{n} time", "{n} times", counts["clock_was_wrong"])
        pairs.append(Pair(name=tr("Clock was wrong"), value=words_of_clock, tone=Tone.WAITING))
    return Pane(
        key="day",
        title=tr("Close the day"),
        hint=tr("What is open stays listed; nothing stops the day from being closed."),
        pill=tr("closed at {times}", times=", ".join(closed)) if closed else "",
        tone=Tone.GOOD,
        rows=tuple(rows),
        empty=tr("No papers stay here."),
        facts=tuple(pairs),
        form_key="day",
        primary=Doing(key="close_day", label=label, icon="moon"),
        others=(Doing(key="print:day_sheet", label=tr("Day sheet"), icon="printer"),),
    )


def _why_here(place: str, kind: str) -> str:
    if kind == "result":
        return tr("result, waits for the citizen")
    return tr("in a bag") if place == Place.BAG.value else tr("in no bag yet")
