"""Where a result lies: a letter and a number that two people find again without asking."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.domain.text import clean, fold
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Collection

_PLACE = re.compile(r"([A-Z]?)([1-9][0-9]{0,2})")
_MOST = 999


class ShelfBy(StrEnum):
    """How a post office orders its shelf."""

    GIVEN_NAME = "given_name"
    NUMBER = "number"


def letter_of(name: str) -> str:
    """Give the letter under which a person is looked for: the given name's, without marks.

    Given names come last in Vietnamese; Đ stands with D. A name without a Latin letter is X.
    """
    words = fold(name).split()
    first = words[-1][:1].upper() if words else ""
    return first if first.isascii() and first.isalpha() else "X"


def next_place(name: str, taken: Collection[str], by: ShelfBy) -> str:
    """Give the lowest free place: ``T3`` by given name, ``17`` by number.

    Raises: InvalidInput if a thousand results lie there, which no shelf holds.
    """
    letter = letter_of(name) if by is ShelfBy.GIVEN_NAME else ""
    held = frozenset(taken)
    for number in range(1, _MOST + 1):
        if f"{letter}{number}" not in held:
            return f"{letter}{number}"
    words = tr("The shelf is full under this letter. Write another place.")
    raise InvalidInput(words, {"shelf": words})


def read_place(text: str) -> str:
    """Read a place as a clerk types it: ``t 3`` is ``T3``. Raises: InvalidInput."""
    place = fold(clean(text)).upper().replace(" ", "").replace("-", "")
    if not _PLACE.fullmatch(place):
        words = tr("A place is a letter and a number, for example T3.")
        raise InvalidInput(words, {"shelf": words})
    return place
