"""Whether the papers of a scanned slip belong into a bag, and if not, where they belong."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from agent_desk.commands import custody
from agent_desk.domain import bags as rules
from agent_desk.domain import reference as numbers
from agent_desk.domain.custody import Place, is_here
from agent_desk.domain.custody import say as say_place
from agent_desk.errors import InvalidInput, NotAllowed
from agent_desk.i18n import tr
from agent_desk.store.hot import Hot
from agent_desk.store.tables import dossiers

if TYPE_CHECKING:
    from agent_desk.commands.unit import Work
    from agent_desk.store.tables import StoredRow

_DOSSIER_STATE = Hot(select(dossiers.c.state).where(dossiers.c.reference == bindparam("reference")))


class WrongSlip(StrEnum):
    """Why a scanned slip does not belong into this bag."""

    ALREADY_IN = "already_in"
    OTHER_BAG = "other_bag"
    OTHER_DESTINATION = "other_destination"
    GONE = "gone"
    HANDED_OVER = "handed_over"
    OTHER_DESK = "other_desk"
    NO_PAPER = "no_paper"
    UNKNOWN = "unknown"
    MISREAD = "misread"


class SlipRefused(NotAllowed):
    """A slip that must not go into this bag; ``why`` says it to machines, the message to people."""

    def __init__(self, why: WrongSlip, message: str) -> None:
        super().__init__(message)
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A scanned sending slip. ``as_guest`` takes the papers of another desk along on purpose."""

    reference: str
    as_guest: bool = False


def require_fitting(work: Work, bag: StoredRow, slip: Slip) -> StoredRow | None:
    """Give the packet that may go into the bag; None where a guest must be begun for it.

    Raises: SlipRefused that names the right bag or place.
    """
    reference = _read(slip.reference)
    found = custody.packets_of(work.connection, reference)
    inside = next((packet for packet in found if packet.bag_number == bag.number), None)
    if inside is not None:  # papers and a result of one reference may both lie here
        raise _elsewhere(bag, inside)
    here = next((packet for packet in found if packet.place == Place.DESK.value), None)
    if here is not None:
        _require_same_way(bag, here)
        return here
    if not found:
        _require_known_or_guest(work, reference, slip)
        return None
    newest = found[0]
    if slip.as_guest and newest.dossier_id is None and not is_here(Place(newest.place)):
        return None
    raise _elsewhere(bag, newest)


def _read(text: str) -> str:
    try:
        return numbers.check(text).digits
    except InvalidInput as error:
        raise SlipRefused(WrongSlip.MISREAD, error.message) from error


def _require_same_way(bag: StoredRow, packet: StoredRow) -> None:
    if packet.destination == bag.other_side:
        return
    raise SlipRefused(
        WrongSlip.OTHER_DESTINATION,
        tr("Wrong bag: these papers go to {place}.", place=packet.destination),
    )


def _require_known_or_guest(work: Work, reference: str, slip: Slip) -> None:
    if _DOSSIER_STATE.first(work.connection, {"reference": reference}) is not None:
        raise SlipRefused(
            WrongSlip.NO_PAPER,
            tr(
                "No paper was taken in for {reference}. Put the sheet aside and look at the "
                "dossier.",
                reference=numbers.group(reference),
            ),
        )
    ours = work.desk.identity.desk_code
    if reference[:5] == ours:
        raise SlipRefused(
            WrongSlip.UNKNOWN,
            tr(
                "{reference} is not in the book of this desk. Put the papers aside and look for "
                "their slip.",
                reference=numbers.group(reference),
            ),
        )
    if slip.as_guest:
        return
    raise SlipRefused(
        WrongSlip.OTHER_DESK,
        tr(
            "This slip is of desk {desk}. Give the papers back to it, or take them along "
            "on purpose.",
            desk=reference[:5],
        ),
    )


def _elsewhere(bag: StoredRow, packet: StoredRow) -> SlipRefused:
    place = Place(packet.place)
    if packet.bag_number == bag.number:
        return SlipRefused(
            WrongSlip.ALREADY_IN, tr("Already in this bag. It is counted once, nothing to do.")
        )
    if place is Place.BAG:
        number = rules.group(packet.bag_number or "")
        return SlipRefused(
            WrongSlip.OTHER_BAG,
            tr("Wrong bag: these papers are in the bag {number}.", number=number),
        )
    if place is Place.AUTHORITY:
        return SlipRefused(
            WrongSlip.HANDED_OVER,
            tr("These papers are handed over already. Is this an old slip? Put it aside."),
        )
    return SlipRefused(
        WrongSlip.GONE,
        tr(
            "By the book these papers are {place}. Put them aside and press “There is a problem”.",
            place=say_place(place),
        ),
    )
