"""A page arrives: made plain, measured, straightened if it leans, put on disk, then shown."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.devices.capture import pictures, quality, straighten
from agent_desk.domain.page_check import Finding, Tint
from agent_desk.domain.page_strip import Crop, StripPage
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

    from agent_desk.devices.capture.interface import RawPage
    from agent_desk.store.spool import Batch

THUMB_SIDE = 220
PREVIEW_SIDE = 1700
"""A little under half of A4 at 300 dpi, so that a JPEG can be read at half its size."""
_FINE_DPI = 450


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A page that is on disk, with its small picture (JPEG) and the size it takes there."""

    page: StripPage
    thumb: bytes
    size_bytes: int


def arrive(batch: Batch, raw: RawPage) -> Iterator[Arrived]:
    """Take the pages of what a source gave. Raises: InvalidInput, StoreUnusable."""
    try:
        for picture in pictures.pictures_of(raw):
            yield _keep(batch, picture)
    except MemoryError as error:
        raise InvalidInput(
            tr("This picture is far too large. Scan it at 300 dpi or less.")
        ) from error


def _keep(batch: Batch, picture: pictures.Picture) -> Arrived:
    image, dpi = picture.image, picture.dpi
    check = quality.check_page(image, dpi)
    if not dpi and check.dpi > _FINE_DPI:
        dpi = check.dpi
    data = pictures.pack(image)
    is_leaning = abs(check.tilt) >= quality.LEAST_TILT
    page = StripPage(
        picture=batch.put(data),
        width=image.width,
        height=image.height,
        dpi=dpi or check.dpi,
        tint=pictures.tint_of(image),
        findings=check.findings,
        tilt=check.tilt,
        is_straightened=is_leaning,
        crop=_paper_only(image, check),
        is_left_out=Finding.BLANK in check.findings,
    )
    return Arrived(page=page, thumb=small(image, page, THUMB_SIDE), size_bytes=len(data))


def _paper_only(image: Image, check: quality.PageCheck) -> Crop:
    """Cut the table away around a photographed page, straightened first if it leans."""
    if not quality.is_photo(check.box):
        return Crop()
    left, top, right, bottom = check.box
    if abs(check.tilt) >= quality.LEAST_TILT:
        small_gray = straighten.shrunk(straighten.gray_of(image), THUMB_SIDE * 3)
        upright = small_gray.rotate(check.tilt, fillcolor=0)
        left, top, right, bottom = straighten.page_box(upright)
    return Crop(left=left, top=top, right=right, bottom=bottom)


def small(image: Image, page: StripPage, side: int) -> bytes:
    """Give the page as it stands now, no larger than ``side``, as JPEG."""
    made = straighten.shaped(image, page, room=side)
    out = io.BytesIO()
    made.convert("RGB" if made.mode == "RGB" else "L").save(out, "JPEG", quality=80)
    return out.getvalue()


def look(batch: Batch, page: StripPage, side: int) -> bytes:
    """Give the page as it stands now from the spool. Raises: NotFound, StoreUnusable."""
    from PIL import Image as Images

    image = Images.open(io.BytesIO(batch.get(page.picture)))
    share = min(1.0, side / max(image.size))
    wanted = (round(image.width * share), round(image.height * share))
    image.draft(image.mode, wanted)  # a JPEG is read small: much faster
    return small(image, page, side)


def whole(batch: Batch, page: StripPage) -> Image:
    """Give the page as it stands now in all its pixels. Raises: NotFound, StoreUnusable."""
    return straighten.shaped(pictures.unpack(batch.get(page.picture)), page)


def found_again(batch: Batch, name: str) -> StripPage:
    """Give a page that a crash left without an entry in the strip."""
    image = pictures.unpack(batch.get(name))
    check = quality.check_page(image)
    return StripPage(
        picture=name,
        width=image.width,
        height=image.height,
        dpi=check.dpi,
        tint=pictures.tint_of(image),
        findings=check.findings,
        tilt=check.tilt,
    )


def with_tint(page: StripPage, wanted: Tint | None) -> Tint:
    """Give how a page is written: as wanted, but never with colors it has not."""
    order = (Tint.BITONAL, Tint.GRAY, Tint.COLOR)
    if wanted is None:
        return page.tint
    return min(page.tint, wanted, key=order.index)
