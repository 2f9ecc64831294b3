"""The sheet: page sizes, how blocks flow over pages, page numbers, copies side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from agent_desk.documents.blocks import LEADING, Align, Row, Space, solid
from agent_desk.documents.head import PaperSize
from agent_desk.documents.marks import Marks
from agent_desk.documents.pdf import PdfInfo, Placed, Sheet, write_pdf
from agent_desk.documents.runs import Run, italic, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agent_desk.documents.blocks import Block

MM = 72 / 25.4
A5_WIDTH, A5_HEIGHT = 148 * MM, 210 * MM
A4_WIDTH, A4_HEIGHT = 210 * MM, 297 * MM
_FOOTER_SIZE = 7.5
_LARGE_SIZE = 14.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One page of a copy, in points, and the size of its common text."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    size: float

    @property
    def inside(self) -> float:
        """The width between the margins."""
        return self.width - self.left - self.right

    @property
    def depth(self) -> float:
        """The height between the upper margin and the footer."""
        return self.height - self.top - self.bottom - 2 * _FOOTER_SIZE

    @property
    def small(self) -> float:
        """The size of notes."""
        return self.size * 0.87


def a5(size: float = 9.5) -> Layout:
    """Lay out an A5 page, upright."""
    edge = 10 * MM
    return Layout(
        width=A5_WIDTH,
        height=A5_HEIGHT,
        left=edge,
        right=edge,
        top=9 * MM,
        bottom=7 * MM,
        size=size,
    )


def a4(size: float = 13.0) -> Layout:
    """Lay out an A4 page, upright, with the margins of administrative papers.

    Source: NĐ 30/2020/NĐ-CP, annex I, part I.
    """
    return Layout(
        width=A4_WIDTH,
        height=A4_HEIGHT,
        left=30 * MM,
        right=15 * MM,
        top=20 * MM,
        bottom=20 * MM,
        size=size,
    )


def a4_landscape(size: float = 10.5) -> Layout:
    """Lay out an A4 page on its side, the binding edge at the left, for registers."""
    upright = a4(size)
    return replace(upright, width=A4_HEIGHT, height=A4_WIDTH, bottom=15 * MM)


def large_a5() -> Layout:
    """Lay out an A5 page in the large print of guidance."""
    return a5(_LARGE_SIZE)


def large_a4() -> Layout:
    """Lay out an A4 page in the large print of guidance."""
    return replace(a4(_LARGE_SIZE), left=20 * MM, right=20 * MM)


class Numbering(Enum):
    """Where a page says its number; ``TOP`` is the administrative style of the state.

    Source: NĐ 30/2020/NĐ-CP, annex I, part II.7: centered in the upper margin from page 2 on.
    """

    FOOT = "foot"
    TOP = "top"


class Carry(Protocol):
    """What a register says where a page ends and where the next one begins."""

    @property
    def height(self) -> float:
        """The room kept free at the end of every page."""
        ...

    def close(self, on_page: int, so_far: int) -> Block:
        """Give the row that ends a page."""
        ...

    def open(self, so_far: int) -> Block:
        """Give the row that begins the next page."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One copy of a paper before it is cut into pages.

    ``running`` heads the pages after the first; ``page_label`` has places for page and pages.
    ``carry`` counts the rows of its table from page to page.
    """

    blocks: Sequence[Block]
    running: str
    footer: str
    page_label: str
    watermark: str = ""
    numbering: Numbering = Numbering.FOOT
    carry: Carry | None = None


def compose(copy: Copy, layout: Layout) -> list[Marks]:
    """Cut a copy into pages of marks."""
    pages = _paginate(copy, layout)
    return [
        _draw_page(copy, layout, blocks, (number, len(pages)))
        for number, blocks in enumerate(pages, start=1)
    ]


def _paginate(copy: Copy, layout: Layout) -> list[list[Block]]:
    carry = copy.carry
    pages: list[list[Block]] = [[]]
    used, on_page, so_far = 0.0, 0, 0
    for block in copy.blocks:
        is_entry = isinstance(block, Row) and block.heading is not None
        kept = carry.height if carry and is_entry else 0.0
        if pages[-1] and used + block.height + kept > layout.depth:
            start = _page_start(copy, layout, block)
            if carry and is_entry:
                pages[-1].append(carry.close(on_page, so_far))
                start.append(carry.open(so_far))
            pages.append(start)
            used, on_page = sum(part.height for part in start), 0
            if isinstance(block, Space):
                continue
        pages[-1].append(block)
        used += block.height
        on_page, so_far = on_page + is_entry, so_far + is_entry
    return pages


def _page_start(copy: Copy, layout: Layout, block: Block) -> list[Block]:
    start: list[Block] = [
        solid([italic(copy.running)], layout.small, layout.inside),
        Space(height=layout.small * 0.5),
    ]
    if isinstance(block, Row) and block.heading is not None:
        start.append(block.heading)
    return start


def _draw_page(
    copy: Copy, layout: Layout, blocks: Iterable[Block], number: tuple[int, int]
) -> Marks:
    marks = Marks(watermark=copy.watermark)
    top = layout.height - layout.top
    for block in blocks:
        block.draw(marks, layout.left, top)
        top -= block.height
    runs = [plain(copy.footer)]
    if copy.numbering is Numbering.FOOT:
        label = copy.page_label.format(page=number[0], pages=number[1])
        runs.append(Run(label, gap=1.5))
    elif number[0] > 1:
        at_top = solid([plain(str(number[0]))], layout.size, layout.inside, Align.CENTER)
        at_top.draw(marks, layout.left, layout.height - (layout.top - at_top.height) / 2)
    foot = solid(runs, _FOOTER_SIZE, layout.inside, Align.CENTER)
    foot.draw(marks, layout.left, layout.bottom + _FOOTER_SIZE * LEADING)
    return marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """The copies of one paper, the paper they go on and what the file says about itself."""

    copies: Sequence[Copy]
    layout: Layout
    side_by_side: bool
    title: str
    author: str


def to_sheets(job: Print) -> list[Sheet]:
    """Place every page of every copy on its sheet, two copies side by side or one by one."""
    pages = [compose(copy, job.layout) for copy in job.copies]
    if not job.side_by_side:
        return [Sheet(pages=[Placed(marks=marks)]) for copy in pages for marks in copy]
    return [
        Sheet(
            pages=[
                Placed(marks=marks, x=place * job.layout.width) for place, marks in enumerate(side)
            ],
            cut_at=job.layout.width,
        )
        for first, second in zip(pages[::2], pages[1::2], strict=True)
        for side in zip(first, second, strict=True)
    ]


def print_info(job: Print) -> PdfInfo:
    """Say what the file is and how large its sheets are."""
    width = A4_HEIGHT if job.side_by_side else job.layout.width
    return PdfInfo(title=job.title, author=job.author, width=width, height=job.layout.height)


def print_pdf(job: Print) -> bytes:
    """Write all copies as one PDF."""
    return write_pdf(to_sheets(job), print_info(job))


def print_together(jobs: Sequence[Print]) -> bytes:
    """Write several papers of one size as one PDF, named after the first."""
    sheets = [sheet for job in jobs for sheet in to_sheets(job)]
    return write_pdf(sheets, print_info(jobs[0]))


def is_two_up(paper: PaperSize) -> bool:
    """Tell whether a slip prints its two copies on one sheet of this paper."""
    return paper is PaperSize.A4
