"""How small a file of pages must be for the portal, and what is given up for it, least first."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.domain.page_check import LEAST_DPI, WANTED_DPI, Tint

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PIL.Image import Image

PAGE_OVERHEAD = 420
FILE_OVERHEAD = 6_000
"""Bytes of the PDF around its pictures: a page's objects; head, profile, metadata, list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One way to write a page that is not ink and paper only."""

    quality: int
    dpi: int


LADDER = (
    Step(quality=80, dpi=WANTED_DPI),
    Step(quality=65, dpi=WANTED_DPI),
    Step(quality=50, dpi=WANTED_DPI),
    Step(quality=65, dpi=LEAST_DPI),
    Step(quality=50, dpi=LEAST_DPI),
    Step(quality=38, dpi=LEAST_DPI),
)
"""Readable to the last step; below it a file is split instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBytes:
    """One page ready for the PDF: a JPEG, or one bit a pixel packed by fax rules (T.6)."""

    data: bytes
    width: int
    height: int
    dpi: int
    tint: Tint


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """The pages of a file as they fit; ``fits`` is False if even the last step is too large."""

    pages: tuple[PageBytes, ...]
    step: Step
    size_bytes: int
    fits: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One page to write: its pixels are read when they are needed, one page at a time."""

    read: Callable[[], Image]
    dpi: int
    tint: Tint


def fit(pages: Sequence[Source], limit_bytes: int) -> Fitted:
    """Write the pages as well as the limit allows. Source: none; portals differ (rules 10.3)."""
    last: Fitted | None = None
    for step in LADDER:
        if last is not None and _cannot_be_enough(last, step, limit_bytes):
            continue
        last = _written(pages, step, limit_bytes)
        if last.fits:
            return last
    if last is None or last.step != LADDER[-1]:
        return _written(pages, LADDER[-1], limit_bytes)
    return last


def _cannot_be_enough(last: Fitted, step: Step, limit_bytes: int) -> bool:
    """Skip a step whose likely size is far over: no page is written six times for nothing."""
    is_last = step == LADDER[-1]
    shrink = (step.quality / last.step.quality) * (step.dpi / last.step.dpi) ** 2
    return not is_last and last.size_bytes * shrink * 0.8 > limit_bytes


def _written(pages: Sequence[Source], step: Step, limit_bytes: int) -> Fitted:
    made = tuple(write_page(page, step) for page in pages)
    size = FILE_OVERHEAD + sum(len(page.data) + PAGE_OVERHEAD for page in made)
    return Fitted(pages=made, step=step, size_bytes=size, fits=size <= limit_bytes)


def write_page(page: Source, step: Step) -> PageBytes:
    """Write one page in its tint, at no more than the step's resolution."""
    image, dpi = page.read(), max(page.dpi, 1)
    if page.tint is Tint.BITONAL:
        return _fax(image, dpi)
    image = image.convert("RGB" if page.tint is Tint.COLOR else "L")
    if dpi > step.dpi:
        share = step.dpi / dpi
        size = (max(1, round(image.width * share)), max(1, round(image.height * share)))
        image, dpi = image.resize(size, reducing_gap=2.0), step.dpi
    out = io.BytesIO()
    image.save(out, "JPEG", quality=step.quality, optimize=False, subsampling="4:2:0")
    return PageBytes(
        data=out.getvalue(), width=image.width, height=image.height, dpi=dpi, tint=page.tint
    )


def _fax(image: Image, dpi: int) -> PageBytes:
    """Pack ink and paper; libtiff writes one strip, which is the stream a PDF wants."""
    from PIL import Image as Images
    from PIL.TiffImagePlugin import ROWSPERSTRIP, STRIPBYTECOUNTS, STRIPOFFSETS

    if image.mode != "1":
        gray = image.convert("L")
        image = gray.point(lambda value: 255 if value >= 150 else 0).convert("1")
    out = io.BytesIO()
    image.save(out, "TIFF", compression="group4", tiffinfo={ROWSPERSTRIP: image.height})
    data = out.getvalue()
    with Images.open(io.BytesIO(data)) as tiff:
        tags = tiff.tag_v2  # type: ignore[attr-defined]  # only a TIFF has tags
        start, length = tags[STRIPOFFSETS][0], tags[STRIPBYTECOUNTS][0]
    return PageBytes(
        data=data[start : start + length],
        width=image.width,
        height=image.height,
        dpi=dpi,
        tint=Tint.BITONAL,
    )
