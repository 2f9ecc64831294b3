"""What the desk says of a page: one page of each kind; the rates are measured elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from agent_desk.devices.capture.quality import check_page
from agent_desk.devices.capture.straighten import measure_tilt, page_box, shaped
from agent_desk.domain.page_check import Finding
from agent_desk.domain.page_strip import Crop, StripPage
from tests.devices.capture.page_pictures import a_page, blurred, cut_off, photographed, tilted

if TYPE_CHECKING:
    from collections.abc import Callable

SCAN = a_page(200, size_pt=13, seed=3)
PHOTO = (1300, 1750)


@pytest.mark.parametrize(
    ("make", "dpi", "finding"),
    [
        (lambda: SCAN, 200, None),
        (lambda: blurred(SCAN, 3.0), 200, Finding.BLURRED),
        (lambda: a_page(110), 110, Finding.LOW_RESOLUTION),
        (lambda: cut_off(SCAN, 0.2), 200, Finding.CUT_EDGE),
        (lambda: tilted(SCAN, 3.0), 200, Finding.SKEWED),
        (lambda: SCAN.point(lambda v: v // 4), 200, Finding.TOO_DARK),
        (lambda: Image.new("L", SCAN.size, 246), 200, Finding.BLANK),
        (lambda: Image.new("L", SCAN.size, 4), 200, Finding.TOO_DARK),
        (lambda: photographed(SCAN, size=(1800, 2500), fills=0.97), 0, None),
        (lambda: photographed(SCAN, size=(1800, 2500), fills=0.97, glare=0.15), 0, Finding.GLARE),
        (lambda: photographed(SCAN, size=(700, 900)), 0, Finding.LOW_RESOLUTION),
        (lambda: cut_off(photographed(SCAN, size=PHOTO), 0.3, "top"), 0, Finding.CUT_EDGE),
    ],
)
def test_a_fault_is_found_and_a_good_page_has_none(
    make: Callable[[], Image.Image], dpi: int, finding: Finding | None
) -> None:
    found = check_page(make(), dpi).findings

    assert (finding in found) if finding is not None else found == ()


def test_a_page_with_one_short_line_is_not_blank() -> None:
    assert Finding.BLANK not in check_page(a_page(200, lines=1), 200).findings


@pytest.mark.parametrize("degrees", [-12.0, -2.5, 0.0, 0.7, 14.0])
def test_the_tilt_of_text_is_measured(degrees: float) -> None:
    assert measure_tilt(tilted(SCAN, degrees)) == pytest.approx(degrees, abs=0.3)


def test_a_photographed_card_that_lies_askew_is_found_and_straightened() -> None:
    photo = photographed(SCAN, size=PHOTO, degrees=8)
    check = check_page(photo)
    page = StripPage(
        picture="x", width=1, height=1, tilt=check.tilt, is_straightened=True, crop=Crop()
    )

    assert check.tilt == pytest.approx(8, abs=0.4)
    assert abs(measure_tilt(shaped(photo, page))) < 0.4


def test_the_page_in_a_photo_is_found_without_its_table() -> None:
    left, top, right, bottom = page_box(photographed(SCAN, size=PHOTO, fills=0.7))

    assert (right - left) * PHOTO[0] == pytest.approx((bottom - top) * PHOTO[1] / 1.414, rel=0.06)
    assert page_box(SCAN) == (0.0, 0.0, 1.0, 1.0)


def test_turning_and_cutting_do_what_the_strip_says() -> None:
    image = Image.new("L", (100, 60), 255)
    image.paste(0, (0, 0, 10, 10))
    page = StripPage(picture="x", width=100, height=60, turn=1, crop=Crop(left=0.5))

    made = shaped(image, page)

    assert made.size == (30, 100)
    assert made.getpixel((28, 2)) == 0  # the corner came to the top right
