"""Photographs of a paper list: made upright, cut to the sheet, drawn for the screen. No Qt."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from agent_desk.devices.capture.interface import RawPage
from agent_desk.devices.capture.pictures import pictures_of
from agent_desk.devices.capture.straighten import (
    gray_of,
    measure_tilt,
    page_box,
    shrunk,
)
from agent_desk.i18n import tr
from agent_desk.ui.pages.training.roster_state import RosterPicture

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

_SIDE = 2400
_QUALITY = 82
_LEAST_TILT = 0.4
"""Below this nobody sees that a line leans."""


def read_pictures(path: Path) -> tuple[bytes, ...]:
    """Give the pages of a file as JPEG, upright and cut to the sheet (work lane).

    Raises: InvalidInput if it is no picture or PDF.
    """
    raw = RawPage(name=path.name, data=path.read_bytes())
    return tuple(_written(upright(found.image)) for found in pictures_of(raw))


def upright(image: Image) -> Image:
    """Turn a leaning sheet upright and cut the table around it away.

    The sheet is cut out once before it is measured: the edge of a table is no line of writing.
    What the turn brings in has the color of the table, so that the cut finds the sheet again.
    """
    small = shrunk(image.convert("RGB") if image.mode == "1" else image, _SIDE)
    tilt = measure_tilt(_cut(small))
    if abs(tilt) >= _LEAST_TILT:
        small = _turned(small, tilt)
    return _cut(small)


def _turned(image: Image, tilt: float) -> Image:
    from PIL import Image as Images

    right, bottom = image.width - 1, image.height - 1
    corners = [gray_of(image).getpixel(at) for at in ((0, 0), (right, 0), (0, bottom))]
    shade = sorted(int(gray) for gray in corners if isinstance(gray, (int, float)))[1]
    fill = (shade, shade, shade) if image.mode == "RGB" else shade
    return image.rotate(tilt, Images.Resampling.BICUBIC, fillcolor=fill)


def _cut(image: Image) -> Image:
    left, top, right, bottom = page_box(gray_of(image))
    wide, high = image.size
    edges = (round(left * wide), round(top * high), round(right * wide), round(bottom * high))
    is_sheet = edges[2] - edges[0] > wide // 4 and edges[3] - edges[1] > high // 4
    return image.crop(edges) if is_sheet else image


def _written(image: Image) -> bytes:
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()


def drawn(data: bytes, room: tuple[int, int], zoom: float, page: tuple[int, int]) -> RosterPicture:
    """Draw a kept page for a room of the screen; ``page`` is its number and how many there are."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as opened:
        image = opened.convert("RGB")
    share = min(room[0] / image.width, max(1, room[1]) / image.height)
    if zoom != 1.0:
        share = room[0] / image.width * zoom
    size = (max(1, round(image.width * share)), max(1, round(image.height * share)))
    shown = image.resize(size)
    words = tr("Page {page} of {pages} of the paper list", page=page[0], pages=page[1])
    return RosterPicture(rgb=shown.tobytes(), width=size[0], height=size[1], words=words)
