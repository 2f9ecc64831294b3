"""Letters as dots, each drawn once and kept: a ticket is made of some hundred of the same."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from agent_desk import paths
from agent_desk.documents.fonts import Face

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

_FILES = {
    Face.REGULAR: "BeVietnamPro-Medium",
    Face.BOLD: "BeVietnamPro-Bold",
    Face.ITALIC: "BeVietnamPro-Italic",
}
_THRESHOLD = 105  # of 255: thin strokes of small letters stay whole at 203 dots an inch


class Glyph(NamedTuple):
    """The dots of a letter, where they lie from its place on the baseline, and how far it goes."""

    dots: Image | None
    left: int
    top: int
    advance: float


@lru_cache(maxsize=32)
def _font(face: Face, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    path = paths.resources() / "fonts" / f"{_FILES[face]}.ttf"
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def glyph(letter: str, face: Face, size: int) -> Glyph:
    """Draw one letter at a size in dots; the second time it is only looked up."""
    from PIL import Image, ImageDraw

    font = _font(face, size)
    advance = font.getlength(letter)
    left, top, right, bottom = (int(edge) for edge in font.getbbox(letter, anchor="ls"))
    if right <= left or bottom <= top:
        return Glyph(None, 0, 0, advance)
    gray = Image.new("L", (right - left, bottom - top), 0)
    ImageDraw.Draw(gray).text((-left, -top), letter, 255, font, anchor="ls")
    dots = gray.point(lambda light: 255 if light > _THRESHOLD else 0, mode="1")
    return Glyph(dots, left, top, advance)


def width(text: str, face: Face, size: int) -> float:
    """Give how wide a text is in dots."""
    return sum([glyph(letter, face, size).advance for letter in text])


def put(canvas: Image, where: tuple[float, int], text: str, style: tuple[Face, int, int]) -> None:
    """Put a text on a canvas of dots from a place on its baseline; style is face, size, ink."""
    face, size, ink = style
    x, y = where
    for letter in text:
        drawn = glyph(letter, face, size)
        if drawn.dots is not None:
            canvas.paste(ink, (round(x) + drawn.left, y + drawn.top), drawn.dots)
        x += drawn.advance
