"""How sending stands, in words: the pill of the top bar and the sentences of the page. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from agent_desk.clock import from_iso
from agent_desk.domain.reference import group
from agent_desk.i18n import tr, trn
from agent_desk.ui import when
from agent_desk.ui.fact_words import say_kind
from agent_desk.ui.rows import ListRow
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from datetime import datetime

    from agent_desk.queries.sync import SyncView, WaitingFact

_CLOCK_IS_WRONG_MS = 60_000
_A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pill:
    """The connection pill of the top bar."""

    text: str
    tone: Tone
    is_online: bool


def pill_state(
    view: SyncView, now: datetime, *, is_running: bool = False, is_practice: bool = False
) -> Pill:
    """Say in a few words how sending stands; good only if a receipt covers everything."""
    if is_practice:
        return Pill(text=tr("Practice · nothing is sent"), tone=Tone.NEUTRAL, is_online=False)
    if view.stopped_code:
        return Pill(text=tr("Sending stopped – see Sync"), tone=Tone.WRONG, is_online=False)
    is_idle_look = view.is_green or bool(view.last_error)
    if is_running and not is_idle_look:  # else the pill would flash with every look
        return Pill(text=tr("Sending…"), tone=Tone.BRAND, is_online=True)
    count = view.waiting_facts or view.waiting_blobs
    if view.last_error or not view.attempted_at:
        return Pill(text=_offline(count), tone=Tone.WAITING, is_online=False)
    if view.is_green:
        time = when.show_iso(view.receipt_at, now)
        text = tr("Connected · all held by the center {time}", time=time)
        return Pill(text=text, tone=Tone.GOOD, is_online=True)
    waits = trn("Connected · {n} waiting", "Connected · {n} waiting", count)
    return Pill(text=waits, tone=Tone.WAITING, is_online=True)


def _offline(count: int) -> str:
    if not count:
        return tr("Offline · nothing waits")
    return trn(
        "Offline · {n} waiting, safe on this PC", "Offline · {n} waiting, safe on this PC", count
    )


def headline(view: SyncView, *, is_practice: bool) -> str:
    """Give the sentence beside the title of the page."""
    if is_practice:
        return tr("Practice: nothing leaves this PC.")
    if view.is_green:
        return tr("The center holds everything of this desk.")
    return tr("Everything is saved on this PC. Serving never waits for the network.")


def what_waits(view: SyncView) -> str:
    """Count what waits: ``12 entries · 3 files · 4.1 MB``."""
    if not view.waiting_facts and not view.waiting_blobs:
        return tr("nothing")
    parts = [trn("{n} entry", "{n} entries", view.waiting_facts)]
    if view.waiting_blobs:
        parts.append(trn("{n} file", "{n} files", view.waiting_blobs))
        parts.append(show_size(view.waiting_bytes))
    return " · ".join(parts)


def show_size(size_bytes: int) -> str:
    """Write a size as people say it: ``0,9 MB`` with the decimal comma of Vietnam."""
    if size_bytes < 100_000:
        return f"{max(1, round(size_bytes / 1000))} kB"
    return f"{size_bytes / 1_000_000:.1f}".replace(".", ",") + " MB"


def attempts(view: SyncView, now: datetime) -> str:
    """Say when sending last worked and when it is tried again."""
    parts = []
    if view.succeeded_at:
        parts.append(tr("last complete {time}", time=when.show_iso(view.succeeded_at, now)))
    elif view.attempted_at:
        parts.append(tr("tried {time}", time=when.show_iso(view.attempted_at, now)))
    else:
        parts.append(tr("never sent yet"))
    if view.next_attempt_at and not view.stopped_code:
        following = from_iso(view.next_attempt_at)
        if following - now > _A_MINUTE:
            parts.append(tr("tries again at {time}", time=when.show_moment(following, now)))
        else:
            parts.append(tr("tries again within a minute"))
    return " · ".join(parts)


def detail(view: SyncView, now: datetime) -> str:
    """Explain the state in one or two sentences."""
    if view.last_error and not view.stopped_code:
        return view.last_error
    if view.is_green:
        return tr(
            "Signed receipt {receipt} of {time} covers entry 1 to {n} and every file.",
            receipt=short_receipt(view.receipt_id),
            time=when.show_iso(view.receipt_at, now),
            n=view.receipted_through,
        )
    if view.oldest_at:
        oldest = when.show_iso(view.oldest_at, now)
        return tr("The oldest waits since {time}. Nothing is sent twice.", time=oldest)
    return tr("Files wait for the receipt of the center.")


def say_stop(code: str, cure: str) -> str:
    """Say that sending has stopped, with the code to tell support and what to do."""
    return tr("Sending has stopped ({code}). {cure}", code=code, cure=cure)


def short_receipt(receipt_id: str) -> str:
    """Give the end of a receipt's number, enough to tell two apart on the phone."""
    return receipt_id[-8:]


def queue_row(fact: WaitingFact, now: datetime) -> ListRow:
    """Give one waiting fact as a row."""
    words = say_kind(fact.kind)
    if fact.reference:
        number = group(fact.reference).split(" ")[2]
        words = tr("Dossier {number} · {what}", number=number, what=words)
    return ListRow(
        key=str(fact.seq),
        lead=f"#{fact.seq}",
        title=words,
        subtitle=fact.procedure_name,
        when=when.show_iso(fact.recorded_at, now),
        pill=tr("taken by the center") if fact.is_accepted else tr("waiting"),
        tone=Tone.BRAND if fact.is_accepted else Tone.NEUTRAL,
        pill_last=True,
    )


def say_clock(offset_ms: int | None) -> str:
    """Say how far the clock of this PC is from the center's."""
    if offset_ms is None:
        return tr("Clock not compared with the center yet")
    seconds = round(abs(offset_ms) / 1000)
    if seconds == 0:
        return tr("Clock agrees with the center")
    ahead = offset_ms > 0
    if abs(offset_ms) >= _CLOCK_IS_WRONG_MS:
        minutes = round(seconds / 60)
        if ahead:
            return trn(
                "This PC is {n} minute fast. Set its clock.",
                "This PC is {n} minutes fast. Set its clock.",
                minutes,
            )
        return trn(
            "This PC is {n} minute slow. Set its clock.",
            "This PC is {n} minutes slow. Set its clock.",
            minutes,
        )
    return trn("Clock differs by {n} second", "Clock differs by {n} seconds", seconds)
