"""Pages of marks written as PDF bytes; the only place that holds a ReportLab canvas."""

from __future__ import annotations

import io
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from agent_desk.documents.fonts import Face, register

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfgen.canvas import Canvas

    from agent_desk.documents.marks import Marks
    from agent_desk.documents.pictures import PlacedPicture, Shape

_RULE_WIDTH = 0.6
_WATERMARK_GRAY = 0.86

# ReportLab 5.1 keeps the state of a font per document in the font itself and reads its file
# through one cursor, so two lanes must not write at the same time.
_writing = Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """One laid-out page of a copy and how far from the left edge of the sheet it lies."""

    marks: Marks
    x: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One side of paper; ``cut_at`` is where a dashed line parts two copies."""

    pages: Sequence[Placed]
    cut_at: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfInfo:
    """What a viewer shows about the file; no personal data."""

    title: str
    author: str
    width: float
    height: float


def write_pdf(sheets: Sequence[Sheet], info: PdfInfo) -> bytes:
    """Write the sheets; equal sheets give equal bytes. Safe to call from several threads."""
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    from agent_desk.documents import pdfa

    out = io.BytesIO()
    with _writing, pdfa.proper_streams():
        # Binary streams: a quarter smaller and 4 ms faster a page than its text form of them.
        rl_config.useA85 = 0
        canvas = Canvas(
            out,
            pagesize=(info.width, info.height),
            invariant=1,
            pageCompression=1,
            initialFontName=register(Face.REGULAR),  # type: ignore[arg-type]  # stubs say float
            lang="vi-VN",
            pdfVersion=(1, 4),
        )
        canvas.setTitle(pdfa.metadata_text(info.title))
        canvas.setAuthor(pdfa.metadata_text(info.author))
        canvas.setSubject(pdfa.metadata_text(info.title))
        canvas.setCreator("Agent Desk")
        pdfa.mark_as_record(canvas)
        for sheet in sheets:
            _draw_sheet(canvas, sheet, info)
            canvas.showPage()
        canvas.save()
    return out.getvalue()


def _draw_sheet(canvas: Canvas, sheet: Sheet, info: PdfInfo) -> None:
    canvas.setLineWidth(_RULE_WIDTH)
    page_width = info.width / len(sheet.pages)
    for placed in sheet.pages:
        if placed.x:
            canvas.saveState()
            canvas.translate(placed.x, 0)
        if placed.marks.watermark:
            _draw_watermark(canvas, placed.marks.watermark, page_width, info.height)
        for picture in placed.marks.pictures:
            _draw_picture(canvas, picture)
        _draw_shapes(canvas, placed.marks)
        _draw_texts(canvas, placed.marks)
        if placed.x:
            canvas.restoreState()
    if sheet.cut_at is not None:
        canvas.setDash(2, 3)
        canvas.line(sheet.cut_at, 0, sheet.cut_at, info.height)
        canvas.setDash()


def _draw_shapes(canvas: Canvas, marks: Marks) -> None:
    if marks.rules:
        canvas.lines(marks.rules)
    if marks.frames:
        frames = canvas.beginPath()
        for frame in marks.frames:
            frames.rect(*frame)
        canvas.drawPath(frames, stroke=1, fill=0)
    if marks.bars:
        bars = canvas.beginPath()
        for bar in marks.bars:
            bars.rect(*bar)
        canvas.drawPath(bars, stroke=0, fill=1)


def _draw_picture(canvas: Canvas, placed: PlacedPicture) -> None:
    canvas.saveState()
    canvas.translate(placed.x, placed.y + placed.picture.height * placed.scale)
    canvas.scale(placed.scale, -placed.scale)
    for shape in placed.picture.shapes:
        _draw_shape(canvas, shape)
    canvas.restoreState()


def _draw_shape(canvas: Canvas, shape: Shape) -> None:
    path = canvas.beginPath()
    for stroke in shape.strokes:
        if stroke.kind == "Z":
            path.close()
        elif stroke.kind == "C":
            path.curveTo(*stroke.at)
        elif stroke.kind == "L":
            path.lineTo(*stroke.at)
        else:
            path.moveTo(*stroke.at)
    if shape.fill:
        canvas.setFillColor(shape.fill)
    if shape.stroke:
        canvas.setStrokeColor(shape.stroke)
        canvas.setLineWidth(shape.width)
        canvas.setLineCap(int(shape.is_round))
        canvas.setLineJoin(int(shape.is_round))
    canvas.drawPath(path, stroke=int(bool(shape.stroke)), fill=int(bool(shape.fill)))


def _draw_texts(canvas: Canvas, marks: Marks) -> None:
    block = canvas.beginText()
    last = None
    for text in marks.texts:
        if (text.face, text.size) != last:
            block.setFont(register(text.face), text.size)
            last = (text.face, text.size)
        block.setTextOrigin(text.x, text.y)
        block.textOut(text.text)
    canvas.drawText(block)


def _draw_watermark(canvas: Canvas, text: str, width: float, height: float) -> None:
    canvas.saveState()
    canvas.setFillGray(_WATERMARK_GRAY)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(55 if width <= height else 30)
    canvas.setFont(register(Face.BOLD), min(width, height) / 6.5)
    canvas.drawCentredString(0, 0, text)
    canvas.restoreState()
