"""Codes: the digits that go in come out of a reader, whatever their number."""

from __future__ import annotations

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from reportlab.graphics.barcode.code128 import Code128

from agent_desk.documents.codes import (
    bars_width,
    code128_bars,
    code128_item_bars,
    code128_values,
    qr_bars,
    qr_modules,
)
from agent_desk.errors import InvalidInput

PIXELS = 4


def read(bars, height_modules: int) -> str:
    wide = int(max(box.x + box.width for box in bars))
    picture = Image.new("L", ((wide + 20) * PIXELS, (height_modules + 8) * PIXELS), 255)
    draw = ImageDraw.Draw(picture)
    tall = 40 if height_modules == 40 else 1
    for box in bars:
        left = (box.x + 10) * PIXELS
        upper = (height_modules - box.y - box.height * tall + 4) * PIXELS
        lower = upper + box.height * tall * PIXELS - 1
        draw.rectangle((left, upper, left + box.width * PIXELS - 1, lower), fill=0)
    (code,) = zxingcpp.read_barcodes(picture)
    return code.text


@settings(max_examples=25, deadline=None)
@given(st.text("0123456789", min_size=2, max_size=20))
def test_code_128_reads_back_as_the_same_digits(digits):
    assert read(code128_bars(digits), 40) == digits


@settings(max_examples=25, deadline=None)
@given(st.text("0123456789ABXYZ", min_size=2, max_size=20))
def test_an_item_code_reads_back_as_the_same_letters_and_digits(code):
    assert read(code128_item_bars(code), 40) == code


def test_an_s10_code_takes_far_fewer_modules_than_letter_by_letter():
    assert bars_width(code128_item_bars("EA123456785VN")) == 156 < 11 * 16 + 2


@pytest.mark.parametrize("wrong", ["ea123456785vn", "EA 123", "ĐA12", ""])
def test_an_item_code_has_capital_letters_and_digits_only(wrong):
    with pytest.raises(InvalidInput):
        code128_item_bars(wrong)


def test_code_128_agrees_with_reportlab_on_an_even_number_of_digits():
    theirs = Code128("00102261123014")
    theirs.validate()
    theirs.encode()
    assert list(code128_values("00102261123014")) == theirs.encoded


def test_a_reference_takes_no_more_than_134_modules_of_code_128():
    last = code128_bars("001022611230143")[-1]
    assert last.x + last.width == 134


def test_the_qr_of_a_reference_reads_back_as_the_same_digits():
    bars = qr_bars("001022611230143")
    assert read(bars, qr_modules("001022611230143")) == "001022611230143"


def test_the_qr_of_a_reference_is_the_smallest_one_with_four_quiet_modules():
    assert qr_modules("001022611230143") == 21 + 2 * 4
    assert min(box.x for box in qr_bars("001022611230143")) == 4


@pytest.mark.parametrize("wrong", ["", "12A4", "١٢٣٤", "12 34"])
def test_anything_but_digits_is_refused(wrong):
    with pytest.raises(InvalidInput):
        code128_bars(wrong)
    with pytest.raises(InvalidInput):
        qr_bars(wrong)
