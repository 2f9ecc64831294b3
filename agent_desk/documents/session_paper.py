"""What the papers of a training session share: its facts in words, rows for a pen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from agent_desk.clock import local
from agent_desk.documents import parts
from agent_desk.documents.blocks import Align, Column, Columns, Row, Space, Stack, solid
from agent_desk.documents.codes import placed, qr_bars, qr_modules
from agent_desk.documents.marks import Box, Rule
from agent_desk.documents.runs import bold, plain
from agent_desk.documents.sheet import MM, Print
from agent_desk.documents.show import show_date
from agent_desk.domain.training.sessions import Devices, Need

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from agent_desk.documents.blocks import Block
    from agent_desk.documents.head import OfficeHead
    from agent_desk.documents.marks import Marks
    from agent_desk.documents.numbers import ScanNumber
    from agent_desk.documents.parts import OfficeForm
    from agent_desk.documents.runs import Run

QR_SIDE = 26 * MM
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPaper:
    """What papers say of a session; ``topics`` are titles, ``number`` is scanned at the counter."""

    head: OfficeHead
    number: ScanNumber
    topics: tuple[str, ...]
    starts_at: datetime
    minutes: int
    place: str
    trainer: str
    seats: int
    devices: Devices = Devices.OWN
    needs: tuple[Need, ...] = ()

    @property
    def day(self) -> str:
        """Write the day with its weekday: ``Thứ Ba, 24/11/2026``."""
        there = local(self.starts_at)
        return f"{_WEEKDAYS[there.weekday()]}, {show_date(there.date())}"

    @property
    def hours(self) -> str:
        """Write from when to when: ``14 giờ 00 đến 15 giờ 30``."""
        begin = local(self.starts_at)
        end = begin + timedelta(minutes=self.minutes)
        return f"{begin:%H} giờ {begin:%M} đến {end:%H} giờ {end:%M}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Qr:
    """A code at the left edge of its room."""

    digits: str
    side: float = QR_SIDE

    @property
    def height(self) -> float:
        """Its side, quiet zone included."""
        return self.side

    def draw(self, marks: Marks, x: float, top: float) -> None:
        """Put the modules."""
        module = self.side / qr_modules(self.digits)
        marks.bars += placed(qr_bars(self.digits), x, top - self.side, module, module)


def scan_block(form: OfficeForm, number: ScanNumber, side: float = QR_SIDE) -> Block:
    """Give the code, its number and what it is for: no link, only our own number."""
    size, room = form.layout.size, form.layout.inside - side - 3 * MM
    words = Stack(
        blocks=[
            Space(height=side * 0.16),
            solid([bold(form.words.text("scan_here"))], size, room),
            solid([plain(number.text)], size, room),
            solid([plain(form.words.text("scan_note"))], form.layout.small, room),
        ]
    )
    return Columns(blocks=[Qr(digits=number.digits, side=side), words], offsets=[0, side + 3 * MM])


def facts(form: OfficeForm, paper: SessionPaper) -> list[Block]:
    """Give when, where and who on a few lines."""
    return [
        *form.row(form.field("topics", " · ".join(paper.topics))),
        *form.row(form.field("when", paper.day), form.field("hours", paper.hours)),
        *form.row(form.field("where", paper.place)),
        *form.row(form.field("trainer", paper.trainer), form.field("seats", str(paper.seats))),
    ]


def facts_and_code(form: OfficeForm, paper: SessionPaper, side: float = 24 * MM) -> Block:
    """Give the facts at the left and the code that opens the session at the right."""
    layout = form.layout
    narrow = replace(form, layout=replace(layout, right=layout.right + side + 3 * MM))
    number = f"{form.words.text('scan_here')}: {paper.number.text}. {form.words.text('scan_note')}"
    note = solid([plain(number)], layout.small, narrow.layout.inside)
    left = Stack(blocks=[*facts(narrow, paper), note])
    return Columns(
        blocks=[left, Qr(digits=paper.number.digits, side=side)],
        offsets=[0, layout.inside - side],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxCell:
    """A box to tick in the middle of a cell as tall as a hand needs."""

    width: float
    height: float
    side: float
    is_crossed: bool = False

    def draw(self, marks: Marks, x: float, top: float) -> None:
        """Put the box."""
        left = x + (self.width - self.side) / 2
        bottom = top - (self.height + self.side) / 2
        marks.frames.append(Box(left, bottom, self.side, self.side))
        if self.is_crossed:
            right, upper = left + self.side, bottom + self.side
            marks.rules += [Rule(left, bottom, right, upper), Rule(left, upper, right, bottom)]


@dataclass(frozen=True, slots=True, kw_only=True)
class PenColumn:
    """A column for the pen: its share of the width; ``is_box`` has a box to tick in each row."""

    key: str
    share: float
    is_box: bool = False


def pen_rows(
    form: OfficeForm,
    columns: Sequence[PenColumn],
    rows: Sequence[Sequence[str]],
    row_height: float,
) -> list[Block]:
    """Give a table with room to write; a row has a text for each column without a box."""
    size, inside = form.layout.size, form.layout.inside
    padding = size * 0.4
    edges = [0.0]
    for column in columns:
        edges.append(edges[-1] + column.share * inside)
    heads = [
        Column(heading=form.words.text(column.key), width=column.share * inside)
        for column in columns
    ]
    small = form.layout.small
    heading = Row(
        cells=[solid([bold(h.heading)], small, h.width - 2 * padding, Align.CENTER) for h in heads],
        edges=edges,
        padding=padding,
    )

    def cell(text: str, column: PenColumn) -> Block:
        width = column.share * inside - 2 * padding
        if column.is_box:
            return BoxCell(width=width, height=row_height, side=size * 1.15)
        runs: list[Run] = [plain(text)]
        lines = solid(runs, size, width)
        free = max(0.0, row_height - lines.height)
        return Stack(blocks=[Space(height=free / 2), lines, Space(height=free / 2)])

    return [
        heading,
        *(
            Row(
                cells=[cell(text, column) for text, column in zip(row, columns, strict=True)],
                edges=edges,
                padding=padding,
                heading=heading,
            )
            for row in rows
        ),
    ]


def session_print(form: OfficeForm, paper: SessionPaper, blocks: Sequence[Block]) -> Print:
    """Finish a sheet of a session, named after its number and its day."""
    return Print(
        copies=[parts.named_copy(form, blocks, paper.number.text, parts.print_line(form))],
        layout=form.layout,
        side_by_side=False,
        title=f"{form.words.text('title')} {paper.day}",
        author=paper.head.operator,
    )
