"""Made-up citizens and their scans; numbers and names are samples."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SITE = "Bưu cục Yên Hòa"
CLERK = "Trần Thu Hà"

LAN = (
    "001194004482||Nguyễn Thị Lan|12051994|Nữ|Số 5 ngõ 12 phố Mẫu, phường Yên Hòa, Hà Nội|15082022"
)
"""A card of 2021: seven fields."""
LONG = (
    "001085012345|012345678|Bùi Đức Long|05031985|Nam|"
    "Số 12 ngõ 86, phường Yên Hòa, Hà Nội|20092024||||"
)
"""A card of 2024: eleven fields, the last ones empty."""
HOA = "001148000318||Phạm Thị Hòa|01011948|Nữ|Số 3 phố Mẫu, phường Nghĩa Đô, Hà Nội|02032023"

SHARP = (1654, 2339)
"""An A4 page at 200 dpi."""
BLURRED = (620, 877)
"""An A4 page as a careless phone takes it; the authority cannot read it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A scanned page to be made: what stands on it and how many pixels it has."""

    title: str
    lines: tuple[str, ...]
    size: tuple[int, int] = SHARP


def make_scan(folder: Path, name: str, page: Page) -> Path:
    """Draw a page as a scanner would give it; a JPEG file."""
    from PIL import Image, ImageDraw, ImageFont

    from agent_desk import paths

    width, height = page.size
    picture = Image.new("L", page.size, 250)
    draw = ImageDraw.Draw(picture)
    face = str(paths.resources() / "fonts" / "Tinos-Regular.ttf")
    big = ImageFont.truetype(face, width // 22)
    small = ImageFont.truetype(face, width // 36)
    draw.rectangle((width // 20, width // 20, width * 19 // 20, height - width // 20), outline=90)
    draw.text((width // 8, width // 8), page.title, font=big, fill=20)
    for number, line in enumerate(page.lines):
        draw.text((width // 8, width // 4 + number * width // 20), line, font=small, fill=40)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80, dpi=(200, 200))
    path = folder / name
    path.write_bytes(out.getvalue())
    return path
