"""Ward help for forms from the list of communes: addresses taken apart, names suggested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.catalog.card_address import GuessKind, from_card_address
from agent_desk.catalog.forms.prefill import FoundWard, ReadAddress
from agent_desk.catalog.place_names import key_of
from agent_desk.domain.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent_desk.catalog.card_address import WardGuess
    from agent_desk.catalog.wards import Ward, Wards

_TYPES = ("phuong", "xa", "thi tran", "dac khu", "p", "x", "tt")


class CatalogWards:
    """Answers forms from the communes of today and the old wards that became them."""

    def __init__(self, wards: Wards) -> None:
        self._wards = wards

    def read_address(self, address: str) -> ReadAddress:
        """Take an address apart; the ward is given only if there is no doubt about it."""
        guess = from_card_address(address, self._wards)
        wards = [guess.ward] if guess.ward else [one.ward for one in guess.candidates]
        if not wards:
            return ReadAddress(detail=address, ward=None)
        detail = _before_ward(clean(address), guess, wards[0])
        found = tuple(self._found(ward) for ward in wards)
        is_exact = guess.kind is GuessKind.EXACT
        return ReadAddress(detail=detail, ward=found[0] if is_exact else None, candidates=found)

    def suggest(self, text: str, limit: int) -> Sequence[FoundWard]:
        """Give communes whose name fits, best first; old names lead to the new ones."""
        name = text.partition(",")[0]
        return [self._found(hit.ward) for hit in self._wards.find(name, limit)]

    def _found(self, ward: Ward) -> FoundWard:
        province = self._wards.provinces[ward.province_code].full_name
        return FoundWard(code=ward.code, name=f"{ward.full_name}, {province}")


def _before_ward(address: str, guess: WardGuess, ward: Ward) -> str:
    """Give what stands before the ward: house, lane, street, village."""
    names = {
        key_of(ward.name),
        key_of(ward.full_name),
        _bare(key_of(guess.old_place.partition(",")[0])),
    }
    parts = [part.strip() for part in address.split(",")]
    for place, part in enumerate(parts):
        key = key_of(part)
        if key and (key in names or _bare(key) in names):
            return ", ".join(parts[:place])
    return address


def _bare(key: str) -> str:
    first, _, rest = key.partition(" ")
    if first in _TYPES and rest:
        return rest
    return key.removeprefix("thi tran ").removeprefix("dac khu ")
