"""Where a scan goes: a card, a reference, a postal item, an official code, or the search box."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.domain import bags
from agent_desk.domain.card import is_card_qr, parse_card_qr
from agent_desk.domain.mrz import as_card, is_mrz, parse_mrz
from agent_desk.domain.postal import Item, ItemKind, check_s10, is_s10
from agent_desk.domain.reference import (
    OfficialCode,
    Reference,
    check,
    looks_like_reference,
    parse_official_code,
)
from agent_desk.domain.scanner_test import is_test_code
from agent_desk.domain.text import clean
from agent_desk.domain.training import certificate_number, session_code

if TYPE_CHECKING:
    from datetime import date

    from agent_desk.domain.people import CardReading


class ScanKind(StrEnum):
    """What was scanned."""

    CARD = "card"
    REFERENCE = "reference"
    BAG = "bag"
    SESSION = "session"
    CERTIFICATE = "certificate"
    S10 = "s10"
    OFFICIAL_CODE = "official_code"
    TEST = "test"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """A scan and what it was read as; ``text`` is empty for a card, whose text is not kept."""

    kind: ScanKind
    text: str = ""
    value: CardReading | Reference | bags.BagNumber | Item | OfficialCode | None = None


def classify(text: str, today: date) -> Scan:
    """Say what a scanned or pasted text is; unknown text is OTHER, so that nothing is lost.

    Raises: InvalidInput if it was meant as a card or a reference but was read wrong.
    """
    if is_card_qr(text):
        return Scan(kind=ScanKind.CARD, value=parse_card_qr(text, today))
    if is_mrz(text):
        return Scan(kind=ScanKind.CARD, value=as_card(parse_mrz(text, today)))
    plain = clean(text)
    if is_test_code(plain):
        return Scan(kind=ScanKind.TEST, text=plain)
    if looks_like_reference(plain):
        reference = check(plain)
        return Scan(kind=ScanKind.REFERENCE, text=reference.digits, value=reference)
    bag = bags.parse(plain)
    if bag is not None:
        return Scan(kind=ScanKind.BAG, text=bag.digits, value=bag)
    session = session_code.parse(plain)
    if session:
        return Scan(kind=ScanKind.SESSION, text=session)
    if certificate_number.looks_like(plain):
        return Scan(kind=ScanKind.CERTIFICATE, text=certificate_number.check(plain).digits)
    if is_s10(plain):
        item = Item(code=check_s10(plain), kind=ItemKind.S10)
        return Scan(kind=ScanKind.S10, text=item.code, value=item)
    official = parse_official_code(plain)
    if official.agency is not None:
        return Scan(kind=ScanKind.OFFICIAL_CODE, text=official.text, value=official)
    return Scan(kind=ScanKind.OTHER, text=plain)
