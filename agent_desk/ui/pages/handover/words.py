"""Bags and papers as rows and words of the Hand-over page. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.clock import from_iso, to_iso
from agent_desk.domain import bags as rules
from agent_desk.domain.bags import BagState, Direction
from agent_desk.domain.reference import group
from agent_desk.i18n import tr, trn
from agent_desk.ui import when
from agent_desk.ui.rows import ListRow
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from agent_desk.queries.bags import BagRow, PacketRow

_SOON_MINUTES = 120


def cutoff_pill(cutoff_at: str, now: datetime) -> tuple[str, Tone]:
    """Say how long a bag may stay, amber when it is soon, red when it is late."""
    if not cutoff_at:
        return "", Tone.NEUTRAL
    until = from_iso(cutoff_at)
    left = when.show_left(until, now)
    if not left:
        return tr("late since {moment}", moment=when.show_moment(until, now)), Tone.WRONG
    minutes = (until - now).total_seconds() / 60
    return left, Tone.WAITING if minutes <= _SOON_MINUTES else Tone.NEUTRAL


def bag_row(bag: BagRow, waiting: int, now: datetime) -> ListRow:
    """Give the row of a bag in the list at the left."""
    pill, tone = _bag_pill(bag, now)
    parts = [trn("{n} dossier", "{n} dossiers", bag.items), _bag_detail(bag, waiting, now)]
    if bag.open_disputes:
        parts.append(trn("{n} disputed item", "{n} disputed items", bag.open_disputes))
    return ListRow(
        key=f"bag:{bag.number}",
        title=bag.other_side or tr("Bag without a sender"),
        subtitle=" · ".join(part for part in parts if part),
        pill=pill,
        tone=tone,
        pill_last=True,
    )


def _bag_detail(bag: BagRow, waiting: int, now: datetime) -> str:
    if bag.state is BagState.OPEN and waiting:
        return trn("{n} not scanned yet", "{n} not scanned yet", waiting)
    if bag.state is BagState.OPEN and bag.cutoff_at:
        return tr("must leave by {moment}", moment=when.show_iso(bag.cutoff_at, now))
    if bag.state is BagState.HANDED_OVER:
        return tr("minutes signed")
    if bag.direction is Direction.IN:
        return tr("comes in")
    return ""


def _bag_pill(bag: BagRow, now: datetime) -> tuple[str, Tone]:
    if bag.state is BagState.OPEN:
        if not bag.items and not bag.cutoff_at:
            return tr("empty"), Tone.NEUTRAL
        return cutoff_pill(bag.cutoff_at, now)
    if bag.state is BagState.HANDED_OVER:
        at = when.show_iso(bag.signed_at or bag.closed_at, now)
        return tr("handed over {moment}", moment=at), Tone.GOOD
    if bag.state is BagState.RECEIVED:
        return tr("received {moment}", moment=when.show_iso(bag.closed_at, now)), Tone.GOOD
    tone = Tone.WAITING if bag.state is BagState.SEALED else Tone.BRAND
    return rules.say(bag.state), tone


def destination_row(
    destination: str, found: Sequence[PacketRow], now: datetime, pickup: datetime | None = None
) -> ListRow:
    """Give the row of papers that lie here for a destination that has no open bag."""
    first = min((one.forward_by for one in found if one.forward_by), default="")
    if pickup is not None:
        first = min(filter(None, (first, to_iso(pickup))))
    pill, tone = cutoff_pill(first, now)
    words = trn("{n} dossier lies here", "{n} dossiers lie here", len(found))
    return ListRow(
        key=f"dest:{destination}",
        title=destination or tr("Destination not known yet"),
        subtitle=tr("{words} · no bag yet", words=words),
        pill=pill,
        tone=tone,
        pill_last=True,
    )


def packet_title(packet: PacketRow | None, reference: str) -> str:
    """Name a packet: its reference, and whose it is."""
    name = packet.owner_name if packet is not None else ""
    return " · ".join(filter(None, (group(reference), name)))


def packet_detail(packet: PacketRow | None) -> str:
    """Say what a packet is and what was counted in it."""
    if packet is None:
        return ""
    parts = [packet.procedure_name or tr("papers of another desk"), counted(packet)]
    return " · ".join(part for part in parts if part)


def counted(packet: PacketRow) -> str:
    """Say what was counted with the citizen: originals, copies, sheets."""
    parts = []
    if packet.originals:
        parts.append(trn("{n} original", "{n} originals", packet.originals))
    if packet.copies:
        parts.append(trn("{n} copy", "{n} copies", packet.copies))
    if packet.sheets:
        parts.append(trn("{n} sheet", "{n} sheets", packet.sheets))
    return ", ".join(parts)
