"""Minutes of hand-over (Biên bản giao nhận): signed, they are the moment paper is filed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import update

from agent_desk.clock import from_iso, to_iso
from agent_desk.commands import bags, custody
from agent_desk.commands.appointments import Appointment, check_appointment, keep_code
from agent_desk.commands.custody import Hop
from agent_desk.commands.disputes import Difference, dispute
from agent_desk.commands.state_money import Payment, held_of, write_money
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain import bags as rules
from agent_desk.domain.bags import BagState, ItemState, SealSeen
from agent_desk.domain.custody import HopKind, Proof
from agent_desk.domain.disputes import DisputeKind
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.facts import FactKind
from agent_desk.domain.kept_texts import refuse_secrets
from agent_desk.domain.state_money import MoneyKind, MoneyLine
from agent_desk.domain.text import clean
from agent_desk.errors import InvalidInput, NotFound
from agent_desk.i18n import tr
from agent_desk.store.custody_tables import packets

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from agent_desk.store.tables import StoredRow

_OUTCOMES = {
    ItemState.ACCEPTED: HopKind.HANDED_OVER,
    ItemState.DAMAGED: HopKind.HANDED_OVER,
    ItemState.SENT_BACK: HopKind.SENT_BACK,
    ItemState.MISSING: HopKind.MISSED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesItem:
    """What the minutes say of one dossier, and what came back for it."""

    outcome: ItemState = ItemState.ACCEPTED
    appointment: Appointment | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """The signed minutes. ``items`` names only what differs from accepted, or got a code.

    ``signed_at`` is the time written in them; it must lie between leaving and now. ``pays_fees``
    says that the state fees held for the accepted dossiers were paid over with them.
    """

    minutes_number: str
    signer: str
    signed_at: datetime
    items: Mapping[str, MinutesItem] = field(default_factory=dict)
    extra: tuple[str, ...] = ()
    seal: SealSeen = SealSeen.WHOLE
    seen_seal: str = ""
    pays_fees: bool = False
    fees_receipt: str = ""


def hand_over(desk: Desk, act: Act, number: str, minutes: Minutes) -> Done:
    """Record the signed minutes of a bag: its papers are filed at that moment.

    Values: ``accepted``, ``disputed`` (counts), ``filed_at``. What does not fit becomes a disputed
    item; nothing is refused for it. Raises: InvalidInput, NotAllowed.
    """
    _check(minutes)

    def do(work: Work) -> Mapping[str, str]:
        bag = bags.require_bag(work, number)
        rules.require_step(BagState(bag.state), BagState.HANDED_OVER)
        found = bags.held_packets(work, number)
        _require_in_bag(minutes, {packet.reference for packet in found})
        filed_at = _filed_at(work, bag, minutes)
        lines = [_take(work, bag, packet, (minutes, filed_at)) for packet in found]
        disputed = _differences(work, number, minutes)
        for reference in minutes.extra:
            bags.keep_item(work, number, reference, (None, ItemState.EXTRA))
        counted = bags.step(
            work,
            bag,
            BagState.HANDED_OVER,
            minutes_number=clean(minutes.minutes_number),
            signer=clean(minutes.signer),
            signed_at=filed_at,
            closed_at=work.at_iso,
        )
        accepted = [line for line in lines if line["outcome"] in ("accepted", "damaged")]
        body = {
            "minutes_number": clean(minutes.minutes_number),
            "signed_at": filed_at,
            "counted_at": counted,
            "references": [line["reference"] for line in accepted],
            "items": lines,
            "seal": minutes.seal.value,
        }
        private = {"signer": clean(minutes.signer), "seen_seal": clean(minutes.seen_seal)}
        work.record(FactKind.BAG_HANDED_OVER, number, body, private)
        return {
            "accepted": str(len(accepted)),
            "disputed": str(disputed),
            "filed_at": filed_at,
        }

    return perform(desk, act, "hand_over_bag", do)


def _check(minutes: Minutes) -> None:
    refuse_secrets(
        {
            "minutes_number": minutes.minutes_number,
            "signer": minutes.signer,
            "seen_seal": minutes.seen_seal,
            "words": "\n".join(item.words for item in minutes.items.values()),
        }
    )
    errors: dict[str, str] = {}
    if not clean(minutes.signer):
        errors["signer"] = tr("Write who signed the minutes for the authority.")
    if minutes.seal is SealSeen.OTHER_NUMBER and not clean(minutes.seen_seal):
        errors["seen_seal"] = tr("Write the number that was on the seal.")
    if any(item.outcome not in _OUTCOMES for item in minutes.items.values()):
        errors["items"] = tr("Say for each dossier whether it was accepted.")
    if errors:
        raise InvalidInput(next(iter(errors.values())), errors)
    for item in minutes.items.values():
        if item.appointment is not None:
            check_appointment(item.appointment)


def _require_in_bag(minutes: Minutes, held: set[str]) -> None:
    if minutes.items.keys() - held:
        raise NotFound(tr("The minutes name papers that are not in this bag. Compare the list."))


def _filed_at(work: Work, bag: StoredRow, minutes: Minutes) -> str:
    """Give the moment of filing: what the minutes say, never before the bag left nor after now."""
    if minutes.signed_at > work.at:
        message = tr("The minutes cannot be signed in the future. Compare the time.")
        raise InvalidInput(message, {"signed_at": message})
    left = from_iso(bag.counted_at)
    return to_iso(max(minutes.signed_at, left))


def _take(
    work: Work, bag: StoredRow, packet: StoredRow, told: tuple[Minutes, str]
) -> dict[str, str]:
    minutes, filed_at = told
    item = minutes.items.get(packet.reference, MinutesItem())
    proof = Proof.DISPUTE if item.outcome is ItemState.MISSING else Proof.MINUTES
    hop = Hop(
        kind=_OUTCOMES[item.outcome],
        proof=proof,
        proof_text=clean(minutes.minutes_number) or bag.number,
        other_side=clean(minutes.signer),
        bag_number=bag.number,
    )
    custody.move(work, packet, hop)
    bags.keep_item(work, bag.number, packet.reference, (packet.packet_id, item.outcome))
    is_filed = hop.kind is HopKind.HANDED_OVER
    if is_filed:
        work.connection.execute(
            update(packets).where(packets.c.packet_id == packet.packet_id).values(filed_at=filed_at)
        )
        custody.follow_state(work, packet, DossierState.HANDED_OVER)
    line = {"reference": packet.reference, "outcome": item.outcome.value}
    if item.appointment is not None and is_filed:
        line |= keep_code(work, packet, item.appointment)
    if minutes.pays_fees and is_filed and packet.dossier_id is not None:
        _remit(work, bag, packet, minutes)
    return line


def _remit(work: Work, bag: StoredRow, packet: StoredRow, minutes: Minutes) -> None:
    """Pay over what is held for one dossier; the minutes are the proof beside the receipt."""
    held = held_of(work.connection, packet.dossier_id).held_vnd
    if held > 0:
        line = MoneyLine(what="Nộp theo túi", amount_vnd=held, receipt_number=minutes.fees_receipt)
        paid = Payment(line=line, other_side=clean(minutes.signer), bag_number=bag.number)
        write_money(work, packet.dossier_id, MoneyKind.REMITTED, paid)


def _differences(work: Work, number: str, minutes: Minutes) -> int:
    found: list[Difference] = []
    kinds = {ItemState.MISSING: DisputeKind.MISSING, ItemState.DAMAGED: DisputeKind.DAMAGED}
    for reference, item in minutes.items.items():
        kind = kinds.get(item.outcome)
        if kind is not None:
            found.append(_difference(kind, number, reference, item.words))
    found += [_difference(DisputeKind.EXTRA, number, name, "") for name in minutes.extra]
    found += seal_differences(minutes.seal, number, clean(minutes.seen_seal))
    for difference in found:
        dispute(work, difference)
    return len(found)


def _difference(kind: DisputeKind, number: str, reference: str, words: str) -> Difference:
    return Difference(
        kind=kind, bag_number=number, reference=reference, words=words, source="minutes"
    )


def seal_differences(seal: SealSeen, number: str, seen: str) -> list[Difference]:
    """Give what a seal has to be disputed for; empty if it was whole."""
    kinds = {SealSeen.TORN: DisputeKind.TORN_SEAL, SealSeen.OTHER_NUMBER: DisputeKind.OTHER_SEAL}
    if seal is SealSeen.WHOLE:
        return []
    return [Difference(kind=kinds[seal], bag_number=number, about=seen, source="minutes")]
