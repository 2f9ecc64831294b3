"""PDFium, one caller at a time: the library is not safe in two threads. Needs no Qt."""

from __future__ import annotations

import threading
from dataclasses import dataclass

TURN = threading.RLock()
"""Hold it around every use of pypdfium2, from opening a document to closing it."""

_POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One page as pixels, RGB, row by row without padding."""

    width: int
    height: int
    rgb: bytes


def page_sizes(data: bytes) -> tuple[tuple[float, float], ...]:
    """Give width and height of every page in points. Raises: ValueError if it is no PDF."""
    import pypdfium2

    with TURN:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise ValueError("not a readable PDF") from error
        try:
            return tuple(document[n].get_size() for n in range(len(document)))
        finally:
            document.close()


def page_picture(data: bytes, page: int, dpi: float) -> Picture:
    """Draw one page, counted from 0. Raises: ValueError if it is no PDF; IndexError."""
    import pypdfium2

    with TURN:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise ValueError("not a readable PDF") from error
        try:
            bitmap = document[page].render(scale=dpi / _POINTS_PER_INCH, rev_byteorder=True)
            image = bitmap.to_pil().convert("RGB")
            return Picture(width=image.width, height=image.height, rgb=image.tobytes())
        finally:
            document.close()
