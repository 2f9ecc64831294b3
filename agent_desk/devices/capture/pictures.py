"""Any file that holds pages as plain pictures: upright, 8 bit, no alpha, no metadata."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.devices.capture.straighten import shrunk
from agent_desk.devices.intake import check_bytes
from agent_desk.domain.page_check import WANTED_DPI, Tint
from agent_desk.domain.page_strip import MAX_PAGES
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr
from agent_desk.pdfium import TURN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

    from agent_desk.devices.capture.interface import RawPage

_LEAST_TOLD_DPI = 100
"""Cameras and programs write 72 or 96 without having measured anything."""
_MAX_SIDE = 7100
"""A3 at 400 dpi; a longer side is drawn smaller."""
_POINTS = 72
_ORIENTATION = 0x0112
_A5_INCHES = 8.27
_COLORED = 48
_COLOR_SHARE = 0.0008
_SPOOL_QUALITY = 92


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as pixels, mode RGB, L or 1; ``dpi`` 0 if nobody measured it."""

    image: Image
    dpi: int


def pictures_of(raw: RawPage) -> Iterator[Picture]:
    """Give the pages of a file in order; a PDF is drawn, nothing else of it comes along.

    Raises: InvalidInput with what is wrong and what to do, before the first page.
    """
    file = check_bytes(raw.name, raw.data)
    if file.pages > MAX_PAGES:
        raise InvalidInput(
            tr(
                "This file has {n} pages; at most {limit} go into one. Split it first.",
                n=file.pages,
                limit=MAX_PAGES,
            )
        )
    if file.media_type == "application/pdf":
        yield from _drawn(raw.data, file.pages)
    else:
        yield from _frames(raw)


def _frames(raw: RawPage) -> Iterator[Picture]:
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # remarks about tags that are not used
        with Image.open(io.BytesIO(raw.data)) as opened:
            for number in range(int(getattr(opened, "n_frames", 1))):
                if number and opened.format != "TIFF":
                    return  # the second picture of a phone's JPEG is its preview
                opened.seek(number)
                told = raw.dpi or _told_dpi(opened)
                yield _fitted(plain(opened), told)


def _told_dpi(image: Image) -> int:
    told = image.info.get("dpi")
    if not (isinstance(told, tuple) and len(told) == 2):
        return 0
    try:
        dpi = round(float(min(told)))
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return 0
    is_likely = _LEAST_TOLD_DPI <= dpi <= 2400 and not _is_shrunk(image.size, dpi)
    return dpi if is_likely else 0


def _is_shrunk(size: tuple[int, int], dpi: int) -> bool:
    """Say whether it has the shape of a sheet but, by its own word, the size of a note.

    Programs make pictures smaller and leave the old number in the file.
    """
    short, long = sorted(size)
    return 1.3 < long / short < 1.5 and long / dpi < _A5_INCHES * 0.85


def _fitted(image: Image, dpi: int) -> Picture:
    longest = max(image.size)
    if longest <= _MAX_SIDE:
        return Picture(image, dpi)
    share = _MAX_SIDE / longest
    size = (max(1, round(image.width * share)), max(1, round(image.height * share)))
    return Picture(image.resize(size), round(dpi * share))


def plain(image: Image) -> Image:
    """Bring any picture to RGB, L or 1: turned as it says, on white, without its metadata."""
    from PIL import ImageOps

    is_turned = image.getexif().get(_ORIENTATION, 1) != 1
    upright = ImageOps.exif_transpose(image) if is_turned else image
    mode = upright.mode
    if mode in ("1", "L") or (mode == "RGB" and "transparency" not in upright.info):
        made = upright.copy()
    elif mode.startswith("I") or mode == "F":
        made = _eight_bit(upright)
    elif mode in ("CMYK", "LAB"):
        made = _from_print(upright)
    elif mode in ("LA", "PA", "La", "RGBA", "RGBa") or "transparency" in upright.info:
        made = _on_white(upright)
    else:
        made = upright.convert("RGB")
    made.info = {}
    return made


def _eight_bit(image: Image) -> Image:
    wide = image.convert("F")
    low, high = wide.getextrema()
    top = 255.0 if isinstance(high, float) and high <= 255 else 65535.0
    del low
    return wide.point(lambda value: value * (255.0 / top) + 0.0).convert("L")


def _from_print(image: Image) -> Image:
    """Turn inks into light, by the profile that came with them if it can be used."""
    from PIL import ImageCms

    profile = image.info.get("icc_profile")
    if profile:
        try:
            made = ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGB",
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            made = None  # a damaged profile: as if there were none
        if made is not None:
            return made
    return image.convert("RGB")


def _on_white(image: Image) -> Image:
    from PIL import Image as Images

    seen = image.convert("RGBA")
    ground = Images.new("RGB", seen.size, "white")
    ground.paste(seen, mask=seen.getchannel("A"))
    return ground


def _drawn(data: bytes, pages: int) -> Iterator[Picture]:
    import pypdfium2

    with TURN:
        document = pypdfium2.PdfDocument(data)
    try:
        for number in range(pages):
            with TURN:
                picture = _draw_page(document, number)
            yield picture
    finally:
        with TURN:
            document.close()


def _draw_page(document: object, number: int) -> Picture:
    """Draw one page at the resolution of its own scan, or at 300 dpi if it has none."""
    import pypdfium2

    refusal = tr("Page {n} of this PDF cannot be drawn. Scan the paper instead.", n=number + 1)
    try:
        page = document[number]  # type: ignore[index]  # pypdfium2 ships no types
        width, height = page.get_size()
        if not (1 <= width <= 20_000 and 1 <= height <= 20_000):
            raise InvalidInput(refusal)
        dpi = _scanned_dpi(page, width, height)
        scale = min(dpi / _POINTS, _MAX_SIDE / max(width, height))
        image = page.render(scale=scale, rev_byteorder=True).to_pil()
        page.close()
    except (pypdfium2.PdfiumError, ValueError, MemoryError) as error:
        raise InvalidInput(refusal) from error
    return Picture(image.convert("RGB"), round(scale * _POINTS))


def _scanned_dpi(page: object, width: float, height: float) -> int:
    """Give the pixels per inch of a picture that fills the page, at most 300."""
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    best = 0
    for item in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=2):  # type: ignore[attr-defined]  # pypdfium2 ships no types
        left, bottom, right, top = item.get_bounds()
        across, along = right - left, top - bottom
        if across * along < width * height * 0.6:
            continue
        pixels = sorted(item.get_px_size())
        best = max(best, round(pixels[1] / max(across, along) * _POINTS))
    return min(best, WANTED_DPI) if best else WANTED_DPI


def tint_of(image: Image) -> Tint:
    """Say whether a page has color, only grays, or only ink and paper."""
    from PIL import ImageChops

    if image.mode == "1":
        return Tint.BITONAL
    if image.mode == "L":
        return Tint.GRAY
    small = shrunk(image, 500)
    red, green, blue = small.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    least = ImageChops.darker(ImageChops.darker(red, green), blue)
    counts = ImageChops.subtract(most, least).histogram()
    colored = sum(counts[_COLORED:])
    return Tint.COLOR if colored > _COLOR_SHARE * small.width * small.height else Tint.GRAY


def pack(image: Image) -> bytes:
    """Write a page for the spool: PNG for ink and paper, else JPEG."""
    out = io.BytesIO()
    if image.mode == "1":
        image.save(out, "PNG")
    else:
        image.save(out, "JPEG", quality=_SPOOL_QUALITY)
    return out.getvalue()


def unpack(data: bytes) -> Image:
    """Read what ``pack`` wrote."""
    from PIL import Image as Images

    image = Images.open(io.BytesIO(data))
    image.load()
    return image
