"""Places for a pen: dotted lines, boxes to tick, two sides that sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.documents import parts
from agent_desk.documents.blocks import Align, Columns, Space, Stack, solid
from agent_desk.documents.marks import Box, Rule
from agent_desk.documents.runs import Run, bold, italic, labelled, plain
from agent_desk.documents.show import show_phone_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent_desk.documents.blocks import Block
    from agent_desk.documents.marks import Marks
    from agent_desk.documents.parts import OfficeForm

_LINE_EMS = 1.75  # room for handwriting
_BOX_SHARE = 0.78  # side of a box to tick, in sizes
_SIGNING_EMS = 4.6
_HEAD_SHARE = 0.92
_DOT, _GAP = 0.6, 1.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Dotted:
    """A dotted line to write on; ``label`` stands before it."""

    label: Block | None
    label_width: float
    width: float
    size: float

    @property
    def height(self) -> float:
        """The room a hand needs."""
        return self.size * _LINE_EMS

    def draw(self, marks: Marks, x: float, top: float) -> None:
        """Put the label and the dots on its baseline."""
        y = top - self.size * 1.32
        if self.label is not None:
            self.label.draw(marks, x, top - self.size * 0.32)
        start = x + self.label_width
        while start < x + self.width - _DOT:
            marks.rules.append(Rule(start, y, start + _DOT, y))
            start += _DOT + _GAP


def dotted(form: OfficeForm, key: str = "", width: float | None = None) -> Dotted:
    """Give a line to write on, with a label of the template before it or none."""
    size = form.layout.size
    room = form.layout.inside if width is None else width
    if not key:
        return Dotted(label=None, label_width=0, width=room, size=size)
    label = solid([bold(f"{form.words.text(key)}: ")], size, room)
    wide = min(label.lines[0].width, room * 0.8)
    return Dotted(label=label, label_width=wide, width=room, size=size)


def written(form: OfficeForm, key: str, value: str) -> list[Block]:
    """Give a label and its value, or dots for a pen if there is none yet."""
    return form.row(form.field(key, value)) if value else [dotted(form, key)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A box to tick and what it means; a crossed one was chosen before printing."""

    text: Block
    size: float
    is_crossed: bool = False

    @property
    def height(self) -> float:
        """The room of the text."""
        return self.text.height + self.size * 0.22

    def draw(self, marks: Marks, x: float, top: float) -> None:
        """Put the box, its cross and the text."""
        side = self.size * _BOX_SHARE
        bottom = top - self.size * 1.08
        marks.frames.append(Box(x, bottom, side, side))
        if self.is_crossed:
            marks.rules += [
                Rule(x, bottom, x + side, bottom + side),
                Rule(x, bottom + side, x + side, bottom),
            ]
        self.text.draw(marks, x + self.size * 1.5, top)


def ticks(form: OfficeForm, options: Sequence[tuple[str, bool]], columns: int = 2) -> list[Block]:
    """Give boxes to tick in columns, row by row; an option is its text and whether it is chosen."""
    size = form.layout.size
    wide = form.layout.inside / columns
    boxes = [
        Tick(text=solid([plain(text)], size, wide - size * 2.2), size=size, is_crossed=chosen)
        for text, chosen in options
    ]
    return [
        Columns(
            blocks=boxes[start : start + columns],
            offsets=[wide * place for place in range(len(boxes[start : start + columns]))],
        )
        for start in range(0, len(boxes), columns)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of those who sign: the unit and the person; what is empty is left for the pen."""

    unit: str
    person: str = ""
    duty: str = ""
    address: str = ""


def side_lines(form: OfficeForm, key: str, side: Side) -> list[Block]:
    """Name one side: its unit, its person and duty, its address if there is one."""
    heading = labelled(form.words.text(key), side.unit)
    person: list[Block] = [dotted(form, "person")]
    if side.person:
        person = form.row(form.field("person", side.person), form.field("duty", side.duty))
    return [
        *form.row(heading),
        *form.row(form.field("address", side.address)),
        *person,
    ]


def signing(
    form: OfficeForm, places: Sequence[tuple[str, str]], room_ems: float = _SIGNING_EMS
) -> Block:
    """Give places to sign side by side: the label's key in the template, the printed name."""
    size, wide = form.layout.size, form.layout.inside / len(places)

    def column(key: str, name: str) -> Block:
        inner = wide - size
        return Stack(
            blocks=[
                solid([bold(form.words.text(key))], size, inner, Align.CENTER),
                solid([italic(form.words.text("sign_here"))], size, inner, Align.CENTER),
                Space(height=size * room_ems),
                solid([plain(name)], size, inner, Align.CENTER),
            ]
        )

    return Columns(
        blocks=[column(key, name) for key, name in places],
        offsets=[wide * place + size / 2 for place in range(len(places))],
    )


def office_letterhead(form: OfficeForm) -> Block:
    """Give our own head a little smaller than the text, so that long names of offices fit."""
    return parts.letterhead(form.resized(_HEAD_SHARE))


def free_line(form: OfficeForm) -> Block:
    """Say that our help is free and whom to call."""
    runs: Sequence[Run] = form.words.runs("free", hotline=show_phone_text(form.head.hotline))
    return solid(runs, form.layout.small, form.layout.inside)
