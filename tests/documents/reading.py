"""Read a PDF back the way a scanner and a person would."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pypdfium2
import zxingcpp

if TYPE_CHECKING:
    from PIL.Image import Image

_SPACES = re.compile(r"\s+")


def pages_of(pdf: bytes) -> list[str]:
    """Give the text of each page, every white space as one blank."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        texts = []
        for page in document:
            reader = page.get_textpage()
            texts.append(_SPACES.sub(" ", reader.get_text_bounded()).strip())
            reader.close()
            page.close()
        return texts
    finally:
        document.close()


def text_of(pdf: bytes) -> str:
    return " ".join(pages_of(pdf))


def picture_of(pdf: bytes, page: int = 0, dpi: int = 200) -> Image:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[page].render(scale=dpi / 72).to_pil().convert("L")
    finally:
        document.close()


def codes_of(pdf: bytes, page: int = 0) -> set[tuple[str, str]]:
    """Give format and text of every code on a page printed at 200 dpi."""
    found = zxingcpp.read_barcodes(picture_of(pdf, page))
    return {(code.format.name, code.text) for code in found}
