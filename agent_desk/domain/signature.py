"""What a person confirmed with strokes on a screen; a confirmation, not a digital signature."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StrokePoint:
    """One point of a stroke: pixels of the pad, milliseconds since the first, pressure 0 to 1."""

    x: int
    y: int
    at_ms: int
    pressure: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedText:
    """The words that were on the screen, and the strokes and picture of what was drawn under them.

    ``image`` is a PNG; ``strokes`` is never empty.
    """

    text: str
    strokes: tuple[tuple[StrokePoint, ...], ...]
    width: int
    height: int
    image: bytes

    @property
    def text_sha256(self) -> str:
        """Give the hash of the words, in UTF-8."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def strokes_json(self) -> bytes:
        """Write words and strokes as one JSON document that can be checked without this program."""
        strokes = [
            [[point.x, point.y, point.at_ms, round(point.pressure, 2)] for point in stroke]
            for stroke in self.strokes
        ]
        document = {
            "version": 1,
            "text": self.text,
            "text_sha256": self.text_sha256,
            "width": self.width,
            "height": self.height,
            "strokes": strokes,
        }
        return json.dumps(document, ensure_ascii=False).encode()
