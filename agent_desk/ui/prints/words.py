"""What a print is called on the screen: which, why, how far it got. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.devices.printers import say_cause
from agent_desk.domain.printing import REPRINT_REASONS, PrintReason, SpoolState
from agent_desk.domain.reference import group
from agent_desk.i18n import tr
from agent_desk.ui import when
from agent_desk.ui.prints.every import say_document
from agent_desk.ui.rows import Choice, ListRow
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from datetime import datetime

    from agent_desk.queries.prints import PrintRow


def say_reason(reason: PrintReason) -> str:
    """Say why a paper is printed."""
    return {
        PrintReason.FIRST: tr("first print"),
        PrintReason.LOST: tr("the paper was lost"),
        PrintReason.JAMMED: tr("the printer jammed"),
        PrintReason.SMUDGED: tr("smudged or cut off"),
        PrintReason.SECOND_ASKED: tr("the citizen asks for a second one"),
        PrintReason.CHANGED: tr("what it says has changed"),
    }[reason]


def reason_choices() -> tuple[Choice, ...]:
    """Give the reasons of a reprint, in the order of their digits."""
    return tuple(Choice(key=r.value, label=_capital(say_reason(r))) for r in REPRINT_REASONS)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def say_spool(state: SpoolState) -> str:
    """Say how far a print got, in a word or two."""
    return {
        SpoolState.COMMITTED: tr("on its way"),
        SpoolState.SPOOLED: tr("in the queue"),
        SpoolState.FAILED: tr("did not come out"),
        SpoolState.UNKNOWN: tr("recorded, not known whether printed"),
        SpoolState.SAVED: tr("saved as PDF"),
        SpoolState.DONE: tr("printed"),
        SpoolState.DROPPED: tr("not needed any more"),
    }[state]


def spool_tone(row: PrintRow) -> Tone:
    """Give the color of how far a print got."""
    if row.state is SpoolState.FAILED:
        return Tone.WRONG
    if row.state is SpoolState.UNKNOWN or (row.state is SpoolState.SPOOLED and row.cause):
        return Tone.WAITING
    is_good = row.state in (SpoolState.DONE, SpoolState.SAVED)
    return Tone.GOOD if is_good else Tone.NEUTRAL


def number_of(row: PrintRow) -> str:
    """Name a print as it names itself on paper."""
    return tr("print {n}", n=row.number) if row.number == 1 else tr("reprint {n}", n=row.number)


def as_history(row: PrintRow, now: datetime) -> ListRow:
    """Give a print as a row among the prints of its dossier."""
    return ListRow(
        key=row.print_id,
        title=f"{say_document(row.document)} · {number_of(row)}",
        subtitle=" · ".join(part for part in (say_reason(row.reason), row.clerk) if part),
        pill=say_spool(row.state),
        tone=spool_tone(row),
        pill_last=True,
        when=when.show_iso(row.at, now),
    )


def as_waiting(row: PrintRow, now: datetime) -> ListRow:
    """Give a print that waits as a row among all that wait."""
    about = group(row.about) if row.about else ""
    why = say_cause(row.cause, row.printer) if row.cause else ""
    return ListRow(
        key=row.print_id,
        title=" · ".join(p for p in (say_document(row.document), about, number_of(row)) if p),
        subtitle=why or tr("Look at the printer: did the paper come out?"),
        pill=say_spool(row.state),
        tone=spool_tone(row),
        when=when.show_iso(row.at, now),
        action=tr("Look at it"),
    )
