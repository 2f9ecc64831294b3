"""The faces that paper is set in and how wide their letters are."""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

from agent_desk import paths

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportlab.pdfbase.ttfonts import TTFont


class Face(Enum):
    """The cuts of Tinos, which has the metrics that official papers are set in."""

    REGULAR = "Tinos-Regular"
    BOLD = "Tinos-Bold"
    ITALIC = "Tinos-Italic"


@cache
def _font(face: Face) -> TTFont:
    # The accented letters fit beside the used ASCII ones in one subset, so ASCII gets no places
    # of its own: smaller files, and every letter of a word in the same subset.
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    path = paths.resources() / "fonts" / f"{face.value}.ttf"
    font = TTFont(face.value, str(path), asciiReadable=False, shapable=False)
    registerFont(font)
    return font


@cache
def register(face: Face) -> str:
    """Give the name under which ReportLab knows the face; reads its file the first time."""
    return str(_font(face).fontName)


@cache
def _widths(face: Face) -> Mapping[int, float]:
    widths: Mapping[int, float] = _font(face).face.charWidths
    return widths


@cache
def drawable() -> frozenset[str]:
    """Give every character that all faces have a shape for."""
    shapes = [_font(face).face.charToGlyph for face in Face]
    common = set(shapes[0]).intersection(*shapes[1:])
    return frozenset(chr(code) for code in common if all(shape[code] for shape in shapes))


def em_width(text: str, face: Face) -> float:
    """Give the width of a text at a size of one."""
    widths = _widths(face)
    missing = widths.get(0, 500.0)
    return sum([widths.get(code, missing) for code in map(ord, text)]) / 1000
