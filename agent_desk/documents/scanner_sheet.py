"""The sheet that tries a scanner out: three codes of known text, on A5."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.documents import parts
from agent_desk.documents.blocks import Align, Columns, Framed, Stack, solid
from agent_desk.documents.codes import (
    QR_QUIET_MODULES,
    bars_width,
    code128_bars,
    placed,
    qr_text_bars,
)
from agent_desk.documents.runs import bold, italic, plain
from agent_desk.documents.sheet import MM, Print, a5, print_pdf
from agent_desk.documents.wording import wording
from agent_desk.domain.scanner_test import TEXTS, TestCode

if TYPE_CHECKING:
    from agent_desk.documents.blocks import Block
    from agent_desk.documents.head import OfficeHead
    from agent_desk.documents.marks import Box, Marks

DOCUMENT = "scanner_sheet"
_SIZE = 10.5
_BAR_MODULE = 0.42 * MM
_BAR_HEIGHT = 13 * MM
_QR_MODULE = 0.68 * MM
"""Also the cheapest scanner reads modules of half a millimeter from an office printer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bars:
    """A code in the middle of a width; ``high`` None is a QR with square modules."""

    bars: tuple[Box, ...]
    module: float
    width: float
    high: float | None = None

    @property
    def height(self) -> float:
        """The room of the code with its quiet zone."""
        if self.high is not None:
            return self.high
        return (bars_width(self.bars) + QR_QUIET_MODULES) * self.module

    def draw(self, marks: Marks, x: float, top: float) -> None:
        """Put the bars."""
        quiet = 0 if self.high is not None else QR_QUIET_MODULES
        taken = (bars_width(self.bars) + quiet) * self.module
        left = x + (self.width - taken) / 2
        high = self.high or self.module
        marks.bars += placed(self.bars, left, top - self.height, self.module, high)


def render_scanner_sheet(head: OfficeHead) -> bytes:
    """Write the sheet as PDF. Raises: NotFound if the wording version is unknown."""
    return print_pdf(scanner_sheet_job(head))


def scanner_sheet_job(head: OfficeHead) -> Print:
    """Lay the sheet out. Raises: NotFound if the wording version is unknown."""
    words = wording(DOCUMENT, head.template_version)
    form = parts.OfficeForm(head=head, words=words, layout=a5(_SIZE))
    size, inside = form.layout.size, form.layout.inside
    half = inside / 2
    digits = _Bars(
        bars=code128_bars(TEXTS[TestCode.DIGITS]),
        module=_BAR_MODULE,
        width=inside,
        high=_BAR_HEIGHT,
    )
    pair = Columns(
        blocks=[_qr(form, TestCode.KEYBOARD, half), _qr(form, TestCode.LETTERS, half)],
        offsets=[0, half],
    )
    note = solid([plain(words.text("turn_off"))], size * 0.9, inside - 2 * size * 0.6, Align.LEFT)
    blocks: list[Block] = [
        solid([plain(head.operator)], size * 0.9, inside, Align.CENTER),
        solid([bold(head.site)], size * 0.9, inside, Align.CENTER),
        form.space(0.5),
        solid([bold(words.text("title"))], size * 1.5, inside, Align.CENTER),
        form.space(0.4),
        form.line(*words.runs("how")),
        form.space(1.0),
        *_named(form, TestCode.DIGITS, inside),
        form.space(0.4),
        digits,
        form.space(1.6),
        pair,
        form.space(0.8),
        Framed(block=note, width=inside, padding=size * 0.6),
    ]
    return Print(
        copies=[parts.named_copy(form, blocks, head.site, parts.print_line(form))],
        layout=form.layout,
        side_by_side=False,
        title=words.text("title"),
        author=head.operator,
    )


def _qr(form: parts.OfficeForm, code: TestCode, width: float) -> Block:
    bars = qr_text_bars(TEXTS[code])
    return Stack(
        blocks=[*_named(form, code, width), _Bars(bars=bars, module=_QR_MODULE, width=width)]
    )


def _named(form: parts.OfficeForm, code: TestCode, width: float) -> list[Block]:
    size, words = form.layout.size, form.words
    return [
        solid([bold(words.text(code.value))], size, width, Align.CENTER),
        solid([italic(words.text(f"{code.value}_note"))], size * 0.85, width, Align.CENTER),
    ]
