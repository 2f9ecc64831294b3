"""The panes of a bag that comes in: accepted, scanned out, compared with its list. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.domain import bags as rules
from agent_desk.domain.bags import BagState, ItemState, SealSeen
from agent_desk.i18n import tr, trn
from agent_desk.ui import when
from agent_desk.ui.pages.handover import words
from agent_desk.ui.pages.handover.out_pane import ITEM_TONES
from agent_desk.ui.pages.handover.state import Doing, Entry, Pane, Question
from agent_desk.ui.rows import Choice, ListRow, Pair
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from datetime import datetime

    from agent_desk.queries.bags import BagRow, ItemRow


@dataclass(frozen=True, slots=True, kw_only=True)
class InBag:
    """Everything read of one incoming bag."""

    bag: BagRow
    items: tuple[ItemRow, ...]
    now: datetime


def arrival_pane(form_key: str, number: str = "", bag: BagRow | None = None) -> Pane:
    """Ask what stands on a bag that came in, before it is opened."""
    seals = tuple(Choice(key=seal.value, label=rules.say_seal(seal)) for seal in SealSeen)
    shown = rules.group(number) if number else ""
    return Pane(
        key=f"bag:{number}" if bag is not None else "arrive",
        title=tr("A bag has come"),
        hint=tr("Look at the seal first. Scan the label; a bag without one gets a number here."),
        form_key=form_key,
        entries=(
            Entry(key="number", label=tr("Number on the label"), value=shown, is_digits=True),
            Entry(key="sender", label=tr("Comes from"), value=bag.other_side if bag else ""),
            Entry(key="seal_number", label=tr("Number on the seal")),
            Entry(
                key="listed",
                label=tr("Dossiers on its list"),
                hint=tr("Empty if there is no list"),
                value=str(bag.listed) if bag and bag.listed else "",
                is_digits=True,
            ),
        ),
        questions=(
            Question(key="seal", label=tr("The seal"), choices=seals, chosen=SealSeen.WHOLE.value),
        ),
        primary=Doing(key="accept", label=tr("Accept the bag"), icon="package"),
    )


def in_pane(found: InBag) -> Pane:
    """Draw a bag that came in as far as it is counted."""
    bag = found.bag
    if bag.state is BagState.ANNOUNCED:
        return arrival_pane(f"arrive:{bag.number}", bag.number, bag)
    is_open = bag.state is BagState.RECEIVING
    got = sum(item.state is not ItemState.EXPECTED for item in found.items)
    left = sum(item.state is ItemState.EXPECTED for item in found.items)
    label = tr("Count is complete: {n}", n=got)
    if left:
        label = trn("End the count, {n} is missing", "End the count, {n} are missing", left)
    return Pane(
        key=f"bag:{bag.number}",
        title=tr("Bag {number}", number=rules.group(bag.number)),
        hint=tr("Take each paper out and scan it. What is missing or too many is noted by itself.")
        if is_open
        else tr("Counted {moment}.", moment=when.show_iso(bag.closed_at, found.now)),
        pill=rules.say(bag.state),
        tone=Tone.BRAND if is_open else Tone.GOOD,
        rows=tuple(_row(item) for item in found.items),
        empty=tr("Nothing scanned yet."),
        facts=_facts(found, got),
        form_key=f"in:{bag.number}:{bag.state.value}",
        primary=Doing(key="finish", label=label, icon="check") if is_open else None,
        others=(
            Doing(key="print:damage_minutes", label=tr("Minutes of damage"), icon="printer"),
            Doing(key="problem", label=tr("There is a problem…")),
        ),
        takes_scans=is_open,
    )


def _facts(found: InBag, got: int) -> tuple[Pair, ...]:
    bag = found.bag
    listed = str(bag.listed) if bag.listed else tr("no list")
    return (
        Pair(name=tr("Comes from"), value=bag.other_side or tr("not written down")),
        Pair(name=tr("Seal number"), value=bag.seal_number or tr("not written down")),
        Pair(name=tr("On the list"), value=listed),
        Pair(name=tr("Scanned"), value=str(got)),
    )


def _row(item: ItemRow) -> ListRow:
    return ListRow(
        key=item.reference,
        title=words.packet_title(item.packet, item.reference),
        subtitle=words.packet_detail(item.packet),
        pill=rules.say_item(item.state),
        tone=ITEM_TONES.get(item.state, Tone.WRONG),
        pill_last=True,
    )
