"""What holds for every document of the program: a record, readable by people and by scanners."""

from __future__ import annotations

import random
import re
import subprocess
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageFilter

from agent_desk.documents.color_profile import color_profile
from agent_desk.documents.runs import printable
from tests.documents.every_paper import COUNTER, EVERY, STATE
from tests.documents.office_papers import TEXTS
from tests.documents.reading import codes_of, pages_of, picture_of, text_of
from tests.documents.samples import a_reference
from tests.support.programs import needs

if TYPE_CHECKING:
    from pathlib import Path

JARS = [
    f"/usr/share/java/{name}.jar"
    for name in (
        *("preflight", "pdfbox2", "xmpbox", "fontbox2"),
        *("commons-logging", "commons-io", "javax.activation", "jaxb-api"),
    )
]
MINE = sorted({**STATE, **COUNTER})
WITH_CODES = sorted(name for name, paper in EVERY.items() if paper.reads)


@cache
def ordinary(name: str) -> bytes:
    return EVERY[name].ordinary()


@pytest.mark.parametrize("name", sorted({*MINE} - {"scanner_sheet"}))
@pytest.mark.parametrize("kind", ["hostile", "long"])
def test_any_text_is_printed_whole_in_nfc(name: str, kind: str) -> None:
    text = text_of(EVERY[name].told(TEXTS[kind]))
    assert printable(TEXTS[kind]).replace(" ", "") in text.replace(" ", "")
    assert unicodedata.is_normalized("NFC", text)
    assert not {"\x00", "\u202e", "\ufeff", "\U0001f600"} & set(text)


@pytest.mark.parametrize("name", MINE)
def test_equal_data_give_equal_bytes(name: str) -> None:
    assert EVERY[name].ordinary() == ordinary(name)


# The record: PDF/A-2b


def streams_of(pdf: bytes) -> list[tuple[bytes, bytes]]:
    """Give the dictionary and the bytes of every stream, by its own length."""
    found = []
    for start in re.finditer(rb"/Length (\d+)[^>]*>>\nstream\n", pdf):
        length, begin = int(start[1]), start.end()
        head = pdf[pdf.rindex(b" 0 obj", 0, begin) : begin]
        assert pdf[begin + length : begin + length + 11] == b"\nendstream\n"
        found.append((head, pdf[begin : begin + length]))
    return found


@pytest.mark.parametrize("name", sorted(EVERY))
def test_every_document_is_a_record_by_the_rules_of_pdf_a_2b(name: str) -> None:
    pdf = ordinary(name)
    streams = streams_of(pdf)
    assert pdf.count(b"\nstream\n") == len(streams)
    xmp = next(data for head, data in streams if b"/Subtype /XML" in head).decode()
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>" in xmp
    assert pdf.startswith(b"%PDF-1.4\n%")
    assert all(byte > 127 for byte in pdf.split(b"\n")[1][1:5])
    assert b"/S /GTS_PDFA1" in pdf
    assert re.search(rb"trailer\n.*/ID\s*\[", pdf, re.DOTALL)
    for forbidden in (b"/Encrypt", b"/JavaScript", b"/AA ", b"/SMask", b"/ca ", b"/LZWDecode"):
        assert forbidden not in pdf
    fonts = pdf.count(b"/Type /Font ")
    assert fonts == pdf.count(b"/FontFile2") == pdf.count(b"/ToUnicode") > 0
    assert len(re.findall(rb"/BaseFont /[A-Z]{6}\+", pdf)) == fonts


def test_the_color_profile_is_one_a_color_engine_accepts() -> None:
    from io import BytesIO

    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(BytesIO(color_profile()))
    assert "sRGB" in ImageCms.getProfileDescription(profile)
    red = Image.new("RGB", (1, 1), (200, 30, 30))
    there = ImageCms.profileToProfile(red, profile, ImageCms.createProfile("sRGB"))
    assert all(abs(a - b) <= 2 for a, b in zip(there.getpixel((0, 0)), (200, 30, 30), strict=True))


def test_an_independent_validator_finds_no_fault_in_any_of_them(tmp_path: Path) -> None:
    """Apache PDFBox Preflight knows part 1, whose rules ours keep as well: a twin says part 1."""
    needs("java", *JARS)
    for name, paper in EVERY.items():
        for kind, pdf in (("usual", ordinary(name)), ("hostile", paper.told(TEXTS["hostile"]))):
            twin = pdf.replace(b"<pdfaid:part>2", b"<pdfaid:part>1")
            (tmp_path / f"{name}-{kind}.pdf").write_bytes(twin)
    validator = "org.apache.pdfbox.preflight.Validator_A1b"
    ended = subprocess.run(
        ["java", "-cp", ":".join(JARS), validator, "batch", str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "is not a valid" not in ended.stdout, ended.stdout
    assert ended.stdout.count("is a valid PDF/A-1b file") == 2 * len(EVERY), ended.stderr[-500:]


# Codes


def as_photo(picture: Image.Image) -> Image.Image:
    """Give a print as a phone sees it: turned by 10 degrees, a little soft, with noise."""
    turned = picture.rotate(10, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    soft = turned.filter(ImageFilter.GaussianBlur(0.7))
    raw = Image.frombytes("L", soft.size, _same_noise(soft.size))
    noise = raw.point([122 + value * 12 // 255 for value in range(256)])
    return ImageChops.add(soft, noise, offset=-128)


def _same_noise(size: tuple[int, int]) -> bytes:
    return random.Random(7).randbytes(size[0] * size[1])  # noqa: S311  # a picture, not a secret


def around_codes(name: str, picture: Image.Image) -> list[Image.Image]:
    """Give what a person points a phone at: each code of a page with half an inch around it.

    The low bars of a filled form are for the scanner at the desk; a phone takes its square.
    """
    found = []
    for code in zxingcpp.read_barcodes(picture):
        if name == "form_paper" and code.format.name == "Code128":
            continue
        place = code.position
        corners = (place.top_left, place.top_right, place.bottom_left, place.bottom_right)
        across, down = [c.x for c in corners], [c.y for c in corners]
        box = (min(across) - 100, min(down) - 100, max(across) + 100, max(down) + 100)
        found.append(picture.crop((*(max(0, v) for v in box[:2]), *box[2:])))
    return found


def zbar_reads(pictures: list[Image.Image], folder: Path) -> list[str]:
    paths = [folder / f"{number}.png" for number in range(len(pictures))]
    for picture, path in zip(pictures, paths, strict=True):
        picture.save(path)
    ended = subprocess.run(
        ["zbarimg", "-q", "--raw", *map(str, paths)], capture_output=True, text=True, check=False
    )
    return ended.stdout.split()


@pytest.mark.parametrize("name", WITH_CODES)
def test_zbar_reads_every_code_from_the_print_and_from_a_photo(name: str, tmp_path: Path) -> None:
    needs("zbarimg")
    left = set(EVERY[name].reads)
    for page in range(len(pages_of(ordinary(name)))):
        picture = picture_of(ordinary(name), page, dpi=200)
        left -= set(zbar_reads([picture], tmp_path))
        photos = [as_photo(code) for code in around_codes(name, picture)]
        seen = zbar_reads(photos, tmp_path)
        assert len(seen) == len(photos), "a code that a phone does not read"
        if not left:
            return
    raise AssertionError(left)


def test_each_state_form_has_the_reference_as_bars_and_as_a_square() -> None:
    for name in ("receipt_01", "stop_05", "control_06"):
        last = len(pages_of(ordinary(name))) - 1
        codes = set().union(*(codes_of(ordinary(name), page) for page in range(last + 1)))
        assert {kind for kind, text in codes if text == a_reference()} == {"Code128", "QRCode"}
