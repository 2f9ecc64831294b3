"""What lies on one page: texts, rules, frames and bars, in points from its lower left corner."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from agent_desk.documents.fonts import Face
    from agent_desk.documents.pictures import PlacedPicture


class TextMark(NamedTuple):
    """A piece of text with its baseline."""

    x: float
    y: float
    text: str
    face: Face
    size: float


class Rule(NamedTuple):
    """A thin straight line."""

    x1: float
    y1: float
    x2: float
    y2: float


class Box(NamedTuple):
    """A rectangle; a frame or a filled bar."""

    x: float
    y: float
    width: float
    height: float


@dataclass(slots=True, kw_only=True)
class Marks:
    """One page while it is being laid out; ``watermark`` lies behind everything."""

    watermark: str = ""
    texts: list[TextMark] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    frames: list[Box] = field(default_factory=list)
    bars: list[Box] = field(default_factory=list)
    pictures: list[PlacedPicture] = field(default_factory=list)
