"""What is so at this desk and stays so: when it is worth a line, and in which words. No Qt."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from agent_desk import __version__
from agent_desk.clock import from_iso
from agent_desk.domain.facts import FactKind
from agent_desk.i18n import tr, trn
from agent_desk.queries import sync as sync_query
from agent_desk.queries import tour as tour_query
from agent_desk.sync.updates import waiting_release
from agent_desk.ui.rows import Notice
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from agent_desk.ui.office import Office

TOUR = "tour"
"""The line that offers the first-day tour, as long as nobody has opened a case in practice."""
LOW_BYTES = 2_000_000_000
"""From here on a week of scans may fill the disk."""
LAST_BYTES = 300_000_000
"""Below this a large scan can fail in the middle."""
_WRONG_CLOCK = timedelta(minutes=5)
_LONG_OFFLINE = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was looked at. ``clock_ahead`` is negative for a slow clock; None was never measured."""

    free_bytes: int
    clock_ahead: timedelta | None = None
    unsent_for: timedelta = timedelta(0)
    unsent: int = 0
    newer_version: str = ""
    is_first_day: bool = False


def look(office: Office) -> Seen:
    """Look at disk, clock, sending and updates (store lane)."""
    desk = office.desk
    with desk.store.read() as connection:
        sending = sync_query.view(connection)
        is_first_day = office.is_practice and not tour_query.was_recorded(
            connection, (FactKind.DOSSIER_OPENED,), after=0
        )
    oldest = sending.oldest_at
    unsent_for = desk.clock.now() - from_iso(oldest) if oldest else timedelta(0)
    root = desk.store.data.root
    release = waiting_release(root / "updates", office.keys.center_public_key, __version__)
    offset = sending.clock_offset_ms
    return Seen(
        free_bytes=shutil.disk_usage(root).free,
        clock_ahead=None if offset is None else timedelta(milliseconds=offset),
        unsent_for=unsent_for,
        unsent=0 if office.is_practice else sending.waiting_facts,
        newer_version=release.version if release is not None else "",
        is_first_day=is_first_day,
    )


def say(seen: Seen) -> tuple[Notice, ...]:
    """Give the lines, the gravest first; empty on a good day."""
    found = (_disk(seen), _clock(seen), _offline(seen), _update(seen), _tour(seen))
    return tuple(notice for notice in found if notice is not None)


def _disk(seen: Seen) -> Notice | None:
    if seen.free_bytes >= LOW_BYTES:
        return None
    free = f"{seen.free_bytes / 1e9:.1f}".replace(".", ",")
    if seen.free_bytes < LAST_BYTES:
        text = tr(
            "The disk is full: {gb} GB left. Take no scans now; write papers down on the paper "
            "kit, and call technical support.",
            gb=free,
        )
        return Notice(key="disk", text=text, tone=Tone.WRONG)
    text = tr(
        "The disk is nearly full: {gb} GB left. Everything still works; have room made this week.",
        gb=free,
    )
    return Notice(key="disk", text=text)


def _clock(seen: Seen) -> Notice | None:
    ahead = seen.clock_ahead
    if ahead is None or abs(ahead) < _WRONG_CLOCK:
        return None
    minutes = round(abs(ahead).total_seconds() / 60)
    text = (
        trn(
            "The clock of this PC is {n} minute fast.",
            "The clock of this PC is {n} minutes fast.",
            minutes,
        )
        if ahead > timedelta(0)
        else trn(
            "The clock of this PC is {n} minute slow.",
            "The clock of this PC is {n} minutes slow.",
            minutes,
        )
    )
    cure = tr(
        "Go on serving: the order of everything is kept. Have the clock set; until then write the "
        "time on slips by hand."
    )
    return Notice(key="clock", text=f"{text} {cure}", tone=Tone.WRONG)


def _offline(seen: Seen) -> Notice | None:
    if not seen.unsent or seen.unsent_for < _LONG_OFFLINE:
        return None
    days = seen.unsent_for.days
    text = trn("Nothing could be sent for {n} day.", "Nothing could be sent for {n} days.", days)
    cure = tr(
        "{n} entries are safe on this PC. Go on serving; have the network looked at, or let "
        "technical support carry an export to the center.",
        n=seen.unsent,
    )
    return Notice(key="offline", text=f"{text} {cure}", action=tr("What waits"))


def _tour(seen: Seen) -> Notice | None:
    if not seen.is_first_day:
        return None
    text = tr("First day here? Seven short steps show the whole counter, with nothing real.")
    return Notice(key=TOUR, text=text, tone=Tone.BRAND, action=tr("Begin the tour"))


def _update(seen: Seen) -> Notice | None:
    if not seen.newer_version:
        return None
    text = tr(
        "Version {version} of the program lies ready, signed by the center. Close the program at "
        "the end of the day; technical support puts it in.",
        version=seen.newer_version,
    )
    return Notice(key="update", text=text, tone=Tone.BRAND)
