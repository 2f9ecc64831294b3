"""How well the quality check tells good pages from bad: rates on pages drawn for it.

``python -m tests.devices.capture.measure_quality`` prints one line per kind and degree.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFilter

from agent_desk.devices.capture.quality import check_page
from agent_desk.domain.page_check import Finding
from tests.devices.capture.page_pictures import (
    a_page,
    blurred,
    cut_off,
    noisy,
    photographed,
    tilted,
    with_seal,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Pictures of one kind. ``wrong`` None: a person could take it either way, not counted."""

    name: str
    finding: Finding
    wrong: bool | None
    make: Callable[[int], tuple[Image.Image, int]]


def _scan(change: Callable[[Image.Image], Image.Image], dpi: int = 300) -> object:
    sizes, inks, papers = (10, 11, 13, 14), (20, 60, 90), (252, 240, 225)

    def make(seed: int) -> tuple[Image.Image, int]:
        page = a_page(
            dpi,
            size_pt=sizes[seed % 4],
            ink=inks[seed % 3],
            paper=papers[(seed // 2) % 3],
            lines=(26, 8, 16)[seed % 3],
            seed=seed,
        )
        return change(noisy(page) if seed % 2 else page), dpi

    return make


def _photo(**how: object) -> object:
    def make(seed: int) -> tuple[Image.Image, int]:
        page = a_page(300, size_pt=(11, 13, 14)[seed % 3], seed=seed, lines=(26, 14)[seed % 2])
        lying = {"table": (40, 90, 120)[seed % 3], **how}
        return photographed(page, **lying), 0  # type: ignore[arg-type]

    return make


def _blank(seed: int) -> tuple[Image.Image, int]:
    """The empty back of a sheet: dust, punch holes, the front shining through."""
    page = Image.new("L", (2480, 3508), (252, 240, 225)[seed % 3])
    draw = ImageDraw.Draw(page)
    if seed % 4 == 1:
        for at in (1500, 2000):
            draw.ellipse((60, at, 130, at + 70), fill=60)
    if seed % 4 == 2:
        front = a_page(300, seed=seed, ink=225, paper=240).transpose(
            Image.Transpose.FLIP_LEFT_RIGHT
        )
        page = front.filter(ImageFilter.GaussianBlur(2))
    if seed % 4 == 3:
        for n in range(12):
            draw.point((200 * n + 40, 250 * n + 60), fill=90)
    return noisy(page), 300


def _nearly_blank(seed: int) -> tuple[Image.Image, int]:
    """A page with one or two short lines of text must stay."""
    return noisy(a_page(300, lines=1 + seed % 2, seed=seed, ink=(30, 80, 110)[seed % 3])), 300


def cases() -> Iterator[Case]:
    for radius, wrong in ((0, False), (1, False), (2, False), (3, None), (4, True), (6, True)):
        yield Case(
            name=f"scan, blur {radius} px at 300 dpi ({radius * 25.4 / 300:.2f} mm)",
            finding=Finding.BLURRED,
            wrong=wrong,
            make=_scan(lambda p, r=radius: blurred(p, r)),  # type: ignore[arg-type]
        )
    for radius, wrong in ((0, False), (1, False), (4, True), (7, True)):
        yield Case(
            name=f"photo, blur {radius} px of 3000 x 4000",
            finding=Finding.BLURRED,
            wrong=wrong,
            make=lambda seed, r=radius: (blurred(_photo()(seed)[0], r), 0),  # type: ignore[operator]
        )
    for dpi, wrong in ((300, False), (200, False), (150, True), (100, True)):
        yield Case(
            name=f"scan at {dpi} dpi",
            finding=Finding.LOW_RESOLUTION,
            wrong=wrong,
            make=_scan(lambda p: p, dpi),  # type: ignore[arg-type]
        )
    for size, wrong in (((3000, 4000), False), ((1200, 1600), True), ((600, 800), True)):
        yield Case(
            name=f"photo of {size[0]} x {size[1]}",
            finding=Finding.LOW_RESOLUTION,
            wrong=wrong,
            make=_photo(size=size),  # type: ignore[arg-type]
        )
    for share, side, wrong in (
        (0.0, "left", False),
        (0.03, "left", False),
        (0.13, "left", True),
        (0.48, "right", True),
        (0.5, "left", True),
    ):
        yield Case(
            name=f"scan, {share:.0%} of the {side} beyond the glass",
            finding=Finding.CUT_EDGE,
            wrong=wrong,
            make=_scan(lambda p, s=share, w=side: cut_off(p, s, w)),  # type: ignore[arg-type]
        )
    for side in ("left", "top", "bottom"):
        yield Case(
            name=f"photo that misses the {side} of the page",
            finding=Finding.CUT_EDGE,
            wrong=True,
            make=lambda seed, s=side: (cut_off(_photo()(seed)[0], 0.3, s), 0),  # type: ignore[operator]
        )
    yield Case(
        name="photo of the whole page",
        finding=Finding.CUT_EDGE,
        wrong=False,
        make=_photo(),  # type: ignore[arg-type]
    )
    for glare, wrong in ((0.0, False), (0.05, None), (0.1, True), (0.2, True)):
        yield Case(
            name=f"photo, lamp over {glare:.0%} of the width",
            finding=Finding.GLARE,
            wrong=wrong,
            make=_photo(glare=glare),  # type: ignore[arg-type]
        )
    yield Case(name="scan on white", finding=Finding.GLARE, wrong=False, make=_scan(lambda p: p))  # type: ignore[arg-type]
    for light, wrong in ((0.95, False), (0.7, False), (0.55, None), (0.4, True), (0.25, True)):
        yield Case(
            name=f"photo in {light:.0%} of the light",
            finding=Finding.TOO_DARK,
            wrong=wrong,
            make=_photo(light=light, table=40) if light < 0.5 else _photo(light=light),  # type: ignore[arg-type]
        )
    for degrees, wrong in ((0.0, False), (0.3, False), (1.5, True), (4.0, True), (12.0, True)):
        yield Case(
            name=f"scan tilted by {degrees} degrees",
            finding=Finding.SKEWED,
            wrong=wrong,
            make=_scan(lambda p, d=degrees: tilted(p, d)),  # type: ignore[arg-type]
        )
    yield Case(name="empty back of a sheet", finding=Finding.BLANK, wrong=True, make=_blank)
    yield Case(name="one or two lines", finding=Finding.BLANK, wrong=False, make=_nearly_blank)
    yield Case(
        name="page with a seal",
        finding=Finding.BLANK,
        wrong=False,
        make=lambda seed: (with_seal(a_page(300, lines=0, seed=seed)), 300),
    )


def main(each: int = 12) -> None:
    """Print how often each fault was found, and the rates over all."""
    right: dict[bool, list[bool]] = {True: [], False: []}
    for case in cases():
        checks = [check_page(*case.make(seed)) for seed in range(each)]
        found = [case.finding in check.findings for check in checks]
        sharp = sorted(check.sharpness for check in checks)
        values = f"sharp {sharp[0]:.2f}-{sharp[-1]:.2f}"
        values += f" glare {max(c.glare for c in checks):.3f}"
        values += f" ink {min(c.ink for c in checks):.5f}-{max(c.ink for c in checks):.5f}"
        values += f" paper {min(c.paper for c in checks)} dpi {min(c.dpi for c in checks)}"
        values += (
            f" edge {min(c.edge_changes for c in checks)}-{max(c.edge_changes for c in checks)}"
        )
        wanted = {True: "bad ", False: "good", None: "?   "}[case.wrong]
        print(f"{wanted} {case.finding:15} {sum(found):3}/{each}  {case.name:44} {values}")  # noqa: T201
        if case.wrong is not None:
            right[case.wrong] += found
    bad, good = right[True], right[False]
    print(f"found of the bad: {sum(bad)}/{len(bad)}; of the good, wrongly: {sum(good)}/{len(good)}")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 12)
