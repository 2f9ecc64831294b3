"""Labels: A6, or the same enlarged to A5 where no label printer stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from agent_desk.documents.blocks import Align, solid
from agent_desk.documents.codes import placed
from agent_desk.documents.marks import Rule
from agent_desk.documents.sheet import A5_HEIGHT, A5_WIDTH, MM, Copy, Layout, Print

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent_desk.documents.blocks import Block
    from agent_desk.documents.marks import Box, Marks
    from agent_desk.documents.parts import OfficeForm
    from agent_desk.documents.runs import Run

_A6_WIDTH, _A6_HEIGHT = 105 * MM, 148 * MM
_SIZE = 10.5


class LabelPaper(Enum):
    """What lies in the label printer."""

    A6 = "A6"
    A5 = "A5"


def label_layout(paper: LabelPaper) -> Layout:
    """Lay out a label, upright; all its measures grow with the paper."""
    a6 = Layout(
        width=_A6_WIDTH,
        height=_A6_HEIGHT,
        left=6 * MM,
        right=6 * MM,
        top=5 * MM,
        bottom=4 * MM,
        size=_SIZE,
    )
    if paper is LabelPaper.A6:
        return a6
    grown = A5_WIDTH / _A6_WIDTH
    return Layout(
        width=A5_WIDTH,
        height=A5_HEIGHT,
        left=a6.left * grown,
        right=a6.right * grown,
        top=a6.top * grown,
        bottom=a6.bottom * grown,
        size=a6.size * grown,
    )


def label_unit(form: OfficeForm) -> float:
    """Give how much larger than A6 this label is; codes grow with the paper, not with the text."""
    return form.layout.width / _A6_WIDTH


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """A bar code in the middle of a width; bars are given in modules from the left."""

    bars: tuple[Box, ...]
    modules: int
    module: float
    width: float
    bar_height: float

    @property
    def height(self) -> float:
        """The height of the bars."""
        return self.bar_height

    def draw(self, marks: Marks, x: float, top: float) -> None:
        """Put the bars; half of what the code leaves of the width stays empty at each side."""
        start = x + (self.width - self.modules * self.module) / 2
        marks.bars += placed(self.bars, start, top - self.bar_height, self.module, self.bar_height)


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    """A QR of a given side in the middle of a width; its quiet zone is part of the side."""

    bars: tuple[Box, ...]
    modules: int
    side: float
    width: float

    @property
    def height(self) -> float:
        """The side of the code."""
        return self.side

    def draw(self, marks: Marks, x: float, top: float) -> None:
        """Put the code."""
        module = self.side / self.modules
        start = x + (self.width - self.side) / 2
        marks.bars += placed(self.bars, start, top - self.side, module, module)


@dataclass(frozen=True, slots=True, kw_only=True)
class Across:
    """A line over the whole width that parts two fields of a label."""

    width: float
    height: float

    def draw(self, marks: Marks, x: float, top: float) -> None:
        """Put the line in the middle of its height."""
        y = top - self.height / 2
        marks.rules.append(Rule(x, y, x + self.width, y))


def across(form: OfficeForm) -> Across:
    """Give a line between two fields."""
    return Across(width=form.layout.inside, height=form.layout.size * 0.9)


def centered(form: OfficeForm, runs: Sequence[Run], share: float = 1.0) -> Block:
    """Set a line in the middle, in a share of the common size."""
    return solid(runs, form.layout.size * share, form.layout.inside, Align.CENTER)


def label_print(form: OfficeForm, blocks: Sequence[Block], name: str) -> Print:
    """Finish a label: its footer says the wording and which print it is."""
    head, words = form.head, form.words
    key = "print_first" if head.print_number == 1 else "print_again"
    under = words.text(key, n=head.print_number)
    copy = Copy(
        blocks=blocks,
        running=f"{words.text('title')} · {name}",
        footer=f"{words.text('footer', reference=name, version=words.version)} · {under}",
        page_label=words.text("page"),
        watermark=words.text("practice") if head.practice else "",
    )
    return Print(
        copies=[copy],
        layout=form.layout,
        side_by_side=False,
        title=f"{words.text('title')} {name}",
        author=head.operator,
    )
