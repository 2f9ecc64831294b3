"""Can this page be read? Sharp, fine, whole, evenly lit; measured before the citizen leaves.

Thresholds were measured on generated pages: ``python -m tests.devices.capture.measure_quality``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.devices.capture.straighten import gray_of, measure_tilt, page_box, quantile, shrunk
from agent_desk.domain.page_check import LEAST_DPI, Finding

if TYPE_CHECKING:
    from PIL.Image import Image

A4_INCHES = 11.69
SHARP_DPI = 150
TILE = 32
LEAST_CONTRAST = 40
LEAST_SHARPNESS = 0.33
LEAST_INK_TILES = 4
BLANK_SHARE = 0.0008
LEAST_PAPER = 120
GLARE_LEVEL = 244
GLARE_PAPER = 232
GLARE_SHARE = 0.006
LEAST_TILT = 0.4
MOST_TILT = 1.0
_PHOTO_FILLS = 0.94
_EDGE_CHANGES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCheck:
    """What was measured. ``dpi`` is that of the paper itself, the table around it left out."""

    findings: tuple[Finding, ...]
    dpi: int
    tilt: float
    sharpness: float
    glare: float
    ink: float
    paper: int
    edge_changes: int
    box: tuple[float, float, float, float]


def check_page(image: Image, told_dpi: int = 0) -> PageCheck:
    """Measure a page picture. ``told_dpi`` is what the scanner said, 0 for a camera."""
    gray = gray_of(image)
    box = page_box(gray)
    paper_only = _cut(gray, box) if is_photo(box) else gray
    dpi = told_dpi or round(max(paper_only.size) / A4_INCHES)
    even = _at_dpi(paper_only, dpi)
    paper = quantile(even, 0.75)
    ink = _ink_share(even)
    sharpness, tiles = _sharpness(even)
    is_blank = ink < BLANK_SHARE or (tiles == 0 and ink < 2 * BLANK_SHARE)
    tilt = 0.0 if is_blank else measure_tilt(gray)
    glare = _glare(even, paper)
    changes = _edge_changes(even)
    found = {
        Finding.BLURRED: tiles >= LEAST_INK_TILES and sharpness < LEAST_SHARPNESS,
        Finding.LOW_RESOLUTION: dpi < LEAST_DPI * 0.97,
        Finding.CUT_EDGE: changes >= _EDGE_CHANGES or _runs_out(box),
        Finding.GLARE: glare > GLARE_SHARE,
        Finding.TOO_DARK: paper < LEAST_PAPER,
        Finding.SKEWED: abs(tilt) >= MOST_TILT,
    }
    findings = (Finding.BLANK,) if is_blank else tuple(f for f, is_so in found.items() if is_so)
    if is_blank and paper < LEAST_PAPER:
        findings = (Finding.TOO_DARK,)  # black is not blank: the lid was open or nothing was lit
    return PageCheck(
        findings=findings,
        dpi=dpi,
        tilt=tilt,
        sharpness=sharpness,
        glare=glare,
        ink=ink,
        paper=paper,
        edge_changes=changes,
        box=box,
    )


def is_photo(box: tuple[float, float, float, float]) -> bool:
    """Say whether there is something around the page."""
    return (box[2] - box[0]) * (box[3] - box[1]) < _PHOTO_FILLS


def _cut(gray: Image, box: tuple[float, float, float, float]) -> Image:
    width, height = gray.size
    left, top = int(box[0] * width), int(box[1] * height)
    return gray.crop(
        (left, top, max(left + 1, int(box[2] * width)), max(top + 1, int(box[3] * height)))
    )


def _at_dpi(gray: Image, dpi: int) -> Image:
    """Bring a page to one scale, so that one threshold fits all."""
    from PIL import Image as Images

    share = SHARP_DPI / max(dpi, 1)
    if abs(share - 1) < 0.02:
        return gray
    size = (max(TILE, round(gray.width * share)), max(TILE, round(gray.height * share)))
    return gray.resize(size, Images.Resampling.BOX if share < 1 else Images.Resampling.BICUBIC)


def _sharpness(gray: Image) -> tuple[float, int]:
    """Give how steep edges are in tiles with ink, as a share of their contrast; and how many.

    A sharp edge takes one or two pixels from paper to ink; a blurred one takes many. Contrast and
    size of the letters do not matter, because both are divided out.
    """
    from PIL import ImageChops

    across = ImageChops.difference(gray, ImageChops.offset(gray, 1, 0))
    along = ImageChops.difference(gray, ImageChops.offset(gray, 0, 1))
    steep = _pooled(ImageChops.lighter(across, along), ImageChops.lighter)
    light = _pooled(gray, ImageChops.lighter)
    dark = _pooled(gray, ImageChops.darker)
    width, height = steep.size
    found = []
    rows = zip(steep.tobytes(), light.tobytes(), dark.tobytes(), strict=True)
    for n, (edge, high, low) in enumerate(rows):
        at_border = n % width in (0, width - 1) or n // width in (0, height - 1)
        if high - low >= LEAST_CONTRAST and not at_border:
            found.append(edge / (high - low))
    if not found:
        return 1.0, 0
    found.sort()
    return found[int(len(found) * 0.6)], len(found)


def _pooled(gray: Image, better: object) -> Image:
    """Give the extreme of every tile, halving the picture until a tile is a pixel."""
    from PIL import Image as Images
    from PIL import ImageChops

    pick = ImageChops.lighter if better is ImageChops.lighter else ImageChops.darker
    made, size = gray.crop((0, 0, gray.width // TILE * TILE, gray.height // TILE * TILE)), TILE
    while size > 1:
        made = pick(made, ImageChops.offset(made, 1, 0))
        made = made.resize((made.width // 2, made.height), Images.Resampling.NEAREST)
        made = pick(made, ImageChops.offset(made, 0, 1))
        made = made.resize((made.width, made.height // 2), Images.Resampling.NEAREST)
        size //= 2
    return made


def _ink_share(gray: Image) -> float:
    """Give the share of pixels clearly darker than the paper around them, its rim left out."""
    from PIL import Image as Images
    from PIL import ImageChops, ImageFilter

    half = gray.resize((max(1, gray.width // 2), max(1, gray.height // 2)), Images.Resampling.BOX)
    darker = ImageChops.subtract(half.filter(ImageFilter.BoxBlur(20)), half)
    rim_x, rim_y = round(half.width * 0.04), round(half.height * 0.04)
    inner = darker.crop((rim_x, rim_y, half.width - rim_x, half.height - rim_y))
    return sum(inner.histogram()[28:]) / max(1, inner.width * inner.height)


def _glare(gray: Image, paper: int) -> float:
    """Give the share of burnt-out pixels on a page whose paper is not white itself."""
    from PIL import ImageFilter

    if paper >= GLARE_PAPER:
        return 0.0
    small = shrunk(gray, 300)
    counts = small.filter(ImageFilter.BoxBlur(1)).histogram()
    return sum(counts[GLARE_LEVEL:]) / max(1, small.width * small.height)


def _edge_changes(gray: Image) -> int:
    """Give how often ink and paper change along the worst edge: cut letters do it often."""
    level = quantile(gray, 0.75) - 70
    width, height = gray.size
    strips = (
        gray.crop((0, 1, width, 2)),
        gray.crop((0, height - 2, width, height - 1)),
        gray.crop((1, 0, 2, height)),
        gray.crop((width - 2, 0, width - 1, height)),
    )
    return max(_changes(strip.tobytes(), level) for strip in strips)


def _changes(line: bytes, level: int) -> int:
    is_ink = [value < level for value in line]
    return sum(a is not b for a, b in zip(is_ink, is_ink[1:], strict=False))


def _runs_out(box: tuple[float, float, float, float]) -> bool:
    """Say whether a page with a table around it leaves the picture on one side."""
    touches = (box[0] <= 0.004, box[1] <= 0.004, box[2] >= 0.996, box[3] >= 0.996)
    return is_photo(box) and any(touches)
