"""What each button of the Hand-over page does: one command, and a word when it is done. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent_desk.commands import (
    appointments,
    bag_arrivals,
    bags,
    day_end,
    disputes,
    minutes,
    taking_in,
)
from agent_desk.domain.bags import ItemState, OpenReason, SealSeen
from agent_desk.domain.disputes import DisputeKind, Outcome, Side
from agent_desk.domain.reference import check
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr, trn
from agent_desk.ui.pages.handover import typed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from agent_desk.commands.unit import Act, Desk, Done
    from agent_desk.queries.bags import PacketRow

    Run = Callable[[Desk, Act], Done]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """The fields and choices of the pane, and what the pane is about."""

    values: Mapping[str, str]
    number: str = ""
    packet: PacketRow | None = None
    beside: tuple[PacketRow, ...] = ()
    dispute_id: str = ""
    outcomes: Mapping[str, ItemState] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """Give what stands in a field; empty if the pane has none of that name."""
        return self.values.get(key, "")


def open_bag(on: Typed) -> Run:
    """Open a bag for what was typed."""
    return lambda desk, act: bags.open_bag(desk, act, on.text("destination"))


def redirect(on: Typed) -> Run:
    """Send all papers for one destination to another."""
    packet_ids = tuple(packet.packet_id for packet in on.beside)
    return lambda desk, act: taking_in.redirect(desk, act, packet_ids, on.text("destination"))


def seal(on: Typed) -> Run:
    """Seal the bag."""
    return lambda desk, act: bags.seal(desk, act, on.number, on.text("seal_number"))


def leave(on: Typed) -> Run:
    """Give the bag to the courier."""
    return lambda desk, act: bags.leave(desk, act, on.number, on.text("courier"))


def arrive(on: Typed) -> Run:
    """Note the arrival."""
    return lambda desk, act: bags.arrive(desk, act, on.number)


def unseal(on: Typed) -> Run:
    """Open a sealed bag. Raises: InvalidInput without a reason."""
    why = _chosen(on, "why", tr("Choose why the sealed bag is opened."))
    return lambda desk, act: bags.unseal(desk, act, on.number, OpenReason(why), on.text("words"))


def hand_over(on: Typed) -> Run:
    """Record the signed minutes."""

    def run(desk: Desk, act: Act) -> Done:
        signed = minutes.Minutes(
            minutes_number=on.text("minutes_number"),
            signer=on.text("signer"),
            signed_at=typed.past_moment(on.text("signed_at"), desk.clock.now(), "signed_at"),
            items={
                reference: minutes.MinutesItem(outcome=state)
                for reference, state in on.outcomes.items()
            },
            seal=SealSeen(on.text("seal") or SealSeen.WHOLE.value),
            seen_seal=on.text("seen_seal"),
            pays_fees=on.text("pays_fees") == "yes",
        )
        return minutes.hand_over(desk, act, on.number, signed)

    return run


def accept(on: Typed) -> Run:
    """Accept a bag that came in."""
    arrival = bag_arrivals.Arrival(
        number=on.text("number"),
        sender=on.text("sender"),
        seal=SealSeen(on.text("seal") or SealSeen.WHOLE.value),
        seal_number=on.text("seal_number"),
        listed=typed.number(on.text("listed"), "listed"),
    )
    return lambda desk, act: bag_arrivals.accept_bag(desk, act, arrival)


def finish(on: Typed) -> Run:
    """End the count of a bag that came in."""
    return lambda desk, act: bag_arrivals.finish_bag(desk, act, on.number)


def dispute(on: Typed) -> Run:
    """Put a difference aside. Raises: InvalidInput without a kind, or for a misread number."""
    kind = _chosen(on, "kind", tr("Choose what does not fit."))
    reference = on.text("reference").strip()
    found = disputes.Difference(
        kind=DisputeKind(kind),
        bag_number=on.number,
        reference=check(reference).digits if reference else None,
        words=on.text("words"),
    )
    return lambda desk, act: disputes.open_dispute(desk, act, found)


def ours(on: Typed) -> Run:
    """Add what we say."""
    return lambda desk, act: disputes.answer_dispute(
        desk, act, on.dispute_id, Side.OURS, on.text("words")
    )


def theirs(on: Typed) -> Run:
    """Add what the other side says."""
    return lambda desk, act: disputes.answer_dispute(
        desk, act, on.dispute_id, Side.THEIRS, on.text("words")
    )


def close_dispute(on: Typed) -> Run:
    """End a disputed item. Raises: InvalidInput without an outcome."""
    outcome = Outcome(_chosen(on, "outcome", tr("Choose how it ended.")))
    return lambda desk, act: disputes.close_dispute(
        desk, act, on.dispute_id, outcome, on.text("words")
    )


def keep_code(on: Typed) -> Run:
    """Keep code and day of papers handed over."""
    packet_id = on.packet.packet_id if on.packet else ""

    def run(desk: Desk, act: Act) -> Done:
        given = appointments.Appointment(
            official_code=on.text("official_code"),
            appointment_at=typed.appointment(
                on.text("appointment_at"), desk.clock.now(), "appointment_at"
            ),
        )
        return appointments.keep_appointment(desk, act, packet_id, given)

    return run


def told(on: Typed) -> Run:
    """Note that the citizen knows. Raises: InvalidInput without how."""
    how = appointments.ToldBy(_chosen(on, "how", tr("Choose how the citizen was told.")))
    packet_id = on.packet.packet_id if on.packet else ""
    return lambda desk, act: appointments.tell_citizen(desk, act, packet_id, how)


def close_day(_on: Typed) -> Run:
    """Close the day."""
    return day_end.close_day


ACTS: dict[str, Callable[[Typed], Run]] = {
    "open_bag": open_bag,
    "redirect": redirect,
    "seal": seal,
    "leave": leave,
    "arrive": arrive,
    "unseal": unseal,
    "hand_over": hand_over,
    "accept": accept,
    "finish": finish,
    "dispute": dispute,
    "ours": ours,
    "theirs": theirs,
    "close_dispute": close_dispute,
    "keep_code": keep_code,
    "told": told,
    "close_day": close_day,
}
"""By the key of the button."""


def say_done(name: str, done: Done) -> str:
    """Say what was done, where the page does not show it by itself."""
    if name == "seal":
        count = int(done["count"])
        return trn("Sealed with {n} dossier.", "Sealed with {n} dossiers.", count)
    if name in ("hand_over", "finish") and done["disputed"] != "0":
        return trn(
            "Kept. {n} thing does not fit and is disputed: nobody is blamed, the work goes on.",
            "Kept. {n} things do not fit and are disputed: nobody is blamed, the work goes on.",
            int(done["disputed"]),
        )
    return {
        "leave": tr("Given to the courier."),
        "arrive": tr("Arrival noted. The filing is the signed minutes."),
        "unseal": tr("The bag is open again; its old seal does not count any more."),
        "hand_over": tr("Filed at the moment in the minutes. Tell the citizens their codes."),
        "accept": tr("Accepted. Take each paper out and scan it."),
        "finish": tr("List and content fit together."),
        "dispute": tr("Put aside as disputed."),
        "close_dispute": tr("Clarified."),
        "told": tr("Noted: the citizen knows."),
        "keep_code": tr("Kept with the dossier."),
        "close_day": tr("The day is closed. What is open stays listed for tomorrow."),
    }.get(name, "")


def _chosen(on: Typed, key: str, missing: str) -> str:
    chosen = on.text(key)
    if not chosen:
        raise InvalidInput(missing, {key: missing})
    return chosen
