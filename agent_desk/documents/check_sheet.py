"""Tôi làm được gì?: the check before or after a session, one numbered sheet a person, no name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING

from agent_desk.documents import parts
from agent_desk.documents.blocks import Align, Columns, Stack, solid
from agent_desk.documents.fit import near_one_page
from agent_desk.documents.marks import Box
from agent_desk.documents.pictures import Picture, PlacedPicture, Shape, Stroke
from agent_desk.documents.runs import bold, italic, plain
from agent_desk.documents.sheet import MM, Layout, Print, a4, print_pdf
from agent_desk.documents.show import show_date
from agent_desk.documents.wording import wording
from agent_desk.domain.skill_check import MOST_PAPERS, Confidence
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from agent_desk.catalog.checks import CheckTask, SkillCheck
    from agent_desk.documents.blocks import Block
    from agent_desk.documents.head import OfficeHead
    from agent_desk.documents.marks import Marks
    from agent_desk.documents.parts import OfficeForm
    from agent_desk.documents.sheet import Copy

DOCUMENT = "check_sheet"
_SIZE = 15.0
_BOX = 7 * MM
_FACE = 7 * MM
_SHORT = 26
_SIDE = 24.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSheet:
    """What the sheets say; one for each number from ``first`` to ``last``.

    Raises: InvalidInput if there is none, or too many.
    """

    head: OfficeHead
    check: SkillCheck
    is_after: bool
    day: date
    place: str
    first: int
    last: int

    def __post_init__(self) -> None:
        if not 1 <= self.first <= self.last <= MOST_PAPERS:
            raise InvalidInput(
                tr("Sheets are numbered from 1 to {most}; choose how many.", most=MOST_PAPERS)
            )


def render_check_sheet(sheet: CheckSheet) -> bytes:
    """Write the sheets as one PDF on A4. Raises: NotFound if the wording version is unknown."""
    return print_pdf(check_sheet_job(sheet))


def check_sheet_job(sheet: CheckSheet) -> Print:
    """Lay the sheets out; their text is never smaller than 15 points."""
    return near_one_page(_layout(), partial(_job, sheet))


def _layout() -> Layout:
    edge = 16 * MM
    return replace(a4(_SIZE), left=edge, right=edge, top=11 * MM, bottom=8 * MM)


def _job(sheet: CheckSheet, layout: Layout) -> Print:
    words = wording(DOCUMENT, sheet.head.template_version)
    form = parts.OfficeForm(head=sheet.head, words=words, layout=replace(layout, size=_SIZE))
    gap = layout.size / _SIZE  # a sheet that is nearly too long loses space, never size
    body = _body(form, sheet, gap)
    return Print(
        copies=[_copy(form, sheet, body, n) for n in range(sheet.first, sheet.last + 1)],
        layout=form.layout,
        side_by_side=False,
        title=f"{words.text('title')} {sheet.check.title}",
        author=sheet.head.operator,
    )


def _copy(form: OfficeForm, sheet: CheckSheet, body: Sequence[Block], number: int) -> Copy:
    name = form.words.text("number", n=number)
    blocks = [*_head(form, sheet, name), *body]
    return parts.named_copy(form, blocks, f"{name} · {show_date(sheet.day)}", _phase(form, sheet))


def _phase(form: OfficeForm, sheet: CheckSheet) -> str:
    return form.words.text("after" if sheet.is_after else "before")


def _head(form: OfficeForm, sheet: CheckSheet, name: str) -> list[Block]:
    size, inside, words = form.layout.size, form.layout.inside, form.words
    right = inside * 0.34
    session = words.text("session", day=show_date(sheet.day), place=sheet.place)
    left = Stack(
        blocks=[
            solid([bold(words.text("title"))], size * 1.5, inside - right - size),
            solid([plain(sheet.check.title)], size * 1.1, inside - right - size),
            solid([italic(session)], size, inside - right - size),
        ]
    )
    numbered = Stack(
        blocks=[
            solid([bold(name)], size * 1.5, right, Align.RIGHT),
            solid([bold(_phase(form, sheet))], size * 1.1, right, Align.RIGHT),
        ]
    )
    return [Columns(blocks=[left, numbered], offsets=[0, inside - right])]


def _body(form: OfficeForm, sheet: CheckSheet, gap: float) -> list[Block]:
    size, inside, words = form.layout.size, form.layout.inside, form.words
    blocks: list[Block] = [
        form.space(0.3 * gap),
        solid(words.runs("not_exam"), size, inside),
        form.space(0.55 * gap),
    ]
    for number, task in enumerate(sheet.check.tasks, start=1):
        blocks += [_task(form, number, task), form.space(0.55 * gap)]
    blocks.append(_feelings(form, sheet))
    return [*blocks, form.space(0.3 * gap), solid([italic(words.text("thanks"))], size, inside)]


def _task(form: OfficeForm, number: int, task: CheckTask) -> Block:
    """Keep a question and its boxes together; short answers stand side by side."""
    inside = form.layout.inside
    texts = [option.text for option in task.options]
    question = _numbered(form, number, task.ask)
    if max(map(len, texts)) <= _SHORT:
        width = inside / len(texts)
        boxes: list[Block] = [_option(form, text, width) for text in texts]
        row = Columns(blocks=boxes, offsets=[width * n for n in range(len(texts))])
        return Stack(blocks=[question, row])
    lines = [_option(form, text, inside) for text in texts]
    return Stack(blocks=[question, *lines])


def _numbered(form: OfficeForm, number: int, text: str) -> Block:
    size, inside = form.layout.size, form.layout.inside
    room = size * 1.4
    label = solid([bold(f"{number}.")], size, room)
    return Columns(blocks=[label, solid([bold(text)], size, inside - room)], offsets=[0, room])


@dataclass(frozen=True, slots=True, kw_only=True)
class BigTick:
    """A box that an unsteady hand can tick, with its answer, and a face if it has one."""

    text: Block
    size: float
    feeling: Confidence | None = None

    @property
    def height(self) -> float:
        """The room of the box or of the text, whichever is taller."""
        return max(_BOX + 1.2 * MM, self.text.height)

    def draw(self, marks: Marks, x: float, top: float) -> None:
        """Put the box, the face and the text in the middle of its height."""
        middle = top - self.height / 2
        marks.frames.append(Box(x, middle - _BOX / 2, _BOX, _BOX))
        start = x + _BOX + self.size * 0.4
        if self.feeling is not None:
            _draw_face(marks, start + _FACE / 2, middle, self.feeling)
            start += _FACE + self.size * 0.35
        self.text.draw(marks, start, middle + self.text.height / 2)


def _option(
    form: OfficeForm, text: str, width: float, feeling: Confidence | None = None
) -> BigTick:
    size = form.layout.size
    before = _BOX + size * 0.9 + (_FACE + size * 0.35 if feeling is not None else 0)
    return BigTick(text=solid([plain(text)], size, width - before), size=size, feeling=feeling)


def _feelings(form: OfficeForm, sheet: CheckSheet) -> Block:
    check, size, inside = sheet.check, form.layout.size, form.layout.inside
    blocks: list[Block] = [solid([bold(form.words.text("feelings"))], size, inside)]
    width = inside / len(check.feeling_options)
    for question in check.feelings:
        boxes: list[Block] = [
            _option(form, option.text, width, option.value) for option in check.feeling_options
        ]
        row = Columns(blocks=boxes, offsets=[width * n for n in range(len(boxes))])
        blocks += [solid([plain(question.ask)], size, inside), row]
    return Stack(blocks=blocks)


def _draw_face(marks: Marks, x: float, y: float, feeling: Confidence) -> None:
    """Draw a face around a point: for who reads with difficulty."""
    scale = _FACE / _SIDE
    placed = PlacedPicture(_face(feeling), x - _FACE / 2, y - _FACE / 2, scale)
    marks.pictures.append(placed)


@cache
def _face(feeling: Confidence) -> Picture:
    middle, far = _SIDE / 2, _SIDE - 1
    bend = {Confidence.CALM: 4.5, Confidence.UNSURE: 0.0, Confidence.WORRIED: -4.5}[feeling]
    mouth = 15.5 if bend >= 0 else 18.0
    strokes = (
        Stroke("M", (middle, 1)),
        Stroke("C", (18, 1, far, 6, far, middle)),
        Stroke("C", (far, 18, 18, far, middle, far)),
        Stroke("C", (6, far, 1, 18, 1, middle)),
        Stroke("C", (1, 6, 6, 1, middle, 1)),
        Stroke("M", (8.5, 7.5)),
        Stroke("L", (8.5, 10)),
        Stroke("M", (15.5, 7.5)),
        Stroke("L", (15.5, 10)),
        Stroke("M", (7, mouth)),
        Stroke("C", (9, mouth + bend, 15, mouth + bend, 17, mouth)),
    )
    shape = Shape(strokes, fill="", stroke="#000000", width=1.4, is_round=True)
    return Picture(width=_SIDE, height=_SIDE, shapes=(shape,))
