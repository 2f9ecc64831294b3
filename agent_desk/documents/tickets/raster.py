"""A picture of dots, black or white, as wide as a ticket printer prints."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH_DOTS = 576
"""72 mm at 203 dots an inch: what an 80 mm printer can reach."""
DOTS_PER_MM = 8
PAPER_DOTS = 80 * DOTS_PER_MM
_EDGE = 2 * DOTS_PER_MM


@dataclass(frozen=True, slots=True, kw_only=True)
class Raster:
    """Rows of dots from the top, a bit each, the left one highest, 1 is black; no padding.

    ``width`` is a multiple of 8.
    """

    width: int
    height: int
    rows: bytes

    def to_image(self) -> Image:
        """Give it as a picture, black on white."""
        from PIL import Image, ImageChops

        black = Image.frombytes("1", (self.width, self.height), self.rows)
        return ImageChops.invert(black)

    def to_png(self) -> bytes:
        """Give it as PNG at the size it is printed in, for the preview and for the records."""
        out = io.BytesIO()
        self.to_image().save(out, "PNG", dpi=(203, 203))
        return out.getvalue()

    def to_pdf(self, title: str) -> bytes:
        """Give it as a PDF page as wide as the roll, for the preview on the screen."""
        from PIL import Image

        out = io.BytesIO()
        page = Image.new("1", (PAPER_DOTS, self.height + 2 * _EDGE), 255)
        page.paste(self.to_image(), ((PAPER_DOTS - self.width) // 2, _EDGE))
        page.save(out, "PDF", resolution=203.2, title=title)
        return out.getvalue()


def from_image(canvas: Image) -> Raster:
    """Take the dots of a canvas of mode 1, black on white."""
    from PIL import ImageChops

    rows = ImageChops.invert(canvas).tobytes()
    return Raster(width=canvas.width, height=canvas.height, rows=rows)
