"""Tờ mang về: one A4 side for one topic, in large print, with pictures and the task for home."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent_desk.documents import parts
from agent_desk.documents.blocks import Align, Columns, Framed, Lines, Stack, solid
from agent_desk.documents.marks import Box
from agent_desk.documents.pdf import write_pdf
from agent_desk.documents.pictures import Pictures
from agent_desk.documents.runs import bold, plain, wrap_evenly
from agent_desk.documents.sheet import MM, Layout, Print, a4, compose, print_info, to_sheets
from agent_desk.documents.show import show_phone_text
from agent_desk.documents.wording import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent_desk.documents.blocks import Block
    from agent_desk.documents.head import OfficeHead
    from agent_desk.documents.marks import Marks
    from agent_desk.documents.pictures import Picture
    from agent_desk.documents.runs import Run

DOCUMENT = "handout"
LEAST_SIZE = 14.0
_SIZES = (20.0, 19.0, 18.0, 17.0, 16.0, 15.0, LEAST_SIZE)
_PICTURE_HEIGHTS = (62 * MM, 50 * MM, 40 * MM)
_MOST_PICTURES = 2
_BOX = 0.8
"""The side of a box to tick, in sizes of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """What the sheet says; ``name`` tells the card and its version in the small line below."""

    head: OfficeHead
    name: str
    title: str
    aim: str
    steps: tuple[str, ...]
    remember: tuple[str, ...]
    home: tuple[str, ...]
    pictures: tuple[Picture, ...]


def render_handout(handout: Handout, copies: int = 1) -> bytes:
    """Write the sheet as PDF on A4, so many times. Raises: NotFound for an unknown wording."""
    job = handout_job(handout)
    return write_pdf(to_sheets(job) * copies, print_info(job))


def handout_job(handout: Handout) -> Print:
    """Lay the sheet out in the largest print, with the largest pictures, that fit on one side.

    A text that does not fit at 14 pt goes on over the page: it is never printed smaller.
    Raises: NotFound if the wording version is unknown.
    """
    job = None
    for size in _SIZES:
        for tall in _PICTURE_HEIGHTS:
            job = _job(handout, _layout(size), tall)
            if len(compose(job.copies[0], job.layout)) == 1:
                return job
    return job or _job(handout, _layout(LEAST_SIZE), _PICTURE_HEIGHTS[-1])


def _layout(size: float) -> Layout:
    return replace(a4(size), left=20 * MM, right=18 * MM, top=12 * MM, bottom=8 * MM)


def _job(handout: Handout, layout: Layout, picture_height: float) -> Print:
    words = wording(DOCUMENT, handout.head.template_version)
    form = parts.OfficeForm(head=handout.head, words=words, layout=layout)
    blocks = [
        *_head(form, handout),
        _pictures(form, handout.pictures, picture_height),
        form.space(0.7),
        *_numbered(form, handout.steps),
        form.space(0.2),
        _framed(form, "remember", handout.remember),
        form.space(0.55),
        *_ticked(form, handout.home),
        form.space(0.25),
        solid(_help(form), layout.size, layout.inside, Align.CENTER),
    ]
    copy = parts.named_copy(form, blocks, handout.name, parts.print_line(form))
    return Print(
        copies=[copy],
        layout=layout,
        side_by_side=False,
        title=f"{words.text('title')}: {handout.title}",
        author=handout.head.operator,
    )


def _head(form: parts.OfficeForm, handout: Handout) -> list[Block]:
    size, inside = form.layout.size, form.layout.inside
    large = size * 1.75
    name = f"{form.words.text('class')} · {handout.head.site}"
    titled = wrap_evenly([bold(handout.title)], large, inside)
    return [
        solid([plain(name)], LEAST_SIZE, inside, Align.CENTER),
        form.space(0.25),
        Lines(lines=titled, size=large, width=inside, align=Align.CENTER),
        form.space(0.15),
        Lines(
            lines=wrap_evenly([plain(handout.aim)], size, inside),
            size=size,
            width=inside,
            align=Align.CENTER,
        ),
        form.space(0.6),
    ]


def _pictures(form: parts.OfficeForm, pictures: tuple[Picture, ...], tall: float) -> Block:
    shown = pictures[:_MOST_PICTURES]
    gap = 8 * MM
    wide = sum(one.width / one.height for one in shown)
    most = (form.layout.inside - gap * (len(shown) - 1)) / max(wide, 1)
    return Pictures(pictures=shown, height=min(tall, most), width=form.layout.inside, gap=gap)


def _numbered(form: parts.OfficeForm, steps: Sequence[str]) -> list[Block]:
    size, inside = form.layout.size, form.layout.inside
    room = size * 1.5
    blocks: list[Block] = []
    for number, step in enumerate(steps, start=1):
        label = solid([bold(f"{number}.")], size, room)
        text = solid([plain(step)], size, inside - room)
        blocks += [Columns(blocks=[label, text], offsets=[0, room]), form.space(0.28)]
    return blocks


def _framed(form: parts.OfficeForm, key: str, lines: Sequence[str]) -> Block:
    size, padding = form.layout.size, form.layout.size * 0.6
    width, room = form.layout.inside - 2 * padding, size
    points: list[Block] = [solid([bold(form.words.text(key))], size, width)]
    for line in lines:
        dash = solid([bold("–")], size, room)
        text = solid([bold(line)], size, width - room)
        points.append(Columns(blocks=[dash, text], offsets=[0, room]))
    return Framed(block=Stack(blocks=points), width=form.layout.inside, padding=padding)


@dataclass(frozen=True, slots=True, kw_only=True)
class _TickBox:
    """An empty box for a pen, as high as a line."""

    size: float
    height: float

    def draw(self, marks: Marks, x: float, top: float) -> None:
        """Put the box."""
        side = self.size * _BOX
        marks.frames.append(Box(x, top - self.size * 0.16 - side, side, side))


def _ticked(form: parts.OfficeForm, lines: Sequence[str]) -> list[Block]:
    size, inside = form.layout.size, form.layout.inside
    room = size * 1.5
    blocks: list[Block] = [form.line(bold(form.words.text("home"))), form.space(0.2)]
    for line in lines:
        text = solid([plain(line)], size, inside - room)
        box = _TickBox(size=size, height=text.height)
        blocks += [Columns(blocks=[box, text], offsets=[0, room]), form.space(0.25)]
    return blocks


def _help(form: parts.OfficeForm) -> tuple[Run, ...]:
    return form.words.runs("help", hotline=show_phone_text(form.head.hotline))
