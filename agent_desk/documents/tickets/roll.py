"""A ticket while it is made: texts, codes and bands one below the other, then drawn at once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from agent_desk.documents.codes import code128_bars, code128_modules, qr_bars, qr_modules
from agent_desk.documents.fonts import Face
from agent_desk.documents.numbers import show_digits
from agent_desk.documents.runs import Run, printable
from agent_desk.documents.tickets.glyphs import put, width
from agent_desk.documents.tickets.raster import DOTS_PER_MM, WIDTH_DOTS, Raster, from_image

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PIL.Image import Image

_LEADING = 1.48  # Ẳ rises 1.22 sizes above its baseline and ỵ falls 0.25 below it
_BASELINE = 1.23
_SPACE = 0.32  # wider than the face's own, which closes up at these sizes
BODY, SMALL, LARGE = 26, 22, 36
_GAP = 10
_QR_MODULE, _BAR_MODULE, _BAR_HEIGHT = 8, 3, 10 * DOTS_PER_MM
_BLACK, _WHITE = 0, 255


class At(Enum):
    """Where a line stands."""

    LEFT = 0.0
    CENTER = 0.5


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    face: Face
    x: float


@dataclass(frozen=True, slots=True)
class _Line:
    words: tuple[_Word, ...]
    width: float


class _Part(Protocol):
    @property
    def height(self) -> int: ...

    def draw(self, canvas: Image, top: int) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    lines: tuple[_Line, ...]
    size: int
    at: At = At.LEFT
    left: int = 0
    ink: int = _BLACK

    @property
    def height(self) -> int:
        return round(len(self.lines) * self.size * _LEADING)

    def draw(self, canvas: Image, top: int) -> None:
        for place, line in enumerate(self.lines):
            y = top + round(self.size * (_BASELINE + place * _LEADING))
            start = self.left + (WIDTH_DOTS - self.left - line.width) * self.at.value
            for word in line.words:
                put(canvas, (start + word.x, y), word.text, (word.face, self.size, self.ink))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Space:
    height: int

    def draw(self, canvas: Image, top: int) -> None:
        """Leave the paper as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stroke:
    height: int = 14

    def draw(self, canvas: Image, top: int) -> None:
        canvas.paste(_BLACK, (0, top + 6, WIDTH_DOTS, top + 8))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Band:
    """White letters on black over the whole width: practice, reprint."""

    text: _Text

    @property
    def height(self) -> int:
        return self.text.height + 8

    def draw(self, canvas: Image, top: int) -> None:
        canvas.paste(_BLACK, (0, top, WIDTH_DOTS, top + self.height - 4))
        self.text.draw(canvas, top + 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Number:
    """The QR at the left, the groups of the number in big digits at the right: torn off last."""

    digits: str

    @property
    def height(self) -> int:
        return qr_modules(self.digits) * _QR_MODULE

    def draw(self, canvas: Image, top: int) -> None:
        side = self.height
        for box in qr_bars(self.digits):
            left, lower = round(box.x) * _QR_MODULE, side - round(box.y) * _QR_MODULE
            right = left + round(box.width) * _QR_MODULE
            canvas.paste(_BLACK, (left, top + lower - _QR_MODULE, right, top + lower))
        first, second, *rest = show_digits(self.digits).split(" ")
        groups = [first, second, " ".join(rest)]
        room = WIDTH_DOTS - side - _GAP
        widest = max(width(group, Face.BOLD, 100) for group in groups)
        size = min(92, int(100 * room / widest))
        step = side / len(groups)
        for place, group in enumerate(groups):
            y = top + round(step * place + step / 2 + size * 0.36)
            put(canvas, (side, y), group, (Face.BOLD, size, _BLACK))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bars:
    digits: str
    height: int = _BAR_HEIGHT + _GAP

    def draw(self, canvas: Image, top: int) -> None:
        start = (WIDTH_DOTS - code128_modules(self.digits) * _BAR_MODULE) // 2
        for bar in code128_bars(self.digits):
            left = start + round(bar.x) * _BAR_MODULE
            right = left + round(bar.width) * _BAR_MODULE
            canvas.paste(_BLACK, (left, top, right, top + _BAR_HEIGHT))


class Roll:
    """Takes what the ticket says from top to bottom; ``raster`` draws it."""

    def __init__(self) -> None:
        self._parts: list[_Part] = []

    def text(self, runs: Iterable[Run], size: int = BODY, at: At = At.LEFT) -> None:
        """Add a paragraph."""
        self._parts.append(_Text(lines=_wrapped(runs, size, WIDTH_DOTS), size=size, at=at))

    def item(self, label: str, runs: Iterable[Run], size: int = BODY) -> None:
        """Add a paragraph whose label, such as a number, stands in the margin."""
        indent = round(size * 1.5)
        lines = _wrapped(runs, size, WIDTH_DOTS - indent)
        body = _Text(lines=lines, size=size, left=indent)
        mark = _Text(lines=_wrapped([Run(label, Face.BOLD)], size, indent * 3), size=size)
        self._parts.append(_Beside(mark=mark, body=body))

    def field(self, label: str, value: str) -> None:
        """Add a bold label and its value; nothing if the value is empty."""
        if value:
            self.text([Run(f"{label}: ", Face.BOLD), Run(value)])

    def band(self, said: str) -> None:
        """Add white letters on black."""
        lines = _wrapped([Run(said, Face.BOLD)], LARGE, WIDTH_DOTS)
        text = _Text(lines=lines, size=LARGE, at=At.CENTER, ink=_WHITE)
        self._parts.append(_Band(text=text))

    def number(self, digits: str) -> None:
        """Add QR and big digits of a reference."""
        self._parts.append(_Number(digits=digits))

    def bars(self, digits: str) -> None:
        """Add Code 128 for readers that know no QR."""
        self._parts.append(_Bars(digits=digits))

    def stroke(self) -> None:
        """Add a line over the whole width."""
        self._parts.append(_Stroke())

    def space(self, dots: int = _GAP) -> None:
        """Leave height."""
        self._parts.append(_Space(height=dots))

    def raster(self) -> Raster:
        """Draw everything."""
        from PIL import Image

        height = sum(part.height for part in self._parts)
        canvas = Image.new("1", (WIDTH_DOTS, height), _WHITE)
        top = 0
        for part in self._parts:
            part.draw(canvas, top)
            top += part.height
        return from_image(canvas)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    mark: _Text
    body: _Text

    @property
    def height(self) -> int:
        return self.body.height

    def draw(self, canvas: Image, top: int) -> None:
        self.mark.draw(canvas, top)
        self.body.draw(canvas, top)


def _wrapped(runs: Iterable[Run], size: int, room: int) -> tuple[_Line, ...]:
    lines: list[_Line] = []
    words: list[_Word] = []
    x = 0.0
    for text, face, spaced in _pieces(runs, size, room):
        wide = width(text, face, size)
        start = x + size * _SPACE if words and spaced else x
        if words and start + wide > room:
            lines.append(_Line(tuple(words), x))
            words, start = [], 0.0
        words.append(_Word(text, face, start))
        x = start + wide
    return (*lines, _Line(tuple(words), x))


def _pieces(runs: Iterable[Run], size: int, room: int) -> Sequence[tuple[str, Face, bool]]:
    """Give words with whether a space stands before; a word wider than the roll comes in parts."""
    found: list[tuple[str, Face, bool]] = []
    spaced = False
    for run in runs:
        for place, word in enumerate(printable(run.text).split(" ")):
            spaced = spaced or place > 0
            for part in _fitting(word, run.face, size, room):
                found.append((part, run.face, spaced))
                spaced = False
    return found


def _fitting(word: str, face: Face, size: int, room: int) -> list[str]:
    if not word or width(word, face, size) <= room:
        return [word] if word else []
    parts, part = [], ""
    for letter in word:
        if part and width(part + letter, face, size) > room:
            parts.append(part)
            part = ""
        part += letter
    return [*parts, part]
