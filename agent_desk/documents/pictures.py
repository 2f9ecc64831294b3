"""Pictures of the curriculum on paper: the few SVG shapes that they are drawn with, as paths.

ReportLab reads no SVG, and the library that adds it is LGPL with three more packages behind it. Our
pictures use eight shapes without transformations, so a page of code draws them as sharp as letters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from agent_desk.documents.marks import Marks

_ELEMENT = re.compile(r"<([a-z]+)((?:\s+[a-zA-Z0-9-]+=\"[^\"]*\")*)\s*/>")
_ATTRIBUTE = re.compile(r"([a-zA-Z0-9-]+)=\"([^\"]*)\"")
_VIEW = re.compile(r"viewBox=\"0 0 ([0-9.]+) ([0-9.]+)\"")
_STEP = re.compile(r"[MLCQZ]|-?[0-9]+(?:\.[0-9]+)?")
_TAKES = {"M": 2, "L": 2, "C": 6, "Q": 4, "Z": 0}
_ARC = 0.5523
"""How far the handles of a curve lie that draws a quarter of a circle."""


class Stroke(NamedTuple):
    """One move of the pen: ``M``, ``L``, ``C`` or ``Z`` and its coordinates."""

    kind: str
    at: tuple[float, ...]


class Shape(NamedTuple):
    """A path with its colors as ``#rrggbb``, empty for none."""

    strokes: tuple[Stroke, ...]
    fill: str
    stroke: str
    width: float
    is_round: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawing whose origin is its upper left corner, y down."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


class PlacedPicture(NamedTuple):
    """A picture on a page: its lower left corner in points and how much it is scaled."""

    picture: Picture
    x: float
    y: float
    scale: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """A row of pictures of one height, centered, as a block of a page."""

    pictures: tuple[Picture, ...]
    height: float
    width: float
    gap: float

    def draw(self, marks: Marks, x: float, top: float) -> None:
        """Put the pictures side by side."""
        wide = [self.height * one.width / one.height for one in self.pictures]
        at = x + (self.width - sum(wide) - self.gap * (len(wide) - 1)) / 2
        for one, width in zip(self.pictures, wide, strict=True):
            scale = self.height / one.height
            marks.pictures.append(PlacedPicture(one, at, top - self.height, scale))
            at += width + self.gap


@lru_cache(maxsize=64)
def read_picture(path: Path) -> Picture:
    """Read one of our pictures.

    Raises: OSError if it is not there, ValueError for anything that is not one of our shapes.
    """
    text = path.read_text(encoding="utf-8")
    view = _VIEW.search(text)
    if view is None or "transform" in text:
        raise ValueError(f"{path.name} is not drawn in our shapes")
    shapes = tuple(_shape(tag, dict(_ATTRIBUTE.findall(rest))) for tag, rest in _elements(text))
    return Picture(width=float(view[1]), height=float(view[2]), shapes=shapes)


def _elements(text: str) -> Iterator[tuple[str, str]]:
    for found in _ELEMENT.finditer(text):
        yield found[1], found[2]


def _shape(tag: str, given: Mapping[str, str]) -> Shape:
    strokes = _SHAPES.get(tag)
    if strokes is None:
        raise ValueError(f"there is no shape <{tag}>")
    return Shape(
        strokes=tuple(strokes(given)),
        fill=_color(given.get("fill", "")),
        stroke=_color(given.get("stroke", "")),
        width=float(given.get("stroke-width", "1")),
        is_round=given.get("stroke-linecap") == "round",
    )


def _color(text: str) -> str:
    return "" if text in ("", "none") else text


def _number(given: Mapping[str, str], key: str) -> float:
    return float(given.get(key, "0"))


def _rect(given: Mapping[str, str]) -> Iterator[Stroke]:
    x, y = _number(given, "x"), _number(given, "y")
    right, bottom = x + _number(given, "width"), y + _number(given, "height")
    r = min(_number(given, "rx"), (right - x) / 2, (bottom - y) / 2)
    k = r * (1 - _ARC)
    yield Stroke("M", (x + r, y))
    yield Stroke("L", (right - r, y))
    yield Stroke("C", (right - k, y, right, y + k, right, y + r))
    yield Stroke("L", (right, bottom - r))
    yield Stroke("C", (right, bottom - k, right - k, bottom, right - r, bottom))
    yield Stroke("L", (x + r, bottom))
    yield Stroke("C", (x + k, bottom, x, bottom - k, x, bottom - r))
    yield Stroke("L", (x, y + r))
    yield Stroke("C", (x, y + k, x + k, y, x + r, y))
    yield Stroke("Z", ())


def _ellipse(given: Mapping[str, str]) -> Iterator[Stroke]:
    x, y = _number(given, "cx"), _number(given, "cy")
    rx = float(given.get("rx", given.get("r", "0")))
    ry = float(given.get("ry", given.get("r", "0")))
    a, b = rx * _ARC, ry * _ARC
    yield Stroke("M", (x + rx, y))
    yield Stroke("C", (x + rx, y + b, x + a, y + ry, x, y + ry))
    yield Stroke("C", (x - a, y + ry, x - rx, y + b, x - rx, y))
    yield Stroke("C", (x - rx, y - b, x - a, y - ry, x, y - ry))
    yield Stroke("C", (x + a, y - ry, x + rx, y - b, x + rx, y))
    yield Stroke("Z", ())


def _line(given: Mapping[str, str]) -> Iterator[Stroke]:
    yield Stroke("M", (_number(given, "x1"), _number(given, "y1")))
    yield Stroke("L", (_number(given, "x2"), _number(given, "y2")))


def _polyline(given: Mapping[str, str]) -> Iterator[Stroke]:
    for number, pair in enumerate(given["points"].split()):
        x, y = pair.split(",")
        yield Stroke("L" if number else "M", (float(x), float(y)))


def _polygon(given: Mapping[str, str]) -> Iterator[Stroke]:
    yield from _polyline(given)
    yield Stroke("Z", ())


def _path(given: Mapping[str, str]) -> Iterator[Stroke]:
    words = iter(_STEP.findall(given["d"]))
    here = (0.0, 0.0)
    for word in words:
        at = tuple(float(next(words)) for _ in range(_TAKES[word]))
        if word == "Q":
            yield _cubic(here, at)
        else:
            yield Stroke(word, at)
        here = (at[-2], at[-1]) if at else here


def _cubic(here: tuple[float, float], at: tuple[float, ...]) -> Stroke:
    """Write a curve with one handle as one with two."""
    (x0, y0), (x1, y1, x2, y2) = here, at
    first = (x0 + 2 / 3 * (x1 - x0), y0 + 2 / 3 * (y1 - y0))
    second = (x2 + 2 / 3 * (x1 - x2), y2 + 2 / 3 * (y1 - y2))
    return Stroke("C", (*first, *second, x2, y2))


_SHAPES = {
    "rect": _rect,
    "circle": _ellipse,
    "ellipse": _ellipse,
    "line": _line,
    "polyline": _polyline,
    "polygon": _polygon,
    "path": _path,
}
