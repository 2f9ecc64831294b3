"""Numbers that a paper carries for machines and for eyes: digits, and how they are read aloud."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.documents.blocks import Stack, solid
from agent_desk.documents.parts import Codes
from agent_desk.documents.runs import bold, plain
from agent_desk.documents.sheet import MM
from agent_desk.domain import bags, reference
from agent_desk.domain.reference import looks_like_reference

if TYPE_CHECKING:
    from agent_desk.documents.blocks import Block
    from agent_desk.documents.parts import OfficeForm

_QR_ROOM = 22 * MM


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanNumber:
    """A number of ours: ``digits`` in bar code and QR, ``shown`` below; empty shows the digits."""

    digits: str
    shown: str = ""

    @property
    def text(self) -> str:
        """Give the number for eyes, in groups."""
        return self.shown or show_digits(self.digits)


def show_digits(digits: str) -> str:
    """Write a reference or a bag number in its groups; anything else stays as it is."""
    if looks_like_reference(digits):
        return reference.group(digits)
    return bags.group(digits) if bags.parse(digits) else digits


def number_codes(form: OfficeForm, number: ScanNumber, label: str) -> list[Block]:
    """Give Code 128 and QR of a number, the number in bold and what it is below the bars."""
    size, room = form.layout.size, form.layout.inside - _QR_ROOM
    texts = [
        solid([bold(number.text)], size * 1.2, room),
        solid([plain(label)], form.layout.small, room),
    ]
    width = form.layout.inside
    return [
        Codes(reference=number.digits, below=Stack(blocks=texts), width=width),
        form.space(0.6),
    ]
