"""The pane of a bag that goes out, in each of its states. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent_desk.clock import local
from agent_desk.domain import bags as rules
from agent_desk.domain.bags import BagState, ItemState, OpenReason, SealSeen
from agent_desk.domain.fees import show_vnd
from agent_desk.i18n import tr, trn
from agent_desk.ui import when
from agent_desk.ui.pages.handover import words
from agent_desk.ui.pages.handover.state import Doing, Entry, Pane, Question
from agent_desk.ui.rows import Choice, ListRow, Pair
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from agent_desk.queries.bags import BagRow, ItemRow, PacketRow

ITEM_TONES = {
    ItemState.IN: Tone.GOOD,
    ItemState.ACCEPTED: Tone.GOOD,
    ItemState.RECEIVED: Tone.GOOD,
    ItemState.EXPECTED: Tone.WAITING,
    ItemState.SENT_BACK: Tone.WAITING,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OutBag:
    """Everything read of one outgoing bag, and what the clerk chose for its papers so far."""

    bag: BagRow
    items: tuple[ItemRow, ...]
    waiting: tuple[PacketRow, ...]
    held_vnd: Mapping[str, int]
    clerk: str
    now: datetime
    outcomes: Mapping[str, ItemState] = field(default_factory=dict)
    is_reopening: bool = False
    pickup: datetime | None = None


def out_pane(found: OutBag) -> Pane:
    """Draw a bag as far as it is."""
    bag = found.bag
    if found.is_reopening:
        return _reopen_pane(found)
    if bag.state is BagState.OPEN:
        return _open_pane(found)
    if bag.state is BagState.SEALED:
        return _sealed_pane(found)
    if bag.state in (BagState.LEFT, BagState.ARRIVED):
        return _minutes_pane(found)
    return _done_pane(found)


def _title(found: OutBag) -> str:
    return tr("Bag {number}", number=rules.group(found.bag.number))


def _key(found: OutBag) -> str:
    return f"bag:{found.bag.number}"


def _open_pane(found: OutBag) -> Pane:
    left, inside = len(found.waiting), len(found.items)
    pill, tone = words.cutoff_pill(found.bag.cutoff_at, found.now)
    rows = [_item_row(item, action=tr("Take out")) for item in found.items]
    rows += [_waiting_row(packet) for packet in found.waiting]
    if not inside:
        label = tr("Scan the first slip")
    elif left:
        label = trn("Seal, {n} stays here", "Seal, {n} stay here", left)
    else:
        label = trn("Seal with {n} dossier", "Seal with {n} dossiers", inside)
    return Pane(
        key=_key(found),
        title=f"{_title(found)} — {found.bag.other_side}",
        hint=tr(
            "Scan each sending slip into the bag. Wrong bag: a long beep, and the right one "
            "is named."
        )
        + _pickup_words(found),
        pill=pill,
        tone=tone,
        rows=tuple(rows),
        empty=tr("Nothing lies here for this destination. Scan a slip when papers come."),
        facts=_facts(found),
        form_key=f"open:{found.bag.number}",
        entries=(
            Entry(
                key="seal_number",
                label=tr("Seal number"),
                hint=tr("Read it from the seal, such as VNP 88 20417"),
            ),
        ),
        primary=Doing(key="seal", label=label, icon="lock", is_enabled=bool(inside)),
        others=_papers(found),
        takes_scans=True,
    )


def _pickup_words(found: OutBag) -> str:
    if found.pickup is None:
        return ""
    return " " + tr("The courier comes {moment}.", moment=when.show_moment(found.pickup, found.now))


def _sealed_pane(found: OutBag) -> Pane:
    pill, tone = words.cutoff_pill(found.bag.cutoff_at, found.now)
    return Pane(
        key=_key(found),
        title=f"{_title(found)} — {found.bag.other_side}",
        hint=tr("The courier counts the bag, compares the seal and signs the hand-over list.")
        + _pickup_words(found),
        pill=pill or rules.say(found.bag.state),
        tone=tone,
        rows=tuple(_item_row(item) for item in found.items),
        facts=_facts(found),
        form_key=f"sealed:{found.bag.number}",
        entries=(Entry(key="courier", label=tr("Courier"), value=found.bag.courier),),
        primary=Doing(key="leave", label=tr("Given to the courier"), icon="send"),
        others=(*_papers(found), Doing(key="reopen", label=tr("Open again…"))),
    )


def _minutes_pane(found: OutBag) -> Pane:
    rows = tuple(_minutes_row(item, found) for item in found.items)
    seals = tuple(Choice(key=seal.value, label=rules.say_seal(seal)) for seal in SealSeen)
    held = sum(found.held_vnd.values())
    questions = [
        Question(key="seal", label=tr("The seal"), choices=seals, chosen=SealSeen.WHOLE.value)
    ]
    if held:
        paid = (
            Choice(key="yes", label=tr("Paid over: {amount}", amount=show_vnd(held))),
            Choice(key="no", label=tr("Not paid over yet")),
        )
        questions.append(
            Question(key="pays_fees", label=tr("State fees of this bag"), choices=paid)
        )
    arrived = Doing(key="arrive", label=tr("Bag has arrived"))
    return Pane(
        key=_key(found),
        title=f"{_title(found)} — {found.bag.other_side}",
        hint=tr(
            "When the signed minutes are back: take down time and name. That moment is the filing."
        ),
        pill=rules.say(found.bag.state),
        tone=Tone.BRAND,
        rows=rows,
        facts=_facts(found),
        form_key=f"minutes:{found.bag.number}",
        entries=(
            Entry(key="signer", label=tr("Signed for the authority by")),
            Entry(
                key="signed_at",
                label=tr("Signed at"),
                hint=tr("Time as in the minutes, such as 10:40"),
                value=f"{local(found.now):%H:%M}",
            ),
            Entry(key="minutes_number", label=tr("Number of the minutes, if there is one")),
            Entry(key="seen_seal", label=tr("Number on the seal, if it was another")),
        ),
        questions=tuple(questions),
        primary=Doing(key="hand_over", label=tr("Minutes are signed"), icon="check"),
        others=(
            *((arrived,) if found.bag.state is BagState.LEFT else ()),
            Doing(key="print:handover_minutes", label=tr("Minutes to sign"), icon="printer"),
            Doing(key="print:damage_minutes", label=tr("Minutes of damage"), icon="printer"),
            Doing(key="reopen", label=tr("Brought back…")),
        ),
    )


def _reopen_pane(found: OutBag) -> Pane:
    choices = tuple(Choice(key=why.value, label=rules.say_reason(why)) for why in OpenReason)
    return Pane(
        key=_key(found),
        title=tr("Open the bag {number} again", number=rules.group(found.bag.number)),
        hint=tr(
            "The seal {seal} is broken then; the reason stays in the book.",
            seal=found.bag.seal_number,
        ),
        form_key=f"reopen:{found.bag.number}",
        entries=(Entry(key="words", label=tr("In words, where needed"), is_long=True),),
        questions=(Question(key="why", label=tr("Why?"), choices=choices),),
        primary=Doing(key="unseal", label=tr("Open the bag"), icon="lock"),
        others=(Doing(key="keep_sealed", label=tr("Leave it sealed")),),
    )


def _done_pane(found: OutBag) -> Pane:
    signed = when.show_iso(found.bag.signed_at, found.now)
    return Pane(
        key=_key(found),
        title=f"{_title(found)} — {found.bag.other_side}",
        hint=tr("Filed when the minutes were signed: {moment}.", moment=signed),
        pill=rules.say(found.bag.state),
        tone=Tone.GOOD,
        rows=tuple(_item_row(item) for item in found.items),
        facts=_facts(found),
        form_key=f"done:{found.bag.number}",
        others=(
            Doing(key="print:bag_list", label=tr("Hand-over list"), icon="printer"),
            Doing(key="print:damage_minutes", label=tr("Minutes of damage"), icon="printer"),
        ),
    )


def _papers(found: OutBag) -> tuple[Doing, ...]:
    has_content = bool(found.items)
    return (
        Doing(
            key="print:bag_list",
            label=tr("Hand-over list"),
            icon="printer",
            is_enabled=has_content,
        ),
        Doing(key="print:bag_label", label=tr("Label"), icon="printer", is_enabled=has_content),
        Doing(key="problem", label=tr("There is a problem…")),
    )


def _facts(found: OutBag) -> tuple[Pair, ...]:
    bag = found.bag
    filed = when.show_iso(bag.signed_at, found.now) or tr("when both sides sign the minutes")
    held = sum(found.held_vnd.values())
    pairs = [
        Pair(name=tr("Seal number"), value=bag.seal_number or tr("not sealed")),
        Pair(name=tr("Hands over"), value=found.clerk),
        Pair(name=tr("Courier"), value=bag.courier or tr("not signed")),
        Pair(name=tr("Moment of filing"), value=filed),
    ]
    if held:
        pairs.append(Pair(name=tr("State fees held"), value=show_vnd(held)))
    if bag.clock_was_wrong:
        told = tr("a clock was wrong; the order of the book counts")
        pairs.append(Pair(name=tr("Times"), value=told, tone=Tone.WAITING))
    return tuple(pairs)


def _item_row(item: ItemRow, action: str = "") -> ListRow:
    return ListRow(
        key=item.reference,
        title=words.packet_title(item.packet, item.reference),
        subtitle=words.packet_detail(item.packet),
        pill=rules.say_item(item.state),
        tone=ITEM_TONES.get(item.state, Tone.WRONG),
        pill_last=True,
        action=action,
    )


def _waiting_row(packet: PacketRow) -> ListRow:
    return ListRow(
        key=packet.reference,
        title=words.packet_title(packet, packet.reference),
        subtitle=words.packet_detail(packet),
        pill=tr("not scanned yet"),
        tone=Tone.WAITING,
        pill_last=True,
        action=tr("Put in"),
    )


def _minutes_row(item: ItemRow, found: OutBag) -> ListRow:
    state = found.outcomes.get(item.reference, ItemState.ACCEPTED)
    return ListRow(
        key=item.reference,
        title=words.packet_title(item.packet, item.reference),
        subtitle=words.packet_detail(item.packet),
        pill=rules.say_item(state),
        tone=ITEM_TONES.get(state, Tone.WRONG),
        pill_last=True,
        action=tr("Change"),
    )
