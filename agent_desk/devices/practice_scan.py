"""Draws the papers of scripted citizens as scans, so that they can be captured like real ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk import paths

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

_DPI = 200
_WIDTH, _HEIGHT = 1654, 2339
"""A4 at the resolution that a scan must have."""
_EDGE = 150
_PAPER, _INK, _MARK = (250, 248, 242), (32, 36, 48), (206, 214, 206)


def draw_scan(lines: Sequence[str], target: Path, mark: str) -> Path:
    """Draw a page with these lines into a PNG file and give its path.

    The first line is the heading; ``mark`` stands across the page, so that nobody takes it for a
    real paper.
    """
    from PIL import ImageDraw
    from PIL.Image import new

    page = new("RGB", (_WIDTH, _HEIGHT), _PAPER)
    draw = ImageDraw.Draw(page)
    draw.rectangle((54, 54, _WIDTH - 54, _HEIGHT - 54), outline=_INK, width=4)
    _put_mark(page, mark)
    y = 200
    for number, line in enumerate(lines):
        font = _font(62 if number == 0 else 48, is_bold=number == 0)
        for part in _wrapped(line, font, _WIDTH - 2 * _EDGE):
            draw.text((_EDGE, y), part, fill=_INK, font=font)
            y += 86 if number == 0 else 72
        y += 30
    target.parent.mkdir(parents=True, exist_ok=True)
    page.save(target, "PNG", dpi=(_DPI, _DPI))
    return target


def _put_mark(page: Image, mark: str) -> None:
    from PIL import ImageDraw
    from PIL.Image import new

    font = _font(160, is_bold=True)
    layer = new("L", (_WIDTH, 300), 0)
    ImageDraw.Draw(layer).text((_WIDTH // 2, 150), mark, fill=255, font=font, anchor="mm")
    turned = layer.rotate(32, expand=True)
    at = ((_WIDTH - turned.width) // 2, (_HEIGHT - turned.height) // 2 + 260)
    page.paste(new("RGB", turned.size, _MARK), at, turned)


def _wrapped(line: str, font: FreeTypeFont, room: int) -> list[str]:
    rows: list[str] = [""]
    for word in line.split():
        longer = f"{rows[-1]} {word}".strip()
        if rows[-1] and font.getlength(longer) > room:
            rows.append(word)
        else:
            rows[-1] = longer
    return rows


def _font(size: int, *, is_bold: bool) -> FreeTypeFont:
    from PIL import ImageFont

    name = "BeVietnamPro-Bold.ttf" if is_bold else "BeVietnamPro-Regular.ttf"
    return ImageFont.truetype(str(paths.resources() / "fonts" / name), size)
