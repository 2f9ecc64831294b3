"""The foot of a form: places to sign side by side, and our reference in small codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.documents.blocks import Align, Columns, Lines, Space, Stack
from agent_desk.documents.codes import (
    QR_QUIET_MODULES,
    code128_bars,
    code128_modules,
    placed,
    qr_bars,
    qr_modules,
)
from agent_desk.documents.runs import bold, italic, plain, wrap
from agent_desk.documents.sheet import MM
from agent_desk.domain.reference import group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent_desk.catalog.forms.spec import Signer
    from agent_desk.catalog.forms.values import Answers
    from agent_desk.documents.blocks import Block
    from agent_desk.documents.marks import Marks
    from agent_desk.documents.parts import Form
    from agent_desk.documents.runs import Run

_BAR_MODULE = 0.3 * MM
_BAR_HEIGHT = 6 * MM
_QR_SIDE = 15 * MM
_MANY = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallCodes:
    """The reference as a small Code 128 with its digits below, and as a small QR at the right."""

    reference: str
    below: Block
    width: float

    @property
    def height(self) -> float:
        """The room of the taller side."""
        return max(_QR_SIDE, _BAR_HEIGHT + 2 + 12 + self.below.height)

    def draw(self, marks: Marks, x: float, top: float) -> None:
        """Put the bars, the texts below them and the QR."""
        bars = code128_bars(self.reference)
        marks.bars += placed(bars, x, top - _BAR_HEIGHT, _BAR_MODULE, _BAR_HEIGHT)
        digits = wrap([plain(group(self.reference))], 9, self.width)
        wide = code128_modules(self.reference) * _BAR_MODULE
        named = Lines(lines=digits, size=9, width=wide, align=Align.CENTER)
        named.draw(marks, x, top - _BAR_HEIGHT - 1)
        self.below.draw(marks, x, top - _BAR_HEIGHT - 13)
        module = _QR_SIDE / qr_modules(self.reference)
        corner = x + self.width - _QR_SIDE + QR_QUIET_MODULES * module
        marks.bars += placed(qr_bars(self.reference), corner, top - _QR_SIDE, module, module)


def signature_row(
    form: Form, signers: Sequence[Signer], answers: Answers, room_ems: float
) -> Block:
    """Give a place to sign for each, with so much room; one alone stands at the right."""
    count = max(2, len(signers))
    width = form.layout.inside / count
    size = form.layout.size * (0.82 if count > _MANY else 1.0)
    heads = [_head(signer, size, width) for signer in signers]
    tallest = max(head.height for head in heads)
    columns = [
        Stack(
            blocks=[
                head,
                Space(height=tallest - head.height + size * room_ems),
                _centered(bold(_name(signer, answers)), size, width),
            ]
        )
        for signer, head in zip(signers, heads, strict=True)
    ]
    first = count - len(columns)
    return Columns(
        blocks=columns, offsets=[(first + place) * width for place in range(len(columns))]
    )


def _head(signer: Signer, size: float, width: float) -> Stack:
    title = _centered(bold(signer.title), size, width)
    return Stack(blocks=[title, _centered(italic(signer.note), size * 0.9, width)])


def _name(signer: Signer, answers: Answers) -> str:
    named = answers.get(signer.name_from) if signer.name_from else ""
    return named if isinstance(named, str) else ""


def _centered(run: Run, size: float, width: float) -> Lines:
    lines = wrap([run], size, width - size * 0.8)
    return Lines(lines=lines, size=size, width=width, align=Align.CENTER)
