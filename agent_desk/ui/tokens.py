"""Design tokens without Qt: color roles, tones, type scale, space, radius, contrast."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a pill, number or banner means; never told by color alone."""

    NEUTRAL = "neutral"
    BRAND = "brand"
    GOOD = "good"
    WAITING = "waiting"
    WRONG = "wrong"


class TextStyle(StrEnum):
    """The steps of the type scale."""

    CAPTION = "caption"
    SMALL = "small"
    SMALL_STRONG = "small_strong"
    BASE = "base"
    STRONG = "strong"
    HEADING = "heading"
    TITLE = "title"
    NUMBER = "number"
    READ_SMALL = "read_small"
    READ = "read"
    READ_STRONG = "read_strong"
    READ_TASK = "read_task"
    """The steps that are read from across a room, as in the sandbox of a class."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """Size in points at 100 % and the OpenType weight of one step."""

    points: float
    weight: int


TYPE_SCALE: dict[TextStyle, Face] = {
    TextStyle.CAPTION: Face(points=8.25, weight=500),
    TextStyle.SMALL: Face(points=9.75, weight=400),
    TextStyle.SMALL_STRONG: Face(points=9.75, weight=500),
    TextStyle.BASE: Face(points=10.5, weight=400),
    TextStyle.STRONG: Face(points=10.5, weight=600),
    TextStyle.HEADING: Face(points=11.25, weight=600),
    TextStyle.TITLE: Face(points=15.0, weight=600),
    TextStyle.NUMBER: Face(points=19.0, weight=600),
    TextStyle.READ_SMALL: Face(points=13.0, weight=400),
    TextStyle.READ: Face(points=15.0, weight=400),
    TextStyle.READ_STRONG: Face(points=15.0, weight=600),
    TextStyle.READ_TASK: Face(points=20.0, weight=600),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """Distances in device-independent pixels."""

    hair: int = 2
    tight: int = 4
    small: int = 8
    medium: int = 12
    large: int = 16
    page: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Radius:
    """Corner radii in device-independent pixels."""

    card: int = 12
    control: int = 8
    key: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Colors:
    """Every color role as ``#rrggbb``; a ``*_soft`` role is a background for its own text."""

    ink: str
    muted: str
    line: str
    control: str
    ground: str
    card: str
    brand: str
    brand_soft: str
    brand_fill: str
    on_brand: str
    good: str
    good_soft: str
    waiting: str
    waiting_soft: str
    wrong: str
    wrong_soft: str
    neutral_soft: str
    focus: str

    def text(self, tone: Tone) -> str:
        """Give the text color of a tone."""
        return {
            Tone.NEUTRAL: self.muted,
            Tone.BRAND: self.brand,
            Tone.GOOD: self.good,
            Tone.WAITING: self.waiting,
            Tone.WRONG: self.wrong,
        }[tone]

    def soft(self, tone: Tone) -> str:
        """Give the background that belongs to the text color of a tone."""
        return {
            Tone.NEUTRAL: self.neutral_soft,
            Tone.BRAND: self.brand_soft,
            Tone.GOOD: self.good_soft,
            Tone.WAITING: self.waiting_soft,
            Tone.WRONG: self.wrong_soft,
        }[tone]


LIGHT = Colors(
    ink="#1b2430",
    muted="#5c6672",
    line="#dfe2dc",
    control="#868f98",
    ground="#f4f5f2",
    card="#ffffff",
    brand="#0b4f6c",
    brand_soft="#e3eef2",
    brand_fill="#0b4f6c",
    on_brand="#ffffff",
    good="#1f7044",
    good_soft="#e3f2e8",
    waiting="#8a5900",
    waiting_soft="#fbf0d9",
    wrong="#b3261e",
    wrong_soft="#fbe6e4",
    neutral_soft="#eef0eb",
    focus="#1273a0",
)

DARK = Colors(
    ink="#e8ebee",
    muted="#a7b0ba",
    line="#343c45",
    control="#7d8792",
    ground="#14181d",
    card="#1d2329",
    brand="#86c8e4",
    brand_soft="#173845",
    brand_fill="#8fcde8",
    on_brand="#06222e",
    good="#7fd3a0",
    good_soft="#16382a",
    waiting="#f0bf6a",
    waiting_soft="#3d2f12",
    wrong="#ff9f97",
    wrong_soft="#47201d",
    neutral_soft="#2a3138",
    focus="#8fcde8",
)

STRIPES = ("#0b4f6c", "#9a3f8f", "#9c5200", "#0f766e", "#5b4bb5", "#8a2f3d")
STRIPES_DARK = ("#86c8e4", "#e3a2da", "#f0b57a", "#7fd6cb", "#b9aef5", "#f0a3ad")
"""The colors that tell open cases apart, on a card; a letter says the same."""

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((text, back) for text in ("ink", "muted", "brand") for back in ("ground", "card")),
    *((text, "brand_soft") for text in ("ink", "muted", "brand", "good", "waiting", "wrong")),
    *((text, "neutral_soft") for text in ("ink", "muted")),
    *((text, back) for text in ("good", "waiting", "wrong") for back in ("ground", "card")),
    *((tone, f"{tone}_soft") for tone in ("good", "waiting", "wrong")),
    *(("ink", f"{tone}_soft") for tone in ("good", "waiting", "wrong")),
    *(("muted", f"{tone}_soft") for tone in ("good", "waiting", "wrong")),
    ("on_brand", "brand_fill"),
)
"""Every pair of text role and background role that a widget may draw."""

SHAPE_PAIRS: tuple[tuple[str, str], ...] = tuple(
    (shape, back) for shape in ("focus", "control") for back in ("card", "ground")
)
"""Outlines that must be seen: 3:1 is enough (WCAG 2.2, 1.4.11)."""


def _luminance(color: str) -> float:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Give the contrast ratio of two ``#rrggbb`` colors, 1 to 21.

    Source: WCAG 2.2, relative luminance and contrast ratio.
    """
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)
