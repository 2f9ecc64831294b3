"""Numbers of postal items that the operator gave in advance, and what a typed number is worth."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.domain.postal import ItemKind, is_s10, make_s10, normalize_item
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_LINES = 1000
MAX_RANGE = 1_000_000
LOW = 20
"""From how few numbers on the clerk is told to ask for more."""

_S10 = re.compile(r"([A-Z]{2})([0-9]{8})([0-9])([A-Z]{2})")
_PLAIN = re.compile(r"([A-Z0-9]*?[A-Z]|)([0-9]{4,12})()")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRange:
    """Consecutive numbers, both ends included; S10 numbers get their check digit."""

    kind: ItemKind
    prefix: str
    suffix: str
    width: int
    first: int
    last: int

    @property
    def size(self) -> int:
        """How many numbers it has."""
        return self.last - self.first + 1

    def code(self, serial: int) -> str:
        """Write the number with this serial."""
        if self.kind is ItemKind.S10:
            return make_s10(self.prefix, serial, self.suffix)
        return f"{self.prefix}{serial:0{self.width}d}{self.suffix}"

    def holds(self, code: str) -> bool:
        """Say whether an item number lies in this range."""
        parts = _parts(normalize_item(code))
        if parts is None:
            return False
        kind, prefix, serial, suffix = parts
        same = (kind, prefix, suffix) == (self.kind, self.prefix, self.suffix)
        return same and self.first <= int(serial) <= self.last and len(serial) == self.width

    def overlaps(self, other: ItemRange) -> bool:
        """Say whether both hold a number in common."""
        mine = (self.kind, self.prefix, self.suffix, self.width)
        if mine != (other.kind, other.prefix, other.suffix, other.width):
            return False
        return self.first <= other.last and other.first <= self.last


def read_pool(content: bytes, known: Iterable[ItemRange] = ()) -> tuple[ItemRange, ...]:
    """Read a pool file: one ``first,last`` per line, both whole numbers; ``#`` begins a remark.

    Nothing of a file with a fault is used. Raises: InvalidInput, naming the line: not readable,
    no number at all, a wrong check digit, ends that do not fit, or numbers that are known already.
    """
    try:
        lines = list(csv.reader(content.decode("utf-8-sig").splitlines(), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise _refused(tr("This file is not a list of item numbers.")) from error
    if len(lines) > MAX_LINES:
        raise _refused(tr("This file has too many lines."))
    before, found = list(known), list[ItemRange]()
    for number, cells in enumerate(lines, start=1):
        if not cells or cells[0].lstrip().startswith("#") or cells[0].strip().lower() == "first":
            continue
        one = _range(cells, number)
        if any(one.overlaps(other) for other in (*before, *found)):
            raise _refused(tr("Line {n}: some of these numbers were imported before.", n=number))
        found.append(one)
    if not found:
        raise _refused(tr("This file holds no item numbers. Ask the post for another one."))
    return tuple(found)


def _range(cells: list[str], number: int) -> ItemRange:
    if len(cells) != 2:
        raise _refused(tr("Line {n}: write the first and the last number.", n=number))
    first, last = (normalize_item(cell) for cell in cells)
    low, high = _parts(first), _parts(last)
    if low is None or high is None:
        raise _refused(tr("Line {n}: this is not an item number.", n=number))
    kind, prefix, start, suffix = low
    is_pair = (high[0], high[1], high[3]) == (kind, prefix, suffix) and len(high[2]) == len(start)
    if not is_pair or int(high[2]) < int(start):
        raise _refused(tr("Line {n}: the last number does not follow the first.", n=number))
    if kind is ItemKind.S10 and not (is_s10(first) and is_s10(last)):
        raise _refused(tr("Line {n}: the check digit is wrong.", n=number))
    if int(high[2]) - int(start) >= MAX_RANGE:
        raise _refused(tr("Line {n}: so many numbers cannot be right.", n=number))
    return ItemRange(
        kind=kind,
        prefix=prefix,
        suffix=suffix,
        width=len(start),
        first=int(start),
        last=int(high[2]),
    )


def _parts(code: str) -> tuple[ItemKind, str, str, str] | None:
    """Take a number apart: kind, what stands before the serial, serial, what stands after it."""
    s10 = _S10.fullmatch(code)
    if s10 is not None:
        return ItemKind.S10, s10[1], s10[2], s10[4]
    plain = _PLAIN.fullmatch(code)
    return (ItemKind.OTHER, plain[1], plain[2], "") if plain is not None else None


def warning_about(code: str, *, in_pool: bool, has_pool: bool) -> str:
    """Say what is unusual about a number that was typed or scanned; it is taken all the same."""
    if has_pool and not in_pool:
        return tr("This number is not one of those the post gave this desk. Compare it once more.")
    if not is_s10(code):
        return tr("This is not an S10 code. It is taken as the operator's own number.")
    return ""


def _refused(message: str) -> InvalidInput:
    return InvalidInput(message, {"pool": message})
