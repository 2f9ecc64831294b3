"""Bags: their number, minted offline and final, and the steps from open to handed over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from agent_desk.domain.reference import YEARS, NumberExhausted
from agent_desk.domain.text import clean
from agent_desk.errors import InvalidInput, NotAllowed
from agent_desk.i18n import tr

LENGTH = 14
"""One digit fewer than a reference, so that a scan tells them apart by itself."""
MAX_COUNTER = 99
MAX_ITEMS = 500
_DIGITS = re.compile(r"[0-9]{14}")
_SEPARATORS = re.compile(r"[ .\-]")
_SALT = "7"
"""Put before the digits when the check digit is made: a reference that lost a digit fails here."""
_SEAL = re.compile(r"[0-9A-Z][0-9A-Z ./\-]{1,29}")


class Direction(StrEnum):
    """Which way a bag goes, seen from the desk."""

    OUT = "out"
    IN = "in"


class BagState(StrEnum):
    """How far a bag is."""

    OPEN = "open"
    SEALED = "sealed"
    LEFT = "left"
    ARRIVED = "arrived"
    HANDED_OVER = "handed_over"
    ANNOUNCED = "announced"
    RECEIVING = "receiving"
    RECEIVED = "received"


class ItemState(StrEnum):
    """What is known of one packet of a bag."""

    IN = "in"
    REMOVED = "removed"
    EXPECTED = "expected"
    ACCEPTED = "accepted"
    RECEIVED = "received"
    SENT_BACK = "sent_back"
    DAMAGED = "damaged"
    MISSING = "missing"
    EXTRA = "extra"


class OpenReason(StrEnum):
    """Why a sealed bag was opened again."""

    LATE_PAPER = "late_paper"
    WRONG_CONTENT = "wrong_content"
    SEAL_DAMAGED = "seal_damaged"
    NOT_DELIVERED = "not_delivered"
    OTHER = "other"


class SealSeen(StrEnum):
    """What the seal looked like where the bag was opened."""

    WHOLE = "whole"
    TORN = "torn"
    OTHER_NUMBER = "other_number"


@dataclass(frozen=True, slots=True, kw_only=True)
class BagNumber:
    """A bag number taken apart; ``digits`` is what is stored, printed and scanned."""

    digits: str
    desk_code: str
    day: date
    counter: int


_S = BagState
_ALLOWED: dict[BagState, frozenset[BagState]] = {
    _S.OPEN: frozenset({_S.SEALED}),
    _S.SEALED: frozenset({_S.OPEN, _S.LEFT}),
    _S.LEFT: frozenset({_S.ARRIVED, _S.HANDED_OVER, _S.OPEN}),
    _S.ARRIVED: frozenset({_S.HANDED_OVER, _S.OPEN}),
    _S.HANDED_OVER: frozenset(),
    _S.ANNOUNCED: frozenset({_S.RECEIVING}),
    _S.RECEIVING: frozenset({_S.RECEIVED}),
    _S.RECEIVED: frozenset(),
}


def make(desk_code: str, day: date, counter: int) -> str:
    """Give the number of the counter-th bag of a desk on a local day: 14 digits.

    Five digits of the desk, six of the day, two of the counter from 1, one check digit.
    Raises: NumberExhausted past 99 in a day; ValueError if desk code or counter is impossible.
    """
    if not re.fullmatch(r"[0-9]{5}", desk_code) or counter < 1 or day.year not in YEARS:
        raise ValueError("no such bag can be numbered")
    if counter > MAX_COUNTER:
        raise NumberExhausted(
            tr(
                "This desk has opened all {n} bags of today. Use the bags that are open.",
                n=MAX_COUNTER,
            )
        )
    body = f"{desk_code}{day:%y%m%d}{counter:02d}"
    return body + _check_digit(body)


def parse(text: str) -> BagNumber | None:
    """Read a bag number as it was scanned or typed; None if it is not one, or has a wrong digit."""
    digits = _SEPARATORS.sub("", clean(text))
    if not _DIGITS.fullmatch(digits) or _check_digit(digits[:-1]) != digits[-1]:
        return None
    try:
        day = date.fromisoformat("20" + digits[5:11])
    except ValueError:
        return None
    if digits[11:13] == "00":
        return None
    return BagNumber(digits=digits, desk_code=digits[:5], day=day, counter=int(digits[11:13]))


def require(text: str) -> BagNumber:
    """Read a bag number. Raises: InvalidInput that says what to do."""
    number = parse(text)
    if number is None:
        message = tr(
            "This is not the number of a bag: it has 14 digits. Compare it with the label, or "
            "scan it again."
        )
        raise InvalidInput(message, {"number": message})
    return number


def group(number: str) -> str:
    """Write a bag number for reading: ``00102 261123 03 8``."""
    return " ".join((number[:5], number[5:11], number[11:13], number[13:])).strip()


def require_step(state: BagState, following: BagState) -> None:
    """Refuse a step the rules do not know. Raises: NotAllowed, saying how far the bag is."""
    if following in _ALLOWED[state]:
        return
    raise NotAllowed(
        tr(
            "This bag is “{state}”, so it cannot become “{following}”.",
            state=say(state),
            following=say(following),
        )
    )


def is_closed(state: BagState) -> bool:
    """Say whether nothing more will happen to the bag."""
    return not _ALLOWED[state]


def seal_number(text: str) -> str:
    """Give the number on a seal as it is stored. Raises: InvalidInput if it cannot be one."""
    seal = clean(text).upper()
    if _SEAL.fullmatch(seal):
        return seal
    message = tr("Write the number on the seal: 2 to 30 digits and letters, such as VNP 88 20417.")
    raise InvalidInput(message, {"seal_number": message})


def same_seal(one: str, other: str) -> bool:
    """Say whether two readings name the same seal; spaces and strokes do not count."""
    plain = [re.sub(r"[^0-9A-Z]", "", text.upper()) for text in (one, other)]
    return plain[0] == plain[1]


def say(state: BagState) -> str:
    """Name a state in the clerk's words."""
    return {
        _S.OPEN: tr("open"),
        _S.SEALED: tr("sealed"),
        _S.LEFT: tr("on its way"),
        _S.ARRIVED: tr("arrived, not handed over yet"),
        _S.HANDED_OVER: tr("handed over"),
        _S.ANNOUNCED: tr("announced"),
        _S.RECEIVING: tr("being opened"),
        _S.RECEIVED: tr("received"),
    }[state]


def say_reason(reason: OpenReason) -> str:
    """Name why a sealed bag was opened."""
    return {
        OpenReason.LATE_PAPER: tr("Papers came that must go along"),
        OpenReason.WRONG_CONTENT: tr("Something wrong was put in"),
        OpenReason.SEAL_DAMAGED: tr("The seal is damaged"),
        OpenReason.NOT_DELIVERED: tr("The courier brought it back"),
        OpenReason.OTHER: tr("Another reason"),
    }[reason]


def say_seal(seal: SealSeen) -> str:
    """Name what a seal looked like."""
    return {
        SealSeen.WHOLE: tr("Whole, number as on the list"),
        SealSeen.TORN: tr("Torn or missing"),
        SealSeen.OTHER_NUMBER: tr("Whole, but another number"),
    }[seal]


def say_item(state: ItemState) -> str:
    """Say what is known of a packet."""
    return {
        ItemState.IN: tr("in the bag"),
        ItemState.REMOVED: tr("taken out"),
        ItemState.EXPECTED: tr("not scanned yet"),
        ItemState.ACCEPTED: tr("accepted"),
        ItemState.RECEIVED: tr("received"),
        ItemState.SENT_BACK: tr("sent back"),
        ItemState.DAMAGED: tr("damaged"),
        ItemState.MISSING: tr("not found"),
        ItemState.EXTRA: tr("not on the list"),
    }[state]


def _check_digit(digits: str) -> str:
    from stdnum import damm

    return str(damm.calc_check_digit(_SALT + digits))
