"""Where a citizen's paper is and how it got there: every hop has a person, place, time, proof."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.errors import NotAllowed
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from datetime import datetime


class Place(StrEnum):
    """Where a packet is, as far as this desk's book knows; always exactly one."""

    DESK = "desk"
    BAG = "bag"  # in a bag that has not left the desk
    COURIER = "courier"
    DOOR = "door"  # arrived at the authority, minutes not signed yet
    AUTHORITY = "authority"
    CITIZEN = "citizen"
    OTHER_DESK = "other_desk"
    UNKNOWN = "unknown"  # looked for; a dispute says what is known


class PacketKind(StrEnum):
    """Why the papers travel."""

    FILING = "filing"
    SUPPLEMENT = "supplement"
    RESULT = "result"
    GUEST = "guest"  # the papers of another desk's dossier


class HopKind(StrEnum):
    """One step of a packet from hand to hand."""

    TAKEN = "taken"
    BAGGED = "bagged"
    UNBAGGED = "unbagged"
    SEALED = "sealed"
    OPENED = "opened"
    LEFT = "left"
    ARRIVED = "arrived"
    HANDED_OVER = "handed_over"
    SENT_BACK = "sent_back"
    RECEIVED = "received"
    MISSED = "missed"
    FOUND = "found"
    ELSEWHERE = "elsewhere"
    GIVEN = "given"


class Proof(StrEnum):
    """What shows that a hop took place."""

    SIGNED_ON_SCREEN = "signed_on_screen"
    SIGNED_ON_PAPER = "signed_on_paper"
    SCAN = "scan"
    SEAL = "seal"
    WAYBILL = "waybill"
    MINUTES = "minutes"
    NOTICE = "notice"
    DISPUTE = "dispute"


_P, _H = Place, HopKind
_ANYWHERE = frozenset(Place)
_HOPS: dict[HopKind, tuple[frozenset[Place], Place]] = {
    _H.BAGGED: (frozenset({_P.DESK}), _P.BAG),
    _H.UNBAGGED: (frozenset({_P.BAG}), _P.DESK),
    _H.SEALED: (frozenset({_P.BAG}), _P.BAG),
    _H.OPENED: (frozenset({_P.BAG, _P.COURIER, _P.DOOR}), _P.BAG),
    _H.LEFT: (frozenset({_P.BAG}), _P.COURIER),
    _H.ARRIVED: (frozenset({_P.COURIER}), _P.DOOR),
    _H.HANDED_OVER: (frozenset({_P.COURIER, _P.DOOR}), _P.AUTHORITY),
    _H.SENT_BACK: (frozenset({_P.COURIER, _P.DOOR}), _P.COURIER),
    _H.RECEIVED: (_ANYWHERE - {_P.DESK, _P.BAG}, _P.DESK),
    _H.MISSED: (_ANYWHERE - {_P.UNKNOWN, _P.CITIZEN}, _P.UNKNOWN),
    _H.FOUND: (frozenset({_P.UNKNOWN}), _P.DESK),
    _H.ELSEWHERE: (_ANYWHERE - {_P.BAG, _P.AUTHORITY, _P.CITIZEN}, _P.OTHER_DESK),
    _H.GIVEN: (frozenset({_P.DESK}), _P.CITIZEN),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HopTime:
    """When a hop took place: what the clock said, and what counts."""

    at: datetime
    counted_at: datetime
    clock_was_wrong: bool = False


def follow(at: datetime, before: datetime | None) -> HopTime:
    """Give the time that counts for the hop after ``before``: never earlier than the hop before.

    The order of the book is the order of the hops. A clock that was set back in between cannot
    make a paper arrive before it left; the reading is kept and marked as wrong.
    """
    if before is None or at >= before:
        return HopTime(at=at, counted_at=at)
    return HopTime(at=at, counted_at=before, clock_was_wrong=True)


def after(place: Place, kind: HopKind) -> Place:
    """Give where a packet is after a hop. Raises: NotAllowed if it cannot start from there."""
    if kind is HopKind.TAKEN:
        return Place.DESK
    starts, end = _HOPS[kind]
    if place not in starts:
        raise NotAllowed(
            tr("These papers are {place}. Look at their way before you go on.", place=say(place))
        )
    return end


def is_here(place: Place) -> bool:
    """Say whether the paper lies at this desk, in a bag or beside it."""
    return place in (Place.DESK, Place.BAG)


def say(place: Place) -> str:
    """Say where a packet is."""
    return {
        _P.DESK: tr("at this desk"),
        _P.BAG: tr("in a bag at this desk"),
        _P.COURIER: tr("with the courier"),
        _P.DOOR: tr("at the authority, minutes not signed yet"),
        _P.AUTHORITY: tr("with the authority"),
        _P.CITIZEN: tr("with the citizen"),
        _P.OTHER_DESK: tr("at another desk"),
        _P.UNKNOWN: tr("being looked for"),
    }[place]


def say_hop(kind: HopKind) -> str:
    """Name a hop."""
    return {
        _H.TAKEN: tr("Taken in from the citizen"),
        _H.BAGGED: tr("Put into the bag"),
        _H.UNBAGGED: tr("Taken out of the bag"),
        _H.SEALED: tr("Bag sealed"),
        _H.OPENED: tr("Sealed bag opened"),
        _H.LEFT: tr("Given to the courier"),
        _H.ARRIVED: tr("Arrived at the authority"),
        _H.HANDED_OVER: tr("Handed over, minutes signed"),
        _H.SENT_BACK: tr("Sent back by the authority"),
        _H.RECEIVED: tr("Received at this desk"),
        _H.MISSED: tr("Not found where it should be"),
        _H.FOUND: tr("Found"),
        _H.ELSEWHERE: tr("Seen at another desk"),
        _H.GIVEN: tr("Given to the citizen"),
    }[kind]


def say_proof(proof: Proof) -> str:
    """Name what shows a hop."""
    return {
        Proof.SIGNED_ON_SCREEN: tr("signed on the screen"),
        Proof.SIGNED_ON_PAPER: tr("signed on paper"),
        Proof.SCAN: tr("scanned"),
        Proof.SEAL: tr("seal"),
        Proof.WAYBILL: tr("hand-over list signed by the courier"),
        Proof.MINUTES: tr("hand-over minutes"),
        Proof.NOTICE: tr("notice of the center"),
        Proof.DISPUTE: tr("disputed item"),
    }[proof]
