"""Blocks of a page: each knows its height and can put its marks below a given edge."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from agent_desk.documents.marks import Box, Rule, TextMark
from agent_desk.documents.runs import Line, Run, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agent_desk.documents.marks import Marks

LEADING = 1.32
_BASELINE = 1.0  # from the upper edge of a line, in sizes: leaves room for the marks of Ế and Ỗ
_MOST_LINES = 16  # more lines than this may be parted by the end of a page


class Align(Enum):
    """Where a line stands in its width."""

    LEFT = 0.0
    CENTER = 0.5
    RIGHT = 1.0


class Block(Protocol):
    """Something with a height that is drawn below an edge."""

    @property
    def height(self) -> float:
        """The room it takes, in points."""
        ...

    def draw(self, marks: Marks, x: float, top: float) -> None:
        """Put its marks, its upper left corner at ``x`` and ``top``."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """Empty height; dropped at the head of a page."""

    height: float

    def draw(self, marks: Marks, x: float, top: float) -> None:
        """Leave the paper as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Wrapped lines of one size."""

    lines: Sequence[Line]
    size: float
    width: float
    align: Align = Align.LEFT

    @property
    def height(self) -> float:
        """The room the lines take."""
        return len(self.lines) * self.size * LEADING

    def draw(self, marks: Marks, x: float, top: float) -> None:
        """Put each piece of each line."""
        y = top - self.size * _BASELINE
        for line in self.lines:
            start = x + (self.width - line.width) * self.align.value
            marks.texts += [
                TextMark(start + piece.x, y, piece.text, piece.face, self.size)
                for piece in line.pieces
            ]
            y -= self.size * LEADING


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """A short horizontal rule in the middle of a width, with room around it."""

    length: float
    width: float
    height: float = 3.0

    def draw(self, marks: Marks, x: float, top: float) -> None:
        """Put the rule."""
        start, y = x + (self.width - self.length) / 2, top - self.height / 2
        marks.rules.append(Rule(start, y, start + self.length, y))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """Blocks that stay together on one page."""

    blocks: Sequence[Block]

    @property
    def height(self) -> float:
        """The room of all blocks."""
        return sum(block.height for block in self.blocks)

    def draw(self, marks: Marks, x: float, top: float) -> None:
        """Put one block below the other."""
        for block in self.blocks:
            block.draw(marks, x, top)
            top -= block.height


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Blocks side by side, as tall as the tallest; ``offsets`` are their left edges."""

    blocks: Sequence[Block]
    offsets: Sequence[float]

    @property
    def height(self) -> float:
        """The room of the tallest block."""
        return max(block.height for block in self.blocks)

    def draw(self, marks: Marks, x: float, top: float) -> None:
        """Put each block at its offset."""
        for block, offset in zip(self.blocks, self.offsets, strict=True):
            block.draw(marks, x + offset, top)


@dataclass(frozen=True, slots=True, kw_only=True)
class Framed:
    """A block in a box, with room between."""

    block: Block
    width: float
    padding: float

    @property
    def height(self) -> float:
        """The room of the block and of the padding."""
        return self.block.height + 2 * self.padding

    def draw(self, marks: Marks, x: float, top: float) -> None:
        """Put the box and what is in it."""
        marks.frames.append(Box(x, top - self.height, self.width, self.height))
        self.block.draw(marks, x + self.padding, top - self.padding)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table; ``heading`` comes again when the table goes on over the page."""

    cells: Sequence[Block]
    edges: Sequence[float]
    padding: float
    heading: Block | None = None

    @property
    def height(self) -> float:
        """The room of the tallest cell and of the padding."""
        return max(cell.height for cell in self.cells) + 2 * self.padding * 0.6

    def draw(self, marks: Marks, x: float, top: float) -> None:
        """Put the frame of the row, its upright rules and its cells."""
        bottom = top - self.height
        width = self.edges[-1] - self.edges[0]
        marks.frames.append(Box(x + self.edges[0], bottom, width, self.height))
        marks.rules += [Rule(x + edge, bottom, x + edge, top) for edge in self.edges[1:-1]]
        for cell, edge in zip(self.cells, self.edges, strict=False):
            cell.draw(marks, x + edge + self.padding, top - self.padding * 0.6)


def paragraph(
    runs: Iterable[Run], size: float, width: float, align: Align = Align.LEFT
) -> list[Block]:
    """Wrap runs into blocks; a very long text becomes several, so that pages can part it."""
    lines = wrap(runs, size, width)
    return [
        Lines(lines=lines[start : start + _MOST_LINES], size=size, width=width, align=align)
        for start in range(0, len(lines), _MOST_LINES)
    ]


def solid(runs: Iterable[Run], size: float, width: float, align: Align = Align.LEFT) -> Lines:
    """Wrap runs into one block that no page parts."""
    return Lines(lines=wrap(runs, size, width), size=size, width=width, align=align)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table: its heading and its width in points."""

    heading: str
    width: float
    align: Align = Align.LEFT


def table(
    columns: Sequence[Column], rows: Iterable[Sequence[Iterable[Run]]], size: float
) -> list[Block]:
    """Give the heading row and the rows; a row with a very long cell becomes several."""
    from agent_desk.documents.runs import bold

    padding = size * 0.55
    edges = [0.0]
    for column in columns:
        edges.append(edges[-1] + column.width)

    def cells(lines: Sequence[Sequence[Line]]) -> list[Block]:
        return [
            Lines(lines=cell, size=size, width=column.width - 2 * padding, align=column.align)
            for cell, column in zip(lines, columns, strict=True)
        ]

    def wrapped(cell: Iterable[Run], column: Column) -> tuple[Line, ...]:
        return wrap(cell, size, column.width - 2 * padding)

    top = [wrapped([bold(column.heading)], column) for column in columns]
    heading = Row(cells=cells(top), edges=edges, padding=padding)
    found: list[Block] = [heading]
    for row in rows:
        lines = [wrapped(cell, column) for cell, column in zip(row, columns, strict=True)]
        for start in range(0, max(map(len, lines)), _MOST_LINES):
            part = [cell[start : start + _MOST_LINES] for cell in lines]
            found.append(Row(cells=cells(part), edges=edges, padding=padding, heading=heading))
    return found
