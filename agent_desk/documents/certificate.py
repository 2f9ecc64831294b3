"""Giấy xác nhận tham gia: who came to a class; our own paper, which claims no official status."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent_desk.clock import local
from agent_desk.documents import parts
from agent_desk.documents.blocks import Align, Columns, Lines, Stack, solid
from agent_desk.documents.codes import code128_bars, placed
from agent_desk.documents.fit import on_one_page
from agent_desk.documents.fonts import Face, em_width
from agent_desk.documents.marks import Box
from agent_desk.documents.runs import bold, italic, plain, wrap_evenly
from agent_desk.documents.sheet import (
    A4_HEIGHT,
    A4_WIDTH,
    MM,
    Copy,
    Layout,
    Print,
    a4,
    print_pdf,
)
from agent_desk.documents.show import show_date, show_long_date
from agent_desk.documents.wording import wording
from agent_desk.domain.training.certificate_number import group

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from agent_desk.documents.blocks import Block
    from agent_desk.documents.head import OfficeHead
    from agent_desk.documents.marks import Marks
    from agent_desk.documents.runs import Run

DOCUMENT = "certificate"
_SIZE = 17.0
_BAR_MODULE = 0.38 * MM
_BAR_HEIGHT = 10 * MM
_EDGE = 9 * MM
_SIGNING_EMS = 3.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whom a certificate names, and its number."""

    name: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificates:
    """The certificates of one class; ``topics`` are titles, ``minutes`` 0 is not said."""

    head: OfficeHead
    held_at: datetime
    place: str
    topics: tuple[str, ...]
    minutes: int
    trainer: str
    holders: tuple[Holder, ...]


def render_certificates(certificates: Certificates) -> bytes:
    """Write a page for each holder as one PDF. Raises: NotFound for an unknown wording."""
    widest = max(certificates.holders, key=lambda holder: em_width(holder.name, Face.BOLD))

    def job(layout: Layout) -> Print:
        return _job(certificates, (widest,), layout)

    # Where the widest name fits, all do: three hundred pages are laid out once each.
    fitted = on_one_page(_layout(), job).layout
    return print_pdf(_job(certificates, certificates.holders, fitted))


def _layout() -> Layout:
    upright = a4(_SIZE)
    side = 24 * MM
    return replace(
        upright,
        width=A4_HEIGHT,
        height=A4_WIDTH,
        left=side,
        right=side,
        top=20 * MM,
        bottom=11 * MM,
    )


def _job(certificates: Certificates, holders: Sequence[Holder], layout: Layout) -> Print:
    words = wording(DOCUMENT, certificates.head.template_version)
    form = parts.OfficeForm(head=certificates.head, words=words, layout=layout)
    shared = _shared(form, certificates)
    return Print(
        copies=[_copy(form, shared, holder) for holder in holders],
        layout=layout,
        side_by_side=False,
        title=words.text("title"),
        author=certificates.head.operator,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shared:
    """What every page of one class says alike, laid out once."""

    above: Sequence[Block]
    below: Sequence[Block]
    signing: Block
    number_label: Block
    verify: Block


def _shared(form: parts.OfficeForm, certificates: Certificates) -> _Shared:
    small, room = form.layout.size * 0.83, _left(form) - 8 * MM
    return _Shared(
        above=(_Border(layout=form.layout), *_heading(form)),
        below=_body(form, certificates),
        signing=_signing(form, certificates),
        number_label=solid([plain(form.words.text("number"))], small, room),
        verify=solid([plain(form.words.text("verify"))], small, room),
    )


def _copy(form: parts.OfficeForm, shared: _Shared, holder: Holder) -> Copy:
    digits = solid([bold(group(holder.number))], form.layout.size, _left(form))
    number = Stack(blocks=[shared.number_label, digits, _Bars(digits=holder.number), shared.verify])
    blocks = [
        *shared.above,
        _centered(form, [bold(holder.name)], 1.75),
        *shared.below,
        Columns(blocks=[number, shared.signing], offsets=[0, _left(form)]),
    ]
    return parts.named_copy(form, blocks, group(holder.number), parts.print_line(form))


def _left(form: parts.OfficeForm) -> float:
    """Give the width of the left column at the foot."""
    return form.layout.inside * 0.56


@dataclass(frozen=True, slots=True, kw_only=True)
class _Border:
    """A double frame around the page; takes no room."""

    layout: Layout
    height: float = 0.0

    def draw(self, marks: Marks, x: float, top: float) -> None:
        """Put both frames."""
        for edge in (_EDGE, _EDGE + 4):
            left, above = edge - self.layout.left, edge - self.layout.top
            width, height = self.layout.width - 2 * edge, self.layout.height - 2 * edge
            marks.frames.append(Box(x + left, top - above - height, width, height))


def _heading(form: parts.OfficeForm) -> list[Block]:
    size = form.layout.size
    return [
        _centered(form, [plain(form.head.operator)], 0.82),
        _centered(form, [bold(form.head.site)], 1.0),
        form.space(0.7),
        _centered(form, [bold(form.words.text("title"))], 2.0),
        _centered(form, [italic(form.words.text("class"))], 1.05),
        form.space(0.7 * 17 / size),
        _centered(form, [plain(form.words.text("confirms"))], 1.0),
        form.space(0.15),
    ]


def _body(form: parts.OfficeForm, certificates: Certificates) -> list[Block]:
    day = show_date(local(certificates.held_at).date())
    attended = form.words.text("attended", day=day, place=certificates.place)
    topics = "; ".join(certificates.topics)
    blocks: list[Block] = [
        form.space(0.15),
        _centered(form, [plain(attended)], 1.0),
        _centered(form, [plain(form.words.text("topics", topics=topics))], 1.0),
    ]
    if certificates.minutes:
        minutes = form.words.text("minutes", minutes=certificates.minutes)
        blocks.append(_centered(form, [plain(minutes)], 1.0))
    status = solid(form.words.runs("status"), form.layout.size * 0.83, form.layout.inside)
    return [*blocks, form.space(0.5), replace(status, align=Align.CENTER), form.space(0.6)]


def _centered(form: parts.OfficeForm, runs: Sequence[Run], share: float) -> Lines:
    size, inside = form.layout.size * share, form.layout.inside
    return Lines(lines=wrap_evenly(runs, size, inside), size=size, width=inside, align=Align.CENTER)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bars:
    """The number for a scanner."""

    digits: str
    height: float = _BAR_HEIGHT + 3

    def draw(self, marks: Marks, x: float, top: float) -> None:
        """Put the bars."""
        bars = code128_bars(self.digits)
        marks.bars += placed(bars, x, top - self.height, _BAR_MODULE, _BAR_HEIGHT)


def _signing(form: parts.OfficeForm, certificates: Certificates) -> Block:
    size, width = form.layout.size, form.layout.inside - _left(form)
    return Stack(
        blocks=[
            solid([italic(_dated(form))], size * 0.9, width, Align.CENTER),
            solid([bold(form.words.text("trainer"))], size * 0.9, width, Align.CENTER),
            form.space(_SIGNING_EMS * 0.8),
            solid([plain(certificates.trainer)], size, width, Align.CENTER),
        ]
    )


def _dated(form: parts.OfficeForm) -> str:
    day = show_long_date(local(form.head.printed_at).date())
    return form.words.text("dateline", place=form.head.place, day=day)
