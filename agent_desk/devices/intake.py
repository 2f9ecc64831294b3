"""Files that come in: opened once, found whole, or refused with what to do."""

from __future__ import annotations

import io
import struct
import warnings
from typing import TYPE_CHECKING

from agent_desk.domain.papers import CheckedFile
from agent_desk.domain.text import clean
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr
from agent_desk.pdfium import TURN
from agent_desk.wire import MAX_BLOB_BYTES

if TYPE_CHECKING:
    from pathlib import Path

_IMAGE_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "TIFF": "image/tiff"}
_MAX_PIXELS = 120_000_000
_MAX_NAME = 120
_BROKEN = (OSError, EOFError, SyntaxError, ValueError, TypeError, LookupError, struct.error)
"""What Pillow's readers raise over bytes that are not what they say they are."""


def read_file(path: Path) -> CheckedFile:
    """Read a file the clerk chose; the size is looked at before a byte is read.

    Raises: InvalidInput with what is wrong and what to do.
    """
    try:
        size = path.stat().st_size
    except OSError as error:
        raise InvalidInput(
            tr("The file cannot be read. Scan or choose the paper again.")
        ) from error
    _refuse_size(size)
    try:
        return check_bytes(path.name, path.read_bytes())
    except OSError as error:
        raise InvalidInput(
            tr("The file cannot be read. Scan or choose the paper again.")
        ) from error


def check_bytes(name: str, data: bytes) -> CheckedFile:
    """Look into the bytes: a PDF without password or a JPEG, PNG or TIFF picture.

    Raises: InvalidInput with what is wrong and what to do.
    """
    _refuse_size(len(data))
    shown = clean(name)[-_MAX_NAME:] or "scan"
    if data.lstrip()[:5] == b"%PDF-":
        with TURN:
            return _check_pdf(shown, data)
    return _check_image(shown, data)


def _refuse_size(size: int) -> None:
    if size == 0:
        raise InvalidInput(tr("This file is empty. Scan or choose the paper again."))
    if size > MAX_BLOB_BYTES:
        raise InvalidInput(
            tr(
                "This file has {size} MB; at most {limit} MB are possible. "
                "Scan it at 200 dpi or split it.",
                size=size // 1_000_000,
                limit=MAX_BLOB_BYTES // (1024 * 1024),
            )
        )


def _check_pdf(name: str, data: bytes) -> CheckedFile:
    import pypdfium2
    from pypdfium2.raw import FPDF_ERR_PASSWORD

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == FPDF_ERR_PASSWORD:
            raise InvalidInput(
                tr(
                    "This PDF is locked with a password. Ask the citizen to open it on their own "
                    "phone and show it, then scan it; never ask for the password."
                )
            ) from error
        raise InvalidInput(
            tr("This PDF is damaged or is not a PDF at all. Scan the paper instead.")
        ) from error
    try:
        pages = len(document)
        if pages == 0:
            raise InvalidInput(tr("This PDF has no page. Scan the paper instead."))
        width, height = _pdf_pixels(document)
    except pypdfium2.PdfiumError as error:
        raise InvalidInput(
            tr("This PDF is damaged or is not a PDF at all. Scan the paper instead.")
        ) from error
    finally:
        document.close()
    return CheckedFile(
        name=name,
        data=data,
        media_type="application/pdf",
        pages=pages,
        width_px=width,
        height_px=height,
    )


def _pdf_pixels(document: object) -> tuple[int | None, int | None]:
    """Give the pixels of the picture that fills the first page; none for a text PDF."""
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    best: tuple[int, int] | None = None
    page = document[0]  # type: ignore[index]  # pypdfium2 ships no types
    for item in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=2):
        size = item.get_px_size()
        if best is None or size[0] * size[1] > best[0] * best[1]:
            best = size
    return best if best is not None else (None, None)


def _check_image(name: str, data: bytes) -> CheckedFile:
    from PIL import Image, UnidentifiedImageError

    refusal = tr("Only PDF, JPEG, PNG and TIFF files can be used. Scan the paper instead.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # remarks about the file; it is used or refused below
            with Image.open(io.BytesIO(data)) as picture:
                kind, size = picture.format or "", picture.size
                frames = int(getattr(picture, "n_frames", 1))
                if kind not in _IMAGE_TYPES:
                    raise InvalidInput(refusal)
                if size[0] * size[1] > _MAX_PIXELS:
                    raise InvalidInput(
                        tr("This picture is far too large. Scan it at 300 dpi or less.")
                    )
                picture.load()
    except (UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise InvalidInput(refusal) from error
    except _BROKEN as error:
        raise InvalidInput(
            tr("This picture is cut off or damaged. Scan or choose the paper again.")
        ) from error
    return CheckedFile(
        name=name,
        data=data,
        media_type=_IMAGE_TYPES[kind],
        pages=frames,
        width_px=size[0],
        height_px=size[1],
    )
